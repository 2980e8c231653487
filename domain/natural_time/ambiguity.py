"""Ambiguities in a time expression, and their possible meanings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from content.when import DayPart
from domain.calendar import DAY, next_weekday
from domain.natural_time.expression import EMPTY, TODAY, Said
from domain.natural_time.lexicon import ClockTime
from domain.natural_time.resolve import (
    FAR,
    MINUTES,
    Here,
    NoSuchMoment,
    coming,
    day_of,
    days_in,
    months_on,
    settle,
)
from domain.natural_time.results import Reading, Unclear, Understood, Why

Doubt = tuple[Why, Sequence[Said]]
SUNDAY = 6
OFTENEST = 15
"""Minutes between two of one recurrence: more often is an alarm clock's work."""
LONGEST = {
    "minute": 60 * 24 * 366,
    "hour": 24 * 366,
    "day": 366,
    "week": 104,
    "month": 60,
    "year": 9,
}
MOST_CHOICES = 4
NOON = 12
TWELVE = (ClockTime(NOON), ClockTime(NOON, sure=False))
NINE = ClockTime(9)


def resolve(said: Said, here: Here, depth: int = 0) -> Reading:
    """Return the moment, without a title, or the doubt with each way to take it."""
    said = _plain(said, here)
    try:
        doubt = next(filter(None, (find(said, here) for find in DOUBTS)), None)
        if doubt is None:
            return settle(said, here)
    except (NoSuchMoment, OverflowError, ValueError):
        return Unclear("", "too-far")
    why, others = doubt
    return Unclear("", why, _choices(others, here, depth) if depth < MOST_CHOICES else ())


def _choices(others: Sequence[Said], here: Here, depth: int) -> tuple[Understood, ...]:
    found: list[Understood] = []
    for other in others:
        reading = resolve(other, here, depth + 1)
        each = (reading,) if isinstance(reading, Understood) else reading.choices
        found += [choice for choice in each if choice not in found]
    return tuple(found[:MOST_CHOICES])


def _plain(said: Said, here: Here) -> Said:
    """Resolve what only looks ambiguous: the coming midnight, "next Tuesday" said on a Friday."""
    if said.part and said.part.first > NOON and said.clock in TWELVE:
        said = replace(said, clock=None, midnight=True, part=None)
    if said.midnight and not said.unit and (not said.dated or said.day == TODAY):
        said = _on(said, here.today + DAY, clock=ClockTime(0))
    if said.midnight and said.unit == "day":
        said = replace(said, midnight=False, clock=ClockTime(0), part=None)
    if said.clock and len(fitting := _fitting(said)) == 1:
        said = replace(said, clock=ClockTime(fitting[0], said.clock.minute), part=None)
    weekday = said.weekdays[0] if said.weekdays else 0
    today = here.today.weekday()
    if said.next_week and today != SUNDAY:
        return _on(said, here.today + (7 - today + weekday) * DAY)
    if said.next and weekday < today != SUNDAY:
        return _on(said, next_weekday(here.today, weekday))
    return said


def _on(said: Said, day: date, clock: ClockTime | None = None) -> Said:
    """Return the same time expression on that day, replacing any day that was said."""
    hour = replace(EMPTY, clock=said.clock, midnight=said.midnight, part=said.part, on=day)
    return hour if clock is None else replace(hour, clock=clock, midnight=False, part=None)


def _order(said: Said, here: Here) -> Doubt | None:
    if said.orders is None:
        return None
    day, month = said.orders
    one = replace(said, orders=None, monthday=day, month=month)
    return "order", [one, replace(one, monthday=month, month=day)]


def _next(said: Said, here: Here) -> Doubt | None:
    if not (said.next or said.next_week):
        return None
    day = next_weekday(here.today, said.weekdays[0])
    return "next", [_on(said, day), _on(said, day + 7 * DAY)]


def _weekend(said: Said, here: Here) -> Doubt | None:
    both = replace(said, weekend=False, weekdays=(5, 6))
    return ("weekend", [both, replace(both, weekdays=(5,))]) if said.weekend else None


def _nth(said: Said, here: Here) -> Doubt | None:
    if not said.nth_or_interval:
        return None
    nth = replace(said, nth_or_interval=False)
    return "nth", [replace(nth, unit="week", interval=said.nth or 1, nth=None), nth]


def _pace(said: Said, here: Here) -> Doubt | None:
    minutes = said.interval * MINUTES.get(said.unit, OFTENEST)
    if said.unit and minutes < OFTENEST:
        often = replace(said, unit="minute", interval=OFTENEST)
        return "too-often", [often] if said.unit in MINUTES else []
    if said.interval > LONGEST.get(said.unit, said.interval):
        return "too-far", []
    return None


def _which_day(said: Said, here: Here) -> Doubt | None:
    today = here.today
    if said.unit == "week" and not said.weekdays:
        return "which-day", [replace(said, weekdays=(today.weekday(),))]
    day = min(today.day, 28)
    if said.unit == "month" and said.monthday is None and said.nth is None:
        return "which-day", [replace(said, monthday=day)]
    if said.unit == "year" and said.month is None:
        return "which-day", [replace(said, monthday=day, month=today.month)]
    return None


def _missing_day(said: Said, here: Here) -> Doubt | None:
    """Find a day that its month never has, or not in that year, or not in the coming month."""
    day, month = said.monthday or 0, said.month
    if month and day > days_in(month, said.year):
        return "no-such-day", [replace(said, monthday=days_in(month, said.year))]
    if said.unit or month or day <= days_in(here.today.month, here.today.year):
        return None
    last = here.today.replace(day=days_in(here.today.month, here.today.year))
    year, later = months_on(here.today, 1)
    return "no-such-day", [_on(said, last), replace(said, monthday=day, month=later, year=year)]


