"""What the other of the two is asked and told: a yes first, and changes once it is theirs too."""

from __future__ import annotations

from chat.messages import Priority, Replies
from content.texts import Rendered
from domain import people, remind, remind_share
from domain.remind_share import AGAIN
from handlers import remind_words
from handlers.privacy_screen import with_preview
from handlers.remind_ring import refresh
from handlers.turn import Features, Row, Tap, Turn, tap
from storage.models import Member, Reminder, ReminderShare

router = Features()


@router.button("remind:accept", binding=True)
async def accept(turn: Turn) -> Replies:
    held = await remind_share.accept(
        turn.session, turn.vault, turn.member, turn.event.subject, turn.now
    )
    card = await remind_words.card(turn, held)
    return turn.change("remind-accepted", own_side(turn, held), card=card)


@router.button("remind:decline")
async def decline(turn: Turn) -> Replies:
    """Silent: its author reads the same as ever, which is nothing."""
    held, _ = await remind_share.leave(
        turn.session, turn.member, turn.event.subject, remind.OFF, turn.now
    )
    return turn.change("remind-declined", tap("remind-button-accept", "remind:accept", held.id))


@router.button("remind:mute")
async def mute(turn: Turn) -> Replies:
    return await _leave(turn, remind.MUTED, "remind-muted")


@router.button("remind:leave")
async def leave(turn: Turn) -> Replies:
    """One's own side ends, quietly."""
    return await _leave(turn, remind.OFF, "remind-left")


@router.button("remind:back")
async def come_back(turn: Turn) -> Replies:
    held = await remind_share.come_back(turn.session, turn.member, turn.event.subject, turn.now)
    card = await remind_words.card(turn, held)
    return turn.change("remind-back", own_side(turn, held), card=card)


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
    """The other is asked for a yes, or, if they take part already, told quietly what changed."""
    share = await remind.share_of(turn.session, held, turn.partner)
    if share is None or turn.partner is None or share.state == remind.OFF:
        return []
    if share.state == remind.ASKED:
        return await _ask(turn, held, share, turn.partner)
    return await _say_quietly(turn, held, turn.partner, "remind-told-changed") if changed else []


async def tell_deleted(turn: Turn, held: Reminder, key: str) -> Replies:
    """Whoever takes part hears it quietly; whoever was only asked is asked no more."""
    share = await remind.share_of(turn.session, held, turn.partner)
    if share is None or turn.partner is None or share.state in (remind.OFF, remind.ASKED):
        return []
    return await _say_quietly(turn, held, turn.partner, key)


def own_side(turn: Turn, held: Reminder) -> list[Tap]:
    """What somebody can do about their own side of it."""
    return [
        tap("remind-button-mute", "remind:mute", held.id),
        tap("remind-button-leave", "remind:leave", held.id),
    ]


async def _ask(turn: Turn, held: Reminder, share: ReminderShare, partner: Member) -> Replies:
    if not people.can_be_pushed(partner, turn.now):
        return []
    name = await turn.name_of(turn.member)
    words = await remind.words_of(turn.vault, held)
    when = remind_words.when(turn, held, partner)
    said: dict[str, Rendered] = {"when": when}
    if held.audience == remind.US:
        said["clock"] = turn.text(f"remind-clock-{held.clock}", partner)
    asks = turn.text(f"remind-asks-{held.audience}", partner, name=name, words=words, **said)
    text = with_preview(turn, "remind-share-preview", asks, partner)
    key = f"remind-ask:{share.id}:{share.asks}"
    return turn.send(
        text,
        [
            tap("remind-button-accept", "remind:accept", held.id),
            tap("remind-button-decline", "remind:decline", held.id),
        ],
        to=partner,
        priority=Priority.REVEAL,
        key=key,
        about=held.couple_id or held.id,
    )


async def _say_quietly(turn: Turn, held: Reminder, partner: Member, key: str) -> Replies:
    name = await turn.name_of(turn.member)
    words = await remind.words_of(turn.vault, held)
    when: dict[str, Rendered] = {}
    rows: list[Row] = []
    if held.state == remind.ACTIVE:
        when = {"when": remind_words.when(turn, held, partner)}
        rows = [own_side(turn, held)]
    text = turn.text(key, partner, name=name, words=words, **when)
    return turn.send(
        with_preview(turn, "remind-share-preview", text, partner),
        *rows,
        to=partner,
        silent=True,
        priority=Priority.REVEAL,
        about=held.couple_id or held.id,
    )


async def _leave(turn: Turn, state: str, key: str) -> Replies:
    held, silenced = await remind_share.leave(
        turn.session, turn.member, turn.event.subject, state, turn.now
    )
    words = await remind.words_of(turn.vault, held)
    undo = tap("remind-button-undo", "remind:back", held.id)
    replies = [*turn.change(key, undo, words=words)]
    for ring in silenced:
        replies += await refresh(turn, held, ring, turn.member)
    return replies


def _interval(held: Reminder, minutes: int) -> Tap:
    return tap("remind-button-interval", "remind:again", held.id, str(minutes), minutes=minutes)
