"""Consent: each person's own yes to being kept, its version and time, and how it is taken back."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, update

from domain import start
from domain.challenge import answers as challenge_answers
from domain.context import Context
from domain.repair import sessions
from storage.tables.challenge import Answer, Reveal
from storage.tables.goals import GoalCheckIn
from storage.tables.member import Member
from storage.tables.repair import RepairPart

VERSION = "1"
"""Of the words that people say yes to; when their meaning changes it does, and all are asked."""
REFUSED = "no"
"""In the place of a version: they said no, or took their yes back."""


def has_agreed(member: Member) -> bool:
    """Return whether they said yes to the words as they stand now."""
    return member.consent == VERSION


def agree(member: Member, version: str, now: datetime) -> bool:
    """Save a yes; return False if the words have changed since they were shown."""
    if version != VERSION:
        return False
    member.consent, member.consented_at = VERSION, now
    return True


async def refuse(ctx: Context, member: Member) -> None:
    """Save a no, or take a yes back; what they shared and nobody has seen becomes private again.

    Words that waited for the yes are erased. Everything kept so far stays until they forget, and
    nothing tells their partner.
    """
    member.consent, member.consented_at = REFUSED, ctx.now
    member.asking = member.asking_about = None
    await start.erase(ctx, member)
    await _unshare_unseen(ctx, member)


async def _unshare_unseen(ctx: Context, member: Member) -> None:
    answers = update(Answer).where(
        Answer.member_id == member.id,
        Answer.state == challenge_answers.SHARED,
        Answer.round_id.not_in(select(Reveal.round_id)),
    )
    await ctx.session.execute(answers.values(state=challenge_answers.DRAFT))
    check_ins = update(GoalCheckIn).where(
        GoalCheckIn.member_id == member.id, GoalCheckIn.revealed.is_(None)
    )
    await ctx.session.execute(check_ins.values(shared=False))
    sides = update(RepairPart).where(
        RepairPart.member_id == member.id,
        RepairPart.state == sessions.READY,
        RepairPart.shared.is_(None),
    )
    await ctx.session.execute(sides.values(state=sessions.WRITING))
