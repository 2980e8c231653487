"""Holds the answer to the first question, sealed, until its author says yes or no to being kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import delete, func, select

from domain import due, reflect, unsorted
from domain.context import Context
from storage.tables.member import Member
from storage.tables.queues import Outbox
from storage.tables.reflect import JournalEntry
from storage.tables.unsorted import Unsorted

EXPLAIN_EVERY = timedelta(days=1)
"""The bot says what it is at most this often."""


async def hold(ctx: Context, member: Member, words: str, day: date, message: str) -> None:
    """Hold words that nobody is shown; they are erased an hour later, or sooner by a no."""
    await unsorted.put_aside(ctx, member, words, day, message=message, purpose=unsorted.HELD)


async def is_holding(ctx: Context, member: Member) -> bool:
    """Return whether words of the person wait for their yes."""
    return bool(await _held(ctx, member))


async def change_words(ctx: Context, member: Member, message: str, words: str) -> None:
    """Change held words after an edit of the chat message that they came in."""
    for row in await _held(ctx, member):
        if message and row.message == message and words.strip():
            await ctx.vault.seal(row, "words", words)


async def move_to_journal(ctx: Context, member: Member) -> JournalEntry | None:
    """Make one journal entry of the held words after a yes; return None if there are none."""
    rows = await _held(ctx, member)
    if not rows:
        return None
    entry = reflect.add_entry(ctx.at(rows[0].at), member)
    for row in rows:
        words = await unsorted.words_of(ctx, row)
        await reflect.append(ctx, entry, words, day=row.day, message=row.message)
    entry.open = False
    await erase(ctx, member)
    return entry


async def erase(ctx: Context, member: Member) -> None:
    """Erase the held words for good."""
    own = Unsorted.member_id == member.id, Unsorted.purpose == unsorted.HELD
    for row_id in await ctx.session.scalars(select(Unsorted.id).where(*own)):
        await due.cancel(ctx, unsorted.EXPIRY_DUE, member, row_id)
    await ctx.session.execute(delete(Unsorted).where(*own))


def hello_key(ctx: Context, member: Member) -> str:
    """Return the key of a message in which the bot says what it is."""
    return f"{_hello_keys(member)}{ctx.now:%Y%m%dT%H%M%S}"


async def was_greeted(ctx: Context, member: Member) -> bool:
    """Return whether the bot has told the person within a day what it is."""
    hellos = select(Outbox.id).where(
        Outbox.member_id == member.id,
        Outbox.dedup_key.startswith(_hello_keys(member)),
        Outbox.made_at > ctx.now - EXPLAIN_EVERY,
    )
    return await ctx.session.scalar(hellos.limit(1)) is not None


def _hello_keys(member: Member) -> str:
    return f"hello:{member.id}:"


async def _held(ctx: Context, member: Member) -> Sequence[Unsorted]:
    """Return the held words, oldest first; what has waited for an hour counts as gone."""
    own = select(Unsorted).where(
        Unsorted.member_id == member.id,
        Unsorted.purpose == unsorted.HELD,
        Unsorted.at > ctx.now - unsorted.HELD_FOR,
    )
    order = (Unsorted.at, func.length(Unsorted.message), Unsorted.message, Unsorted.id)
    return (await ctx.session.scalars(own.order_by(*order))).all()
