"""The weekly check-in on a goal: answered apart, seen by both at once, and kept for a week only."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from domain import calendar, due, goals
from domain.errors import NotFound, RuleBroken
from storage.models import Couple, Goal, GoalCheckIn, GoalPart, Member
from storage.sealing import Vault

CHECK_IN = "check-in"
HOW = ("well", "some", "notyet")
STOP_AFTER = 4
"""After so many check-ins that only one or none of the two answered, they stop by themselves."""


async def want(
    session: AsyncSession, member: Member, partner: Member, goal: Goal, now: datetime
) -> None:
    """One's own yes; it begins once the other has said yes as well. Lock the goal's row before."""
    if goal.state != goals.ACTIVE:
        raise RuleBroken("goals-over")
    (await goals.part_of(session, member, goal)).check_in = True
    await session.flush()
    if not goal.checking and (await goals.part_of(session, partner, goal)).check_in:
        goal.checking, goal.quiet = True, 0
        await session.flush()
    for each in (member, partner):
        await replan(session, each, now)


async def stop(session: AsyncSession, member: Member, goal: Goal) -> None:
    """Nobody is told: to the other it is like any week without an answer."""
    (await goals.part_of(session, member, goal)).check_in = False
    own = GoalCheckIn.goal_id == goal.id, GoalCheckIn.member_id == member.id
    await session.execute(delete(GoalCheckIn).where(*own, GoalCheckIn.revealed.is_(None)))


async def replan(session: AsyncSession, member: Member, now: datetime) -> None:
    """Plans the person's next check-in anew, at the couple's weekday and their own hour."""
    couple = await session.get(Couple, member.couple_id) if member.couple_id else None
    if couple is None or not await _asked_about(session, member):
        await due.drop(session, CHECK_IN, member)
        return
    halves = await session.scalars(select(Member).where(Member.couple_id == couple.id))
    days = [_next_day(half, couple.weekday, now) for half in halves]
    await due.every(session, CHECK_IN, member, max(days), 7)


async def open_week(
    session: AsyncSession, couple: Couple, member: Member, day: date
) -> Sequence[GoalCheckIn]:
    """What the person is to be asked in the ISO week of local date `day`, one row for each goal.

    The first of the two whom it reaches takes away what was said in the week before; who was
    asked in this week already is not asked again.
    """
    week = calendar.week_of(day)
    opened = []
    for each in await _asked_about(session, member):
        goal = await goals.find(session, member, each.id)
        await _turn_to(session, goal, week)
        if goal.checking and not await current(session, member, goal):
            row = GoalCheckIn(
                id=uuid4(),
                goal_id=goal.id,
                couple_id=couple.id,
                member_id=member.id,
                week=week,
                shared=False,
            )
            session.add(row)
            opened.append(row)
        await session.flush()
    return opened


async def own(
    session: AsyncSession, member: Member, check_in_id: UUID | None
) -> tuple[GoalCheckIn, Goal]:
    """The person's own, while the two are linked, with its goal locked. Raises NotFound."""
    rows = select(GoalCheckIn).where(
        GoalCheckIn.id == check_in_id, GoalCheckIn.member_id == member.id
    )
    found = (await session.scalars(rows)).one_or_none()
    if found is None:
        raise NotFound
    return found, await goals.find(session, member, found.goal_id)


async def answered(
    session: AsyncSession, member: Member, check_in_id: UUID | None
) -> GoalCheckIn | None:
    """The person's own that has an answer and may still take a note, if it is there at all."""
    try:
        found, _ = await own(session, member, check_in_id)
    except NotFound:
        return None
    return found if found.text is not None and found.revealed is None else None


async def current(session: AsyncSession, member: Member, goal: Goal) -> GoalCheckIn | None:
    """What the person was asked last about this goal, answered or not."""
    rows = select(GoalCheckIn).where(
        GoalCheckIn.goal_id == goal.id, GoalCheckIn.member_id == member.id
    )
    return (await session.scalars(rows.order_by(GoalCheckIn.week.desc()).limit(1))).first()


