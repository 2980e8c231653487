"""A moment that comes again: which days, at what time, and when it is next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal

from dateutil import rrule

from domain.calendar import to_local, to_utc

Freq = Literal["elapsed", "day", "week", "month", "year"]
DAY = timedelta(days=1)
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
FREQUENCIES = {
    "elapsed": rrule.MINUTELY,
    "day": rrule.DAILY,
    "week": rrule.WEEKLY,
    "month": rrule.MONTHLY,
    "year": rrule.YEARLY,
}
WALL, INSTANT = "%Y%m%dT%H%M%S", "%Y%m%dT%H%M%SZ"


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A rule of recurrence: minutes counted from an instant, or days on somebody's clock.

    `interval` counts minutes where `freq` is "elapsed", else days, weeks, months or years from
    the one of `start` on. `start` is naive, what a clock shows, and in UTC for "elapsed".
    0 is Monday; `nth` and `monthday` are -1 for the last.
    """

    freq: Freq
    start: datetime
    interval: int = 1
    weekdays: tuple[int, ...] = ()
    nth: int | None = None
    monthday: int | None = None
    month: int | None = None

    @property
    def at(self) -> time:
        """Return the time of day of each occurrence; for "elapsed" only that of the first."""
        return self.start.time()

    @property
    def minute(self) -> int:
        """Return the time of day in minutes since midnight."""
        return self.start.hour * 60 + self.start.minute

    @property
    def rule(self) -> str:
        """Return the RRULE of RFC 5545, without its name."""
        parts = [f"FREQ={rrule.FREQNAMES[FREQUENCIES[self.freq]]}"]
        parts += [f"INTERVAL={self.interval}"] if self.interval > 1 else []
        parts += [f"BYMONTH={self.month}"] if self.month else []
        parts += [f"BYMONTHDAY={self.monthday}"] if self.monthday else []
        days = ",".join(f"{self.nth or ''}{DAYS[day]}" for day in self.weekdays)
        return ";".join([*parts, f"BYDAY={days}"] if days else parts)

    def dump(self) -> str:
        """Return DTSTART and RRULE as RFC 5545 writes them, each on its line."""
        form = INSTANT if self.freq == "elapsed" else WALL
        return f"DTSTART:{self.start.strftime(form)}\nRRULE:{self.rule}"

    @classmethod
    def load(cls, text: str) -> Recurrence:
        """Read what `dump` wrote. Raise ValueError for anything else."""
        try:
            return _load(text)
        except (KeyError, IndexError, TypeError) as fault:
            raise ValueError(f"not a recurrence: {text[:100]!r}") from fault

    def next_after(self, after: datetime, zone: str) -> datetime:
        """Return the first occurrence strictly after an instant, in UTC, on clocks in `zone`.

        A time that the clock skips gives the first instant after the gap, one that it shows twice
        the first. Raise OverflowError at the end of the calendar.
        """
        if self.freq == "elapsed":
            return self._elapsed(after)
        for day in self._days_from(to_local(after, zone).date() - 2 * DAY):
            if (found := to_utc(day, self.at, zone)) > after:
                return found
        raise OverflowError("there is no such day any more")

    def on_any_calendar(self) -> Recurrence:
        """Return the same rule without its first day, unless something is counted from it.

        That day lay ahead on the calendar of the person who said it, and may be over on another.
        """
        if self.interval > 1 or self.freq == "elapsed":
            return self
        first, named = self.start, bool(self.weekdays or self.monthday)
        days = (first.weekday(),) if self.freq == "week" and not named else self.weekdays
        return replace(
            self,
            start=first - 53 * 7 * DAY,
            weekdays=days,
            month=first.month if self.freq == "year" and not self.month else self.month,
            monthday=first.day if self.freq in ("month", "year") and not named else self.monthday,
        )

    def begun(self, now: datetime, zone: str) -> Recurrence:
        """Return the same rule from its first day after `now` on, whatever the interval."""
        if self.freq == "elapsed":
            return self
        for day in replace(self, interval=1)._days_from(to_local(now, zone).date() - 2 * DAY):
            if to_utc(day, self.at, zone) > now:
                return replace(self, start=datetime.combine(day, self.at))
        raise OverflowError("there is no such day any more")

    def _elapsed(self, after: datetime) -> datetime:
        start, step = self.start.replace(tzinfo=UTC), timedelta(minutes=self.interval)
        return start + max(0, (after - start) // step + 1) * step

    def _days_from(self, earliest: date) -> Iterator[date]:
        begin = self._skip_to(earliest)
        by_day = [rrule.weekday(day, self.nth) for day in self.weekdays]
        every = rrule.rrule(
            FREQUENCIES[self.freq],
            dtstart=datetime.combine(begin, time()),
            interval=self.interval,
            byweekday=by_day or None,
            bymonthday=self.monthday,
            bymonth=self.month,
        )
        return (found.date() for found in every if found.date() >= earliest)

    def _skip_to(self, earliest: date) -> date:
        """Return a day near `earliest` from which counting gives the same days as before."""
        first = self.start.date()
        days = {"day": 1, "week": 7}.get(self.freq, 0) * self.interval
        passed = (earliest - first).days
        return first + passed // days * days * DAY if days and passed > 0 else first


def _load(text: str) -> Recurrence:
    begin, _, rule = text.partition("\nRRULE:")
    parts = dict(part.split("=", 1) for part in rule.split(";"))
    names = {rrule.FREQNAMES[number]: name for name, number in FREQUENCIES.items()}
    days = [day for day in parts.get("BYDAY", "").split(",") if day]
    nth = days[0][:-2] if days else ""
    freq: Freq = names[parts["FREQ"]]  # type: ignore[assignment]  # the names are those of Freq
    found = Recurrence(
        freq,
        datetime.strptime(  # noqa: DTZ007 - what a clock shows has no offset
            begin.removeprefix("DTSTART:"), INSTANT if freq == "elapsed" else WALL
        ),
        int(parts.get("INTERVAL", "1")),
        tuple(DAYS.index(day[-2:]) for day in days),
        int(nth) if nth else None,
        int(parts["BYMONTHDAY"]) if "BYMONTHDAY" in parts else None,
        int(parts["BYMONTH"]) if "BYMONTH" in parts else None,
    )
    if found.dump() != text:
        raise ValueError(f"not a recurrence: {text[:100]!r}")
    return found
