"""A word of one's own before the journal, the export and the sharing of private answers.

Nothing tells whether there is one: without it all of that looks as if there were nothing.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.sealing import Vault
from storage.slow_hash import hash_word, is_match
from storage.tables.member import Member
from storage.tables.privacy import OwnWord

OPEN_FOR = timedelta(minutes=10)
MAX_TRIES = 5
TRY_WINDOW = timedelta(hours=1)
"""After this many wrong words nothing opens until an hour after the last of them."""
SHORTEST = 4


async def is_open(session: AsyncSession, member: Member, now: datetime) -> bool:
    """Tells whether guarded pages may be shown: without a word, or soon after it was said."""
    row = await _find(session, member)
    return row is None or (row.open_until is not None and now < row.open_until)


async def try_word(
    session: AsyncSession, vault: Vault, member: Member, word: str, now: datetime
) -> None:
    """Opens for ten minutes with the right word; a wrong one counts, and nobody is told."""
    row = await _find(session, member)
    if await _check_word(vault, row, word, now) and row:
        row.open_until = now + OPEN_FOR


async def handle_word(
    session: AsyncSession, vault: Vault, member: Member, words: str, now: datetime
) -> None:
    """Written once it opens; written twice it is set, or, where it is set, switched off."""
    match words.split():
        case [word]:
            await try_word(session, vault, member, word, now)
        case [word, again] if word == again and len(word) >= SHORTEST:
            await _set_or_remove(session, vault, member, word, now)


async def close(session: AsyncSession, member: Member) -> None:
    """Ends the ten minutes."""
    if row := await _find(session, member):
        row.open_until = None


async def _set_or_remove(
    session: AsyncSession, vault: Vault, member: Member, word: str, now: datetime
) -> None:
    row = await _find(session, member)
    right = await _check_word(vault, row, word, now)
    if row is None:
        row = OwnWord(id=uuid4(), member_id=member.id, misses=0)
        await vault.seal(row, "hashed", hash_word(word))
        session.add(row)
    elif right:
        await session.delete(row)
    await session.flush()


async def _find(session: AsyncSession, member: Member) -> OwnWord | None:
    """A person's events come one after the other, so that no two guesses count as one."""
    return await session.scalar(select(OwnWord).where(OwnWord.member_id == member.id))


async def _check_word(vault: Vault, row: OwnWord | None, word: str, now: datetime) -> bool:
    """Takes as long without a word as with one."""
    right = is_match(word, await vault.open(row, "hashed") if row else "")
    if row is None or _has_to_wait(row, now):
        return False
    recent = row.missed_at is not None and now - row.missed_at < TRY_WINDOW
    row.misses = 0 if right else (row.misses if recent else 0) + 1
    row.missed_at = None if right else now
    return right


def _has_to_wait(row: OwnWord, now: datetime) -> bool:
    return (
        row.misses >= MAX_TRIES and row.missed_at is not None and now - row.missed_at < TRY_WINDOW
    )
