"""A person's own settings: name, zone, hours, nudges, what reaches them, a pause."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from content.normalize import is_blank
from domain import member as members, nudge, pushes
from domain.challenge import rounds
from domain.context import Context
from domain.dates import notices
from domain.errors import NotFound, RuleBroken
from domain.goals import check_in_week, year
from domain.letter import opening
from domain.remind import move as remind_move
from storage.tables.member import Member
from storage.tables.pair import Couple

FOREVER = datetime(9999, 1, 1, tzinfo=UTC)
"""A pause until this moment lasts until the person ends it."""
PAUSE_LENGTHS = {
    "week": timedelta(weeks=1),
    "weeks": timedelta(weeks=2),
    "month": timedelta(days=30),
}
OPEN_ENDED = "open"
PACES = (1, 2)
"""The numbers of weeks from one challenge to the next."""
QUIET = (22 * 60, 7 * 60)
NEVER_QUIET = (0, 0)
"""Quiet hours are minutes from midnight; if both are the same, no hour is quiet."""
PRONOUNS = ("she", "he", "neither")
"""How a person may want to be written about."""
UNSAID = "unsaid"
LINE_ENDS = ("Cc", "Zl", "Zp")


async def rename(ctx: Context, member: Member, words: str) -> None:
    """Change the name that the partner sees. Raise RuleBroken when it is no name."""
    name = words.strip()
    if any(unicodedata.category(each) in LINE_ENDS for each in name):
        raise RuleBroken("settings-name-one-line")
    if is_blank(name):
        raise RuleBroken("settings-name-empty")
    if len(name) > members.NAME_LENGTH:
        raise RuleBroken("settings-name-long", most=members.NAME_LENGTH)
    await members.rename(ctx, member, name)


async def choose_pronoun(ctx: Context, member: Member, choice: str) -> None:
    """Save how the bot writes about the person, for what they read themselves. Raise NotFound."""
    if choice not in (*PRONOUNS, UNSAID):
        raise NotFound
    member.pronoun = None
    if choice != UNSAID:
        await ctx.vault.seal(member, "pronoun", choice)


async def pronoun_of(ctx: Context, member: Member) -> str:
    """Return how the bot writes about the person; UNSAID until they choose."""
    return await ctx.vault.open(member, "pronoun") or UNSAID


async def change_zone(ctx: Context, member: Member, zone: str) -> None:
    """Change the zone; plans and reminders that use the person's own clock follow at once."""
    before, member.zone = member.zone, zone
    await rounds.replan(ctx, member)
    await check_in_week.replan(ctx, member)
    await remind_move.follow_zone_change(ctx, member, before)
    await notices.replan(ctx, member)
    await opening.replan(ctx, member)
    await year.replan(ctx, member)


async def change_hour(ctx: Context, member: Member, minute: int) -> None:
    """Change the hour; `minute` counts from midnight, on the person's own clock."""
    member.minute = minute
    await rounds.replan(ctx, member)
    await check_in_week.replan(ctx, member)
    await notices.replan(ctx, member)
    await opening.replan(ctx, member)
    await year.replan(ctx, member)


async def change_weekday(ctx: Context, couple: Couple, member: Member, weekday: int) -> None:
    """Change the weekday of both; 0 is Monday. Raise NotFound."""
    if not 0 <= weekday < 7:
        raise NotFound
    await rounds.change_weekday(ctx, couple, member, weekday)
    for person in await rounds.members_of(ctx, couple):
        await check_in_week.replan(ctx, person)


async def change_pace(ctx: Context, couple: Couple, member: Member, every_weeks: int) -> None:
    """Change the pace of both. Raise NotFound."""
    if every_weeks not in PACES:
        raise NotFound
    if every_weeks != couple.every_weeks:
        await rounds.change_pace(ctx, couple, member, every_weeks)


def set_nudge(member: Member, about: str, wanted: bool, topics: Sequence[str]) -> None:
    """Set whether the week's one nudge may be about this. Raise NotFound for an unknown topic."""
    if about not in topics:
        raise NotFound
    before = nudge.wanted_topics(member, topics)
    kept = {*before, about} if wanted else {*before} - {about}
    member.nudges = " ".join(each for each in topics if each in kept)


def set_quiet_hours(member: Member, begin: int, end: int) -> None:
    """Set the quiet hours on the person's own clock, in minutes from midnight. Raise NotFound."""
    if not all(0 <= minute < 24 * 60 for minute in (begin, end)):
        raise NotFound
    member.quiet_from, member.quiet_until = begin, end


def set_partner_delivery(member: Member, when: str) -> None:
    """Set how the partner's things come: at once, with the weekly card, or where they look.

    The partner is never told which. Raise NotFound.
    """
    if when not in pushes.DELIVERY_CHOICES:
        raise NotFound
    member.from_partner = when


def set_extras_delivery(member: Member, when: str) -> None:
    """Set how the partner's questions, letters and dates come; as for the rest of theirs.

    Raise NotFound.
    """
    if when not in pushes.DELIVERY_CHOICES:
        raise NotFound
    member.extras_from_partner = when


def pause(member: Member, length: str, now: datetime) -> None:
    """Pause all pushes for a length of time, and tell nobody else. Raise NotFound."""
    if length != OPEN_ENDED and length not in PAUSE_LENGTHS:
        raise NotFound
    member.paused_until = FOREVER if length == OPEN_ENDED else now + PAUSE_LENGTHS[length]


def resume(member: Member) -> None:
    """End the pause; messages that were missed are not sent later."""
    member.paused_until = None


def paused_state(member: Member, now: datetime) -> str:
    """Return `no`, `until` (a day that can be named) or `open`."""
    if not members.is_paused(member, now):
        return "no"
    return "open" if member.paused_until == FOREVER else "until"
