"""Make a separate bot for each example of a test that tries many lives."""

from __future__ import annotations

import asyncio
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import content
from bot.app import App, open_server_keys
from handlers.turn import Content
from storage import migrate
from tests.conftest import RING
from tests.support.apps import open_scenario_app
from tests.support.people import DirectPlatform, FakeClock
from tests.support.storage.databases import DatabaseSnapshot, SqliteScenarioDatabase


async def open_app(file: Path, clock: FakeClock, platform: DirectPlatform) -> App:
    """Open a bot on a file that holds nobody; call `start` outside of any loop first."""
    database = SqliteScenarioDatabase(file)
    await database.restore({file.name: empty_database()["start.db"]})
    adapters = {platform.platform: platform}
    return await open_scenario_app(database, RING, strict_content(), adapters, clock)


@cache
def empty_database() -> DatabaseSnapshot:
    """Migrate a database, once per process."""
    return asyncio.run(_create_empty_database())


@cache
def strict_content() -> Content:
    return Content.load(content.FOLDER, strict=True)


async def _create_empty_database() -> DatabaseSnapshot:
    with TemporaryDirectory() as folder:
        database = SqliteScenarioDatabase(Path(folder) / "start.db")
        await migrate.upgrade(database)
        await open_server_keys(database, RING)
        kept = await database.take_snapshot()
        await database.close()
        return kept
