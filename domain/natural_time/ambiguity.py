"""Finds what is ambiguous in a time expression, and its possible meanings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from domain.calendar import DAY, next_weekday
from domain.natural_time.day_doubts import PAST, SUNDAY, WHICH_DAY, Doubt, FindDoubt, on_day
from domain.natural_time.expression import Said
from domain.natural_time.hour_doubts import (
    NOON,
    SEVERAL_HOURS,
    WHICH_HOUR,
    all_clocks,
    fitting_hours,
)
from domain.natural_time.lexicon import ClockTime
from domain.natural_time.meaning import WORKDAYS
from domain.natural_time.named_days import coming_dates, has_fixed_date
from domain.natural_time.resolve import Here, NoSuchMoment, day_of, settle
from domain.natural_time.results import Reading, Unclear, Understood

MOST_CHOICES = 4
MOST_DEPTH = 6
MOST_WORKDAYS = 2600
"""The working days of ten years."""
TWELVE = (ClockTime(NOON), ClockTime(NOON, sure=False))
THIRD_DAY_IS_SECOND = ["MX", "GT", "BZ", "SV", "HN", "NI", "CR", "PA"]
"""Countries where "cada tercer día" is every second day, counted with both ends."""


def resolve(said: Said, here: Here, depth: int = 0) -> Reading:
    """Return the moment, without a title, or the doubt with each way to take it."""
    try:
        said = _plain(said, here)
        doubt = next(filter(None, (find(said, here) for find in DOUBTS)), None)
        if doubt is None:
            return settle(said, here)
    except (NoSuchMoment, OverflowError, ValueError):
        return Unclear("", "too-far")
    why, others = doubt
    choices = _choices(others, here, depth) if depth < MOST_DEPTH else ()
    if others and not choices and depth < MOST_DEPTH:
        return resolve(others[0], here, depth + 1)
    return Unclear("", why, choices)


def _choices(others: Sequence[Said], here: Here, depth: int) -> tuple[Understood, ...]:
    found: list[Understood] = []
    for other in others:
        reading = resolve(other, here, depth + 1)
        each = (reading,) if isinstance(reading, Understood) else reading.choices
        found += [choice for choice in each if choice not in found]
    return tuple(found[:MOST_CHOICES])


def _plain(said: Said, here: Here) -> Said:
    """Resolve what only looks ambiguous: the coming midnight, "next Tuesday" said on a Friday."""
    if said.doubt == "pair" and said.unit:
        said = replace(said, doubt="")
    if said.times > 1 and said.times in (len(said.weekdays), len(said.monthdays)):
        said = replace(said, times=1)
    if said.part and said.part.first > NOON and said.clock in TWELVE:
        said = replace(said, clock=None, midnight=True, part=None)
    if said.midnight and not said.unit and (not said.dated or said.days == 0):
        said = on_day(said, here.today + DAY, clock=ClockTime(0))
    if said.midnight and said.unit == "day":
        said = replace(said, midnight=False, clock=ClockTime(0), part=None)
    if said.clock and len(fitting := fitting_hours(said)) == 1:
        said = replace(said, clock=replace(said.clock, hour=fitting[0], sure=True), part=None)
    if said.third_day and here.country:
        every_second = here.country in THIRD_DAY_IS_SECOND
        said = replace(said, interval=2, third_day=False) if every_second else said
    if said.named and said.unit == "year" and has_fixed_date(said.named):
        day = coming_dates(said.named, here.country, here.today)[0]
        said = replace(said, named="", month=day.month, monthdays=(day.day,))
    if len(said.nths) > 1 and not (said.unit or said.month or said.month_shift is not None):
        said = replace(said, unit="month")
    weekday = said.weekdays[0] if said.weekdays else 0
    if said.next and weekday < here.today.weekday() != SUNDAY:
        return on_day(said, next_weekday(here.today, weekday))
    return said


def _doubtful(said: Said, here: Here) -> Doubt | None:
    """Find what is only about that moment, or one of two."""
    plain = replace(said, doubt="", clocks=())
    match said.doubt:
        case "":
            return None
        case "half-hour" if said.clock:
            clock = ClockTime(said.clock.hour, 30, said.clock.sure, said.clock.fixed)
            return "half", [replace(plain, clock=clock)]
        case "pair":
            if said.weekdays:
                one_each = [replace(plain, weekdays=(day,)) for day in said.weekdays]
                return "doubt", [replace(plain, unit="week"), *one_each]
            one_each = [replace(plain, monthdays=(day,)) for day in said.monthdays]
            return "doubt", [replace(plain, unit="month"), *one_each]
        case "month-end":
            return "doubt", [plain, replace(plain, month_shift=None, unit="month")]
        case "or" | "range" if said.clocks:
            return "doubt", [replace(plain, clock=clock) for clock in all_clocks(said)]
        case "or" if said.weekdays:
            return "doubt", [replace(plain, weekdays=(day,)) for day in said.weekdays]
        case "workdays" if said.span and said.span.days <= MOST_WORKDAYS:
            return "doubt", [on_day(plain, _workdays_on(here.today, said.span.days))]
        case "day-before":
            return "doubt", [on_day(plain, day_of(plain, here) - DAY)]
        case "first":
            whole_day = replace(plain, monthdays=())
            return "doubt", [plain, whole_day] if said.timed else [plain]
    return "doubt", [plain]


def _workdays_on(day: date, count: int) -> date:
    """Return the day that comes after that many days from Monday to Friday."""
    weeks, rest = divmod(count, len(WORKDAYS))
    day += 7 * weeks * DAY
    for _ in range(rest):
        day = next(day + n * DAY for n in (1, 2, 3) if (day + n * DAY).weekday() in WORKDAYS)
    return day


DOUBTS: tuple[FindDoubt, ...] = (_doubtful, *SEVERAL_HOURS, *WHICH_DAY, *WHICH_HOUR, *PAST)
