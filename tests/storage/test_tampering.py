"""Test that a changed or moved value does not open and is named, and that the bot goes on."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Column, Row, delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

import handlers
from bot.app import App
from storage.columns import Base
from storage.database import Database
from storage.keys import DATA_KEYS
from storage.sealing import SERVER_OWNER_ID, CannotOpen, Vault
from storage.tables import owner_column, sealed_columns
from storage.tables.repair import RepairPart
from storage.verify import VerifyResult, verify_all
from tests.conftest import RING
from tests.support.couples import settled
from tests.support.full_couple import live_first_days
from tests.support.people import Person, Time

Cell = tuple[Column[Any], Column[Any]]
CELLS = [(column, owner_column(column)) for column in sealed_columns()]
CLASSES = {mapper.local_table: mapper.class_ for mapper in Base.registry.mappers}


def named(cell: Cell) -> str:
    return str(cell[0])


def no_step(_left: int, _total: int) -> None:
    """Ignore the progress."""


@pytest.fixture
def vault() -> Vault:
    """Make a vault with keys, which needs no database for these."""
    return Vault(AsyncSession(), RING)


def row_of(cell: Cell, id: UUID, owner: UUID, held: bytes | None = None) -> Base:
    column, whose = cell
    row: Base = CLASSES[column.table](id=id)
    setattr(row, whose.name, owner)
    setattr(row, column.name, held)
    return row


def held_by(cell: Cell, row: Base) -> bytes:
    sealed_bytes: bytes = getattr(row, cell[0].name)
    return sealed_bytes


@pytest.mark.parametrize("cell", CELLS, ids=named)
async def test_bytes_open_in_their_own_place_and_in_no_other(cell: Cell, vault: Vault) -> None:
    """Without the row in `_text_associated_data`: another row of the same owner opens.

    Without the table or the column: what is told no longer names the place. The owner is bound by
    their key as well, so that leaving it out of `_text_associated_data` alone is not enough.
    """
    id, owner, stranger = uuid4(), uuid4(), uuid4()
    if cell[1].name == "id":
        owner = id
    for each in (owner, stranger):
        vault.make_key(each)
    row = row_of(cell, id, owner)
    await vault.seal(row, cell[0].name, "words")
    sealed_bytes = held_by(cell, row)
    assert await vault.open(row_of(cell, id, owner, sealed_bytes), cell[0].name) == "words"
    others = [each for each in CELLS if each[0] is not cell[0] and each[1].name != "id"]
    wrong = [(each, row_of(each, id, owner, sealed_bytes)) for each in others]
    wrong += [(cell, row_of(cell, stranger, stranger, sealed_bytes))]
    if cell[1].name != "id":
        wrong += [(cell, row_of(cell, each, owner, sealed_bytes)) for each in (uuid4(), owner)]
        wrong += [(cell, row_of(cell, id, stranger, sealed_bytes))]
    for place, moved in wrong:
        with pytest.raises(CannotOpen, match=named(place)):
            await vault.open(moved, place[0].name)


@pytest.mark.parametrize("cell", CELLS, ids=named)
async def test_each_flipped_bit_is_noticed(cell: Cell, vault: Vault) -> None:
    id = uuid4()
    vault.make_key(id)
    row = row_of(cell, id, id)
    await vault.seal(row, cell[0].name, "words")
    sealed_bytes = held_by(cell, row)
    for bit in range(len(sealed_bytes) * 8):
        setattr(row, cell[0].name, flipped(sealed_bytes, bit))
        with pytest.raises(CannotOpen, match=named(cell)):
            await vault.open(row, cell[0].name)


def flipped(sealed_bytes: bytes, bit: int = 100) -> bytes:
    place, mask = bit // 8, 1 << bit % 8
    return sealed_bytes[:place] + bytes([sealed_bytes[place] ^ mask]) + sealed_bytes[place + 1 :]


async def rows_of(database: Database, column: Column[Any]) -> list[Row[Any, Any]]:
    key = column.table.primary_key.columns[0]
    async with database.read() as session:
        found = await session.execute(select(key, column).where(column.is_not(None)))
        return list(found.all())


async def puts(
    database: Database, column: Column[Any], rows: list[Row[Any, Any]], flip: bool
) -> None:
    """Write these bytes, or altered ones, into the rows."""
    key = column.table.primary_key.columns[0]
    async with database.write() as session:
        for id, held in rows:
            changed = {column.name: flipped(held) if flip else held}
            await session.execute(update(column.table).where(key == id).values(changed))


async def found(app: App) -> VerifyResult:
    return await verify_all(app.database, app.parts.ring, no_step)


def told(findings: VerifyResult) -> dict[str, int]:
    return {fault.column_name: count for fault, count in findings.faults.items()}


async def test_exactly_the_changed_values_are_named(
    alice: Person, bob: Person, app: App, clock: Time
) -> None:
    await live_first_days(alice, bob, clock)
    async with app.database.write() as session:
        # Once two have agreed on something to try, no proposal is left.
        part = (await session.scalars(select(RepairPart).limit(1))).one()
        await Vault(session, RING).seal(part, "trial", "Tea on the balcony")
    whole = await found(app)
    assert told(whole) == {}
    expected = {}
    for column in (*(cell for cell, _ in CELLS), Base.metadata.tables["inbox"].c.body):
        rows = await rows_of(app.database, column)
        assert rows, f"tests/support/full_couple.py leaves nothing in {column}"
        expected[str(column)] = len(rows)
        await puts(app.database, column, rows, flip=True)
    expected["media.chunks"] = expected["media.key"]  # no file opens without its key
    changed = await found(app)
    assert told(changed) == expected
    assert changed.opened_count == whole.opened_count - sum(expected.values())


async def test_a_changed_data_key_is_named_with_whose_it_is(
    alice: Person, bob: Person, app: App, clock: Time
) -> None:
    await live_first_days(alice, bob, clock)
    rows = await rows_of(app.database, DATA_KEYS.c.wrapped)
    await puts(app.database, DATA_KEYS.c.wrapped, rows, flip=True)
    faults = (await found(app)).faults
    of_keys = {
        each.owner_kind: count for each, count in faults.items() if "data_key" in each.column_name
    }
    assert of_keys == {"a person": 2, "a couple": 1, "the server": 1}
    async with app.database.write() as session:
        await session.execute(delete(DATA_KEYS).where(DATA_KEYS.c.owner_id != SERVER_OWNER_ID))
    kinds = {
        each.error_type.__name__
        for each in (await found(app)).faults
        if "data_key" not in each.column_name
    }
    assert kinds == {"KeyGone", "CannotOpen"}, "the server's key was changed"


async def test_a_person_who_meets_tampered_rows_is_told_kindly_and_others_play_on(
    alice: Person, bob: Person, carol: Person, app: App, clock: Time
) -> None:
    """Without parking in the dispatcher: the first of these holds up all others of hers for ever.

    Without CannotOpen in the delivery's `_open`: one changed row keeps all from going out.
    """
    await live_first_days(alice, bob, clock)
    before = {cell: await rows_of(app.database, cell) for cell, _ in CELLS}
    for column, rows in before.items():
        if str(column) != "member.address":
            await puts(app.database, column, rows, flip=True)
    for name in handlers.collect_features().menu:
        await alice.says(f"/{name}")
    await settled(carol, "Berlin")
    carol.looks()
    await clock.advance(minutes=40)
    words = [shown.text for shown in alice.screen]
    assert sum("went wrong" in each for each in words) > 5
    assert not await app.dispatcher.has_work()
    await carol.says("/reflect All is well here")
    await carol.says("/journal")
    carol.sees("All is well here")
    for column, rows in before.items():
        await puts(app.database, column, rows, flip=False)
    await alice.says("/journal")
    alice.sees("For nobody else")


async def test_a_person_with_a_changed_address_holds_up_nobody(
    alice: Person, carol: Person, app: App
) -> None:
    await settled(alice, "Berlin")
    (column,) = [cell for cell, _ in CELLS if str(cell) == "member.address"]
    await puts(app.database, column, await rows_of(app.database, column), flip=True)
    await alice.says("/help")
    alice.sees_nothing_new()
    await carol.says("/help")
    carol.sees("/pair")
