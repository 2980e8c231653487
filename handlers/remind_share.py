"""What the other of the two is asked and told: a yes first, and a new one for each change."""

from __future__ import annotations

from collections.abc import Sequence

from chat.messages import Replies
from content.texts import Rendered
from domain import pushes, remind, remind_share, remind_version
from domain.pushes import News, Topic
from domain.remind_share import AGAIN
from handlers import remind_words
from handlers.pushes import push
from handlers.remind_ring import refresh
from handlers.turn import Features, How, Row, Tap, Turn, tap
from storage.models import Member, Reminder, ReminderShare

router = Features()


@router.button("remind:question")
async def show_question(turn: Turn) -> Replies:
    """What waits for a yes, as it stands now; what was said before stays said."""
    held, share = await remind_share.asked_about(turn.session, turn.member, turn.event.subject)
    await note_look(turn, held, share)
    card = await remind_words.card(turn, held)
    if share.state in (remind.ON, remind.MUTED):
        return turn.say("remind-accepted", own_side(held), card=card)
    return turn.say("remind-waits-for-yes", yes_or_no(held, share), card=card)


@router.button("remind:accept", binding="remind:question")
async def accept(turn: Turn) -> Replies:
    """A yes is for the version that its button stood under; a newer one is shown first."""
    held, share = await remind_share.asked_about(turn.session, turn.member, turn.event.subject)
    await note_look(turn, held, share)
    if not remind_share.is_for(share, turn.event.choice):
        return await _show_anew(turn, held, share)
    held = await remind_share.accept(
        turn.session, turn.vault, turn.member, turn.event.subject, turn.now
    )
    await pushes.note_yes(turn.session, turn.member)
    card = await remind_words.card(turn, held)
    return turn.change("remind-accepted", own_side(held), card=card)


@router.button("remind:decline")
async def decline(turn: Turn) -> Replies:
    """Silent: its author reads the same as ever, which is nothing."""
    held, share = await remind_share.decline(
        turn.session, turn.member, turn.event.subject, turn.now
    )
    await note_look(turn, held, share)
    yes = yes_or_no(held, share)[0]
    if kept := await remind_version.kept_by(turn.session, held, turn.member):
        words = await remind.words_of(turn.vault, kept[0])
        rests = remind_version.is_at_rest(kept[0], turn.member, turn.now)
        key = "remind-declined-rests" if rests else "remind-declined-kept"
        return turn.change(key, yes, words=words)
    return turn.change("remind-declined", yes)


@router.button("remind:mute")
async def mute(turn: Turn) -> Replies:
    return await _leave(turn, remind.MUTED, "remind-muted")


@router.button("remind:leave")
async def leave(turn: Turn) -> Replies:
    """One's own side ends, quietly."""
    return await _leave(turn, remind.OFF, "remind-left")


@router.button("remind:back")
async def come_back(turn: Turn) -> Replies:
    """What has changed since they left it is asked about first."""
    held, share = await remind_share.mine(turn.session, turn.member, turn.event.subject)
    if share.state == remind.OFF and not remind_share.is_for(share, turn.event.choice):
        return await _show_anew(turn, held, share)
    held = await remind_share.come_back(turn.session, turn.member, turn.event.subject, turn.now)
    card = await remind_words.card(turn, held)
    return turn.change("remind-back", own_side(held), card=card)


@router.button("remind:again")
async def choose_again(turn: Turn) -> Replies:
    """The receiver's own interval, until it is done."""
    if turn.event.choice:
        minutes = int(turn.event.choice) if turn.event.choice.isdecimal() else -1
        held = await remind_share.choose_again(
            turn.session, turn.member, turn.event.subject, minutes, turn.now
        )
        see = tap("remind-button-show", "remind:show", held.id)
        return turn.say("remind-again-set", see, minutes=minutes)
    held, _ = await remind_share.mine(turn.session, turn.member, turn.event.subject)
    taps = [_interval(held, minutes) for minutes in AGAIN]
    once = tap("remind-button-once", "remind:again", held.id, "0")
    return turn.say("remind-again-ask", taps[:3], taps[3:], once)


async def tell(turn: Turn, held: Reminder, *, changed: bool = False) -> Replies:
    """The other is asked for a yes, and quietly for a new one once it has changed.

    Who has muted it, or was only asked so far, finds the change in their list.
    """
    share = await remind.share_of(turn.session, held, turn.partner)
    if share is None or turn.partner is None or share.state != remind.ASKED:
        return []
    kept = await remind_version.kept_by(turn.session, held, turn.partner)
    rings = kept[1].state == remind.ON if kept else share.minute is not None
    before = kept[0] if kept and rings else None
    text = await _asking(turn, held, turn.partner, before)
    quietly = changed and not rings
    rows = [yes_or_no(held, share)]
    return await _push(turn, held, share, text, rows, quietly=quietly, silent=changed)


