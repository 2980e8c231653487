"""Keeps a goal's draft, which is its author's alone until it is proposed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TypedDict, Unpack
from uuid import UUID, uuid4

from sqlalchemy import delete, select

from domain.context import Context
from domain.errors import NotFound, RuleBroken
from domain.goals.plan import Plan
from domain.goals.proposals import DRAFT, UNFINISHED_STATES, plan_of
from storage.tables.goals import Goal, GoalProposal
from storage.tables.member import Member

MAX_DRAFTS = 5
"""Drafts of new goals that wait at a time; one more takes the place of the oldest."""


class DraftChange(TypedDict, total=False):
    """The parts of a plan, each of which can be changed alone."""

    words: str
    reason: str
    until: date | None
    step: str
    by: UUID | None
    milestones: tuple[str, ...]


async def begin(ctx: Context, member: Member, plan: Plan, goal: Goal | None = None) -> GoalProposal:
    """Start a draft of a new goal, or of a change to `goal`, in place of an earlier one.

    Raise RuleBroken without a partner, and when the goal is over.
    """
    if member.couple_id is None:
        raise RuleBroken("not-linked")
    if goal and goal.state not in UNFINISHED_STATES:
        raise RuleBroken("goals-over")
    await _discard_excess_drafts(ctx, member, goal)
    draft = GoalProposal(
        id=uuid4(),
        couple_id=member.couple_id,
        goal_id=goal.id if goal else None,
        member_id=member.id,
        kind="plan",
        state=DRAFT,
        at=ctx.now,
    )
    await ctx.vault.seal(draft, "draft", plan.dump())
    ctx.session.add(draft)
    await ctx.session.flush()
    return draft


async def new_goal_drafts(ctx: Context, member: Member) -> Sequence[GoalProposal]:
    """Return the person's drafts of new goals for their present couple, newest first."""
    rows = select(GoalProposal).where(
        GoalProposal.member_id == member.id,
        GoalProposal.couple_id == member.couple_id,
        GoalProposal.goal_id.is_(None),
        GoalProposal.state == DRAFT,
    )
    return (await ctx.session.scalars(rows.order_by(GoalProposal.at.desc(), GoalProposal.id))).all()


async def find_own(ctx: Context, member: Member, draft_id: UUID | None) -> GoalProposal:
    """Return the person's own draft. Raise NotFound, also for one that is already proposed."""
    rows = select(GoalProposal).where(
        GoalProposal.id == draft_id,
        GoalProposal.member_id == member.id,
        GoalProposal.couple_id == member.couple_id,
        GoalProposal.state == DRAFT,
    )
    draft = (await ctx.session.scalars(rows)).one_or_none()
    if draft is None:
        raise NotFound
    return draft


async def by_message(ctx: Context, member: Member, message: str) -> GoalProposal | None:
    """Return the person's own draft or proposal whose words were written in this chat message."""
    rows = select(GoalProposal).where(
        GoalProposal.member_id == member.id,
        GoalProposal.couple_id == member.couple_id,
        GoalProposal.message == message,
    )
    newest = rows.order_by(GoalProposal.at.desc()).limit(1)
    return (await ctx.session.scalars(newest)).one_or_none() if message else None


async def find_proposed(ctx: Context, member: Member, draft_id: UUID | None) -> GoalProposal | None:
    """Return the person's draft even after they proposed it, so that a second press is harmless."""
    rows = select(GoalProposal).where(
        GoalProposal.id == draft_id,
        GoalProposal.member_id == member.id,
        GoalProposal.couple_id == member.couple_id,
        GoalProposal.state != DRAFT,
    )
    return (await ctx.session.scalars(rows)).one_or_none()


async def change(ctx: Context, draft: GoalProposal, **part: Unpack[DraftChange]) -> None:
    """Change some parts of the draft and leave the others."""
    plan = await plan_of(ctx, draft)
    await ctx.vault.seal(draft, "draft", replace(plan, **part).dump())


async def discard(ctx: Context, draft: GoalProposal) -> None:
    """Discard the draft and its words."""
    await ctx.session.delete(draft)
    await ctx.session.flush()


async def _discard_excess_drafts(ctx: Context, member: Member, goal: Goal | None) -> None:
    drafts = delete(GoalProposal).where(
        GoalProposal.member_id == member.id, GoalProposal.state == DRAFT
    )
    if goal:
        await ctx.session.execute(drafts.where(GoalProposal.goal_id == goal.id))
        return
    over = [each.id for each in (await new_goal_drafts(ctx, member))[MAX_DRAFTS - 1 :]]
    await ctx.session.execute(drafts.where(GoalProposal.id.in_(over)))
