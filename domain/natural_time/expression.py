"""A time expression as it was said, before it is resolved."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from content.when import DayPart
from domain.natural_time.lexicon import ClockTime


class Unfit(Exception):
    """This does not go with what was said so far: another rule may, or these are other words."""


@dataclass(frozen=True, slots=True)
class Span:
    """A time from now; `seconds` count by any clock, months and days by the calendar."""

    months: int = 0
    days: int = 0
    seconds: int = 0


@dataclass(frozen=True, slots=True)
class Said:
    """All that was said of a moment; nothing is worked out yet.

    `days` count from today and `weeks_on` from the weekday; `week` and `month_shift` are 0 for this
    one and 1 for the next. `orders` are a date's day and month as written, in either order; `nths`
    and `monthdays` have -1 for the last. `times` is how often in a unit, `clocks` are the hours
    after the first. `doubt` says why it may not be quite that.
    `begins` is the day, month and year from which a repetition counts; 0 is the coming year.
    `on` is never said, only chosen when asked back. `even_if_rare` (the 31st, 29 February) is
    chosen, or goes with a first day that was said.
    """

    unit: str = ""
    interval: int = 1
    times: int = 1
    third_day: bool = False
    weekdays: tuple[int, ...] = ()
    nths: tuple[int, ...] = ()
    nth_or_interval: bool = False
    weekend: bool = False
    monthdays: tuple[int, ...] = ()
    month: int | None = None
    year: int | None = None
    orders: tuple[int, int] | None = None
    days: int | None = None
    named: str = ""
    span: Span | None = None
    week: int | None = None
    weeks_on: int = 0
    month_shift: int | None = None
    next: bool = False
    over: bool = False
    clock: ClockTime | None = None
    clocks: tuple[ClockTime, ...] = ()
    midnight: bool = False
    part: DayPart | None = None
    vague: bool = False
    doubt: str = ""
    begins: tuple[int, int, int] | None = None
    on: date | None = None
    even_if_rare: bool = False

    @property
    def dated(self) -> bool:
        """Return whether anything says which day it is."""
        named = (self.weekdays, self.monthdays, self.orders, self.named, self.span, self.on)
        return any(named) or self.days is not None or self.weekend

    @property
    def timed(self) -> bool:
        """Return whether anything says at what time it is."""
        return bool(self.clock or self.midnight or self.part)

    @property
    def elapsed(self) -> bool:
        """Return whether it is counted by the hour and the minute."""
        return self.span is not None and bool(self.span.seconds or self.span == Span())

    def put(self, **values: Any) -> Said:  # noqa: ANN401 - the grammar names the fields
        """Fill in fields. Raise Unfit if one of them is filled already."""
        for name, value in values.items():
            known = getattr(self, name)
            if known != getattr(EMPTY, name) and known != value:
                raise Unfit
        return replace(self, **values)

    def with_rule(self, unit: str, interval: int) -> Said:
        """Fill in a repetition; "weekly on Mondays" and "every day Mon-Fri" say it in two ways."""
        if self.unit not in ("", unit) and (self.unit, unit) != ("day", "week"):
            raise Unfit
        if self.interval > 1 and interval not in (1, self.interval):
            raise Unfit
        return replace(self, unit=unit, interval=self.interval if interval == 1 else interval)


EMPTY = Said()


def makes_sense(said: Said) -> bool:
    """Return whether what was said can be of one moment, or of one recurrence."""
    once = said.named or said.days is not None or said.span or said.next or said.orders
    shifted = said.week is not None or said.month_shift is not None or said.weeks_on
    if said.unit:
        return (
            not (once and not _is_yearly(said))
            and not (said.over or shifted or said.year)
            and (_rule_makes_sense(said))
        )
    if said.vague:
        return True
    if said.begins:
        return False
    if said.span:
        return not (said.weekdays or said.monthdays or said.orders) and not (
            said.elapsed and said.timed
        )
    if said.doubt == "first" and (said.days is not None or said.weekdays):
        return False
    if not (said.month or said.month_shift is not None or said.doubt == "pair") and (
        len(said.monthdays) > 1 or -1 in said.monthdays
    ):
        return False
    if said.named and (said.monthdays or said.days is not None or said.orders):
        return False
    named = (said.month_shift is not None or said.month is not None) and said.nths
    return bool(said.dated or said.timed) and not (said.monthdays and said.nths and not named)


def _is_yearly(said: Said) -> bool:
    return said.unit == "year" and bool(said.named) and not said.monthdays


def _rule_makes_sense(said: Said) -> bool:
    whole_day, nth = bool(said.monthdays), bool(said.nths)
    match said.unit:
        case "day":
            return not (said.weekdays or whole_day or said.weekend)
        case "week":
            return not whole_day and not nth
        case "month":
            return said.month is None and (
                (nth and bool(said.weekdays) and not whole_day) or not (said.weekdays or nth)
            )
        case "year":
            by_date = whole_day == (said.month is not None) and not said.weekdays
            return by_date or (nth and bool(said.weekdays) and said.month is not None)
    return not ((said.timed and not said.begins) or said.weekdays or whole_day)
