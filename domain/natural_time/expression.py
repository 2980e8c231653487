"""A time expression as it was said, before it is resolved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from content.when import DayPart
from domain.natural_time.lexicon import ClockTime

TODAY = "\0today"
"""Today without a word for it, as in "tonight"."""


@dataclass(frozen=True, slots=True)
class Said:
    """All that was said of a moment; nothing is worked out yet.

    `span` is a time from now or a named day, in words that dateparser reads; `orders` are a
    date's day and month as written, in either order; `nth` and `monthday` are -1 for the last.
    `on` and `even_if_rare` (the 31st, 29 February) are never said, only chosen when asked back.
    """

    every: bool = False
    unit: str = ""
    interval: int = 1
    weekdays: tuple[int, ...] = ()
    nth: int | None = None
    nth_or_interval: bool = False
    weekend: bool = False
    monthday: int | None = None
    month: int | None = None
    year: int | None = None
    orders: tuple[int, int] | None = None
    day: str = ""
    span: str = ""
    elapsed: bool = False
    over: bool = False
    next: bool = False
    next_week: bool = False
    clock: ClockTime | None = None
    midnight: bool = False
    part: DayPart | None = None
    on: date | None = None
    even_if_rare: bool = False

    @property
    def dated(self) -> bool:
        """Return whether anything says which day it is."""
        named = (self.weekdays, self.monthday, self.orders, self.day, self.span, self.on)
        return any(named) or self.weekend or self.next_week

    @property
    def timed(self) -> bool:
        """Return whether anything says at what time it is."""
        return bool(self.clock or self.midnight or self.part)


def makes_sense(said: Said) -> bool:
    """Return whether what was said can be of one moment, or of one recurrence."""
    once = said.day or said.span or said.next or said.next_week or said.orders or said.year
    whole_day = said.monthday is not None
    if said.unit:
        return not (once or said.over) and _rule_makes_sense(said, whole_day)
    if said.nth is not None or said.monthday == -1:
        return False
    if said.span:
        return not (said.weekdays or whole_day or said.orders or said.day) and not (
            said.elapsed and (said.clock or said.midnight or said.part)
        )
    if said.next_week:
        return bool(said.weekdays) and not (whole_day or said.orders or said.day)
    return bool(said.dated or said.clock or said.midnight or said.part)


def _rule_makes_sense(said: Said, whole_day: bool) -> bool:
    match said.unit:
        case "day":
            return not (said.weekdays or whole_day or said.weekend)
        case "week":
            return not whole_day and said.nth is None
        case "month":
            named = said.nth is not None and bool(said.weekdays)
            return said.month is None and (named != whole_day or not said.weekdays)
        case "year":
            return not said.weekdays and whole_day == (said.month is not None)
    timed = said.clock or said.midnight or said.part
    return not (timed or said.weekdays or whole_day)


EMPTY = Said()
