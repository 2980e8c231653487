"""Forgets a person: their key, rows and everything on its way to them go in one transaction."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Table, delete, exists, inspect, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from domain import due, member as members
from domain.context import Context
from domain.pair import linking
from domain.remind import versions
from storage.sealing import KeyRing, ServerKeys, Vault, ordering_key
from storage.tables import owner_column, sealed_columns
from storage.tables.challenge import Answer
from storage.tables.keys import DataKey
from storage.tables.letter import Letter
from storage.tables.member import Member
from storage.tables.move import Move
from storage.tables.pair import Couple, CoupleMember
from storage.tables.queues import Inbox, Outbox, Tombstone
from storage.tables.remind import Reminder
from storage.tables.repair import Repair, RepairPart
from storage.tables.thanks import Thanks
from storage.tables.wishes import OwnWish

LEAVE, WARN, ERASE = "privacy-leave", "privacy-warn", "privacy-erase"
INACTIVE_FOR = timedelta(days=365)
"""Counted from the first day of the month of the last sign of life."""
ANSWER_WITHIN = timedelta(days=30)
GOODBYE = timedelta(minutes=1)
"""How long the row that says goodbye is given to say it, and given again until it is said."""


async def forget(ctx: Context, server_keys: ServerKeys, member: Member) -> Member:
    """Erase the person; return a row with only their address, to which goodbye can be said.

    That row is erased as well once goodbye has been said, unless they write again: then they are
    new.
    """
    to, language = await members.address_of(ctx.vault, member), member.language
    await erase(ctx, member)
    leaving = await members.create(ctx, server_keys, to, "")
    leaving.language, leaving.leaving = language, True
    await due.schedule(ctx, LEAVE, leaving, ctx.now + GOODBYE, leaving.id)
    return leaving


async def erase_after_goodbye(ctx: Context, leaving: Member) -> None:
    """Erase the row that said goodbye, or plan to return while the goodbye is on its way."""
    on_its_way = exists().where(
        Outbox.member_id == leaving.id, Outbox.state.in_(("new", "sending"))
    )
    if await ctx.session.scalar(select(on_its_way)):
        await due.schedule(ctx, LEAVE, leaving, ctx.now + GOODBYE, leaving.id)
        return
    await erase(ctx, leaving)


def is_inactive(member: Member, now: datetime) -> bool:
    """Return whether they have sent nothing for a year, and are to be asked about what is kept."""
    since = member.active_in
    return not member.leaving and since is not None and since <= now.date() - INACTIVE_FOR


async def erase_inactive(ctx: Context, member: Member) -> None:
    """Erase a member who did not come back within a month of the warning, without another word."""
    warned = member.warned_on
    if is_inactive(member, ctx.now) and warned and warned <= ctx.now.date() - ANSWER_WITHIN:
        await erase(ctx, member)


async def erase(ctx: Context, member: Member) -> None:
    """Erase all that is the person's alone; what the other was given stays the other's."""
    await _erase_old_account(ctx, member)
    if member.couple_id:
        await linking.unlink(ctx, member)
    await _erase_words(ctx, member.id)
    couples = await _couples_of(ctx, member.id)
    await _clear_inbox(ctx, ordering_key(member.lookup))
    await ctx.session.flush()
    _expunge_rows_of(ctx.session, member)
    await ctx.session.execute(delete(Member).where(Member.id == member.id))
    await ctx.session.execute(delete(DataKey).where(DataKey.owner_id == member.id))
    await versions.drop_unowned(ctx, couples)
    for couple_id in couples:
        await _erase_couple_if_empty(ctx, couple_id)
    ctx.session.add(Tombstone(member_id=member.id, noted=False, scrubbed=False, at=ctx.now))
    await ctx.session.flush()


async def _erase_old_account(ctx: Context, member: Member) -> None:
    """Erase what stands for the former chat of a person who has just moved, which has no words."""
    move = await ctx.session.scalar(select(Move).where(Move.member_id == member.id))
    if move is None:
        return
    await ctx.session.delete(move)
    await ctx.session.flush()
    if old_account := await ctx.session.get(Member, move.old_account_id):
        await erase(ctx, old_account)


def _expunge_rows_of(session: AsyncSession, member: Member) -> None:
    """Take the person and the rows that go with them out of the session.

    The database deletes those rows, and SQLite gives their numbers away again.
    """
    for row in list(session):
        if row is member or inspect(row).dict.get("member_id") == member.id:
            session.expunge(row)


async def reapply_erasure(session: AsyncSession, key_ring: KeyRing, id: UUID) -> bool:
    """Erase a person again whom a backup brought back; return False if it did not."""
    member = await session.get(Member, id)
    if member is None:
        return False
    await erase(Context(session, Vault(session, key_ring), member.joined_at), member)
    return True


async def _erase_words(ctx: Context, id: UUID) -> None:
    """Erase what the person's own key sealed, and rows in which the other was given nothing."""
    for table, owner, own, given in _sealed_for_two():
        shared = or_(*(column.is_not(None) for column in given))
        await ctx.session.execute(delete(table).where(owner == id, ~shared))
        await ctx.session.execute(update(table).where(owner == id).values(dict.fromkeys(own)))
    await ctx.session.execute(update(Answer).where(Answer.member_id == id).values(message=""))
    await ctx.session.execute(update(Thanks).where(Thanks.author_id == id).values(message=""))
    await ctx.session.execute(update(Letter).where(Letter.member_id == id).values(message=""))
    await ctx.session.execute(delete(OwnWish).where(OwnWish.author_id == id))
    got = update(Thanks).where(Thanks.receiver_id == id)
    await ctx.session.execute(got.values(put_away=False))
    await ctx.session.execute(
        update(CoupleMember).where(CoupleMember.member_id == id).values(hidden=False)
    )


