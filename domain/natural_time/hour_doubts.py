"""Doubts about the hour that was said, and what each may mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from content.when import DayPart
from domain.calendar import DAY
from domain.natural_time.day_doubts import Doubt, FindDoubt, on_day
from domain.natural_time.expression import Said
from domain.natural_time.lexicon import ClockTime
from domain.natural_time.resolve import MINUTES, Here, day_of

NOON = 12
NINE = ClockTime(9)
HALF_AN_HOUR = 30
"""From this minute on the next hour's part of the day fits as well: "quarter to seven at night"."""


def _several(said: Said, here: Here) -> Doubt | None:
    """Find several hours of a day that no single rule can say."""
    clocks = all_clocks(said)
    if said.times > 1 and said.times != len(clocks):
        return "several", []
    plain = replace(said, clocks=(), times=1)
    one_each = [replace(plain, clock=clock) for clock in clocks]
    if not said.clocks or (said.unit and _has_one_minute(clocks)):
        return None
    if said.unit or not _has_one_minute(clocks):
        return "several", one_each
    return "several", [*one_each, replace(said, unit="day")] if not said.dated else one_each


def _midnight(said: Said, here: Here) -> Doubt | None:
    named = said.clock and (said.clock.hour == 24 or (said.clock.hour == 0 and not said.clock.sure))
    if not (said.midnight or named):
        return None
    zero = replace(said, clock=ClockTime(0), midnight=False, part=None)
    if said.unit == "week" and not said.nths:
        after = tuple(sorted((day + 1) % 7 for day in said.weekdays))
        return "midnight", [replace(zero, weekdays=after), zero]
    if said.unit:
        return "midnight", [zero]
    day = day_of(said, here)
    return "midnight", [on_day(zero, day + DAY), on_day(zero, day)]


def _part(said: Said, here: Here) -> Doubt | None:
    if not (said.part and said.clock):
        return None
    plain = replace(said, part=None)
    if said.clock.sure:
        return "differs", [plain]
    return "half", _halves(plain)


def _half(said: Said, here: Here) -> Doubt | None:
    unsure = said.clock and not said.clock.sure and not said.part
    return ("half", _halves(said)) if unsure else None


def _no_time(said: Said, here: Here) -> Doubt | None:
    if said.clock or said.unit in MINUTES or (said.span and not said.part and said.days is None):
        return None
    clock = _usual(said, said.part, here) if said.part else NINE
    return "no-time", [replace(said, clock=clock, part=None)]


def _usual(said: Said, part: DayPart, here: Here) -> ClockTime:
    """Return the usual time of a part of the day, or the next full hour if that is over today."""
    soon = here.wall.hour + 1
    usual = ClockTime(*divmod(here.usual.get(part.name, part.usual * 60), 60))
    is_today = not said.unit and day_of(said, here) == here.today
    return ClockTime(soon) if is_today and usual.hour < soon <= part.last else usual


def times(said: Said) -> tuple[int, ...]:
    """Return the possible times in minutes since midnight, before and after noon if in doubt."""
    if said.midnight:
        return (0,)
    if said.clock is None:
        return ()
    fitting = fitting_hours(said) or ([] if said.clock.sure and said.part else [said.clock.hour])
    if not said.clock.sure and not (said.part and len(fitting) == 1):
        fitting = [said.clock.hour % 12, said.clock.hour % 12 + 12]
    return tuple(hour % 24 * 60 + said.clock.minute for hour in fitting)


def fitting_hours(said: Said) -> list[int]:
    """Return the clock's hours that lie in the part of the day."""
    clock, part = said.clock, said.part
    if clock is None or part is None:
        return []
    hours = {clock.hour}
    if not clock.fixed and 1 <= clock.hour <= 12:
        hours = {clock.hour % 12, clock.hour % 12 + 12}
    soon = clock.minute >= HALF_AN_HOUR
    return [hour for hour in sorted(hours) if part.first - soon <= hour <= part.last]


def _halves(said: Said) -> list[Said]:
    clock = said.clock or NINE
    noon = replace(said, clock=ClockTime(clock.hour % 12 + 12, clock.minute))
    if clock.hour == 12 and not clock.minute:
        return [noon, replace(said, clock=None, midnight=True)]
    return [replace(said, clock=ClockTime(clock.hour % 12, clock.minute)), noon]


def all_clocks(said: Said) -> list[ClockTime]:
    return [each for each in (said.clock, *said.clocks) if each]


def _has_one_minute(clocks: Sequence[ClockTime]) -> bool:
    is_sure = all(each.sure and each.hour < 24 for each in clocks)
    return is_sure and len({each.minute for each in clocks}) == 1


SEVERAL_HOURS: tuple[FindDoubt, ...] = (_several,)
WHICH_HOUR: tuple[FindDoubt, ...] = (_midnight, _part, _half, _no_time)
