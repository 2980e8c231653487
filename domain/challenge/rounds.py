"""Plans the couple's week: the date of its next card, how a round opens, and when each has it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import select

from content.library import Library
from domain import calendar, due
from domain.challenge import order
from domain.challenge.reach import current_round, has_reached
from domain.challenge.week import (
    OPENING_DUE,
    PAST,
    PROMPT_DUE,
    PastRound,
    Week,
    challenges_of,
    load_week,
)
from domain.context import Context
from storage.tables.challenge import Round
from storage.tables.member import Member
from storage.tables.pair import Couple
from storage.tables.queues import Due

DAY, PACE = "day", "pace"
"""The things that either of the two can change about their week."""
MIN_GAP = timedelta(days=3)
"""Two cards of one couple are at least this far apart, and never in one ISO week."""
SLOWER_AFTER = 2
STOP_AFTER = 4


async def members_of(ctx: Context, couple: Couple) -> Sequence[Member]:
    """Return the two people, always in the same order."""
    rows = select(Member).where(Member.couple_id == couple.id).order_by(Member.id)
    return (await ctx.session.scalars(rows)).all()


async def latest(ctx: Context, couple_id: UUID) -> Round | None:
    """Return the couple's newest round, which one or both of them may not have reached yet."""
    rows = select(Round).where(Round.couple_id == couple_id).order_by(Round.day.desc()).limit(1)
    return (await ctx.session.scalars(rows)).first()


async def plan(ctx: Context, week: Week) -> None:
    """Plan when the couple's next date is decided, and the next card of both."""
    coming = next_day(ctx, week)
    wanted = [row for each in week.both if (row := _plan_card(week, each, coming))]
    if coming:
        step_days = 7 * week.couple.every_weeks
        wanted.append(due.recurring_for_couple(OPENING_DUE, week.both[0], coming, step_days))
    week.planned = await due.replace_planned(ctx, week.planned, wanted)


async def replan(ctx: Context, member: Member) -> None:
    """Plan this person's next card again after their hour, their zone or the next date has changed.

    A round that is decided and has not reached them yet still comes on its own date.
    """
    if member.couple_id is None:
        await due.cancel(ctx, PROMPT_DUE, member)
        return
    week = await load_week(ctx.session, member.couple_id)
    card = _plan_card(week, member, next_day(ctx, week))
    before = [row for row in week.planned if (row.kind, row.member_id) == (PROMPT_DUE, member.id)]
    await due.replace_planned(ctx, before, [card] if card else [])


def next_day(ctx: Context, week: Week) -> date | None:
    """Return the first date of the couple's weekday that has begun nowhere and keeps its distance.

    So it lies ahead on both people's calendars and tells nothing about either. None while
    challenges rest.
    """
    couple = week.couple
    if couple.stopped_on:
        return None
    pause = timedelta(weeks=couple.every_weeks - 1)
    day = calendar.next_weekday(calendar.latest_begun_date(ctx.now), couple.weekday)
    while not _is_far_enough(day, week.last_day, pause):
        day += timedelta(weeks=1)
    return day


def following_day(couple: Couple, day: date) -> date:
    """Return the date of the round that follows one of that day, if nothing is changed."""
    pause = timedelta(weeks=couple.every_weeks - 1)
    coming = calendar.next_weekday(day, couple.weekday)
    while not _is_far_enough(coming, day, pause):
        coming += timedelta(weeks=1)
    return coming


async def open_round(ctx: Context, week: Week, library: Library, day: date) -> None:
    """Decide what comes to both on that date: the round of its ISO week, or the line of a rest.

    Closes the round before. Nothing happens for a date that is decided already. After a downtime
    the date is today's.
    """
    couple, newest = week.couple, week.newest
    if couple.stopped_on or (newest and not _is_later(day, newest)):
        return
    if newest and newest.closed_at is None:
        newest.closed_at = ctx.now
        couple.quiet = 0 if week.is_revealed else couple.quiet + 1
        if couple.quiet >= STOP_AFTER:
            couple.stopped_on = day
            return
    counts_for = ctx.now.date() if calendar.is_over(day, ctx.now) else day
    await _create_round(ctx, week, library, counts_for)


def mark_reached(ctx: Context, week: Week, member: Member) -> bool:
    """Note that the decided round reached this person, paused or not; False if it had before."""
    couple_member, opened = week.couple_members.get(member.id), week.opened
    day = week.couple.stopped_on or (opened.day if opened else None)
    if couple_member is None or day is None or has_reached(couple_member, day):
        return False
    if opened:
        _move_to_today(ctx, week, opened)
        day = opened.day
    couple_member.prompted_on = day
    return True


