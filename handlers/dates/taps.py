"""Chooses a day of the year by taps: a month, then its day."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from uuid import UUID

from chat.messages import Replies
from domain.dates import own
from domain.dates.details import ANY_LEAP_YEAR
from domain.errors import NotFound
from handlers import date_text
from handlers.turn import FeatureRouter, Row, Turn, button

router = FeatureRouter()

DAYS_IN_ROW = 7


@router.button("dates:months")
async def choose_month(turn: Turn) -> Replies:
    """Show the months, or the days of the one that was tapped."""
    row_id = turn.event.subject
    if row_id:
        await own.find(turn.ctx, turn.member, row_id)
    if not turn.event.choice:
        return turn.edit("dates-pick-month", *_month_rows(turn, row_id))
    if not turn.event.choice.isdecimal() or not 1 <= int(turn.event.choice) <= 12:
        raise NotFound
    first = date(ANY_LEAP_YEAR, int(turn.event.choice), 1)
    back = button("dates-button-months", "dates:months", row_id)
    month = date_text.month_name(turn, first)
    return turn.edit("dates-pick-day", *_day_rows(first, row_id), back, month=month)


def _month_rows(turn: Turn, row_id: UUID | None) -> list[Row]:
    specs = [
        button(
            "dates-button-day-of-year",
            "dates:months",
            row_id,
            f"{month:02}",
            day=date_text.month_name(turn, date(ANY_LEAP_YEAR, month, 1)),
        )
        for month in range(1, 13)
    ]
    return [specs[at : at + 3] for at in range(0, len(specs), 3)]


def _day_rows(first: date, row_id: UUID | None) -> list[Row]:
    specs = [
        button(
            "dates-button-day-of-year",
            "dates:on",
            row_id,
            f"{first.month:02}-{day:02}",
            day=str(day),
        )
        for day in range(1, monthrange(first.year, first.month)[1] + 1)
    ]
    return [specs[at : at + DAYS_IN_ROW] for at in range(0, len(specs), DAYS_IN_ROW)]
