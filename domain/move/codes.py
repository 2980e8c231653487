"""The code for moving: shown in the old chat alone, short-lived, single use."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from uuid import uuid4

from sqlalchemy import delete, select

from domain.context import Context
from domain.errors import RuleBroken
from domain.pair import linking
from domain.privacy import word
from storage.sealing import ServerKeys
from storage.tables.member import Member
from storage.tables.move import Move

CODE_LIFETIME = timedelta(minutes=10)


async def issue_code(ctx: Context, server_keys: ServerKeys, member: Member, chance: Random) -> str:
    """Return a new code; an earlier one stops working. `chance` must be unguessable.

    While a word of the person's own locks it, the code looks like any other and is void. Raise
    RuleBroken while an earlier move can still be undone.
    """
    made = Move.member_id == member.id, Move.old_account_id.is_not(None)
    if await ctx.session.scalar(select(Move.id).where(*made)):
        raise RuleBroken("move-too-soon")
    code = linking.draw_code(chance)
    if not await word.is_open(ctx, member):
        return code
    await withdraw_code(ctx, member)
    ctx.session.add(
        Move(
            id=uuid4(),
            member_id=member.id,
            code=_hash(server_keys, code),
            expires_at=ctx.now + CODE_LIFETIME,
        )
    )
    return code


async def withdraw_code(ctx: Context, member: Member) -> None:
    """Void the code that the person asked for, if it was not used."""
    unused = delete(Move).where(Move.member_id == member.id, Move.old_account_id.is_(None))
    await ctx.session.execute(unused)


async def is_code(ctx: Context, server_keys: ServerKeys, member: Member, words: str) -> bool:
    """Return whether words are a code for moving; always False after too many wrong ones."""
    if not await linking.can_try_code(ctx, member):
        return False
    return await by_code(ctx, server_keys, words) is not None


async def by_code(ctx: Context, server_keys: ServerKeys, words: str) -> Move | None:
    """Return the row of a code and lock it; it may have expired."""
    rows = select(Move).where(Move.code == _hash(server_keys, words))
    return (await ctx.session.scalars(rows.with_for_update())).one_or_none()


def _hash(server_keys: ServerKeys, words: str) -> bytes:
    # The prefix keeps a code for moving from ever being one for pairing.
    return server_keys.hash_code(f"move {linking.normalize_code(words)}")
