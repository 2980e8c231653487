"""The only source of now: wall time and monotonic time together."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Protocol

MAX_DRIFT = timedelta(minutes=5)
"""So far wall and monotonic time may part before nobody trusts the clock."""
ACCEPT_JUMP_AFTER = timedelta(minutes=10)
"""A clock that stays where it jumped to is the right one after all."""


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
        """Moves both kinds of time; never back."""
        self.offset += max(by, timedelta())


class SharedClock:
    """This machine's clock, set by one that all replicas ask: whatever it says, they agree."""

    def __init__(self, local_clock: Clock, fetch_now: Callable[[], Awaitable[datetime]]) -> None:
        self._local_clock = local_clock
        self._fetch_now = fetch_now
        self._offset = timedelta()

    def now(self) -> datetime:
        return self._local_clock.now() + self._offset

    def monotonic(self) -> float:
        return self._local_clock.monotonic()

    async def synchronize(self) -> None:
        """Takes the other clock's time as that of the middle between question and answer."""
        asked_at = self._local_clock.monotonic()
        shared_now = await self._fetch_now()
        round_trip = timedelta(seconds=self._local_clock.monotonic() - asked_at)
        self._offset = shared_now + round_trip / 2 - self._local_clock.now()


class ClockWatch:
    """Notices when wall time jumps away from monotonic time, and when it may be believed again.

    What time does waits meanwhile, so that a wrong clock does not send a year of prompts at once.
    What people do is handled as ever, by the time that it would be without the jump: nothing that
    waits to be sent becomes too old, and nothing is put off into a future that does not come. A
    restart accepts the clock as it is.
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
        """Whether wall time can be believed now; a difference that lasts is accepted in the end."""
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
