"""The slots in which one token may send: evenly spaced, and never too many in one second."""

from __future__ import annotations

from bisect import insort
from collections import deque
from dataclasses import dataclass, field
from math import ceil, inf
from typing import Protocol

from bot.clock import Clock
from chat.messages import Address

SPACING_MARGIN = 0.01
"""The added part of the distance between sends, so that the strict rule seldom has to wait."""
MAX_TRANSIT_SECONDS = 1.0
"""Seconds after which a send without an answer counts as arrived."""
HALF_RATE_SECONDS = 60.0
"""Seconds for which we send at half the rate after the platform made all sends wait."""


@dataclass(slots=True)
class SendSlot:
    """One send's turn; every time is in monotonic seconds."""

    at: float
    number: int = 0
    """Its place among the slots of all processes."""
    server_time: float = 0.0
    """Its moment by the clock that all processes share, in seconds since 1970."""
    began_at: float | None = None
    ended_at: float | None = None

    def begin(self, now: float) -> None:
        """Note that the send begins."""
        self.began_at = now

    def end(self, now: float) -> None:
        """Note that the answer is there."""
        self.ended_at = now


class SendSlots(Protocol):
    """Hands out the slots of one token."""

    rate: float
    """Messages a second."""
    used: int
    """How many slots this process has begun to send in."""

    async def reserve(self, earliest: float) -> SendSlot:
        """Return a slot of one's own, at `earliest` or later, in monotonic seconds."""

    def seconds_until_free(self) -> float:
        """Return the seconds until one more send leaves no window too full."""

    def is_missed(self, slot: SendSlot) -> bool:
        """Return whether it is too late for a slot, so that another one is needed."""

    def begin(self, slot: SendSlot) -> None:
        """Note that the send of a slot begins now."""

    def end(self, slot: SendSlot) -> None:
        """Note that the answer to a send is there."""

    async def throttle(self, to: Address, seconds: float) -> None:
        """Wait as the platform asks; it does not say whether it means this chat or all sends.

        One chat waits on its own, since its messages leave in order. If a second one is refused
        within that time, all of our sends are meant.
        """

    def blocked_for(self) -> float:
        """Return for how many seconds nothing may be sent to anybody."""

    async def close(self) -> None:
        """Reserve no more slots."""


@dataclass
class LocalSendSlots:
    """The slots of a token that this process alone sends with; they are kept in memory.

    Nobody knows when a message arrives: at some time between its start and its answer. So the
    thirtieth after it starts a second after the answer, even if the network or a busy moment delays
    it.
    """

    clock: Clock
    rate: float
    used: int = 0
    _taken: list[float] = field(default_factory=list)
    """The moments of the latest slots and of those to come, earliest first."""
    _begun: deque[SendSlot] = field(default_factory=deque)
    """The latest sends that really began, which may be later than their slots."""
    _throttled_until: dict[Address, float] = field(default_factory=dict)
    _blocked_until: float = -inf
    _slow_until: float = -inf

    async def reserve(self, earliest: float) -> SendSlot:
        at = self._first_free(earliest)
        insort(self._taken, at)
        return SendSlot(at)

    def seconds_until_free(self) -> float:
        limit, now = ceil(self.rate), self.clock.monotonic()
        if len(self._begun) < limit:
            return 0.0
        oldest = self._begun[-limit]
        began_at = now if oldest.began_at is None else oldest.began_at
        arrived = (
            min(now, began_at + MAX_TRANSIT_SECONDS) if oldest.ended_at is None else oldest.ended_at
        )
        return arrived + limit / self.rate - now

    def is_missed(self, slot: SendSlot) -> bool:
        return False

    def begin(self, slot: SendSlot) -> None:
        self.used += 1
        slot.begin(self.clock.monotonic())
        self._begun.append(slot)
        while len(self._begun) > ceil(self.rate):
            self._begun.popleft()

    def end(self, slot: SendSlot) -> None:
        slot.end(self.clock.monotonic())

    async def throttle(self, to: Address, seconds: float) -> None:
        now = self.clock.monotonic()
        self._throttled_until = {
            address: until for address, until in self._throttled_until.items() if until > now
        }
        self._throttled_until[to] = now + seconds
        if len(self._throttled_until) > 1:
            self._blocked_until = max(self._blocked_until, now + seconds)
            self._slow_until = self._blocked_until + HALF_RATE_SECONDS

    def blocked_for(self) -> float:
        return max(0.0, self._blocked_until - self.clock.monotonic())

    async def close(self) -> None:
        pass

    def _first_free(self, at: float) -> float:
        """Return the first moment from `at` on that is far enough from every other."""
        now = self.clock.monotonic()
        rate = self.rate / 2 if now < self._slow_until else self.rate
        spacing = (1 + SPACING_MARGIN) / rate
        self._taken = [taken for taken in self._taken if taken > now - spacing]
        for taken in self._taken:
            if taken >= at + spacing:
                break
            at = max(at, taken + spacing)
        return at
