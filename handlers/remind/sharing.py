"""What the other of the two is asked and told: a yes first, and a new one for each change."""

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
from handlers.remind.occurrences import refresh
from handlers.turn import ButtonSpec, FeatureRouter, ReplyOptions, Row, Turn, tap
from storage.tables.member import Member
from storage.tables.remind import Reminder, ReminderRecipient

router = FeatureRouter()


@router.button("remind:question")
async def show_question(turn: Turn) -> Replies:
    """What waits for a yes, as it stands now; what was said before stays said."""
    reminder, share = await sharing.find_with_recipient(turn.ctx, turn.member, turn.event.subject)
    await note_look(turn, reminder, share)
    card = await remind_text.card(turn, reminder)
    if share.state in (reminders.ON, reminders.MUTED):
        return turn.say("remind-accepted", own_side(reminder), card=card)
    return turn.say("remind-waits-for-yes", yes_or_no(reminder, share), card=card)


@router.button("remind:accept", binding="remind:question")
async def accept(turn: Turn) -> Replies:
    """A yes is for the version that its button stood under; a newer one is shown first."""
    reminder, share = await sharing.find_with_recipient(turn.ctx, turn.member, turn.event.subject)
    await note_look(turn, reminder, share)
    if not sharing.is_current_version(share, turn.event.choice):
        return await _show_anew(turn, reminder, share)
    reminder = await sharing.accept(turn.ctx, turn.member, turn.event.subject)
    await pushes.reset_asks(turn.ctx, turn.member)
    card = await remind_text.card(turn, reminder)
    return turn.edit("remind-accepted", own_side(reminder), card=card)


@router.button("remind:decline", needs_consent=False)
async def decline(turn: Turn) -> Replies:
    """Silent: its author reads the same as ever, which is nothing."""
    reminder, share = await sharing.decline(turn.ctx, turn.member, turn.event.subject)
    await note_look(turn, reminder, share)
    yes = yes_or_no(reminder, share)[0]
    if kept := await versions.earlier_version_for(turn.ctx, reminder, turn.member):
        words = await reminders.words_of(turn.ctx, kept[0])
        rests = versions.is_over(kept[0], turn.member, turn.now)
        key = "remind-declined-rests" if rests else "remind-declined-kept"
        return turn.edit(key, yes, words=words)
    return turn.edit("remind-declined", yes)


@router.button("remind:mute", needs_consent=False)
async def mute(turn: Turn) -> Replies:
    return await _leave(turn, reminders.MUTED, "remind-muted")


@router.button("remind:leave", needs_consent=False)
async def leave(turn: Turn) -> Replies:
    """One's own side ends, quietly."""
    return await _leave(turn, reminders.OFF, "remind-left")


@router.button("remind:back")
async def come_back(turn: Turn) -> Replies:
    """What has changed since they left it is asked about first."""
    reminder, share = await sharing.find_own_version(turn.ctx, turn.member, turn.event.subject)
    if share.state == reminders.OFF and not sharing.is_current_version(share, turn.event.choice):
        return await _show_anew(turn, reminder, share)
    reminder = await sharing.resume(turn.ctx, turn.member, turn.event.subject)
    card = await remind_text.card(turn, reminder)
    return turn.edit("remind-back", own_side(reminder), card=card)


@router.button("remind:again")
async def choose_again(turn: Turn) -> Replies:
    """The receiver's own interval, until it is done."""
    if turn.event.choice:
        minutes = int(turn.event.choice) if turn.event.choice.isdecimal() else -1
        reminder = await sharing.set_return_interval(
            turn.ctx, turn.member, turn.event.subject, minutes
        )
        see = tap("remind-button-show", "remind:show", reminder.id)
        return turn.say("remind-again-set", see, minutes=minutes)
    reminder, _ = await sharing.find_own_version(turn.ctx, turn.member, turn.event.subject)
    specs = [_interval(reminder, minutes) for minutes in RETURN_INTERVALS]
    once = tap("remind-button-once", "remind:again", reminder.id, "0")
    return turn.say("remind-again-ask", specs[:3], specs[3:], once)


async def tell(turn: Turn, reminder: Reminder, *, changed: bool = False) -> Replies:
    """The other is asked for a yes, and quietly for a new one once it has changed.

    Who has muted it, or was only asked so far, finds the change in their list.
    """
    share = await reminders.recipient_of(turn.ctx, reminder, turn.partner)
    if share is None or turn.partner is None or share.state != reminders.ASKED:
        return []
    kept = await versions.earlier_version_for(turn.ctx, reminder, turn.partner)
    rings = kept[1].state == reminders.ON if kept else share.minute is not None
    before = kept[0] if kept and rings else None
    text = await _asking(turn, reminder, turn.partner, before)
    quietly = changed and not rings
    rows = [yes_or_no(reminder, share)]
    return await _push(turn, reminder, share, text, rows, quietly=quietly, silent=changed)


