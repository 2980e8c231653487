"""Limits how fast we send to what the platform accepts, in all and to one person."""

from __future__ import annotations

import asyncio
from bisect import insort
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from math import ceil, inf

from bot.clock import Clock
from chat.messages import Address

FORGET_CHAT_SECONDS = 60.0
"""Seconds after which a quiet chat is forgotten."""
SPACING_MARGIN = 0.01
"""The added part of the distance between sends, so that the strict rule seldom has to wait."""
MAX_TRANSIT_SECONDS = 1.0
"""Seconds after which a send without an answer counts as arrived."""
HALF_RATE_SECONDS = 60.0
"""Seconds for which we send at half the rate after the platform made all sends wait."""


@dataclass(slots=True)
class _Send:
    began_at: float
    ended_at: float | None = None

    def end(self, now: float) -> None:
        """Note that its answer is there."""
        self.ended_at = now


@dataclass
class RateLimiter:
    """Spaces sends evenly, so that no window of one second ever has more than `rate`.

    `rate` counts messages a second in all, `chat_rate` those to one person. Telegram's FAQ for bots
    names about 30 and 1.

    Nobody knows when a message arrives: at some time between its start and its answer. So the
    thirtieth after it starts a second after the answer, even if the network or a busy moment delays
    it.
    """

    clock: Clock
    rate: float
    chat_rate: float
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    _slots: list[float] = field(default_factory=list)
    """The moments of the latest sends and of those to come, earliest first."""
    _sends: deque[_Send] = field(default_factory=deque)
    """The latest sends that really began, which may be later than their slots."""
    _chat_free_at: dict[Address, float] = field(default_factory=dict)
    _throttled_until: dict[Address, float] = field(default_factory=dict)
    _blocked_until: float = -inf
    _slow_until: float = -inf

    @asynccontextmanager
    async def slot(self, to: Address) -> AsyncIterator[None]:
        """Wait until a message to this person may be sent; the block sends it."""
        await self._wait_for_slot(to)
        send = self._record_send()
        try:
            yield
        finally:
            send.end(now := self.clock.monotonic())
            self._chat_free_at[to] = max(self._chat_free_at.get(to, 0.0), now + 1 / self.chat_rate)

    async def _wait_for_slot(self, to: Address) -> None:
        now = self.clock.monotonic()
        at = self._first_free_slot(max(now, self._chat_free_at.get(to, now)), now)
        insort(self._slots, at)
        self._chat_free_at[to] = at + (1 + SPACING_MARGIN) / self.chat_rate
        self._forget_quiet_chats(now)
        if at > now:
            await self.sleep(at - now)
        while (wait := self._seconds_until_window_frees()) > 0:
            await self.sleep(wait)

    def throttle(self, to: Address, seconds: float) -> None:
        """Wait as the platform asks; it does not say whether it means this chat or all sends.

        One chat waits on its own, since its messages leave in order. If a second one is refused
        within that time, all of our sends are meant.
        """
        now = self.clock.monotonic()
        self._throttled_until = {
            address: until for address, until in self._throttled_until.items() if until > now
        }
        self._throttled_until[to] = now + seconds
        if len(self._throttled_until) > 1:
            self._blocked_until = max(self._blocked_until, now + seconds)
            self._slow_until = self._blocked_until + HALF_RATE_SECONDS

    def blocked_for(self) -> float:
        """Return for how many seconds nothing may be sent to anybody."""
        return max(0.0, self._blocked_until - self.clock.monotonic())

    def _first_free_slot(self, at: float, now: float) -> float:
        """Return the first moment from `at` on that is far enough from every other."""
        rate = self.rate / 2 if now < self._slow_until else self.rate
        spacing = (1 + SPACING_MARGIN) / rate
        self._slots = [taken for taken in self._slots if taken > now - spacing]
        for taken in self._slots:
            if taken >= at + spacing:
                break
            at = max(at, taken + spacing)
        return at

    def _seconds_until_window_frees(self) -> float:
        """Return the seconds until one more send leaves no window too full."""
        limit, now = ceil(self.rate), self.clock.monotonic()
        if len(self._sends) < limit:
            return 0.0
        oldest = self._sends[-limit]
        arrived = (
            min(now, oldest.began_at + MAX_TRANSIT_SECONDS)
            if oldest.ended_at is None
            else oldest.ended_at
        )
        return arrived + limit / self.rate - now

    def _record_send(self) -> _Send:
        self._sends.append(_Send(self.clock.monotonic()))
        while len(self._sends) > ceil(self.rate):
            self._sends.popleft()
        return self._sends[-1]

    def _forget_quiet_chats(self, now: float) -> None:
        if len(self._chat_free_at) > self.rate * FORGET_CHAT_SECONDS:
            self._chat_free_at = {
                address: free for address, free in self._chat_free_at.items() if free > now
            }
