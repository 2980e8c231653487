"""Plans and fires the rings of a reminder for each person: they catch up, and never ring twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import delete, select

from domain import due, member as members
from domain.context import Context
from domain.remind import quiet_hours, reminders
from domain.remind.timing import GRACE, Moment, Timing, timing_of
from domain.wishes import memories
from storage.tables.member import Member
from storage.tables.queues import Due
from storage.tables.remind import Reminder, ReminderOccurrence, ReminderRecipient

RING_DUE = "remind"
RETURN_DUE = "remind-again"
RINGS_KEPT = timedelta(days=60)
MAX_RETURNS = 12
"""The most returns of an occurrence until it is done; after that it waits in the list."""
OPEN, DONE, CLOSED, SKIPPED, MISSED, OVER = (
    "open",
    "done",
    "closed",
    "skipped",
    "missed",
    "over",
)
"""Closed: the other's tick was enough. Over: a later occurrence took its place."""


@dataclass(slots=True)
class Fired:
    """The effect of a due moment: a ring to send, and earlier ones that lose their buttons."""

    reminder: Reminder
    recipient: ReminderRecipient
    words: str
    occurrence: ReminderOccurrence | None = None
    ignores_quiet_hours: bool = False
    superseded: list[tuple[ReminderOccurrence, int]] = field(default_factory=list)
    """Each with the number of the return whose message loses its buttons."""


async def plan(
    ctx: Context, reminder: Reminder, share: ReminderRecipient, member: Member, after: datetime
) -> None:
    """Plan the first moment after `after`, or none for a person whom it does not reach."""
    is_on = share.state == reminders.ON and reminder.state == reminders.ACTIVE
    at = timing_of(reminder, member).next_after(after) if is_on else None
    await _plan_at(ctx, reminder, share, member, at)


async def _plan_at(
    ctx: Context,
    reminder: Reminder,
    share: ReminderRecipient,
    member: Member,
    at: datetime | None,
) -> None:
    share.next_at = at
    if share.next_at is None:
        await due.cancel(ctx, RING_DUE, member, reminder.id)
        return
    await due.schedule(
        ctx, RING_DUE, member, share.next_at, reminder.id, alone=reminder.couple_id is None
    )


async def plan_return(
    ctx: Context, reminder: Reminder, occurrence: ReminderOccurrence, member: Member, at: datetime
) -> None:
    """Plan that the same occurrence comes once more."""
    await due.schedule(ctx, RETURN_DUE, member, at, occurrence.id, alone=reminder.couple_id is None)


async def plan_next_return(
    ctx: Context,
    reminder: Reminder,
    share: ReminderRecipient,
    occurrence: ReminderOccurrence,
    member: Member,
) -> None:
    """Plan the next return at this person's interval, until it is done or has come too often."""
    if share.again is None or occurrence.state != OPEN or occurrence.returns >= MAX_RETURNS:
        await due.cancel(ctx, RETURN_DUE, member, occurrence.id)
        return
    await plan_return(ctx, reminder, occurrence, member, ctx.now + timedelta(minutes=share.again))


async def fire(ctx: Context, member: Member, reminder_id: UUID) -> Fired | None:
    """Fire a planned reminder; return None if it was rescheduled or is not wanted now."""
    reminder, share = await _reminder_for(ctx, member, reminder_id)
    if reminder is None or share is None or share.next_at is None or share.next_at > ctx.now:
        return None
    fired = Fired(reminder, share, await reminders.words_of(ctx, reminder))
    timing = timing_of(reminder, member)
    caught = timing.catch_up(share.next_at, ctx.now)
    for moment in caught.passed:
        await record(ctx, reminder, member, moment, MISSED)
    if caught.current:
        await _record_current(ctx, fired, member, timing, caught.current)
        if reminder.wish_id:
            await memories.plan(ctx, member, reminder.wish_id)
    await _plan_at(ctx, reminder, share, member, caught.next)
    await _delete_old(ctx, reminder, member)
    return fired


async def fire_return(ctx: Context, member: Member, occurrence_id: UUID) -> Fired | None:
    """Bring an occurrence back as was asked for; return None if that is not wanted now."""
    occurrence = await ctx.session.get(ReminderOccurrence, occurrence_id)
    reminder, share = (
        await _reminder_for(ctx, member, occurrence.reminder_id) if occurrence else (None, None)
    )
    if occurrence is None or reminder is None or share is None or occurrence.state != OPEN:
        return None
    late = occurrence.back_at is not None and ctx.now - occurrence.back_at > GRACE
    occurrence.back_at = None
    fired = Fired(reminder, share, await reminders.words_of(ctx, reminder))
    fired.superseded = [(occurrence, occurrence.returns)]
    if late or not can_push(reminder, member, ctx.now):
        occurrence.state = MISSED
        return fired
    occurrence.returns += 1
    await plan_next_return(ctx, reminder, share, occurrence, member)
    fired.occurrence, fired.ignores_quiet_hours = occurrence, True
    return fired


