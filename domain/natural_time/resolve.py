"""Works out the instant that was said, as seen from somebody's now and zone."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from domain.calendar import DAY, next_weekday, to_local, to_utc
from domain.natural_time.expression import Said
from domain.natural_time.lexicon import ClockTime
from domain.natural_time.named_days import coming_dates, dates_in_year, nth_weekday
from domain.natural_time.results import Understood
from domain.recurrence import Freq, Recurrence

MINUTES = {"second": 1 / 60, "minute": 1, "hour": 60}
LATELY = 31 * DAY
"""A date so long ago is over; one that was earlier in the year is next year's."""
FREQUENCIES: dict[str, Freq] = {"day": "day", "week": "week", "month": "month", "year": "year"}
FAR = timedelta(days=3653)
"""Ten years; a later moment is probably a typing error."""


class NoSuchMoment(Exception):
    """The calendar does not reach so far, or has no such day."""


@dataclass(frozen=True, slots=True)
class Here:
    """From where a sentence is read: an instant, a zone, and a country in two letters, or "".

    `usual` are the person's own times for parts of the day, in minutes since midnight, by name.
    """

    now: datetime
    zone: str
    country: str = ""
    usual: Mapping[str, int] = field(default_factory=dict)

    @property
    def wall(self) -> datetime:
        """Return the naive time that a clock there shows."""
        return to_local(self.now, self.zone).replace(tzinfo=None)

    @property
    def today(self) -> date:
        return self.wall.date()


def settle(said: Said, here: Here) -> Understood:
    """Return the moment of what leaves no doubt. Raise NoSuchMoment past the calendar's end."""
    try:
        return _recurring(said, here) if said.unit else _once(said, here)
    except (OverflowError, ValueError) as fault:
        raise NoSuchMoment from fault


def day_of(said: Said, here: Here) -> date:
    """Return the day that was said, or today if none was. Raise NoSuchMoment."""
    try:
        return _day_of(said, here)
    except (OverflowError, ValueError) as fault:
        raise NoSuchMoment from fault


def named_dates(said: Said, here: Here) -> list[date]:
    """Return the dates on which a named day may be, in the year that was said or to come."""
    if said.year is not None:
        return dates_in_year(said.named, here.country, said.year)
    return coming_dates(said.named, here.country, here.today)


def days_in(month: int, year: int | None) -> int:
    """Return the number of days in a month; the highest one if no year was said."""
    return monthrange(year if year is not None and year > 0 else 2000, month)[1]


def coming(day: date, month: int, monthday: int) -> date:
    """Return the first such date on or after a day, the last of its month if that is shorter."""
    found = in_month(day.year, month, monthday)
    return found if found >= day else in_month(day.year + 1, month, monthday)


def in_month(year: int, month: int, monthday: int) -> date:
    """Return a day of a month, the last one for -1 or for one that the month does not have."""
    last = days_in(month, year)
    return date(year, month, last if monthday < 0 else min(monthday, last))


def months_on(day: date, months: int) -> tuple[int, int]:
    """Return the year and month that many months later."""
    whole = day.year * 12 + day.month - 1 + months
    return whole // 12, whole % 12 + 1


def _day_of(said: Said, here: Here) -> date:
    today = here.today
    if said.on:
        return said.on
    if said.days is not None or said.span:
        return _wall_of_span(said, here).date()
    if said.named:
        return named_dates(said, here)[0]
    if said.nths:
        return _nth_in_month(said, today)
    if said.monthdays and said.month_shift is not None:
        return in_month(*months_on(today, said.month_shift), said.monthdays[0])
    if said.monthdays and said.month:
        return _in_year(said, today)
    if said.monthdays:
        return _in_this_or_next_month(said.monthdays[0], today)
    return _on_weekday(said, today) if said.weekdays else today


def _wall_of_span(said: Said, here: Here) -> datetime:
    """Return the naive time that a clock shows after a span of days, from today or another day."""
    sign = -1 if said.over and said.span else 1
    wall = here.wall + ((said.days or 0) + 7 * said.weeks_on) * DAY
    if said.span:
        year, month = months_on(wall.date(), sign * said.span.months)
        wall = datetime.combine(in_month(year, month, wall.day), wall.time())
        wall += sign * (said.span.days * DAY + timedelta(seconds=said.span.seconds))
    return wall


