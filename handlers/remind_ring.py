"""A reminder rings: one live message a person and occurrence, and what its buttons do."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from uuid import UUID

from chat.messages import Kind, Priority, Replies
from chat.router import A_LINE
from content.texts import Rendered
from domain import calendar, remind, remind_quiet, remind_tick
from domain import remind_ring as rings
from domain import when as reading
from domain.errors import NotFound, RuleBroken
from domain.remind_tick import Held, shows
from handlers import dates, remind_words
from handlers.privacy_screen import covered
from handlers.remind_draft import read_sentence, start
from handlers.turn import Features, Row, Turn, tap
from storage.models import Member, Reminder, Ring

router = Features()

UNTIL = "remind:until"
EVENING = time(20)
MORNING = time(9)
SNOOZES = ("ten", "hour", "tonight", "tomorrow")


@router.due(rings.RINGS)
async def ring(turn: Turn) -> Replies:
    if turn.event.subject is None:
        return []
    rung = await rings.come_due(turn.session, turn.member, turn.event.subject, turn.now)
    if rung is None:
        return []
    passes = rung.ring is not None and remind_quiet.passes(
        rung.reminder, rung.share, turn.member, rung.ring.at, turn.now
    )
    return await _bring(turn, rung, passes=passes)


@router.due(rings.RETURNS)
async def come_again(turn: Turn) -> Replies:
    """It was asked for; the message that asked loses its buttons."""
    if turn.event.subject is None:
        return []
    rung = await rings.come_again(turn.session, turn.member, turn.event.subject, turn.now)
    if rung is None:
        return []
    last = rung.ring.returns - 1 if rung.ring else 0
    before = await _without_buttons(turn, rung.reminder, rung.ring, last) if rung.ring else []
    return [*before, *await _bring(turn, rung, passes=True)]


@router.button("remind:done", main=True, reaction="👍✅✔☑")
async def done(turn: Turn) -> Replies:
    held = await _hold(turn)
    await remind_tick.done(turn.session, held)
    return await _show(turn, held)


@router.button("remind:undo")
async def undo(turn: Turn) -> Replies:
    held = await _hold(turn)
    await remind_tick.undo(turn.session, held, turn.member, turn.now)
    return await _show(turn, held)


@router.button("remind:skip")
async def skip(turn: Turn) -> Replies:
    held = await _hold(turn)
    await remind_tick.skip(turn.session, held)
    return await _show(turn, held)


@router.button("remind:wake")
async def wake(turn: Turn) -> Replies:
    held = await _hold(turn)
    await remind_tick.wake(turn.session, held, turn.member, turn.now)
    return await _show(turn, held)


@router.button("remind:snooze", replied="remind:until")
async def snooze(turn: Turn) -> Replies:
    """Without a choice it offers them; a choice is the ring's count, a dot and a length."""
    held = await _hold(turn)
    length = turn.event.choice.partition(".")[2]
    if not length:
        return await _offer_snoozes(turn, held)
    if length not in SNOOZES:
        raise NotFound
    await remind_tick.snooze(turn.session, held, turn.member, until_of(turn, length), turn.now)
    return await _show(turn, held)


@router.button("remind:until", asks=A_LINE)
async def ask_until(turn: Turn) -> Replies:
    held = await _hold(turn)
    turn.ask(UNTIL, held.ring.id)
    return turn.say("remind-until-ask", morning=dates.clock_face(turn, dates.MORNING))


@router.answer(UNTIL)
async def snooze_until(turn: Turn) -> Replies:
    """Their own words for when; what cannot be read is asked for again."""
    if sentence := await read_sentence(turn):
        return await start(turn, *sentence)
    zone, language = turn.member.zone or "UTC", turn.member.language
    found = reading.read_moment(turn.event.text, turn.said, zone, language)
    if isinstance(found, reading.Unclear):
        raise RuleBroken("remind-until-unclear", morning=dates.clock_face(turn, dates.MORNING))
    if found.at <= turn.now:
        raise RuleBroken("remind-until-meanwhile")
    held = await remind_tick.hold(turn.session, turn.member, turn.member.asking_about)
    await remind_tick.snooze(turn.session, held, turn.member, found.at, turn.now)
    turn.asked()
    moment = remind_words.moment(turn, found.at, turn.member)
    return [*turn.say("remind-until-set", when=moment), *await _show(turn, held)]


async def refresh(turn: Turn, held: Reminder, ring: Ring, reader: Member) -> Replies:
    """Brings a live message up to date in place, without a push."""
    others = await rings.rings_of(turn.session, held, ring.slot)
    other = next((each for each in others if each.member_id != reader.id), None)
    text = await _text(turn, held, ring, other, reader)
    rows = _rows(held, ring, shows(held, ring, other))
    return turn.send(text, *rows, to=reader, edits=key_of(ring), about=_about(held))


def key_of(ring: Ring, returns: int | None = None) -> str:
    """The name of a person's live message, or of an earlier one for the same occurrence."""
    return f"ring:{ring.id}:{ring.returns if returns is None else returns}"


