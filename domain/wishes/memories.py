"""How it was: the day after a shared wish, each may write one line, kept for both."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID, uuid4

from sqlalchemy import select

from domain import calendar, due
from domain.context import Context
from domain.errors import RuleBroken, require_words
from storage.tables.member import Member
from storage.tables.wishes import SharedWish, WishMemory

LONGEST = 300
LOOK_DUE = "wishes-look"
"""The moment, on the day after, at which a person is asked how it was."""


def validated_line(words: str) -> str:
    """Return the words without surrounding blanks. Raise RuleBroken for none or too many."""
    return require_words(words, LONGEST, empty="wishes-empty", too_long="wishes-too-long")


async def plan(ctx: Context, member: Member, wish_id: UUID) -> None:
    """Plan the question for the day after, at the person's own hour."""
    zone = member.zone or "UTC"
    day = calendar.to_local(ctx.now, zone).date() + calendar.DAY
    at = calendar.to_utc(day, due.clock_time(member), zone)
    await due.schedule(ctx, LOOK_DUE, member, at, wish_id)


async def keep(ctx: Context, member: Member, wish: SharedWish, words: str) -> None:
    """Keep a person's line; once both have written, each reads the other's.

    The wish's row is locked, so that of two at the same instant one sees the other. Raise
    RuleBroken for a second line.
    """
    await ctx.session.get_one(SharedWish, wish.id, with_for_update=True)
    before = await _lines(ctx, wish)
    if any(each.member_id == member.id for each in before):
        raise RuleBroken("wishes-line-kept-already")
    line = WishMemory(id=uuid4(), wish_id=wish.id, couple_id=wish.couple_id, member_id=member.id)
    await ctx.vault.seal(line, "text", words)
    ctx.session.add(line)
    for each in [*before, line] if before else []:
        await ctx.vault.seal(each, "revealed", await ctx.vault.open(each, "text"))
    await ctx.session.flush()


async def lines_of(ctx: Context, member: Member, wish: SharedWish) -> tuple[str, str]:
    """Return the person's own line and, once both have written, the other's."""
    own = other = ""
    for each in await _lines(ctx, wish):
        if each.member_id == member.id:
            own = await ctx.vault.open(each, "text")
        else:
            other = await ctx.vault.open(each, "revealed")
    return own, other


async def _lines(ctx: Context, wish: SharedWish) -> Sequence[WishMemory]:
    rows = select(WishMemory).where(WishMemory.wish_id == wish.id).order_by(WishMemory.id)
    again = rows.execution_options(populate_existing=True)
    return (await ctx.session.scalars(again)).all()
