"""Waiting longer after each failure in a row, and stopping the wait when the bot stops."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import Any, TypeVar

T = TypeVar("T")

MAX_WAIT_SECONDS = 60.0
MAX_DOUBLINGS = 10
"""The highest exponent; after a thousand failures in a row the number would be too large."""
MISSING_KEY_RETRY_DELAY = timedelta(minutes=1)
"""The wait before the next try of work that needs a missing key-encryption key."""


@dataclass
class Backoff:
    """Seconds to wait: 1, 2, 4 … up to a minute, each with jitter."""

    chance: Random
    failures: int = 0

    def next_wait(self) -> float:
        wait = min(2.0 ** min(self.failures, MAX_DOUBLINGS), MAX_WAIT_SECONDS)
        self.failures += 1
        return wait * (0.5 + self.chance.random())

    def reset(self) -> None:
        self.failures = 0


async def until_stopped(stop: asyncio.Event, work: Coroutine[Any, Any, T]) -> T | None:
    """Return the result of `work`, or cancel it and return None when `stop` is set first."""
    work_task = asyncio.ensure_future(work)
    stop_task = asyncio.ensure_future(stop.wait())
    try:
        await asyncio.wait({work_task, stop_task}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        stop_task.cancel()
        if not work_task.done():
            work_task.cancel()
            await asyncio.wait({work_task})
    return None if work_task.cancelled() else work_task.result()
