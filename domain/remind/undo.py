"""Takes back what a person has just set or changed for themselves, also late and twice."""

from __future__ import annotations

from uuid import UUID

from domain.context import Context
from domain.errors import NotFound, RuleBroken
from domain.remind import changes, reminders, sharing
from domain.remind.reminders import ACTIVE, APPLIED, DELETED, ME, REPLACED, UNDONE
from storage.tables.member import Member
from storage.tables.remind import Reminder


async def undo(ctx: Context, member: Member, row_id: UUID | None) -> Reminder:
    """Delete a reminder that was set, or restore what it was before a change.

    The row is that of the reminder, or that of the change. Return the reminder. Raise NotFound for
    another person's, and RuleBroken for a change that a newer one has replaced.
    """
    row = await reminders.lock(ctx, row_id)
    if row.author_id != member.id or row.audience != ME:
        raise NotFound
    if row.state in (ACTIVE, DELETED):
        return await sharing.delete_reminder(ctx, member, row.id)
    if row.state == REPLACED:
        raise RuleBroken("remind-undo-newer")
    if row.state not in (APPLIED, UNDONE):
        raise NotFound
    if row.state == UNDONE:
        return await reminders.find_changeable(ctx, member, row.changes)
    return await changes.restore_before(ctx, member, row)


def is_change(reminder: Reminder, row_id: UUID | None) -> bool:
    """Return whether a row is that of a change to the reminder."""
    return reminder.id != row_id
