"""Two who link again within 90 days may take up their goals and reminders, if both say yes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from domain.errors import NotFound
from domain.goals import check_in_week, proposals
from domain.privacy import hide
from domain.remind import occurrences, reminders, versions
from storage.sealing import Vault
from storage.tables.goals import Goal, GoalCheckIn, GoalProposal
from storage.tables.member import Member
from storage.tables.pair import Couple, CoupleMember
from storage.tables.remind import Reminder, ReminderOccurrence

RESUME_WITHIN = timedelta(days=90)
"""After a link ended, and again after the next began: longer ago it is a new beginning."""
NEW, SHOWN, YES, NO = "new", "shown", "yes", "no"
ANSWERS = (YES, NO)
Resumable = tuple[Sequence[Goal], Sequence[Reminder]]


async def offer(session: AsyncSession, couple: Couple, now: datetime) -> None:
    """Notes that the two who are just linked have something to take up, for each of them."""
    found, kept = await find_resumable(session, couple, now)
    if found or kept:
        ties = update(CoupleMember).where(CoupleMember.couple_id == couple.id)
        await session.execute(ties.values(again=NEW))


async def find_resumable(session: AsyncSession, couple: Couple, now: datetime) -> Resumable:
    """The goals that the two had agreed on, and their reminders for each other and for both.

    It says nothing of who left, declined or muted something. Whoever has forgotten has no tie to
    a former link any more.
    """
    former = await _former_couple_ids(session, couple)
    wanted = select(Goal).where(
        Goal.couple_id.in_(former), Goal.state.in_((proposals.ACTIVE, proposals.PARKED))
    )
    kept = select(Reminder).where(
        Reminder.couple_id.in_(former),
        Reminder.state == reminders.ACTIVE,
        Reminder.audience != reminders.ME,
        Reminder.changes.is_(None),
        reminders.is_upcoming(now),
    )
    found = await session.scalars(wanted.order_by(Goal.at, Goal.id))
    return found.all(), (await session.scalars(kept.order_by(Reminder.made_at, Reminder.id))).all()


async def words_of(vault: Vault, found: Resumable) -> list[str]:
    """What each of it says, in the same order for both."""
    wanted, kept = found
    plans = [(await proposals.plan_of(vault, each)).words for each in wanted]
    return [*plans, *[await reminders.words_of(vault, each) for each in kept]]


async def take_unseen_offer(
    session: AsyncSession, member: Member, now: datetime
) -> tuple[CoupleMember, Resumable] | None:
    """The offer that the person has not seen yet, once; None when there is nothing to take up.

    It waits while they hide what the two had.
    """
    couple_member = await _current_couple_member(session, member)
    if couple_member is None or couple_member.again != NEW:
        return None
    couple = await session.get_one(Couple, couple_member.couple_id)
    hidden = {each.couple_id for each in await hide.hidden_links(session, member)}
    if hidden & {*await _former_couple_ids(session, couple)}:
        return None
    couple_member.again = SHOWN
    found = await find_resumable(session, couple, now)
    return (couple_member, found) if any(found) and not _is_late(couple, now) else None


async def find_own(
    session: AsyncSession, member: Member, couple_member_id: UUID | None
) -> CoupleMember:
    """The person's own offer, with the couple's row locked.

    So of two who answer at the same instant one sees the other. Raises NotFound for an offer of a
    former link, and for one that is over.
    """
    if member.couple_id is None:
        raise NotFound
    await session.get_one(Couple, member.couple_id, with_for_update=True)
    couple_member = await _current_couple_member(session, member)
    if couple_member is None or couple_member.id != couple_member_id or not couple_member.again:
        raise NotFound
    return couple_member


async def answer(
    session: AsyncSession, vault: Vault, couple_member: CoupleMember, choice: str, now: datetime
) -> bool:
    """Keeps the person's answer; True when by that both have said yes, and it happens.

    Raises NotFound for one that came too late.
    """
    couple = await session.get_one(Couple, couple_member.couple_id)
    if choice not in ANSWERS or _is_late(couple, now):
        raise NotFound
    couple_member.again = choice
    await session.flush()
    agreed = select(func.count()).where(
        CoupleMember.couple_id == couple.id, CoupleMember.again == YES
    )
    if await session.scalar(agreed) != 2:
        return False
    await _take_up(session, vault, couple, now)
    await end_offer(session, couple.id)
    return True


async def own_answer(session: AsyncSession, member: Member) -> Literal["yes", "no"] | None:
    """The person's own answer, while the offer stands."""
    couple_member = await _current_couple_member(session, member)
    given: dict[str | None, Literal["yes", "no"]] = {YES: "yes", NO: "no"}
    return given.get(couple_member.again) if couple_member else None


