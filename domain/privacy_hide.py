"""Earlier links that somebody has put out of their own sight; nothing changes for the other."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession

from domain.errors import NotFound
from storage.models import Couple, Member, Tie


def shown(member: Member) -> Select[UUID]:
    """The links, present and past, of which the person wants to see what they hold."""
    return select(Tie.couple_id).where(Tie.member_id == member.id, Tie.hidden.is_(False))


async def hidden(session: AsyncSession, member: Member) -> Sequence[Tie]:
    """The person's own side of each link that they have hidden, the newest first."""
    rows = select(Tie).join(Couple, Couple.id == Tie.couple_id)
    own = rows.where(Tie.member_id == member.id, Tie.hidden)
    return (await session.scalars(own.order_by(Couple.started_at.desc(), Tie.id))).all()


async def earlier(session: AsyncSession, member: Member, couple_id: UUID | None) -> Tie | None:
    """The person's own side of a link that is over; None for the present one."""
    if couple_id == member.couple_id:
        return None
    rows = select(Tie).where(Tie.couple_id == couple_id, Tie.member_id == member.id)
    return (await session.scalars(rows)).one_or_none()


async def own(session: AsyncSession, member: Member, tie_id: UUID | None) -> Tie:
    """As `earlier`, by the id of that side. Raises NotFound."""
    tie = await session.get(Tie, tie_id) if tie_id else None
    if tie is None or tie.member_id != member.id or tie.couple_id == member.couple_id:
        raise NotFound
    return tie
