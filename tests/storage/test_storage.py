"""Test the database's promises: one writer at a time, all or nothing, moments in UTC."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from uuid import uuid4

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, event, func, inspect, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError

from storage import migrate
from storage.columns import Base
from storage.database import Database, insert_new, inside_transaction
from storage.tables.member import Member
from storage.tables.pair import Couple, CoupleMember
from storage.tables.queues import Due, Inbox, Outbox
from tests.support.people import START


def couple(at: datetime = START) -> Couple:
    return Couple(id=uuid4(), started_at=at)


async def count(database: Database, table: type[Base] = Couple) -> int:
    async with database.read() as session:
        return await session.scalar(select(func.count()).select_from(table)) or 0


async def tables(database: Database) -> set[str]:
    async with database.engine.connect() as connection:
        return set(await connection.run_sync(lambda sync: inspect(sync).get_table_names()))


async def to(database: Database, revision: str) -> None:
    """Migrate the schema to a revision, up or down."""

    def move(connection: Connection) -> None:
        config = Config()
        config.set_main_option("script_location", str(migrate.MIGRATIONS))
        config.attributes["connection"] = connection
        turn = command.downgrade if revision == "base" else command.upgrade
        turn(config, revision)

    async with database.engine.begin() as connection:
        await connection.run_sync(move)


async def test_models_and_migrations_agree(database: Database) -> None:
    """Seen to fail with one column taken out of the migration."""
    assert await migrate.differences(database) == []
    assert await migrate.is_current(database)


async def test_a_missing_table_is_noticed(empty: Database) -> None:
    await migrate.upgrade(empty)
    async with empty.write() as session:
        await session.execute(text("DROP TABLE guess"))
    assert "guess" in "\n".join(await migrate.differences(empty))


async def test_up_down_and_up_again(empty: Database) -> None:
    assert not await migrate.is_current(empty)
    await migrate.upgrade(empty)
    full = await tables(empty)
    assert {table.name for table in Base.metadata.tables.values()} <= full
    await to(empty, "base")
    assert await tables(empty) == {"alembic_version"}
    await to(empty, "head")
    assert await tables(empty) == full
    assert await migrate.differences(empty) == []


async def test_an_upgrade_of_what_is_current_changes_nothing(database: Database) -> None:
    async with database.write() as session:
        session.add(couple())
    await migrate.upgrade(database)
    assert await count(database) == 1


async def test_an_upgrade_that_fails_leaves_the_database_as_it_was(empty: Database) -> None:
    """Seen to fail without a BEGIN of our own, as the driver sends none before DDL."""
    async with empty.write() as session:
        await session.execute(text("CREATE TABLE thanks (id INTEGER)"))
    with pytest.raises(DBAPIError, match="already exists"):
        await migrate.upgrade(empty)
    assert await tables(empty) == {"thanks"}


@pytest.mark.parametrize(
    "zone", [UTC, timezone(timedelta(hours=13)), timezone(timedelta(hours=-9, minutes=-30))]
)
async def test_moments_go_in_from_anywhere_and_come_out_in_utc(
    database: Database, zone: timezone
) -> None:
    """Seen to fail without `astimezone` on the way in."""
    kept = couple(START.astimezone(zone))
    async with database.write() as session:
        session.add(kept)
    async with database.read() as session:
        found = await session.get_one(Couple, kept.id)
    assert found.started_at == START
    assert found.started_at.tzinfo is UTC


async def test_a_moment_without_a_zone_is_refused(database: Database) -> None:
    """Seen to fail without the check in `Instant`."""
    async with database.write() as session:
        session.add(couple(START.replace(tzinfo=None)))
        with pytest.raises(StatementError, match="without a zone"):
            await session.flush()
        await session.rollback()


async def test_moments_from_different_zones_compare_rightly(database: Database) -> None:
    """SQLite compares them as text."""
    async with database.write() as session:
        session.add(couple(START.astimezone(timezone(timedelta(hours=14)))))
        session.add(couple(START + timedelta(microseconds=1)))
        session.add(couple(START + timedelta(hours=1)))
    async with database.read() as session:
        earlier = select(func.count()).where(Couple.started_at <= START)
        assert await session.scalar(earlier) == 1


async def test_a_failed_block_leaves_nothing(database: Database) -> None:
    async with database.write() as session:
        session.add(couple())
    with pytest.raises(ZeroDivisionError):
        await _fails(database)
    assert await count(database) == 1


async def _fails(database: Database) -> None:
    async with database.write() as session:
        session.add(couple())
        await session.flush()
        raise ZeroDivisionError


@pytest.mark.sqlite
async def test_writers_queue_in_the_order_of_their_asking(database: Database) -> None:
    """Seen to fail without the lock around SQLite's writers."""
    ended: list[int] = []

    async def writes(number: int) -> None:
        async with database.write() as session:
            before = await session.scalar(select(func.count()).select_from(Couple))
            await asyncio.sleep(0)
            session.add(couple())
            assert before == number
        ended.append(number)

    await asyncio.gather(*(writes(number) for number in range(20)))
    assert ended == list(range(20))


