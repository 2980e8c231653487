"""A word of one's own before the journal, the export and the sharing of private answers.

Nothing tells whether there is one: without it all of that looks as if there were nothing.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid4

from sqlalchemy import select

from domain.context import Context
from storage.slow_hash import hash_word, is_match
from storage.tables.member import Member
from storage.tables.privacy import OwnWord

OPEN_FOR = timedelta(minutes=10)
MAX_TRIES = 5
TRY_WINDOW = timedelta(hours=1)
"""After this many wrong words nothing opens until an hour after the last of them."""
SHORTEST = 4


async def is_open(ctx: Context, member: Member) -> bool:
    """Return whether guarded pages may be shown: without a word, or soon after it was said."""
    row = await _find(ctx, member)
    return row is None or (row.open_until is not None and ctx.now < row.open_until)


async def try_word(ctx: Context, member: Member, word: str) -> None:
    """Unlock for ten minutes with the right word; a wrong one counts, and nobody is told."""
    row = await _find(ctx, member)
    if await _check_word(ctx, row, word) and row:
        row.open_until = ctx.now + OPEN_FOR


async def handle_word(ctx: Context, member: Member, words: str) -> None:
    """Handle the word: written once it opens; written twice it is set, or switched off if set."""
    match words.split():
        case [word]:
            await try_word(ctx, member, word)
        case [word, again] if word == again and len(word) >= SHORTEST:
            await _set_or_remove(ctx, member, word)


async def close(ctx: Context, member: Member) -> None:
    """End the ten minutes."""
    if row := await _find(ctx, member):
        row.open_until = None


async def _set_or_remove(ctx: Context, member: Member, word: str) -> None:
    row = await _find(ctx, member)
    right = await _check_word(ctx, row, word)
    if row is None:
        row = OwnWord(id=uuid4(), member_id=member.id, misses=0)
        await ctx.vault.seal(row, "hashed", hash_word(word))
        ctx.session.add(row)
    elif right:
        await ctx.session.delete(row)
    await ctx.session.flush()


async def _find(ctx: Context, member: Member) -> OwnWord | None:
    """Return the row; no lock, since a person's events are handled one after the other."""
    return await ctx.session.scalar(select(OwnWord).where(OwnWord.member_id == member.id))


async def _check_word(ctx: Context, row: OwnWord | None, word: str) -> bool:
    """Check the word, taking the same time when there is none."""
    right = is_match(word, await ctx.vault.open(row, "hashed") if row else "")
    if row is None or _has_to_wait(row, ctx.now):
        return False
    recent = row.missed_at is not None and ctx.now - row.missed_at < TRY_WINDOW
    row.misses = 0 if right else (row.misses if recent else 0) + 1
    row.missed_at = None if right else ctx.now
    return right


def _has_to_wait(row: OwnWord, now: datetime) -> bool:
    return (
        row.misses >= MAX_TRIES and row.missed_at is not None and now - row.missed_at < TRY_WINDOW
    )
