"""How fast we send: never more than the platform bears, in all and to one person."""

from __future__ import annotations

import asyncio
from bisect import insort
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from math import ceil, inf

from bot.clock import Clock
from chat.messages import Address

FORGET_AFTER = 60.0
"""Seconds after which a quiet chat is no longer remembered."""
EASE = 0.04
"""By this part sends are further apart than the rate asks.

At the rate itself, the thirtieth of a second after one that a busy moment or the network held up
by a millisecond would arrive too soon. Half of it is for us, half for the way.
"""
SLOW_SECONDS = 60.0
"""How long we send at half the rate after the platform made all of us wait."""


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
    _begun: deque[float] = field(default_factory=deque)
    """When the latest sends really began, which may have been later."""
    _chats: dict[Address, float] = field(default_factory=dict)
    _refused: dict[Address, float] = field(default_factory=dict)
    _held_until: float = -inf
    _slow_until: float = -inf

    async def wait(self, to: Address) -> None:
        """Returns when a message to this person may be sent."""
        now = self.clock.monotonic()
        at = self._first_free(max(now, self._chats.get(to, now)), now)
        insort(self._taken, at)
        self._chats[to] = at + self._apart(self.chat_rate)
        self._forget(now)
        if at > now:
            await self.sleep(at - now)
        while (crowded := self._crowded()) > 0:
            await self.sleep(crowded)
        self._begins(to)

    def refused(self, to: Address, seconds: float) -> None:
        """The platform asked for a wait, and did not say whether this chat or all of us are meant.

        One chat waits by itself, since its messages leave in order. A second one that is refused
        within that time means all of us.
        """
        now = self.clock.monotonic()
        self._refused = {who: until for who, until in self._refused.items() if until > now}
        self._refused[to] = now + seconds
        if len(self._refused) > 1:
            self._held_until = max(self._held_until, now + seconds)
            self._slow_until = self._held_until + SLOW_SECONDS

    def held(self) -> float:
        """For how many seconds nobody may be sent anything."""
        return max(0.0, self._held_until - self.clock.monotonic())

    def _apart(self, rate: float) -> float:
        return (1 + EASE) / rate

    def _first_free(self, at: float, now: float) -> float:
        """From `at` on, the first moment that keeps its distance from every other."""
        apart = self._apart(self.rate / 2 if now < self._slow_until else self.rate)
        self._taken = [taken for taken in self._taken if taken > now - apart]
        for taken in self._taken:
            if taken >= at + apart:
                break
            at = max(at, taken + apart)
        return at

    def _crowded(self) -> float:
        """Seconds until one more send leaves no window too full; sends may have begun late."""
        many = ceil(self.rate)
        if len(self._begun) < many:
            return 0.0
        free = self._begun[-many] + many / self.rate * (1 + EASE / 2)
        return free - self.clock.monotonic()

    def _begins(self, to: Address) -> None:
        now = self.clock.monotonic()
        self._begun.append(now)
        while len(self._begun) > ceil(self.rate):
            self._begun.popleft()
        self._chats[to] = max(self._chats.get(to, now), now + self._apart(self.chat_rate))

    def _forget(self, now: float) -> None:
        if len(self._chats) > self.rate * FORGET_AFTER:
            self._chats = {who: free for who, free in self._chats.items() if free > now}
