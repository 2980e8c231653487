"""Handles answers to the question when: words, or taps on the calendar."""

from __future__ import annotations

from datetime import date, datetime

from chat.messages import Replies
from domain import calendar
from domain.errors import NotFound, RuleBroken
from handlers.remind import calendar_buttons as asking, draft as drafts, quick_picks
from handlers.turn import FeatureRouter, Turn
from storage.tables.remind import Reminder

router = FeatureRouter()


@router.button("remind:when")
async def ask_when(turn: Turn) -> Replies:
    draft = await drafts.find_pressed_draft(turn)
    await asking.start_from_current_moment(turn, draft)
    return await asking.ask_when(turn, draft)


@router.answer(asking.WHEN_QUESTION)
async def read_when(turn: Turn) -> Replies:
    """Read a moment from the words; words before it are not a title here."""
    draft = await drafts.find_asked_about(turn)
    if draft is None:
        return turn.say("remind-draft-gone")
    if sentence := await drafts.read_sentence(turn):
        return await drafts.start_another_draft(turn, draft, *sentence)
    moment = await asking.read_moment(turn, draft, turn.event.text)
    if moment.reason:
        return await asking.ask_when(turn, draft, moment)
    turn.stop_asking()
    return await drafts.continue_draft(turn, draft, moment)


@router.button("remind:other")
async def ask_other_time(turn: Turn) -> Replies:
    return await asking.ask_other_time(turn, await drafts.find_pressed_draft(turn))


@router.button("remind:quick")
async def choose_quickly(turn: Turn) -> Replies:
    """Take a moment that many people mean."""
    draft = await drafts.find_pressed_draft(turn)
    at = await quick_picks.moment_of(turn, draft, turn.event.choice)
    if at is None or at <= turn.now:
        raise RuleBroken("remind-passed")
    return await _choose(turn, draft, calendar.to_local(at, asking.zone_of(turn)))


@router.button("remind:month")
async def show_month(turn: Turn) -> Replies:
    draft = await drafts.find_pressed_draft(turn)
    return asking.ask_month(turn, draft, _parse_date(f"{turn.event.choice}-01"))


@router.button("remind:day")
async def show_hours(turn: Turn) -> Replies:
    """Save a day, so that the hour that is tapped or written next belongs to it."""
    draft = await drafts.find_pressed_draft(turn)
    day = _parse_date(turn.event.choice)
    moment = await asking.choose_day(turn, draft, day)
    if moment is None:
        return asking.ask_hour(turn, draft, day)
    return await drafts.continue_draft(turn, draft, moment)


@router.button("remind:meant")
async def choose_meaning(turn: Turn) -> Replies:
    draft = await drafts.find_pressed_draft(turn)
    await asking.choose_meaning(turn, draft, turn.event.choice)
    return await drafts.continue_draft(turn, draft)


@router.button("remind:at")
async def choose_hour(turn: Turn) -> Replies:
    draft = await drafts.find_pressed_draft(turn)
    try:
        wall = datetime.strptime(turn.event.choice, "%Y%m%d%H%M")  # noqa: DTZ007 a wall clock's
    except ValueError:
        raise NotFound from None
    if calendar.to_utc(wall.date(), wall.time(), asking.zone_of(turn)) <= turn.now:
        raise RuleBroken("remind-passed")
    return await _choose(turn, draft, wall)


async def _choose(turn: Turn, draft: Reminder, wall: datetime) -> Replies:
    moment = await asking.choose_moment(turn, draft, wall)
    turn.stop_asking()
    return await drafts.continue_draft(turn, draft, moment)


def _parse_date(choice: str) -> date:
    try:
        return date.fromisoformat(choice)
    except ValueError:
        raise NotFound from None
