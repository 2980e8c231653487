"""Keeps one person's updates in order where calls bring several at once, perhaps to two processes.

Telegram numbers its updates, and calls with one person's words one after the other, and so with
their taps. But words and a tap may come at the same time, and what could not be taken comes again
later. Therefore an update waits for the one numbered before it, `HOLD_SECONDS` at most, since that
one may never come; and it goes before later ones of the same person that nobody handles yet.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import cast

from sqlalchemy import ColumnElement, CursorResult, and_, not_, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.database import Database, is_sqlite
from storage.tables.queues import Inbox

HOLD_SECONDS = 0.3
"""How long an update waits for the one before it; most are there within a few milliseconds."""
MAX_LATER = 100
"""The most later updates of a person that one goes before; more are never on their way at once."""

LOCK_PERSON = text("SELECT pg_advisory_xact_lock(1, hashtext(:key))")
"""One arrival of a person at a time; the dispatcher's locks have one number, these have two."""
NEXT_SEQ = text("nextval(pg_get_serial_sequence('inbox', 'seq'))")
NEXT_SEQ_IN_FILE = text("(SELECT max(seq) + 1 FROM inbox)")


async def lock_person(session: AsyncSession, key: str) -> None:
    """Let no other process store an arrival of this person before the commit."""
    if not is_sqlite(session):
        await session.execute(LOCK_PERSON, {"key": key})


async def find_hold_end(session: AsyncSession, id: str, now: datetime) -> datetime:
    """Return until when an arrival waits for the one before it; `now` if that one is there."""
    before = select(Inbox.seq).where(Inbox.id == shift_id(id, -1), not_(_is_held(now)))
    is_there = await session.scalar(before) is not None
    return now if is_there else now + timedelta(seconds=HOLD_SECONDS)


async def move_later_behind(session: AsyncSession, id: str, key: str) -> None:
    """Put later updates of the same person, which arrived before this one, behind it.

    One that is being handled just now is locked, and stays where it is.
    """
    waiting = (
        select(Inbox.seq, Inbox.id)
        .where(Inbox.ordering_key == key, Inbox.state == "new")
        .order_by(Inbox.seq.desc())
        .limit(MAX_LATER)
        .with_for_update(skip_locked=True)
    )
    rows = [(row.seq, row.id) for row in await session.execute(waiting)]
    own_seq = next((seq for seq, each in rows if each == id), 0)
    prefix, number = _split_id(id)
    later = sorted(
        (_split_id(each)[1], seq)
        for seq, each in rows
        if seq < own_seq and each.startswith(prefix) and _split_id(each)[1] > number
    )
    next_seq = NEXT_SEQ_IN_FILE if is_sqlite(session) else NEXT_SEQ
    for _, seq in later:
        await session.execute(update(Inbox).where(Inbox.seq == seq).values(seq=next_seq))


async def release_held(database: Database, id: str, now: datetime) -> None:
    """End the wait of an update, and of those after it, if the one before it is there.

    It is called after the commit, so that of two that arrive at once one sees the other.
    """
    await _release(database, id, now)
    following = shift_id(id, 1)
    while await _release(database, following, now):
        following = shift_id(following, 1)


async def _release(database: Database, id: str, now: datetime) -> bool:
    """End the wait of one update if the one before it is there; return whether it waited."""
    is_ready = and_(Inbox.id == id, _is_held(now))
    async with database.read() as session:
        if await session.scalar(select(Inbox.seq).where(is_ready)) is None:
            return False
        if await find_hold_end(session, id, now) > now:
            return False
    async with database.write() as session:
        released = await session.execute(
            update(Inbox)
            .where(is_ready)
            .values(not_before=now)
            .execution_options(synchronize_session=False)
        )
    return bool(cast("CursorResult[tuple[()]]", released).rowcount)


def shift_id(id: str, by: int) -> str:
    """Return the id of the update that many numbers later."""
    prefix, number = _split_id(id)
    return f"{prefix}{number + by}"


def _split_id(id: str) -> tuple[str, int]:
    """Split an update's id into what stands before its number, and the number; -1 without one."""
    head, colon, number = id.rpartition(":")
    return head + colon, int(number) if number.isdecimal() else -1


def _is_held(now: datetime) -> ColumnElement[bool]:
    """Return the condition for an update that waits for the one before it."""
    return and_(Inbox.state == "new", Inbox.attempts == 0, Inbox.not_before > now)
