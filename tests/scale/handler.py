"""Handle all events of a database one at a time, in a process of its own."""

from __future__ import annotations

import asyncio
import json
import sys

import content
from bench.seed import KEY
from bot.clock import SystemClock
from bot.inbox import dispatcher
from handlers.turn import Content
from storage.database import Database
from storage.sealing import KeyRing
from tests.support.apps import open_scenario_app
from tests.support.storage.replicas import JsonPlatform


async def handle(address: str) -> None:
    """Say that it is ready, wait for a line, handle everything, and report how much that was."""
    dispatcher.BATCHES_ON_SERVER = dispatcher.MAX_BATCH_ON_SERVER = 1
    dispatcher.MIN_BATCH_ON_SERVER = 1
    platform = JsonPlatform("telegram")
    app = await open_scenario_app(
        Database(address),
        KeyRing.parse(KEY),
        Content.load(content.FOLDER),
        {platform.platform: platform},
        SystemClock(),
    )
    await app.dispatcher.has_work()  # opens a connection
    await app.database.identity.acquire()
    print("ready", flush=True)  # noqa: T201 the way in which the measurement hears of it
    await asyncio.to_thread(sys.stdin.readline)
    while await app.dispatcher.has_work():
        await app.dispatcher.drain()
    await app.delivery.drain()
    print(json.dumps({"handled": len(platform.screens)}), flush=True)  # noqa: T201 as above
    await asyncio.to_thread(sys.stdin.readline)
    await app.database.close()


if __name__ == "__main__":
    asyncio.run(handle(sys.argv[1]))
