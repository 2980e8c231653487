"""Engine and sessions: the same code on SQLite and PostgreSQL."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from contextvars import ContextVar
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

from sqlalchemy import Connection, Table, event, func, select
from sqlalchemy.dialects import sqlite
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import (
    AsyncConnection,
    AsyncEngine,
    AsyncSession,
    async_sessionmaker,
    create_async_engine,
)

from storage.columns import Base, Instant
from storage.identity import Identity, UnsharedIdentity
from storage.identity_on_file import IdentityOnFile
from storage.identity_on_server import IdentityOnServer
from storage.server import (
    ServerOptions,
    connect_arguments,
    create_patient_engine,
    create_server_engine,
)
from storage.sqlite import use_single_trip_connections

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql

inside_transaction: ContextVar[bool] = ContextVar("inside_transaction", default=False)
"""True while this task holds a transaction; code that talks to the network refuses then."""

BUSY_MILLISECONDS = 5_000
SERVER_TIME = select(func.clock_timestamp(type_=Instant))
TAKE_EXCLUSIVE_LOCK = select(func.pg_advisory_xact_lock(0x53414D4553494445))
"""Processes that start at once take turns; the number spells SAMESIDE."""
PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",
    f"PRAGMA busy_timeout={BUSY_MILLISECONDS}",
)


class Database:
    """One database; `write` is one transaction that is committed when its block ends well."""

    def __init__(self, url: str, options: ServerOptions | None = None) -> None:
        """Open nothing yet."""
        self._options = options or ServerOptions()
        self.engine = _create_engine(url, self._options)
        self.patient_engine = self.engine
        """For work that may take long, such as a migration; the other one gives it up."""
        if not self.is_sqlite:
            self.patient_engine = create_patient_engine(url, self._options)
        self._sessions = async_sessionmaker(self.engine, expire_on_commit=False)
        self._write_lock = asyncio.Lock() if self.is_sqlite else None
        self.identity = self._make_identity()
        """The name of this process for others at this database."""

    @property
    def is_sqlite(self) -> bool:
        return self.engine.dialect.name == "sqlite"

    @asynccontextmanager
    async def write(self, engine: AsyncEngine | None = None) -> AsyncIterator[AsyncSession]:
        """Open a transaction that may write; SQLite runs one at a time, in the order of asking.

        A server that is silent for too long ends it with TimeoutError, unless another `engine` is
        more patient.
        """
        async with AsyncExitStack() as stack:
            if self._write_lock:
                await stack.enter_async_context(self._write_lock)
            token = inside_transaction.set(True)
            stack.callback(inside_transaction.reset, token)
            session = await stack.enter_async_context(self._sessions(bind=engine or self.engine))
            async with session.begin():
                yield session

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncSession]:
        """Open a session that changes nothing and never waits for a writer."""
        async with self._sessions() as session:
            await session.connection(execution_options={"reading": True})
            yield session

    @asynccontextmanager
    async def write_exclusively(self) -> AsyncIterator[AsyncSession]:
        """Open a transaction like `write`, which excludes others of this kind and migrations."""
        async with self.write(self.patient_engine) as session:
            if not self.is_sqlite:
                await session.execute(TAKE_EXCLUSIVE_LOCK)
            yield session

    @asynccontextmanager
    async def autocommit(self) -> AsyncIterator[AsyncConnection]:
        """Open a connection whose every statement is a transaction; for a server only.

        Without prepared statements they are one transaction, since between two a pooler may change
        the server.
        """
        if not self._options.prepared_statements:
            async with self.engine.begin() as connection:
                yield connection
            return
        async with self.engine.connect() as connection:
            yield await connection.execution_options(isolation_level="AUTOCOMMIT")

    async def now(self) -> datetime:
        """Return the time in UTC by the clock that all processes of this database share."""
        if self.is_sqlite:
            raise TypeError("SQLite has no clock of its own")
        async with self.read() as session:
            return (await session.execute(SERVER_TIME)).scalar_one()

    @asynccontextmanager
    async def migration(self) -> AsyncIterator[AsyncConnection]:
        """Open a transaction that may rebuild tables without losing the rows that refer to them."""
        async with self.patient_engine.connect() as connection:
            await connection.execution_options(migrating=True)
            async with connection.begin():
                if not self.is_sqlite:
                    await connection.execute(TAKE_EXCLUSIVE_LOCK)
                yield connection
        # The connection forgot its foreign keys, so the next ones are fresh.
        await self.engine.dispose()

    async def close(self) -> None:
        await self.identity.close()
        await self.engine.dispose()
        await self.patient_engine.dispose()

    def _make_identity(self) -> Identity:
        if not self.is_sqlite:
            direct_url = self._options.direct_url
            direct = make_url(direct_url) if direct_url else self.engine.url
            return IdentityOnServer(self.engine, direct, connect_arguments(self._options))
        file = self.engine.url.database
        return IdentityOnFile(Path(file)) if file and file != ":memory:" else UnsharedIdentity()


def is_sqlite(session: AsyncSession) -> bool:
    """Return whether the session is one of SQLite's."""
    return session.get_bind().dialect.name == "sqlite"


