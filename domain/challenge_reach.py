"""Which of a couple's rounds has come to whom: each is there for a person from their own card on.

It counts as come where a pause, a block or a no kept the card away, since nobody is told of those.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import Select, exists, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.models import Couple, Member, Round, Tie


def seen_by(member: Member) -> Select[Round]:
    """All rounds, of any couple, whose card has come to this person or would have, newest first."""
    mine = Tie.couple_id == Round.couple_id, Tie.member_id == member.id
    come = exists().where(*mine, Round.day <= Tie.prompted_on)
    return select(Round).where(come).order_by(Round.day.desc(), Round.id)


async def open_for(session: AsyncSession, member: Member) -> Round | None:
    """The round that this person has, from their own card to their next; None while they rest."""
    if member.couple_id is None or await rests_for(session, member):
        return None
    mine = seen_by(member).where(Round.couple_id == member.couple_id)
    return (await session.scalars(mine.limit(1))).first()


async def has_come(session: AsyncSession, held: Round, member: Member) -> bool:
    """Whether a round of their couple is there for this person by now."""
    tie = await tie_of(session, member)
    return bool(tie and tie.couple_id == held.couple_id and has_reached(tie, held.day))


async def rests_for(session: AsyncSession, member: Member) -> bool:
    """Whether challenges have stopped by themselves, and this person's own hour has said so."""
    couple = await session.get(Couple, member.couple_id) if member.couple_id else None
    tie = await tie_of(session, member)
    return bool(couple and tie and couple.stopped_on and has_reached(tie, couple.stopped_on))


async def tie_of(session: AsyncSession, member: Member) -> Tie | None:
    """The person's tie to the couple that they are in now."""
    rows = select(Tie).where(Tie.couple_id == member.couple_id, Tie.member_id == member.id)
    return (await session.scalars(rows)).one_or_none()


def has_reached(tie: Tie, day: date) -> bool:
    """Whether what was decided for a date has come to this half of the couple."""
    return tie.prompted_on is not None and tie.prompted_on >= day
