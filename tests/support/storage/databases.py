"""Provide the databases of the scenarios: one of a kind per process, reset for each test."""

from __future__ import annotations

import asyncio
import sqlite3
from abc import abstractmethod
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, cast

import asyncpg
from aiosqlite.context import Result
from aiosqlite.cursor import Cursor
from sqlalchemy import Connection, event, text
from sqlalchemy.engine import URL
from sqlalchemy.engine.interfaces import DBAPIConnection

from storage.columns import Base
from storage.database import Database
from storage.sealing import ServerKeys
from storage.sqlite import CHUNK, _SingleTripConnection, _SingleTripCursor
from tests.support.storage import postgres

TABLES = [table.name for table in Base.metadata.sorted_tables]
DELETE_ALL = "WITH {} SELECT 1".format(
    ", ".join(f'"no_{name}" AS (DELETE FROM "{name}")' for name in TABLES)  # noqa: S608 our own names
)
WITHOUT_CHECKS = {"session_replication_role": "replica", "lock_timeout": "10s"}
"""Allow rows in any order; catch a test that left a transaction open."""

DatabaseSnapshot = dict[str, bytes]
"""The contents of a database, by file or by table."""


class ScenarioDatabase(Database):
    """A database whose engine and caches live on from test to test, but not its contents."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.commits = 0
        """The number of writes, which tells whether anything was written since."""
        event.listen(self.engine.sync_engine, "commit", self._count_commit)

    def _count_commit(self, _connection: Connection) -> None:
        self.commits += 1

    @abstractmethod
    async def take_snapshot(self) -> DatabaseSnapshot:
        """Return the whole contents as they are now."""

    @abstractmethod
    async def restore(self, kept: DatabaseSnapshot) -> None:
        """Replace the whole contents."""


@dataclass(frozen=True)
class PreparedDatabase:
    """A database of this process, its contents at the start of each test, and their keys."""

    database: ScenarioDatabase
    initial: DatabaseSnapshot
    server_keys: ServerKeys


class SqliteScenarioDatabase(ScenarioDatabase):
    """An SQLite file in a separate folder."""

    def __init__(self, file: Path) -> None:
        super().__init__(f"sqlite+aiosqlite:///{file}")
        self.file = file
        event.listen(self.engine.sync_engine, "do_connect", _use_inline_connection)
        event.listen(self.engine.sync_engine, "connect", _disable_sync)

    async def take_snapshot(self) -> DatabaseSnapshot:
        copy = self.file.with_suffix(".copy")
        copy.unlink(missing_ok=True)
        async with self.read() as session:
            await session.execute(text("VACUUM INTO :copy"), {"copy": str(copy)})
        with closing(sqlite3.connect(copy)) as connection:
            # Otherwise each restore for a test waits for the disk.
            connection.executescript("PRAGMA synchronous=OFF; PRAGMA journal_mode=WAL")
        return {self.file.name: copy.read_bytes()}

    async def restore(self, kept: DatabaseSnapshot) -> None:
        await self.engine.dispose()
        for left in self.file.parent.iterdir():
            left.unlink()
        for name, content in kept.items():
            (self.file.parent / name).write_bytes(content)


class PostgresScenarioDatabase(ScenarioDatabase):
    """A separate PostgreSQL database."""

    def __init__(self, address: URL) -> None:
        super().__init__(postgres.url_text(address))
        self.address = postgres.url_text(address.set(drivername="postgresql"))
        self._behind: asyncpg.Connection | None = None

    async def take_snapshot(self) -> DatabaseSnapshot:
        rows: DatabaseSnapshot = {}
        for name in TABLES:
            copy = BytesIO()
            connection = await self._connection()
            said = await connection.copy_from_table(name, output=copy, format="binary")
            if said != "COPY 0":
                rows[name] = copy.getvalue()
        return rows

    async def restore(self, kept: DatabaseSnapshot) -> None:
        connection = await self._connection()
        async with connection.transaction():
            await connection.fetchval(DELETE_ALL)
            for name, rows in kept.items():
                await connection.copy_to_table(name, source=BytesIO(rows), format="binary")

    async def close(self) -> None:
        if self._behind:
            await self._behind.close()
        await super().close()

    async def _connection(self) -> asyncpg.Connection:
        if self._behind is None:
            self._behind = await asyncpg.connect(self.address, server_settings=WITHOUT_CHECKS)
        return self._behind


class _InlineConnection(_SingleTripConnection):
    """A connection that skips its thread: the trip there costs more than the work."""

    def cursor(self) -> Result[Cursor]:
        return cast(Result[Cursor], _InlineCursor(self))

    async def _execute(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 aiosqlite's own
        if self._connection and self.in_transaction:
            return fn(*args, **kwargs)
        return await super()._execute(fn, *args, **kwargs)  # type: ignore[no-untyped-call]  # aiosqlite leaves it untyped


class _InlineCursor(_SingleTripCursor):
    """A cursor that lets others have their turn before it reads or becomes the writer.

    Only a wait for another writer is left to the thread.
    """

    _begins = False

    async def execute(self, sql: str, parameters: Iterable[Any] | None = None) -> _SingleTripCursor:
        self._begins = sql.startswith("BEGIN")
        return await super().execute(sql, parameters)

    async def _execute(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 aiosqlite's own
        if not self._conn.in_transaction:
            await asyncio.sleep(0)
        if not self._begins:
            return fn(*args, **kwargs)
        with suppress(_WouldWait), _without_waiting(self._conn._conn):
            return fn(*args, **kwargs)
        return await super()._execute(fn, *args, **kwargs)  # type: ignore[no-untyped-call]  # aiosqlite leaves it untyped


class _WouldWait(Exception):
    """Another connection is writing."""


@contextmanager
def _without_waiting(connection: sqlite3.Connection) -> Iterator[None]:
    """Raise _WouldWait at once where a statement would wait for another writer."""
    (milliseconds,) = connection.execute("PRAGMA busy_timeout").fetchone()
    connection.execute("PRAGMA busy_timeout=0")
    try:
        yield
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_BUSY:
            raise _WouldWait from error
        raise
    finally:
        connection.execute(f"PRAGMA busy_timeout={milliseconds}")


def _use_inline_connection(
    _dialect: object, _record: object, _arguments: object, options: dict[str, object]
) -> None:
    options["async_creator_fn"] = _connection_at_once


def _connection_at_once(file: str, **options: Any) -> _SingleTripConnection:  # noqa: ANN401 SQLite's own
    options["check_same_thread"] = False
    connection = _InlineConnection(lambda: sqlite3.connect(file, **options), CHUNK)
    connection._thread.daemon = True
    return connection


def _disable_sync(connection: DBAPIConnection, _record: object) -> None:
    # No test cuts the power; the rest is as in `storage/database.py`.
    cursor = connection.cursor()
    cursor.execute("PRAGMA synchronous=OFF")
    cursor.close()
