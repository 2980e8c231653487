"""Reads which day of the year somebody means, with or without its year: "our wedding, 12/5"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time

from domain import calendar
from domain.dates.details import has_day, year_out_of_range
from domain.errors import RuleBroken
from domain.natural_time import parser
from domain.natural_time.expression import Said

MOST_DAYS = 3
OLD_YEAR = re.compile(r"\b(?:0\d{3}|1[0-8]\d{2})\b")
"""A year like 0001 or 1823, which is otherwise read as another one or as no day."""
SURE = ("no-time", "doubt", "every-year", "yearly-moves", "half", "midnight", "next")
"""Doubts that leave no doubt about which day of the year it is."""


@dataclass(frozen=True, slots=True)
class YearDay:
    """A day of the year, and its year if that was said."""

    month: int
    day: int
    year: int | None = None


@dataclass(frozen=True, slots=True)
class DateReading:
    """The days that words may mean, likeliest first, and the words around them.

    Without a day, `words` are all of them.
    """

    words: str
    days: tuple[YearDay, ...] = ()


def read_date(words: str, today: date, zone: str, language: str, country: str) -> DateReading:
    """Read the day in the words. Raise RuleBroken for a day that no calendar has."""
    now = calendar.to_utc(today, time(), zone)
    found = parser.read(words, now, zone, language, country=country)
    said = found.said
    if OLD_YEAR.search(words):
        raise year_out_of_range(today)
    if said is None or not said.dated:
        return DateReading(words.strip())
    if said.timed:
        # "1 January 1": no hour belongs here, and no year is so short.
        raise RuleBroken("dates-unread")
    if isinstance(found, parser.Unclear) and found.why == "no-such-day":
        raise RuleBroken("dates-no-such-day")
    days = tuple(dict.fromkeys(_days(found, said, today)))[:MOST_DAYS]
    return DateReading(found.title.strip() if days else words.strip(), days)


def _days(found: parser.Reading, said: Said, today: date) -> Iterator[YearDay]:
    """Yield the day as it was written; one that was named some other way is worked out."""
    is_in_doubt = isinstance(found, parser.Unclear) and found.why not in SURE
    if said.month and len(said.monthdays) == 1:
        yield YearDay(said.month, said.monthdays[0], said.year)
    elif said.orders and is_in_doubt:
        for month, day in (said.orders[::-1], said.orders):
            if has_day(month, day, said.year):
                yield YearDay(month, day, said.year)
    elif said.days is not None and said.days < 0:
        on = today + said.days * calendar.DAY
        yield YearDay(on.month, on.day, on.year)
    elif not said.over:
        for each in (found,) if isinstance(found, parser.Understood) else found.choices:
            on = calendar.to_local(each.at, each.zone).date()
            yield YearDay(on.month, on.day, said.year)
