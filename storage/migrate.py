"""Brings a database to today's tables, and tells whether tables and migrations agree."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from storage.columns import Base
from storage.database import Database

MIGRATIONS = Path(__file__).parent / "migrations"


async def upgrade(database: Database) -> None:
    """Run every migration that the database has not seen yet, all in one transaction."""
    async with database.migration() as connection:
        await connection.run_sync(_upgrade)


async def is_current(database: Database) -> bool:
    """Whether the database has seen every migration."""
    async with database.engine.connect() as connection:
        return await connection.run_sync(_is_current)


async def check_known(database: Database) -> None:
    """Raise alembic's CommandError if a newer version of the code made these tables."""
    async with database.engine.connect() as connection:
        await connection.run_sync(_check_known)


async def differences(database: Database) -> list[str]:
    """Return where the tables of an up-to-date database differ from the models, one line each."""
    async with database.engine.connect() as connection:
        return await connection.run_sync(_differences)


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config


def _upgrade(connection: Connection) -> None:
    command.upgrade(_config(connection), "head")


def _is_current(connection: Connection) -> bool:
    seen = MigrationContext.configure(connection).get_current_heads()
    return set(seen) == set(ScriptDirectory.from_config(_config(connection)).get_heads())


def _check_known(connection: Connection) -> None:
    seen = MigrationContext.configure(connection).get_current_heads()
    ScriptDirectory.from_config(_config(connection)).get_revisions(seen)


def _differences(connection: Connection) -> list[str]:
    found: list[Any] = compare_metadata(
        MigrationContext.configure(connection, opts={"compare_type": True}), Base.metadata
    )
    return [str(difference) for difference in found]
