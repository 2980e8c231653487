"""Each person's side of a reminder: confirmed, accepted, declined, muted, dropped, deleted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from domain import remind, remind_change, remind_quiet, remind_ring, remind_version
from domain.errors import NotFound, RuleBroken
from domain.remind import ACTIVE, APPLIED, ASKED, DELETED, DRAFT, ME, MUTED, OFF, ON, PARTNER, US
from storage.models import Due, Member, Reminder, ReminderShare, Ring
from storage.sealing import Vault

AGAIN = (10, 30, 60, 180, 1440)
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
    draft = await remind.locked(session, draft_id)
    if draft.author_id != member.id or not remind.is_alive(draft, member):
        raise NotFound
    if draft.state == APPLIED:
        return await remind.to_change(session, member, draft.changes)
    if draft.state == ACTIVE:
        return draft
    if draft.state != DRAFT or not remind.is_whole(draft):
        raise NotFound
    if draft.changes:
        return await remind_change.apply(session, vault, member, partner, draft, now, rests=rests)
    await remind.must_have_room(session, member, draft, now, for_partner)
    await _activate(session, vault, member, partner, draft, now)
    return draft


async def accept(
    session: AsyncSession, vault: Vault, member: Member, reminder_id: UUID | None, now: datetime
) -> Reminder:
    """From here on it reaches them as it is now, and its words are shared for good."""
    held, share = await asked_about(session, member, reminder_id)
    if share.state in (ASKED, OFF):
        remind.must_be_seldom(held)
        await remind_version.take_over(session, held, share, member)
        share.minute = remind_quiet.minute_of(held, member, now)
        if held.couple_id and held.shared is None:
            await vault.seal(held, "shared", await vault.open(held, "words"))
        await remind_ring.plan(session, held, share, member, now)
    return held


def mark_of(share: ReminderShare) -> str:
    """The name of the version that this person is asked about, for a button."""
    return str(share.asks)


def is_for(share: ReminderShare, mark: str) -> bool:
    """Whether a button with this mark is for what it says now, or there is nothing to answer."""
    return share.state in (ON, MUTED) or mark == mark_of(share)


async def decline(
    session: AsyncSession, member: Member, reminder_id: UUID | None, now: datetime
) -> tuple[Reminder, ReminderShare]:
    """A no to what they were asked; nobody else is told. What they said yes to before goes on."""
    held, share = await asked_about(session, member, reminder_id)
    if share.state == ASKED:
        share.state = OFF
    elif share.state != OFF:
        await leave(session, member, reminder_id, OFF, now)
    return held, share


async def leave(
    session: AsyncSession, member: Member, reminder_id: UUID | None, state: str, now: datetime
) -> tuple[Reminder, Sequence[Ring]]:
    """Mutes or drops (`muted`, `off`) their own side; nobody else is told.

    Returns the occurrences, too, that waited for a tick and wait no more.
    """
    held, share = await mine(session, member, reminder_id)
    share.state = state
    if state == OFF:
        await _ask_no_more(session, held, member)
    await remind_ring.plan(session, held, share, member, now)
    rings = await remind_ring.open_rings(session, held, member)
    await remind_ring.stop_returns(session, *rings)
    for ring in rings:
        ring.state = remind_ring.OVER
    return held, rings


async def come_back(
    session: AsyncSession, member: Member, reminder_id: UUID | None, now: datetime
) -> Reminder:
    """It reaches them again, as it did before they muted or dropped it."""
    held, share = await mine(session, member, reminder_id)
    if share.state in (MUTED, OFF):
        remind.must_be_seldom(held)
        share.state = ON
        await remind_ring.plan(session, held, share, member, now)
    return held


async def choose_again(
    session: AsyncSession, member: Member, reminder_id: UUID | None, minutes: int, now: datetime
) -> Reminder:
    """How often it comes until it is done, in minutes; 0 is once. Raises NotFound."""
    if minutes and minutes not in AGAIN:
        raise NotFound
    held, share = await mine(session, member, reminder_id)
    share.again = minutes or None
    rings = await remind_ring.open_rings(session, held, member)
    for ring in rings:
        if ring.back_at is None:
            await remind_ring.plan_again(session, held, share, ring, member, now)
    return held


async def skip_next(
    session: AsyncSession, member: Member, reminder_id: UUID | None, now: datetime
) -> Reminder:
    """Leaves out the coming occurrence, for this person alone."""
    held, share = await mine(session, member, reminder_id)
    if held.rule is None or share.next_at is None or share.next_at <= now:
        raise NotFound
    await remind_ring.keep(session, held, member, share.next_at, remind_ring.SKIPPED)
    await remind_ring.plan(session, held, share, member, share.next_at)
    return held


async def delete_it(
    session: AsyncSession, member: Member, reminder_id: UUID | None, now: datetime
) -> Reminder:
    """Its author takes it back for both, each version; it can be restored for a while."""
    held = await _own(session, member, reminder_id)
    if held.state == ACTIVE:
        for version in await remind_version.of(session, held):
            await _delete(session, version)
        await remind.note_act(session, member, held, now)
    return held


async def restore(
    session: AsyncSession,
    member: Member,
    partner: Member | None,
    reminder_id: UUID | None,
    now: datetime,
) -> Reminder:
    """Undoes a deletion; what came due in between does not come after."""
    held = await _own(session, member, reminder_id)
    if held.state == DELETED:
        for version in await remind_version.of(session, held):
            version.state = ACTIVE
        await remind_version.plan_all(session, held, member, partner, now)
        await remind.note_act(session, member, held, now)
    return held


async def shares(session: AsyncSession, held: Reminder) -> Sequence[ReminderShare]:
    """Everybody's side of it."""
    rows = select(ReminderShare).where(ReminderShare.reminder_id == held.id)
    return (await session.scalars(rows)).all()


