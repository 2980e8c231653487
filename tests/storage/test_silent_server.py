"""Test a PostgreSQL that hangs: a connection without an answer is given up, and work goes on."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
from sqlalchemy import func, select, text

from storage.database import Database
from storage.errors import is_transient
from storage.server import ANSWER_SECONDS, ServerOptions, connect_to_first
from tests.support.storage import postgres
from tests.support.storage.black_hole import BlackHole, black_hole_before

pytestmark = pytest.mark.postgresql

LIMIT = 0.3
OPTIONS = ServerOptions(pool_size=4, answer_seconds=LIMIT)
GIVEN_UP_WITHIN = 5.0
"""Far less than the two minutes after which the system itself gives up on a connection."""
ONE = select(func.abs(1))


@dataclass
class Line:
    """A database behind a black hole."""

    hole: BlackHole
    database: Database

    async def ask(self) -> int:
        async with self.database.read() as session:
            return int(await session.scalar(ONE) or 0)

    async def fill_pool(self) -> None:
        """Open every connection of the pool."""
        inside = asyncio.Barrier(OPTIONS.pool_size)

        async def hold() -> None:
            async with self.database.read() as session:
                await session.execute(ONE)
                await inside.wait()

        await asyncio.gather(*(hold() for _ in range(OPTIONS.pool_size)))


@pytest.fixture
async def line(database: Database) -> AsyncIterator[Line]:
    async with black_hole_before(database.engine.url) as (hole, address):
        behind = Database(postgres.url_text(address), OPTIONS)
        yield Line(hole, behind)
        await behind.close()


async def test_a_statement_without_an_answer_is_given_up_and_the_next_one_works(
    line: Line,
) -> None:
    """Without `command_timeout`: it waits for ever."""
    assert await line.ask() == 1
    line.hole.open.clear()
    async with asyncio.timeout(GIVEN_UP_WITHIN):
        with pytest.raises(TimeoutError) as error:
            await line.ask()
    assert is_transient(error.value)
    line.hole.open.set()
    assert await line.ask() == 1


async def test_one_silent_connection_gives_up_all_others_of_the_pool(line: Line) -> None:
    """Without `is_disconnect`: each of the others takes its own time until it is given up."""
    await line.fill_pool()
    before = line.hole.connections
    line.hole.open.clear()
    async with asyncio.timeout(GIVEN_UP_WITHIN):
        with pytest.raises(TimeoutError):
            await line.ask()
        line.hole.open.set()
        for _ in range(OPTIONS.pool_size):
            assert await line.ask() == 1
    assert line.hole.connections > before


async def test_a_commit_without_an_answer_is_given_up(line: Line) -> None:
    async def commit_into_the_hole() -> None:
        async with line.database.write() as session:
            await session.execute(ONE)
            line.hole.open.clear()

    async with asyncio.timeout(GIVEN_UP_WITHIN):
        with pytest.raises(TimeoutError):
            await commit_into_the_hole()


async def test_a_server_that_takes_a_connection_and_says_nothing_is_given_up(line: Line) -> None:
    line.hole.open.clear()
    async with asyncio.timeout(GIVEN_UP_WITHIN):
        with pytest.raises(TimeoutError):
            await line.ask()


async def test_the_limit_is_ten_seconds() -> None:
    assert ServerOptions().answer_seconds == ANSWER_SECONDS == 10.0


async def test_long_work_is_not_given_up(line: Line) -> None:
    """With one limit for all: a migration of a large table never ends well."""
    slow = text(f"SELECT pg_sleep({2 * LIMIT})")
    async with line.database.migration() as connection:
        await connection.execute(slow)
    async with line.database.write_exclusively() as session:
        await session.execute(slow)


async def test_of_two_servers_one_that_hangs_costs_no_time(line: Line, database: Database) -> None:
    """With the driver's own loop over the hosts: the second is never asked."""
    line.hole.open.clear()
    hanging, answering = line.database.engine.url, database.engine.url
    async with asyncio.timeout(GIVEN_UP_WITHIN):
        connection = await connect_to_first(
            host=[hanging.host, answering.query["host"]],
            port=[hanging.port, 5432],
            user=answering.username,
            database=answering.database,
            timeout=60.0,
        )
    assert await connection.fetchval("SELECT 1") == 1
    await connection.close()
