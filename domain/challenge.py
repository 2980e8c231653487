"""The couple's week: when its prompts come, how a round opens and how it closes by itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from content.library import Library
from domain import calendar, challenge_order, due
from storage.models import Couple, Member, Reveal, Round, Tie

PROMPT = "prompt"
DAY, PACE = "day", "pace"
"""What either of the two can change about their week."""
APART = timedelta(days=3)
"""Two prompts to one person are at least this far apart, and never in one ISO week."""
PROMPT_MAY_BE_LATE = timedelta(hours=6)
"""A prompt that is later than this counts as one of the day on which it comes."""
SLOWER_AFTER = 2
STOP_AFTER = 4


async def halves(session: AsyncSession, couple: Couple) -> Sequence[Member]:
    """The two people, in an order that is always the same."""
    rows = select(Member).where(Member.couple_id == couple.id).order_by(Member.id)
    return (await session.scalars(rows)).all()


async def latest(session: AsyncSession, couple_id: UUID) -> Round | None:
    """The couple's newest round, open or closed."""
    rows = select(Round).where(Round.couple_id == couple_id).order_by(Round.day.desc()).limit(1)
    return (await session.scalars(rows)).first()


async def open_now(session: AsyncSession, couple_id: UUID) -> Round | None:
    """The round that is open, if there is one."""
    newest = await latest(session, couple_id)
    return newest if newest and newest.closed_at is None else None


async def is_first(session: AsyncSession, held: Round) -> bool:
    """Whether the couple had no round before this one."""
    earlier = select(Round.id).where(Round.couple_id == held.couple_id, Round.day < held.day)
    return await session.scalar(earlier.limit(1)) is None


def may_be_prompted(member: Member, day: date) -> bool:
    """Never two prompts in one ISO week or within three days, not even from two couples."""
    last = member.prompted_on
    if last is None:
        return True
    return calendar.week_of(last) != calendar.week_of(day) and day - last >= APART


async def may_start(session: AsyncSession, couple: Couple, member: Member, now: datetime) -> bool:
    """Whether a round can be opened by hand today, on this person's own calendar."""
    today = calendar.local(now, member.zone or "UTC").date()
    newest = await latest(session, couple.id)
    is_over = newest and newest.week == calendar.week_of(today) and newest.closed_at
    both = await halves(session, couple)
    return not is_over and all(may_be_prompted(half, today) for half in both)


def day_of_prompt(meant_for: date, member: Member, now: datetime) -> date:
    """The date that a prompt counts for: after a downtime it is today, not the day it missed."""
    zone = member.zone or "UTC"
    at = calendar.moment(meant_for, due.clock_time(member), zone)
    on_time = now - at < PROMPT_MAY_BE_LATE
    return meant_for if on_time else calendar.local(now, zone).date()


async def plan(session: AsyncSession, couple: Couple, now: datetime) -> None:
    """Plans the next prompt of both, for one and the same date."""
    for member in await halves(session, couple):
        await replan(session, member, now)


async def replan(session: AsyncSession, member: Member, now: datetime) -> None:
    """Plans this person's next prompt anew, after a change of hour, zone, weekday or pace.

    Who has not yet had the open round's prompt still gets it, on its own date.
    """
    couple = await session.get(Couple, member.couple_id) if member.couple_id else None
    if couple is None or couple.stopped:
        await due.drop(session, PROMPT, member)
        return
    newest = await latest(session, couple.id)
    waits = newest and newest.closed_at is None and may_be_prompted(member, newest.day)
    if newest and waits:
        day = newest.day
    else:
        day = await next_day(session, couple, now)
    await due.every(session, PROMPT, member, day, 7 * couple.every_weeks)


async def next_day(session: AsyncSession, couple: Couple, now: datetime) -> date:
    """The next date of the couple's weekday that is still to come for both of them."""
    both = await halves(session, couple)
    newest = await latest(session, couple.id)
    seen = [half.prompted_on for half in both if half.prompted_on]
    last = max([*seen, newest.day] if newest else seen, default=None)
    pause = timedelta(weeks=couple.every_weeks - 1)
    earliest = min(calendar.local(now, half.zone or "UTC").date() for half in both)
    day = calendar.next_weekday(earliest - timedelta(days=1), couple.weekday)
    while not _free(day, last, pause) or not _to_come(day, both, now):
        day += timedelta(weeks=1)
    return day