async def can_start(ctx: Context, week: Week, member: Member) -> bool:
    """Return whether this person can start a round now: none is open, and none was too recent."""
    if await current_round(ctx, member):
        return False
    if week.opened:
        return True
    return _is_far_enough(_manual_start_day(week.couple, ctx.now), week.last_day, timedelta())


async def start(ctx: Context, week: Week, library: Library) -> Sequence[Member]:
    """Start a round by hand, or the one that waits for its hour; return who gets their card now.

    On the date of a pause between rounds it replaces the line that the other has yet to read, and
    reaches them at their own hour.
    """
    couple, opened = week.couple, week.opened
    day, waits = _manual_start_day(couple, ctx.now), _is_rest_pending(couple, ctx.now)
    if opened is None:
        couple.stopped_on, couple.quiet = None, 0
        opened = await _create_round(ctx, week, library, day)
    readers = []
    for member in week.both:
        couple_member = week.couple_members.get(member.id)
        if couple_member and has_reached(couple_member, opened.day) == waits:
            couple_member.prompted_on = opened.day
            readers.append(member)
    return readers


async def past_challenges(ctx: Context, couple_id: UUID) -> list[str]:
    """Return the challenges that the couple has had, oldest first, including swapped ones."""
    had = await ctx.session.execute(PAST, {"couples": [couple_id]})
    return challenges_of(PastRound(*row[1:]) for row in had)


async def change_weekday(ctx: Context, couple: Couple, member: Member, weekday: int) -> None:
    """Change the weekday (0 is Monday), as either may; the other reads it on their next card."""
    couple.weekday = weekday
    await _record_change(ctx, couple, member, DAY)


async def change_pace(ctx: Context, couple: Couple, member: Member, every_weeks: int) -> None:
    """Set how many weeks apart challenges are; the partner reads it on their next card."""
    couple.every_weeks = every_weeks
    await _record_change(ctx, couple, member, PACE)


def take_news(week: Week, reader: Member) -> Sequence[str]:
    """Return what the other changed since the reader's last card; each change is told once."""
    couple_member = week.couple_members[reader.id]
    news, couple_member.news = couple_member.news.split(), ""
    return news


async def _record_change(ctx: Context, couple: Couple, member: Member, what: str) -> None:
    """Note the change for the other, and drop older news for the person who makes it."""
    week = await load_week(ctx.session, couple.id)
    for couple_member in week.couple_members.values():
        untold = set(couple_member.news.split()) - {what}
        is_reader = couple_member.member_id != member.id
        couple_member.news = " ".join(sorted(untold | {what} if is_reader else untold))
    await plan(ctx, week)


def _plan_card(week: Week, member: Member, coming: date | None) -> Due | None:
    """Return the plan of this person's next card or line; None while they rest."""
    decided = week.couple.stopped_on or (week.opened.day if week.opened else None)
    day = decided if decided and not week.reached(member, decided) else coming
    return due.recurring(PROMPT_DUE, member, day, 7 * week.couple.every_weeks) if day else None


async def _create_round(ctx: Context, week: Week, library: Library, day: date) -> Round:
    opened = Round(
        id=uuid4(),
        couple_id=week.couple.id,
        week=calendar.week_of(day),
        day=day,
        challenge=order.next_challenge(library, week.both, week.past_challenges, week.ratings),
        opened_at=ctx.now,
    )
    ctx.session.add(opened)
    week.add(opened)
    return opened


def _move_to_today(ctx: Context, week: Week, newest: Round) -> None:
    """Move a card whose date is over everywhere to today, for both."""
    if not calendar.is_over(newest.day, ctx.now):
        return
    today = ctx.now.date()
    for each in week.couple_members.values():
        if each.prompted_on == newest.day:
            each.prompted_on = today
    week.move(newest, today)


def _is_later(day: date, newest: Round) -> bool:
    return day > newest.day and calendar.week_of(day) != newest.week


def _is_rest_pending(couple: Couple, now: datetime) -> bool:
    """Return whether somebody's own hour may still be to come on the date of the rest."""
    return couple.stopped_on is not None and not calendar.is_over(couple.stopped_on, now)


def _manual_start_day(couple: Couple, now: datetime) -> date:
    """Return today's date in UTC, which is neither person's, or that of the rest which it ends."""
    still = couple.stopped_on if _is_rest_pending(couple, now) else None
    return still or now.date()


def _is_far_enough(day: date, last: date | None, pause: timedelta) -> bool:
    if last is None:
        return True
    return calendar.week_of(day) != calendar.week_of(last + pause) and day - last >= MIN_GAP + pause
