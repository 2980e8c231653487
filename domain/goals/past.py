"""The goals that can only be looked at."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import or_, select

from domain.context import Context
from domain.goals import proposals
from domain.privacy import hide
from storage.tables.goals import Goal
from storage.tables.member import Member


async def all_of(ctx: Context, member: Member) -> Sequence[UUID]:
    """Return goals that were reached, or are of earlier couples the person has not hidden."""
    couples = hide.visible_couple_ids(member)
    earlier = Goal.couple_id.is_distinct_from(member.couple_id)
    rows = select(Goal.id).where(
        Goal.couple_id.in_(couples),
        or_(Goal.state == proposals.DONE, earlier & Goal.state.in_(proposals.AGREED_STATES)),
    )
    return (await ctx.session.scalars(rows.order_by(Goal.at.desc(), Goal.id))).all()
