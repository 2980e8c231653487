"""Moves a person to another account by a code from their old chat, which can undo it for a day.

The two rows swap their addresses: the person's own row, with all that belongs to it, is then
reached at the new account, and the empty row that the new account had stands for the old chat.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Table, delete, or_, select, update

from domain import due, member as members, screen, start, unsorted
from domain.context import Context
from domain.errors import RuleBroken
from domain.move import codes
from domain.pair import linking
from domain.privacy import forget, word
from storage.columns import Base
from storage.sealing import ServerKeys
from storage.tables.member import Member
from storage.tables.move import Move
from storage.tables.pair import Couple, FailedInviteCode
from storage.tables.queues import Due, Outbox
from storage.tables.unsorted import Unsorted

END, REMIND = "move-end", "move-remind"
UNDO_WITHIN = timedelta(days=1)
REMIND_AFTER = timedelta(hours=12)
"""When the old chat is told once more, since a thief may have deleted what told it first."""
OF_NO_WEIGHT = {Due.__tablename__, Outbox.__tablename__, FailedInviteCode.__tablename__}
"""The tables whose rows say nothing about a person: messages on their way, and wrong codes."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A move that was made, or undone: the person, and the row of their other account."""

    id: UUID
    person: Member
    other_account: Member


@dataclass(frozen=True, slots=True)
class Misused:
    """A code that is void, since it was typed in an account that somebody uses already."""

    owner: Member


async def redeem(
    ctx: Context, server_keys: ServerKeys, newcomer: Member, words: str
) -> Moved | Misused | None:
    """Move the person whose code it is to the account in which it was typed.

    A code that nobody has counts as a wrong one and gives None. Raise RuleBroken for an expired
    code, for the old account itself, after too many wrong codes, and while a message is on its way.
    """
    await linking.require_tries_left(ctx, newcomer)
    move = await codes.by_code(ctx, server_keys, words)
    if move is None:
        linking.note_wrong_code(ctx, newcomer)
        return None
    if move.member_id == newcomer.id:
        raise RuleBroken("move-same-account")
    if move.expires_at <= ctx.now:
        raise RuleBroken("move-code-expired")
    person = await ctx.session.get_one(Member, move.member_id)
    await codes.withdraw_code(ctx, newcomer)
    if not await _is_unused(ctx, newcomer):
        await ctx.session.delete(move)
        return Misused(person)
    await _lock(ctx, person)
    await _swap(ctx, person, newcomer)
    move.code, move.old_account_id = None, newcomer.id
    move.expires_at = ctx.now + UNDO_WITHIN
    await _close(ctx, person, newcomer, move)
    return Moved(move.id, person, newcomer)


async def find_undoable(ctx: Context, old_account: Member) -> Move | None:
    """Return the move that an old chat can still undo."""
    rows = select(Move).where(Move.old_account_id == old_account.id)
    return (await ctx.session.scalars(rows)).one_or_none()


async def undo(ctx: Context, old_account: Member) -> Moved:
    """Let the person go on in their old chat; the other account has nothing of theirs any more.

    Raise RuleBroken when it is too late.
    """
    move = await find_undoable(ctx, old_account)
    if move is None:
        raise RuleBroken("move-undo-over")
    person = await ctx.session.get_one(Member, move.member_id)
    await _lock(ctx, person)
    await _swap(ctx, person, old_account)
    for kind in (END, REMIND):
        await due.cancel(ctx, kind, old_account, move.id)
    await ctx.session.delete(move)
    old_account.moved_away, old_account.leaving, old_account.zone = False, True, None
    await due.schedule(ctx, forget.LEAVE, old_account, ctx.now + forget.GOODBYE, old_account.id)
    return Moved(move.id, person, old_account)


async def end(ctx: Context, old_account: Member) -> None:
    """End the undo; a person who writes in the old chat from then on is new there."""
    if not old_account.moved_away:
        return
    await ctx.session.execute(delete(Move).where(Move.old_account_id == old_account.id))
    await forget.erase(ctx, old_account)


async def _is_unused(ctx: Context, member: Member) -> bool:
    """Return whether nothing in any table belongs to the person, words that wait for a yes apart.

    So neither a partner, present or former, nor anybody who writes here can lose what is theirs.
    """
    if member.couple_id:
        return False
    named = [select(column).where(column == member.id) for column in _columns_naming_people()]
    put_aside = select(Unsorted.id).where(
        Unsorted.member_id == member.id, Unsorted.purpose != unsorted.HELD
    )
    found = or_(*(each.exists() for each in (*named, put_aside)))
    return not await ctx.session.scalar(select(found))


def _columns_naming_people() -> Iterator[Column[Any]]:
    apart = {*OF_NO_WEIGHT, Unsorted.__tablename__}
    for table in Base.metadata.sorted_tables:
        if table.name not in apart:
            for key in table.foreign_keys:
                if key.column.table.name == Member.__tablename__:
                    yield key.parent


async def _lock(ctx: Context, person: Member) -> None:
    """Lock the couple, the person and their messages, so that none leaves for the other chat now.

    Raise RuleBroken if one is on its way there.
    """
    if person.couple_id:
        await ctx.session.get(Couple, person.couple_id, with_for_update=True)
    await ctx.session.refresh(person, with_for_update={"key_share": True})
    unsent = select(Outbox.state).where(
        Outbox.member_id == person.id, Outbox.state.in_(("new", "sending"))
    )
    if "sending" in (await ctx.session.scalars(unsent.with_for_update())).all():
        raise RuleBroken("move-busy")


async def _swap(ctx: Context, person: Member, other: Member) -> None:
    """Swap the two accounts; everything that spoke of messages in the former chat forgets them."""
    await ctx.session.flush()
    await members.swap_addresses(ctx, person, other)
    for member in (person, other):
        member.asking = member.asking_about = None
        await screen.leave(ctx, member)
    waiting = update(Outbox).where(Outbox.member_id == other.id, Outbox.state == "new")
    await ctx.session.execute(waiting.values(state="cancelled", body=None))
    for column in _columns_of_message_ids():
        owner = _author_column(column.table)
        named = update(column.table).where(owner == person.id)
        await ctx.session.execute(named.values({column.name: ""}))


def _columns_of_message_ids() -> Iterator[Column[Any]]:
    """Yield the columns that hold the platform's id of a message with somebody's words."""
    for table in Base.metadata.sorted_tables:
        if "message" in table.c:
            yield table.c.message


def _author_column(table: Table) -> Column[Any]:
    return table.c.author_id if "author_id" in table.c else table.c.member_id


async def _close(ctx: Context, person: Member, old_account: Member, move: Move) -> None:
    """Leave the old chat nothing but the undo, at the hours and in the language of its person."""
    await start.erase(ctx, old_account)
    await ctx.session.execute(delete(Due).where(Due.member_id == old_account.id))
    await word.close(ctx, person)
    old_account.moved_away, old_account.consent, old_account.consented_at = True, None, None
    for setting in ("language", "zone", "quiet_from", "quiet_until", "hides_words"):
        setattr(old_account, setting, getattr(person, setting))
    for kind, after in ((REMIND, REMIND_AFTER), (END, UNDO_WITHIN)):
        await due.schedule(ctx, kind, old_account, ctx.now + after, move.id, alone=True)
