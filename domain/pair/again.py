"""Lets two who link again within 90 days go on with their goals and reminders, if both say yes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from sqlalchemy import func, select, update

from domain.context import Context
from domain.errors import NotFound
from domain.goals import check_in_week, proposals, year
from domain.privacy import hide
from domain.remind import occurrences, reminders, versions
from storage.tables.goals import Goal, GoalCheckIn, GoalProposal
from storage.tables.member import Member
from storage.tables.pair import Couple, CoupleMember
from storage.tables.remind import Reminder, ReminderOccurrence

RESUME_WITHIN = timedelta(days=90)
"""After a link ended, and again after the next began: longer ago it is a new beginning."""
NEW, SHOWN, YES, NO = "new", "shown", "yes", "no"
ANSWERS = (YES, NO)
Resumable = tuple[Sequence[Goal], Sequence[Reminder]]


async def offer(ctx: Context, couple: Couple) -> None:
    """Note for each of two who just linked again that they have something to take up."""
    found, kept = await find_resumable(ctx, couple)
    if found or kept:
        ties = update(CoupleMember).where(CoupleMember.couple_id == couple.id)
        await ctx.session.execute(ties.values(again=NEW))


async def find_resumable(ctx: Context, couple: Couple) -> Resumable:
    """Return the goals that the two had agreed on, and their reminders for each other and for both.

    The result does not tell who left, declined or muted something. A person who has used /forget is
    not a member of a former link any more.
    """
    former = await _former_couple_ids(ctx, couple)
    wanted = select(Goal).where(
        Goal.couple_id.in_(former), Goal.state.in_((proposals.ACTIVE, proposals.PARKED))
    )
    kept = select(Reminder).where(
        Reminder.couple_id.in_(former),
        Reminder.state == reminders.ACTIVE,
        Reminder.audience != reminders.ME,
        Reminder.changes.is_(None),
        reminders.is_upcoming(ctx.now),
    )
    found = await ctx.session.scalars(wanted.order_by(Goal.at, Goal.id))
    return found.all(), (
        await ctx.session.scalars(kept.order_by(Reminder.made_at, Reminder.id))
    ).all()


async def words_of(ctx: Context, found: Resumable) -> list[str]:
    """Return what each item says, in the same order for both."""
    wanted, kept = found
    plans = [(await proposals.plan_of(ctx, each)).words for each in wanted]
    return [*plans, *[await reminders.words_of(ctx, each) for each in kept]]


async def take_unseen_offer(ctx: Context, member: Member) -> tuple[CoupleMember, Resumable] | None:
    """Return the offer that the person has not seen yet, once; None if there is nothing to offer.

    The offer waits while the person hides what the two had.
    """
    couple_member = await _current_couple_member(ctx, member)
    if couple_member is None or couple_member.again != NEW:
        return None
    couple = await ctx.session.get_one(Couple, couple_member.couple_id)
    hidden = {each.couple_id for each in await hide.hidden_links(ctx, member)}
    if hidden & {*await _former_couple_ids(ctx, couple)}:
        return None
    couple_member.again = SHOWN
    found = await find_resumable(ctx, couple)
    return (couple_member, found) if any(found) and not _is_late(couple, ctx.now) else None


async def find_own(ctx: Context, member: Member, couple_member_id: UUID | None) -> CoupleMember:
    """Return the person's own offer and lock the couple's row.

    So of two who answer at the same instant the second sees the first. Raise NotFound for an offer
    of a former link, and for one that is over.
    """
    if member.couple_id is None:
        raise NotFound
    await ctx.session.get_one(Couple, member.couple_id, with_for_update=True)
    couple_member = await _current_couple_member(ctx, member)
    if couple_member is None or couple_member.id != couple_member_id or not couple_member.again:
        raise NotFound
    return couple_member


async def answer(ctx: Context, couple_member: CoupleMember, choice: str) -> bool:
    """Save the person's answer; return True when both have said yes and the offer is carried out.

    Raise NotFound for one that came too late.
    """
    couple = await ctx.session.get_one(Couple, couple_member.couple_id)
    if choice not in ANSWERS or _is_late(couple, ctx.now):
        raise NotFound
    couple_member.again = choice
    await ctx.session.flush()
    agreed = select(func.count()).where(
        CoupleMember.couple_id == couple.id, CoupleMember.again == YES
    )
    if await ctx.session.scalar(agreed) != 2:
        return False
    await _take_up(ctx, couple)
    await end_offer(ctx, couple.id)
    return True


async def own_answer(ctx: Context, member: Member) -> Literal["yes", "no"] | None:
    """Return the person's own answer while the offer stands."""
    couple_member = await _current_couple_member(ctx, member)
    given: dict[str | None, Literal["yes", "no"]] = {YES: "yes", NO: "no"}
    return given.get(couple_member.again) if couple_member else None


