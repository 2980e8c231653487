"""Brings a database to today's tables, and tells whether tables and migrations agree.

Alembic is imported only when there is something to migrate or to compare: it is a tenth of what a
start costs, and most starts find the tables as they should be.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from storage.database import Database

MIGRATIONS = Path(__file__).parent / "migrations"
SEEN_VERSIONS = text("SELECT version_num FROM alembic_version")

Result = TypeVar("Result")


async def upgrade(database: Database) -> None:
    """Run every migration that the database has not seen yet, all in one transaction."""
    if await _has_seen(database, newest_version()):
        return
    from storage.migration_scripts import upgrade

    async with database.migration() as connection:
        await connection.run_sync(upgrade, MIGRATIONS)


async def is_current(database: Database) -> bool:
    """Return whether the database has seen every migration."""
    from storage.migration_scripts import is_current

    return await _ask(database, lambda connection: is_current(connection, MIGRATIONS))


async def check_known(database: Database) -> None:
    """Raise alembic's CommandError if a newer version of the code made these tables."""
    from storage.migration_scripts import check_known

    await _ask(database, lambda connection: check_known(connection, MIGRATIONS))


async def differences(database: Database) -> list[str]:
    """Return where the tables of an up-to-date database differ from the models, one line each."""
    from storage.migration_scripts import differences

    return await _ask(database, differences)


async def is_newer(database: Database) -> bool:
    """Return whether a newer version of the code has migrated the database by now.

    It asks little, so that a running process may ask again and again. Raises the driver's errors.
    """
    known = {path.name.partition("_")[0] for path in _migration_files()}
    async with database.read() as session:
        return not known.issuperset(await session.scalars(SEEN_VERSIONS))


def newest_version() -> str:
    """Return the version that the newest migration leads to; its file's name begins with it."""
    return max(path.name.partition("_")[0] for path in _migration_files())


def _migration_files() -> Iterable[Path]:
    return MIGRATIONS.glob("versions/[0-9]*.py")


async def _has_seen(database: Database, version: str) -> bool:
    """Return whether the database is at this version; False too if it cannot tell."""
    try:
        async with database.read() as session:
            return list(await session.scalars(SEEN_VERSIONS)) == [version]
    except DBAPIError:
        # A new database has no such table; of what else is wrong the migration will speak.
        return False


async def _ask(database: Database, question: Callable[[Connection], Result]) -> Result:
    async with database.engine.connect() as connection:
        return await connection.run_sync(question)
