"""A moment that comes again: which days, at what times, and when it is next."""

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
    0 is Monday; `nths` and `monthdays` have -1 for the last. `hours` are those besides the one of
    `start` at which it comes on each of its days, at the same minute.
    """

    freq: Freq
    start: datetime
    interval: int = 1
    weekdays: tuple[int, ...] = ()
    nths: tuple[int, ...] = ()
    monthdays: tuple[int, ...] = ()
    month: int | None = None
    hours: tuple[int, ...] = ()

    @property
    def at(self) -> time:
        """Return the first time of day; for "elapsed" only that of the first occurrence."""
        return self.start.time()

    @property
    def times(self) -> tuple[time, ...]:
        """Return each time of day."""
        return (self.at, *(self.at.replace(hour=hour) for hour in self.hours))

    @property
    def minute(self) -> int:
        """Return the first time of day in minutes since midnight."""
        return self.start.hour * 60 + self.start.minute

    @property
    def rule(self) -> str:
        """Return the RRULE of RFC 5545, without its name."""
        days = [f"{nth or ''}{DAYS[day]}" for nth in self.nths or (0,) for day in self.weekdays]
        parts = {
            "FREQ": rrule.FREQNAMES[FREQUENCIES[self.freq]],
            "INTERVAL": self.interval if self.interval > 1 else "",
            "BYMONTH": self.month or "",
            "BYMONTHDAY": _listed(self.monthdays),
            "BYDAY": ",".join(days),
            "BYHOUR": _listed([at.hour for at in self.times]) if self.hours else "",
            "BYMINUTE": self.start.minute if self.hours else "",
        }
        return ";".join(f"{name}={value}" for name, value in parts.items() if value != "")

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
            if ahead := [at for at in self._instants_on(day, zone) if at > after]:
                return min(ahead)
        raise OverflowError("there is no such day any more")

    def on_any_calendar(self) -> Recurrence:
        """Return the same rule without its first day, unless something is counted from it.

        That day lay ahead on the calendar of the person who said it, and may be over on another.
        """
        if self.interval > 1 or self.freq == "elapsed":
            return self
        first, named = self.start, bool(self.weekdays or self.monthdays)
        days = (first.weekday(),) if self.freq == "week" and not named else self.weekdays
        is_long = self.freq in ("month", "year")
        return replace(
            self,
            start=first - 53 * 7 * DAY,
            weekdays=days,
            month=first.month if self.freq == "year" and not self.month else self.month,
            monthdays=(first.day,) if is_long and not named else self.monthdays,
        )

    def begun(self, now: datetime, zone: str) -> Recurrence:
        """Return the same rule from its first day after `now` on, whatever the interval."""
        if self.freq == "elapsed":
            return self
        for day in replace(self, interval=1)._days_from(to_local(now, zone).date() - 2 * DAY):
            if max(self._instants_on(day, zone)) > now:
                return replace(self, start=datetime.combine(day, self.at))
        raise OverflowError("there is no such day any more")

    def _instants_on(self, day: date, zone: str) -> list[datetime]:
        return [to_utc(day, at, zone) for at in self.times]

    def _elapsed(self, after: datetime) -> datetime:
        start, step = self.start.replace(tzinfo=UTC), timedelta(minutes=self.interval)
        return start + max(0, (after - start) // step + 1) * step

    def _days_from(self, earliest: date) -> Iterator[date]:
        begin = self._skip_to(earliest)
        by_day = [rrule.weekday(day, nth) for nth in self.nths or (None,) for day in self.weekdays]
        every = rrule.rrule(
            FREQUENCIES[self.freq],
            dtstart=datetime.combine(begin, time()),
            interval=self.interval,
            byweekday=by_day or None,
            bymonthday=self.monthdays or None,
            bymonth=self.month,
        )
        return (found.date() for found in every if found.date() >= earliest)

    def _skip_to(self, earliest: date) -> date:
        """Return a day near `earliest` from which counting gives the same days as before."""
        first = self.start.date()
        days = {"day": 1, "week": 7}.get(self.freq, 0) * self.interval
        passed = (earliest - first).days
        return first + passed // days * days * DAY if days and passed > 0 else first


def _listed(numbers: tuple[int, ...] | list[int]) -> str:
    return ",".join(map(str, numbers))


def _load(text: str) -> Recurrence:
    begin, _, rule = text.partition("\nRRULE:")
    parts = dict(part.split("=", 1) for part in rule.split(";"))
    lists = {name: value.split(",") for name, value in parts.items()}
    names = {rrule.FREQNAMES[number]: name for name, number in FREQUENCIES.items()}
    freq: Freq = names[parts["FREQ"]]  # type: ignore[assignment]  # the names are those of Freq
    form = INSTANT if freq == "elapsed" else WALL
    days = lists.get("BYDAY", [])
    found = Recurrence(
        freq,
        datetime.strptime(begin.removeprefix("DTSTART:"), form),  # noqa: DTZ007 - a wall clock's
        int(parts.get("INTERVAL", "1")),
        tuple(dict.fromkeys(DAYS.index(day[-2:]) for day in days)),
        tuple(dict.fromkeys(int(day[:-2]) for day in days if day[:-2])),
        tuple(map(int, lists.get("BYMONTHDAY", []))),
        int(parts["BYMONTH"]) if "BYMONTH" in parts else None,
        tuple(map(int, lists.get("BYHOUR", [])))[1:],
    )
    if found.dump() != text:
        raise ValueError(f"not a recurrence: {text[:100]!r}")
    return found