@pytest.mark.sqlite
async def test_two_connections_never_judge_the_same_rows_at_once(database: Database) -> None:
    """The lock is taken before the first look; seen to fail with BEGIN for BEGIN IMMEDIATE."""
    other = Database(str(database.engine.url))

    async def adds(one: Database) -> None:
        async with one.write() as session:
            seen = await session.scalar(select(func.count()).select_from(Couple))
            await asyncio.sleep(0)
            session.add_all([couple(), *([couple()] if seen else [])])

    await asyncio.gather(adds(database), adds(other))
    await other.close()
    assert await count(database) == 3


async def test_a_reader_does_not_wait_for_a_writer_and_sees_only_what_is_committed(
    database: Database,
) -> None:
    """Seen to fail with readers that begin as writers do."""
    async with database.write() as session:
        session.add(couple())
        await session.flush()
        assert await asyncio.wait_for(count(database), 2) == 0
    assert await count(database) == 1


async def test_a_transaction_is_marked_so_that_the_network_is_refused(
    database: Database,
) -> None:
    assert not inside_transaction.get()
    async with database.write():
        assert inside_transaction.get()
    assert not inside_transaction.get()
    with pytest.raises(ZeroDivisionError):
        await _fails(database)
    assert not inside_transaction.get()


async def test_one_task_in_a_transaction_does_not_mark_another(database: Database) -> None:
    """Seen to fail with a plain flag on the database."""
    inside, seen = asyncio.Event(), asyncio.Event()

    async def writes() -> None:
        async with database.write():
            inside.set()
            await seen.wait()

    writing = asyncio.create_task(writes())
    await inside.wait()
    assert not inside_transaction.get()
    seen.set()
    await writing


async def test_rows_that_are_there_already_are_passed_over(database: Database) -> None:
    rows = [_arrival("1"), _arrival("2")]
    async with database.write() as session:
        await insert_new(session, Inbox, rows)
        await insert_new(session, Inbox, [])
    async with database.write() as session:
        await insert_new(session, Inbox, [_arrival("2"), _arrival("3")])
    assert await count(database, Inbox) == 3


def _arrival(id: str) -> dict[str, object]:
    return {
        "id": id,
        "platform": "telegram",
        "ordering_key": "1",
        "priority": 0,
        "state": "new",
        "body": b"",
        "attempts": 0,
        "not_before": START,
        "received_at": START,
    }


async def test_a_row_of_nobody_is_refused(database: Database) -> None:
    """Seen to fail without `PRAGMA foreign_keys`."""
    with pytest.raises(IntegrityError):
        await _plans(database, Due(kind="x", member_id=uuid4(), slot="1", at=START))


async def test_planned_moments_are_deleted_with_their_person(database: Database) -> None:
    member = Member(id=uuid4(), platform="telegram", lookup=b"1", joined_at=START)
    async with database.write() as session:
        session.add(member)
    await _plans(database, Due(kind="x", member_id=member.id, slot="1", at=START))
    async with database.write() as session:
        await session.delete(await session.get_one(Member, member.id))
    assert await count(database, Due) == 0


async def _plans(database: Database, planned: Due) -> None:
    async with database.write() as session:
        session.add(planned)


