"""Plans the page of a goal's year, which reaches each of the two at their own hour."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from dateutil.relativedelta import relativedelta
from sqlalchemy import select

from domain import calendar, due
from domain.context import Context
from domain.errors import NotFound
from domain.goals import proposals
from domain.privacy import hide
from storage.tables.goals import Goal, GoalPart
from storage.tables.member import Member

YEAR_DUE = "goals-year"
YEAR = relativedelta(years=1)


async def replan(ctx: Context, member: Member) -> None:
    """Plan the pages of all goals that the person takes part in, but for those set aside."""
    await due.cancel(ctx, YEAR_DUE, member)
    for goal in await _own_goals(ctx, member):
        if (at := _end_of_year(goal, member)) > ctx.now:
            due.add(ctx, YEAR_DUE, member, at, goal.id)


async def fire(ctx: Context, member: Member, goal_id: UUID | None) -> Goal | None:
    """Return the goal whose year is over, if the person still takes part in it."""
    goals = await _own_goals(ctx, member)
    return next((each for each in goals if each.id == goal_id), None)


async def find_with_page(ctx: Context, member: Member, goal_id: UUID | None) -> Goal:
    """Return a goal of the person's that has a page. Raise NotFound."""
    couples = hide.visible_couple_ids(member)
    rows = select(Goal).where(Goal.id == goal_id, Goal.couple_id.in_(couples))
    goal = (await ctx.session.scalars(rows)).one_or_none()
    if goal is None or not has_page(ctx, goal, member):
        raise NotFound
    return goal


def has_page(ctx: Context, goal: Goal, reader: Member) -> bool:
    """Return whether a goal is reached, or has had its year."""
    is_over = goal.state in proposals.AGREED_STATES and _end_of_year(goal, reader) <= ctx.now
    return goal.plan is not None and (goal.state == proposals.DONE or is_over)


def first_day(goal: Goal, reader: Member) -> date:
    """Return the date on the reader's calendar on which the goal was first proposed."""
    return calendar.to_local(goal.at, reader.zone or "UTC").date()


def _end_of_year(goal: Goal, reader: Member) -> datetime:
    day = first_day(goal, reader) + YEAR
    return calendar.to_utc(day, due.clock_time(reader), reader.zone or "UTC")


async def _own_goals(ctx: Context, member: Member) -> Sequence[Goal]:
    own = select(Goal).join(GoalPart, GoalPart.goal_id == Goal.id)
    rows = own.where(
        Goal.couple_id == member.couple_id,
        Goal.state == proposals.ACTIVE,
        GoalPart.member_id == member.id,
        ~GoalPart.left,
    )
    return (await ctx.session.scalars(rows)).all()
