"""Two who link again within 90 days may take up their goals and reminders, if both say yes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from domain import goals, goals_check_in_week, privacy_hide, remind, remind_ring, remind_version
from domain.errors import NotFound
from storage.models import (
    Couple,
    Goal,
    GoalCheckIn,
    GoalProposal,
    Member,
    Reminder,
    Ring,
    Tie,
)
from storage.sealing import Vault

WITHIN = timedelta(days=90)
"""After a link ended, and again after the next began: longer ago it is a new beginning."""
NEW, SHOWN, YES, NO = "new", "shown", "yes", "no"
ANSWERS = (YES, NO)
Had = tuple[Sequence[Goal], Sequence[Reminder]]


async def offer(session: AsyncSession, couple: Couple, now: datetime) -> None:
    """Notes that the two who are just linked have something to take up, for each of them."""
    found, kept = await had(session, couple, now)
    if found or kept:
        ties = update(Tie).where(Tie.couple_id == couple.id)
        await session.execute(ties.values(again=NEW))


async def had(session: AsyncSession, couple: Couple, now: datetime) -> Had:
    """The goals that the two had agreed on, and their reminders for each other and for both.

    It says nothing of who left, declined or muted something. Whoever has forgotten has no tie to
    a former link any more.
    """
    former = await _former(session, couple)
    wanted = select(Goal).where(
        Goal.couple_id.in_(former), Goal.state.in_((goals.ACTIVE, goals.PARKED))
    )
    kept = select(Reminder).where(
        Reminder.couple_id.in_(former),
        Reminder.state == remind.ACTIVE,
        Reminder.audience != remind.ME,
        Reminder.changes.is_(None),
        remind.to_come(now),
    )
    found = await session.scalars(wanted.order_by(Goal.at, Goal.id))
    return found.all(), (await session.scalars(kept.order_by(Reminder.made_at, Reminder.id))).all()


async def words_of(vault: Vault, found: Had) -> list[str]:
    """What each of it says, in the same order for both."""
    wanted, kept = found
    plans = [(await goals.plan_of(vault, each)).words for each in wanted]
    return [*plans, *[await remind.words_of(vault, each) for each in kept]]


async def to_show(session: AsyncSession, member: Member, now: datetime) -> tuple[Tie, Had] | None:
    """The offer that the person has not seen yet, once; None when there is nothing to take up.

    It waits while they hide what the two had.
    """
    tie = await _tie(session, member)
    if tie is None or tie.again != NEW:
        return None
    couple = await session.get_one(Couple, tie.couple_id)
    hidden = {each.couple_id for each in await privacy_hide.hidden(session, member)}
    if hidden & {*await _former(session, couple)}:
        return None
    tie.again = SHOWN
    found = await had(session, couple, now)
    return (tie, found) if any(found) and not _is_late(couple, now) else None


async def own(session: AsyncSession, member: Member, tie_id: UUID | None) -> Tie:
    """The person's own offer, with the couple's row locked.

    So of two who answer at the same instant one sees the other. Raises NotFound for an offer of a
    former link, and for one that is over.
    """
    if member.couple_id is None:
        raise NotFound
    await session.get_one(Couple, member.couple_id, with_for_update=True)
    tie = await _tie(session, member)
    if tie is None or tie.id != tie_id or not tie.again:
        raise NotFound
    return tie


async def answer(session: AsyncSession, vault: Vault, tie: Tie, say: str, now: datetime) -> bool:
    """Keeps the person's answer; True when by that both have said yes, and it happens.

    Raises NotFound for one that came too late.
    """
    couple = await session.get_one(Couple, tie.couple_id)
    if say not in ANSWERS or _is_late(couple, now):
        raise NotFound
    tie.again = say
    await session.flush()
    agreed = select(func.count()).where(Tie.couple_id == couple.id, Tie.again == YES)
    if await session.scalar(agreed) != 2:
        return False
    await _take_up(session, vault, couple, now)
    await end(session, couple.id)
    return True


async def said(session: AsyncSession, member: Member) -> Literal["yes", "no"] | None:
    """The person's own answer, while the offer stands."""
    tie = await _tie(session, member)
    given: dict[str | None, Literal["yes", "no"]] = {YES: "yes", NO: "no"}
    return given.get(tie.again) if tie else None


async def end(session: AsyncSession, couple_id: UUID) -> None:
    """Nothing is offered any more, and what was said to it goes."""
    await session.execute(update(Tie).where(Tie.couple_id == couple_id).values(again=None))


async def _take_up(session: AsyncSession, vault: Vault, couple: Couple, now: datetime) -> None:
    wanted, kept = await had(session, couple, now)
    halves = await session.scalars(select(Member).where(Member.couple_id == couple.id))
    both = sorted(halves.all(), key=lambda half: half.id)
    for goal in wanted:
        await _move_goal(session, vault, goal, couple)
    await session.flush()
    for half in both if wanted else []:
        await goals_check_in_week.replan(session, half, now)
    for held in kept:
        for version in await remind_version.of(session, held):
            await _move_reminder(session, vault, version, couple, both, now)


async def _move_goal(session: AsyncSession, vault: Vault, goal: Goal, couple: Couple) -> None:
    """What was proposed and not agreed to stays where it was, and is over."""
    open_ones = GoalProposal.goal_id == goal.id, GoalProposal.state == goals.OPEN
    over = update(GoalProposal).where(*open_ones)
    await session.execute(over.values(state=goals.OVER, plan=None))
    for each in await session.scalars(select(GoalCheckIn).where(GoalCheckIn.goal_id == goal.id)):
        await _reseal(vault, each, "revealed", couple)
    await _reseal(vault, goal, "plan", couple)


async def _move_reminder(
    session: AsyncSession,
    vault: Vault,
    held: Reminder,
    couple: Couple,
    both: Sequence[Member],
    now: datetime,
) -> None:
    """Each side of it stands as it stood; what came due in between does not come after."""
    await _reseal(vault, held, "shared", couple)
    waiting = update(Ring).where(Ring.reminder_id == held.id, Ring.state == remind_ring.OPEN)
    await session.execute(waiting.values(state=remind_ring.OVER, back_at=None))
    for half in both:
        share = await remind.share_of(session, held, half)
        if share:
            await remind_ring.plan(session, held, share, half, now)


async def _reseal(
    vault: Vault, row: Goal | GoalCheckIn | Reminder, column: str, couple: Couple
) -> None:
    """Under the key of the couple that the two are now."""
    sealed = getattr(row, column) is not None
    words = await vault.open(row, column)
    row.couple_id = couple.id
    if sealed:
        await vault.seal(row, column, words)


async def _former(session: AsyncSession, couple: Couple) -> Sequence[UUID]:
    """The former links of these two, and of nobody else, that ended not long before this one."""
    own = select(Tie.member_id).where(Tie.couple_id == couple.id)
    of_two = (
        select(Tie.couple_id)
        .where(Tie.couple_id != couple.id, Tie.member_id.in_(own))
        .group_by(Tie.couple_id)
        .having(func.count() == 2)
    )
    lately = select(Couple.id).where(
        Couple.id.in_(of_two), Couple.ended_at > couple.started_at - WITHIN
    )
    return (await session.scalars(lately)).all()


async def _tie(session: AsyncSession, member: Member) -> Tie | None:
    rows = select(Tie).where(Tie.couple_id == member.couple_id, Tie.member_id == member.id)
    return (await session.scalars(rows.execution_options(populate_existing=True))).one_or_none()


def _is_late(couple: Couple, now: datetime) -> bool:
    return now >= couple.started_at + WITHIN
