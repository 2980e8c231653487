"""The couple that a person belongs to, locked against unlinking."""

from __future__ import annotations

from domain.context import Context
from domain.errors import RuleBroken
from storage.tables.member import Member
from storage.tables.pair import Couple


async def lock_couple(ctx: Context, member: Member) -> Couple:
    """Lock and return the couple's row, so that the other cannot unlink in between.

    Raise RuleBroken without a partner.
    """
    couple = None
    if member.couple_id:
        couple = await ctx.session.get(Couple, member.couple_id, with_for_update=True)
    if couple is None or couple.ended_at:
        raise RuleBroken("not-linked")
    return couple
