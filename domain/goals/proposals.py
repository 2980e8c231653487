"""What two want together: proposed by one, agreed by the other, changed only by both."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from uuid import UUID, uuid4

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from domain import calendar, due
from domain.errors import NotFound, RuleBroken
from domain.goals.plan import Plan
from storage.sealing import Vault
from storage.tables.goals import Goal, GoalCheckIn, GoalPart, GoalProposal
from storage.tables.member import Member
from storage.tables.pair import Couple

PROPOSED, ACTIVE, PARKED, DONE, DROPPED = "proposed", "active", "parked", "done", "dropped"
AGREED_STATES = (ACTIVE, PARKED)
UNFINISHED_STATES = (PROPOSED, *AGREED_STATES)
DRAFT, OPEN, AGREED, OVER = "draft", "open", "agreed", "over"
PLAN = "plan"
TRANSITION_TARGETS = {"park": PARKED, "resume": ACTIVE, "finish": DONE, "drop": DROPPED}
"""What either may ask for and the other agree to, and the state that it leads to."""
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


async def agreed_goals(session: AsyncSession, member: Member) -> Sequence[Goal]:
    """The couple's goals that both said yes to and that are not over, oldest first."""
    rows = select(Goal).where(Goal.couple_id == member.couple_id, Goal.state.in_(AGREED_STATES))
    return (await session.scalars(rows.order_by(Goal.at, Goal.id))).all()


async def find_goal(session: AsyncSession, member: Member, goal_id: UUID | None) -> Goal:
    """A goal of the couple that the person is in, its row locked. Raises NotFound."""
    rows = select(Goal).where(Goal.id == goal_id, Goal.couple_id == member.couple_id)
    again = rows.with_for_update().execution_options(populate_existing=True)
    goal = (await session.scalars(again)).one_or_none()
    if goal is None or goal.state == DROPPED:
        raise NotFound
    return goal


async def part_of(session: AsyncSession, member: Member, goal: Goal) -> GoalPart:
    """The person's own half of a goal of the couple that they are in."""
    own = select(GoalPart).where(GoalPart.goal_id == goal.id, GoalPart.member_id == member.id)
    return (await session.scalars(own)).one()


async def pending_proposal(session: AsyncSession, goal: Goal) -> GoalProposal | None:
    """What one of the two proposed about this goal and the other has not agreed to."""
    rows = select(GoalProposal).where(GoalProposal.goal_id == goal.id, GoalProposal.state == OPEN)
    return (await session.scalars(rows)).one_or_none()


async def propose(
    session: AsyncSession, vault: Vault, author: Member, draft: GoalProposal, now: datetime
) -> Goal:
    """The draft is the couple's from here on; it takes the place of what else was proposed.

    Raises RuleBroken when the two are no longer linked, or have proposed or want enough.
    """
    await _lock_couple(session, author)
    await _must_be_within_daily_limit(session, author, now)
    plan = await vault.open(draft, "draft")
    if draft.goal_id:
        goal = await find_goal(session, author, draft.goal_id)
        await _supersede(session, goal)
    else:
        goal = await _new_goal(session, author, now)
    await _must_be_in_state(goal, UNFINISHED_STATES)
    if goal.state == PROPOSED:
        await vault.seal(goal, "plan", plan)
    await vault.seal(draft, "plan", plan)
    draft.goal_id, draft.draft = goal.id, None
    await _submit(session, author, draft, now)
    return goal


async def ask(
    session: AsyncSession, member: Member, goal: Goal, kind: str, now: datetime
) -> GoalProposal | None:
    """Asks the other to park, resume, finish or drop a locked goal; None when it was asked before.

    Who asks for what the other has asked for agrees to it.
    """
    if kind not in TRANSITION_TARGETS:
        raise NotFound
    await _must_be_in_state(goal, TRANSITION_SOURCES[kind])
    before = await pending_proposal(session, goal)
    if before and before.kind == kind and not has_lapsed(before, now):
        return None if before.member_id == member.id else before
    await _must_be_within_daily_limit(session, member, now)
    await _supersede(session, goal)
    asked = GoalProposal(
        id=uuid4(),
        couple_id=goal.couple_id,
        goal_id=goal.id,
        member_id=member.id,
        kind=kind,
        at=now,
    )
    session.add(asked)
    await _submit(session, member, asked, now)
    return asked


