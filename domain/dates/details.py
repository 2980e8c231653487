"""Describes a date: its words, its day and year, and when it comes next."""

from __future__ import annotations

import json
from calendar import isleap, monthrange
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date

from content.normalize import fold
from domain.calendar import DAY
from domain.errors import RuleBroken, require_words

LONGEST = 100
"""Characters of a date's words."""
FIRST_YEAR = 1900
YEARS_AHEAD = 10
ANNIVERSARY, BIRTHDAY, FIRST_TIME, OTHER = "anniversary", "birthday", "first", "other"
KINDS_WITH_YEAR = (ANNIVERSARY, FIRST_TIME)
"""Kinds for which asking for the year is natural; of a birthday it may be said, too."""
BEFORE, AFTER = "before", "after"
"""When a 29 February comes in a year that has none: on 28 February or on 1 March."""
ANY_LEAP_YEAR = 2000


@dataclass(frozen=True, slots=True)
class DateDetails:
    """A date that comes every year; `month` is 0 until its day is known.

    `asked_year` says that the year need not be asked for.
    """

    words: str = ""
    kind: str = OTHER
    month: int = 0
    day: int = 0
    year: int | None = None
    leap: str = ""
    asked_year: bool = False

    def dump(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def load(cls, text: str) -> DateDetails:
        return cls(**json.loads(text))

    @property
    def missing(self) -> str:
        """Return the first part that has still to be asked for: day, leap, words, year or ""."""
        if not self.month:
            return "day"
        if (self.month, self.day) == (2, 29) and not self.leap:
            return "leap"
        if not self.words:
            return "words"
        wants_year = self.kind in KINDS_WITH_YEAR and not self.asked_year
        return "year" if self.year is None and wants_year else ""

    def is_same_as(self, other: DateDetails) -> bool:
        """Return whether the other is the same day by the same words, however they are written."""
        return self._identity() == other._identity()

    def next_on(self, today: date) -> date:
        """Return the day on which it comes next, today included."""
        return next(each for each in self._days_from(today.year) if each >= today)

    def years_on(self, day: date) -> int:
        """Return how many years it is ago on the day on which it comes; 0 without a year."""
        return day.year - self.year if self.year else 0

    def _identity(self) -> tuple[str, int, int, int | None, str]:
        return " ".join(fold(self.words).split()), self.month, self.day, self.year, self.leap

    def _days_from(self, year: int) -> Iterator[date]:
        first = max(year, self.year or year)
        for each in range(first, first + 2):
            if (self.month, self.day) == (2, 29) and not isleap(each):
                yield date(each, 2, 28) + (DAY if self.leap == AFTER else 0 * DAY)
            else:
                yield date(each, self.month, self.day)


def validated_words(words: str) -> str:
    """Return a date's words on one line. Raise RuleBroken if there are none or too many."""
    return require_words(
        " ".join(words.split()), LONGEST, empty="dates-empty", too_long="dates-too-long"
    )


def validated_year(details: DateDetails, year: int, today: date) -> int:
    """Return the year. Raise RuleBroken for one that is out of range or lacks the day."""
    if not FIRST_YEAR <= year <= today.year + YEARS_AHEAD:
        raise year_out_of_range(today)
    if details.month and not has_day(details.month, details.day, year):
        raise RuleBroken("dates-year-no-leap", year=str(year))
    return year


def has_day(month: int, day: int, year: int | None = None) -> bool:
    """Return whether there is such a day, in that year or in any."""
    return 1 <= month <= 12 and 1 <= day <= monthrange(year or ANY_LEAP_YEAR, month)[1]


def year_out_of_range(today: date) -> RuleBroken:
    """Return the error for a year that nobody remembers, or that is far ahead."""
    last = today.year + YEARS_AHEAD
    return RuleBroken("dates-year-range", first=str(FIRST_YEAR), last=str(last))
