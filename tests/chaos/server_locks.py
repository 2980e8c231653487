"""Wait until PostgreSQL has noticed that a killed bot is gone."""

from __future__ import annotations

import asyncio

import asyncpg
from sqlalchemy.engine import make_url

from tests.support.storage import postgres

RELEASE_SECONDS = 30.0
ARE_HELD = """
    SELECT EXISTS (
        SELECT FROM pg_locks WHERE locktype = 'advisory'
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
    )
"""


async def wait_until_released(database_url: str) -> None:
    """Return when no process holds an advisory lock of the database; at once on SQLite.

    The server frees a killed bot's locks when it reads from its connection again. Until then the
    next bot leaves the people who are locked to the other, and would report that all is done.
    """
    url = make_url(database_url)
    if url.get_backend_name() == "sqlite":
        return
    address = postgres.url_text(url.set(drivername="postgresql"))
    connection = await asyncpg.connect(address)
    try:
        async with asyncio.timeout(RELEASE_SECONDS):
            while await connection.fetchval(ARE_HELD):  # noqa: ASYNC110 a lock has no event
                await asyncio.sleep(0.01)
    finally:
        await connection.close()
