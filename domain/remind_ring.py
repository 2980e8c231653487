"""When a reminder rings for each person: planned, caught up with, and never twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from domain import calendar, due, people, remind
from domain.when_rule import Recurrence
from storage.models import Due, Member, Reminder, ReminderShare, Ring

RINGS = "remind"
RETURNS = "remind-again"
GRACE = timedelta(hours=12)
"""What is later than this is listed as missed and not sent."""
LONG_GRACE = timedelta(days=3)
"""The same for what recurs, unless its next occurrence comes sooner."""
CATCH_UP = 1000
"""Occurrences of one downtime that are listed one by one."""
RINGS_KEPT = timedelta(days=60)
RETURNS_MOST = 12
"""So often an occurrence comes by itself until it is done; after that it waits in the list."""
OPEN, DONE, CLOSED, SKIPPED, MISSED, OVER = (
    "open",
    "done",
    "closed",
    "skipped",
    "missed",
    "over",
)
"""Closed: the other's tick was enough. Over: a later occurrence took its place."""


@dataclass(frozen=True, slots=True)
class Caught:
    """The occurrences up to now: those that passed, the one to send and the one to plan."""

    passed: list[datetime]
    current: datetime | None
    next: datetime | None


@dataclass(slots=True)
class Rung:
    """What comes of a moment: a ring to send, and earlier ones that lose their buttons."""

    reminder: Reminder
    share: ReminderShare
    ring: Ring | None = None
    over: list[Ring] = field(default_factory=list)


def zone_of(held: Reminder, member: Member) -> str:
    """The zone whose wall clock counts for this person."""
    return member.zone or held.zone if held.clock == remind.OWN else held.zone


def next_moment(held: Reminder, member: Member, after: datetime) -> datetime | None:
    """The first moment strictly after `after` at which it rings for this person."""
    if held.rule:
        rule = Recurrence.load(held.rule)
        rule = rule.on_any_calendar() if held.clock == remind.OWN else rule
        return rule.next_after(after, zone_of(held, member))
    at = only_moment(held, member)
    return at if at and at > after else None


def only_moment(held: Reminder, member: Member) -> datetime | None:
    """The moment of one that does not recur, by the clock that counts for this person."""
    if held.at is None or held.clock == remind.SAME or member.zone is None:
        return held.at
    wall = calendar.local(held.at, held.zone)
    return calendar.moment(wall.date(), wall.time(), member.zone)


def slot_of(held: Reminder, member: Member, at: datetime) -> str:
    """The name of an occurrence: the wall time on one's own clock, or else the instant."""
    if goes_by_own_clock(held):
        return f"{calendar.local(at, zone_of(held, member)):%Y-%m-%dT%H:%M}"
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%MZ}"


def goes_by_own_clock(held: Reminder) -> bool:
    """Whether each of two hears it at a time on their own wall, so that one may be hours ahead."""
    return held.clock == remind.OWN and not is_elapsed(held)


def is_elapsed(held: Reminder) -> bool:
    """Whether it comes every so many minutes, whatever the clocks on the walls do."""
    return held.rule is not None and Recurrence.load(held.rule).freq == "elapsed"


def catch_up(held: Reminder, member: Member, planned: datetime, now: datetime) -> Caught:
    """Walks from the planned occurrence to now: at most one is still worth a message."""
    passed = [planned]
    following = next_moment(held, member, planned)
    while following and following <= now and len(passed) < CATCH_UP:
        passed.append(following)
        following = next_moment(held, member, following)
    if following and following <= now:
        following = next_moment(held, member, now)
    current = passed.pop()
    grace = min(LONG_GRACE, following - current) if following else GRACE
    if now - current > grace:
        return Caught([*passed, current], None, following)
    return Caught(passed, current, following)


async def plan(
    session: AsyncSession, held: Reminder, share: ReminderShare, member: Member, after: datetime
) -> None:
    """Plans the first moment after `after`, or none for somebody whom it does not reach."""
    share.next_at = None
    if share.state == remind.ON and held.state == remind.ACTIVE:
        share.next_at = next_moment(held, member, after)
    if share.next_at is None:
        await due.drop(session, RINGS, member, held.id)
        return
    await due.once(session, RINGS, member, share.next_at, held.id, alone=held.couple_id is None)


async def plan_return(
    session: AsyncSession, held: Reminder, ring: Ring, member: Member, at: datetime
) -> None:
    """Plans that the same occurrence comes once more."""
    await due.once(session, RETURNS, member, at, ring.id, alone=held.couple_id is None)


async def plan_again(
    session: AsyncSession,
    held: Reminder,
    share: ReminderShare,
    ring: Ring,
    member: Member,
    now: datetime,
) -> None:
    """Until it is done, at the interval that this person has set, and not without end."""
    if share.again is None or ring.state != OPEN or ring.returns >= RETURNS_MOST:
        await due.drop(session, RETURNS, member, ring.id)
        return
    await plan_return(session, held, ring, member, now + timedelta(minutes=share.again))


