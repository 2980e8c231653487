"""Puts a reminder's recurrence into its reader's own calendar, wherever it was made."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta

from domain import calendar
from domain.recurrence import Recurrence
from domain.remind.timing import Timing

SAMPLES_PER_DAY = 12
"""How often each day is sampled to find its date elsewhere; clocks seldom change in step."""
WEEK = 7
DayInMonth = tuple[int | None, int | None, int | None]
"""A day of the month, or which weekday and the weekday."""


def rule_for(timing: Timing, rule: Recurrence, zone: str, first: datetime) -> Recurrence:
    """Return the rule in the reader's own days, which tell nothing of any other clock.

    It names no day if the reader's days follow no rule: it says "every month" and no more.
    """
    if rule.freq in ("elapsed", "day") or timing.zone == zone:
        return rule
    days = [calendar.to_local(at, zone).date() for at in _sample_moments(timing, rule, first)]
    start = datetime.combine(days[0], calendar.to_local(first, zone).time())
    bare = Recurrence(rule.freq, start, rule.interval)
    if rule.freq == "week":
        return replace(bare, weekdays=_weekdays(days, rule))
    return _in_month(bare, days, rule)


def is_bare(rule: Recurrence) -> bool:
    """Return whether a rule of months or years names no day."""
    named = rule.weekdays or rule.monthdays
    return rule.freq in ("month", "year") and not named


def _sample_moments(timing: Timing, rule: Recurrence, first: datetime) -> list[datetime]:
    found = [first]
    days = len(rule.weekdays or (0,)) * len(rule.nths or rule.monthdays or (0,))
    most = SAMPLES_PER_DAY * days * len(rule.times)
    while len(found) < most and (at := timing.next_after(found[-1])):
        found.append(at)
    return found


def _weekdays(days: list[date], rule: Recurrence) -> tuple[int, ...]:
    seen = Counter(day.weekday() for day in days)
    return tuple(sorted(day for day, _ in seen.most_common(len(rule.weekdays) or 1)))


def _in_month(bare: Recurrence, days: list[date], rule: Recurrence) -> Recurrence:
    month = days[0].month if bare.freq == "year" else None
    if len({day.month for day in days}) > 1 and bare.freq == "year":
        return bare
    most = len(rule.nths or rule.monthdays or (0,))
    for named in (_monthday, _last_day, _nth_weekday, _last_weekday):
        found = {named(day) for day in days}
        if len(found) <= most and None not in found:
            return _with_days(replace(bare, month=month), [each for each in found if each])
    return bare


def clock_times(timing: Timing, rule: Recurrence, first: datetime) -> list[datetime]:
    """Return the moments from the first one on until each hour of the rule was there."""
    found = [first]
    while len(found) < len(rule.times) and (at := timing.next_after(found[-1])):
        found.append(at)
    return found


def _with_days(bare: Recurrence, found: list[DayInMonth]) -> Recurrence:
    """Return the rule on these days of its month, if one rule can say them all."""
    monthdays = {day for day, _, _ in found if day is not None}
    nths = {nth for _, nth, _ in found if nth is not None}
    weekdays = {weekday for _, _, weekday in found if weekday is not None}
    if len(weekdays) > 1:
        return bare
    last_behind = sorted(nths, key=lambda nth: (nth < 0, nth))
    return replace(
        bare,
        monthdays=tuple(sorted(monthdays)),
        nths=tuple(last_behind),
        weekdays=tuple(weekdays),
    )


def _monthday(day: date) -> DayInMonth | None:
    return day.day, None, None


def _last_day(day: date) -> DayInMonth | None:
    return (-1, None, None) if (day + calendar.DAY).month != day.month else None


def _nth_weekday(day: date) -> DayInMonth | None:
    return None, (day.day - 1) // WEEK + 1, day.weekday()


def _last_weekday(day: date) -> DayInMonth | None:
    last = (day + timedelta(days=WEEK)).month != day.month
    return (None, -1, day.weekday()) if last else None
