"""Goals of two: proposed by one, agreed to by the other, changed only by both."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from uuid import UUID, uuid4

from sqlalchemy import delete, func, select

from domain import calendar, due
from domain.context import Context
from domain.errors import NotFound, RuleBroken
from domain.goals.plan import Plan
from domain.pair.couple import lock_couple
from storage.tables.goals import Goal, GoalCheckIn, GoalPart, GoalProposal
from storage.tables.member import Member
from storage.tables.pair import Couple

PROPOSED, ACTIVE, PARKED, DONE, DROPPED = "proposed", "active", "parked", "done", "dropped"
AGREED_STATES = (ACTIVE, PARKED)
UNFINISHED_STATES = (PROPOSED, *AGREED_STATES)
DRAFT, OPEN, AGREED, OVER = "draft", "open", "agreed", "over"
PLAN = "plan"
TRANSITION_TARGETS = {"park": PARKED, "resume": ACTIVE, "finish": DONE, "drop": DROPPED}
"""Changes that either may ask for and the other agree to, and the state that each leads to."""
TRANSITION_SOURCES = {
    "park": (ACTIVE,),
    "resume": (PARKED,),
    "finish": (ACTIVE, PARKED),
    "drop": (ACTIVE, PARKED),
}
MAX_GOALS = 12
"""Agreed goals of a couple; more would be a list, and nobody's goals."""
MAX_OPEN_NEW_GOALS = 3
"""New goals that one person has proposed and that wait for a yes."""
PROPOSAL_LIFETIME = timedelta(days=28)
"""How long a proposal waits for a yes before it ends, whether or not its reader declined it."""
LAPSE_DUE = "goals-lapse"
MAX_PER_DAY = 5
"""Proposals from one midnight of the author to the next: a sixth would be pushing."""


async def agreed_goals(ctx: Context, member: Member) -> Sequence[Goal]:
    """Return the couple's goals that both agreed to and that are not over, oldest first."""
    rows = select(Goal).where(Goal.couple_id == member.couple_id, Goal.state.in_(AGREED_STATES))
    return (await ctx.session.scalars(rows.order_by(Goal.at, Goal.id))).all()


async def find_goal(ctx: Context, member: Member, goal_id: UUID | None) -> Goal:
    """Return a goal of the person's couple and lock its row. Raise NotFound."""
    rows = select(Goal).where(Goal.id == goal_id, Goal.couple_id == member.couple_id)
    again = rows.with_for_update().execution_options(populate_existing=True)
    goal = (await ctx.session.scalars(again)).one_or_none()
    if goal is None or goal.state == DROPPED:
        raise NotFound
    return goal


async def part_of(ctx: Context, member: Member, goal: Goal) -> GoalPart:
    """Return the person's own part of a goal of their couple."""
    own = select(GoalPart).where(GoalPart.goal_id == goal.id, GoalPart.member_id == member.id)
    return (await ctx.session.scalars(own)).one()


async def pending_proposal(ctx: Context, goal: Goal) -> GoalProposal | None:
    """Return what one of the two proposed about this goal and the other has not agreed to."""
    rows = select(GoalProposal).where(GoalProposal.goal_id == goal.id, GoalProposal.state == OPEN)
    return (await ctx.session.scalars(rows)).one_or_none()


async def propose(ctx: Context, author: Member, draft: GoalProposal) -> Goal:
    """Make the draft the couple's proposal, in place of an earlier one about the same goal.

    Raise RuleBroken when the two are no longer linked, or when they have enough proposals or
    goals.
    """
    await lock_couple(ctx, author)
    await _must_be_within_daily_limit(ctx, author)
    plan = await ctx.vault.open(draft, "draft")
    if draft.goal_id:
        goal = await find_goal(ctx, author, draft.goal_id)
        await _supersede(ctx, goal)
    else:
        goal = await _new_goal(ctx, author)
    await _must_be_in_state(goal, UNFINISHED_STATES)
    if goal.state == PROPOSED:
        await ctx.vault.seal(goal, "plan", plan)
    await ctx.vault.seal(draft, "plan", plan)
    draft.goal_id, draft.draft = goal.id, None
    await _submit(ctx, author, draft)
    return goal


