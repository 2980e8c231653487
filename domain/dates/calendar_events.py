"""Writes a person's dates as yearly events of a calendar file; see domain/remind/calendar_file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from icalendar import Event, vRecur

from domain.dates.details import BEFORE, DateDetails
from domain.dates.visible import VisibleDate


def yearly_events(dates: Iterable[VisibleDate], now: datetime, today: date) -> Iterator[Event]:
    """Yield one event of a whole day for each date, without an alarm: the bot tells of it."""
    for each in dates:
        event = Event()
        event.add("uid", f"{each.id}@same-side")
        event.add("dtstamp", now)
        event.add("summary", each.details.words)
        event.add("dtstart", each.details.next_on(today))
        event.add("rrule", vRecur.from_ical(_rule(each.details)))
        event.add("transp", "TRANSPARENT")
        yield event


def _rule(details: DateDetails) -> str:
    """Return the rule; the 60th day is 29 February, or 1 March in a year without one."""
    if (details.month, details.day) != (2, 29):
        return f"FREQ=YEARLY;BYMONTH={details.month};BYMONTHDAY={details.day}"
    last = "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1"
    return last if details.leap == BEFORE else "FREQ=YEARLY;BYYEARDAY=60"
