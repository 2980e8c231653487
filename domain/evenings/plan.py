"""Finds an evening that fits both: each taps alone, and only the evenings of both are shown.

Until both are done, a person's page depends on their own taps alone. A week is tapped once, so
that nobody can try one evening after the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID, uuid4

from sqlalchemy import delete, func, select

from domain import calendar, due
from domain.context import Context
from domain.errors import NotFound, RuleBroken
from domain.pair.couple import lock_couple
from storage.tables.evenings import EveningPick, EveningPlan
from storage.tables.member import Member

OPEN, NONE, OVER = "evenings-open", "evenings-none", "evenings-over"
NIGHTFALL = time(18)
"""On the last evening that a person tapped: then they read that none fits both."""
DAYS = 7
HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Page:
    """The week of one person: the plan, and what they tapped."""

    plan: EveningPlan
    pick: EveningPick

    @property
    def monday(self) -> date:
        """Return the first day of the week."""
        return monday_of(self.plan.week)

    def days(self, evenings: int) -> Sequence[date]:
        """Return the days of a set of evenings."""
        return [self.monday + calendar.DAY * at for at in range(DAYS) if evenings >> at & 1]


def week_on_offer(today: date) -> str:
    """Return the week to plan: on Sunday it is the next one."""
    return calendar.week_of(today + calendar.DAY)


def monday_of(week: str) -> date:
    """Return the Monday of a week as `calendar.week_of` writes it. Raise NotFound."""
    try:
        return date.fromisoformat(f"{week}-1")
    except ValueError:
        raise NotFound from None


def days_on_offer(week: str, today: date) -> Sequence[date]:
    """Return the days of the week that are not over yet."""
    monday = monday_of(week)
    days = (monday + calendar.DAY * at for at in range(DAYS))
    return [day for day in days if day >= today]


async def open_page(ctx: Context, member: Member, week: str) -> Page:
    """Return the person's page of a week, and begin it if need be.

    The couple's row is locked, so that two who begin at the same instant have one plan.
    """
    couple = await lock_couple(ctx, member)
    rows = select(EveningPlan).where(EveningPlan.couple_id == couple.id, EveningPlan.week == week)
    plan = (await ctx.session.scalars(rows)).one_or_none()
    if plan is None:
        plan = EveningPlan(id=uuid4(), couple_id=couple.id, week=week)
        ctx.session.add(plan)
        await ctx.session.flush()
    pick = await _pick_of(ctx, plan, member)
    if pick is None:
        pick = EveningPick(id=uuid4(), plan_id=plan.id, member_id=member.id)
        pick.evenings, pick.done = 0, False
        ctx.session.add(pick)
        await ctx.session.flush()
        over = calendar.to_utc(monday_of(week) + calendar.DAY * DAYS, time(), calendar.LAST)
        await due.schedule(ctx, OVER, member, over, plan.id, alone=True)
    return Page(plan, pick)


def toggle(page: Page, day: date, today: date) -> None:
    """Tap an evening, or take it back. Raise NotFound for one that is not on offer."""
    if page.pick.done or day not in days_on_offer(page.plan.week, today):
        raise NotFound
    page.pick.evenings ^= 1 << (day - page.monday).days


def choose(page: Page, days: Sequence[date], today: date) -> None:
    """Tap exactly these evenings, as somebody who writes them does."""
    on_offer = days_on_offer(page.plan.week, today)
    if not page.pick.done:
        page.pick.evenings = sum(1 << (day - page.monday).days for day in days if day in on_offer)


async def finish(ctx: Context, both: Sequence[Member], page: Page, today: date) -> None:
    """Take the person's taps, but for days gone by; a second time changes nothing.

    Once both are done, the taps of each are deleted. The evenings of both come to both at the next
    full hour, so that no reply tells the second one that the other was first.
    """
    if page.pick.done:
        return
    choose(page, page.days(page.pick.evenings), today)
    member = both[0]
    page.pick.done = True
    if days := page.days(page.pick.evenings):
        at = calendar.to_utc(days[-1], NIGHTFALL, member.zone or "UTC")
        await due.schedule(ctx, NONE, member, max(at, next_hour(ctx.now)), page.plan.id, alone=True)
    await ctx.session.flush()
    picks = [each for each in await _picks(ctx, page.plan) if each.done]
    if len(picks) < len(both):
        return
    page.plan.common = picks[0].evenings & picks[1].evenings
    for each in picks:
        each.evenings = 0
    if page.plan.common:
        for person in both:
            await due.schedule(ctx, OPEN, person, next_hour(ctx.now), page.plan.id)


def next_hour(now: datetime) -> datetime:
    """Return the next full hour."""
    return now.replace(minute=0, second=0, microsecond=0) + HOUR


async def find_page(ctx: Context, member: Member, plan_id: UUID | None) -> Page:
    """Return the person's page of a plan. Raise RuleBroken if it is not theirs, or over."""
    plan = await ctx.session.get(EveningPlan, plan_id, with_for_update=True) if plan_id else None
    pick = await _pick_of(ctx, plan, member) if plan else None
    if plan is None or pick is None or plan.couple_id != member.couple_id:
        raise RuleBroken("evenings-over")
    return Page(plan, pick)


async def page_for_line(ctx: Context, member: Member, plan_id: UUID | None) -> Page | None:
    """Return the page of a person whom a line about it may reach, also after unlinking."""
    plan = await ctx.session.get(EveningPlan, plan_id) if plan_id else None
    pick = await _pick_of(ctx, plan, member) if plan else None
    return Page(plan, pick) if plan and pick else None


async def leave(ctx: Context, member: Member) -> None:
    """Delete the person's taps in the couple's plans, and what fits both: they unlink."""
    rows = select(EveningPlan).where(EveningPlan.couple_id == member.couple_id)
    for plan in await ctx.session.scalars(rows):
        plan.common = 0 if plan.common and not plan.opened else plan.common
        for kind in (NONE, OVER):
            await due.cancel(ctx, kind, member, plan.id)
        await end(ctx, member, plan.id)


async def end(ctx: Context, member: Member, plan_id: UUID | None) -> None:
    """Delete the person's page of a week, and the week once neither has a page."""
    plan = await ctx.session.get(EveningPlan, plan_id) if plan_id else None
    if plan is None:
        return
    own = delete(EveningPick).where(
        EveningPick.plan_id == plan.id, EveningPick.member_id == member.id
    )
    await ctx.session.execute(own)
    left = select(func.count()).where(EveningPick.plan_id == plan.id)
    if not await ctx.session.scalar(left):
        await ctx.session.delete(plan)
    await ctx.session.flush()


async def _pick_of(ctx: Context, plan: EveningPlan, member: Member) -> EveningPick | None:
    rows = select(EveningPick).where(
        EveningPick.plan_id == plan.id, EveningPick.member_id == member.id
    )
    return (await ctx.session.scalars(rows)).one_or_none()


async def _picks(ctx: Context, plan: EveningPlan) -> Sequence[EveningPick]:
    rows = select(EveningPick).where(EveningPick.plan_id == plan.id).order_by(EveningPick.id)
    return (await ctx.session.scalars(rows.execution_options(populate_existing=True))).all()
