"""What comes of the question when: words, or taps on the calendar."""

from __future__ import annotations

from datetime import date, datetime

from chat.messages import Replies
from domain import calendar
from domain.errors import NotFound, RuleBroken
from domain.remind import reminders
from handlers.remind import calendar_buttons as asking, draft as drafts
from handlers.turn import FeatureRouter, Turn

router = FeatureRouter()


@router.button("remind:when")
async def ask(turn: Turn) -> Replies:
    draft = await drafts.behind(turn)
    await asking.keep_present_moment(turn, draft)
    return await asking.ask(turn, draft)


@router.answer(asking.WHEN)
async def read(turn: Turn) -> Replies:
    """Words alone say when; other words before the moment are no title here."""
    draft = await drafts.asked_about(turn)
    if draft is None:
        return turn.say("remind-draft-gone")
    if sentence := await drafts.read_sentence(turn):
        return await drafts.start_another(turn, draft, *sentence)
    taken = await asking.take(turn, draft, turn.event.text)
    if taken.why:
        return await asking.ask(turn, draft, taken)
    turn.stop_asking()
    return await drafts.go_on(turn, draft, taken)


@router.button("remind:month")
async def show_month(turn: Turn) -> Replies:
    draft = await drafts.behind(turn)
    return await asking.ask_month(turn, draft, _date(f"{turn.event.choice}-01"))


@router.button("remind:day")
async def show_hours(turn: Turn) -> Replies:
    """The day is kept: an hour that is tapped, or written, is one of that day."""
    draft = await drafts.behind(turn)
    day = _date(turn.event.choice)
    taken = await asking.take_day(turn, draft, day)
    if taken is None:
        return asking.ask_hour(turn, draft, day)
    return await drafts.go_on(turn, draft, taken)


@router.button("remind:meant")
async def take_meant(turn: Turn) -> Replies:
    draft = await drafts.behind(turn)
    await asking.take_meant(turn, draft, turn.event.choice)
    return await drafts.go_on(turn, draft)


@router.button("remind:at")
async def take_hour(turn: Turn) -> Replies:
    draft = await drafts.behind(turn)
    try:
        wall = datetime.strptime(turn.event.choice, "%Y%m%d%H%M")  # noqa: DTZ007 a wall clock's
    except ValueError:
        raise NotFound from None
    at = calendar.to_utc(wall.date(), wall.time(), asking.zone_of(turn))
    if at <= turn.now:
        raise RuleBroken("remind-passed")
    reminders.set_moment(draft, turn.member, at, None)
    turn.stop_asking()
    return await drafts.go_on(turn, draft)


def _date(choice: str) -> date:
    try:
        return date.fromisoformat(choice)
    except ValueError:
        raise NotFound from None
