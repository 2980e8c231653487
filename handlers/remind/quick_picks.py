"""Offers moments that many people mean: in an hour, tonight, tomorrow morning, or a day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from domain import calendar, time_habits
from domain.errors import NotFound
from domain.remind import reminders
from handlers.turn import Row, Turn, button
from storage.tables.remind import Reminder

HOUR = timedelta(hours=1)
TONIGHT, MORNING = time(20), time(9)


async def rows(turn: Turn, draft: Reminder, today: date) -> list[Row]:
    """Return the buttons; tonight is missing once it is nearly over."""
    has_tonight = await moment_of(turn, draft, "tonight")
    names = ["hour", "tonight", "morning"] if has_tonight else ["hour", "morning"]
    picks = [button(f"remind-button-{name}", "remind:quick", draft.id, name) for name in names]
    pick_day = button("remind-button-pick", "remind:month", draft.id, f"{today:%Y-%m}")
    *first, last = picks
    return [first, [last, pick_day]]


async def moment_of(turn: Turn, draft: Reminder, name: str) -> datetime | None:
    """Return the moment of a button, or None if it is over. Raise NotFound for another name."""
    is_own = draft.audience == reminders.ME
    usual = (await time_habits.habits_of(turn.ctx, turn.member, is_own=is_own)).usual
    zone = turn.member.zone or "UTC"
    wall = calendar.to_local(turn.said_at, zone)
    match name:
        case "hour":
            return (turn.said_at + HOUR).replace(second=0, microsecond=0)
        case "tonight":
            return _tonight(wall, zone, _usual_time(usual, "night", TONIGHT))
        case "morning":
            at = _usual_time(usual, "morning", MORNING)
            return calendar.to_utc(wall.date() + timedelta(days=1), at, zone)
    raise NotFound


def _usual_time(usual: Mapping[str, int], part: str, otherwise: time) -> time:
    return time(*divmod(usual[part], 60)) if part in usual else otherwise


def _tonight(wall: datetime, zone: str, usual: time) -> datetime | None:
    """Return the usual time, or the next full hour once that has come."""
    if wall.time() < usual:
        return calendar.to_utc(wall.date(), usual, zone)
    return calendar.to_utc(wall.date(), time(wall.hour + 1), zone) if wall.hour < 23 else None
