"""Keeps a person's own dates: drafts, kept ones and their limit."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID, uuid4

from sqlalchemy import delete, select

from domain.context import Context
from domain.dates.details import DateDetails
from domain.errors import NotFound, RuleBroken
from storage.tables.dates import ImportantDate
from storage.tables.member import Member

MAX_DATES = 50
"""A person's own dates; with more the next days would no longer stand out."""


async def begin(ctx: Context, member: Member, details: DateDetails) -> ImportantDate:
    """Start a date in place of an earlier draft. Raise RuleBroken if there are too many."""
    await ctx.session.execute(
        delete(ImportantDate).where(ImportantDate.member_id == member.id, ImportantDate.draft)
    )
    if len(await all_of(ctx, member)) >= MAX_DATES:
        raise RuleBroken("dates-enough", most=MAX_DATES)
    row = ImportantDate(id=uuid4(), member_id=member.id, draft=True, at=ctx.now)
    await save(ctx, row, details)
    ctx.session.add(row)
    await ctx.session.flush()
    return row


async def save(ctx: Context, row: ImportantDate, details: DateDetails) -> None:
    await ctx.vault.seal(row, "details", details.dump())


async def details_of(ctx: Context, row: ImportantDate) -> DateDetails:
    return DateDetails.load(await ctx.vault.open(row, "details"))


async def all_of(ctx: Context, member: Member) -> Sequence[ImportantDate]:
    """Return the person's own dates without the draft, oldest first."""
    rows = select(ImportantDate).where(
        ImportantDate.member_id == member.id, ImportantDate.draft.is_(False)
    )
    return (await ctx.session.scalars(rows.order_by(ImportantDate.at, ImportantDate.id))).all()


async def find(ctx: Context, member: Member, date_id: UUID | None) -> ImportantDate:
    """Return the person's own date or draft. Raise NotFound."""
    row = await ctx.session.get(ImportantDate, date_id) if date_id else None
    if row is None or row.member_id != member.id:
        raise NotFound
    return row


async def keep(ctx: Context, member: Member, row: ImportantDate) -> ImportantDate:
    """Keep a complete draft; return the date that they have already, if it is the same."""
    details = await details_of(ctx, row)
    for other in await all_of(ctx, member):
        if other.id != row.id and details.is_same_as(await details_of(ctx, other)):
            await discard(ctx, row)
            return other
    row.draft = False
    return row


async def discard(ctx: Context, row: ImportantDate) -> None:
    """Delete the date for good; notes about it stay, and so does what both agreed to share."""
    await ctx.session.delete(row)
    await ctx.session.flush()
