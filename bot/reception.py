"""Receives people's events from a platform, in one process of a database at a time."""

from __future__ import annotations

import asyncio

import structlog

from bot.app import App
from bot.backoff import until_stopped
from bot.platforms.platform import Platform
from storage.identity import Identity

log = structlog.get_logger(__name__)

CHECK_SECONDS = 1.0
"""How often a process asks whether it may receive, or whether it still may."""


async def receive(app: App, platform: Platform, stop: asyncio.Event) -> None:
    """Receive from one platform until `stop` is set, whenever no other process does.

    Raises OperatorError if the platform refuses us until something is changed.
    """
    name, identity = f"receive-{platform.adapter.platform}", app.database.identity
    while not stop.is_set():
        if not await _try_lock(identity, name):
            # Another process receives, so nothing is wrong with this one.
            app.metrics.record_poll(platform.adapter.platform)
            await until_stopped(stop, asyncio.sleep(CHECK_SECONDS))
            continue
        log.info("receiving", platform=platform.adapter.platform)
        app.process_metrics.record_receiving(platform.adapter.platform, is_receiving=True)
        over = asyncio.Event()
        watching = asyncio.create_task(_set_when_over(over, identity, name, stop))
        try:
            receiver = platform.build_receiver(app.accept, app.metrics, app.database)
            await receiver.run(over)
        finally:
            watching.cancel()
            app.process_metrics.record_receiving(platform.adapter.platform, is_receiving=False)
    await identity.unlock(name)


async def _try_lock(identity: Identity, name: str) -> bool:
    try:
        return await identity.try_lock(name)
    except Exception as error:
        # A database that is away for a while must not end the bot.
        log.error("lock_not_asked_for", error_class=type(error).__name__)
        return False


async def _set_when_over(
    over: asyncio.Event, identity: Identity, name: str, stop: asyncio.Event
) -> None:
    """Set `over` when the bot stops, or when another process may have the lock."""
    while not stop.is_set() and identity.holds(name):
        await until_stopped(stop, asyncio.sleep(CHECK_SECONDS))
    over.set()
