"""Results of reading a sentence: a moment that was understood, or a question to ask."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal

from domain.natural_time.expression import Said
from domain.recurrence import Recurrence

Why = Literal[
    "nothing",
    "vague",
    "no-time",
    "half",
    "midnight",
    "past",
    "next",
    "order",
    "no-such-day",
    "short-month",
    "leap-day",
    "which-day",
    "weekend",
    "nth",
    "differs",
    "scattered",
    "doubt",
    "too-often",
    "too-far",
    "meanwhile",
    "long-ago",
    "several",
    "yearly-moves",
    "every-year",
]
"""The reason to ask.

"nothing": no moment was found. "vague": "in a while". "no-time": a day without an hour. "half":
before or after noon. "midnight": of which night. "past": it is over. "next": which "next Friday".
"order": 03/04. "no-such-day": 31 April. "short-month": the 31st of each month. "leap-day": 29
February. "which-day": "every week". "weekend": one day or both. "nth": "every second Tuesday".
"differs": two things that cannot both be. "scattered": something else may belong to the time.
"doubt": "before Friday", "Friday or Saturday". "several": more hours than one rule holds.
"yearly-moves": Easter each year. "every-year": a birthday. "too-often", "too-far": limits.
"meanwhile": it was ahead when it was said, and is over now. "long-ago": it was said over a day ago.
"""


@dataclass(frozen=True, slots=True)
class Understood:
    """A moment in UTC, the first of them if `rule` says how it comes again.

    `shifted`: a clock in `zone` skips the time that was said, and this is the first instant after.
    `said` is what it was understood from, for an answer to go on from.
    """

    title: str
    at: datetime
    rule: Recurrence | None
    zone: str
    shifted: bool = False
    said: Said | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Unclear:
    """Why it has to be asked, and what may have been meant: up to four, likeliest first.

    `said` is what was understood of it, for the answer to go on from.
    """

    title: str
    why: Why
    choices: tuple[Understood, ...] = ()
    said: Said | None = field(default=None, compare=False)


Reading = Understood | Unclear


def titled(reading: Reading, title: str) -> Reading:
    """Return the same reading under another title."""
    if isinstance(reading, Understood):
        return replace(reading, title=title)
    choices = tuple(replace(each, title=title) for each in reading.choices)
    return replace(reading, title=title, choices=choices)
