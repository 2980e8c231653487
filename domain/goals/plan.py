"""The plan of a shared goal: its words, a reason, a date and a next step, with their limits."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from babel.dates import get_month_names

from domain.errors import RuleBroken

LONGEST = {"words": 200, "reason": 500, "step": 200, "note": 300}
"""Characters of each text; a goal that needs more is still being looked for."""
INVISIBLE = ("C", "Z")
"""Unicode's general categories of what leaves no mark: controls, formats and separators."""
YEARS_AHEAD = 10
ISO = re.compile(r"\s*(\d{4})-(\d{1,2})-(\d{1,2})\s*")
LONGEST_DATE = 40
MAX_FILLER_LENGTH = 3
"""Short words such as "the", "of" or "24th" say nothing about a date."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A goal's content; `by` does the next step, None stands for both."""

    words: str
    reason: str = ""
    until: date | None = None
    step: str = ""
    by: UUID | None = None

    def dump(self) -> str:
        parts = (self.until, self.by)
        until, by = (str(part) if part else None for part in parts)
        return json.dumps([self.words, self.reason, until, self.step, by], ensure_ascii=False)

    @classmethod
    def load(cls, text: str) -> Plan:
        words, reason, until, step, by = json.loads(text)
        day = date.fromisoformat(until) if until else None
        return cls(words, reason, day, step, UUID(by) if by else None)


def validated_words(part: str, words: str) -> str:
    """Return the words of one part, without surrounding blanks. Raise RuleBroken."""
    kept = words.strip()
    if all(unicodedata.category(each)[0] in INVISIBLE for each in kept):
        raise RuleBroken("goals-empty")
    if (over := len(kept) - LONGEST[part]) > 0:
        raise RuleBroken("goals-too-long", longest=LONGEST[part], over=over)
    return kept


def read_date(words: str, today: date, language: str) -> date:
    """Return the day in "2026-12-24", "24 December" or "Dec 24th, 2026", in the language's months.

    Without a year it is the next such day. Raise RuleBroken for a day that is past or too far
    away, and for one that can be read in two ways.
    """
    if found := ISO.fullmatch(words[:LONGEST_DATE]):
        return validated_date(_day(*map(int, found.groups())), today)
    parts = re.findall(r"\d+|[^\W\d_]+", words.casefold()) if len(words) <= LONGEST_DATE else []
    months = _months(language)
    named = [months[part] for part in parts if part in months]
    numbers = [int(part) for part in parts if part.isdecimal()]
    other = [part for part in parts if part not in months and not part.isdecimal()]
    if len(named) != 1 or any(
        len(part) > MAX_FILLER_LENGTH or not part.isalpha() for part in other
    ):
        raise RuleBroken("goals-date-unclear")
    match [number for number in numbers if number < 100], [n for n in numbers if n >= 1000]:
        case [day], []:
            return _next_such_day(day, named[0], today)
        case [day], [year]:
            return validated_date(_day(year, named[0], day), today)
    raise RuleBroken("goals-date-unclear")


def validated_date(day: date, today: date) -> date:
    """Return the day. Raise RuleBroken when it is past or too far away to plan for."""
    if day < today:
        raise RuleBroken("goals-date-past")
    if day.year > today.year + YEARS_AHEAD:
        raise RuleBroken("goals-date-far", years=YEARS_AHEAD)
    return day


def _next_such_day(day: int, month: int, today: date) -> date:
    """Return the next such date; 29 February waits for a leap year."""
    for year in range(today.year, today.year + YEARS_AHEAD):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found >= today:
            return found
    raise RuleBroken("goals-date-unclear")


def _day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise RuleBroken("goals-date-unclear") from None


def _months(language: str) -> Mapping[str, int]:
    """Return long and short names, in small letters and without the dot of an abbreviation."""
    return {
        name.casefold().strip("."): month
        for width in ("wide", "abbreviated")
        for context in ("format", "stand-alone")
        for month, name in get_month_names(width, context, locale=language).items()
    }