async def end_offer(session: AsyncSession, couple_id: UUID) -> None:
    """Nothing is offered any more, and what was said to it goes."""
    await session.execute(
        update(CoupleMember).where(CoupleMember.couple_id == couple_id).values(again=None)
    )


async def _take_up(session: AsyncSession, vault: Vault, couple: Couple, now: datetime) -> None:
    wanted, kept = await find_resumable(session, couple, now)
    members = await session.scalars(select(Member).where(Member.couple_id == couple.id))
    both = sorted(members.all(), key=lambda member: member.id)
    for goal in wanted:
        await _move_goal(session, vault, goal, couple)
    await session.flush()
    for member in both if wanted else []:
        await check_in_week.replan(session, member, now)
    for reminder in kept:
        for version in await versions.all_versions(session, reminder):
            await _move_reminder(session, vault, version, couple, both, now)


async def _move_goal(session: AsyncSession, vault: Vault, goal: Goal, couple: Couple) -> None:
    """What was proposed and not agreed to stays where it was, and is over."""
    open_ones = GoalProposal.goal_id == goal.id, GoalProposal.state == proposals.OPEN
    over = update(GoalProposal).where(*open_ones)
    await session.execute(over.values(state=proposals.OVER, plan=None))
    for each in await session.scalars(select(GoalCheckIn).where(GoalCheckIn.goal_id == goal.id)):
        await _reseal(vault, each, "revealed", couple)
    await _reseal(vault, goal, "plan", couple)


async def _move_reminder(
    session: AsyncSession,
    vault: Vault,
    reminder: Reminder,
    couple: Couple,
    both: Sequence[Member],
    now: datetime,
) -> None:
    """Each side of it stands as it stood; what came due in between does not come after."""
    await _reseal(vault, reminder, "shared", couple)
    waiting = update(ReminderOccurrence).where(
        ReminderOccurrence.reminder_id == reminder.id, ReminderOccurrence.state == occurrences.OPEN
    )
    await session.execute(waiting.values(state=occurrences.OVER, back_at=None))
    for member in both:
        share = await reminders.recipient_of(session, reminder, member)
        if share:
            await occurrences.plan(session, reminder, share, member, now)


async def _reseal(
    vault: Vault, row: Goal | GoalCheckIn | Reminder, column: str, couple: Couple
) -> None:
    """Under the key of the couple that the two are now."""
    sealed = getattr(row, column) is not None
    words = await vault.open(row, column)
    row.couple_id = couple.id
    if sealed:
        await vault.seal(row, column, words)


async def _former_couple_ids(session: AsyncSession, couple: Couple) -> Sequence[UUID]:
    """The former links of these two, and of nobody else, that ended not long before this one."""
    own = select(CoupleMember.member_id).where(CoupleMember.couple_id == couple.id)
    of_two = (
        select(CoupleMember.couple_id)
        .where(CoupleMember.couple_id != couple.id, CoupleMember.member_id.in_(own))
        .group_by(CoupleMember.couple_id)
        .having(func.count() == 2)
    )
    lately = select(Couple.id).where(
        Couple.id.in_(of_two), Couple.ended_at > couple.started_at - RESUME_WITHIN
    )
    return (await session.scalars(lately)).all()


async def _current_couple_member(session: AsyncSession, member: Member) -> CoupleMember | None:
    rows = select(CoupleMember).where(
        CoupleMember.couple_id == member.couple_id, CoupleMember.member_id == member.id
    )
    return (await session.scalars(rows.execution_options(populate_existing=True))).one_or_none()


def _is_late(couple: Couple, now: datetime) -> bool:
    return now >= couple.started_at + RESUME_WITHIN