def _sealed_for_two() -> Iterator[tuple[Table, Column[Any], list[str], list[Column[Any]]]]:
    """Yield tables whose rows outlive a person: their owner, their own words, and the couple's."""
    by_owner: dict[Column[Any], list[Column[Any]]] = {}
    for column in sealed_columns():
        by_owner.setdefault(owner_column(column), []).append(column)
    for owner, own in by_owner.items():
        of_couple = owner.table.c.get("couple_id")
        given = by_owner.get(of_couple, []) if of_couple is not None else []
        if given and owner is not of_couple:
            yield owner.table, owner, [column.name for column in own], given


async def _couples_of(ctx: Context, id: UUID) -> Sequence[UUID]:
    return (
        await ctx.session.scalars(
            select(CoupleMember.couple_id).where(CoupleMember.member_id == id)
        )
    ).all()


async def _erase_couple_if_empty(ctx: Context, couple_id: UUID) -> None:
    """Erase the couple, its key and all that it sealed, once both people are gone."""
    somebody = exists().where(
        CoupleMember.couple_id == couple_id, CoupleMember.member_id.is_not(None)
    )
    if not await ctx.session.scalar(select(somebody)):
        # A reminder and a repair may also be one person's, so the database does not delete them.
        for table in (Reminder, RepairPart, Repair):
            await ctx.session.execute(delete(table).where(table.couple_id == couple_id))
        await ctx.session.execute(delete(Couple).where(Couple.id == couple_id))
        await ctx.session.execute(delete(DataKey).where(DataKey.owner_id == couple_id))


async def _clear_inbox(ctx: Context, inbox_key: str) -> None:
    """Keep the ids of handled events for deduplication; events that still wait are newer."""
    mine = Inbox.ordering_key == inbox_key
    await ctx.session.execute(delete(Inbox).where(mine, Inbox.state == "parked"))
    await ctx.session.execute(
        update(Inbox).where(mine, Inbox.state == "done").values(ordering_key="")
    )
