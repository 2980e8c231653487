"""Each person's side of a reminder: confirmed, accepted, declined, muted, dropped, deleted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

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
from storage.sealing import Vault
from storage.tables.member import Member
from storage.tables.queues import Due
from storage.tables.remind import Reminder, ReminderOccurrence, ReminderRecipient

RETURN_INTERVALS = (10, 30, 60, 180, 1440)
"""Intervals until done that can be chosen, in minutes."""


async def confirm(
    session: AsyncSession,
    vault: Vault,
    member: Member,
    partner: Member | None,
    draft_id: UUID | None,
    now: datetime,
    for_partner: int,
    *,
    rests: bool = False,
) -> Reminder:
    """What was shown back counts from here on; twice is the same as once.

    Returns the reminder that is active now: the draft itself, or the one that it changes. With
    `rests` the version before a change does not ring until the other's yes.
    """
    draft = await reminders.lock(session, draft_id)
    if draft.author_id != member.id or not reminders.is_alive(draft, member):
        raise NotFound
    if draft.state == APPLIED:
        return await reminders.find_changeable(session, member, draft.changes)
    if draft.state == ACTIVE:
        return draft
    if draft.state != DRAFT or not reminders.is_complete(draft):
        raise NotFound
    if draft.changes:
        return await changes.apply(session, vault, member, partner, draft, now, rests=rests)
    await reminders.must_have_room(session, member, draft, now, for_partner)
    await _activate(session, vault, member, partner, draft, now)
    return draft


async def accept(
    session: AsyncSession, vault: Vault, member: Member, reminder_id: UUID | None, now: datetime
) -> Reminder:
    """From here on it reaches them as it is now, and its words are shared for good."""
    reminder, share = await find_with_recipient(session, member, reminder_id)
    if share.state in (ASKED, OFF):
        reminders.must_not_be_too_often(reminder)
        await versions.move_to_newest(session, reminder, share, member)
        share.minute = quiet_hours.minute_of(reminder, member, now)
        if reminder.couple_id and reminder.shared is None:
            await vault.seal(reminder, "shared", await vault.open(reminder, "words"))
        await occurrences.plan(session, reminder, share, member, now)
    return reminder


def version_tag(share: ReminderRecipient) -> str:
    """The name of the version that this person is asked about, for a button."""
    return str(share.asks)


def is_current_version(share: ReminderRecipient, tag: str) -> bool:
    """Whether a button with this mark is for what it says now, or there is nothing to answer."""
    return share.state in (ON, MUTED) or tag == version_tag(share)


async def decline(
    session: AsyncSession, member: Member, reminder_id: UUID | None, now: datetime
) -> tuple[Reminder, ReminderRecipient]:
    """A no to what they were asked; nobody else is told. What they said yes to before goes on."""
    reminder, share = await find_with_recipient(session, member, reminder_id)
    if share.state == ASKED:
        share.state = OFF
    elif share.state != OFF:
        await mute_or_drop(session, member, reminder_id, OFF, now)
    return reminder, share


async def mute_or_drop(
    session: AsyncSession, member: Member, reminder_id: UUID | None, state: str, now: datetime
) -> tuple[Reminder, Sequence[ReminderOccurrence]]:
    """Mutes or drops (`muted`, `off`) their own side; nobody else is told.

    Returns the occurrences, too, that waited for a tick and wait no more.
    """
    reminder, share = await find_own_version(session, member, reminder_id)
    share.state = state
    if state == OFF:
        await _drop_newest_too(session, reminder, member)
    await occurrences.plan(session, reminder, share, member, now)
    reminder_occurrences = await occurrences.open_occurrences(session, reminder, member)
    await occurrences.cancel_returns(session, *reminder_occurrences)
    for occurrence in reminder_occurrences:
        occurrence.state = occurrences.OVER
    return reminder, reminder_occurrences


async def resume(
    session: AsyncSession, member: Member, reminder_id: UUID | None, now: datetime
) -> Reminder:
    """It reaches them again, as it did before they muted or dropped it."""
    reminder, share = await find_own_version(session, member, reminder_id)
    if share.state in (MUTED, OFF):
        reminders.must_not_be_too_often(reminder)
        share.state = ON
        await occurrences.plan(session, reminder, share, member, now)
    return reminder


async def set_return_interval(
    session: AsyncSession, member: Member, reminder_id: UUID | None, minutes: int, now: datetime
) -> Reminder:
    """How often it comes until it is done, in minutes; 0 is once. Raises NotFound."""
    if minutes and minutes not in RETURN_INTERVALS:
        raise NotFound
    reminder, share = await find_own_version(session, member, reminder_id)
    share.again = minutes or None
    reminder_occurrences = await occurrences.open_occurrences(session, reminder, member)
    for occurrence in reminder_occurrences:
        if occurrence.back_at is None:
            await occurrences.plan_next_return(session, reminder, share, occurrence, member, now)
    return reminder


async def skip_next(
    session: AsyncSession, member: Member, reminder_id: UUID | None, now: datetime
) -> Reminder:
    """Leaves out the coming occurrence, for this person alone."""
    reminder, share = await find_own_version(session, member, reminder_id)
    if reminder.rule is None or share.next_at is None or share.next_at <= now:
        raise NotFound
    await occurrences.record(session, reminder, member, share.next_at, occurrences.SKIPPED)
    await occurrences.plan(session, reminder, share, member, share.next_at)
    return reminder


async def delete_reminder(
    session: AsyncSession, member: Member, reminder_id: UUID | None, now: datetime
) -> Reminder:
    """Its author takes it back for both, each version; it can be restored for a while."""
    reminder = await _own(session, member, reminder_id)
    if reminder.state == ACTIVE:
        for version in await versions.all_versions(session, reminder):
            await _mark_deleted(session, version)
        await reminders.record_act(session, member, reminder, now)
    return reminder


async def restore(
    session: AsyncSession,
    member: Member,
    partner: Member | None,
    reminder_id: UUID | None,
    now: datetime,
) -> Reminder:
    """Undoes a deletion; what came due in between does not come after."""
    reminder = await _own(session, member, reminder_id)
    if reminder.state == DELETED:
        for version in await versions.all_versions(session, reminder):
            version.state = ACTIVE
        await versions.plan_all(session, reminder, member, partner, now)
        await reminders.record_act(session, member, reminder, now)
    return reminder


async def recipients_of(session: AsyncSession, reminder: Reminder) -> Sequence[ReminderRecipient]:
    """Everybody's side of it."""
    rows = select(ReminderRecipient).where(ReminderRecipient.reminder_id == reminder.id)
    return (await session.scalars(rows)).all()


