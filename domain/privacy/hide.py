"""Hides earlier links that a person no longer wants to see; nothing changes for the other."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Select, select

from domain.context import Context
from domain.errors import NotFound
from storage.tables.member import Member
from storage.tables.pair import Couple, CoupleMember


def visible_couple_ids(member: Member) -> Select[UUID]:
    """Return the links, present and past, whose contents the person wants to see."""
    return select(CoupleMember.couple_id).where(
        CoupleMember.member_id == member.id, CoupleMember.hidden.is_(False)
    )


async def hidden_links(ctx: Context, member: Member) -> Sequence[CoupleMember]:
    """Return the person's own side of each link that they have hidden, newest first."""
    rows = select(CoupleMember).join(Couple, Couple.id == CoupleMember.couple_id)
    own = rows.where(CoupleMember.member_id == member.id, CoupleMember.hidden)
    return (
        await ctx.session.scalars(own.order_by(Couple.started_at.desc(), CoupleMember.id))
    ).all()


async def earlier_link(ctx: Context, member: Member, couple_id: UUID | None) -> CoupleMember | None:
    """Return the person's own side of a link that is over; None for the present one."""
    if couple_id == member.couple_id:
        return None
    rows = select(CoupleMember).where(
        CoupleMember.couple_id == couple_id, CoupleMember.member_id == member.id
    )
    return (await ctx.session.scalars(rows)).one_or_none()


async def find_own(ctx: Context, member: Member, couple_member_id: UUID | None) -> CoupleMember:
    """Return a side as `earlier_link` does, by its id. Raise NotFound."""
    couple_member = (
        await ctx.session.get(CoupleMember, couple_member_id) if couple_member_id else None
    )
    if (
        couple_member is None
        or couple_member.member_id != member.id
        or couple_member.couple_id == member.couple_id
    ):
        raise NotFound
    return couple_member
