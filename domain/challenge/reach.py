"""Finds the rounds that have come to a person: each is there for them from their own card on."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Select, exists, select

from domain.context import Context
from storage.tables.challenge import Round
from storage.tables.member import Member
from storage.tables.pair import Couple, CoupleMember


def reached_rounds(member: Member) -> Select[Round]:
    """Select each round, of any couple, whose card has or would have come to them, newest first."""
    mine = CoupleMember.couple_id == Round.couple_id, CoupleMember.member_id == member.id
    come = exists().where(*mine, Round.day <= CoupleMember.prompted_on)
    return select(Round).where(come).order_by(Round.day.desc(), Round.id)


async def current_round(ctx: Context, member: Member) -> Round | None:
    """Return the person's round, from their own card to their next; None while they rest."""
    if member.couple_id is None or await is_resting(ctx, member):
        return None
    mine = reached_rounds(member).where(Round.couple_id == member.couple_id)
    return (await ctx.session.scalars(mine.limit(1))).first()


async def has_come(ctx: Context, round_: Round, member: Member) -> bool:
    """Return whether a round of their couple is there for this person by now."""
    couple_member = await current_couple_member(ctx, member)
    return bool(
        couple_member
        and couple_member.couple_id == round_.couple_id
        and has_reached(couple_member, round_.day)
    )


async def is_resting(ctx: Context, member: Member) -> bool:
    """Return whether challenges stopped for lack of answers and this person was told so."""
    couple = await ctx.session.get(Couple, member.couple_id) if member.couple_id else None
    couple_member = await current_couple_member(ctx, member)
    return bool(
        couple
        and couple_member
        and couple.stopped_on
        and has_reached(couple_member, couple.stopped_on)
    )


async def current_couple_member(ctx: Context, member: Member) -> CoupleMember | None:
    """Return the person's membership of their present couple."""
    rows = select(CoupleMember).where(
        CoupleMember.couple_id == member.couple_id, CoupleMember.member_id == member.id
    )
    return (await ctx.session.scalars(rows)).one_or_none()


def has_reached(couple_member: CoupleMember, day: date) -> bool:
    """Return whether what was decided for a date has come to this person of the couple."""
    return couple_member.prompted_on is not None and couple_member.prompted_on >= day
