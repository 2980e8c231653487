"""Keeps each person's side of a reminder: accepted, declined, muted, dropped or deleted."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID, uuid4

from sqlalchemy import delete, select

from domain.context import Context
from domain.errors import NotFound, RuleBroken
from domain.remind import changes, occurrences, quiet_hours, reminders, versions
from domain.remind.reminders import (
    ACTIVE,
    APPLIED,
    ASKED,
    DELETED,
    DRAFT,
    ME,
    MUTED,
    OFF,
    ON,
    PARTNER,
    US,
)
from domain.remind.timing import timing_of
from storage.tables.member import Member
from storage.tables.queues import Due
from storage.tables.remind import Reminder, ReminderOccurrence, ReminderRecipient

RETURN_INTERVALS = (10, 30, 60, 180, 1440)
"""Intervals until done that can be chosen, in minutes."""


async def confirm(
    ctx: Context,
    member: Member,
    partner: Member | None,
    draft_id: UUID | None,
    for_partner: int,
    *,
    rests: bool = False,
) -> Reminder:
    """Make active what was shown back; a second confirmation changes nothing.

    Return the reminder that is active now: the draft itself, or the one that it changes. With
    `rests` the version before a change does not ring until the other's yes.
    """
    draft = await reminders.lock(ctx, draft_id)
    if draft.author_id != member.id or not reminders.is_alive(draft, member):
        raise NotFound
    if draft.state == APPLIED:
        return await reminders.find_changeable(ctx, member, draft.changes)
    if draft.state == ACTIVE:
        return draft
    if draft.state != DRAFT or not reminders.is_complete(draft):
        raise NotFound
    if draft.changes:
        return await changes.apply(ctx, member, partner, draft, rests=rests)
    await reminders.must_have_room(ctx, member, draft, for_partner)
    await _activate(ctx, member, partner, draft)
    return draft


async def accept(ctx: Context, member: Member, reminder_id: UUID | None) -> Reminder:
    """Let the reminder reach the person as it is now; its words are then shared for good."""
    reminder, share = await find_with_recipient(ctx, member, reminder_id)
    if share.state in (ASKED, OFF):
        reminders.must_not_be_too_often(reminder)
        await versions.move_to_newest(ctx, reminder, share, member)
        share.minute = quiet_hours.minute_of(reminder, member, ctx.now)
        if reminder.couple_id and reminder.shared is None:
            await ctx.vault.seal(reminder, "shared", await ctx.vault.open(reminder, "words"))
        await occurrences.plan(ctx, reminder, share, member, ctx.now)
    return reminder


def version_tag(share: ReminderRecipient) -> str:
    """Return the tag of the version that this person is asked about, for a button."""
    return str(share.asks)


def is_current_version(share: ReminderRecipient, tag: str) -> bool:
    """Return whether a button with this tag is for the present version, or nothing is asked."""
    return share.state in (ON, MUTED) or tag == version_tag(share)


async def decline(
    ctx: Context, member: Member, reminder_id: UUID | None
) -> tuple[Reminder, ReminderRecipient]:
    """Save a no to what they were asked, told to nobody; what they accepted before goes on."""
    reminder, share = await find_with_recipient(ctx, member, reminder_id)
    if share.state == ASKED:
        share.state = OFF
    elif share.state != OFF:
        await mute_or_drop(ctx, member, reminder_id, OFF)
    return reminder, share


async def mute_or_drop(
    ctx: Context, member: Member, reminder_id: UUID | None, state: str
) -> tuple[Reminder, Sequence[ReminderOccurrence]]:
    """Mute or drop (`muted`, `off`) the person's own side; nobody else is told.

    Also return the occurrences that waited for a tick and no longer do.
    """
    reminder, share = await find_own_version(ctx, member, reminder_id)
    share.state = state
    if state == OFF:
        await _drop_newest_too(ctx, reminder, member)
    await occurrences.plan(ctx, reminder, share, member, ctx.now)
    reminder_occurrences = await occurrences.open_occurrences(ctx, reminder, member)
    await occurrences.cancel_returns(ctx, *reminder_occurrences)
    for occurrence in reminder_occurrences:
        occurrence.state = occurrences.OVER
    return reminder, reminder_occurrences


async def resume(ctx: Context, member: Member, reminder_id: UUID | None) -> Reminder:
    """Let the reminder reach the person again, as before they muted or dropped it."""
    reminder, share = await find_own_version(ctx, member, reminder_id)
    if share.state in (MUTED, OFF):
        reminders.must_not_be_too_often(reminder)
        share.state = ON
        await occurrences.plan(ctx, reminder, share, member, ctx.now)
    return reminder


async def set_return_interval(
    ctx: Context, member: Member, reminder_id: UUID | None, minutes: int
) -> Reminder:
    """Set how often it comes until it is done, in minutes; 0 means once. Raise NotFound."""
    if minutes and minutes not in RETURN_INTERVALS:
        raise NotFound
    reminder, share = await find_own_version(ctx, member, reminder_id)
    share.again = minutes or None
    reminder_occurrences = await occurrences.open_occurrences(ctx, reminder, member)
    for occurrence in reminder_occurrences:
        if occurrence.back_at is None:
            await occurrences.plan_next_return(ctx, reminder, share, occurrence, member)
    return reminder


async def skip_next(ctx: Context, member: Member, reminder_id: UUID | None) -> Reminder:
    """Skip the coming occurrence, for this person alone."""
    reminder, share = await find_own_version(ctx, member, reminder_id)
    if reminder.rule is None or share.next_at is None or share.next_at <= ctx.now:
        raise NotFound
    moment = timing_of(reminder, member).moment(share.next_at)
    await occurrences.record(ctx, reminder, member, moment, occurrences.SKIPPED)
    await occurrences.plan(ctx, reminder, share, member, share.next_at)
    return reminder


async def delete_reminder(ctx: Context, member: Member, reminder_id: UUID | None) -> Reminder:
    """Delete each version for both, as its author wants; it can be restored for a while."""
    reminder = await _own(ctx, member, reminder_id)
    if reminder.state == ACTIVE:
        for version in await versions.all_versions(ctx, reminder):
            await _mark_deleted(ctx, version)
        await reminders.record_act(ctx, member, reminder)
    return reminder


async def restore(
    ctx: Context, member: Member, partner: Member | None, reminder_id: UUID | None
) -> Reminder:
    """Undo a deletion; moments that passed in between do not come later."""
    reminder = await _own(ctx, member, reminder_id)
    if reminder.state == DELETED:
        for version in await versions.all_versions(ctx, reminder):
            version.state = ACTIVE
        await versions.plan_all(ctx, reminder, member, partner)
        await reminders.record_act(ctx, member, reminder)
    return reminder


async def recipients_of(ctx: Context, reminder: Reminder) -> Sequence[ReminderRecipient]:
    """Return each person's side of the reminder."""
    rows = select(ReminderRecipient).where(ReminderRecipient.reminder_id == reminder.id)
    return (await ctx.session.scalars(rows)).all()


