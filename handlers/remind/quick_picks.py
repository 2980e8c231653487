"""Offers moments that many people mean: in an hour, tonight, tomorrow morning, or a day."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from domain import calendar
from domain.errors import NotFound
from handlers.turn import Row, Turn, button
from storage.tables.remind import Reminder

HOUR = timedelta(hours=1)
TONIGHT, MORNING = time(20), time(9)


def rows(turn: Turn, draft: Reminder, today: date) -> list[Row]:
    """Return the buttons; tonight is missing once it is nearly over."""
    names = ["hour", "tonight", "morning"] if moment_of(turn, "tonight") else ["hour", "morning"]
    picks = [button(f"remind-button-{name}", "remind:quick", draft.id, name) for name in names]
    pick_day = button("remind-button-pick", "remind:month", draft.id, f"{today:%Y-%m}")
    *first, last = picks
    return [first, [last, pick_day]]


def moment_of(turn: Turn, name: str) -> datetime | None:
    """Return the moment of a button, or None if it is over. Raise NotFound for another name."""
    zone = turn.member.zone or "UTC"
    wall = calendar.to_local(turn.said_at, zone)
    match name:
        case "hour":
            return (turn.said_at + HOUR).replace(second=0, microsecond=0)
        case "tonight":
            return _tonight(wall, zone)
        case "morning":
            return calendar.to_utc(wall.date() + timedelta(days=1), MORNING, zone)
    raise NotFound


def _tonight(wall: datetime, zone: str) -> datetime | None:
    """Return the usual hour, or the next full one once that has come."""
    if wall.time() < TONIGHT:
        return calendar.to_utc(wall.date(), TONIGHT, zone)
    return calendar.to_utc(wall.date(), time(wall.hour + 1), zone) if wall.hour < 23 else None