async def ask(ctx: Context, member: Member, goal: Goal, kind: str) -> GoalProposal | None:
    """Ask the other to park, resume, finish or drop a locked goal; None when it was asked before.

    A person who asks for the same as the other agrees to it.
    """
    if kind not in TRANSITION_TARGETS:
        raise NotFound
    await _must_be_in_state(goal, TRANSITION_SOURCES[kind])
    before = await pending_proposal(ctx, goal)
    if before and before.kind == kind and not has_lapsed(before, ctx.now):
        return None if before.member_id == member.id else before
    await _must_be_within_daily_limit(ctx, member)
    await _supersede(ctx, goal)
    asked = GoalProposal(
        id=uuid4(),
        couple_id=goal.couple_id,
        goal_id=goal.id,
        member_id=member.id,
        kind=kind,
        at=ctx.now,
    )
    ctx.session.add(asked)
    await _submit(ctx, member, asked)
    return asked


def has_lapsed(proposal: GoalProposal, now: datetime) -> bool:
    """Return whether it has waited for as long as a proposal does, without a yes."""
    return proposal.state == OPEN and now - proposal.at >= PROPOSAL_LIFETIME


async def find_proposal(
    ctx: Context, member: Member, proposal_id: UUID | None
) -> tuple[GoalProposal, Goal]:
    """Return a proposal of the person's couple and lock its goal. Raise NotFound.

    Raise RuleBroken when another proposal has replaced it, or its time is over.
    """
    if member.couple_id:
        await ctx.session.get(Couple, member.couple_id, with_for_update=True)
    mine = GoalProposal.couple_id == member.couple_id
    rows = select(GoalProposal).where(GoalProposal.id == proposal_id, mine)
    found = (await ctx.session.scalars(rows)).one_or_none()
    if found is None or found.state == DRAFT or found.goal_id is None:
        raise NotFound
    goal = await ctx.session.get_one(Goal, found.goal_id, with_for_update=True)
    await ctx.session.refresh(found)
    if found.state == OVER or goal.state == DROPPED or has_lapsed(found, ctx.now):
        raise RuleBroken("goals-over")
    return found, goal


async def agree(ctx: Context, member: Member, proposal: GoalProposal, goal: Goal) -> bool:
    """Save the other's yes; return False when it was said before. Lock the goal's row first."""
    if proposal.member_id == member.id:
        raise NotFound
    if proposal.state == AGREED:
        return False
    if goal.state == PROPOSED:
        await _must_have_room_for_goal(ctx, member)
    if proposal.kind == PLAN:
        await ctx.vault.seal(goal, "plan", await ctx.vault.open(proposal, "plan"))
        goal.state = ACTIVE if goal.state == PROPOSED else goal.state
    else:
        await _must_be_in_state(goal, TRANSITION_SOURCES[proposal.kind])
        goal.state = TRANSITION_TARGETS[proposal.kind]
    proposal.state, proposal.plan = AGREED, None
    if goal.state in (DONE, DROPPED):
        await _finish_goal(ctx, goal)
    await ctx.session.flush()
    return True


async def withdraw(ctx: Context, member: Member, proposal: GoalProposal) -> None:
    """Withdraw one's own proposal while the other has not agreed; the other is not told."""
    if proposal.member_id != member.id or proposal.state != OPEN:
        raise NotFound
    await end_pending(ctx, await ctx.session.get_one(Goal, proposal.goal_id))


async def end_pending(ctx: Context, goal: Goal) -> None:
    """End the proposal that waits for a yes and delete its words; a new goal ends with it."""
    await _supersede(ctx, goal)
    if goal.state == PROPOSED:
        goal.state = DROPPED
        await _finish_goal(ctx, goal)


async def leave(ctx: Context, member: Member, goal: Goal) -> None:
    """Leave a goal, which needs nobody's yes; drop the goal if nobody is left in it."""
    await _must_be_in_state(goal, (ACTIVE, PARKED))
    part = await part_of(ctx, member, goal)
    part.left, part.check_in, part.stops = True, False, False
    own = GoalCheckIn.goal_id == goal.id, GoalCheckIn.member_id == member.id
    await ctx.session.execute(delete(GoalCheckIn).where(*own, GoalCheckIn.revealed.is_(None)))
    both = select(func.count()).where(GoalPart.goal_id == goal.id, GoalPart.left)
    if await ctx.session.scalar(both) == 2:
        goal.state = DROPPED
        await _supersede(ctx, goal)
        await _finish_goal(ctx, goal)


