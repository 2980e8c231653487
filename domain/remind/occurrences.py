"""When a reminder rings for each person: planned, caught up with, and never twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import delete, select

from domain import calendar, due, member as members
from domain.context import Context
from domain.natural_time.recurrence import Recurrence
from domain.remind import reminders
from storage.tables.member import Member
from storage.tables.queues import Due
from storage.tables.remind import Reminder, ReminderOccurrence, ReminderRecipient

RING_DUE = "remind"
RETURN_DUE = "remind-again"
GRACE = timedelta(hours=12)
"""What is later than this is listed as missed and not sent."""
LONG_GRACE = timedelta(days=3)
"""The same for what recurs, unless its next occurrence comes sooner."""
CATCH_UP = 1000
"""Occurrences of one downtime that are listed one by one."""
RINGS_KEPT = timedelta(days=60)
MAX_RETURNS = 12
"""So often an occurrence comes by itself until it is done; after that it waits in the list."""
OPEN, DONE, CLOSED, SKIPPED, MISSED, OVER = (
    "open",
    "done",
    "closed",
    "skipped",
    "missed",
    "over",
)
"""Closed: the other's tick was enough. Over: a later occurrence took its place."""


@dataclass(frozen=True, slots=True)
class CatchUp:
    """The occurrences up to now: those that passed, the one to send and the one to plan."""

    passed: list[datetime]
    current: datetime | None
    next: datetime | None


@dataclass(slots=True)
class Fired:
    """The effect of a due moment: a ring to send, and earlier ones that lose their buttons."""

    reminder: Reminder
    recipient: ReminderRecipient
    occurrence: ReminderOccurrence | None = None
    superseded: list[ReminderOccurrence] = field(default_factory=list)


def zone_of(reminder: Reminder, member: Member) -> str:
    """The zone whose wall clock counts for this person."""
    return member.zone or reminder.zone if reminder.clock == reminders.OWN else reminder.zone


def next_moment(reminder: Reminder, member: Member, after: datetime) -> datetime | None:
    """The first moment strictly after `after` at which it rings for this person."""
    if reminder.rule:
        rule = Recurrence.load(reminder.rule)
        rule = rule.on_any_calendar() if reminder.clock == reminders.OWN else rule
        return rule.next_after(after, zone_of(reminder, member))
    at = only_moment(reminder, member)
    return at if at and at > after else None


def only_moment(reminder: Reminder, member: Member) -> datetime | None:
    """The moment of one that does not recur, by the clock that counts for this person."""
    if reminder.at is None or reminder.clock == reminders.SAME or member.zone is None:
        return reminder.at
    wall = calendar.to_local(reminder.at, reminder.zone)
    return calendar.to_utc(wall.date(), wall.time(), member.zone)


def slot_of(reminder: Reminder, member: Member, at: datetime) -> str:
    """The name of an occurrence: the wall time on one's own clock, or else the instant."""
    if goes_by_own_clock(reminder):
        return f"{calendar.to_local(at, zone_of(reminder, member)):%Y-%m-%dT%H:%M}"
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%MZ}"


def goes_by_own_clock(reminder: Reminder) -> bool:
    """Whether each of two hears it at a time on their own wall, so that one may be hours ahead."""
    return reminder.clock == reminders.OWN and not is_elapsed(reminder)


def is_elapsed(reminder: Reminder) -> bool:
    """Whether it repeats by elapsed minutes, so that no change of the clocks moves it."""
    return reminder.rule is not None and Recurrence.load(reminder.rule).freq == "elapsed"


def catch_up(reminder: Reminder, member: Member, planned: datetime, now: datetime) -> CatchUp:
    """Walks from the planned occurrence to now: at most one is still worth a message."""
    passed = [planned]
    following = next_moment(reminder, member, planned)
    while following and following <= now and len(passed) < CATCH_UP:
        passed.append(following)
        following = next_moment(reminder, member, following)
    if following and following <= now:
        following = next_moment(reminder, member, now)
    current = passed.pop()
    grace = min(LONG_GRACE, following - current) if following else GRACE
    if now - current > grace:
        return CatchUp([*passed, current], None, following)
    return CatchUp(passed, current, following)


async def plan(
    ctx: Context, reminder: Reminder, share: ReminderRecipient, member: Member, after: datetime
) -> None:
    """Plans the first moment after `after`, or none for somebody whom it does not reach."""
    share.next_at = None
    if share.state == reminders.ON and reminder.state == reminders.ACTIVE:
        share.next_at = next_moment(reminder, member, after)
    if share.next_at is None:
        await due.cancel(ctx, RING_DUE, member, reminder.id)
        return
    await due.schedule(
        ctx, RING_DUE, member, share.next_at, reminder.id, alone=reminder.couple_id is None
    )


async def plan_return(
    ctx: Context, reminder: Reminder, occurrence: ReminderOccurrence, member: Member, at: datetime
) -> None:
    """Plans that the same occurrence comes once more."""
    await due.schedule(ctx, RETURN_DUE, member, at, occurrence.id, alone=reminder.couple_id is None)


async def plan_next_return(
    ctx: Context,
    reminder: Reminder,
    share: ReminderRecipient,
    occurrence: ReminderOccurrence,
    member: Member,
) -> None:
    """Until it is done, at the interval that this person has set, and not without end."""
    if share.again is None or occurrence.state != OPEN or occurrence.returns >= MAX_RETURNS:
        await due.cancel(ctx, RETURN_DUE, member, occurrence.id)
        return
    await plan_return(ctx, reminder, occurrence, member, ctx.now + timedelta(minutes=share.again))


