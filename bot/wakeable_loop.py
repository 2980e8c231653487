"""Provides a loop that works when it is woken, and looks for work regularly."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

import structlog

log = structlog.get_logger(__name__)

MAX_IDLE_SECONDS = 2.0
"""How long a loop rests if it is not woken; retries wait for this."""


class WakeableLoop:
    """Does its work whenever it is woken, and looks for work regularly."""

    def __init__(self, name: str, work: Callable[[], Awaitable[object]]) -> None:
        self._name = name
        self._work = work
        self._woken = asyncio.Event()

    def wake(self) -> None:
        self._woken.set()

    async def run(self, stop: asyncio.Event) -> None:
        """Work until `stop` is set; a failure is logged and tried again."""
        while not stop.is_set():
            await self._look()
            await self._rest()

    async def once(self, stop: asyncio.Event) -> None:
        """Work until it succeeds once or `stop` is set."""
        while not stop.is_set() and not await self._look():
            await self._rest()

    async def _look(self) -> bool:
        self._woken.clear()
        try:
            await self._work()
        except Exception as error:
            # A database that is away for a while must not end the bot.
            log.error("loop_failed", loop=self._name, error_class=type(error).__name__)
            return False
        return True

    async def _rest(self) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._woken.wait(), MAX_IDLE_SECONDS)
