"""Apply Discord's rate limits: requests in all, messages into a channel, new direct messages."""

from __future__ import annotations

import time
from collections import deque
from dataclasses import dataclass

from playground.discord.api.errors import OPENING_TOO_FAST, too_many_requests

CHANNEL_SECONDS = 5.0
OPENING_SECONDS = 60.0


@dataclass(slots=True)
class DiscordLimits:
    """Requests in any one second, messages a channel in five seconds, new DMs in a minute.

    50 a second is Discord's documented limit and 5 in 5 s is what its headers say; Discord does not
    say how fast DMs may be opened, so that number is our own guess. `on=False` switches the limits
    off.
    """

    per_second: int = 50
    per_channel: int = 5
    openings: int = 10
    on: bool = True


class DiscordRateLimiter:
    """A count of accepted requests in real seconds, also when the stand-in's clock is moved."""

    def __init__(self, limits: DiscordLimits) -> None:
        self.limits = limits
        self._recent: deque[float] = deque()
        self._channels: dict[int, deque[float]] = {}
        self._opened: deque[float] = deque()

    def count_request(self) -> None:
        """Count one request; interactions and webhooks are exempt."""
        if self.limits.on:
            _count_or_refuse(self._recent, self.limits.per_second, 1.0)

    def count_message(self, channel_id: int) -> None:
        """Count one message into a channel."""
        if self.limits.on:
            spent = self._channels.setdefault(channel_id, deque())
            _count_or_refuse(spent, self.limits.per_channel, CHANNEL_SECONDS)

    def count_dm_opening(self) -> None:
        """Count one new DM channel."""
        if self.limits.on and _wait(self._opened, self.limits.openings, OPENING_SECONDS):
            raise OPENING_TOO_FAST
        self._opened.append(time.monotonic())

    def headers(self, channel_id: int) -> dict[str, str]:
        """Return the headers of a channel's bucket after a message."""
        if not self.limits.on:
            return {}
        spent = self._channels.get(channel_id, deque())
        left = spent[0] + CHANNEL_SECONDS - time.monotonic() if spent else 0.0
        return {
            "X-RateLimit-Bucket": "messages",
            "X-RateLimit-Limit": str(self.limits.per_channel),
            "X-RateLimit-Remaining": str(max(0, self.limits.per_channel - len(spent))),
            "X-RateLimit-Reset": f"{time.time() + left:.3f}",
            "X-RateLimit-Reset-After": f"{max(left, 0.0):.3f}",
        }


def _count_or_refuse(spent: deque[float], most: int, seconds: float) -> None:
    wait = _wait(spent, most, seconds)
    if wait > 0:
        raise too_many_requests(wait)
    spent.append(time.monotonic())


def _wait(spent: deque[float], most: int, seconds: float) -> float:
    """Return the seconds until one more fits."""
    now = time.monotonic()
    while spent and spent[0] <= now - seconds:
        spent.popleft()
    return 0.0 if len(spent) < most else spent[-most] + seconds - now
