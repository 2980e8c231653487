"""Whom a backup brought back although they had asked to be forgotten is erased again."""

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

BATCH = 500


async def reapply_erasures(database: Database, key_ring: KeyRing, file: Path) -> int:
    """Reads the file beside the keys, before anything is handled or sent; how many were erased."""
    back = [id for batch in _batches(read_noted_ids(file)) for id in await _alive(database, batch)]
    for id in back:
        async with database.write() as session:
            await forget.reapply_erasure(session, key_ring, id)
    if back:
        log.warning("erased_again", count=len(back))
    return len(back)


async def _alive(database: Database, ids: Sequence[UUID]) -> Sequence[UUID]:
    async with database.read() as session:
        return (await session.scalars(select(Member.id).where(Member.id.in_(ids)))).all()


def _batches(ids: Sequence[UUID]) -> Iterator[Sequence[UUID]]:
    for at in range(0, len(ids), BATCH):
        yield ids[at : at + BATCH]
