"""Handles a person's actions on one occurrence: done, undone, skipped, later."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from domain.context import Context
from domain.errors import NotFound, RuleBroken
from domain.remind import occurrences, reminders, sharing
from domain.remind.occurrences import CLOSED, DONE, MISSED, OPEN, SKIPPED
from storage.tables.member import Member
from storage.tables.remind import Reminder, ReminderOccurrence, ReminderRecipient

WAITING, BOTH_DONE, SNOOZED = "waiting", "both", "snoozed"
"""The signs of an occurrence besides its states: one tick is in, both are, or it was put off."""


@dataclass(frozen=True, slots=True)
class LockedOccurrence:
    """A person's occurrence, its reminder locked, and the other person's occurrence of it."""

    reminder: Reminder
    recipient: ReminderRecipient
    own: ReminderOccurrence
    other: ReminderOccurrence | None


async def lock_occurrence(
    ctx: Context, member: Member, occurrence_id: UUID | None
) -> LockedOccurrence:
    """Lock and return the person's own occurrence. Raise RuleBroken if the reminder is gone."""
    occurrence = await ctx.session.get(ReminderOccurrence, occurrence_id) if occurrence_id else None
    if occurrence is None or occurrence.member_id != member.id:
        raise NotFound
    reminder, share = await sharing.find_own_version(ctx, member, occurrence.reminder_id)
    await ctx.session.refresh(occurrence)
    both = await occurrences.at_slot(ctx, reminder, occurrence.slot) if reminder.couple_id else []
    others = [each for each in both if each.member_id != member.id]
    return LockedOccurrence(reminder, share, occurrence, others[0] if others else None)


async def mark_done(ctx: Context, occurrence: LockedOccurrence) -> None:
    """Mark it done; in mode "either" this closes the occurrence for the other person too."""
    if occurrence.own.state not in (OPEN, SKIPPED, MISSED):
        return
    occurrence.own.state = DONE
    await occurrences.cancel_returns(ctx, occurrence.own)
    if (
        occurrence.reminder.mode == reminders.EITHER
        and occurrence.other
        and occurrence.other.state == OPEN
    ):
        occurrence.other.state = CLOSED
        await occurrences.cancel_returns(ctx, occurrence.other)


async def skip(ctx: Context, occurrence: LockedOccurrence) -> None:
    """Skip it this time, for this person alone."""
    if occurrence.own.state in (OPEN, MISSED):
        occurrence.own.state = SKIPPED
        await occurrences.cancel_returns(ctx, occurrence.own)


async def undo(ctx: Context, occurrence: LockedOccurrence, member: Member) -> None:
    """Take back a tick or a skip."""
    if occurrence.own.state not in (DONE, SKIPPED):
        return
    was_done = occurrence.own.state == DONE
    occurrence.own.state = OPEN
    await occurrences.plan_next_return(
        ctx, occurrence.reminder, occurrence.recipient, occurrence.own, member
    )
    if was_done and occurrence.other and occurrence.other.state == CLOSED:
        occurrence.other.state = OPEN


async def snooze(ctx: Context, occurrence: LockedOccurrence, member: Member, at: datetime) -> None:
    """Plan the same occurrence once more, at a moment that the person chose."""
    if occurrence.own.state not in (OPEN, MISSED):
        raise RuleBroken("remind-not-open")
    if at <= ctx.now:
        raise RuleBroken("remind-passed")
    occurrence.own.state = OPEN
    occurrence.own.back_at = at
    await occurrences.plan_return(ctx, occurrence.reminder, occurrence.own, member, at)


async def unsnooze(ctx: Context, occurrence: LockedOccurrence, member: Member) -> None:
    """Take back a snooze."""
    await occurrences.cancel_returns(ctx, occurrence.own)
    await occurrences.plan_next_return(
        ctx, occurrence.reminder, occurrence.recipient, occurrence.own, member
    )


def display_state(
    reminder: Reminder, occurrence: ReminderOccurrence, other: ReminderOccurrence | None
) -> str:
    """Return what a person's live message says; it never tells why the other has not ticked."""
    if occurrence.state == OPEN and occurrence.back_at:
        return SNOOZED
    if (
        occurrence.state == DONE
        and reminder.audience == reminders.US
        and reminder.mode == reminders.BOTH
    ):
        return BOTH_DONE if other and other.state == DONE else WAITING
    return occurrence.state
