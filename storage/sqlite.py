"""SQLite's connections, with one trip to their thread for each statement."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from typing import Any, cast

import aiosqlite
from aiosqlite.context import Result
from aiosqlite.cursor import Cursor
from sqlalchemy import event
from sqlalchemy.engine import Engine
from sqlalchemy.sql.compiler import InsertmanyvaluesSentinelOpts

CHUNK = 64
"""Rows at a time for a caller that iterates, which none does; the library's own number."""


def use_single_trip_connections(engine: Engine) -> None:
    """Make each connection of this engine take one trip to its thread for each statement.

    Rows that get their number from SQLite are inserted together: it counts them up in the order
    of the statement, which the library does not rely on unless it is told to.
    """
    engine.dialect.insertmanyvalues_implicit_sentinel = (
        InsertmanyvaluesSentinelOpts.ANY_AUTOINCREMENT
    )
    event.listen(engine, "do_connect", _set_connection_factory)


class _SingleTripCursor(Cursor):
    """Opens, runs, fetches and closes at once, where the library's cursor takes a trip for each.

    A trip is two changes of threads, which cost as much as most of our statements do.
    """

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._conn = connection
        self._description: object = None
        self._counts: tuple[int, int | None] = (-1, None)
        self._rows: list[sqlite3.Row] = []

    async def __aenter__(self) -> _SingleTripCursor:
        return self

    async def execute(self, sql: str, parameters: Iterable[Any] | None = None) -> _SingleTripCursor:
        return await self._run_in_thread(
            lambda cursor: cursor.execute(sql, cast(Any, parameters or ()))
        )

    async def executemany(self, sql: str, parameters: Iterable[Iterable[Any]]) -> _SingleTripCursor:
        return await self._run_in_thread(
            lambda cursor: cursor.executemany(sql, cast(Any, parameters))
        )

    async def _run_in_thread(
        self, statement: Callable[[sqlite3.Cursor], object]
    ) -> _SingleTripCursor:
        def trip() -> None:
            with closing(self._conn._conn.cursor()) as cursor:
                statement(cursor)
                self._description = cursor.description
                self._rows = cursor.fetchall() if cursor.description else []
                self._counts = cursor.rowcount, cursor.lastrowid

        await self._execute(trip)  # type: ignore[no-untyped-call]  # the library's only way there
        return self

    async def fetchall(self) -> list[sqlite3.Row]:
        return self._rows

    async def close(self) -> None:
        """Do nothing: the cursor is closed already."""

    @property
    def description(self) -> tuple[Any, ...]:
        return cast(tuple[Any, ...], self._description)

    @property
    def rowcount(self) -> int:
        return self._counts[0]

    @property
    def lastrowid(self) -> int | None:
        return self._counts[1]


class _SingleTripConnection(aiosqlite.Connection):
    def cursor(self) -> Result[Cursor]:
        return cast(Result[Cursor], _SingleTripCursor(self))

    async def rollback(self) -> None:
        """Skip the trip at the end of a read, which began no transaction."""
        if self.in_transaction:
            await super().rollback()


def _set_connection_factory(
    _dialect: object, _record: object, _arguments: object, options: dict[str, object]
) -> None:
    options["async_creator_fn"] = _create_connection


def _create_connection(file: str, **options: Any) -> aiosqlite.Connection:  # noqa: ANN401 SQLite's own
    connection = _SingleTripConnection(lambda: sqlite3.connect(file, **options), CHUNK)
    connection._thread.daemon = True
    return connection
