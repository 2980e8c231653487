"""Waiting longer after each failure in a row, and stopping the wait when the bot stops."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import Any, TypeVar

T = TypeVar("T")

LONGEST = 60.0
DOUBLED = 10
"""So often at most; after a thousand failures in a row the number would be too large."""
WITHOUT_KEY = timedelta(minutes=1)
"""How long what needs a key-encryption key that was not given waits for the next try."""


@dataclass
class Backoff:
    """Seconds to wait: 1, 2, 4 … up to a minute, each with jitter."""

    chance: Random
    failures: int = 0

    def next(self) -> float:
        wait = min(2.0 ** min(self.failures, DOUBLED), LONGEST)
        self.failures += 1
        return wait * (0.5 + self.chance.random())

    def reset(self) -> None:
        self.failures = 0


async def until_stopped(stop: asyncio.Event, work: Coroutine[Any, Any, T]) -> T | None:
    """What `work` returns, or None when `stop` is set first: then the work is cancelled."""
    doing = asyncio.ensure_future(work)
    stopping = asyncio.ensure_future(stop.wait())
    try:
        await asyncio.wait({doing, stopping}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        stopping.cancel()
        if not doing.done():
            doing.cancel()
            await asyncio.wait({doing})
    return None if doing.cancelled() else doing.result()
