"""A bot of its own for each example of a test that tries many lives."""

from __future__ import annotations

import asyncio
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import content
from bot.app import App, unlock, wire
from handlers.turn import Shelf
from storage import migrate
from tests.conftest import FAST, RING
from tests.databases import Kept, OnFile
from tests.people import DirectPlatform, FakeClock


async def opened(file: Path, clock: FakeClock, platform: DirectPlatform) -> App:
    """On a file that holds nobody; call `start` outside of any loop before."""
    database = OnFile(file)
    await database.lay_out({file.name: start()["start.db"]})
    house = await unlock(database, RING)
    adapters = {platform.platform: platform}
    return wire(database, RING, house, shelf(), adapters, clock, FAST, Random(7))


@cache
def start() -> Kept:
    """A migrated database, made once a process."""
    return asyncio.run(_started())


@cache
def shelf() -> Shelf:
    return Shelf.load(content.FOLDER, strict=True)


async def _started() -> Kept:
    with TemporaryDirectory() as folder:
        database = OnFile(Path(folder) / "start.db")
        await migrate.upgrade(database)
        await unlock(database, RING)
        kept = await database.kept()
        await database.close()
        return kept
