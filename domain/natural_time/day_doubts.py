"""Doubts about the day or the repetition that was said, and what each may mean."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from domain.calendar import DAY, next_weekday
from domain.natural_time.expression import EMPTY, Said
from domain.natural_time.lexicon import ClockTime
from domain.natural_time.resolve import (
    FAR,
    MINUTES,
    Here,
    coming,
    day_of,
    days_in,
    in_month,
    months_on,
    named_dates,
    settle,
)
from domain.natural_time.results import Why

Doubt = tuple[Why, Sequence[Said]]
FindDoubt = Callable[[Said, Here], Doubt | None]
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
MONTH_FIRST = ["US", "PH", "FM", "MH", "PW", "AS", "GU", "MP", "UM", "VI", "BZ"]
"""Countries where people write the month before the day."""


def on_day(said: Said, day: date, clock: ClockTime | None = None) -> Said:
    """Return the same time expression on that day, replacing any day that was said."""
    hour = replace(EMPTY, clock=said.clock, midnight=said.midnight, part=said.part, on=day)
    return hour if clock is None else replace(hour, clock=clock, midnight=False, part=None)


def _order(said: Said, here: Here) -> Doubt | None:
    if said.orders is None:
        return None
    first, second = said.orders
    day_first = replace(said, orders=None, monthdays=(first,), month=second)
    both = [day_first, replace(day_first, monthdays=(second,), month=first)]
    return "order", both[::-1] if here.country in MONTH_FIRST else both


def _third_day(said: Said, here: Here) -> Doubt | None:
    plain = replace(said, third_day=False)
    return ("nth", [plain, replace(plain, interval=2)]) if said.third_day else None


def _named(said: Said, here: Here) -> Doubt | None:
    if not said.named:
        return None
    days = named_dates(said, here)
    if said.unit:
        return "yearly-moves", [on_day(said, day) for day in days]
    return ("which-day", [on_day(said, day) for day in days]) if len(days) > 1 else None


def _next(said: Said, here: Here) -> Doubt | None:
    if not said.next:
        return None
    day = next_weekday(here.today, said.weekdays[0])
    return "next", [on_day(said, day), on_day(said, day + 7 * DAY)]


def _next_week(said: Said, here: Here) -> Doubt | None:
    """Find "next week" said on a Sunday, which may already be the one that begins tomorrow."""
    if not (said.week and said.weekdays and here.today.weekday() == SUNDAY):
        return None
    day = next_weekday(here.today, said.weekdays[0])
    return "next", [on_day(said, day), on_day(said, day + 7 * DAY)]


def _weekend(said: Said, here: Here) -> Doubt | None:
    if not said.weekend:
        return None
    both = replace(said, weekend=False, week=None, weekdays=(5, 6))
    if said.unit:
        return "weekend", [both, replace(both, weekdays=(5,))]
    saturday = next_weekday(here.today - 1 * DAY, 5)
    days = [saturday, saturday + DAY]
    days += [day + 7 * DAY for day in days] if said.week else []
    return "weekend", [on_day(said, day) for day in days]


def _nth(said: Said, here: Here) -> Doubt | None:
    if said.nth_or_interval:
        nth = replace(said, nth_or_interval=False)
        return "nth", [replace(nth, unit="week", interval=said.nths[0], nths=()), nth]
    if said.nths and not (said.unit or said.month or said.month_shift is not None):
        return "nth", [replace(said, unit="month"), on_day(said, day_of(said, here))]
    return None


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
    if said.unit == "month" and not (said.monthdays or said.nths):
        return "which-day", [replace(said, monthdays=(day,))]
    if said.unit == "year" and said.month is None:
        return "which-day", [replace(said, monthdays=(day,), month=today.month)]
    return None


def _missing_day(said: Said, here: Here) -> Doubt | None:
    """Find a day that its month never has, or not in that year, or not in the coming month."""
    day, month = max(said.monthdays, default=0), said.month
    if month and day > days_in(month, said.year):
        return "no-such-day", [replace(said, monthdays=(days_in(month, said.year),))]
    year, this_month = here.today.year, here.today.month
    if said.unit or month or said.month_shift or day <= days_in(this_month, year):
        return None
    last = here.today.replace(day=days_in(this_month, year))
    year, later = months_on(here.today, 1)
    return "no-such-day", [
        on_day(said, last),
        replace(said, monthdays=(day,), month=later, year=year),
    ]


def _missing_next_month(said: Said, here: Here) -> Doubt | None:
    day = max(said.monthdays, default=0)
    if said.unit or not said.month_shift:
        return None
    year, month = months_on(here.today, said.month_shift)
    if day <= days_in(month, year):
        return None
    return "no-such-day", [on_day(said, in_month(year, month, day))]


def _rare_day(said: Said, here: Here) -> Doubt | None:
    day = max(said.monthdays, default=0)
    rare = replace(said, even_if_rare=True)
    if said.even_if_rare or day < 29:
        return None
    if said.unit == "month":
        return "short-month", [replace(said, monthdays=(*said.monthdays[:-1], -1)), rare]
    if (said.month, day) != (2, 29) or said.year is not None:
        return None
    if said.unit:
        return "leap-day", [replace(said, monthdays=(28,)), rare]
    day_to_come = coming(here.today, 2, 29)
    if day_to_come.day == 29:
        return None
    leap = next(year for year in range(day_to_come.year, 9999) if days_in(2, year) == 29)
    return "leap-day", [on_day(said, day_to_come), on_day(said, date(leap, 2, 29))]


def _differs(said: Said, here: Here) -> Doubt | None:
    dates = said.days is not None or said.monthdays or said.named
    if said.unit or said.nths or not said.weekdays or not dates:
        return None
    dated = replace(said, weekdays=())
    day = day_of(dated, here)
    if [day.weekday()] == list(said.weekdays):
        return None
    other = replace(said, monthdays=(), month=None, year=None, days=None, named="")
    return "differs", [dated, other]


def _over(said: Said, here: Here) -> Doubt | None:
    """Find a day that is over at any hour."""
    whole = said.dated and not (said.span and said.elapsed)
    if said.unit or not (whole or said.over) or day_of(said, here) >= here.today:
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
    if said.monthdays and said.month:
        yield on_day(said, coming(here.today + DAY, said.month, said.monthdays[0]))
    elif said.monthdays:
        year, month = months_on(here.today, 1)
        if said.monthdays[0] <= days_in(month, year):
            yield on_day(said, in_month(year, month, said.monthdays[0]))
    elif said.weekdays and not said.nths:
        yield on_day(said, next_weekday(here.today, said.weekdays[0]))
    else:
        yield on_day(said, here.today + DAY)


WHICH_DAY: tuple[FindDoubt, ...] = (
    *(_order, _pace, _third_day, _named, _next, _next_week, _weekend, _nth, _which_day),
    *(_missing_day, _missing_next_month, _rare_day, _differs, _over),
)
PAST: tuple[FindDoubt, ...] = (_past,)
