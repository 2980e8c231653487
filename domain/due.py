"""Moments to come: planned by the rules, moved into the inbox when they are due."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID, uuid4

from sqlalchemy import delete, select

from chat.messages import Event, Kind
from domain import calendar
from domain.context import Context
from storage.tables.member import Member
from storage.tables.queues import Due

RECURRING_COLUMNS = "slot", "at", "day", "minute", "zone", "step_days"
"""The columns of a returning moment that a new plan may change."""


@dataclass(frozen=True, slots=True)
class DueEvent:
    """A moment that came due, as the inbox holds it; `day` is the local date it was meant for."""

    kind: str
    member_id: UUID
    couple_id: UUID | None
    subject_id: UUID | None
    day: date | None

    def dump(self) -> bytes:
        parts = (self.kind, self.member_id, self.couple_id, self.subject_id, self.day)
        return json.dumps([str(part) if part else None for part in parts]).encode()

    def as_event(self, id: str, at: datetime) -> Event:
        """Return the event to handle, with its inbox row's id and time."""
        return Event(
            id,
            Kind.DUE,
            at,
            name=self.kind,
            subject=self.subject_id,
            member=self.member_id,
            couple=self.couple_id,
            day=self.day,
        )

    @classmethod
    def load(cls, body: bytes) -> DueEvent:
        kind, member, couple, subject, day = json.loads(body)
        return cls(
            kind,
            UUID(member),
            UUID(couple) if couple else None,
            UUID(subject) if subject else None,
            date.fromisoformat(day) if day else None,
        )


async def schedule(
    ctx: Context, kind: str, member: Member, at: datetime, subject: UUID, *, alone: bool = False
) -> None:
    """Plan one moment about one row; a new plan for the same row replaces the old one.

    One that is for this person `alone` outlives their being linked.
    """
    await cancel(ctx, kind, member, subject)
    add(ctx, kind, member, at, subject, alone=alone)


def add(
    ctx: Context, kind: str, member: Member, at: datetime, subject: UUID, *, alone: bool = False
) -> None:
    """Plan one moment about a row for which nothing of this kind is planned."""
    ctx.session.add(
        Due(
            id=uuid4(),
            kind=kind,
            member_id=member.id,
            couple_id=None if alone else member.couple_id,
            subject=subject,
            slot=f"{kind}:{member.id}:{subject}:{at:%Y%m%dT%H%M}",
            at=at,
        )
    )


async def schedule_recurring(
    ctx: Context, kind: str, member: Member, day: date, step_days: int
) -> None:
    """Plan a returning moment at the person's own hour and zone; it replaces the one before."""
    await cancel(ctx, kind, member)
    ctx.session.add(recurring(kind, member, day, step_days))


async def schedule_recurring_for_couple(
    ctx: Context, kind: str, member: Member, day: date, step_days: int, zone: str = calendar.FIRST
) -> None:
    """Plan a returning moment of the couple's; it replaces the one that `member` carried before."""
    await cancel(ctx, kind, member)
    ctx.session.add(recurring_for_couple(kind, member, day, step_days, zone))


def recurring(kind: str, member: Member, day: date, step_days: int) -> Due:
    """Return a returning moment at the person's own hour and zone, first on local date `day`."""
    row = _recurring_row(kind, member, day, step_days)
    row.minute, row.zone = member.minute, member.zone or "UTC"
    row.at = calendar.to_utc(day, clock_time(member), row.zone)
    return row


def recurring_for_couple(
    kind: str, member: Member, day: date, step_days: int, zone: str = calendar.FIRST
) -> Due:
    """Return a returning moment at the start of `day` in `zone`, independent of anybody's own hour.

    It belongs to the couple; `member` only carries the row.
    """
    row = _recurring_row(kind, member, day, step_days)
    row.minute, row.zone = 0, zone
    row.at = calendar.to_utc(day, time(), zone)
    return row


async def replace_planned(
    ctx: Context, planned: Sequence[Due], wanted: Sequence[Due]
) -> Sequence[Due]:
    """Plan what is wanted in place of what is planned; write only what differs.

    Most weeks nothing does, since a moment that was moved into the inbox has its next slot already.
    """
    unwanted = {(row.kind, row.member_id): row for row in planned}
    kept = []
    for row in wanted:
        before = unwanted.pop((row.kind, row.member_id), None)
        kept.append(_change(before, row) if before else row)
    ctx.session.add_all(kept)
    for row in unwanted.values():
        await ctx.session.delete(row)
    return kept


def _change(planned: Due, wanted: Due) -> Due:
    for name in RECURRING_COLUMNS:
        setattr(planned, name, getattr(wanted, name))
    return planned


async def cancel(ctx: Context, kind: str, member: Member, subject: UUID | None = None) -> None:
    """Cancel what is planned of this kind for this person (and about this row, if given)."""
    planned = delete(Due).where(Due.kind == kind, Due.member_id == member.id)
    if subject:
        planned = planned.where(Due.subject == subject)
    await ctx.session.execute(planned)


async def cancel_for_couple(ctx: Context, couple_id: UUID) -> None:
    """Cancel everything that is planned for both."""
    await ctx.session.execute(delete(Due).where(Due.couple_id == couple_id))


async def next_planned(ctx: Context, kind: str, member: Member) -> Due | None:
    """Return the next planned moment of this kind for this person."""
    rows = select(Due).where(Due.kind == kind, Due.member_id == member.id)
    return (await ctx.session.scalars(rows.order_by(Due.at).limit(1))).first()


def _recurring_row(kind: str, member: Member, day: date, step_days: int) -> Due:
    slot = f"{kind}:{member.id}:{day}"
    row = Due(id=uuid4(), kind=kind, member_id=member.id, couple_id=member.couple_id, slot=slot)
    row.day, row.step_days = day, step_days
    return row


def clock_time(member: Member) -> time:
    """Return the person's own hour, as local wall time."""
    return time(*divmod(member.minute, 60))
