"""The goals and check-ins of an export: those of the two, and one's own drafts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

from pydantic import Field
from sqlalchemy import select

from domain.goals import check_in as goals_check_in, proposals
from domain.goals.plan import Plan
from domain.privacy.export_scope import ExportScope
from domain.privacy.export_section import ExportedPart, ExportSection
from storage.tables.goals import Goal, GoalCheckIn, GoalPart, GoalProposal
from storage.tables.pair import CoupleMember


class ExportedGoal(ExportedPart):
    """A goal of you two, a draft of one, or a change to one that waits for a yes."""

    state: str
    partner: str
    words: str
    reason: str | None
    until: date | None
    step: str | None
    step_by: Literal["me", "other", "both"] | None = Field(
        description="The person who does the next step."
    )
    left: bool = Field(description="Whether you have left your part of it.")
    weekly: bool = Field(description="Whether you want to be asked about it once a week.")
    milestones: list[str] = Field(description="The things that you two have done on the way.")


class ExportedCheckIn(ExportedPart):
    """How you found a goal's week; `theirs` only where both had said theirs.

    Each begins with `well`, `some` or `notyet`; the line that goes with it follows.
    """

    goal: int = Field(description="Its place in `goals`, counted from 0.")
    week: str = Field(description="The ISO week, as in 2026-W48.")
    mine: str
    theirs: str | None


async def goals_of(look: ExportScope) -> list[ExportedGoal]:
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


async def check_ins_of(look: ExportScope) -> list[ExportedCheckIn]:
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


async def _goal(look: ExportScope, goal: Goal | GoalProposal) -> ExportedGoal:
    plan = await proposals.plan_of(look.ctx, goal)
    part = await _part(look, goal) if isinstance(goal, Goal) else None
    return ExportedGoal(
        state=goal.state,
        partner=await look.partner_name(goal.couple_id),
        words=plan.words,
        reason=plan.reason or None,
        until=plan.until,
        step=plan.step or None,
        step_by=_doer(look, plan),
        left=part is not None and part.left,
        weekly=part is not None and part.check_in,
        milestones=list(plan.milestones),
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


async def _check_in(look: ExportScope, own: GoalCheckIn, place: int) -> ExportedCheckIn:
    goal = await look.ctx.session.get_one(Goal, own.goal_id)
    theirs = None
    for each in await goals_check_in.revealed_check_ins(look.ctx, goal, own.week):
        if each.member_id != look.me.id:
            theirs = await _answer_text(look, each, "revealed")
    return ExportedCheckIn(
        goal=place, week=own.week, mine=await _answer_text(look, own, "text"), theirs=theirs
    )


async def _answer_text(look: ExportScope, check_in: GoalCheckIn, column: str) -> str:
    how, note = await goals_check_in.read_answer(look.ctx, check_in, column)
    return f"{how} {note}".strip()


def _omit_drafts(goals: list[ExportedGoal]) -> list[ExportedGoal]:
    """Return all other goals, in the places that check-ins refer to, since drafts come last."""
    return [each for each in goals if each.state != proposals.DRAFT]


def _omit_unrevealed(check_ins: list[ExportedCheckIn]) -> list[ExportedCheckIn]:
    return [each for each in check_ins if each.theirs is not None]


GOALS = ExportSection(
    "goals",
    list[ExportedGoal],
    goals_of,
    without_private=_omit_drafts,
    columns=(Goal.plan, GoalProposal.plan, GoalProposal.draft),
)
CHECK_INS = ExportSection(
    "check_ins",
    list[ExportedCheckIn],
    check_ins_of,
    without_private=_omit_unrevealed,
    columns=(GoalCheckIn.text, GoalCheckIn.revealed),
)