def _rare_day(said: Said, here: Here) -> Doubt | None:
    day = said.monthday or 0
    rare = replace(said, even_if_rare=True)
    if said.even_if_rare or day < 29:
        return None
    if said.unit == "month":
        return "short-month", [replace(said, monthday=-1), rare]
    if (said.month, day) != (2, 29) or said.year is not None:
        return None
    if said.unit:
        return "leap-day", [replace(said, monthday=28), rare]
    day_to_come = coming(here.today, 2, 29)
    if day_to_come.day == 29:
        return None
    leap = next(year for year in range(day_to_come.year, 9999) if days_in(2, year) == 29)
    return "leap-day", [_on(said, day_to_come), _on(said, date(leap, 2, 29))]


def _differs(said: Said, here: Here) -> Doubt | None:
    if said.unit or not said.weekdays or not (said.day or said.monthday):
        return None
    dated = replace(said, weekdays=())
    day = day_of(dated, here)
    if [day.weekday()] == list(said.weekdays):
        return None
    return "differs", [dated, replace(said, monthday=None, month=None, year=None, day="")]


def _midnight(said: Said, here: Here) -> Doubt | None:
    named = said.clock and (said.clock.hour == 24 or (said.clock.hour == 0 and not said.clock.sure))
    if not (said.midnight or named):
        return None
    zero = replace(said, clock=ClockTime(0), midnight=False, part=None)
    if said.unit == "week" and not said.nth:
        after = tuple(sorted((day + 1) % 7 for day in said.weekdays))
        return "midnight", [replace(zero, weekdays=after), zero]
    if said.unit:
        return "midnight", [zero]
    day = day_of(said, here)
    return "midnight", [_on(zero, day + DAY), _on(zero, day)]


def _part(said: Said, here: Here) -> Doubt | None:
    if not (said.part and said.clock):
        return None
    plain = replace(said, part=None)
    if said.clock.sure:
        return "differs", [plain]
    return "half", _halves(plain)


def _fitting(said: Said) -> list[int]:
    """Return the clock's hours that lie in the part of the day."""
    clock, part = said.clock, said.part
    if clock is None or part is None:
        return []
    hours = {clock.hour}
    if not clock.fixed and 1 <= clock.hour <= 12:
        hours = {clock.hour % 12, clock.hour % 12 + 12}
    return [hour for hour in sorted(hours) if part.first <= hour <= part.last]


def _halves(said: Said) -> list[Said]:
    clock = said.clock or NINE
    noon = replace(said, clock=ClockTime(clock.hour % 12 + 12, clock.minute))
    if clock.hour == 12 and not clock.minute:
        return [noon, replace(said, clock=None, midnight=True)]
    return [replace(said, clock=ClockTime(clock.hour % 12, clock.minute)), noon]


def times(said: Said) -> tuple[int, ...]:
    """Return the possible times in minutes since midnight, before and after noon if in doubt."""
    if said.midnight:
        return (0,)
    if said.clock is None:
        return ()
    fitting = _fitting(said) or ([] if said.clock.sure and said.part else [said.clock.hour])
    if not said.clock.sure and not (said.part and len(fitting) == 1):
        fitting = [said.clock.hour % 12, said.clock.hour % 12 + 12]
    return tuple(hour % 24 * 60 + said.clock.minute for hour in fitting)


def _half(said: Said, here: Here) -> Doubt | None:
    unsure = said.clock and not said.clock.sure and not said.part
    return ("half", _halves(said)) if unsure else None


def _no_time(said: Said, here: Here) -> Doubt | None:
    if said.clock or said.unit in MINUTES or (said.span and not said.part):
        return None
    clock = ClockTime(_usual(said, said.part, here)) if said.part else NINE
    return "no-time", [replace(said, clock=clock, part=None)]


def _usual(said: Said, part: DayPart, here: Here) -> int:
    """Return the usual hour of a part of the day, or the next full one if that is over today."""
    soon = here.wall.hour + 1
    if said.unit or day_of(said, here) != here.today:
        return part.usual
    return soon if part.usual < soon <= part.last else part.usual


def _over(said: Said, here: Here) -> Doubt | None:
    """Find a day that is over, whatever the hour."""
    whole = said.day or (said.span and not said.elapsed) or said.over or said.monthday or said.on
    if said.unit or not whole or day_of(said, here) >= here.today:
        return None
    return "past", list(_again(said, here))


def _past(said: Said, here: Here) -> Doubt | None:
    if said.unit:
        return None
    found = settle(said, here)
    if found.at > here.now:
        return ("too-far", []) if found.at - here.now > FAR else None
    return "past", list(_again(said, here))


def _again(said: Said, here: Here) -> Iterator[Said]:
    """Yield the next moments of what is over."""
    if said.elapsed:
        return
    if said.monthday and said.month:
        yield _on(said, coming(here.today + DAY, said.month, said.monthday))
    elif said.monthday:
        year, month = months_on(here.today, 1)
        if said.monthday <= days_in(month, year):
            yield _on(said, date(year, month, said.monthday))
    elif said.weekdays:
        yield _on(said, next_weekday(here.today, said.weekdays[0]))
    else:
        yield _on(said, here.today + DAY)


DOUBTS: tuple[Callable[[Said, Here], Doubt | None], ...] = (
    *(_order, _pace, _next, _weekend, _nth, _which_day, _missing_day, _rare_day),
    *(_differs, _over, _midnight, _part, _half, _no_time, _past),
)