async def _bring(turn: Turn, rung: rings.Rung, *, passes: bool) -> Replies:
    """What rang, and the end of what rang before; it `passes` quiet hours, or waits for morning."""
    replies: list[Replies] = []
    for over in rung.over:
        replies.append(await _without_buttons(turn, rung.reminder, over, over.returns))
    if rung.ring:
        held, ring = rung.reminder, rung.ring
        text = await _text(turn, held, ring, None, turn.member)
        grace = rings.GRACE if held.rule is None else rings.LONG_GRACE
        news = turn.send(
            text,
            *_rows(held, ring, rings.OPEN),
            preview="remind-ring-preview",
            priority=Priority.REVEAL,
            key=key_of(ring),
            about=_about(held),
            rings=passes,
            expires=turn.now + grace,
        )
        replies.append(news)
    return [reply for each in replies for reply in each]


async def _show(turn: Turn, held: Held) -> Replies:
    """The message that was tapped changes in place; so does the other's, where they share it."""
    text = await _text(turn, held.reminder, held.ring, held.other, turn.member)
    rows = _rows(held.reminder, held.ring, shows(held.reminder, held.ring, held.other))
    number = turn.event.choice.partition(".")[0]
    if turn.event.kind is Kind.PRESS and number == str(held.ring.returns):
        own = turn.send(text, *rows, replaces=True)
    else:
        own = turn.send(text, *rows, edits=key_of(held.ring))
    if held.other is None or turn.partner is None or held.reminder.mode == remind.EACH:
        return own
    return [*own, *await refresh(turn, held.reminder, held.other, turn.partner)]


async def _text(
    turn: Turn, held: Reminder, ring: Ring, other: Ring | None, reader: Member
) -> Rendered:
    words = covered(reader, await remind.words_of(turn.vault, held))
    state = shows(held, ring, other)
    lines = [turn.text("remind-ring", reader, words=words, state=_mark(state))]
    if state == rings.OPEN:
        lines += await _notes(turn, held, ring, reader)
    elif state == remind_tick.SNOOZED and ring.back_at:
        back = remind_words.moment(turn, ring.back_at, reader)
        lines.append(turn.text("remind-ring-snoozed", reader, when=back))
    elif state in (rings.SKIPPED, remind_tick.WAITING, remind_tick.BOTH_DONE):
        lines.append(turn.text(f"remind-ring-{state}", reader))
    return Rendered("\n".join(lines))


async def _notes(turn: Turn, held: Reminder, ring: Ring, reader: Member) -> list[Rendered]:
    notes = []
    if turn.now - ring.at > remind_quiet.LATE:
        at = dates.short_moment(turn, ring.at, reader)
        notes.append(turn.text("remind-ring-late", reader, when=at))
    if held.audience == remind.US:
        notes.append(turn.text(f"remind-mode-{held.mode}", reader))
    if held.audience == remind.PARTNER and turn.partner:
        notes.append(turn.text("remind-ring-from", reader, name=await turn.partner_name()))
    return notes


def _rows(held: Reminder, ring: Ring, state: str) -> list[Row]:
    if held.state != remind.ACTIVE:
        return []
    number = str(ring.returns)
    finish = tap("remind-button-done", "remind:done", ring.id, number)
    if state == rings.OPEN:
        later = tap("remind-button-snooze", "remind:snooze", ring.id, number)
        skip = tap("remind-button-skip", "remind:skip", ring.id, number)
        more = tap("remind-button-more", "remind:show", held.id)
        return [finish, [later, skip], more]
    if state == remind_tick.SNOOZED:
        return [finish, tap("remind-button-wake", "remind:wake", ring.id, number)]
    if state in (rings.DONE, rings.SKIPPED, remind_tick.WAITING, remind_tick.BOTH_DONE):
        return [tap("remind-button-undo", "remind:undo", ring.id, number)]
    return []


def _mark(state: str) -> str:
    """Ringing, finished or neither."""
    if state in (rings.DONE, rings.CLOSED, remind_tick.BOTH_DONE, remind_tick.WAITING):
        return "done"
    return "open" if state == rings.OPEN else "quiet"


async def _without_buttons(turn: Turn, held: Reminder, ring: Ring, returns: int) -> Replies:
    words = covered(turn.member, await remind.words_of(turn.vault, held))
    text = turn.text("remind-ring", words=words, state="quiet")
    return turn.send(text, edits=key_of(ring, returns), about=_about(held))


async def _offer_snoozes(turn: Turn, held: Held) -> Replies:
    number = str(held.ring.returns)
    taps = [
        tap(f"remind-button-{each}", "remind:snooze", held.ring.id, f"{number}.{each}")
        for each in SNOOZES
    ]
    own = tap("remind-button-until", "remind:until", held.ring.id, number)
    again = tap("remind-button-again", "remind:again", held.reminder.id)
    back = tap("remind-button-back", "remind:wake", held.ring.id, number)
    text = await _text(turn, held.reminder, held.ring, held.other, turn.member)
    return turn.send(text, taps[:2], taps[2:], own, again, back, replaces=True)


def until_of(turn: Turn, length: str) -> datetime:
    """Until when something is put off."""
    if length == "ten":
        return turn.now + timedelta(minutes=10)
    if length == "hour":
        return turn.now + timedelta(hours=1)
    zone = turn.member.zone or "UTC"
    today = calendar.local(turn.now, zone).date()
    if length == "tonight":
        return max(calendar.moment(today, EVENING, zone), turn.now + timedelta(hours=1))
    return calendar.moment(today + timedelta(days=1), MORNING, zone)


async def _hold(turn: Turn) -> Held:
    return await remind_tick.hold(turn.session, turn.member, turn.event.subject)


def _about(held: Reminder) -> UUID:
    return held.couple_id or held.id
