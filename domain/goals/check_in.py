"""The weekly check-in on a goal: answered apart, seen by both at once, and kept for a week only."""

from __future__ import annotations

import json
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import delete, select

from domain.context import Context
from domain.errors import NotFound, RuleBroken
from domain.goals import check_in_week as check_week, proposals
from storage.tables.goals import Goal, GoalCheckIn
from storage.tables.member import Member

OUTCOMES = ("well", "some", "notyet")


async def opt_in(ctx: Context, member: Member, partner: Member, goal: Goal) -> None:
    """Save one's own yes; it begins once the other says yes too. The goal's row must be locked."""
    if goal.state != proposals.ACTIVE:
        raise RuleBroken("goals-over")
    own = await proposals.part_of(ctx, member, goal)
    own.check_in, own.stops = True, False
    other = await proposals.part_of(ctx, partner, goal)
    # A yes does not count once a stop is due, whether or not its owner has read of the stop yet.
    if not goal.checking and other.check_in and not other.stops:
        goal.checking, goal.quiet = True, 0
    await ctx.session.flush()
    for each in (member, partner):
        await check_week.replan(ctx, each)


async def opt_out(ctx: Context, member: Member, goal: Goal) -> None:
    """Stop check-ins for one person silently; to the other it is like a week without an answer."""
    part = await proposals.part_of(ctx, member, goal)
    part.check_in = part.stops = False
    own = GoalCheckIn.goal_id == goal.id, GoalCheckIn.member_id == member.id
    await ctx.session.execute(delete(GoalCheckIn).where(*own, GoalCheckIn.revealed.is_(None)))


async def find_own(
    ctx: Context, member: Member, check_in_id: UUID | None
) -> tuple[GoalCheckIn, Goal]:
    """Return the person's own check-in while the two are linked; lock its goal. Raise NotFound."""
    rows = select(GoalCheckIn).where(
        GoalCheckIn.id == check_in_id, GoalCheckIn.member_id == member.id, GoalCheckIn.asked
    )
    found = (await ctx.session.scalars(rows)).one_or_none()
    if found is None:
        raise NotFound
    return found, await proposals.find_goal(ctx, member, found.goal_id)


async def awaiting_note(
    ctx: Context, member: Member, check_in_id: UUID | None
) -> GoalCheckIn | None:
    """Return the person's own answered check-in that may still take a note, if there is one."""
    try:
        found, _ = await find_own(ctx, member, check_in_id)
    except NotFound:
        return None
    return found if found.text is not None and found.revealed is None else None


async def latest_asked(ctx: Context, member: Member, goal: Goal) -> GoalCheckIn | None:
    """Return the last check-in that the person was asked about this goal, answered or not."""
    rows = select(GoalCheckIn).where(
        GoalCheckIn.goal_id == goal.id, GoalCheckIn.member_id == member.id, GoalCheckIn.asked
    )
    return (await ctx.session.scalars(rows.order_by(GoalCheckIn.week.desc()).limit(1))).first()


async def answer(ctx: Context, check_in: GoalCheckIn, how: str, note: str) -> None:
    """Save an answer as a draft, even where an earlier one was shared.

    Raise RuleBroken once both have seen the answers.
    """
    if how not in OUTCOMES:
        raise NotFound
    _must_be_unrevealed(check_in)
    await ctx.vault.seal(check_in, "text", json.dumps([how, note], ensure_ascii=False))
    check_in.shared = False


async def read_answer(ctx: Context, check_in: GoalCheckIn, column: str = "text") -> tuple[str, str]:
    """Return how it went and the note, from one's own column or from the `revealed` one."""
    text = await ctx.vault.open(check_in, column)
    how, note = json.loads(text) if text else ("", "")
    return how, note


async def share(ctx: Context, check_in: GoalCheckIn, goal: Goal) -> Sequence[GoalCheckIn]:
    """Share the answer; if the other has shared as well, reveal and return both, else none.

    The goal's row must be locked, so that of two who share at once one sees the other.
    """
    _must_be_unrevealed(check_in)
    if check_in.text is None:
        raise NotFound
    check_in.shared = True
    await ctx.session.flush()
    shared = await _shared_in_week(ctx, goal, check_in.week)
    if len(shared) < 2:
        return []
    for each in shared:
        await ctx.vault.seal(each, "revealed", await ctx.vault.open(each, "text"))
    return shared


def unshare(check_in: GoalCheckIn) -> None:
    """Turn a shared answer back into a draft. Raise RuleBroken once both have seen it."""
    _must_be_unrevealed(check_in)
    check_in.shared = False


async def revealed_check_ins(ctx: Context, goal: Goal, week: str) -> Sequence[GoalCheckIn]:
    """Return both check-ins of that week, once both have shared."""
    both = await _shared_in_week(ctx, goal, week)
    return both if len(both) == 2 and all(each.revealed for each in both) else []


async def _shared_in_week(ctx: Context, goal: Goal, week: str) -> Sequence[GoalCheckIn]:
    rows = select(GoalCheckIn).where(
        GoalCheckIn.goal_id == goal.id, GoalCheckIn.week == week, GoalCheckIn.shared
    )
    return (await ctx.session.scalars(rows.execution_options(populate_existing=True))).all()


def _must_be_unrevealed(check_in: GoalCheckIn) -> None:
    if check_in.revealed is not None:
        raise RuleBroken("goals-check-in-seen")
