"""Asks the partner for a yes to a reminder, and for a new one to each change, and tells them."""

from __future__ import annotations

from collections.abc import Sequence

from chat.messages import Replies
from content.texts import Rendered
from domain import pushes
from domain.pushes import News, Topic
from domain.remind import reminders, sharing, versions
from domain.remind.sharing import RETURN_INTERVALS
from handlers.pushes import push
from handlers.remind import text as remind_text
from handlers.remind.occurrences import refresh_message
from handlers.turn import ButtonSpec, FeatureRouter, ReplyOptions, Row, Turn, button
from storage.tables.member import Member
from storage.tables.remind import Reminder, ReminderRecipient

router = FeatureRouter()


@router.button("remind:question")
async def show_question(turn: Turn) -> Replies:
    """Show what waits for a yes as it is now; an answer that was given stays."""
    reminder, recipient = await sharing.find_with_recipient(
        turn.ctx, turn.member, turn.event.subject
    )
    await mark_seen(turn, reminder, recipient)
    card = await remind_text.card_text(turn, reminder)
    if recipient.state in (reminders.ON, reminders.MUTED):
        return turn.say("remind-accepted", own_side_buttons(reminder), card=card)
    return turn.say("remind-waits-for-yes", response_buttons(reminder, recipient), card=card)


@router.button("remind:accept", binding="remind:question")
async def accept(turn: Turn) -> Replies:
    """Save a yes for the version that the button stood under; show a newer version first."""
    reminder, recipient = await sharing.find_with_recipient(
        turn.ctx, turn.member, turn.event.subject
    )
    await mark_seen(turn, reminder, recipient)
    if not sharing.is_current_version(recipient, turn.event.choice):
        return await _show_newer_version(turn, reminder, recipient)
    reminder = await sharing.accept(turn.ctx, turn.member, turn.event.subject)
    await pushes.reset_asks(turn.ctx, turn.member)
    card = await remind_text.card_text(turn, reminder)
    return turn.edit("remind-accepted", own_side_buttons(reminder), card=card)


@router.button("remind:decline", needs_consent=False)
async def decline(turn: Turn) -> Replies:
    """Decline silently: the author reads the same as always, which is nothing."""
    reminder, recipient = await sharing.decline(turn.ctx, turn.member, turn.event.subject)
    await mark_seen(turn, reminder, recipient)
    yes = response_buttons(reminder, recipient)[0]
    if earlier := await versions.earlier_version_for(turn.ctx, reminder, turn.member):
        words = await reminders.words_of(turn.ctx, earlier[0])
        rests = versions.is_over(earlier[0], turn.member, turn.now)
        key = "remind-declined-rests" if rests else "remind-declined-kept"
        return turn.edit(key, yes, words=words)
    return turn.edit("remind-declined", yes)


@router.button("remind:mute", needs_consent=False)
async def mute(turn: Turn) -> Replies:
    return await _mute_or_drop(turn, reminders.MUTED, "remind-muted")


@router.button("remind:leave", needs_consent=False)
async def leave(turn: Turn) -> Replies:
    """End the person's own side quietly."""
    return await _mute_or_drop(turn, reminders.OFF, "remind-left")


@router.button("remind:back")
async def resume(turn: Turn) -> Replies:
    """Resume the person's own side; first ask about a version that has changed since they left."""
    reminder, recipient = await sharing.find_own_version(turn.ctx, turn.member, turn.event.subject)
    if recipient.state == reminders.OFF and not sharing.is_current_version(
        recipient, turn.event.choice
    ):
        return await _show_newer_version(turn, reminder, recipient)
    reminder = await sharing.resume(turn.ctx, turn.member, turn.event.subject)
    card = await remind_text.card_text(turn, reminder)
    return turn.edit("remind-back", own_side_buttons(reminder), card=card)


@router.button("remind:again")
async def choose_return_interval(turn: Turn) -> Replies:
    """Save how often the receiver hears it again until it is done; without a choice, ask."""
    if turn.event.choice:
        minutes = int(turn.event.choice) if turn.event.choice.isdecimal() else -1
        reminder = await sharing.set_return_interval(
            turn.ctx, turn.member, turn.event.subject, minutes
        )
        see = button("remind-button-show", "remind:show", reminder.id)
        return turn.say("remind-again-set", see, minutes=minutes)
    reminder, _ = await sharing.find_own_version(turn.ctx, turn.member, turn.event.subject)
    specs = [_interval_button(reminder, minutes) for minutes in RETURN_INTERVALS]
    once = button("remind-button-once", "remind:again", reminder.id, "0")
    return turn.say("remind-again-ask", specs[:3], specs[3:], once)


async def notify_partner(turn: Turn, reminder: Reminder, *, changed: bool = False) -> Replies:
    """Ask the partner for a yes, and quietly for a new one after a change.

    A partner who has muted it, or has so far only been asked, finds the change in their list.
    """
    recipient = await reminders.recipient_of(turn.ctx, reminder, turn.partner)
    if recipient is None or turn.partner is None or recipient.state != reminders.ASKED:
        return []
    earlier = await versions.earlier_version_for(turn.ctx, reminder, turn.partner)
    rings = earlier[1].state == reminders.ON if earlier else recipient.minute is not None
    before = earlier[0] if earlier and rings else None
    text = await _question_text(turn, reminder, turn.partner, before)
    quietly = changed and not rings
    rows = [response_buttons(reminder, recipient)]
    return await _push_news(turn, reminder, recipient, text, rows, quietly=quietly, silent=changed)


