"""Plans the couple's week: the date of its next card, how a round opens, and when each has it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import func, select, update

from content.library import Library
from domain import calendar, due
from domain.challenge import order
from domain.challenge.reach import current_couple_member, current_round, has_reached
from domain.context import Context
from storage.tables.challenge import Reveal, Round
from storage.tables.member import Member
from storage.tables.pair import Couple, CoupleMember

OPENING_DUE = "opening"
"""The moment at which a date is decided for the couple."""
PROMPT_DUE = "prompt"
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


async def follows_reveal(ctx: Context, round_: Round) -> bool:
    """Return whether the round before this one was revealed.

    Only then does a card say that it is closed. Both know of a reveal; said after any other round,
    the line would tell one of them, or a person who looks on, that somebody wrote something.
    """
    earlier = select(Round.id).where(Round.couple_id == round_.couple_id, Round.day < round_.day)
    before = await ctx.session.scalar(earlier.order_by(Round.day.desc()).limit(1))
    return before is not None and await ctx.session.get(Reveal, before) is not None


async def plan(ctx: Context, couple: Couple) -> None:
    """Plan when the couple's next date is decided, and the next card of both."""
    both = await members_of(ctx, couple)
    await due.cancel_for_members(ctx, (OPENING_DUE, PROMPT_DUE), both)
    opened = await _unclosed_round(ctx, couple)
    coming = None if couple.stopped_on else await next_day(ctx, couple)
    couple_members = {each.member_id: each for each in await _couple_members_of(ctx, couple)}
    step_days = 7 * couple.every_weeks
    for member in both:
        day = _next_card_day(couple, couple_members.get(member.id), opened, coming)
        if day:
            due.add_recurring(ctx, PROMPT_DUE, member, day, step_days)
    if coming:
        due.add_recurring_for_couple(ctx, OPENING_DUE, both[0], coming, step_days)


async def replan(ctx: Context, member: Member) -> None:
    """Plan this person's next card again after their hour, their zone or the next date has changed.

    A round that is decided and has not reached them yet still comes on its own date.
    """
    await due.cancel(ctx, PROMPT_DUE, member)
    couple = await ctx.session.get(Couple, member.couple_id) if member.couple_id else None
    if couple is None:
        return
    opened = await _unclosed_round(ctx, couple)
    coming = None if couple.stopped_on else await next_day(ctx, couple)
    day = _next_card_day(couple, await current_couple_member(ctx, member), opened, coming)
    if day:
        due.add_recurring(ctx, PROMPT_DUE, member, day, 7 * couple.every_weeks)


async def next_day(ctx: Context, couple: Couple) -> date:
    """Return the first date of the couple's weekday that has begun nowhere and keeps its distance.

    So it lies ahead on both people's calendars and tells nothing about either.
    """
    last = await _last_day(ctx, couple)
    pause = timedelta(weeks=couple.every_weeks - 1)
    day = calendar.next_weekday(calendar.latest_begun_date(ctx.now), couple.weekday)
    while not _is_far_enough(day, last, pause):
        day += timedelta(weeks=1)
    return day


def following_day(couple: Couple, day: date) -> date:
    """Return the date of the round that follows one of that day, if nothing is changed."""
    pause = timedelta(weeks=couple.every_weeks - 1)
    coming = calendar.next_weekday(day, couple.weekday)
    while not _is_far_enough(coming, day, pause):
        coming += timedelta(weeks=1)
    return coming


async def open_round(ctx: Context, couple: Couple, library: Library, day: date) -> None:
    """Decide what comes to both on that date: the round of its ISO week, or the line of a rest.

    Closes the round before. Nothing happens for a date that is decided already. After a downtime
    the date is today's. Lock the couple's row before.
    """
    newest = await latest(ctx, couple.id)
    if couple.stopped_on or (newest and not _is_later(day, newest)):
        return
    if newest and newest.closed_at is None:
        await _close(ctx, couple, newest)
        if couple.quiet >= STOP_AFTER:
            couple.stopped_on = day
            return
    counts_for = ctx.now.date() if calendar.is_over(day, ctx.now) else day
    await _create_round(ctx, couple, library, counts_for)


async def mark_reached(ctx: Context, couple: Couple, member: Member) -> bool:
    """Note that the decided round reached this person, paused or not; False if it had before."""
    couple_member = await current_couple_member(ctx, member)
    opened = await _unclosed_round(ctx, couple)
    day = couple.stopped_on or (opened.day if opened else None)
    if couple_member is None or day is None or has_reached(couple_member, day):
        return False
    if opened:
        await _move_to_today(ctx, opened)
        day = opened.day
    couple_member.prompted_on = day
    return True


async def can_start(ctx: Context, couple: Couple, member: Member) -> bool:
    """Return whether this person can start a round now: none is open, and none was too recent."""
    if await current_round(ctx, member):
        return False
    if await _unclosed_round(ctx, couple):
        return True
    return _is_far_enough(
        _manual_start_day(couple, ctx.now), await _last_day(ctx, couple), timedelta()
    )