def _once(said: Said, here: Here) -> Understood:
    if said.span and said.elapsed:
        at = _wall_of_span(said, Here(here.now, "UTC")).replace(tzinfo=UTC)
        return Understood("", at, None, here.zone)
    day = day_of(said, here)
    at_wall = time(said.clock.hour, said.clock.minute) if said.clock else here.wall.time()
    return _at(day, at_wall, here)


def _elapsed(said: Said, here: Here) -> Understood:
    """Return what comes every few minutes or hours, from now or from the moment that was said."""
    minutes = round(said.interval * MINUTES[said.unit])
    start, after = here.now, here.now
    if said.begins:
        at = said.clock or ClockTime(here.wall.hour, here.wall.minute)
        start = to_utc(_first_day(said, here), time(at.hour, at.minute), here.zone)
        after = max(after, start - timedelta(seconds=1))
    wall = start.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    rule = Recurrence("elapsed", wall, minutes)
    return Understood("", rule.next_after(after, here.zone), rule, here.zone)


def _first_day(said: Said, here: Here) -> date:
    """Return the day from which a repetition counts, which is never over."""
    if said.begins is None:
        return here.today
    day, month, year = said.begins
    return max(date(year, month, day) if year else coming(here.today, month, day), here.today)


def _recurring(said: Said, here: Here) -> Understood:
    if said.unit in MINUTES:
        return _elapsed(said, here)
    hours = sorted((each.hour, each.minute) for each in (said.clock, *said.clocks) if each)
    hour, minute = hours[0] if hours else (here.wall.hour, here.wall.minute)
    rule = Recurrence(
        FREQUENCIES[said.unit],
        datetime.combine(here.today - DAY, time(hour, minute)),
        said.interval,
        said.weekdays,
        said.nths,
        said.monthdays,
        said.month,
        tuple(each for each, _ in hours[1:]),
    )
    after = _first_moment(said, here)
    rule = rule.begun(after, here.zone)
    first = rule.next_after(after, here.zone)
    is_shifted = to_local(first, here.zone).time() not in rule.times
    return Understood("", first, rule, here.zone, shifted=is_shifted)


def _first_moment(said: Said, here: Here) -> datetime:
    """Return the moment after which a repetition comes for the first time."""
    if said.begins is None:
        return here.now
    midnight = to_utc(_first_day(said, here), time(), here.zone)
    return max(here.now, midnight - timedelta(seconds=1))


def _at(day: date, at: time, here: Here) -> Understood:
    found = to_utc(day, at, here.zone)
    shown = to_local(found, here.zone).replace(tzinfo=None)
    return Understood("", found, None, here.zone, shifted=shown != datetime.combine(day, at))


def _in_year(said: Said, today: date) -> date:
    month, monthday = said.month or 1, said.monthdays[0]
    if said.year is not None:
        return in_month(said.year, month, monthday)
    lately = coming(today - LATELY, month, monthday)
    return lately if lately >= today - LATELY else coming(today, month, monthday)


def _in_this_or_next_month(monthday: int, today: date) -> date:
    found = in_month(today.year, today.month, monthday)
    return found if found >= today else in_month(*months_on(today, 1), monthday)


def _nth_in_month(said: Said, today: date) -> date:
    if said.month_shift is not None:
        year, month = months_on(today, said.month_shift)
        return nth_weekday(year, month, said.nths[0], said.weekdays[0])
    month = said.month or today.month
    first = nth_weekday(said.year or today.year, month, said.nths[0], said.weekdays[0])
    if first >= today or said.year:
        return first
    year, month = (today.year + 1, month) if said.month else months_on(today, 1)
    return nth_weekday(year, month, said.nths[0], said.weekdays[0])


def _on_weekday(said: Said, today: date) -> date:
    weekday = said.weekdays[0]
    if said.week is not None:
        return today + (7 * said.week - today.weekday() + weekday) * DAY
    if said.over:
        return next_weekday(today - 8 * DAY, weekday)
    return next_weekday(today - DAY, weekday) + 7 * said.weeks_on * DAY
