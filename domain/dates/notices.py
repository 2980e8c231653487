"""Tells a person of a date ahead of it, if and when they chose to hear of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import select

from domain import calendar, due
from domain.context import Context
from domain.dates import visible
from domain.dates.visible import VisibleDate
from domain.errors import NotFound
from storage.tables.dates import DateNotice, DateShare
from storage.tables.member import Member

NOTICE_DUE = "dates-notice"
NEVER = 0
DAYS_BEFORE = (7, 3, 1)


@dataclass(frozen=True, slots=True)
class Notice:
    """A date that a person hears of, and the day on which it comes."""

    about: VisibleDate
    day: date


async def choose(ctx: Context, member: Member, date: VisibleDate, days: int) -> None:
    """Set how many days before the person hears of it; NEVER is never. Raise NotFound."""
    if days != NEVER and days not in DAYS_BEFORE:
        raise NotFound
    notice = await find(ctx, member, date)
    if notice and days == NEVER:
        await due.cancel(ctx, NOTICE_DUE, member, notice.id)
        await ctx.session.delete(notice)
    elif days != NEVER:
        notice = notice or _add(ctx, member, date)
        notice.days = days
        await ctx.session.flush()
        await _plan(ctx, member, notice, date)


async def find(ctx: Context, member: Member, date: VisibleDate) -> DateNotice | None:
    """Return the person's choice for a date, if it is not never."""
    rows = select(DateNotice).where(
        DateNotice.member_id == member.id, getattr(DateNotice, date.owner_column) == date.id
    )
    return (await ctx.session.scalars(rows)).one_or_none()


async def replan(ctx: Context, member: Member, date: VisibleDate | None = None) -> None:
    """Plan what the person hears of after their clock, or the day of one date, has changed."""
    for notice in await ctx.session.scalars(
        select(DateNotice).where(DateNotice.member_id == member.id)
    ):
        found = await _date_of(ctx, member, notice)
        if found and (date is None or found.id == date.id):
            await _plan(ctx, member, notice, found)


async def fire(ctx: Context, member: Member, notice_id: UUID | None) -> Notice | None:
    """Return what to tell now, and plan the next time; None if there is nothing to tell."""
    notice = await ctx.session.get(DateNotice, notice_id) if notice_id else None
    date = await _date_of(ctx, member, notice) if notice else None
    if notice is None or date is None:
        return None
    today = calendar.to_local(ctx.now, member.zone or "UTC").date()
    day = date.details.next_on(today)
    await _plan(ctx, member, notice, date, after=day)
    # After a long downtime the day may be over, and the next one is not near.
    return Notice(date, day) if day - today <= timedelta(days=notice.days) else None


async def _plan(
    ctx: Context,
    member: Member,
    notice: DateNotice,
    date: VisibleDate,
    after: date | None = None,
) -> None:
    """Plan the next time at the person's own hour; one of today that has passed is next year's."""
    today = calendar.to_local(ctx.now, member.zone or "UTC").date()
    day = date.details.next_on(after + calendar.DAY if after else today)
    at = _moment(member, day, notice.days)
    if at <= ctx.now:
        at = _moment(member, date.details.next_on(day + calendar.DAY), notice.days)
    is_own = date.owner_column == "date_id"
    await due.schedule(ctx, NOTICE_DUE, member, at, notice.id, alone=is_own)


def _moment(member: Member, day: date, days_before: int) -> datetime:
    on = day - timedelta(days=days_before)
    return calendar.to_utc(on, due.clock_time(member), member.zone or "UTC")


def _add(ctx: Context, member: Member, date: VisibleDate) -> DateNotice:
    notice = DateNotice(id=uuid4(), member_id=member.id, days=NEVER)
    setattr(notice, date.owner_column, date.id)
    ctx.session.add(notice)
    return notice


async def _date_of(ctx: Context, member: Member, notice: DateNotice) -> VisibleDate | None:
    """Return the date of a notice; None for one that was shared in an earlier link."""
    if notice.share_id:
        share = await ctx.session.get(DateShare, notice.share_id)
        if share is None or share.couple_id != member.couple_id:
            return None
    try:
        return await visible.find(ctx, member, notice.date_id or notice.share_id)
    except NotFound:
        return None
