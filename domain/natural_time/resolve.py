"""Works out the instant that was said, as seen from somebody's now and zone."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from dateparser.date import DateDataParser

from domain.calendar import DAY, next_weekday, to_local, to_utc
from domain.natural_time.expression import TODAY, Said
from domain.natural_time.recurrence import Freq, Recurrence
from domain.natural_time.results import Understood

MINUTES = {"second": 1 / 60, "minute": 1, "hour": 60}
LATELY = 31 * DAY
"""A date so long ago is over; one that was earlier in the year is next year's."""


class NoSuchMoment(Exception):
    """The calendar does not reach so far."""


@dataclass(frozen=True, slots=True)
class Here:
    """From where a sentence is read: an instant, a zone and a language that there are words for."""

    now: datetime
    zone: str
    language: str

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
    except OverflowError as fault:
        raise NoSuchMoment from fault


def day_of(said: Said, here: Here) -> date:
    """Return the day that was said, or today if none was. Raise NoSuchMoment."""
    if said.on:
        return said.on
    if said.day or said.span:
        return here.today if said.day == TODAY else _spoken(said.day or said.span, here).date()
    if said.monthday and said.month:
        return _in_year(said, here)
    if said.monthday:
        return _in_month(said.monthday, here.today)
    if not said.weekdays:
        return here.today
    return _on_weekday(said, here.today)


def days_in(month: int, year: int | None) -> int:
    """Return the number of days in a month; the highest one if no year was said."""
    return monthrange(year if year is not None and year > 0 else 2000, month)[1]


def coming(day: date, month: int, monthday: int) -> date:
    """Return the first such date on or after a day, the last of its month if that is shorter."""
    year = day.year + ((month, min(monthday, days_in(month, day.year))) < (day.month, day.day))
    return date(year, month, min(monthday, days_in(month, year)))


def months_on(day: date, months: int) -> tuple[int, int]:
    """Return the year and month that many months later."""
    whole = day.year * 12 + day.month - 1 + months
    return whole // 12, whole % 12 + 1


def _once(said: Said, here: Here) -> Understood:
    if said.elapsed:
        at = _spoken(said.span, Here(here.now, "UTC", here.language)).replace(tzinfo=UTC)
        return Understood("", at, None, here.zone)
    day = day_of(said, here)
    at_wall = time(said.clock.hour, said.clock.minute) if said.clock else here.wall.time()
    return _at(day, at_wall, here, None)


def _recurring(said: Said, here: Here) -> Understood:
    if said.unit in MINUTES:
        minutes = round(said.interval * MINUTES[said.unit])
        start = here.now.astimezone(UTC).replace(tzinfo=None, microsecond=0)
        rule = Recurrence("elapsed", start, minutes)
        return Understood("", rule.next_after(here.now, here.zone), rule, here.zone)
    clock = said.clock or here.wall
    rule = Recurrence(
        FREQUENCIES[said.unit],
        datetime.combine(here.today - DAY, time(clock.hour, clock.minute)),
        said.interval,
        said.weekdays,
        said.nth,
        said.monthday,
        said.month,
    ).begun(here.now, here.zone)
    return _at(rule.start.date(), rule.at, here, rule)


def _at(day: date, at: time, here: Here, rule: Recurrence | None) -> Understood:
    found = to_utc(day, at, here.zone)
    shown = to_local(found, here.zone).replace(tzinfo=None)
    return Understood("", found, rule, here.zone, shifted=shown != datetime.combine(day, at))


def _spoken(words: str, here: Here) -> datetime:
    """Read a span or a named day with dateparser; return a naive time on the clock's terms."""
    parser = DateDataParser(
        languages=[here.language],
        settings={
            "RELATIVE_BASE": here.wall,
            "RETURN_AS_TIMEZONE_AWARE": False,
            "PARSERS": ["relative-time"],
        },
    )
    found: datetime | None = parser.get_date_data(words).date_obj
    if found is None:
        raise NoSuchMoment
    return found


def _in_year(said: Said, here: Here) -> date:
    month, monthday = said.month or 1, said.monthday or 1
    if said.year is not None:
        return date(said.year, month, monthday)
    lately = coming(here.today - LATELY, month, monthday)
    return lately if lately >= here.today - LATELY else coming(here.today, month, monthday)


def _in_month(monthday: int, today: date) -> date:
    year, month = months_on(today, 1) if monthday < today.day else (today.year, today.month)
    return date(year, month, min(monthday, days_in(month, year)))


def _on_weekday(said: Said, today: date) -> date:
    weekday = said.weekdays[0]
    if said.over:
        return next_weekday(today - 8 * DAY, weekday)
    return next_weekday(today - DAY, weekday)


FREQUENCIES: dict[str, Freq] = {"day": "day", "week": "week", "month": "month", "year": "year"}
FAR = timedelta(days=3653)
"""Ten years; a person who names a later moment has probably mistyped it."""