async def tell_deleted(turn: Turn, reminder: Reminder, key: str) -> Replies:
    """Whoever it reaches hears it quietly, some times a day; nobody else hears of it."""
    share = await reminders.recipient_of(turn.ctx, reminder, turn.partner)
    if share is None or turn.partner is None:
        return []
    theirs, side = await versions.version_for(turn.ctx, reminder, share, turn.partner)
    often = await reminders.count_acts_today(turn.ctx, turn.member) > reminders.MAX_ACTS_PER_DAY
    if side.state != reminders.ON or often:
        # An ask that still waits for their morning is not to come for what is gone.
        await pushes.cancel_unsent(turn.ctx, _news(share).key)
        return []
    text, rows = await _telling(turn, theirs, turn.partner, key)
    return await _push(turn, reminder, share, text, rows, silent=True)


async def note_look(turn: Turn, reminder: Reminder, share: ReminderRecipient | None) -> None:
    """They have dealt with what stands about it: what comes next is a message of its own."""
    if share and reminder.couple_id and await pushes.is_sent(turn.ctx, _news(share).key):
        share.news += 1


def yes_or_no(reminder: Reminder, share: ReminderRecipient) -> list[ButtonSpec]:
    """What somebody can say to this version of it."""
    mark = sharing.version_tag(share)
    return [
        tap("remind-button-accept", "remind:accept", reminder.id, mark),
        tap("remind-button-decline", "remind:decline", reminder.id),
    ]


def own_side(reminder: Reminder) -> list[ButtonSpec]:
    """What somebody can do about their own side of it."""
    return [
        tap("remind-button-mute", "remind:mute", reminder.id),
        tap("remind-button-leave", "remind:leave", reminder.id),
    ]


async def _show_anew(turn: Turn, reminder: Reminder, share: ReminderRecipient) -> Replies:
    kept = await versions.earlier_version_for(turn.ctx, reminder, turn.member)
    card = await remind_text.card(turn, reminder)
    specs = yes_or_no(reminder, share)
    if kept is None or versions.is_over(kept[0], turn.member, turn.now):
        return turn.edit("remind-meanwhile", specs, card=card)
    before = await reminders.words_of(turn.ctx, kept[0])
    return turn.edit("remind-meanwhile-kept", specs, card=card, before=before)


async def _asking(
    turn: Turn, reminder: Reminder, partner: Member, before: Reminder | None
) -> Rendered:
    """All that a yes would be for; `before` is what it would take the place of."""
    said: dict[str, Rendered | str] = {"when": remind_text.when(turn, reminder, partner)}
    if reminder.audience == reminders.US:
        said["clock"] = turn.text(f"remind-clock-{reminder.clock}", partner)
        said["mode"] = turn.text(f"remind-mode-{reminder.mode}", partner)
    way = ""
    if before:
        rests = versions.is_over(before, partner, turn.now)
        way = "rests-" if rests else "anew-"
        said["before"] = await reminders.words_of(turn.ctx, before)
        if not rests:
            said["earlier"] = remind_text.when(turn, before, partner)
    words = await reminders.words_of(turn.ctx, reminder)
    name = await turn.name_of(turn.member)
    key = f"remind-asks-{way}{reminder.audience}"
    return turn.text(key, partner, name=name, words=words, **said)


async def _telling(
    turn: Turn, reminder: Reminder, partner: Member, key: str
) -> tuple[Rendered, list[Row]]:
    name = await turn.name_of(turn.member)
    words = await reminders.words_of(turn.ctx, reminder)
    if reminder.state != reminders.ACTIVE:
        return turn.text(key, partner, name=name, words=words), []
    when = remind_text.when(turn, reminder, partner)
    return turn.text(key, partner, name=name, words=words, when=when), [own_side(reminder)]


async def _push(
    turn: Turn,
    reminder: Reminder,
    share: ReminderRecipient,
    text: Rendered,
    rows: Sequence[Row],
    *,
    quietly: bool = False,
    silent: bool,
) -> Replies:
    """One message about a reminder, changed in place until its reader has dealt with it."""
    news, about = _news(share, quietly=quietly), reminder.couple_id or reminder.id
    options: ReplyOptions = {"silent": silent, "about": about}
    return await push(turn, news, text, *rows, preview="remind-share-preview", **options)


def _news(share: ReminderRecipient, *, quietly: bool = False) -> News:
    about = f"{share.id}:{share.news}"
    return News(Topic.REMINDER, about, needs_yes=True, only_edits=quietly)


async def _leave(turn: Turn, state: str, key: str) -> Replies:
    reminder, silenced = await sharing.mute_or_drop(
        turn.ctx, turn.member, turn.event.subject, state
    )
    words = await reminders.words_of(turn.ctx, reminder)
    _, share = await sharing.find_own_version(turn.ctx, turn.member, reminder.id)
    mark = sharing.version_tag(share)
    undo = tap("remind-button-undo", "remind:back", reminder.id, mark)
    replies = [*turn.edit(key, undo, words=words)]
    for occurrence in silenced:
        replies += await refresh(turn, reminder, occurrence, turn.member)
    return replies


def _interval(reminder: Reminder, minutes: int) -> ButtonSpec:
    return tap("remind-button-interval", "remind:again", reminder.id, str(minutes), minutes=minutes)
