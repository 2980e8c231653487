"""Says a date in words: what it is, when it comes, how long ago it was, and who has it."""

from __future__ import annotations

from datetime import date

from content.texts import Rendered
from domain.dates.details import ANY_LEAP_YEAR, DateDetails
from domain.dates.visible import VisibleDate
from handlers import date_text
from handlers.goals.view import shorten
from handlers.turn import ButtonSpec, Turn, button
from storage.tables.member import Member

MOST_DAYS = 60
"""Further ahead than this, months say more than days."""
DAYS_PER_MONTH = 30.44


def today(turn: Turn) -> date:
    """Return the present date on the person's calendar."""
    return date_text.to_local(turn, turn.now).date()


def line(turn: Turn, details: DateDetails, today: date) -> Rendered:
    """Return a date in one line: its words, when it comes next, and the years."""
    day = details.next_on(today)
    return turn.text(
        "dates-line",
        None,
        words=details.words,
        when=when(turn, day, today),
        day=date_text.short_date(turn, day),
        years=years(turn, details, day),
        more="yes" if details.years_on(day) > 0 else "no",
    )


def when(turn: Turn, day: date, today: date) -> Rendered:
    """Say how far away a day is: "today", "in 12 days", "in 3 months"."""
    days = (day - today).days
    if days <= MOST_DAYS:
        return turn.text("dates-in-days", None, days=days)
    return turn.text("dates-in-months", None, months=round(days / DAYS_PER_MONTH))


def years(turn: Turn, details: DateDetails, day: date) -> Rendered:
    """Say how long it will have been on that day; "" without a year."""
    count = details.years_on(day)
    if count <= 0:
        return Rendered("")
    return turn.text(f"dates-years-{details.kind}", None, years=count)


def heading(turn: Turn, details: DateDetails, today: date) -> Rendered:
    """Return a date's words in full, its day, and the years in a line of their own."""
    day = details.next_on(today)
    parts = [
        turn.text("dates-words", None, words=details.words),
        turn.text(
            "dates-day",
            None,
            day=date_text.long_date(turn, day),
            when=when(turn, day, today),
        ),
    ]
    if (count := details.years_on(day)) > 0:
        parts.append(turn.text(f"dates-years-{details.kind}", None, years=count))
    return Rendered("\n".join(parts))


def bare(turn: Turn, details: DateDetails, reader: Member) -> Rendered:
    """Return what exactly is shared: the words and the day, with its year if it has one."""
    return turn.text(
        "dates-shared",
        reader,
        words=details.words,
        day=plain_day(turn, details, reader),
        year=str(details.year or ""),
        has="year" if details.year else "none",
    )


def plain_day(turn: Turn, details: DateDetails, reader: Member | None = None) -> str:
    """Write the day of the year: 14 May."""
    day = date(ANY_LEAP_YEAR, details.month, details.day)
    return date_text.day_of_year(turn, day, reader)


def date_button(turn: Turn, each: VisibleDate, today: date) -> ButtonSpec:
    """Return the button of a date in the list."""
    label = when(turn, each.details.next_on(today), today)
    words = shorten(each.details.words)
    return button("dates-button-date", "dates:show", each.id, words=words, when=label)