async def notify_deleted(turn: Turn, reminder: Reminder, key: str) -> Replies:
    """Tell a partner whom it reaches quietly, at most a few times a day; tell nobody else."""
    recipient = await reminders.recipient_of(turn.ctx, reminder, turn.partner)
    if recipient is None or turn.partner is None:
        return []
    version, side = await versions.version_for(turn.ctx, reminder, recipient, turn.partner)
    is_too_often = (
        await reminders.count_acts_today(turn.ctx, turn.member) > reminders.MAX_ACTS_PER_DAY
    )
    if side.state != reminders.ON or is_too_often:
        # A question that still waits for their morning must not come once its reminder is gone.
        await pushes.cancel_unsent(turn.ctx, _build_news(recipient).key)
        return []
    text, rows = await _render_deleted(turn, version, turn.partner, key)
    return await _push_news(turn, reminder, recipient, text, rows, silent=True)


async def mark_seen(turn: Turn, reminder: Reminder, recipient: ReminderRecipient | None) -> None:
    """Note that they have dealt with the news about it, so that the next is a new message."""
    if (
        recipient
        and reminder.couple_id
        and await pushes.is_sent(turn.ctx, _build_news(recipient).key)
    ):
        recipient.news += 1


def response_buttons(reminder: Reminder, recipient: ReminderRecipient) -> list[ButtonSpec]:
    """Return buttons to accept or decline this version."""
    tag = sharing.version_tag(recipient)
    return [
        button("remind-button-accept", "remind:accept", reminder.id, tag),
        button("remind-button-decline", "remind:decline", reminder.id),
    ]


def own_side_buttons(reminder: Reminder) -> list[ButtonSpec]:
    """Return buttons for what a person can do about their own side of it."""
    return [
        button("remind-button-mute", "remind:mute", reminder.id),
        button("remind-button-leave", "remind:leave", reminder.id),
    ]


async def _show_newer_version(
    turn: Turn, reminder: Reminder, recipient: ReminderRecipient
) -> Replies:
    earlier = await versions.earlier_version_for(turn.ctx, reminder, turn.member)
    card = await remind_text.card_text(turn, reminder)
    specs = response_buttons(reminder, recipient)
    if earlier is None or versions.is_over(earlier[0], turn.member, turn.now):
        return turn.edit("remind-meanwhile", specs, card=card)
    before = await reminders.words_of(turn.ctx, earlier[0])
    return turn.edit("remind-meanwhile-kept", specs, card=card, before=before)


async def _question_text(
    turn: Turn, reminder: Reminder, partner: Member, before: Reminder | None
) -> Rendered:
    """Return all that a yes would be for; `before` is the version that it would replace."""
    values: dict[str, Rendered | str] = {"when": remind_text.when_text(turn, reminder, partner)}
    if reminder.audience == reminders.US:
        values["clock"] = turn.text(f"remind-clock-{reminder.clock}", partner)
        values["mode"] = turn.text(f"remind-mode-{reminder.mode}", partner)
    key_part = ""
    if before:
        rests = versions.is_over(before, partner, turn.now)
        key_part = "rests-" if rests else "anew-"
        values["before"] = await reminders.words_of(turn.ctx, before)
        if not rests:
            values["earlier"] = remind_text.when_text(turn, before, partner)
    words = await reminders.words_of(turn.ctx, reminder)
    name = await turn.name_of(turn.member)
    key = f"remind-asks-{key_part}{reminder.audience}"
    return turn.text(key, partner, name=name, words=words, **values)


async def _render_deleted(
    turn: Turn, reminder: Reminder, partner: Member, key: str
) -> tuple[Rendered, list[Row]]:
    name = await turn.name_of(turn.member)
    words = await reminders.words_of(turn.ctx, reminder)
    if reminder.state != reminders.ACTIVE:
        return turn.text(key, partner, name=name, words=words), []
    when = remind_text.when_text(turn, reminder, partner)
    return turn.text(key, partner, name=name, words=words, when=when), [own_side_buttons(reminder)]


async def _push_news(
    turn: Turn,
    reminder: Reminder,
    recipient: ReminderRecipient,
    text: Rendered,
    rows: Sequence[Row],
    *,
    quietly: bool = False,
    silent: bool,
) -> Replies:
    """Push one message about a reminder, changed in place until its reader has dealt with it."""
    news, subject = _build_news(recipient, quietly=quietly), reminder.couple_id or reminder.id
    options: ReplyOptions = {"silent": silent, "subject": subject}
    return await push(turn, news, text, *rows, preview="remind-share-preview", **options)


def _build_news(recipient: ReminderRecipient, *, quietly: bool = False) -> News:
    about = f"{recipient.id}:{recipient.news}"
    return News(Topic.REMINDER, about, needs_yes=True, only_edits=quietly)


async def _mute_or_drop(turn: Turn, state: str, key: str) -> Replies:
    reminder, silenced = await sharing.mute_or_drop(
        turn.ctx, turn.member, turn.event.subject, state
    )
    words = await reminders.words_of(turn.ctx, reminder)
    _, recipient = await sharing.find_own_version(turn.ctx, turn.member, reminder.id)
    tag = sharing.version_tag(recipient)
    undo = button("remind-button-undo", "remind:back", reminder.id, tag)
    replies = [*turn.edit(key, undo, words=words)]
    for occurrence in silenced:
        replies += await refresh_message(turn, reminder, occurrence, turn.member)
    return replies


def _interval_button(reminder: Reminder, minutes: int) -> ButtonSpec:
    return button(
        "remind-button-interval", "remind:again", reminder.id, str(minutes), minutes=minutes
    )
