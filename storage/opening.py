"""Opens all that is sealed, to see that it opens, and names what does not."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from sqlalchemy import Column, ColumnElement, Row, Select, Table, func, select

from storage.database import Database
from storage.keys import KEYS, Step
from storage.models import Base, Couple, DataKey, Inbox, Outbox
from storage.sealing import HOUSE, CannotOpen, House, KeyGone, KeyRing, open_cell

BATCH = 500
INBOX = cast(Table, Inbox.__table__)
OUTBOX = cast(Table, Outbox.__table__)


@dataclass(frozen=True, slots=True)
class Fault:
    """What does not open: a `table.column`, and whether it is a person's, couple's or the house's.

    `why` is the kind of error: CannotOpen for changed or moved bytes, KeyGone, NotInRing.
    """

    place: str
    whose: str
    why: type[CannotOpen]


@dataclass
class Findings:
    """How much was opened, and how often each fault was met."""

    opened: int = 0
    faults: Counter[Fault] = field(default_factory=Counter)


@dataclass(frozen=True)
class Look:
    """One sealed column: where its rows are, in the order of `id`, and how to open one of them."""

    cell: Column[Any]
    rows: Select[Any]
    id: Column[Any]
    whose: Callable[[Row[Any]], str]
    open: Callable[[Row[Any]], object]


def sealed_columns() -> list[tuple[Column[Any], Column[Any]]]:
    """Every column that holds sealed bytes, with the one that names their owner."""
    return [
        (column, table.c[column.info["owner"]])
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if "owner" in column.info
    ]


async def open_all(database: Database, ring: KeyRing, step: Step) -> Findings:
    """Opens each data key, each sealed column of each row, and what waits in the house's boxes."""
    looks = [_keys(ring), *(_texts(ring, *pair) for pair in sealed_columns())]
    looks += await _boxes(database, ring)
    total = await _count(database, looks)
    found, seen = Findings(), 0
    for look in looks:
        async for rows in _pages(database, look):
            for row in rows:
                _open(found, look, row)
            seen += len(rows)
            step(max(total - seen, 0), total)
    return found


def _open(found: Findings, look: Look, row: Row[Any]) -> None:
    try:
        look.open(row)
    except CannotOpen as error:
        place = f"{look.cell.table.name}.{look.cell.name}"
        found.faults[Fault(place, look.whose(row), type(error))] += 1
    else:
        found.opened += 1


async def _count(database: Database, looks: Sequence[Look]) -> int:
    counts = (select(func.count()).select_from(each.rows.subquery()) for each in looks)
    async with database.read() as session:
        return sum([await session.scalar(count) or 0 for count in counts])


async def _pages(database: Database, look: Look) -> AsyncIterator[Sequence[Row[Any]]]:
    """Each row comes with its key in one look, so that whoever is forgotten meanwhile is whole."""
    after = None
    while True:
        page = look.rows.where(look.id > after) if after is not None else look.rows
        async with database.read() as session:
            rows = (await session.execute(page.order_by(look.id).limit(BATCH))).all()
        if not rows:
            return
        yield rows
        after = rows[-1].id


def _keys(ring: KeyRing) -> Look:
    rows = select(KEYS.c.owner_id.label("id"), KEYS, Couple.id.label("couple")).outerjoin(
        Couple, Couple.id == KEYS.c.owner_id
    )

    def whose(row: Row[Any]) -> str:
        return "the house" if row.id == HOUSE else "a couple" if row.couple else "a person"

    return Look(KEYS.c.wrapped, rows, KEYS.c.owner_id, whose, lambda row: _unwrapped(ring, row))


def _texts(ring: KeyRing, cell: Column[Any], owner: Column[Any]) -> Look:
    table = cell.table
    rows = (
        select(table.c.id, owner.label("owner"), cell.label("held"), KEYS)
        .outerjoin(KEYS, KEYS.c.owner_id == owner)
        .where(cell.is_not(None), *_somebodys(table))
    )
    opened: dict[bytes, bytes] = {}

    def open_one(row: Row[Any]) -> None:
        if row.owner_id is None:
            raise KeyGone
        if row.wrapped not in opened:
            opened[row.wrapped] = _unwrapped(ring, row)
        open_cell(opened[row.wrapped], row.held, cell, row.id, row.owner)

    whose = "a couple" if owner.name == "couple_id" else "a person"
    return Look(cell, rows, table.c.id, lambda _: whose, open_one)


def _somebodys(table: Table) -> list[ColumnElement[bool]]:
    """What goes out to groups is nobody's own."""
    return [OUTBOX.c.group_id.is_(None)] if table is OUTBOX else []


async def _boxes(database: Database, ring: KeyRing) -> list[Look]:
    """What came in, and what goes out to groups: the house's own."""
    async with database.read() as session:
        key = (await session.execute(select(KEYS).where(KEYS.c.owner_id == HOUSE))).first()

    def look(table: Table, name: Column[Any], *which: ColumnElement[bool]) -> Look:
        def open_one(row: Row[Any]) -> None:
            if key is None:
                raise KeyGone
            House(_unwrapped(ring, key)).open(row.body, str(row.name), table.name)

        rows = select(table.c.seq.label("id"), name.label("name"), table.c.body)
        waiting = rows.where(table.c.body.is_not(None), *which)
        return Look(table.c.body, waiting, table.c.seq, lambda _: "the house", open_one)

    return [
        look(INBOX, INBOX.c.id),
        look(OUTBOX, OUTBOX.c.id, OUTBOX.c.group_id.is_not(None)),
    ]


def _unwrapped(ring: KeyRing, row: Row[Any]) -> bytes:
    return ring.unwrap(DataKey(owner_id=row.owner_id, kek=row.kek, wrapped=row.wrapped))