async def mine(
    session: AsyncSession, member: Member, reminder_id: UUID | None
) -> tuple[Reminder, ReminderShare]:
    """The version that reaches them, locked, and their side of it. Raises RuleBroken kindly."""
    held, share = await asked_about(session, member, reminder_id)
    return await remind_version.gone_by(session, held, share, member)


async def asked_about(
    session: AsyncSession, member: Member, reminder_id: UUID | None
) -> tuple[Reminder, ReminderShare]:
    """An active reminder, locked, and the person's side of it. Raises RuleBroken kindly."""
    held = await live(session, member, reminder_id)
    share = await remind.share_of(session, held, member)
    if share is None:
        raise NotFound
    return held, share


async def live(session: AsyncSession, member: Member, reminder_id: UUID | None) -> Reminder:
    """An active reminder, locked; one that was deleted is said to be so, kindly.

    Raises NotFound for one of a former link: it may have gone with who made it, or may not.
    """
    held = await remind.locked(session, reminder_id)
    if not remind.is_alive(held, member):
        raise NotFound
    if held.state != ACTIVE:
        raise RuleBroken("remind-gone")
    return held


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
        _join(session, draft, member, ON)
    if draft.audience == US:
        await vault.seal(draft, "shared", await vault.open(draft, "words"))
    if partner and draft.audience in (US, PARTNER):
        _join(session, draft, partner, ASKED)
    await session.flush()
    own = await remind.share_of(session, draft, member)
    if own:
        own.minute = remind_quiet.minute_of(draft, member, now)
    await remind_version.plan_all(session, draft, member, partner, now)


async def _delete(session: AsyncSession, held: Reminder) -> None:
    held.state = DELETED
    for share in await shares(session, held):
        share.next_at = None
    await _unplan(session, held)
    rings = await remind_ring.open_rings(session, held)
    await remind_ring.stop_returns(session, *rings)


async def _ask_no_more(session: AsyncSession, left: Reminder, member: Member) -> None:
    """Who leaves an earlier version is not asked about the newest one either."""
    if left.changes:
        newest = await remind_version.newest(session, left)
        if share := await remind.share_of(session, newest, member):
            share.state = OFF


def _join(session: AsyncSession, held: Reminder, member: Member, state: str) -> None:
    session.add(
        ReminderShare(
            id=uuid4(), reminder_id=held.id, member_id=member.id, state=state, asks=0, news=0
        )
    )


async def _own(session: AsyncSession, member: Member, reminder_id: UUID | None) -> Reminder:
    held = await remind.locked(session, reminder_id)
    if held.state in (ACTIVE, DELETED):
        held = await remind_version.newest(session, held)
    if not remind.is_alive(held, member):
        raise NotFound
    if held.author_id != member.id or held.state not in (ACTIVE, DELETED):
        raise RuleBroken("remind-gone")
    return held


async def _unplan(session: AsyncSession, held: Reminder) -> None:
    planned = delete(Due).where(Due.kind == remind_ring.RINGS, Due.subject == held.id)
    await session.execute(planned)
