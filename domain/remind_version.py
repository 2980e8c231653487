"""Versions of a reminder for two: what somebody said yes to goes on until they say yes anew."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import case, delete, exists, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from domain import due, remind, remind_ring
from domain.remind import ACTIVE, ASKED, DELETED, MUTED, OFF, ON
from storage.models import Member, Reminder, ReminderShare, Ring
from storage.sealing import Vault

Kept = tuple[Reminder, ReminderShare]
"""The version that one person still goes by, and their side of it."""
APART = "*"
"""Behind the slot of a ring from before a yes, which is no occurrence of what it says now."""


async def kept_by(session: AsyncSession, held: Reminder, member: Member | None) -> Kept | None:
    """The earlier version that this person goes by, until they have said yes to the newest."""
    if member is None or held.couple_id is None:
        return None
    rows = (
        select(Reminder, ReminderShare)
        .join(ReminderShare, ReminderShare.reminder_id == Reminder.id)
        .where(
            Reminder.changes == held.id,
            Reminder.state.in_((ACTIVE, DELETED)),
            ReminderShare.member_id == member.id,
        )
    )
    found = (await session.execute(rows)).one_or_none()
    return (found[0], found[1]) if found else None


async def gone_by(session: AsyncSession, held: Reminder, share: ReminderShare, who: Member) -> Kept:
    """The version that reaches this person: the newest one, or the one before their next yes."""
    kept = await kept_by(session, held, who) if share.state in (ASKED, OFF) else None
    return kept or (held, share)


async def newest(session: AsyncSession, held: Reminder) -> Reminder:
    """The reminder of which this may be an earlier version, locked. Raises NotFound."""
    return await remind.locked(session, held.changes) if held.changes else held


def is_at_rest(earlier: Reminder, who: Member, now: datetime) -> bool:
    """Whether nothing more of an earlier version is to come."""
    return remind_ring.next_moment(earlier, who, now) is None


async def part(
    session: AsyncSession,
    vault: Vault,
    held: Reminder,
    other: Member | None,
    now: datetime,
    *,
    rests: bool,
) -> None:
    """Before a reminder changes: the other is asked anew, and goes by what it says now.

    With `rests` nothing more of that is to come meanwhile. Who muted it stays muted, and who said
    no, or has left it, is not asked. No ring of theirs stays at the row: it would show the new
    words, and its tick would tell what they said to them.
    """
    share = await remind.share_of(session, held, other)
    if share is None or other is None:
        return
    share.asks += 1
    if share.state in (ON, MUTED):
        await _keep(session, vault, held, share, other)
        share.state, share.next_at = ASKED, None
        await due.drop(session, remind_ring.RINGS, other, held.id)
    await _discard_rings(session, held, other)
    kept = await kept_by(session, held, other) if rests else None
    if kept:
        await _let_rest(session, *kept, other, now)


async def take_over(
    session: AsyncSession, held: Reminder, share: ReminderShare, who: Member
) -> None:
    """They go by the newest version from here on: the one before ends, its rings go with it."""
    share.state = ON
    kept = await kept_by(session, held, who)
    if kept is None:
        return
    earlier, before = kept
    share.again = before.again
    await _move_rings(session, earlier.id, held.id, who, mark=APART)
    await due.drop(session, remind_ring.RINGS, who, earlier.id)
    await session.execute(delete(Reminder).where(Reminder.id == earlier.id))


async def of(session: AsyncSession, held: Reminder) -> Sequence[Reminder]:
    """The reminder and the earlier versions of it that somebody still goes by."""
    rows = select(Reminder).where(
        Reminder.changes == held.id, Reminder.state.in_((ACTIVE, DELETED))
    )
    return [held, *(await session.scalars(rows))]


async def drop_unowned(session: AsyncSession, couples: Sequence[UUID]) -> None:
    """Deletes earlier versions that nobody goes by any more, once somebody was erased."""
    sides = exists().where(ReminderShare.reminder_id == Reminder.id)
    earlier = Reminder.changes.is_not(None) & Reminder.state.in_((ACTIVE, DELETED))
    unowned = delete(Reminder).where(Reminder.couple_id.in_(couples), earlier, ~sides)
    await session.execute(unowned)


async def _keep(
    session: AsyncSession, vault: Vault, held: Reminder, share: ReminderShare, other: Member
) -> None:
    """Copies the reminder, as it was accepted, for the one who accepted it."""
    own = held.author_id if held.author_id == other.id else None
    kept = Reminder(id=uuid4(), changes=held.id, author_id=own, state=ACTIVE)
    for column in ("couple_id", "audience", "mode", "clock", "zone", "rule", "at", "made_at"):
        setattr(kept, column, getattr(held, column))
    await vault.seal(kept, "shared", await remind.words_of(vault, held))
    session.add(kept)
    await session.flush()
    side = ReminderShare(id=uuid4(), reminder_id=kept.id, member_id=other.id, state=share.state)
    side.again, side.minute, side.asks, side.news = share.again, share.minute, 0, 0
    session.add(side)
    await session.flush()
    await _move_rings(session, held.id, kept.id, other)
    if share.next_at:
        before = share.next_at - timedelta(microseconds=1)
        await remind_ring.plan(session, kept, side, other, before)


async def _let_rest(
    session: AsyncSession, kept: Reminder, side: ReminderShare, other: Member, now: datetime
) -> None:
    """Nothing of it is to come any more; what has rung keeps its words, its tick and its return."""
    rung = select(func.max(Ring.at)).where(
        Ring.reminder_id == kept.id, Ring.member_id == other.id, Ring.at <= now
    )
    kept.at = await session.scalar(rung) or kept.made_at
    kept.rule, kept.clock = None, remind.SAME
    await remind_ring.plan(session, kept, side, other, now)


async def _move_rings(
    session: AsyncSession, here: UUID, there: UUID, who: Member, mark: str = ""
) -> None:
    """Their rings go with the version; with a mark none is the same occurrence as the other's."""
    own = Ring.reminder_id == here, Ring.member_id == who.id
    slot = case((Ring.slot.endswith(APART), Ring.slot), else_=Ring.slot + mark)
    await session.execute(update(Ring).where(*own).values(reminder_id=there, slot=slot))


async def _discard_rings(session: AsyncSession, held: Reminder, other: Member) -> None:
    """Their messages stay as they are, and their buttons are over."""
    own = select(Ring).where(Ring.reminder_id == held.id, Ring.member_id == other.id)
    rings = (await session.scalars(own)).all()
    await remind_ring.stop_returns(session, *rings)
    for ring in rings:
        await session.delete(ring)
    await session.flush()


async def plan_all(
    session: AsyncSession, held: Reminder, member: Member, partner: Member | None, now: datetime
) -> None:
    """Plans what comes next for each of the two, of each version."""
    for version in await of(session, held):
        for person in filter(None, (member, partner)):
            share = await remind.share_of(session, version, person)
            if share:
                await remind_ring.plan(session, version, share, person, now)
