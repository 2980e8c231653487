"""Runs the migrations with Alembic, and compares what they make with the models."""

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


def upgrade(connection: Connection, scripts: Path) -> None:
    """Run every migration that the database has not seen yet."""
    command.upgrade(_config(connection, scripts), "head")


def is_current(connection: Connection, scripts: Path) -> bool:
    """Return whether the database has seen every migration."""
    seen = MigrationContext.configure(connection).get_current_heads()
    return set(seen) == set(_directory(connection, scripts).get_heads())


def check_known(connection: Connection, scripts: Path) -> None:
    """Raise CommandError if the database has seen a migration that is not among these."""
    seen = MigrationContext.configure(connection).get_current_heads()
    _directory(connection, scripts).get_revisions(seen)


def differences(connection: Connection) -> list[str]:
    """Return where the tables differ from the models, one line each."""
    found: list[Any] = compare_metadata(
        MigrationContext.configure(connection, opts={"compare_type": True}), Base.metadata
    )
    return [str(difference) for difference in found]


def _directory(connection: Connection, scripts: Path) -> ScriptDirectory:
    return ScriptDirectory.from_config(_config(connection, scripts))


def _config(connection: Connection, scripts: Path) -> Config:
    config = Config()
    config.set_main_option("script_location", str(scripts))
    config.attributes["connection"] = connection
    return config
