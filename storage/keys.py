"""All data keys at once: which key wraps how many of them, and wrapping them again."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Row, Select, Table, Update, bindparam, func, select, update

from storage.database import Database
from storage.sealing import CannotOpen, KeyRing
from storage.tables.keys import DataKey

BATCH = 200
PAUSE_SECONDS = 0.01
"""Between two batches, so that a running bot gets its turn to write."""
ROTATION_LOCK = "rotation"
DATA_KEYS = cast(Table, DataKey.__table__)
ProgressCallback = Callable[[int, int], None]
"""Hears how many are left, and of how many."""


async def count_by_wrapping_key(database: Database) -> dict[str, int]:
    """How many data keys each key-encryption key wraps, by its name."""
    counted = (
        select(DATA_KEYS.c.kek, func.count()).group_by(DATA_KEYS.c.kek).order_by(DATA_KEYS.c.kek)
    )
    async with database.read() as session:
        return {name: count for name, count in await session.execute(counted)}


@asynccontextmanager
async def rotation_lock(database: Database) -> AsyncIterator[bool]:
    """Yield whether nobody else rotates keys on this PostgreSQL; SQLite has `bot.ops.file_lock`."""
    yield database.is_sqlite or await database.identity.try_lock(ROTATION_LOCK)
    if not database.is_sqlite:
        await database.identity.unlock(ROTATION_LOCK)


async def rewrap(database: Database, ring: KeyRing, on_progress: ProgressCallback) -> int:
    """Wrap with the ring's first key what another one wrapped; return how many keys were rewrapped.

    Each batch is a transaction of its own, so that every data key opens with the ring at every
    moment, even after a kill. A data key that does not open with the ring is left unchanged.
    """
    wrapped = await count_by_wrapping_key(database)
    total = sum(wrapped.values()) - wrapped.get(ring.wrapping_key_name, 0)
    seen = done = 0
    after: UUID | None = None
    while True:
        async with database.write() as session:
            rows = (await session.execute(_next_batch(ring, after))).all()
            rewrapped = [each for row in rows if (each := _rewrapped(ring, row))]
            if rewrapped:
                await (await session.connection()).execute(_update_wrapped(), rewrapped)
        if not rows:
            return done
        seen, done, after = seen + len(rows), done + len(rewrapped), rows[-1].owner_id
        on_progress(max(total - seen, 0), total)
        await asyncio.sleep(PAUSE_SECONDS)


def _next_batch(ring: KeyRing, after: UUID | None) -> Select[Any]:
    """Lock and return the next batch; nobody else can change or delete its rows meanwhile."""
    others = (
        select(DATA_KEYS)
        .where(DATA_KEYS.c.kek != ring.wrapping_key_name)
        .order_by(DATA_KEYS.c.owner_id)
        .limit(BATCH)
    )
    return (others.where(DATA_KEYS.c.owner_id > after) if after else others).with_for_update()


def _rewrapped(ring: KeyRing, row: Row[Any]) -> dict[str, object] | None:
    try:
        data_key = ring.unwrap(DataKey(**row._mapping))
    except CannotOpen:
        return None
    rewrapped = ring.wrap(data_key, row.owner_id)
    return {"owner": row.owner_id, "name": rewrapped.kek, "key": rewrapped.wrapped}


def _update_wrapped() -> Update:
    rows = update(DATA_KEYS).where(DATA_KEYS.c.owner_id == bindparam("owner"))
    return rows.values(kek=bindparam("name"), wrapped=bindparam("key"))
