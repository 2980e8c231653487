"""How fast we send: never more than the platform bears, in all and to one person."""

from __future__ import annotations

import asyncio
from bisect import insort
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from bot.clock import Clock
from chat.messages import Address

FORGET_AFTER = 60.0
"""Seconds after which a quiet chat is no longer remembered."""


@dataclass
class Pace:
    """Spaces sends evenly, so that no one-second window ever holds more than `rate`.

    `rate` counts messages a second in all, `chat_rate` those to one person. Telegram's FAQ for
    bots names about 30 and 1.
    """

    clock: Clock
    rate: float
    chat_rate: float
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    _taken: list[float] = field(default_factory=list)
    """The moments of the latest sends and of those to come, earliest first."""
    _chats: dict[Address, float] = field(default_factory=dict)

    async def wait(self, to: Address) -> None:
        """Returns when a message to this person may be sent."""
        now = self.clock.monotonic()
        at = self._first_free(max(now, self._chats.get(to, now)), now)
        insort(self._taken, at)
        self._chats[to] = at + 1 / self.chat_rate
        self._forget(now)
        if at > now:
            await self.sleep(at - now)

    def _first_free(self, at: float, now: float) -> float:
        """From `at` on, the first moment that keeps its distance from every other."""
        apart = 1 / self.rate
        self._taken = [taken for taken in self._taken if taken > now - apart]
        for taken in self._taken:
            if taken >= at + apart:
                break
            at = max(at, taken + apart)
        return at

    def _forget(self, now: float) -> None:
        if len(self._chats) > self.rate * FORGET_AFTER:
            self._chats = {who: free for who, free in self._chats.items() if free > now}
