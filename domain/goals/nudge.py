"""The goal that a week's nudge can be about."""

from __future__ import annotations

from sqlalchemy import select

from domain.context import Context
from domain.goals import proposals
from storage.tables.challenge import Round
from storage.tables.goals import Goal, GoalPart
from storage.tables.member import Member


async def goal_to_nudge(ctx: Context, member: Member, round_: Round) -> Goal | None:
    """Return an active goal that the person is in; with several, they take turns by the week."""
    left = select(GoalPart.goal_id).where(GoalPart.member_id == member.id, GoalPart.left)
    rows = select(Goal).where(
        Goal.couple_id == member.couple_id, Goal.state == proposals.ACTIVE, Goal.id.not_in(left)
    )
    active = (await ctx.session.scalars(rows.order_by(Goal.at, Goal.id))).all()
    return active[round_.day.toordinal() // 7 % len(active)] if active else None


async def has_goal(ctx: Context, member: Member, round_: Round) -> bool:
    """Return whether there is a goal to nudge about."""
    return await goal_to_nudge(ctx, member, round_) is not None
