"""Proposals that wait for the other's yes: who still sees them, and when they lapse."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Select, select

from domain.context import Context
from domain.errors import NotFound
from domain.goals import proposals
from storage.tables.goals import Goal, GoalProposal
from storage.tables.member import Member


async def own_new_goals(ctx: Context, member: Member) -> Sequence[Goal]:
    """Return the new goals that the person proposes, put off by the other or not; oldest first."""
    return (
        await ctx.session.scalars(_new_goals(member).where(GoalProposal.member_id == member.id))
    ).all()


async def received_new_goals(ctx: Context, member: Member) -> Sequence[Goal]:
    """Return the new goals that the other proposes and the person has not put off, oldest first."""
    theirs = _new_goals(member).where(
        GoalProposal.member_id != member.id, GoalProposal.put_off.is_(False)
    )
    return (await ctx.session.scalars(theirs)).all()


async def visible_proposal(ctx: Context, member: Member, goal: Goal) -> GoalProposal | None:
    """Return the proposal about a goal that waits for a yes, unless the person has put it off."""
    waiting = await proposals.pending_proposal(ctx, goal)
    is_off = waiting is not None and waiting.put_off and waiting.member_id != member.id
    return None if is_off else waiting


def put_off(member: Member, proposal: GoalProposal) -> None:
    """Take the other's proposal off the person's list for good. Raise NotFound."""
    if proposal.member_id == member.id or proposal.state != proposals.OPEN:
        raise NotFound
    proposal.put_off = True


async def lapsed_goal(ctx: Context, member: Member, proposal_id: UUID | None) -> Goal | None:
    """Lock and return the goal whose proposal by the person has waited too long, if any."""
    rows = select(GoalProposal).where(
        GoalProposal.id == proposal_id,
        GoalProposal.member_id == member.id,
        GoalProposal.couple_id == member.couple_id,
    )
    found = (await ctx.session.scalars(rows)).one_or_none()
    if found is None or found.goal_id is None:
        return None
    goal = await ctx.session.get_one(Goal, found.goal_id, with_for_update=True)
    await ctx.session.refresh(found)
    return goal if proposals.has_lapsed(found, ctx.now) else None


def _new_goals(member: Member) -> Select[Goal]:
    waits = (GoalProposal.goal_id == Goal.id) & (GoalProposal.state == proposals.OPEN)
    rows = select(Goal).join(GoalProposal, waits)
    own_couple = rows.where(Goal.couple_id == member.couple_id, Goal.state == proposals.PROPOSED)
    return own_couple.order_by(Goal.at, Goal.id)