async def tell_deleted(turn: Turn, held: Reminder, key: str) -> Replies:
    """Whoever it reaches hears it quietly, some times a day; nobody else hears of it."""
    share = await remind.share_of(turn.session, held, turn.partner)
    if share is None or turn.partner is None:
        return []
    theirs, side = await remind_version.gone_by(turn.session, held, share, turn.partner)
    often = await remind.acts_today(turn.session, turn.member, turn.now) > remind.A_DAY
    if side.state != remind.ON or often:
        # An ask that still waits for their morning is not to come for what is gone.
        await pushes.take_back(turn.session, _news(share).key)
        return []
    text, rows = await _telling(turn, theirs, turn.partner, key)
    return await _push(turn, held, share, text, rows, silent=True)


async def note_look(turn: Turn, held: Reminder, share: ReminderShare | None) -> None:
    """They have dealt with what stands about it: what comes next is a message of its own."""
    if share and held.couple_id and await pushes.stands(turn.session, _news(share).key):
        share.news += 1


def yes_or_no(held: Reminder, share: ReminderShare) -> list[Tap]:
    """What somebody can say to this version of it."""
    mark = remind_share.mark_of(share)
    return [
        tap("remind-button-accept", "remind:accept", held.id, mark),
        tap("remind-button-decline", "remind:decline", held.id),
    ]


def own_side(held: Reminder) -> list[Tap]:
    """What somebody can do about their own side of it."""
    return [
        tap("remind-button-mute", "remind:mute", held.id),
        tap("remind-button-leave", "remind:leave", held.id),
    ]


async def _show_anew(turn: Turn, held: Reminder, share: ReminderShare) -> Replies:
    kept = await remind_version.kept_by(turn.session, held, turn.member)
    card = await remind_words.card(turn, held)
    taps = yes_or_no(held, share)
    if kept is None or remind_version.is_at_rest(kept[0], turn.member, turn.now):
        return turn.change("remind-meanwhile", taps, card=card)
    before = await remind.words_of(turn.vault, kept[0])
    return turn.change("remind-meanwhile-kept", taps, card=card, before=before)


async def _asking(turn: Turn, held: Reminder, partner: Member, before: Reminder | None) -> Rendered:
    """All that a yes would be for; `before` is what it would take the place of."""
    said: dict[str, Rendered | str] = {"when": remind_words.when(turn, held, partner)}
    if held.audience == remind.US:
        said["clock"] = turn.text(f"remind-clock-{held.clock}", partner)
        said["mode"] = turn.text(f"remind-mode-{held.mode}", partner)
    way = ""
    if before:
        rests = remind_version.is_at_rest(before, partner, turn.now)
        way = "rests-" if rests else "anew-"
        said["before"] = await remind.words_of(turn.vault, before)
        if not rests:
            said["earlier"] = remind_words.when(turn, before, partner)
    words = await remind.words_of(turn.vault, held)
    name = await turn.name_of(turn.member)
    key = f"remind-asks-{way}{held.audience}"
    return turn.text(key, partner, name=name, words=words, **said)


async def _telling(
    turn: Turn, held: Reminder, partner: Member, key: str
) -> tuple[Rendered, list[Row]]:
    name = await turn.name_of(turn.member)
    words = await remind.words_of(turn.vault, held)
    if held.state != remind.ACTIVE:
        return turn.text(key, partner, name=name, words=words), []
    when = remind_words.when(turn, held, partner)
    return turn.text(key, partner, name=name, words=words, when=when), [own_side(held)]


async def _push(
    turn: Turn,
    held: Reminder,
    share: ReminderShare,
    text: Rendered,
    rows: Sequence[Row],
    *,
    quietly: bool = False,
    silent: bool,
) -> Replies:
    """One message about a reminder, changed in place until its reader has dealt with it."""
    news, about = _news(share, quietly=quietly), held.couple_id or held.id
    how: How = {"silent": silent, "about": about}
    return await push(turn, news, text, *rows, preview="remind-share-preview", **how)


def _news(share: ReminderShare, *, quietly: bool = False) -> News:
    about = f"{share.id}:{share.news}"
    return News(Topic.REMINDER, about, asks=True, quietly=quietly)


async def _leave(turn: Turn, state: str, key: str) -> Replies:
    held, silenced = await remind_share.leave(
        turn.session, turn.member, turn.event.subject, state, turn.now
    )
    words = await remind.words_of(turn.vault, held)
    _, share = await remind_share.mine(turn.session, turn.member, held.id)
    mark = remind_share.mark_of(share)
    undo = tap("remind-button-undo", "remind:back", held.id, mark)
    replies = [*turn.change(key, undo, words=words)]
    for ring in silenced:
        replies += await refresh(turn, held, ring, turn.member)
    return replies


def _interval(held: Reminder, minutes: int) -> Tap:
    return tap("remind-button-interval", "remind:again", held.id, str(minutes), minutes=minutes)
