"""The goals and check-ins of an export: those of the two, and one's own drafts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from sqlalchemy import select

from domain.goals import check_in as goals_check_in, proposals
from domain.goals.plan import Plan
from domain.privacy import export_schema as document
from domain.privacy.export_scope import ExportScope
from domain.privacy.export_section import ExportSection
from storage.tables.goals import Goal, GoalCheckIn, GoalPart, GoalProposal
from storage.tables.pair import CoupleMember


async def goals_of(look: ExportScope) -> list[document.ExportedGoal]:
    """Return the goals of the two, then changes that wait for a yes, then one's own drafts."""
    own = select(GoalProposal).where(
        GoalProposal.member_id == look.me.id,
        GoalProposal.state == proposals.DRAFT,
        GoalProposal.draft.is_not(None),
    )
    drafts = await look.ctx.session.scalars(own.order_by(GoalProposal.at, GoalProposal.id))
    return [
        await _goal(look, each)
        for each in (*await _couple_goals(look), *await _pending_changes(look), *drafts)
    ]


async def check_ins_of(look: ExportScope) -> list[document.ExportedCheckIn]:
    """Return one's own check-ins, each with the other's if both have been shown."""
    places = {goal.id: place for place, goal in enumerate(await _couple_goals(look))}
    rows = select(GoalCheckIn).where(
        GoalCheckIn.member_id == look.me.id,
        GoalCheckIn.text.is_not(None),
        GoalCheckIn.goal_id.in_(places),
    )
    found = await look.ctx.session.scalars(rows.order_by(GoalCheckIn.week, GoalCheckIn.id))
    return [await _check_in(look, own, places[own.goal_id]) for own in found]


async def _couple_goals(look: ExportScope) -> Sequence[Goal]:
    mine = select(CoupleMember.couple_id).where(CoupleMember.member_id == look.me.id)
    rows = select(Goal).where(Goal.couple_id.in_(mine), Goal.plan.is_not(None))
    return (await look.ctx.session.scalars(rows.order_by(Goal.at, Goal.id))).all()


async def _pending_changes(look: ExportScope) -> Sequence[GoalProposal]:
    """Return new plans for goals; the first plan of a goal is the proposed goal itself."""
    mine = select(CoupleMember.couple_id).where(CoupleMember.member_id == look.me.id)
    agreed = select(Goal.id).where(Goal.state != proposals.PROPOSED)
    rows = select(GoalProposal).where(
        GoalProposal.couple_id.in_(mine),
        GoalProposal.state == proposals.OPEN,
        GoalProposal.plan.is_not(None),
        GoalProposal.goal_id.in_(agreed),
    )
    return (await look.ctx.session.scalars(rows.order_by(GoalProposal.id))).all()


async def _goal(look: ExportScope, goal: Goal | GoalProposal) -> document.ExportedGoal:
    plan = await proposals.plan_of(look.ctx, goal)
    part = await _part(look, goal) if isinstance(goal, Goal) else None
    return document.ExportedGoal(
        state=goal.state,
        partner=await look.partner_name(goal.couple_id),
        words=plan.words,
        reason=plan.reason or None,
        until=plan.until,
        step=plan.step or None,
        step_by=_doer(look, plan),
        left=part is not None and part.left,
        weekly=part is not None and part.check_in,
    )


async def _part(look: ExportScope, goal: Goal) -> GoalPart | None:
    own = select(GoalPart).where(GoalPart.goal_id == goal.id, GoalPart.member_id == look.me.id)
    return (await look.ctx.session.scalars(own)).one_or_none()


def _doer(look: ExportScope, plan: Plan) -> Literal["me", "other", "both"] | None:
    if not plan.step:
        return None
    if plan.by is None:
        return "both"
    return "me" if plan.by == look.me.id else "other"


async def _check_in(look: ExportScope, own: GoalCheckIn, place: int) -> document.ExportedCheckIn:
    goal = await look.ctx.session.get_one(Goal, own.goal_id)
    theirs = None
    for each in await goals_check_in.revealed_check_ins(look.ctx, goal, own.week):
        if each.member_id != look.me.id:
            theirs = await _answer_text(look, each, "revealed")
    return document.ExportedCheckIn(
        goal=place, week=own.week, mine=await _answer_text(look, own, "text"), theirs=theirs
    )


async def _answer_text(look: ExportScope, check_in: GoalCheckIn, column: str) -> str:
    how, note = await goals_check_in.read_answer(look.ctx, check_in, column)
    return f"{how} {note}".strip()


SECTIONS = (
    ExportSection("goals", goals_of, (Goal.plan, GoalProposal.plan, GoalProposal.draft)),
    ExportSection("check_ins", check_ins_of, (GoalCheckIn.text, GoalCheckIn.revealed)),
)
