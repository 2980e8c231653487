"""What a person does with one occurrence: done, undone, skipped, later."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from domain import remind, remind_ring, remind_share
from domain.errors import NotFound, RuleBroken
from domain.remind_ring import CLOSED, DONE, MISSED, OPEN, SKIPPED
from storage.models import Member, Reminder, ReminderShare, Ring

WAITING, BOTH_DONE, SNOOZED = "waiting", "both", "snoozed"
"""How an occurrence shows besides its states: my tick is in, both are, and later."""


@dataclass(frozen=True, slots=True)
class Held:
    """One occurrence in a person's hand, its reminder locked, and what the other has of it."""

    reminder: Reminder
    share: ReminderShare
    ring: Ring
    other: Ring | None


async def hold(session: AsyncSession, member: Member, ring_id: UUID | None) -> Held:
    """The person's own occurrence. Raises RuleBroken, kindly, when the reminder is gone."""
    ring = await session.get(Ring, ring_id) if ring_id else None
    if ring is None or ring.member_id != member.id:
        raise NotFound
    held, share = await remind_share.mine(session, member, ring.reminder_id)
    await session.refresh(ring)
    both = await remind_ring.rings_of(session, held, ring.slot) if held.couple_id else []
    others = [each for each in both if each.member_id != member.id]
    return Held(held, share, ring, others[0] if others else None)


async def done(session: AsyncSession, held: Held) -> None:
    """A tick; in mode either it closes the occurrence for the other, too."""
    if held.ring.state not in (OPEN, SKIPPED, MISSED):
        return
    held.ring.state = DONE
    await remind_ring.stop_returns(session, held.ring)
    if held.reminder.mode == remind.EITHER and held.other and held.other.state == OPEN:
        held.other.state = CLOSED
        await remind_ring.stop_returns(session, held.other)


async def skip(session: AsyncSession, held: Held) -> None:
    """Not this time, for this person alone."""
    if held.ring.state in (OPEN, MISSED):
        held.ring.state = SKIPPED
        await remind_ring.stop_returns(session, held.ring)


async def undo(session: AsyncSession, held: Held, member: Member, now: datetime) -> None:
    """Takes back a tick or a skip that was a mistake."""
    if held.ring.state not in (DONE, SKIPPED):
        return
    was_done = held.ring.state == DONE
    held.ring.state = OPEN
    await remind_ring.plan_again(session, held.reminder, held.share, held.ring, member, now)
    if was_done and held.other and held.other.state == CLOSED:
        held.other.state = OPEN


async def snooze(
    session: AsyncSession, held: Held, member: Member, at: datetime, now: datetime
) -> None:
    """The same occurrence comes once more, at a moment of the person's own choice."""
    if held.ring.state not in (OPEN, MISSED):
        raise RuleBroken("remind-not-open")
    if at <= now:
        raise RuleBroken("remind-passed")
    held.ring.state = OPEN
    held.ring.back_at = at
    await remind_ring.plan_return(session, held.reminder, held.ring, member, at)


async def wake(session: AsyncSession, held: Held, member: Member, now: datetime) -> None:
    """Takes a snooze back."""
    await remind_ring.stop_returns(session, held.ring)
    await remind_ring.plan_again(session, held.reminder, held.share, held.ring, member, now)


def shows(held: Reminder, ring: Ring, other: Ring | None) -> str:
    """What a person's live message says, which never tells why the other has not ticked."""
    if ring.state == OPEN and ring.back_at:
        return SNOOZED
    if ring.state == DONE and held.audience == remind.US and held.mode == remind.BOTH:
        return BOTH_DONE if other and other.state == DONE else WAITING
    return ring.state
