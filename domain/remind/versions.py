"""Keeps versions of a shared reminder: one that a person accepted lasts until their next yes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import case, delete, exists, func, select, update

from domain import due
from domain.context import Context
from domain.remind import occurrences, reminders
from domain.remind.reminders import ACTIVE, ASKED, DELETED, MUTED, OFF, ON
from domain.remind.timing import timing_of
from storage.tables.member import Member
from storage.tables.remind import Reminder, ReminderOccurrence, ReminderRecipient

RecipientVersion = tuple[Reminder, ReminderRecipient]
"""The version that one person still goes by, and their side of it."""
SUPERSEDED_SUFFIX = "*"
"""Ends the slot of a ring from before a yes, which is no occurrence of the present version."""


async def earlier_version_for(
    ctx: Context, reminder: Reminder, member: Member | None
) -> RecipientVersion | None:
    """Return the earlier version that counts for this person until they accept the newest."""
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
    found = (await ctx.session.execute(rows)).one_or_none()
    return (found[0], found[1]) if found else None


async def version_for(
    ctx: Context, reminder: Reminder, share: ReminderRecipient, who: Member
) -> RecipientVersion:
    """Return the version that reaches this person: the newest, or the last one they accepted."""
    kept = await earlier_version_for(ctx, reminder, who) if share.state in (ASKED, OFF) else None
    return kept or (reminder, share)


async def newest(ctx: Context, reminder: Reminder) -> Reminder:
    """Lock and return the newest version of this reminder. Raise NotFound."""
    return await reminders.lock(ctx, reminder.changes) if reminder.changes else reminder


def is_over(earlier: Reminder, who: Member, now: datetime) -> bool:
    """Return whether an earlier version has no moments left."""
    return timing_of(earlier, who).next_after(now) is None


async def split_for_partner(
    ctx: Context, reminder: Reminder, other: Member | None, *, rests: bool
) -> None:
    """Prepare a change of a reminder: ask the other again, and keep the old version for them.

    With `rests` the old version does not ring meanwhile. A mute stays, and a person who said no, or
    has left it, is not asked. Their rings are detached from the row: they would show the new words,
    and a tick would tell what the person said to them.
    """
    share = await reminders.recipient_of(ctx, reminder, other)
    if share is None or other is None:
        return
    share.asks += 1
    if share.state in (ON, MUTED):
        await _copy_for_partner(ctx, reminder, share, other)
        share.state, share.next_at = ASKED, None
        await due.cancel(ctx, occurrences.RING_DUE, other, reminder.id)
    await _discard_occurrences(ctx, reminder, other)
    kept = await earlier_version_for(ctx, reminder, other) if rests else None
    if kept:
        await _end_upcoming(ctx, kept[0], kept[1], other)


async def move_to_newest(
    ctx: Context, reminder: Reminder, share: ReminderRecipient, who: Member
) -> None:
    """Move the person to the newest version; the one before ends and takes its rings along."""
    share.state = ON
    kept = await earlier_version_for(ctx, reminder, who)
    if kept is None:
        return
    earlier, before = kept
    share.again = before.again
    await _move_occurrences(ctx, earlier.id, reminder.id, who, suffix=SUPERSEDED_SUFFIX)
    await due.cancel(ctx, occurrences.RING_DUE, who, earlier.id)
    await ctx.session.execute(delete(Reminder).where(Reminder.id == earlier.id))


async def all_versions(ctx: Context, reminder: Reminder) -> Sequence[Reminder]:
    """Return the reminder and its earlier versions that still count for a person."""
    rows = select(Reminder).where(
        Reminder.changes == reminder.id, Reminder.state.in_((ACTIVE, DELETED))
    )
    return [reminder, *(await ctx.session.scalars(rows))]


async def drop_unowned(ctx: Context, couples: Sequence[UUID]) -> None:
    """Delete earlier versions that count for nobody any more after a person was erased."""
    sides = exists().where(ReminderRecipient.reminder_id == Reminder.id)
    earlier = Reminder.changes.is_not(None) & Reminder.state.in_((ACTIVE, DELETED))
    unowned = delete(Reminder).where(Reminder.couple_id.in_(couples), earlier, ~sides)
    await ctx.session.execute(unowned)


async def _copy_for_partner(
    ctx: Context, reminder: Reminder, share: ReminderRecipient, other: Member
) -> None:
    """Copy the reminder, as it was accepted, for the person who accepted it."""
    own = reminder.author_id if reminder.author_id == other.id else None
    kept = Reminder(id=uuid4(), changes=reminder.id, author_id=own, state=ACTIVE)
    kept.wish_id = reminder.wish_id
    for column in ("couple_id", "audience", "mode", "clock", "zone", "rule", "at", "made_at"):
        setattr(kept, column, getattr(reminder, column))
    await ctx.vault.seal(kept, "shared", await reminders.words_of(ctx, reminder))
    ctx.session.add(kept)
    await ctx.session.flush()
    side = ReminderRecipient(id=uuid4(), reminder_id=kept.id, member_id=other.id, state=share.state)
    side.again, side.minute, side.asks, side.news = share.again, share.minute, 0, 0
    ctx.session.add(side)
    await ctx.session.flush()
    await _move_occurrences(ctx, reminder.id, kept.id, other)
    if share.next_at:
        before = share.next_at - timedelta(microseconds=1)
        await occurrences.plan(ctx, kept, side, other, before)


async def _end_upcoming(
    ctx: Context, kept: Reminder, side: ReminderRecipient, other: Member
) -> None:
    """Cancel all that is to come of it; what has rung keeps its words, its tick and its return."""
    rung = select(func.max(ReminderOccurrence.at)).where(
        ReminderOccurrence.reminder_id == kept.id,
        ReminderOccurrence.member_id == other.id,
        ReminderOccurrence.at <= ctx.now,
    )
    kept.at = await ctx.session.scalar(rung) or kept.made_at
    kept.rule, kept.clock = None, reminders.SAME
    await occurrences.plan(ctx, kept, side, other, ctx.now)


async def _move_occurrences(
    ctx: Context, here: UUID, there: UUID, who: Member, suffix: str = ""
) -> None:
    """Move a person's rings to a version; a suffix keeps them apart from the other's rings."""
    own = ReminderOccurrence.reminder_id == here, ReminderOccurrence.member_id == who.id
    slot = case(
        (ReminderOccurrence.slot.endswith(SUPERSEDED_SUFFIX), ReminderOccurrence.slot),
        else_=ReminderOccurrence.slot + suffix,
    )
    await ctx.session.execute(
        update(ReminderOccurrence).where(*own).values(reminder_id=there, slot=slot)
    )


async def _discard_occurrences(ctx: Context, reminder: Reminder, other: Member) -> None:
    """Delete a person's occurrences: their messages stay, with buttons that no longer work."""
    own = select(ReminderOccurrence).where(
        ReminderOccurrence.reminder_id == reminder.id, ReminderOccurrence.member_id == other.id
    )
    reminder_occurrences = (await ctx.session.scalars(own)).all()
    await occurrences.cancel_returns(ctx, *reminder_occurrences)
    for occurrence in reminder_occurrences:
        await ctx.session.delete(occurrence)
    await ctx.session.flush()


async def plan_all(
    ctx: Context, reminder: Reminder, member: Member, partner: Member | None
) -> None:
    """Plan the next moment of each version for each of the two."""
    for version in await all_versions(ctx, reminder):
        for person in filter(None, (member, partner)):
            share = await reminders.recipient_of(ctx, version, person)
            if share:
                await occurrences.plan(ctx, version, share, person, ctx.now)
