"""Keeps what times mean to a person: their country, and their own hours for parts of the day."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time

from content.geo import countries
from content.when import DayPart
from domain.context import Context
from domain.country import country_of_zone
from domain.errors import NotFound
from storage.tables.member import Member


@dataclass(frozen=True, slots=True)
class TimeHabits:
    """A country in two letters, or "", and minutes since midnight by a part of the day's name."""

    country: str
    usual: Mapping[str, int] = field(default_factory=dict)


async def habits_of(ctx: Context, member: Member, *, is_own: bool = False) -> TimeHabits:
    """Return how a person's words are read.

    Their hours count only in what is theirs alone, so that a partner's "tonight" tells nothing.
    """
    usual = await usual_hours(ctx, member) if is_own else {}
    return TimeHabits(await country_of(ctx, member), usual)


async def country_of(ctx: Context, member: Member) -> str:
    """Return the country that the person chose, or that of their zone, or ""."""
    return await chosen_country(ctx, member) or country_of_zone(member.zone or "")


async def chosen_country(ctx: Context, member: Member) -> str:
    """Return the two letters of the country that the person chose, or ""."""
    return await ctx.vault.open(member, "country")


async def choose_country(ctx: Context, member: Member, code: str) -> None:
    """Save a country; "" means that of the zone again. Raise NotFound for any other word."""
    if code and code not in countries.all_codes():
        raise NotFound
    member.country = None
    if code:
        await ctx.vault.seal(member, "country", code)


async def usual_hours(ctx: Context, member: Member) -> dict[str, int]:
    """Return the learnt minutes since midnight, by the name of the part of the day."""
    kept = await ctx.vault.open(member, "usual_hours")
    return json.loads(kept) if kept else {}


async def learn(ctx: Context, member: Member, part: DayPart | None, at: time) -> None:
    """Note the time that the person chose for a part of the day, if it lies in that part."""
    if part is None or not part.name or not part.first <= at.hour <= part.last:
        return
    hours = await usual_hours(ctx, member) | {part.name: at.hour * 60 + at.minute}
    await ctx.vault.seal(member, "usual_hours", json.dumps(hours))


def forget_usual_hours(member: Member) -> None:
    """Forget what was learnt; parts of the day mean what they mean to most people."""
    member.usual_hours = None
