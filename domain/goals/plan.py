"""The plan of a shared goal: words, a reason, a date, a next step and milestones, with limits."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from domain.calendar import to_local
from domain.errors import RuleBroken
from domain.natural_time.results import Reading, Unclear, Understood

LONGEST = {"words": 200, "reason": 500, "step": 200, "note": 300, "milestone": 100}
"""Characters of each text; a goal that needs more is still being looked for."""
MAX_MILESTONES = 6
"""As many as one picture holds."""
INVISIBLE = ("C", "Z")
"""Unicode's general categories of what leaves no mark: controls, formats and separators."""
YEARS_AHEAD = 10
DAY_IS_SURE = ("no-time", "half", "midnight", "doubt")
"""Doubts that are not about the day."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A goal's content; `by` does the next step, None stands for both.

    `milestones` are what the two have done on the way, oldest first; both agreed to each.
    """

    words: str
    reason: str = ""
    until: date | None = None
    step: str = ""
    by: UUID | None = None
    milestones: tuple[str, ...] = ()

    def dump(self) -> str:
        parts = (self.until, self.by)
        until, by = (str(part) if part else None for part in parts)
        # The version before milestones reads a plan without any.
        last = [self.milestones] if self.milestones else []
        return json.dumps(
            [self.words, self.reason, until, self.step, by, *last], ensure_ascii=False
        )

    @classmethod
    def load(cls, text: str) -> Plan:
        words, reason, until, step, by, *last = json.loads(text)
        day = date.fromisoformat(until) if until else None
        return cls(words, reason, day, step, UUID(by) if by else None, tuple(*last))

    def with_milestone(self, words: str) -> tuple[str, ...]:
        """Return the milestones with one more. Raise RuleBroken if there are enough."""
        self.must_have_room()
        return (*self.milestones, words)

    def must_have_room(self) -> None:
        """Raise RuleBroken if there are enough milestones."""
        if len(self.milestones) >= MAX_MILESTONES:
            raise RuleBroken("goals-enough-milestones", most=MAX_MILESTONES)


def validated_words(part: str, words: str) -> str:
    """Return the words of one part, without surrounding blanks. Raise RuleBroken."""
    kept = words.strip()
    if all(unicodedata.category(each)[0] in INVISIBLE for each in kept):
        raise RuleBroken("goals-empty")
    if (over := len(kept) - LONGEST[part]) > 0:
        raise RuleBroken("goals-too-long", longest=LONGEST[part], over=over)
    return kept


def days_meant(reading: Reading) -> list[date]:
    """Return the days that words may mean, likeliest first.

    Raise RuleBroken for a day that is too far away, and for words that name none.
    """
    found = (reading,) if isinstance(reading, Understood) else reading.choices
    if not found and isinstance(reading, Unclear) and reading.why == "too-far":
        raise RuleBroken("goals-date-far", years=YEARS_AHEAD)
    if not found:
        raise RuleBroken("goals-date-unclear")
    return list(dict.fromkeys(to_local(each.at, each.zone).date() for each in found))


def is_one_day(reading: Reading) -> bool:
    """Return whether words leave no doubt about the day; the hour, or a "by", does not matter."""
    is_sure = isinstance(reading, Understood) or reading.why in DAY_IS_SURE
    return is_sure and len(days_meant(reading)) == 1


def validated_date(day: date, today: date) -> date:
    """Return the day. Raise RuleBroken when it is past or too far away to plan for."""
    if day < today:
        raise RuleBroken("goals-date-past")
    if day.year > today.year + YEARS_AHEAD:
        raise RuleBroken("goals-date-far", years=YEARS_AHEAD)
    return day
