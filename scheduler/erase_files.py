"""After a forgetting: notes it beside the keys, and clears the database's own files of it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

import structlog
from sqlalchemy import delete, exists, select, text, update
from sqlalchemy.exc import SQLAlchemyError

from storage.columns import Base
from storage.database import BUSY_MILLISECONDS, Database
from storage.tables.queues import Tombstone

log = structlog.get_logger(__name__)


async def scrub(database: Database, record_file: Path | None) -> None:
    """Note tombstones in the file and clear the database's own files of what was forgotten.

    Call it again until it succeeds. Tombstones are deleted once they are in `record_file`, if there
    is one, and the database's files hold nothing of them.
    """
    async with database.read() as session:
        if not await session.scalar(select(exists().select_from(Tombstone))):
            return
        unnoted = (await session.scalars(select(Tombstone.member_id).where(~Tombstone.noted))).all()
    if unnoted and (record_file is None or _append_ids(record_file, unnoted)):
        await _mark_tombstones(database, unnoted, noted=True)
    await _scrub_database(database)
    async with database.write() as session:
        await session.execute(delete(Tombstone).where(Tombstone.noted, Tombstone.scrubbed))


def read_noted_ids(forgotten: Path) -> list[UUID]:
    """Return the ids in the file, in its order, without lines that a crash cut short."""
    if not forgotten.exists():
        return []
    lines = forgotten.read_text(encoding="ascii", errors="replace").splitlines()
    return [UUID(line) for line in lines if _is_uuid(line)]


def _append_ids(forgotten: Path, ids: Sequence[UUID]) -> bool:
    """Append the ids; an id that is already in the file does no harm."""
    lines = "".join(f"\n{id}\n" for id in ids).encode()
    try:
        forgotten.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(forgotten, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            os.write(handle, lines)
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        log.error("forgotten_not_noted", error_class=type(error).__name__)
        return False
    return True


async def _scrub_database(database: Database) -> None:
    async with database.read() as session:
        left = select(Tombstone.member_id).where(~Tombstone.scrubbed)
        ids = (await session.scalars(left)).all()
    if not ids:
        return
    try:
        scrubbed = await _truncate_wal(database) if database.is_sqlite else await _vacuum(database)
    except SQLAlchemyError as error:
        log.warning("scrub_failed", error_class=type(error).__name__)
        return
    if scrubbed:
        await _mark_tombstones(database, ids, scrubbed=True)


async def _truncate_wal(database: Database) -> bool:
    """Truncate the write-ahead log, which still holds pages that the database has overwritten."""
    async with database.read() as session:
        # It would wait while it holds the writer's lock; the next heartbeat tries again anyway.
        await session.execute(text("PRAGMA busy_timeout=0"))
        try:
            busy, _, _ = (await session.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))).one()
        finally:
            await session.execute(text(f"PRAGMA busy_timeout={BUSY_MILLISECONDS}"))
    return not busy


async def _vacuum(database: Database) -> bool:
    names = ", ".join(table.name for table in Base.metadata.sorted_tables)
    async with database.patient_engine.connect() as connection:
        autocommit = await connection.execution_options(isolation_level="AUTOCOMMIT")
        await autocommit.execute(text(f"VACUUM {names}"))
    return True


async def _mark_tombstones(database: Database, ids: Sequence[UUID], **columns: bool) -> None:
    async with database.write() as session:
        rows = update(Tombstone).where(Tombstone.member_id.in_(ids))
        await session.execute(rows.values(columns))


def _is_uuid(line: str) -> bool:
    try:
        UUID(line)
    except ValueError:
        return False
    return True
