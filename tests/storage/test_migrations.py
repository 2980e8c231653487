"""Test that every earlier schema migrates to today's without losing data."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory

from domain.challenge.private_answers import RETURN_DUE
from storage import migrate, migration_scripts
from storage.database import Database
from storage.tables.queues import Due

pytestmark = pytest.mark.long

Rows = Sequence[sa.RowMapping]


def config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(migrate.MIGRATIONS))
    return config


FORMER = [each.revision for each in ScriptDirectory.from_config(config()).walk_revisions()][1:]


def test_the_newest_migration_is_known_by_the_name_of_its_file() -> None:
    """If not, a start takes an old database for today's, or imports Alembic each time."""
    assert migrate.newest_version() == ScriptDirectory.from_config(config()).get_current_head()


def go_back(connection: sa.Connection, revision: str) -> None:
    """Go back to the empty tables of an earlier version; downgrades are tested with the models."""
    settings = config()
    settings.attributes["connection"] = connection
    command.downgrade(settings, revision)


def fill(connection: sa.Connection) -> dict[str, Rows]:
    """Insert three rows into every table, each value of its column's type; return them."""
    tables = sa.MetaData()
    tables.reflect(connection)
    for table in tables.sorted_tables:
        if table.name != "alembic_version":
            for number in range(3):
                connection.execute(table.insert().values(_row(connection, table, number)))
    return held(connection, tables)


def _row(connection: sa.Connection, table: sa.Table, number: int) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for column in table.columns:
        for key in column.foreign_keys:
            there = connection.execute(sa.select(key.column).order_by(key.column)).scalars().all()
            row[column.name] = there[number] if there else None
        if not column.foreign_keys:
            row[column.name] = _value(column.type, number)
    return row


def _value(kind: sa.types.TypeEngine[Any], number: int) -> object:
    match kind:
        case sa.Boolean():
            return bool(number % 2)
        case sa.Integer():
            return number + 1
        case sa.Float():
            return number + 0.5
        case sa.DateTime():
            return datetime(2026, 3, 4, 9, number, tzinfo=UTC)
        case sa.Date():
            return date(2026, 3, 4 + number)
        case sa.LargeBinary():
            return bytes([number]) * 40
        case sa.Uuid():
            return UUID(int=number + 1)
        case _ if getattr(kind, "length", None) == UUID_LENGTH:
            return uuid4().hex
        case _:
            return f"text {number}"[: getattr(kind, "length", None)]


UUID_LENGTH = 32
"""The characters of an id in SQLite."""


def held(connection: sa.Connection, tables: sa.MetaData) -> dict[str, Rows]:
    """Return the rows of these tables, in these columns."""
    return {
        table.name: connection.execute(table.select().order_by(*table.primary_key)).mappings().all()
        for table in tables.sorted_tables
        if table.name != "alembic_version"
    }


MOVED = {
    "couple": {"news_for", "stopped"},
    "member": {"prompted_on"},
    "repair": {"trial"},
}
"""Columns whose values a migration took over into another table, or had to give up."""
RENAMED = {
    "thanks_when": "from_partner",
    "spoilers": "hides_words",
    "clears_journal": "clears_words",
    "source": "platform",
    "lane": "ordering_key",
    "rank": "priority",
    "key": "dedup_key",
    "remote": "platform_message_id",
    "about": "subject_id",
}


def kept(connection: sa.Connection, before: dict[str, Rows]) -> bool:
    """Check that the old rows are all there, in all of their columns."""
    tables = sa.MetaData()
    tables.reflect(connection)
    after = held(connection, tables)
    for name, rows in before.items():
        columns = rows[0].keys() - MOVED.get(name, set())
        now = [{each: _in(row, each) for each in columns} for row in after[name]]
        assert now == [{column: row[column] for column in columns} for row in rows], name
    return True


def _in(row: sa.RowMapping, column: str) -> object:
    return row[column if column in row else RENAMED[column]]


