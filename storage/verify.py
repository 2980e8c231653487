"""Opens all that is sealed, to see that it opens, and names what does not."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from sqlalchemy import Column, ColumnElement, Row, Select, Table, func, select

from storage.columns import Base
from storage.database import Database
from storage.keys import DATA_KEYS, ProgressCallback
from storage.sealing import SERVER_OWNER_ID, CannotOpen, KeyGone, KeyRing, ServerKeys, open_cell
from storage.tables.keys import DataKey
from storage.tables.pair import Couple
from storage.tables.queues import Inbox, Outbox

BATCH = 500
INBOX = cast(Table, Inbox.__table__)
OUTBOX = cast(Table, Outbox.__table__)


@dataclass(frozen=True, slots=True)
class UnreadableCell:
    """What does not open: a `table.column`, and whether it is a person's, couple's or the house's.

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
class SealedColumn:
    """One sealed column: where its rows are, in the order of `id`, and how to open one of them."""

    column: Column[Any]
    rows: Select[Any]
    id: Column[Any]
    owner_kind: Callable[[Row[Any]], str]
    open_row: Callable[[Row[Any]], object]


def sealed_columns() -> list[tuple[Column[Any], Column[Any]]]:
    """Every column that holds sealed bytes, with the one that names their owner."""
    return [
        (column, table.c[column.info["owner"]])
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if "owner" in column.info
    ]


async def verify_all(
    database: Database, ring: KeyRing, on_progress: ProgressCallback
) -> VerifyResult:
    """Opens each data key, each sealed column of each row, and what waits in the house's boxes."""
    sealed = [_data_key_column(ring), *(_text_column(ring, *pair) for pair in sealed_columns())]
    sealed += await _queue_columns(database, ring)
    total = await _count(database, sealed)
    found, seen = VerifyResult(), 0
    for sealed_column in sealed:
        async for rows in _row_batches(database, sealed_column):
            for row in rows:
                _verify_row(found, sealed_column, row)
            seen += len(rows)
            on_progress(max(total - seen, 0), total)
    return found


def _verify_row(found: VerifyResult, sealed_column: SealedColumn, row: Row[Any]) -> None:
    try:
        sealed_column.open_row(row)
    except CannotOpen as error:
        column_name = f"{sealed_column.column.table.name}.{sealed_column.column.name}"
        found.faults[UnreadableCell(column_name, sealed_column.owner_kind(row), type(error))] += 1
    else:
        found.opened_count += 1


async def _count(database: Database, sealed: Sequence[SealedColumn]) -> int:
    counts = (select(func.count()).select_from(each.rows.subquery()) for each in sealed)
    async with database.read() as session:
        return sum([await session.scalar(count) or 0 for count in counts])


async def _row_batches(
    database: Database, sealed_column: SealedColumn
) -> AsyncIterator[Sequence[Row[Any]]]:
    """Each row comes with its key in one look, so that whoever is forgotten meanwhile is whole."""
    after = None
    while True:
        page = (
            sealed_column.rows.where(sealed_column.id > after)
            if after is not None
            else sealed_column.rows
        )
        async with database.read() as session:
            rows = (await session.execute(page.order_by(sealed_column.id).limit(BATCH))).all()
        if not rows:
            return
        yield rows
        after = rows[-1].id


def _data_key_column(ring: KeyRing) -> SealedColumn:
    rows = select(DATA_KEYS.c.owner_id.label("id"), DATA_KEYS, Couple.id.label("couple")).outerjoin(
        Couple, Couple.id == DATA_KEYS.c.owner_id
    )

    def whose(row: Row[Any]) -> str:
        return (
            "the house" if row.id == SERVER_OWNER_ID else "a couple" if row.couple else "a person"
        )

    return SealedColumn(
        DATA_KEYS.c.wrapped, rows, DATA_KEYS.c.owner_id, whose, lambda row: _unwrapped(ring, row)
    )


def _text_column(ring: KeyRing, cell: Column[Any], owner: Column[Any]) -> SealedColumn:
    table = cell.table
    rows = (
        select(table.c.id, owner.label("owner"), cell.label("stored"), DATA_KEYS)
        .outerjoin(DATA_KEYS, DATA_KEYS.c.owner_id == owner)
        .where(cell.is_not(None), *_owned_by_member(table))
    )
    opened: dict[bytes, bytes] = {}

    def open_one(row: Row[Any]) -> None:
        if row.owner_id is None:
            raise KeyGone
        if row.wrapped not in opened:
            opened[row.wrapped] = _unwrapped(ring, row)
        open_cell(opened[row.wrapped], row.stored, cell, row.id, row.owner)

    whose = "a couple" if owner.name == "couple_id" else "a person"
    return SealedColumn(cell, rows, table.c.id, lambda _: whose, open_one)


def _owned_by_member(table: Table) -> list[ColumnElement[bool]]:
    """What goes out to groups is nobody's own."""
    return [OUTBOX.c.group_id.is_(None)] if table is OUTBOX else []


async def _queue_columns(database: Database, ring: KeyRing) -> list[SealedColumn]:
    """What came in, and what goes out to groups: the house's own."""
    async with database.read() as session:
        key = (
            await session.execute(select(DATA_KEYS).where(DATA_KEYS.c.owner_id == SERVER_OWNER_ID))
        ).first()

    def look(table: Table, name: Column[Any], *which: ColumnElement[bool]) -> SealedColumn:
        def open_one(row: Row[Any]) -> None:
            if key is None:
                raise KeyGone
            ServerKeys(_unwrapped(ring, key)).open(row.body, str(row.name), table.name)

        rows = select(table.c.seq.label("id"), name.label("name"), table.c.body)
        waiting = rows.where(table.c.body.is_not(None), *which)
        return SealedColumn(table.c.body, waiting, table.c.seq, lambda _: "the house", open_one)

    return [
        look(INBOX, INBOX.c.id),
        look(OUTBOX, OUTBOX.c.id, OUTBOX.c.group_id.is_not(None)),
    ]


def _unwrapped(ring: KeyRing, row: Row[Any]) -> bytes:
    return ring.unwrap(DataKey(owner_id=row.owner_id, kek=row.kek, wrapped=row.wrapped))
