"""All data keys at once: which key wraps how many of them, and wrapping them anew."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Row, Select, Table, Update, bindparam, func, select, update

from storage.database import Database
from storage.models import DataKey
from storage.sealing import CannotOpen, KeyRing

BATCH = 200
PAUSE_SECONDS = 0.01
"""Between two batches, so that a running bot gets its turn to write."""
TURN = 0x5A5E51DE
"""Names the one rotation among PostgreSQL's advisory locks."""
KEYS = cast(Table, DataKey.__table__)
Step = Callable[[int, int], None]
"""Hears how many are left, and of how many."""


async def wraps(database: Database) -> dict[str, int]:
    """How many data keys each key-encryption key wraps, by its name."""
    counted = select(KEYS.c.kek, func.count()).group_by(KEYS.c.kek).order_by(KEYS.c.kek)
    async with database.read() as session:
        return {name: count for name, count in await session.execute(counted)}


@asynccontextmanager
async def turn(database: Database) -> AsyncIterator[bool]:
    """Whether nobody else rotates on this PostgreSQL; for a SQLite file see `bot/lock.py`."""
    if database.is_sqlite:
        yield True
        return
    async with database.engine.connect() as connection:
        # Not inside a transaction, which would keep replaced rows from being cleared away.
        alone = await connection.execution_options(isolation_level="AUTOCOMMIT")
        mine = await alone.scalar(select(func.pg_try_advisory_lock(TURN)))
        try:
            yield bool(mine)
        finally:
            if mine:
                await alone.execute(select(func.pg_advisory_unlock(TURN)))


async def rewrap(database: Database, ring: KeyRing, step: Step) -> int:
    """Wraps with the ring's first key what another one wrapped; returns how many that were.

    Each batch is a transaction of its own: whatever becomes of us, at every moment each data key
    opens with the ring. What does not open with it is left as it is.
    """
    wrapped = await wraps(database)
    total = sum(wrapped.values()) - wrapped.get(ring.first, 0)
    seen = done = 0
    after: UUID | None = None
    while True:
        async with database.write() as session:
            rows = (await session.execute(_others(ring, after))).all()
            anew = [each for row in rows if (each := _anew(ring, row))]
            if anew:
                await (await session.connection()).execute(_replaced(), anew)
        if not rows:
            return done
        seen, done, after = seen + len(rows), done + len(anew), rows[-1].owner_id
        step(max(total - seen, 0), total)
        await asyncio.sleep(PAUSE_SECONDS)


def _others(ring: KeyRing, after: UUID | None) -> Select[Any]:
    """The next batch; nobody else can change or delete its rows meanwhile."""
    others = select(KEYS).where(KEYS.c.kek != ring.first).order_by(KEYS.c.owner_id).limit(BATCH)
    return (others.where(KEYS.c.owner_id > after) if after else others).with_for_update()


def _anew(ring: KeyRing, row: Row[Any]) -> dict[str, object] | None:
    try:
        data_key = ring.unwrap(DataKey(**row._mapping))
    except CannotOpen:
        return None
    anew = ring.wrap(data_key, row.owner_id)
    return {"owner": row.owner_id, "name": anew.kek, "key": anew.wrapped}


def _replaced() -> Update:
    rows = update(KEYS).where(KEYS.c.owner_id == bindparam("owner"))
    return rows.values(kek=bindparam("name"), wrapped=bindparam("key"))
