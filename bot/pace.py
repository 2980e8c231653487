"""How fast we send: never more than the platform bears, in all and to one person."""

from __future__ import annotations

import asyncio
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
    _free: float = 0.0
    _chats: dict[Address, float] = field(default_factory=dict)

    async def wait(self, to: Address) -> None:
        """Returns when a message to this person may be sent."""
        now = self.clock.monotonic()
        at = max(now, self._free, self._chats.get(to, now))
        self._free = max(now, self._free) + 1 / self.rate
        self._chats[to] = at + 1 / self.chat_rate
        self._forget(now)
        if at > now:
            await self.sleep(at - now)

    def _forget(self, now: float) -> None:
        if len(self._chats) > self.rate * FORGET_AFTER:
            self._chats = {who: free for who, free in self._chats.items() if free > now}
