"""Days, hours and zones: when a moment in somebody's week is, in UTC."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

DAY = timedelta(days=1)
FIRST, LAST = "Etc/GMT-14", "Etc/GMT+12"
"""The zones in which a date begins before, and ends after, it does anywhere else on earth."""
PSEUDO_ZONES = {"localtime", "Factory"}
"""The machine's own zone and the placeholder for none: listed among zones on some systems."""


def to_utc(day: date, at: time, zone: str) -> datetime:
    """Return the instant, in UTC, at which a clock in `zone` (an IANA name) shows `at` on `day`.

    A time that the clock skips gives the first instant after the gap; one that it shows twice gives
    the first.
    """
    wall = datetime.combine(day, at, ZoneInfo(zone))
    before = wall.replace(fold=0).astimezone(UTC)
    after = wall.replace(fold=1).astimezone(UTC)
    # PEP 495: only in a gap is the reading with the later offset the earlier instant.
    return _end_of_gap(after, before, zone) if after < before else before


def to_local(at: datetime, zone: str) -> datetime:
    """Return what `zone` shows at an instant. Raise ValueError for a naive `at`."""
    if at.tzinfo is None:
        raise ValueError("an instant needs its offset from UTC")
    return at.astimezone(ZoneInfo(zone))


def is_zone(name: str) -> bool:
    """Return whether this is the IANA name of a zone, in exact spelling."""
    return name in _zones()


def next_weekday(after: date, weekday: int) -> date:
    """Return the first such weekday (0 is Monday) after a day, never the day itself."""
    return after + timedelta(days=(weekday - after.weekday() - 1) % 7 + 1)


def week_of(day: date) -> str:
    """Return the ISO 8601 week of a day, as in "2026-W48"."""
    week = day.isocalendar()
    return f"{week.year}-W{week.week:02}"


def latest_begun_date(now: datetime) -> date:
    """Return the latest date that has begun in some zone; any later date lies ahead everywhere."""
    return to_local(now, FIRST).date()


def is_over(day: date, now: datetime) -> bool:
    """Return whether a date has ended everywhere on earth."""
    return to_local(now, LAST).date() > day


def first_slot_after(
    day: date, at: time, zone: str, step_days: int, now: datetime
) -> tuple[date, datetime]:
    """Return the first moment after `now` of those on `day` and every `step_days` days from it."""
    # A day that is over there cannot be it: its moment came no later than its end.
    passed = (to_local(now, zone).date() - day).days
    day += max(0, passed // step_days) * step_days * DAY
    while (found := to_utc(day, at, zone)) <= now:
        day += step_days * DAY
    return day, found


def _end_of_gap(start: datetime, end: datetime, zone: str) -> datetime:
    """Return the only change of offset between two instants, to the second."""
    offset = start.astimezone(ZoneInfo(zone)).utcoffset()
    low, high = 0, int((end - start).total_seconds())
    while high - low > 1:
        middle = (low + high) // 2
        seen = (start + timedelta(seconds=middle)).astimezone(ZoneInfo(zone)).utcoffset()
        low, high = (middle, high) if seen == offset else (low, middle)
    return start + timedelta(seconds=high)


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones()) - PSEUDO_ZONES
