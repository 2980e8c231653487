"""Reminders follow their reader: what goes by one's own clock keeps its time on another one."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from domain import calendar, due, remind
from domain.remind_ring import RINGS, goes_by_own_clock, zone_of
from storage.models import Member, Reminder, ReminderShare


async def move(session: AsyncSession, member: Member, before: str | None, now: datetime) -> None:
    """The person's clock is another one: what follows their wall clock keeps its time there.

    An occurrence whose time has passed on the new clock comes at once, rather than never.
    """
    followed = (
        select(Reminder, ReminderShare)
        .join(ReminderShare, ReminderShare.reminder_id == Reminder.id)
        .where(
            ReminderShare.member_id == member.id,
            ReminderShare.next_at.is_not(None),
            Reminder.state == remind.ACTIVE,
            Reminder.clock == remind.OWN,
            Reminder.rule.is_not(None),
        )
    )
    for held, share in (await session.execute(followed)).all():
        if (
            share.next_at is None
            or not goes_by_own_clock(held)
            or not remind.is_alive(held, member)
        ):
            continue
        wall = calendar.local(share.next_at, before or held.zone)
        share.next_at = calendar.moment(wall.date(), wall.time(), zone_of(held, member))
        at = max(share.next_at, now)
        await due.once(session, RINGS, member, at, held.id, alone=held.couple_id is None)