@pytest.mark.parametrize("revision", FORMER)
async def test_all_data_of_an_earlier_version_is_there_after_an_upgrade_that_was_interrupted_once(
    database: Database, revision: str
) -> None:
    """With `DELETE FROM tie` in the second migration: the rows of `tie` are named as missing.

    Without the transaction in `Database.migration`: half of it stays, and a table is empty.
    """
    async with database.migration() as connection:
        await connection.run_sync(go_back, revision)
    async with database.migration() as connection:
        before = await connection.run_sync(fill)
    assert all(len(rows) >= 3 for rows in before.values())
    with pytest.raises(ZeroDivisionError):
        await cut_off(database)
    assert not await migrate.is_current(database)
    await migrate.upgrade(database)
    assert await migrate.is_current(database)
    async with database.engine.connect() as connection:
        assert await connection.run_sync(kept, before)


async def cut_off(database: Database) -> None:
    """Run all the migrations, and end the process before the commit."""
    async with database.migration() as connection:
        await connection.run_sync(migration_scripts.upgrade, migrate.MIGRATIONS)
        raise ZeroDivisionError


async def test_choices_that_were_kept_as_drafts_go_and_what_is_asked_about_stays(
    database: Database,
) -> None:
    """Without the `DELETE` in the fifth migration: three drafts are left."""
    async with database.migration() as connection:
        await connection.run_sync(go_back, "0004")
    async with database.migration() as connection:
        await connection.run_sync(fill)
        await connection.execute(sa.text("UPDATE reminder SET state = 'draft'"))
        one = "(SELECT id FROM reminder ORDER BY id LIMIT 1)"
        await connection.execute(sa.text(f"UPDATE member SET asking_about = {one}"))  # noqa: S608 an id of our own
        asked = (await connection.execute(sa.text(one[1:-1]))).scalar_one()
    await migrate.upgrade(database)
    async with database.engine.connect() as connection:
        left = (await connection.execute(sa.text("SELECT id FROM reminder"))).scalars().all()
    assert left == [asked]


@pytest.mark.parametrize(
    ("rule", "left"), [(";INTERVAL=15", "muted"), ("", "muted"), (";INTERVAL=1440", "on")]
)
async def test_reminders_that_ring_more_than_once_a_day_are_muted_for_the_other(
    database: Database, rule: str, left: str
) -> None:
    """Without `_mute_what_is_too_often` in the tenth migration it goes on ringing for them."""
    async with database.migration() as connection:
        await connection.run_sync(go_back, "0009")
    async with database.migration() as connection:
        await connection.run_sync(fill)
        said = f"DTSTART:20260304T090000Z\nRRULE:FREQ=MINUTELY{rule}"
        for_both = sa.text("UPDATE reminder SET audience = 'us', rule = :said")
        await connection.execute(for_both.bindparams(said=said))
        await connection.execute(sa.text("UPDATE reminder_share SET state = 'on'"))
        first = "(SELECT id FROM member ORDER BY id LIMIT 1)"
        await connection.execute(sa.text(f"UPDATE reminder SET author_id = {first}"))  # noqa: S608 an id of our own
        pairs = await connection.execute(sa.text(f"{SIDES} ORDER BY reminder_share.id"))
        before = pairs.all()
    await migrate.upgrade(database)
    async with database.engine.connect() as connection:
        after = (await connection.execute(sa.text(f"{SIDES} ORDER BY reminder_share.id"))).all()
    assert [state for *_, state in before] == ["on"] * 3
    assert sorted(state for *_, state in after) == sorted(["on", left, left])
    assert all(state == "on" for author, member, state in after if author == member)


async def test_shares_of_before_that_found_no_answer_are_looked_at_too(database: Database) -> None:
    """Three weeks after their round was opened, and those that were revealed are not."""
    async with database.migration() as connection:
        await connection.run_sync(go_back, "0016")
    async with database.migration() as connection:
        await connection.run_sync(fill)
        await connection.execute(sa.text("UPDATE answer SET state = 'shared'"))
        first = "(SELECT id FROM answer ORDER BY id LIMIT 1)"
        await connection.execute(
            sa.text(f"UPDATE answer SET revealed = NULL WHERE id = {first}")  # noqa: S608 an id of our own
        )
    await migrate.upgrade(database)
    async with database.read() as session:
        planned = (await session.scalars(sa.select(Due).where(Due.kind == RETURN_DUE))).all()
    [only] = planned
    assert (only.at.date(), only.couple_id) == (date(2026, 3, 25), None)


SIDES = (
    "SELECT author_id, reminder_share.member_id, reminder_share.state"
    " FROM reminder_share JOIN reminder ON reminder.id = reminder_id"
)
