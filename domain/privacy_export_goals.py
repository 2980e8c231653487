"""The goals and check-ins of an export: those of the two, and one's own drafts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from sqlalchemy import select

from domain import goals, goals_check_in
from domain import privacy_document as document
from domain.goals_plan import Plan
from domain.privacy_gathering import Gathering
from storage.models import Goal, GoalCheckIn, GoalPart, GoalProposal, Tie


async def goals_of(look: Gathering) -> list[document.Goal]:
    """First the goals of the two, then changes that wait for a yes, then one's own drafts."""
    own = select(GoalProposal).where(
        GoalProposal.member_id == look.me.id,
        GoalProposal.state == goals.DRAFT,
        GoalProposal.draft.is_not(None),
    )
    drafts = await look.session.scalars(own.order_by(GoalProposal.at, GoalProposal.id))
    return [
        await _goal(look, each) for each in (*await _shared(look), *await _changes(look), *drafts)
    ]


async def check_ins_of(look: Gathering) -> list[document.CheckIn]:
    """One's own, each with the other's where both have been shown."""
    places = {goal.id: place for place, goal in enumerate(await _shared(look))}
    rows = select(GoalCheckIn).where(
        GoalCheckIn.member_id == look.me.id,
        GoalCheckIn.text.is_not(None),
        GoalCheckIn.goal_id.in_(places),
    )
    found = await look.session.scalars(rows.order_by(GoalCheckIn.week, GoalCheckIn.id))
    return [await _check_in(look, own, places[own.goal_id]) for own in found]


async def _shared(look: Gathering) -> Sequence[Goal]:
    mine = select(Tie.couple_id).where(Tie.member_id == look.me.id)
    rows = select(Goal).where(Goal.couple_id.in_(mine), Goal.plan.is_not(None))
    return (await look.session.scalars(rows.order_by(Goal.at, Goal.id))).all()


async def _changes(look: Gathering) -> Sequence[GoalProposal]:
    """Another plan for a goal; the first plan is the proposed goal itself."""
    mine = select(Tie.couple_id).where(Tie.member_id == look.me.id)
    agreed = select(Goal.id).where(Goal.state != goals.PROPOSED)
    rows = select(GoalProposal).where(
        GoalProposal.couple_id.in_(mine),
        GoalProposal.state == goals.OPEN,
        GoalProposal.plan.is_not(None),
        GoalProposal.goal_id.in_(agreed),
    )
    return (await look.session.scalars(rows.order_by(GoalProposal.id))).all()


async def _goal(look: Gathering, held: Goal | GoalProposal) -> document.Goal:
    plan = await goals.plan_of(look.vault, held)
    part = await _part(look, held) if isinstance(held, Goal) else None
    return document.Goal(
        state=held.state,
        partner=await look.partner(held.couple_id),
        words=plan.words,
        reason=plan.reason or None,
        until=plan.until,
        step=plan.step or None,
        step_by=_doer(look, plan),
        left=part is not None and part.left,
        weekly=part is not None and part.check_in,
    )


async def _part(look: Gathering, goal: Goal) -> GoalPart | None:
    own = select(GoalPart).where(GoalPart.goal_id == goal.id, GoalPart.member_id == look.me.id)
    return (await look.session.scalars(own)).one_or_none()


def _doer(look: Gathering, plan: Plan) -> Literal["me", "other", "both"] | None:
    if not plan.step:
        return None
    if plan.by is None:
        return "both"
    return "me" if plan.by == look.me.id else "other"


async def _check_in(look: Gathering, own: GoalCheckIn, place: int) -> document.CheckIn:
    goal = await look.session.get_one(Goal, own.goal_id)
    theirs = None
    for each in await goals_check_in.revealed(look.session, goal, own.week):
        if each.member_id != look.me.id:
            theirs = await _said(look, each, "revealed")
    return document.CheckIn(
        goal=place, week=own.week, mine=await _said(look, own, "text"), theirs=theirs
    )


async def _said(look: Gathering, check_in: GoalCheckIn, column: str) -> str:
    how, note = await goals_check_in.said(look.vault, check_in, column)
    return f"{how} {note}".strip()
