"""Which rings may come in quiet hours: those at an hour that their receiver set or said yes to."""

from __future__ import annotations

from datetime import datetime, timedelta

from domain import calendar, remind, remind_ring
from storage.models import Member, Reminder, ReminderShare

LATE = timedelta(minutes=15)
"""From here on a ring is late, and its hour is another one."""


def minute_of(held: Reminder, member: Member, now: datetime) -> int | None:
    """The time of day of its next moment on the person's own clock, as they read it now."""
    at = remind_ring.next_moment(held, member, now)
    return _minute(at, member) if at else None


def passes(
    held: Reminder, share: ReminderShare, member: Member, at: datetime, now: datetime
) -> bool:
    """Whether it may ring now even in their quiet hours; one's own always may."""
    if held.audience == remind.ME or share.minute is None:
        return True
    own = remind_ring.goes_by_own_clock(held)
    return now - at <= LATE and (own or _minute(at, member) == share.minute)


def _minute(at: datetime, member: Member) -> int:
    local = calendar.local(at, member.zone or "UTC")
    return local.hour * 60 + local.minute