def has_lapsed(proposal: GoalProposal, now: datetime) -> bool:
    """Whether it has waited for as long as a proposal does, without a yes."""
    return proposal.state == OPEN and now - proposal.at >= PROPOSAL_LIFETIME


async def find_proposal(
    session: AsyncSession, member: Member, proposal_id: UUID | None, now: datetime
) -> tuple[GoalProposal, Goal]:
    """What was proposed in the person's couple, with its goal locked. Raises NotFound.

    Raises RuleBroken when something else has taken its place, or its time is over.
    """
    if member.couple_id:
        await session.get(Couple, member.couple_id, with_for_update=True)
    mine = GoalProposal.couple_id == member.couple_id
    rows = select(GoalProposal).where(GoalProposal.id == proposal_id, mine)
    found = (await session.scalars(rows)).one_or_none()
    if found is None or found.state == DRAFT or found.goal_id is None:
        raise NotFound
    goal = await session.get_one(Goal, found.goal_id, with_for_update=True)
    await session.refresh(found)
    if found.state == OVER or goal.state == DROPPED or has_lapsed(found, now):
        raise RuleBroken("goals-over")
    return found, goal


async def agree(
    session: AsyncSession, vault: Vault, member: Member, proposal: GoalProposal, goal: Goal
) -> bool:
    """The other's yes makes it so; False when it was said before. Lock the goal's row before."""
    if proposal.member_id == member.id:
        raise NotFound
    if proposal.state == AGREED:
        return False
    if goal.state == PROPOSED:
        await _must_have_room_for_goal(session, member)
    if proposal.kind == PLAN:
        await vault.seal(goal, "plan", await vault.open(proposal, "plan"))
        goal.state = ACTIVE if goal.state == PROPOSED else goal.state
    else:
        await _must_be_in_state(goal, TRANSITION_SOURCES[proposal.kind])
        goal.state = TRANSITION_TARGETS[proposal.kind]
    proposal.state, proposal.plan = AGREED, None
    if goal.state in (DONE, DROPPED):
        await _finish_goal(session, goal)
    await session.flush()
    return True


async def withdraw(session: AsyncSession, member: Member, proposal: GoalProposal) -> None:
    """One's own, while the other has not agreed; the other is not told."""
    if proposal.member_id != member.id or proposal.state != OPEN:
        raise NotFound
    await end_pending(session, await session.get_one(Goal, proposal.goal_id))


async def end_pending(session: AsyncSession, goal: Goal) -> None:
    """What waits for a yes is over, and a new goal with it; its words go."""
    await _supersede(session, goal)
    if goal.state == PROPOSED:
        goal.state = DROPPED
        await _finish_goal(session, goal)


async def leave(session: AsyncSession, member: Member, goal: Goal) -> None:
    """One's own part needs nobody's yes; with nobody left in it, the goal is dropped."""
    await _must_be_in_state(goal, (ACTIVE, PARKED))
    part = await part_of(session, member, goal)
    part.left, part.check_in, part.stops = True, False, False
    own = GoalCheckIn.goal_id == goal.id, GoalCheckIn.member_id == member.id
    await session.execute(delete(GoalCheckIn).where(*own, GoalCheckIn.revealed.is_(None)))
    both = select(func.count()).where(GoalPart.goal_id == goal.id, GoalPart.left)
    if await session.scalar(both) == 2:
        goal.state = DROPPED
        await _supersede(session, goal)
        await _finish_goal(session, goal)


async def rejoin(session: AsyncSession, member: Member, goal: Goal) -> None:
    """In it again, as if nothing had been."""
    (await part_of(session, member, goal)).left = False