async def find_own_version(
    session: AsyncSession, member: Member, reminder_id: UUID | None
) -> tuple[Reminder, ReminderRecipient]:
    """The version that reaches them, locked, and their side of it. Raises RuleBroken kindly."""
    reminder, share = await find_with_recipient(session, member, reminder_id)
    return await versions.version_for(session, reminder, share, member)


async def find_with_recipient(
    session: AsyncSession, member: Member, reminder_id: UUID | None
) -> tuple[Reminder, ReminderRecipient]:
    """An active reminder, locked, and the person's side of it. Raises RuleBroken kindly."""
    reminder = await find_active(session, member, reminder_id)
    share = await reminders.recipient_of(session, reminder, member)
    if share is None:
        raise NotFound
    return reminder, share


async def find_active(session: AsyncSession, member: Member, reminder_id: UUID | None) -> Reminder:
    """An active reminder, locked; one that was deleted is said to be so, kindly.

    Raises NotFound for one of a former link: it may have gone with who made it, or may not.
    """
    reminder = await reminders.lock(session, reminder_id)
    if not reminders.is_alive(reminder, member):
        raise NotFound
    if reminder.state != ACTIVE:
        raise RuleBroken("remind-gone")
    return reminder


async def _activate(
    session: AsyncSession,
    vault: Vault,
    member: Member,
    partner: Member | None,
    draft: Reminder,
    now: datetime,
) -> None:
    draft.state, draft.made_at = ACTIVE, now
    if draft.audience in (ME, US):
        _add_recipient(session, draft, member, ON)
    if draft.audience == US:
        await vault.seal(draft, "shared", await vault.open(draft, "words"))
    if partner and draft.audience in (US, PARTNER):
        _add_recipient(session, draft, partner, ASKED)
    await session.flush()
    own = await reminders.recipient_of(session, draft, member)
    if own:
        own.minute = quiet_hours.minute_of(draft, member, now)
    await versions.plan_all(session, draft, member, partner, now)


async def _mark_deleted(session: AsyncSession, reminder: Reminder) -> None:
    reminder.state = DELETED
    for share in await recipients_of(session, reminder):
        share.next_at = None
    await _cancel_rings(session, reminder)
    reminder_occurrences = await occurrences.open_occurrences(session, reminder)
    await occurrences.cancel_returns(session, *reminder_occurrences)


async def _drop_newest_too(session: AsyncSession, left: Reminder, member: Member) -> None:
    """Who leaves an earlier version is not asked about the newest one either."""
    if left.changes:
        newest = await versions.newest(session, left)
        if share := await reminders.recipient_of(session, newest, member):
            share.state = OFF


def _add_recipient(session: AsyncSession, reminder: Reminder, member: Member, state: str) -> None:
    session.add(
        ReminderRecipient(
            id=uuid4(), reminder_id=reminder.id, member_id=member.id, state=state, asks=0, news=0
        )
    )


async def _own(session: AsyncSession, member: Member, reminder_id: UUID | None) -> Reminder:
    reminder = await reminders.lock(session, reminder_id)
    if reminder.state in (ACTIVE, DELETED):
        reminder = await versions.newest(session, reminder)
    if not reminders.is_alive(reminder, member):
        raise NotFound
    if reminder.author_id != member.id or reminder.state not in (ACTIVE, DELETED):
        raise RuleBroken("remind-gone")
    return reminder


async def _cancel_rings(session: AsyncSession, reminder: Reminder) -> None:
    planned = delete(Due).where(Due.kind == occurrences.RING_DUE, Due.subject == reminder.id)
    await session.execute(planned)