async def rejoin(ctx: Context, member: Member, goal: Goal) -> None:
    """Take part in it again, as if nothing had happened."""
    (await part_of(ctx, member, goal)).left = False


async def plan_of(ctx: Context, row: Goal | GoalProposal) -> Plan:
    """Return the plan of a goal or a proposal; a draft opens with its author's key alone."""
    draft = isinstance(row, GoalProposal) and row.state == DRAFT
    return Plan.load(await ctx.vault.open(row, "draft" if draft else "plan"))


async def _must_have_room_for_goal(ctx: Context, member: Member) -> None:
    """Raise RuleBroken if there are too many agreed goals. The couple's row must be locked.

    Only agreed goals count, since both of the two know of them.
    """
    if len(await agreed_goals(ctx, member)) >= MAX_GOALS:
        raise RuleBroken("goals-enough", most=MAX_GOALS)


async def _must_have_few_open(ctx: Context, author: Member) -> None:
    """Count what the author sees in their own list, so that the limit does not reveal a no."""
    new = select(Goal.id).where(Goal.couple_id == author.couple_id, Goal.state == PROPOSED)
    own = select(func.count()).where(
        GoalProposal.member_id == author.id,
        GoalProposal.state == OPEN,
        GoalProposal.goal_id.in_(new),
    )
    if (await ctx.session.scalar(own) or 0) >= MAX_OPEN_NEW_GOALS:
        raise RuleBroken("goals-enough-open", count=MAX_OPEN_NEW_GOALS)


async def _submit(ctx: Context, author: Member, proposal: GoalProposal) -> None:
    """Let the proposal wait for a yes; one like it that was put off lately stays off."""
    proposal.state, proposal.at = OPEN, ctx.now
    earlier = select(GoalProposal.id).where(
        GoalProposal.goal_id == proposal.goal_id,
        GoalProposal.member_id == author.id,
        GoalProposal.kind == proposal.kind,
        GoalProposal.put_off,
        GoalProposal.at > ctx.now - PROPOSAL_LIFETIME,
    )
    proposal.put_off = await ctx.session.scalar(earlier.limit(1)) is not None
    await ctx.session.flush()
    await due.schedule(ctx, LAPSE_DUE, author, ctx.now + PROPOSAL_LIFETIME, proposal.id)


async def _new_goal(ctx: Context, author: Member) -> Goal:
    await _must_have_room_for_goal(ctx, author)
    await _must_have_few_open(ctx, author)
    goal = Goal(id=uuid4(), couple_id=author.couple_id, state=PROPOSED, at=ctx.now)
    ctx.session.add(goal)
    await ctx.session.flush()
    for member in await ctx.session.scalars(
        select(Member).where(Member.couple_id == author.couple_id)
    ):
        ctx.session.add(
            GoalPart(id=uuid4(), goal_id=goal.id, member_id=member.id, left=False, check_in=False)
        )
    return goal


async def _must_be_in_state(goal: Goal, states: Sequence[str]) -> None:
    if goal.state not in states:
        raise RuleBroken("goals-over")


async def _supersede(ctx: Context, goal: Goal) -> None:
    """End the pending proposal about the goal and delete its words."""
    earlier = await pending_proposal(ctx, goal)
    if earlier:
        earlier.state, earlier.plan = OVER, None
        await ctx.session.flush()


async def _finish_goal(ctx: Context, goal: Goal) -> None:
    """End a goal; a dropped one loses its words, a reached one can still be read."""
    goal.checking = False
    if goal.state == DROPPED:
        goal.plan = None
    await ctx.session.execute(delete(GoalCheckIn).where(GoalCheckIn.goal_id == goal.id))


async def _must_be_within_daily_limit(ctx: Context, author: Member) -> None:
    zone = author.zone or "UTC"
    midnight = calendar.to_utc(calendar.to_local(ctx.now, zone).date(), time.min, zone)
    today = select(func.count()).where(
        GoalProposal.member_id == author.id,
        GoalProposal.state != DRAFT,
        GoalProposal.at >= midnight,
    )
    if (await ctx.session.scalar(today) or 0) >= MAX_PER_DAY:
        raise RuleBroken("goals-enough-today", count=MAX_PER_DAY)