async def come_due(
    session: AsyncSession, member: Member, reminder_id: UUID, now: datetime
) -> Rung | None:
    """A planned moment is here; None when it was planned anew meanwhile, or is not wanted now."""
    held, share = await _held(session, member, reminder_id)
    if held is None or share is None or share.next_at is None or share.next_at > now:
        return None
    caught = catch_up(held, member, share.next_at, now)
    rung = Rung(held, share)
    for at in caught.passed:
        await keep(session, held, member, at, MISSED)
    if caught.current:
        await _ring(session, rung, member, caught.current, now)
    await plan(session, held, share, member, now)
    await _sweep(session, held, member, now)
    return rung


async def come_again(
    session: AsyncSession, member: Member, ring_id: UUID, now: datetime
) -> Rung | None:
    """A return that was asked for is here."""
    ring = await session.get(Ring, ring_id)
    held, share = await _held(session, member, ring.reminder_id) if ring else (None, None)
    if ring is None or held is None or share is None or ring.state != OPEN:
        return None
    late = ring.back_at is not None and now - ring.back_at > GRACE
    ring.back_at = None
    if late or not reaches(held, member, now):
        ring.state = MISSED
        return Rung(held, share, None, [ring])
    ring.returns += 1
    await plan_again(session, held, share, ring, member, now)
    return Rung(held, share, ring)


async def keep(
    session: AsyncSession, held: Reminder, member: Member, at: datetime, state: str
) -> Ring | None:
    """Notes an occurrence of this person; None for one that is noted already."""
    slot = slot_of(held, member, at)
    noted = select(Ring.id).where(
        Ring.reminder_id == held.id, Ring.member_id == member.id, Ring.slot == slot
    )
    if await session.scalar(noted):
        return None
    ring = Ring(
        id=uuid4(),
        reminder_id=held.id,
        member_id=member.id,
        slot=slot,
        state=state,
        at=at,
        returns=0,
    )
    session.add(ring)
    await session.flush()
    return ring


def reaches(held: Reminder, member: Member, now: datetime) -> bool:
    """Whether it may be pushed: one's own comes in a pause, too; what is shared waits."""
    return people.can_be_pushed(member, now) or (member.reachable and held.audience == remind.ME)


async def rings_of(session: AsyncSession, held: Reminder, slot: str) -> Sequence[Ring]:
    """An occurrence as both have it."""
    rows = select(Ring).where(Ring.reminder_id == held.id, Ring.slot == slot)
    return (await session.scalars(rows)).all()


async def open_rings(
    session: AsyncSession, held: Reminder, member: Member | None = None
) -> Sequence[Ring]:
    """Occurrences that still wait for a tick, of one person or of both."""
    rows = select(Ring).where(Ring.reminder_id == held.id, Ring.state == OPEN)
    return (
        await session.scalars(rows.where(Ring.member_id == member.id) if member else rows)
    ).all()


async def stop_returns(session: AsyncSession, *rings: Ring) -> None:
    """Takes back what was asked for about these occurrences."""
    for ring in rings:
        ring.back_at = None
    ids = [ring.id for ring in rings]
    await session.execute(delete(Due).where(Due.kind == RETURNS, Due.subject.in_(ids)))


async def _held(
    session: AsyncSession, member: Member, reminder_id: UUID
) -> tuple[Reminder | None, ReminderShare | None]:
    """The reminder, locked, and the person's side of it, while it is to reach them."""
    held = await session.get(Reminder, reminder_id, with_for_update=True)
    if held is None or held.state != remind.ACTIVE or not remind.is_alive(held, member):
        return None, None
    share = await remind.share_of(session, held, member)
    return (held, share) if share and share.state == remind.ON else (None, None)


async def _ring(
    session: AsyncSession, rung: Rung, member: Member, at: datetime, now: datetime
) -> None:
    held = rung.reminder
    state = OPEN if reaches(held, member, now) else MISSED
    if await _is_done_already(session, held, member, at):
        state = CLOSED
    earlier = await open_rings(session, held, member)
    ring = await keep(session, held, member, at, state)
    if ring is None:
        return
    await stop_returns(session, *earlier)
    for each in earlier:
        each.state = OVER
    rung.over = list(earlier)
    rung.ring = ring if state == OPEN else None
    await plan_again(session, held, rung.share, ring, member, now)


async def _is_done_already(
    session: AsyncSession, held: Reminder, member: Member, at: datetime
) -> bool:
    """Whether the other's tick was enough; never on own clocks, or it would tell who is ahead."""
    if held.mode != remind.EITHER or goes_by_own_clock(held):
        return False
    others = await rings_of(session, held, slot_of(held, member, at))
    return any(each.state == DONE for each in others)


async def _sweep(session: AsyncSession, held: Reminder, member: Member, now: datetime) -> None:
    old = delete(Ring).where(
        Ring.reminder_id == held.id, Ring.member_id == member.id, Ring.at < now - RINGS_KEPT
    )
    await session.execute(old)
