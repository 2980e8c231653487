"""Opens everything that is sealed, and names what does not open."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage import media
from storage.columns import Base
from storage.database import Database
from storage.keys import ProgressCallback
from storage.sealing import SERVER_OWNER_ID, CannotOpen, KeyRing, Vault
from storage.tables import owner_column, sealed_columns
from storage.tables.keys import DataKey
from storage.tables.media import KeptFile
from storage.tables.pair import Couple
from storage.tables.queues import Inbox, Outbox

BATCH = 500


@dataclass(frozen=True, slots=True)
class UnreadableCell:
    """Sealed content that does not open: a `table.column`, and whose it is.

    `error_type` is the kind of error: CannotOpen for changed or moved bytes, KeyGone, NotInRing.
    """

    column_name: str
    owner_kind: str
    error_type: type[CannotOpen]


@dataclass
class VerifyResult:
    """How much was opened, and how often each fault was met."""

    opened_count: int = 0
    faults: Counter[UnreadableCell] = field(default_factory=Counter)


@dataclass(frozen=True)
class _Scan:
    """Rows that begin with an object of `table`, and how to open each of its `columns`."""

    table: type[Base]
    columns: Sequence[str]
    rows: Select[Any]
    owner: Callable[[Any], UUID | None]
    open: Callable[[Vault, Any, str], Awaitable[object]]


async def verify_all(
    database: Database, ring: KeyRing, on_progress: ProgressCallback
) -> VerifyResult:
    """Open each data key, each sealed column of each row, and the queued events and messages."""
    scans = [_data_key_scan(ring), *_text_scans(), _media_scan(), *_queue_scans()]
    total = await _count(database, scans)
    result, seen = VerifyResult(), 0
    for scan in scans:
        async for session, rows in _batches(database, scan):
            vault = Vault(session, ring)
            for row in rows:
                await _verify_row(result, scan, session, vault, row[0])
            seen += len(rows)
            on_progress(max(total - seen, 0), total)
    return result


async def _verify_row(
    result: VerifyResult, scan: _Scan, session: AsyncSession, vault: Vault, row: Base
) -> None:
    for column in scan.columns:
        if getattr(row, column) is None:
            continue
        try:
            await scan.open(vault, row, column)
        except CannotOpen as error:
            owner_kind = await _owner_kind(session, scan.owner(row))
            name = f"{row.__tablename__}.{column}"
            result.faults[UnreadableCell(name, owner_kind, type(error))] += 1
        else:
            result.opened_count += 1


async def _owner_kind(session: AsyncSession, owner: UUID | None) -> str:
    if owner == SERVER_OWNER_ID:
        return "the server"
    couple: Couple | None = await session.get(Couple, owner) if owner else None
    return "a couple" if couple else "a person"


async def _count(database: Database, scans: Sequence[_Scan]) -> int:
    counts = (select(func.count()).select_from(scan.rows.subquery()) for scan in scans)
    async with database.read() as session:
        return sum([await session.scalar(count) or 0 for count in counts])


async def _batches(
    database: Database, scan: _Scan
) -> AsyncIterator[tuple[AsyncSession, Sequence[Row[Any]]]]:
    id = scan.table.__mapper__.primary_key[0]
    after = None
    while True:
        page = scan.rows if after is None else scan.rows.where(id > after)
        async with database.read() as session:
            rows = (await session.execute(page.order_by(id).limit(BATCH))).all()
            if not rows:
                return
            yield session, rows
            after = getattr(rows[-1][0], id.name)


def _data_key_scan(ring: KeyRing) -> _Scan:
    async def unwrap(_vault: Vault, row: DataKey, _column: str) -> bytes:
        return ring.unwrap(row)

    return _Scan(DataKey, ("wrapped",), select(DataKey), attrgetter("owner_id"), unwrap)


def _text_scans() -> Iterator[_Scan]:
    """Yield a scan for each table and owner.

    A row and its owner's key are read by one statement: somebody who is forgotten meanwhile has
    either both or neither.
    """
    tables = {mapper.local_table: mapper.class_ for mapper in Base.registry.mappers}
    for owner, group in groupby(sealed_columns(), key=owner_column):
        columns, table = list(group), tables[owner.table]
        rows = (
            select(table, DataKey)
            .outerjoin(DataKey, DataKey.owner_id == owner)
            .where(or_(*(column.is_not(None) for column in columns)))
        )
        if table is Outbox:
            rows = rows.where(Outbox.group_id.is_(None))
        names = [column.name for column in columns]
        yield _Scan(table, names, rows, attrgetter(owner.name), Vault.open_bytes)


def _media_scan() -> _Scan:
    """Return each file, with all of its chunks."""

    async def load(vault: Vault, row: KeptFile, _column: str) -> bytes:
        return await media.load(vault, row)

    owner = attrgetter("member_id")
    return _Scan(KeptFile, ("chunks",), select(KeptFile), owner, load)


def _queue_scans() -> list[_Scan]:
    """Return the events that came in and the messages to groups, which the server keys seal."""
    inbox = select(Inbox).where(Inbox.body.is_not(None))
    to_groups = select(Outbox).where(Outbox.body.is_not(None), Outbox.group_id.is_not(None))
    return [
        _Scan(table, ("body",), rows, lambda _: SERVER_OWNER_ID, _open_queued)
        for table, rows in ((Inbox, inbox), (Outbox, to_groups))
    ]


async def _open_queued(vault: Vault, row: Inbox | Outbox, _column: str) -> bytes:
    return await vault.open_queued(row.body or b"", str(row.id), row.__tablename__)
