"""Moves reminders with their reader: those by the own wall clock keep their time in a new zone."""

from __future__ import annotations

from sqlalchemy import select

from domain import calendar, due
from domain.context import Context
from domain.remind import reminders
from domain.remind.occurrences import RING_DUE
from domain.remind.timing import timing_of
from storage.tables.member import Member
from storage.tables.remind import Reminder, ReminderRecipient


async def follow_zone_change(ctx: Context, member: Member, before: str | None) -> None:
    """Keep the time of what follows the person's own wall clock after their zone has changed.

    An occurrence whose time has passed on the new clock comes at once, rather than never.
    """
    followed = (
        select(Reminder, ReminderRecipient)
        .join(ReminderRecipient, ReminderRecipient.reminder_id == Reminder.id)
        .where(
            ReminderRecipient.member_id == member.id,
            ReminderRecipient.next_at.is_not(None),
            Reminder.state == reminders.ACTIVE,
            Reminder.clock == reminders.OWN,
            Reminder.rule.is_not(None),
        )
    )
    for reminder, share in (await ctx.session.execute(followed)).all():
        timing = timing_of(reminder, member)
        if (
            share.next_at is None
            or not timing.is_on_own_clock
            or not reminders.is_alive(reminder, member)
        ):
            continue
        wall = calendar.to_local(share.next_at, before or reminder.zone)
        share.next_at = calendar.to_utc(wall.date(), wall.time(), timing.zone)
        at = max(share.next_at, ctx.now)
        await due.schedule(ctx, RING_DUE, member, at, reminder.id, alone=reminder.couple_id is None)