async def start(ctx: Context, couple: Couple, library: Library) -> Sequence[Member]:
    """Start a round by hand, or the one that waits for its hour; return who gets their card now.

    On the date of a pause between rounds it replaces the line that the other has yet to read, and
    reaches them at their own hour. Lock the couple's row first.
    """
    day, waits = _manual_start_day(couple, ctx.now), _is_rest_pending(couple, ctx.now)
    opened = await _unclosed_round(ctx, couple)
    if opened is None:
        couple.stopped_on, couple.quiet = None, 0
        opened = await _create_round(ctx, couple, library, day)
    readers = []
    for member in await members_of(ctx, couple):
        couple_member = await current_couple_member(ctx, member)
        if couple_member and has_reached(couple_member, opened.day) == waits:
            couple_member.prompted_on = opened.day
            readers.append(member)
    return readers


async def past_challenges(ctx: Context, couple_id: UUID) -> list[str]:
    """Return the challenges that the couple has had, oldest first, including swapped ones."""
    rows = select(Round.swapped_from, Round.challenge).where(Round.couple_id == couple_id)
    had = (await ctx.session.execute(rows.order_by(Round.day))).all()
    return [challenge for pair in had for challenge in pair if challenge]


async def change_weekday(ctx: Context, couple: Couple, member: Member, weekday: int) -> None:
    """Change the weekday (0 is Monday), as either may; the other reads it on their next card."""
    couple.weekday = weekday
    await _record_change(ctx, couple, member, DAY)


async def change_pace(ctx: Context, couple: Couple, member: Member, every_weeks: int) -> None:
    """Set how many weeks apart challenges are; the partner reads it on their next card."""
    couple.every_weeks = every_weeks
    await _record_change(ctx, couple, member, PACE)


async def take_news(ctx: Context, couple: Couple, reader: Member) -> Sequence[str]:
    """Return what the other changed since the reader's last card; each change is told once."""
    couple_members = select(CoupleMember).where(
        CoupleMember.couple_id == couple.id, CoupleMember.member_id == reader.id
    )
    couple_member = (await ctx.session.scalars(couple_members)).one()
    news, couple_member.news = couple_member.news.split(), ""
    return news


async def _record_change(ctx: Context, couple: Couple, member: Member, what: str) -> None:
    """Note the change for the other, and drop older news for the person who makes it."""
    for couple_member in await _couple_members_of(ctx, couple):
        untold = set(couple_member.news.split()) - {what}
        is_reader = couple_member.member_id != member.id
        couple_member.news = " ".join(sorted(untold | {what} if is_reader else untold))
    await plan(ctx, couple)


def _next_card_day(
    couple: Couple, couple_member: CoupleMember | None, opened: Round | None, coming: date | None
) -> date | None:
    """Return the date of this person's next card or line; None while they rest."""
    decided = couple.stopped_on or (opened.day if opened else None)
    if decided and not (couple_member and has_reached(couple_member, decided)):
        return decided
    return coming


async def _couple_members_of(ctx: Context, couple: Couple) -> Sequence[CoupleMember]:
    rows = select(CoupleMember).where(CoupleMember.couple_id == couple.id)
    return (await ctx.session.scalars(rows)).all()


async def _unclosed_round(ctx: Context, couple: Couple) -> Round | None:
    """Return the round that is decided and not over, whichever of the two has reached it."""
    newest = await latest(ctx, couple.id)
    return newest if newest and newest.closed_at is None else None


async def _last_day(ctx: Context, couple: Couple) -> date | None:
    """Return the newest date on which these two had a card, also under an earlier link."""
    both = [member.id for member in await members_of(ctx, couple)]
    couple_ids = (
        select(CoupleMember.couple_id)
        .where(CoupleMember.member_id.in_(both))
        .group_by(CoupleMember.couple_id)
    )
    theirs = couple_ids.having(func.count() == len(both))
    return await ctx.session.scalar(select(func.max(Round.day)).where(Round.couple_id.in_(theirs)))


async def _create_round(ctx: Context, couple: Couple, library: Library, day: date) -> Round:
    opened = Round(
        id=uuid4(),
        couple_id=couple.id,
        week=calendar.week_of(day),
        day=day,
        challenge=await _next_challenge(ctx, couple, library),
        opened_at=ctx.now,
    )
    ctx.session.add(opened)
    await ctx.session.flush()
    return opened


async def _close(ctx: Context, couple: Couple, over: Round) -> None:
    over.closed_at = ctx.now
    revealed = await ctx.session.get(Reveal, over.id)
    couple.quiet = 0 if revealed else couple.quiet + 1


async def _next_challenge(ctx: Context, couple: Couple, library: Library) -> str:
    had = await past_challenges(ctx, couple.id)
    return await order.next_challenge(ctx, library, await members_of(ctx, couple), had)


async def _move_to_today(ctx: Context, newest: Round) -> None:
    """Move a card whose date is over everywhere to today, for both."""
    if not calendar.is_over(newest.day, ctx.now):
        return
    today = ctx.now.date()
    moved = update(CoupleMember).where(
        CoupleMember.couple_id == newest.couple_id, CoupleMember.prompted_on == newest.day
    )
    await ctx.session.execute(moved.values(prompted_on=today))
    newest.day, newest.week = today, calendar.week_of(today)
    await ctx.session.flush()


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
