"""Finds the sides of a repair that a person has open: one in each link, and one on their own."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from domain.context import Context
from domain.errors import NotFound
from domain.privacy import hide
from storage.tables.member import Member
from storage.tables.pair import Couple
from storage.tables.repair import RepairPart

LEFT = "left"


async def current_part(ctx: Context, member: Member) -> RepairPart | None:
    """Return the side that the person has open in their present link.

    Somebody without a partner continues the newest one of a former link.
    """
    found = await _visible_parts(ctx, member)
    present = [each for each in found if is_present(member, each)]
    return next(iter(present or (found if member.couple_id is None else [])), None)


async def earlier_parts(ctx: Context, member: Member) -> list[RepairPart]:
    """Return the open sides of former links in which there is something to read, newest first."""
    present = await current_part(ctx, member)
    found = await _visible_parts(ctx, member)
    return [each for each in found if each is not present and each.words]


async def by_id(ctx: Context, member: Member, part_id: UUID | None) -> RepairPart | None:
    """Return the person's own open side by its id, unless it is of a link that they have hidden."""
    return next((each for each in await _visible_parts(ctx, member) if each.id == part_id), None)


async def find_own(ctx: Context, member: Member, part_id: UUID | None) -> RepairPart:
    """Return a side as `by_id` does. Raise NotFound."""
    part = await by_id(ctx, member, part_id)
    if part is None:
        raise NotFound
    return part


def is_blank(part: RepairPart) -> bool:
    """Return whether there is not a word in it yet."""
    return part.words is None and part.shared is None


def is_present(member: Member, part: RepairPart) -> bool:
    """Return whether it was begun in the person's present link, or on their own as they are now."""
    return part.couple_id == member.couple_id


async def _visible_parts(ctx: Context, member: Member) -> Sequence[RepairPart]:
    hidden = {couple_member.couple_id for couple_member in await hide.hidden_links(ctx, member)}
    return [each for each in await all_open(ctx, member) if each.couple_id not in hidden]


async def all_open(ctx: Context, member: Member) -> Sequence[RepairPart]:
    """Return all that the person has open, that of the newest link first."""
    rows = select(RepairPart).outerjoin(Couple, Couple.id == RepairPart.couple_id)
    theirs = rows.where(RepairPart.member_id == member.id, RepairPart.state != LEFT)
    newest = Couple.started_at.desc().nulls_last()
    return (await ctx.session.scalars(theirs.order_by(newest, RepairPart.id))).all()
