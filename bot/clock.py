"""The only source of now: wall time and monotonic time together."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Protocol

MAX_DRIFT = timedelta(minutes=5)
"""How far wall and monotonic time may differ before the clock is not trusted."""
ACCEPT_JUMP_AFTER = timedelta(minutes=10)
"""A clock that stays for that long where it jumped to is right after all."""


class Clock(Protocol):
    """Wall time in UTC, and seconds that only go forward."""

    def now(self) -> datetime: ...

    def monotonic(self) -> float: ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def monotonic(self) -> float:
        return time.monotonic()


class MovedClock:
    """The machine's clock, moved ahead by the demo's time controls."""

    def __init__(self, offset: timedelta = timedelta()) -> None:
        self.offset = offset
        self._system_clock = SystemClock()

    def now(self) -> datetime:
        return self._system_clock.now() + self.offset

    def monotonic(self) -> float:
        return self._system_clock.monotonic() + self.offset.total_seconds()

    def advance(self, by: timedelta) -> None:
        """Move both kinds of time forward; never back."""
        self.offset += max(by, timedelta())


class SharedClock:
    """This machine's clock, set by one clock that all replicas ask, so that they always agree."""

    def __init__(self, local_clock: Clock, fetch_now: Callable[[], Awaitable[datetime]]) -> None:
        self._local_clock = local_clock
        self._fetch_now = fetch_now
        self._offset = timedelta()

    def now(self) -> datetime:
        return self._local_clock.now() + self._offset

    def monotonic(self) -> float:
        return self._local_clock.monotonic()

    @property
    def offset(self) -> timedelta:
        """How far the other clock was ahead of this machine's when it was last asked."""
        return self._offset

    async def synchronize(self) -> None:
        """Take the other clock's time as the time halfway between question and answer."""
        asked_at = self._local_clock.monotonic()
        shared_now = await self._fetch_now()
        round_trip = timedelta(seconds=self._local_clock.monotonic() - asked_at)
        self._offset = shared_now + round_trip / 2 - self._local_clock.now()


class ClockWatch:
    """Notices when wall time jumps away from monotonic time, and when it can be trusted again.

    Meanwhile everything that is due by time waits, so that a wrong clock does not send a year of
    prompts at once. People's events are handled as ever, by the time that it would be without the
    jump: no queued message becomes too old, and nothing is put off into a future that does not
    come. A restart accepts the clock as it is.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._diverged_since: float | None = None
        self._resync()

    def now(self) -> datetime:
        return self._clock.now() if self.is_trusted() else self._synced_wall + self._elapsed()

    def monotonic(self) -> float:
        return self._clock.monotonic()

    def is_trusted(self) -> bool:
        """Return whether wall time can be trusted now; a lasting difference is finally accepted."""
        monotonic = self._clock.monotonic()
        if abs(self._clock.now() - self._synced_wall - self._elapsed()) <= MAX_DRIFT:
            self._diverged_since = None
            return True
        if self._diverged_since is None:
            self._diverged_since = monotonic
        if monotonic - self._diverged_since < ACCEPT_JUMP_AFTER.total_seconds():
            return False
        self._resync()
        return True

    def _elapsed(self) -> timedelta:
        return timedelta(seconds=self._clock.monotonic() - self._synced_monotonic)

    def _resync(self) -> None:
        self._synced_wall, self._synced_monotonic = self._clock.now(), self._clock.monotonic()
        self._diverged_since = None