async def find_own_version(
    ctx: Context, member: Member, reminder_id: UUID | None
) -> tuple[Reminder, ReminderRecipient]:
    """Lock and return the version that reaches them, and their side of it. Raise RuleBroken."""
    reminder, share = await find_with_recipient(ctx, member, reminder_id)
    return await versions.version_for(ctx, reminder, share, member)


async def find_with_recipient(
    ctx: Context, member: Member, reminder_id: UUID | None
) -> tuple[Reminder, ReminderRecipient]:
    """Lock and return an active reminder and the person's side of it. Raise RuleBroken."""
    reminder = await find_active(ctx, member, reminder_id)
    share = await reminders.recipient_of(ctx, reminder, member)
    if share is None:
        raise NotFound
    return reminder, share


async def find_active(ctx: Context, member: Member, reminder_id: UUID | None) -> Reminder:
    """Lock and return an active reminder. Raise RuleBroken if it was deleted.

    Raise NotFound if it belongs to a former link, whether or not its author has erased it.
    """
    reminder = await reminders.lock(ctx, reminder_id)
    if not reminders.is_alive(reminder, member):
        raise NotFound
    if reminder.state != ACTIVE:
        raise RuleBroken("remind-gone")
    return reminder


async def _activate(ctx: Context, member: Member, partner: Member | None, draft: Reminder) -> None:
    draft.state, draft.made_at = ACTIVE, ctx.now
    if draft.audience in (ME, US):
        _add_recipient(ctx, draft, member, ON)
    if draft.audience == US:
        await ctx.vault.seal(draft, "shared", await ctx.vault.open(draft, "words"))
    if partner and draft.audience in (US, PARTNER):
        _add_recipient(ctx, draft, partner, ASKED)
    await ctx.session.flush()
    own = await reminders.recipient_of(ctx, draft, member)
    if own:
        own.minute = quiet_hours.minute_of(draft, member, ctx.now)
    await versions.plan_all(ctx, draft, member, partner)


async def _mark_deleted(ctx: Context, reminder: Reminder) -> None:
    reminder.state = DELETED
    for share in await recipients_of(ctx, reminder):
        share.next_at = None
    await _cancel_rings(ctx, reminder)
    reminder_occurrences = await occurrences.open_occurrences(ctx, reminder)
    await occurrences.cancel_returns(ctx, *reminder_occurrences)


async def _drop_newest_too(ctx: Context, left: Reminder, member: Member) -> None:
    """Stop asking about the newest version when a person leaves an earlier one."""
    if left.changes:
        newest = await versions.newest(ctx, left)
        if share := await reminders.recipient_of(ctx, newest, member):
            share.state = OFF


def _add_recipient(ctx: Context, reminder: Reminder, member: Member, state: str) -> None:
    ctx.session.add(
        ReminderRecipient(
            id=uuid4(), reminder_id=reminder.id, member_id=member.id, state=state, asks=0, news=0
        )
    )


async def _own(ctx: Context, member: Member, reminder_id: UUID | None) -> Reminder:
    reminder = await reminders.lock(ctx, reminder_id)
    if reminder.state in (ACTIVE, DELETED):
        reminder = await versions.newest(ctx, reminder)
    if not reminders.is_alive(reminder, member):
        raise NotFound
    if reminder.author_id != member.id or reminder.state not in (ACTIVE, DELETED):
        raise RuleBroken("remind-gone")
    return reminder


async def _cancel_rings(ctx: Context, reminder: Reminder) -> None:
    planned = delete(Due).where(Due.kind == occurrences.RING_DUE, Due.subject == reminder.id)
    await ctx.session.execute(planned)
