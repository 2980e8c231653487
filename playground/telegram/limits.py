"""Limit the bot's messages per second, in all and into one chat, as Telegram does."""

from __future__ import annotations

import math
import time
from collections import deque
from dataclasses import dataclass

from playground.shared.errors import too_many_requests


@dataclass(slots=True)
class Limits:
    """Messages in any one second in all; a chat's burst and how many it regains in a second.

    30 a second in all and about one a second for a chat are in Telegram's bot FAQ; the burst of 20
    is our own guess of “short bursts”. `on=False` switches the limits off.
    """

    per_second: int = 30
    burst: int = 20
    refill: float = 1.0
    on: bool = True


class TelegramRateLimiter:
    """A count of accepted messages in real seconds, also when the stand-in's clock is moved."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._recent: deque[float] = deque()
        self._buckets: dict[int, tuple[float, float]] = {}

    def count_message(self, chat_id: int) -> None:
        """Count one message into a chat; refuse with a 429 when it comes too soon."""
        if not self.limits.on:
            return
        now = time.monotonic()
        left = self._left(chat_id, now)
        wait = max(self._wait_in_all(now), (1 - left) / self.limits.refill)
        if wait > 0:
            raise too_many_requests(max(1, math.ceil(wait)))
        self._recent.append(now)
        self._buckets[chat_id] = (left - 1, now)

    def _left(self, chat_id: int, now: float) -> float:
        left, at = self._buckets.get(chat_id, (float(self.limits.burst), now))
        return min(self.limits.burst, left + (now - at) * self.limits.refill)

    def _wait_in_all(self, now: float) -> float:
        while self._recent and self._recent[0] <= now - 1:
            self._recent.popleft()
        if len(self._recent) < self.limits.per_second:
            return 0.0
        return self._recent[-self.limits.per_second] + 1 - now
