"""Tells which rings may come in quiet hours: those at an hour that their receiver agreed to."""

from __future__ import annotations

from datetime import datetime, timedelta

from domain import calendar
from domain.remind import reminders
from domain.remind.timing import Timing, timing_of
from storage.tables.member import Member
from storage.tables.remind import Reminder, ReminderRecipient

LATE_AFTER = timedelta(minutes=15)
"""From this delay on a ring is late, and no longer at the hour that was agreed."""


def minute_of(reminder: Reminder, member: Member, now: datetime) -> int | None:
    """Return the minute of the day of its next moment on the person's present clock."""
    at = timing_of(reminder, member).next_after(now)
    return _minute(at, member) if at else None


def can_ring_now(
    reminder: Reminder,
    share: ReminderRecipient,
    timing: Timing,
    member: Member,
    at: datetime,
    now: datetime,
) -> bool:
    """Return whether it may ring now even in their quiet hours; one's own always may."""
    if reminder.audience == reminders.ME or share.minute is None:
        return True
    agreed = timing.is_on_own_clock or _minute(at, member) == share.minute
    return now - at <= LATE_AFTER and agreed


def _minute(at: datetime, member: Member) -> int:
    local = calendar.to_local(at, member.zone or "UTC")
    return local.hour * 60 + local.minute
