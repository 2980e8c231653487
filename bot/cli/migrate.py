"""Looks whether migrations and models agree, and brings a database up to date."""

from __future__ import annotations

from tempfile import TemporaryDirectory

from bot.settings import Settings
from bot.startup import open_database
from storage import migrate as migrations


async def migrate(settings: Settings) -> None:
    """Raises OperatorError."""
    database = await open_database(settings.database_url)
    await database.close()


async def find_differences() -> list[str]:
    """What migrations and models do not agree on, tried on a fresh SQLite file."""
    with TemporaryDirectory() as folder:
        database = await open_database(f"sqlite+aiosqlite:///{folder}/fresh.db")
        try:
            return await migrations.differences(database)
        finally:
            await database.close()
