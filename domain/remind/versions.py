"""Versions of a reminder for two: what somebody said yes to goes on until they say yes anew."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import case, delete, exists, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from domain import due
from domain.remind import occurrences, reminders
from domain.remind.reminders import ACTIVE, ASKED, DELETED, MUTED, OFF, ON
from storage.sealing import Vault
from storage.tables.member import Member
from storage.tables.remind import Reminder, ReminderOccurrence, ReminderRecipient

RecipientVersion = tuple[Reminder, ReminderRecipient]
"""The version that one person still goes by, and their side of it."""
SUPERSEDED_SUFFIX = "*"
"""Behind the slot of a ring from before a yes, which is no occurrence of what it says now."""


async def earlier_version_for(
    session: AsyncSession, reminder: Reminder, member: Member | None
) -> RecipientVersion | None:
    """The earlier version that this person goes by, until they have said yes to the newest."""
    if member is None or reminder.couple_id is None:
        return None
    rows = (
        select(Reminder, ReminderRecipient)
        .join(ReminderRecipient, ReminderRecipient.reminder_id == Reminder.id)
        .where(
            Reminder.changes == reminder.id,
            Reminder.state.in_((ACTIVE, DELETED)),
            ReminderRecipient.member_id == member.id,
        )
    )
    found = (await session.execute(rows)).one_or_none()
    return (found[0], found[1]) if found else None


async def version_for(
    session: AsyncSession, reminder: Reminder, share: ReminderRecipient, who: Member
) -> RecipientVersion:
    """The version that reaches this person: the newest one, or the one before their next yes."""
    kept = (
        await earlier_version_for(session, reminder, who) if share.state in (ASKED, OFF) else None
    )
    return kept or (reminder, share)


async def newest(session: AsyncSession, reminder: Reminder) -> Reminder:
    """The reminder of which this may be an earlier version, locked. Raises NotFound."""
    return await reminders.lock(session, reminder.changes) if reminder.changes else reminder


def is_over(earlier: Reminder, who: Member, now: datetime) -> bool:
    """Whether nothing more of an earlier version is to come."""
    return occurrences.next_moment(earlier, who, now) is None


async def split_for_partner(
    session: AsyncSession,
    vault: Vault,
    reminder: Reminder,
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
    share = await reminders.recipient_of(session, reminder, other)
    if share is None or other is None:
        return
    share.asks += 1
    if share.state in (ON, MUTED):
        await _copy_for_partner(session, vault, reminder, share, other)
        share.state, share.next_at = ASKED, None
        await due.cancel(session, occurrences.RING_DUE, other, reminder.id)
    await _discard_occurrences(session, reminder, other)
    kept = await earlier_version_for(session, reminder, other) if rests else None
    if kept:
        await _end_upcoming(session, *kept, other, now)


async def move_to_newest(
    session: AsyncSession, reminder: Reminder, share: ReminderRecipient, who: Member
) -> None:
    """They go by the newest version from here on: the one before ends, its rings go with it."""
    share.state = ON
    kept = await earlier_version_for(session, reminder, who)
    if kept is None:
        return
    earlier, before = kept
    share.again = before.again
    await _move_occurrences(session, earlier.id, reminder.id, who, suffix=SUPERSEDED_SUFFIX)
    await due.cancel(session, occurrences.RING_DUE, who, earlier.id)
    await session.execute(delete(Reminder).where(Reminder.id == earlier.id))


async def all_versions(session: AsyncSession, reminder: Reminder) -> Sequence[Reminder]:
    """The reminder and the earlier versions of it that somebody still goes by."""
    rows = select(Reminder).where(
        Reminder.changes == reminder.id, Reminder.state.in_((ACTIVE, DELETED))
    )
    return [reminder, *(await session.scalars(rows))]


async def drop_unowned(session: AsyncSession, couples: Sequence[UUID]) -> None:
    """Deletes earlier versions that nobody goes by any more, once somebody was erased."""
    sides = exists().where(ReminderRecipient.reminder_id == Reminder.id)
    earlier = Reminder.changes.is_not(None) & Reminder.state.in_((ACTIVE, DELETED))
    unowned = delete(Reminder).where(Reminder.couple_id.in_(couples), earlier, ~sides)
    await session.execute(unowned)


async def _copy_for_partner(
    session: AsyncSession, vault: Vault, reminder: Reminder, share: ReminderRecipient, other: Member
) -> None:
    """Copies the reminder, as it was accepted, for the one who accepted it."""
    own = reminder.author_id if reminder.author_id == other.id else None
    kept = Reminder(id=uuid4(), changes=reminder.id, author_id=own, state=ACTIVE)
    for column in ("couple_id", "audience", "mode", "clock", "zone", "rule", "at", "made_at"):
        setattr(kept, column, getattr(reminder, column))
    await vault.seal(kept, "shared", await reminders.words_of(vault, reminder))
    session.add(kept)
    await session.flush()
    side = ReminderRecipient(id=uuid4(), reminder_id=kept.id, member_id=other.id, state=share.state)
    side.again, side.minute, side.asks, side.news = share.again, share.minute, 0, 0
    session.add(side)
    await session.flush()
    await _move_occurrences(session, reminder.id, kept.id, other)
    if share.next_at:
        before = share.next_at - timedelta(microseconds=1)
        await occurrences.plan(session, kept, side, other, before)


async def _end_upcoming(
    session: AsyncSession, kept: Reminder, side: ReminderRecipient, other: Member, now: datetime
) -> None:
    """Nothing of it is to come any more; what has rung keeps its words, its tick and its return."""
    rung = select(func.max(ReminderOccurrence.at)).where(
        ReminderOccurrence.reminder_id == kept.id,
        ReminderOccurrence.member_id == other.id,
        ReminderOccurrence.at <= now,
    )
    kept.at = await session.scalar(rung) or kept.made_at
    kept.rule, kept.clock = None, reminders.SAME
    await occurrences.plan(session, kept, side, other, now)


async def _move_occurrences(
    session: AsyncSession, here: UUID, there: UUID, who: Member, suffix: str = ""
) -> None:
    """Their rings go with the version; with a mark none is the same occurrence as the other's."""
    own = ReminderOccurrence.reminder_id == here, ReminderOccurrence.member_id == who.id
    slot = case(
        (ReminderOccurrence.slot.endswith(SUPERSEDED_SUFFIX), ReminderOccurrence.slot),
        else_=ReminderOccurrence.slot + suffix,
    )
    await session.execute(
        update(ReminderOccurrence).where(*own).values(reminder_id=there, slot=slot)
    )


async def _discard_occurrences(session: AsyncSession, reminder: Reminder, other: Member) -> None:
    """Their messages stay as they are, and their buttons are over."""
    own = select(ReminderOccurrence).where(
        ReminderOccurrence.reminder_id == reminder.id, ReminderOccurrence.member_id == other.id
    )
    reminder_occurrences = (await session.scalars(own)).all()
    await occurrences.cancel_returns(session, *reminder_occurrences)
    for occurrence in reminder_occurrences:
        await session.delete(occurrence)
    await session.flush()


async def plan_all(
    session: AsyncSession, reminder: Reminder, member: Member, partner: Member | None, now: datetime
) -> None:
    """Plans what comes next for each of the two, of each version."""
    for version in await all_versions(session, reminder):
        for person in filter(None, (member, partner)):
            share = await reminders.recipient_of(session, version, person)
            if share:
                await occurrences.plan(session, version, share, person, now)