async def insert_new(
    session: AsyncSession, table: type[Base], rows: Sequence[Mapping[str, object]]
) -> None:
    """Insert many rows at once and skip those that break a unique rule."""
    if not rows:
        return
    insert = sqlite.insert if is_sqlite(session) else _postgresql_insert
    # Past the ORM, which would look at each row for what these have not.
    await session.flush()
    into = insert(cast(Table, table.__table__)).on_conflict_do_nothing()
    await (await session.connection()).execute(into, list(rows))


async def insert_or_confirm(
    session: AsyncSession, table: type[Base], rows: Sequence[Mapping[str, object]], key: str
) -> None:
    """Insert rows; one whose `key` is known stays as it is, but counts as written.

    A commit that has written nothing does not wait for a standby at PostgreSQL. The known row may
    be of a commit that ended before the standby had it, and then nobody would wait for it.
    """
    if is_sqlite(session) or not rows:
        await insert_new(session, table, rows)
        return
    into = _postgresql_insert(cast(Table, table.__table__))
    same = {key: into.excluded[key]}
    confirm = into.on_conflict_do_update(index_elements=[key], set_=same)
    await (await session.connection()).execute(confirm, list(rows))


def _postgresql_insert(table: Table) -> postgresql.Insert:
    # Its import takes 50 ms and 2 MiB, which a bot on SQLite does without.
    from sqlalchemy.dialects.postgresql import insert

    return insert(table)


def _create_engine(url: str, options: ServerOptions) -> AsyncEngine:
    if make_url(url).get_backend_name() != "sqlite":
        return create_server_engine(url, options)
    # Sessions always end their transaction themselves, so the pool need not do it once more.
    engine = create_async_engine(url, hide_parameters=True, pool_reset_on_return=None)
    use_single_trip_connections(engine.sync_engine)
    event.listen(engine.sync_engine, "connect", _prepare_sqlite)
    event.listen(engine.sync_engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: DBAPIConnection, _record: object) -> None:
    # The driver's own BEGIN comes too late to lock; we send ours in the begin event.
    setattr(connection, "isolation_level", None)  # noqa: B010 the type knows no SQLite
    try:
        cursor = connection.cursor()
        for pragma in PRAGMAS:
            cursor.execute(pragma)
        cursor.close()
    except Exception:
        # At a damaged file each try would leave a thread behind.
        connection.close()
        raise


def _begin_sqlite(connection: Connection) -> None:
    options = connection.get_execution_options()
    if options.get("reading"):
        # Each look is a statement of its own; without BEGIN it takes half the way to the file.
        return
    if options.get("migrating"):
        # The setting is passed over inside a transaction.
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
    connection.exec_driver_sql("BEGIN IMMEDIATE")