async def record(
    ctx: Context, reminder: Reminder, member: Member, moment: Moment, state: str
) -> ReminderOccurrence | None:
    """Save an occurrence of this person; return None if it is saved already."""
    noted = select(ReminderOccurrence.id).where(
        ReminderOccurrence.reminder_id == reminder.id,
        ReminderOccurrence.member_id == member.id,
        ReminderOccurrence.slot == moment.slot,
    )
    if await ctx.session.scalar(noted):
        return None
    occurrence = ReminderOccurrence(
        id=uuid4(),
        reminder_id=reminder.id,
        member_id=member.id,
        slot=moment.slot,
        state=state,
        at=moment.at,
        returns=0,
    )
    ctx.session.add(occurrence)
    await ctx.session.flush()
    return occurrence


def can_push(reminder: Reminder, member: Member, now: datetime) -> bool:
    """Return whether it may be pushed: one's own comes in a pause too; a shared one waits."""
    return members.can_be_pushed(member, now) or (
        member.reachable and reminder.audience == reminders.ME
    )


async def at_slot(ctx: Context, reminder: Reminder, slot: str) -> Sequence[ReminderOccurrence]:
    """Return an occurrence as each of the two has it."""
    rows = select(ReminderOccurrence).where(
        ReminderOccurrence.reminder_id == reminder.id, ReminderOccurrence.slot == slot
    )
    return (await ctx.session.scalars(rows)).all()


async def open_occurrences(
    ctx: Context, reminder: Reminder, member: Member | None = None
) -> Sequence[ReminderOccurrence]:
    """Return occurrences that still wait for a tick, of one person or of both."""
    rows = select(ReminderOccurrence).where(
        ReminderOccurrence.reminder_id == reminder.id, ReminderOccurrence.state == OPEN
    )
    return (
        await ctx.session.scalars(
            rows.where(ReminderOccurrence.member_id == member.id) if member else rows
        )
    ).all()


async def cancel_returns(ctx: Context, *occurrences: ReminderOccurrence) -> None:
    """Cancel the planned returns of these occurrences."""
    for occurrence in occurrences:
        occurrence.back_at = None
    ids = [occurrence.id for occurrence in occurrences]
    await ctx.session.execute(delete(Due).where(Due.kind == RETURN_DUE, Due.subject.in_(ids)))


async def _reminder_for(
    ctx: Context, member: Member, reminder_id: UUID
) -> tuple[Reminder | None, ReminderRecipient | None]:
    """Lock and return the reminder, with the person's side of it, while it should reach them."""
    reminder = await ctx.session.get(Reminder, reminder_id, with_for_update=True)
    if (
        reminder is None
        or reminder.state != reminders.ACTIVE
        or not reminders.is_alive(reminder, member)
    ):
        return None, None
    share = await reminders.recipient_of(ctx, reminder, member)
    return (reminder, share) if share and share.state == reminders.ON else (None, None)


async def _record_current(
    ctx: Context, fired: Fired, member: Member, timing: Timing, moment: Moment
) -> None:
    reminder = fired.reminder
    state = OPEN if can_push(reminder, member, ctx.now) else MISSED
    if not timing.is_on_own_clock and await _is_done_already(ctx, reminder, moment.slot):
        state = CLOSED
    earlier = await open_occurrences(ctx, reminder, member)
    occurrence = await record(ctx, reminder, member, moment, state)
    if occurrence is None:
        return
    await cancel_returns(ctx, *earlier)
    for each in earlier:
        each.state = OVER
    fired.superseded = [(each, each.returns) for each in earlier]
    if state == OPEN:
        fired.occurrence = occurrence
        fired.ignores_quiet_hours = quiet_hours.can_ring_now(
            reminder, fired.recipient, timing, member, moment.at, ctx.now
        )
    await plan_next_return(ctx, reminder, fired.recipient, occurrence, member)


async def _is_done_already(ctx: Context, reminder: Reminder, slot: str) -> bool:
    """Return whether the other person's tick was enough.

    This never holds for own clocks, or it would tell who is ahead.
    """
    if reminder.mode != reminders.EITHER:
        return False
    return any(each.state == DONE for each in await at_slot(ctx, reminder, slot))


async def _delete_old(ctx: Context, reminder: Reminder, member: Member) -> None:
    old = delete(ReminderOccurrence).where(
        ReminderOccurrence.reminder_id == reminder.id,
        ReminderOccurrence.member_id == member.id,
        ReminderOccurrence.at < ctx.now - RINGS_KEPT,
    )
    await ctx.session.execute(old)