async def fire(ctx: Context, member: Member, reminder_id: UUID) -> Fired | None:
    """Fires a planned reminder; None if it was rescheduled meanwhile or is not wanted now."""
    reminder, share = await _reminder_for(ctx, member, reminder_id)
    if reminder is None or share is None or share.next_at is None or share.next_at > ctx.now:
        return None
    caught = catch_up(reminder, member, share.next_at, ctx.now)
    fired = Fired(reminder, share)
    for at in caught.passed:
        await record(ctx, reminder, member, at, MISSED)
    if caught.current:
        await _record_current(ctx, fired, member, caught.current)
    await plan(ctx, reminder, share, member, ctx.now)
    await _delete_old(ctx, reminder, member)
    return fired


async def fire_return(ctx: Context, member: Member, occurrence_id: UUID) -> Fired | None:
    """A return that was asked for is here."""
    occurrence = await ctx.session.get(ReminderOccurrence, occurrence_id)
    reminder, share = (
        await _reminder_for(ctx, member, occurrence.reminder_id) if occurrence else (None, None)
    )
    if occurrence is None or reminder is None or share is None or occurrence.state != OPEN:
        return None
    late = occurrence.back_at is not None and ctx.now - occurrence.back_at > GRACE
    occurrence.back_at = None
    if late or not can_push(reminder, member, ctx.now):
        occurrence.state = MISSED
        return Fired(reminder, share, None, [occurrence])
    occurrence.returns += 1
    await plan_next_return(ctx, reminder, share, occurrence, member)
    return Fired(reminder, share, occurrence)


async def record(
    ctx: Context, reminder: Reminder, member: Member, at: datetime, state: str
) -> ReminderOccurrence | None:
    """Notes an occurrence of this person; None for one that is noted already."""
    slot = slot_of(reminder, member, at)
    noted = select(ReminderOccurrence.id).where(
        ReminderOccurrence.reminder_id == reminder.id,
        ReminderOccurrence.member_id == member.id,
        ReminderOccurrence.slot == slot,
    )
    if await ctx.session.scalar(noted):
        return None
    occurrence = ReminderOccurrence(
        id=uuid4(),
        reminder_id=reminder.id,
        member_id=member.id,
        slot=slot,
        state=state,
        at=at,
        returns=0,
    )
    ctx.session.add(occurrence)
    await ctx.session.flush()
    return occurrence


def can_push(reminder: Reminder, member: Member, now: datetime) -> bool:
    """Whether it may be pushed: one's own comes in a pause, too; what is shared waits."""
    return members.can_be_pushed(member, now) or (
        member.reachable and reminder.audience == reminders.ME
    )


async def at_slot(ctx: Context, reminder: Reminder, slot: str) -> Sequence[ReminderOccurrence]:
    """An occurrence as both have it."""
    rows = select(ReminderOccurrence).where(
        ReminderOccurrence.reminder_id == reminder.id, ReminderOccurrence.slot == slot
    )
    return (await ctx.session.scalars(rows)).all()


async def open_occurrences(
    ctx: Context, reminder: Reminder, member: Member | None = None
) -> Sequence[ReminderOccurrence]:
    """Occurrences that still wait for a tick, of one person or of both."""
    rows = select(ReminderOccurrence).where(
        ReminderOccurrence.reminder_id == reminder.id, ReminderOccurrence.state == OPEN
    )
    return (
        await ctx.session.scalars(
            rows.where(ReminderOccurrence.member_id == member.id) if member else rows
        )
    ).all()


async def cancel_returns(ctx: Context, *occurrences: ReminderOccurrence) -> None:
    """Takes back what was asked for about these occurrences."""
    for occurrence in occurrences:
        occurrence.back_at = None
    ids = [occurrence.id for occurrence in occurrences]
    await ctx.session.execute(delete(Due).where(Due.kind == RETURN_DUE, Due.subject.in_(ids)))


async def _reminder_for(
    ctx: Context, member: Member, reminder_id: UUID
) -> tuple[Reminder | None, ReminderRecipient | None]:
    """The reminder, locked, and the person's side of it, while it is to reach them."""
    reminder = await ctx.session.get(Reminder, reminder_id, with_for_update=True)
    if (
        reminder is None
        or reminder.state != reminders.ACTIVE
        or not reminders.is_alive(reminder, member)
    ):
        return None, None
    share = await reminders.recipient_of(ctx, reminder, member)
    return (reminder, share) if share and share.state == reminders.ON else (None, None)


async def _record_current(ctx: Context, fired: Fired, member: Member, at: datetime) -> None:
    reminder = fired.reminder
    state = OPEN if can_push(reminder, member, ctx.now) else MISSED
    if await _is_done_already(ctx, reminder, member, at):
        state = CLOSED
    earlier = await open_occurrences(ctx, reminder, member)
    occurrence = await record(ctx, reminder, member, at, state)
    if occurrence is None:
        return
    await cancel_returns(ctx, *earlier)
    for each in earlier:
        each.state = OVER
    fired.superseded = list(earlier)
    fired.occurrence = occurrence if state == OPEN else None
    await plan_next_return(ctx, reminder, fired.recipient, occurrence, member)


async def _is_done_already(ctx: Context, reminder: Reminder, member: Member, at: datetime) -> bool:
    """Whether the other's tick was enough; never on own clocks, or it would tell who is ahead."""
    if reminder.mode != reminders.EITHER or goes_by_own_clock(reminder):
        return False
    others = await at_slot(ctx, reminder, slot_of(reminder, member, at))
    return any(each.state == DONE for each in others)


async def _delete_old(ctx: Context, reminder: Reminder, member: Member) -> None:
    old = delete(ReminderOccurrence).where(
        ReminderOccurrence.reminder_id == reminder.id,
        ReminderOccurrence.member_id == member.id,
        ReminderOccurrence.at < ctx.now - RINGS_KEPT,
    )
    await ctx.session.execute(old)
