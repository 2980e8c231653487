"""Checks whether migrations and models agree, and migrates a database."""

from __future__ import annotations

from tempfile import TemporaryDirectory

from bot.settings import Settings
from bot.startup import open_configured_database, open_database
from storage import migrate as migrations


async def migrate(settings: Settings) -> None:
    """Migrate the database to the current tables. Raises OperatorError."""
    database = await open_configured_database(settings)
    await database.close()


async def find_differences() -> list[str]:
    """Return where migrations and models differ, as tried on a fresh SQLite file."""
    with TemporaryDirectory() as folder:
        database = await open_database(f"sqlite+aiosqlite:///{folder}/fresh.db")
        try:
            return await migrations.differences(database)
        finally:
            await database.close()
