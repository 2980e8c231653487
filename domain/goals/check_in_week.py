"""Plans the week of check-ins: their date, when each person is asked, and when they end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import uuid4

from sqlalchemy import ColumnExpressionArgument, Select, delete, func, or_, select

from domain import calendar, due
from domain.context import Context
from domain.goals import proposals
from storage.tables.goals import Goal, GoalCheckIn, GoalPart
from storage.tables.member import Member
from storage.tables.pair import Couple

CHECK_IN_DUE = "check-in"
DECISION_DUE = "check-in-decide"
"""The moment at which a date is decided for the couple."""
CLEARING_DUE = "check-in-clear"
"""The moment at which the answers of the week before go."""
STOP_AFTER = 4
"""After this number of check-ins that at most one of the two answered, they stop."""


async def replan(ctx: Context, member: Member) -> None:
    """Plan the person's next check-in again, on the couple's weekday and at their own hour.

    A check-in that is decided and has not reached them yet still comes on its own date.
    """
    couple = await ctx.session.get(Couple, member.couple_id) if member.couple_id else None
    if couple is None:
        await due.cancel(ctx, CHECK_IN_DUE, member)
        return
    await plan_decision(ctx, couple)
    if await _has_something_to_ask(ctx, GoalPart.member_id == member.id, couple):
        day = await _next_check_in_day(ctx, CHECK_IN_DUE, couple, member)
        await due.schedule_recurring(ctx, CHECK_IN_DUE, member, day, 7)
    else:
        await due.cancel(ctx, CHECK_IN_DUE, member)


async def plan_decision(ctx: Context, couple: Couple) -> None:
    """Plan when the couple's next date is decided, if any goal of theirs is looked at."""
    first = await _due_row_owner(ctx, couple)
    if await _has_something_to_ask(ctx, Goal.checking, couple):
        day = await _next_check_in_day(ctx, DECISION_DUE, couple, first)
        await due.schedule_recurring_for_couple(ctx, DECISION_DUE, first, day, 7)
    else:
        await due.cancel(ctx, DECISION_DUE, first)


async def decide(ctx: Context, couple: Couple, day: date) -> None:
    """Decide what both are asked on that date; it reaches each of them at their own hour.

    Counts whether the week before was a quiet one. Lock the couple's row before.
    """
    week = calendar.week_of(day)
    rows = select(Goal).where(
        Goal.couple_id == couple.id, Goal.state == proposals.ACTIVE, Goal.checking
    )
    again = rows.with_for_update().execution_options(populate_existing=True)
    for goal in (await ctx.session.scalars(again.order_by(Goal.id))).all():
        await _count_quiet_week(ctx, goal, week)
        for part in await _opted_in_parts(ctx, goal):
            if goal.checking:
                await _add(ctx, goal, part, week)
            else:
                part.stops = True
    await ctx.session.flush()
    over = day + timedelta(days=1)
    first = await _due_row_owner(ctx, couple)
    await due.schedule_recurring_for_couple(ctx, CLEARING_DUE, first, over, 7, calendar.LAST)


async def mark_asked(ctx: Context, member: Member) -> Sequence[GoalCheckIn]:
    """Return what the person is asked now, one row for each goal, and note that their day came.

    The question counts as asked even where a pause or a block keeps it away.
    """
    for part in await ctx.session.scalars(_parts(member).where(GoalPart.stops)):
        part.check_in = part.stops = False
    rows = (
        select(GoalCheckIn)
        .join(Goal, Goal.id == GoalCheckIn.goal_id)
        .where(GoalCheckIn.member_id == member.id, Goal.couple_id == member.couple_id)
        .where(Goal.state == proposals.ACTIVE, GoalCheckIn.asked.is_(False))
    )
    coming = (await ctx.session.scalars(rows.order_by(Goal.at, Goal.id, GoalCheckIn.week))).all()
    for each in coming:
        each.asked = True
    await ctx.session.flush()
    return list({each.goal_id: each for each in coming}.values())


async def clear_earlier_weeks(ctx: Context, couple: Couple, over: date) -> None:
    """Delete what was said before the week of a date that is over everywhere."""
    theirs = select(Goal.id).where(Goal.couple_id == couple.id)
    earlier = GoalCheckIn.week < calendar.week_of(over)
    await ctx.session.execute(delete(GoalCheckIn).where(GoalCheckIn.goal_id.in_(theirs), earlier))
    await due.cancel(ctx, CLEARING_DUE, await _due_row_owner(ctx, couple))


async def _next_check_in_day(ctx: Context, kind: str, couple: Couple, member: Member) -> date:
    """Return the planned date if it has begun somewhere, else the first that has begun nowhere."""
    begun = calendar.latest_begun_date(ctx.now)
    planned = await due.next_planned(ctx, kind, member)
    if planned and planned.day and planned.day <= begun:
        return planned.day
    return calendar.next_weekday(begun, couple.weekday)


async def _due_row_owner(ctx: Context, couple: Couple) -> Member:
    """Return the member that the couple's own due rows are attached to."""
    rows = select(Member).where(Member.couple_id == couple.id).order_by(Member.id)
    return (await ctx.session.scalars(rows)).all()[0]


async def _has_something_to_ask(
    ctx: Context, whose: ColumnExpressionArgument[bool], couple: Couple
) -> bool:
    """Return whether there is something to ask, or a stop that has yet to come to a person."""
    rows = (
        select(GoalPart.id)
        .join(Goal, Goal.id == GoalPart.goal_id)
        .where(
            Goal.couple_id == couple.id, Goal.state == proposals.ACTIVE, GoalPart.check_in, whose
        )
        .where(or_(Goal.checking, GoalPart.stops))
    )
    return await ctx.session.scalar(rows.limit(1)) is not None


async def _count_quiet_week(ctx: Context, goal: Goal, week: str) -> None:
    """Count once a week whether the last one was quiet; after several of them, stop asking."""
    of_goal = GoalCheckIn.goal_id == goal.id
    newest = select(func.max(GoalCheckIn.week)).where(of_goal).scalar_subquery()
    rows = select(GoalCheckIn).where(of_goal, GoalCheckIn.week == newest)
    before = (await ctx.session.scalars(rows)).all()
    if before and before[0].week != week:
        goal.quiet = 0 if all(each.revealed for each in before) else goal.quiet + 1
        goal.checking = goal.quiet < STOP_AFTER


async def _opted_in_parts(ctx: Context, goal: Goal) -> Sequence[GoalPart]:
    rows = select(GoalPart).where(GoalPart.goal_id == goal.id, GoalPart.check_in)
    return (await ctx.session.scalars(rows)).all()


async def _add(ctx: Context, goal: Goal, part: GoalPart, week: str) -> None:
    """Add a check-in, unless the person was asked this week already."""
    had = select(GoalCheckIn.id).where(
        GoalCheckIn.goal_id == goal.id,
        GoalCheckIn.member_id == part.member_id,
        GoalCheckIn.week == week,
    )
    if await ctx.session.scalar(had) is None:
        row = GoalCheckIn(id=uuid4(), goal_id=goal.id, couple_id=goal.couple_id, week=week)
        row.member_id, row.shared, row.asked = part.member_id, False, False
        ctx.session.add(row)


def _parts(member: Member) -> Select[GoalPart]:
    """Return the person's own parts of their present couple's goals."""
    theirs = select(Goal.id).where(Goal.couple_id == member.couple_id)
    return select(GoalPart).where(GoalPart.member_id == member.id, GoalPart.goal_id.in_(theirs))
