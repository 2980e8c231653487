"""Writes a person's coming reminders and dates into a file for their calendar.

The library for calendars is large and seldom needed, so who offers the file imports this when
somebody asks for one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from math import lcm
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event, vRecur

from domain import calendar
from domain.context import Context
from domain.dates.calendar_events import yearly_events
from domain.dates.visible import upcoming
from domain.recurrence import Recurrence
from domain.remind import reminders
from domain.remind.overview import Item, upcoming_items
from domain.remind.reminders import MUTED, ON
from domain.remind.timing import Timing, timing_of
from storage.tables.member import Member

MINUTES_PER_DAY = 24 * 60
MAX_TIMES_PER_CYCLE = 96
"""As many as there are quarters of an hour in a day."""
MAX_LISTED_EVENTS = 52
"""The most occurrences that a file lists one by one, if no rule can describe them."""
LENGTH = timedelta(minutes=30)
"""The length of a reminder in a calendar, which has no events without one."""


async def write_calendar_file(ctx: Context, member: Member, product: str) -> bytes | None:
    """Return the person's coming reminders and dates as iCalendar (RFC 5545); None without any."""
    own = [each for each in await upcoming_items(ctx, member) if _is_in_calendar(each)]
    today = calendar.to_local(ctx.now, member.zone or "UTC").date()
    dates = await upcoming(ctx, member, today)
    if not own and not dates:
        return None
    file = Calendar()
    file.add("prodid", f"-//{product}//reminders//EN")
    file.add("version", "2.0")
    for each in own:
        words = await reminders.words_of(ctx, each.reminder)
        for event in _events(each, words, member, ctx.now):
            file.add_component(event)
    for event in yearly_events(dates, ctx.now, today):
        file.add_component(event)
    file.add_missing_timezones()
    return bytes(file.to_ical())


def _is_in_calendar(item: Item) -> bool:
    return item.recipient is not None and item.recipient.state in (ON, MUTED)


def _events(item: Item, words: str, member: Member, now: datetime) -> Iterator[Event]:
    """Yield one event, or several if calendars know no rule for it.

    They are in the person's own zone, so that they do not tell where the other's clock is.
    Something that comes at one moment for both is therefore never a rule: no rule there says what
    another clock does.
    """
    reminder, own = item.reminder, ZoneInfo(member.zone or "UTC")
    first = item.next_at or now
    timing = timing_of(reminder, member)
    if timing.rule is None:
        yield _event(item, words, now, first.astimezone(own))
    elif timing.is_elapsed and (cycle := _cycle(timing.rule.interval)):
        every, times = cycle
        for at in _upcoming_moments(timing, first, times):
            phase = int(at.timestamp()) // 60 % (every * MINUTES_PER_DAY)
            daily = f"FREQ=DAILY;INTERVAL={every}"
            # In UTC, so that no calendar follows a wall clock that is put forward.
            yield _event(item, words, now, at, daily, f"-{phase}")
    elif timing.is_on_own_clock:
        for single, start, number in _own_clock_rules(timing.rule, first, now, own):
            yield _event(item, words, now, start, single.rule, number)
    else:
        for at in _upcoming_moments(timing, first):
            yield _event(item, words, now, at.astimezone(own), number=f"-{at:%Y%m%dT%H%M}")


def _own_clock_rules(
    rule: Recurrence, first: datetime, now: datetime, own: ZoneInfo
) -> Iterator[tuple[Recurrence, datetime, str]]:
    """Yield a rule for each hour of a day, since few calendars know several hours of one rule."""
    for at in rule.times:
        single = replace(rule, start=datetime.combine(rule.start, at), hours=())
        begin = single.next_after(now, own.key) if rule.hours else first
        # The first may come late if its clock skips the time; the others do not.
        start = datetime.combine(begin.astimezone(own), at, own)
        yield single, start, f"-{at:%H%M}" if rule.hours else ""


def _event(
    item: Item, words: str, now: datetime, start: datetime, rule: str = "", number: str = ""
) -> Event:
    event = Event()
    event.add("uid", f"{item.reminder.id}{number}@same-side")
    event.add("dtstamp", now)
    event.add("summary", words)
    event.add("dtstart", start)
    event.add("duration", LENGTH)
    if rule:
        event.add("rrule", vRecur.from_ical(rule))
    if item.recipient and item.recipient.state == ON:
        event.add_component(_alarm(words))
    return event


def _alarm(words: str) -> Alarm:
    """Return an alarm that rings in the calendar at the very moment."""
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", words)
    alarm.add("trigger", timedelta(0))
    return alarm


def _cycle(minutes: int) -> tuple[int, int] | None:
    """Return the days after which the rule's times repeat, and the number of times in them.

    The calendars of Apple and Google know nothing more frequent than daily, so each time of the
    cycle is an event of its own. Return None if they would be too many.
    """
    whole = lcm(minutes, MINUTES_PER_DAY)
    return (
        (whole // MINUTES_PER_DAY, whole // minutes)
        if whole // minutes <= MAX_TIMES_PER_CYCLE
        else None
    )


def _upcoming_moments(
    timing: Timing, first: datetime, most: int = MAX_LISTED_EVENTS
) -> Iterator[datetime]:
    at: datetime | None = first
    for _ in range(most):
        if at is None:
            return
        yield at
        at = timing.next_after(at)
