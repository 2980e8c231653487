"""The card again at a time of one's own, and the evidence that stands behind it."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from chat.messages import Priority, Replies
from chat.router import A_LINE
from content import cards
from domain import calendar, challenge_reach, due
from domain import challenge_answers as answers
from domain.errors import RuleBroken
from domain.privacy_consent import has_agreed
from domain.zone_reading import read_times
from handlers import challenge_card as card
from handlers import dates
from handlers.turn import Features, Turn, tap
from storage.models import Round

router = Features()

LATER = "later"
EVENING = time(20)
AT_LEAST = timedelta(hours=1)


@router.button("challenge:later")
async def ask_when(turn: Turn) -> Replies:
    held = await answers.round_of(turn.session, turn.member, turn.event.subject)
    buttons = [
        tap("challenge-button-tonight", "challenge:remind", held.id, "tonight"),
        tap("challenge-button-tomorrow", "challenge:remind", held.id, "tomorrow"),
        tap("challenge-button-own-time", "challenge:time", held.id),
    ]
    return turn.say("challenge-later", buttons)


@router.button("challenge:remind")
async def remind(turn: Turn) -> Replies:
    held = await answers.round_of(turn.session, turn.member, turn.event.subject)
    at = _tonight(turn) if turn.event.choice == "tonight" else _tomorrow(turn)
    return await _plan(turn, held, at)


@router.button("challenge:time", asks=A_LINE)
async def ask_time(turn: Turn) -> Replies:
    held = await answers.round_of(turn.session, turn.member, turn.event.subject)
    turn.ask("challenge:time", held.id)
    return turn.say("challenge-ask-time", evening=dates.clock_face(turn, dates.EVENING))


@router.answer("challenge:time")
async def remind_at(turn: Turn) -> Replies:
    """The next time that the person's own clock shows this, in either half of the day."""
    times = read_times(turn.event.text, turn.member.language)
    if not times:
        raise RuleBroken("challenge-time-unclear", evening=dates.clock_face(turn, dates.EVENING))
    held = await answers.round_of(turn.session, turn.member, turn.member.asking_about)
    moment = min(_next(turn, time(*divmod(minutes, 60))) for minutes in times)
    if moment <= turn.now:
        raise RuleBroken("challenge-time-meanwhile")
    turn.asked()
    return await _plan(turn, held, moment)


@router.due(LATER)
async def come_again(turn: Turn) -> Replies:
    """It was asked for, so it comes even while everything else pauses."""
    held = await turn.session.get(Round, turn.event.subject)
    if held is None or held != await challenge_reach.open_for(turn.session, turn.member):
        return []
    answer = await answers.mine(turn.session, turn.member, held)
    shared = answer and answer.state == answers.SHARED
    if shared or not has_agreed(turn.member):
        return []
    return turn.send(
        card.body(turn, held, turn.member),
        *card.rows(turn, held, turn.member),
        preview="challenge-preview",
        priority=Priority.REVEAL,
        about=held.id,
        rings=True,
    )


@router.button("challenge:why")
async def why(turn: Turn) -> Replies:
    """The finding, what to hold against it, how sure it is, and where to read it."""
    held = await answers.round_of(turn.session, turn.member, turn.event.subject)
    week = card.challenge_of(turn, held, turn.member)
    shelf = turn.shelf
    return turn.send(cards.why(shelf.texts, turn.member.language, shelf.evidence, week))


async def _plan(turn: Turn, held: Round, at: datetime) -> Replies:
    await due.once(turn.session, LATER, turn.member, at, held.id)
    return turn.change("challenge-later-planned", when=dates.long_moment(turn, at))


def _next(turn: Turn, at: time) -> datetime:
    """When the person's clock showed this next, from when they said it."""
    today = calendar.moment(turn.day, at, _zone(turn))
    if today > turn.said:
        return today
    return calendar.moment(turn.day + timedelta(days=1), at, _zone(turn))


def _tonight(turn: Turn) -> datetime:
    evening = calendar.moment(_local(turn).date(), EVENING, _zone(turn))
    return max(evening, turn.now + AT_LEAST)


def _tomorrow(turn: Turn) -> datetime:
    day = _local(turn).date() + timedelta(days=1)
    return calendar.moment(day, due.clock_time(turn.member), _zone(turn))


def _local(turn: Turn) -> datetime:
    return calendar.local(turn.now, _zone(turn))


def _zone(turn: Turn) -> str:
    return turn.member.zone or "UTC"