async def end_offer(ctx: Context, couple_id: UUID) -> None:
    """End an offer, and delete the answers to it."""
    await ctx.session.execute(
        update(CoupleMember).where(CoupleMember.couple_id == couple_id).values(again=None)
    )


async def _take_up(ctx: Context, couple: Couple) -> None:
    wanted, kept = await find_resumable(ctx, couple)
    members = await ctx.session.scalars(select(Member).where(Member.couple_id == couple.id))
    both = sorted(members.all(), key=lambda member: member.id)
    for goal in wanted:
        await _move_goal(ctx, goal, couple)
    await ctx.session.flush()
    for member in both if wanted else []:
        await check_in_week.replan(ctx, member)
        await year.replan(ctx, member)
    for reminder in kept:
        for version in await versions.all_versions(ctx, reminder):
            await _move_reminder(ctx, version, couple, both)


async def _move_goal(ctx: Context, goal: Goal, couple: Couple) -> None:
    """Move an agreed goal to the new couple; a proposal that was not agreed to ends."""
    open_ones = GoalProposal.goal_id == goal.id, GoalProposal.state == proposals.OPEN
    over = update(GoalProposal).where(*open_ones)
    await ctx.session.execute(over.values(state=proposals.OVER, plan=None))
    for each in await ctx.session.scalars(
        select(GoalCheckIn).where(GoalCheckIn.goal_id == goal.id)
    ):
        await _reseal(ctx, each, "revealed", couple)
    await _reseal(ctx, goal, "plan", couple)


async def _move_reminder(
    ctx: Context, reminder: Reminder, couple: Couple, both: Sequence[Member]
) -> None:
    """Move each side of a reminder as it stands; moments passed in between do not come later."""
    await _reseal(ctx, reminder, "shared", couple)
    waiting = update(ReminderOccurrence).where(
        ReminderOccurrence.reminder_id == reminder.id, ReminderOccurrence.state == occurrences.OPEN
    )
    await ctx.session.execute(waiting.values(state=occurrences.OVER, back_at=None))
    for member in both:
        share = await reminders.recipient_of(ctx, reminder, member)
        if share:
            await occurrences.plan(ctx, reminder, share, member, ctx.now)


async def _reseal(
    ctx: Context, row: Goal | GoalCheckIn | Reminder, column: str, couple: Couple
) -> None:
    """Seal a column again with the key of the present couple."""
    sealed = getattr(row, column) is not None
    words = await ctx.vault.open(row, column)
    row.couple_id = couple.id
    if sealed:
        await ctx.vault.seal(row, column, words)


async def _former_couple_ids(ctx: Context, couple: Couple) -> Sequence[UUID]:
    """Return the former links of exactly these two that ended not long before this one."""
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
    return (await ctx.session.scalars(lately)).all()


async def _current_couple_member(ctx: Context, member: Member) -> CoupleMember | None:
    rows = select(CoupleMember).where(
        CoupleMember.couple_id == member.couple_id, CoupleMember.member_id == member.id
    )
    return (await ctx.session.scalars(rows.execution_options(populate_existing=True))).one_or_none()


def _is_late(couple: Couple, now: datetime) -> bool:
    return now >= couple.started_at + RESUME_WITHIN