async def plan_of(vault: Vault, row: Goal | GoalProposal) -> Plan:
    """What a goal or a proposal says; a draft opens with its author's key alone."""
    draft = isinstance(row, GoalProposal) and row.state == DRAFT
    return Plan.load(await vault.open(row, "draft" if draft else "plan"))


async def _lock_couple(session: AsyncSession, author: Member) -> Couple:
    """The couple's row, locked, so that the other cannot unlink in between."""
    couple = None
    if author.couple_id:
        couple = await session.get(Couple, author.couple_id, with_for_update=True)
    if couple is None or couple.ended_at:
        raise RuleBroken("not-linked")
    return couple


async def _must_have_room_for_goal(session: AsyncSession, member: Member) -> None:
    """Only agreed goals count, which both of the two know of. Lock the couple's row before."""
    if len(await agreed_goals(session, member)) >= MAX_GOALS:
        raise RuleBroken("goals-enough", most=MAX_GOALS)


async def _must_have_few_open(session: AsyncSession, author: Member) -> None:
    """Counts what the author sees in their own list, so that the limit tells nothing of a no."""
    new = select(Goal.id).where(Goal.couple_id == author.couple_id, Goal.state == PROPOSED)
    own = select(func.count()).where(
        GoalProposal.member_id == author.id,
        GoalProposal.state == OPEN,
        GoalProposal.goal_id.in_(new),
    )
    if (await session.scalar(own) or 0) >= MAX_OPEN_NEW_GOALS:
        raise RuleBroken("goals-enough-open", count=MAX_OPEN_NEW_GOALS)


async def _submit(
    session: AsyncSession, author: Member, proposal: GoalProposal, now: datetime
) -> None:
    """From here on it waits for a yes; one like it that was put off lately stays off."""
    proposal.state, proposal.at = OPEN, now
    earlier = select(GoalProposal.id).where(
        GoalProposal.goal_id == proposal.goal_id,
        GoalProposal.member_id == author.id,
        GoalProposal.kind == proposal.kind,
        GoalProposal.put_off,
        GoalProposal.at > now - PROPOSAL_LIFETIME,
    )
    proposal.put_off = await session.scalar(earlier.limit(1)) is not None
    await session.flush()
    await due.schedule(session, LAPSE_DUE, author, now + PROPOSAL_LIFETIME, proposal.id)


async def _new_goal(session: AsyncSession, author: Member, now: datetime) -> Goal:
    await _must_have_room_for_goal(session, author)
    await _must_have_few_open(session, author)
    goal = Goal(id=uuid4(), couple_id=author.couple_id, state=PROPOSED, at=now)
    session.add(goal)
    await session.flush()
    for member in await session.scalars(select(Member).where(Member.couple_id == author.couple_id)):
        session.add(
            GoalPart(id=uuid4(), goal_id=goal.id, member_id=member.id, left=False, check_in=False)
        )
    return goal


async def _must_be_in_state(goal: Goal, states: Sequence[str]) -> None:
    if goal.state not in states:
        raise RuleBroken("goals-over")


async def _supersede(session: AsyncSession, goal: Goal) -> None:
    """Whatever was proposed about the goal is over; its words go with it."""
    earlier = await pending_proposal(session, goal)
    if earlier:
        earlier.state, earlier.plan = OVER, None
        await session.flush()


async def _finish_goal(session: AsyncSession, goal: Goal) -> None:
    """A dropped goal leaves no words behind; a reached one can still be read."""
    goal.checking = False
    if goal.state == DROPPED:
        goal.plan = None
    await session.execute(delete(GoalCheckIn).where(GoalCheckIn.goal_id == goal.id))


async def _must_be_within_daily_limit(session: AsyncSession, author: Member, now: datetime) -> None:
    zone = author.zone or "UTC"
    midnight = calendar.to_utc(calendar.to_local(now, zone).date(), time.min, zone)
    today = select(func.count()).where(
        GoalProposal.member_id == author.id,
        GoalProposal.state != DRAFT,
        GoalProposal.at >= midnight,
    )
    if (await session.scalar(today) or 0) >= MAX_PER_DAY:
        raise RuleBroken("goals-enough-today", count=MAX_PER_DAY)
