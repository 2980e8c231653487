"""Erases the people again whom a backup brought back although they asked to be forgotten."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from uuid import UUID

import structlog
from sqlalchemy import select

from domain.privacy import forget
from scheduler.erase_files import read_noted_ids
from storage.database import Database
from storage.sealing import KeyRing
from storage.tables.member import Member

log = structlog.get_logger(__name__)

BATCH_SIZE = 500


async def reapply_erasures(database: Database, key_ring: KeyRing, file: Path) -> int:
    """Erase all whom the file names, before anything is handled or sent; return how many."""
    restored_ids = [
        id
        for batch in _split_into_batches(read_noted_ids(file))
        for id in await _find_existing(database, batch)
    ]
    for id in restored_ids:
        async with database.write() as session:
            await forget.reapply_erasure(session, key_ring, id)
    if restored_ids:
        log.warning("erased_again", count=len(restored_ids))
    return len(restored_ids)


async def _find_existing(database: Database, ids: Sequence[UUID]) -> Sequence[UUID]:
    async with database.read() as session:
        return (await session.scalars(select(Member.id).where(Member.id.in_(ids)))).all()


def _split_into_batches(ids: Sequence[UUID]) -> Iterator[Sequence[UUID]]:
    for start in range(0, len(ids), BATCH_SIZE):
        yield ids[start : start + BATCH_SIZE]