async def answer(vault: Vault, check_in: GoalCheckIn, how: str, note: str) -> None:
    """A draft, even where an earlier answer was shared. Raises RuleBroken once both have seen."""
    if how not in HOW:
        raise NotFound
    _must_be_hidden(check_in)
    await vault.seal(check_in, "text", json.dumps([how, note], ensure_ascii=False))
    check_in.shared = False


async def said(vault: Vault, check_in: GoalCheckIn, column: str = "text") -> tuple[str, str]:
    """How it went and the note, from one's own column or from the `revealed` one."""
    text = await vault.open(check_in, column)
    how, note = json.loads(text) if text else ("", "")
    return how, note


async def share(
    session: AsyncSession, vault: Vault, check_in: GoalCheckIn, goal: Goal
) -> Sequence[GoalCheckIn]:
    """Both rows when the other has shared as well, and then both are revealed; else none.

    The goal's row must be locked, so that of two who share at once one sees the other.
    """
    _must_be_hidden(check_in)
    if check_in.text is None:
        raise NotFound
    check_in.shared = True
    await session.flush()
    shared = await _of_week(session, goal, check_in.week)
    if len(shared) < 2:
        return []
    for each in shared:
        await vault.seal(each, "revealed", await vault.open(each, "text"))
    return shared


def take_back(check_in: GoalCheckIn) -> None:
    """A shared answer is a draft again. Raises RuleBroken once both have seen it."""
    _must_be_hidden(check_in)
    check_in.shared = False


async def revealed(session: AsyncSession, goal: Goal, week: str) -> Sequence[GoalCheckIn]:
    """Both of that week, once both have shared."""
    both = await _of_week(session, goal, week)
    return both if len(both) == 2 and all(each.revealed for each in both) else []


async def _asked_about(session: AsyncSession, member: Member) -> Sequence[Goal]:
    rows = (
        select(Goal)
        .join(GoalPart, GoalPart.goal_id == Goal.id)
        .where(
            Goal.couple_id == member.couple_id,
            Goal.state == goals.ACTIVE,
            Goal.checking,
            GoalPart.member_id == member.id,
            GoalPart.check_in,
        )
    )
    return (await session.scalars(rows.order_by(Goal.at, Goal.id))).all()


async def _turn_to(session: AsyncSession, goal: Goal, week: str) -> None:
    """Once a week for each goal: counts a quiet week, and stops after some of them."""
    rows = select(GoalCheckIn).where(GoalCheckIn.goal_id == goal.id, GoalCheckIn.week != week)
    before = (await session.scalars(rows)).all()
    if not before:
        return
    goal.quiet = 0 if all(each.revealed for each in before) else goal.quiet + 1
    for each in before:
        await session.delete(each)
    if goal.quiet >= STOP_AFTER:
        goal.checking = False
        for part in await session.scalars(select(GoalPart).where(GoalPart.goal_id == goal.id)):
            part.check_in = False
    await session.flush()


async def _of_week(session: AsyncSession, goal: Goal, week: str) -> Sequence[GoalCheckIn]:
    rows = select(GoalCheckIn).where(
        GoalCheckIn.goal_id == goal.id, GoalCheckIn.week == week, GoalCheckIn.shared
    )
    return (await session.scalars(rows.execution_options(populate_existing=True))).all()


def _next_day(member: Member, weekday: int, now: datetime) -> date:
    """The first date of that weekday whose hour is still to come for this person."""
    zone = member.zone or "UTC"
    start = calendar.next_weekday(calendar.local(now, zone).date() - timedelta(days=1), weekday)
    day, _ = calendar.first_slot_after(start, due.clock_time(member), zone, 7, now)
    return day


def _must_be_hidden(check_in: GoalCheckIn) -> None:
    if check_in.revealed is not None:
        raise RuleBroken("goals-check-in-seen")
