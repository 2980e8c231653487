"""Computes when a reminder rings for one person, by the clock that counts for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from domain import calendar
from domain.recurrence import Recurrence
from domain.remind import reminders
from storage.tables.member import Member
from storage.tables.remind import Reminder

GRACE = timedelta(hours=12)
"""A ring that is later than this is listed as missed and not sent."""
LONG_GRACE = timedelta(days=3)
"""The same for a recurring reminder, unless its next occurrence comes sooner."""
CATCH_UP = 1000
"""The most occurrences of one downtime that are listed one by one."""


@dataclass(frozen=True, slots=True)
class Moment:
    """The moment of one occurrence, and its name."""

    at: datetime
    slot: str


@dataclass(frozen=True, slots=True)
class CatchUp:
    """The occurrences up to now: those that passed, the one to send and the one to plan."""

    passed: list[Moment]
    current: Moment | None
    next: datetime | None


@dataclass(frozen=True, slots=True)
class Timing:
    """The moments of one reminder for one person, with its recurrence parsed."""

    rule: Recurrence | None
    only: datetime | None
    """The moment of a reminder that does not recur."""
    zone: str
    """The zone whose wall clock counts for this person."""
    is_elapsed: bool
    """Whether it repeats by elapsed minutes, so that no change of the clocks moves it."""
    is_on_own_clock: bool
    """Whether each of two hears it by their own wall clock, so that one may be hours ahead."""

    def next_after(self, after: datetime) -> datetime | None:
        """Return the first moment strictly after `after`."""
        if self.rule is None:
            return self.only if self.only and self.only > after else None
        rule = self.rule.on_any_calendar() if self.is_on_own_clock else self.rule
        return rule.next_after(after, self.zone)

    def moment(self, at: datetime) -> Moment:
        """Return an occurrence, named by the own clock's wall time or else by the instant."""
        if self.is_on_own_clock:
            return Moment(at, f"{calendar.to_local(at, self.zone):%Y-%m-%dT%H:%M}")
        return Moment(at, f"{at.astimezone(UTC):%Y-%m-%dT%H:%MZ}")

    def catch_up(self, planned: datetime, now: datetime) -> CatchUp:
        """Return the occurrences from the planned one to now; one at most still gets a message."""
        passed = [planned]
        following = self.next_after(planned)
        while following and following <= now and len(passed) < CATCH_UP:
            passed.append(following)
            following = self.next_after(following)
        if following and following <= now:
            following = self.next_after(now)
        *before, newest = [self.moment(at) for at in passed]
        grace = min(LONG_GRACE, following - newest.at) if following else GRACE
        if now - newest.at > grace:
            return CatchUp([*before, newest], None, following)
        return CatchUp(before, newest, following)


def timing_of(reminder: Reminder, member: Member) -> Timing:
    """Parse the times of a reminder for a person."""
    rule = Recurrence.load(reminder.rule) if reminder.rule else None
    is_own, is_elapsed = (
        reminder.clock == reminders.OWN,
        rule is not None and rule.freq == "elapsed",
    )
    zone = member.zone or reminder.zone if is_own else reminder.zone
    only = None if rule else only_moment(reminder, member)
    return Timing(rule, only, zone, is_elapsed, is_own and not is_elapsed)


def only_moment(reminder: Reminder, member: Member) -> datetime | None:
    """Return the moment of a reminder that does not recur, by the clock that counts."""
    if reminder.at is None or reminder.clock == reminders.SAME or member.zone is None:
        return reminder.at
    wall = calendar.to_local(reminder.at, reminder.zone)
    return calendar.to_utc(wall.date(), wall.time(), member.zone)