@pytest.mark.sqlite
async def test_deleted_rows_are_overwritten_in_the_file(database: Database) -> None:
    """Seen to fail with `PRAGMA secure_delete=OFF`; some builds have it on by default."""
    kept = Path(database.engine.url.database or "")
    row = _arrival("1") | {"body": b"zanzibar" * 400}
    async with database.write() as session:
        await insert_new(session, Inbox, [row])
    assert b"zanzibar" in _bytes_of(kept)
    async with database.write() as session:
        await session.execute(text("DELETE FROM inbox"))
    assert b"zanzibar" not in _bytes_of(kept)


def _bytes_of(file: Path) -> bytes:
    """Return the bytes of the file once the write-ahead log has been moved into it."""
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return file.read_bytes()


@pytest.mark.sqlite
async def test_every_connection_is_prepared(database: Database) -> None:
    """Power may go at any moment: a commit is on the disk."""
    as_it_runs = Database(str(database.engine.url))
    async with as_it_runs.read() as session:
        asked = {
            name: await session.scalar(text(f"PRAGMA {name}"))
            for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
        }
    await as_it_runs.close()
    full = 2
    assert asked == {
        "journal_mode": "wal",
        "synchronous": full,
        "foreign_keys": 1,
        "secure_delete": 1,
    }


async def test_no_error_holds_what_was_to_be_stored(database: Database) -> None:
    """Seen to fail without `hide_parameters`."""
    with pytest.raises(IntegrityError) as failed:
        await _plans(
            database, Due(kind="zanzibar", member_id=uuid4(), slot="1", at=START, day=date.min)
        )
    assert "zanzibar" not in str(failed.value)


@pytest.mark.sqlite
async def test_a_migration_that_rebuilds_a_table_keeps_what_points_at_it(
    database: Database,
) -> None:
    """Seen to fail with foreign keys left on."""
    held = couple()
    async with database.write() as session:
        session.add(held)
        await session.flush()
        session.add(CoupleMember(id=uuid4(), couple_id=held.id))
    async with database.migration() as connection:
        for step in (
            "CREATE TABLE fresh AS SELECT * FROM couple",
            "DROP TABLE couple",
            "ALTER TABLE fresh RENAME TO couple",
        ):
            await connection.execute(text(step))
    async with database.read() as session:
        assert await session.scalar(text("SELECT count(*) FROM tie")) == 1
        assert await session.scalar(text("PRAGMA foreign_keys")) == 1


@pytest.mark.sqlite
async def test_a_statement_is_one_trip_to_the_connections_thread(database: Database) -> None:
    """Without `use_single_trip_connections`: seven for BEGIN and one SELECT."""
    trips: list[object] = []
    as_it_runs = Database(str(database.engine.url))
    async with as_it_runs.engine.connect() as connection:
        driver = (await connection.get_raw_connection()).driver_connection
        assert driver
        travel = driver._execute

        async def counted(what: Callable[..., object], *given: object) -> object:
            trips.append(what)
            return await travel(what, *given)

        driver._execute = counted
        found = await connection.execute(select(Couple.id))
        assert (found.all(), len(trips)) == ([], 2)
        driver._execute = travel
    await as_it_runs.close()


@pytest.mark.sqlite
async def test_rows_that_sqlite_numbers_are_inserted_together_in_their_order(
    database: Database,
) -> None:
    """Without the setting in `use_single_trip_connections`: one statement for each row."""
    statements: list[str] = []

    def note(_: Connection, __: object, statement: str, *___: object) -> None:
        statements.append(statement)

    event.listen(database.engine.sync_engine, "before_cursor_execute", note)
    async with database.write() as session:
        rows = [_message(str(number)) for number in range(50)]
        session.add_all(rows)
        await session.flush()
    assert sum(each.startswith("INSERT") for each in statements) == 1
    assert [row.seq for row in rows] == sorted(row.seq for row in rows)
    async with database.read() as session:
        keys = select(Outbox.dedup_key).order_by(Outbox.seq)
        assert list(await session.scalars(keys)) == [row.dedup_key for row in rows]


def _message(key: str) -> Outbox:
    return Outbox(dedup_key=key, priority=1, not_before=START, expires_at=START, made_at=START)
