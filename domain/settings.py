"""What somebody decides for themselves: name, zone, hours, nudges, what reaches them, a pause."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from content.folding import is_blank
from domain import challenge, goals_check_in_week, nudge, people, pushes, remind_move
from domain.errors import NotFound, RuleBroken
from storage.models import Couple, Member
from storage.sealing import Vault

FOREVER = datetime(9999, 1, 1, tzinfo=UTC)
"""A pause until this moment lasts until the person ends it."""
PAUSES = {
    "week": timedelta(weeks=1),
    "weeks": timedelta(weeks=2),
    "month": timedelta(days=30),
}
OPEN = "open"
PACES = (1, 2)
"""A challenge every so many weeks."""
QUIET = (22 * 60, 7 * 60)
NEVER_QUIET = (0, 0)
"""Quiet hours are minutes from midnight; those that end as they begin are none."""
LINE_ENDS = ("Cc", "Zl", "Zp")


async def rename(session: AsyncSession, vault: Vault, member: Member, words: str) -> None:
    """Changes the name that the partner sees. Raises RuleBroken when it is no name."""
    name = words.strip()
    if any(unicodedata.category(each) in LINE_ENDS for each in name):
        raise RuleBroken("settings-name-one-line")
    if is_blank(name):
        raise RuleBroken("settings-name-empty")
    if len(name) > people.NAME_LENGTH:
        raise RuleBroken("settings-name-long", most=people.NAME_LENGTH)
    await people.rename(session, vault, member, name)


async def move(session: AsyncSession, member: Member, zone: str, now: datetime) -> None:
    """What is planned follows at once, and so do reminders that go by one's own clock."""
    before, member.zone = member.zone, zone
    await challenge.replan(session, member, now)
    await goals_check_in_week.replan(session, member, now)
    await remind_move.move(session, member, before, now)


async def change_hour(session: AsyncSession, member: Member, minute: int, now: datetime) -> None:
    """`minute` counts from midnight, on the person's own clock."""
    member.minute = minute
    await challenge.replan(session, member, now)
    await goals_check_in_week.replan(session, member, now)


async def change_weekday(
    session: AsyncSession, couple: Couple, member: Member, weekday: int, now: datetime
) -> None:
    """The day is both people's; 0 is Monday. Raises NotFound."""
    if not 0 <= weekday < 7:
        raise NotFound
    await challenge.change_weekday(session, couple, member, weekday, now)
    for half in await challenge.halves(session, couple):
        await goals_check_in_week.replan(session, half, now)


async def change_pace(
    session: AsyncSession, couple: Couple, member: Member, every_weeks: int, now: datetime
) -> None:
    """The pace is both people's, too. Raises NotFound."""
    if every_weeks not in PACES:
        raise NotFound
    if every_weeks != couple.every_weeks:
        await challenge.change_pace(session, couple, member, every_weeks, now)


def want_nudge(member: Member, about: str, wanted: bool) -> None:
    """Whether the week's one nudge may be about this. Raises NotFound."""
    if about not in nudge.ABOUT:
        raise NotFound
    kept = {*nudge.wanted(member), about} if wanted else {*nudge.wanted(member)} - {about}
    member.nudges = " ".join(each for each in nudge.ABOUT if each in kept)


def keep_quiet(member: Member, begin: int, end: int) -> None:
    """From when until when on the person's own clock, in minutes from midnight.

    Raises NotFound.
    """
    if not all(0 <= minute < 24 * 60 for minute in (begin, end)):
        raise NotFound
    member.quiet_from, member.quiet_until = begin, end


def receive_from_partner(member: Member, when: str) -> None:
    """At once, with the weekly card, or where they look; the partner is never told which.

    Raises NotFound.
    """
    if when not in pushes.CHOICES:
        raise NotFound
    member.from_partner = when


def pause(member: Member, length: str, now: datetime) -> None:
    """Nothing is pushed for so long, and nobody else is told. Raises NotFound."""
    if length != OPEN and length not in PAUSES:
        raise NotFound
    member.paused_until = FOREVER if length == OPEN else now + PAUSES[length]


def resume(member: Member) -> None:
    """Nothing that was missed is sent after."""
    member.paused_until = None


def paused_state(member: Member, now: datetime) -> str:
    """`no`, `until` (a day that can be named) or `open`."""
    if not people.is_paused(member, now):
        return "no"
    return "open" if member.paused_until == FOREVER else "until"