def following_day(couple: Couple, day: date) -> date:
    """The date on which a round of that day is followed by the next, if nothing is changed."""
    pause = timedelta(weeks=couple.every_weeks - 1)
    coming = calendar.next_weekday(day, couple.weekday)
    while not _free(coming, day, pause):
        coming += timedelta(weeks=1)
    return coming


async def open_round(
    session: AsyncSession, couple: Couple, library: Library, day: date, now: datetime
) -> Round | None:
    """The round of that date's ISO week, opened at its first prompt; None when rounds stop here.

    Opening it closes the one before. Lock the couple's row before.
    """
    newest = await latest(session, couple.id)
    if newest and newest.week == calendar.week_of(day):
        return newest if newest.closed_at is None else None
    if newest and newest.closed_at is None:
        await _close(session, couple, newest, now)
        if couple.quiet >= STOP_AFTER:
            couple.stopped = True
            return None
    opened = Round(
        id=uuid4(),
        couple_id=couple.id,
        week=calendar.week_of(day),
        day=day,
        challenge=await _next_challenge(session, couple, library),
        opened_at=now,
    )
    session.add(opened)
    await session.flush()
    return opened


async def done(session: AsyncSession, couple_id: UUID) -> list[str]:
    """The challenges that the couple has had, oldest first, swapped ones included."""
    rows = select(Round.swapped_from, Round.challenge).where(Round.couple_id == couple_id)
    had = (await session.execute(rows.order_by(Round.day))).all()
    return [challenge for pair in had for challenge in pair if challenge]


async def change_weekday(
    session: AsyncSession, couple: Couple, member: Member, weekday: int, now: datetime
) -> None:
    """Either may (0 is Monday); the other reads it as one line on their next card."""
    couple.weekday = weekday
    await _changed(session, couple, member, DAY, now)


async def change_pace(
    session: AsyncSession, couple: Couple, member: Member, every_weeks: int, now: datetime
) -> None:
    """A challenge every so many weeks; the other reads it on their next card."""
    couple.every_weeks = every_weeks
    await _changed(session, couple, member, PACE, now)


async def take_news(session: AsyncSession, couple: Couple, reader: Member) -> Sequence[str]:
    """What the other changed since the reader's last card, which is told once."""
    ties = select(Tie).where(Tie.couple_id == couple.id, Tie.member_id == reader.id)
    tie = (await session.scalars(ties)).one()
    news, tie.news = tie.news.split(), ""
    return news


async def _changed(
    session: AsyncSession, couple: Couple, member: Member, what: str, now: datetime
) -> None:
    """Who changes something themselves has no use for the news of an earlier change."""
    for tie in await session.scalars(select(Tie).where(Tie.couple_id == couple.id)):
        untold = set(tie.news.split()) - {what}
        is_reader = tie.member_id != member.id
        tie.news = " ".join(sorted(untold | {what} if is_reader else untold))
    await plan(session, couple, now)


async def _close(session: AsyncSession, couple: Couple, over: Round, now: datetime) -> None:
    over.closed_at = now
    revealed = await session.get(Reveal, over.id)
    couple.quiet = 0 if revealed else couple.quiet + 1


async def _next_challenge(session: AsyncSession, couple: Couple, library: Library) -> str:
    had = await done(session, couple.id)
    return await challenge_order.following(session, library, await halves(session, couple), had)


def _free(day: date, last: date | None, pause: timedelta) -> bool:
    if last is None:
        return True
    return calendar.week_of(day) != calendar.week_of(last + pause) and day - last >= APART + pause


def _to_come(day: date, both: Sequence[Member], now: datetime) -> bool:
    return all(
        calendar.moment(day, due.clock_time(half), half.zone or "UTC") > now for half in both
    )
