"""The only source of now: wall time and monotonic time together."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Protocol

MAY_DIFFER = timedelta(minutes=5)
"""So far wall and monotonic time may part before nobody trusts the clock."""
ACCEPTED_AFTER = timedelta(minutes=10)
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

    def __init__(self, ahead: timedelta = timedelta()) -> None:
        self.ahead = ahead
        self._machine = SystemClock()

    def now(self) -> datetime:
        return self._machine.now() + self.ahead

    def monotonic(self) -> float:
        return self._machine.monotonic() + self.ahead.total_seconds()

    def advance(self, by: timedelta) -> None:
        """Moves both kinds of time; never back."""
        self.ahead += max(by, timedelta())


class SharedClock:
    """This machine's clock, set by one that all replicas ask: whatever it says, they agree."""

    def __init__(self, machine: Clock, ask: Callable[[], Awaitable[datetime]]) -> None:
        self._machine = machine
        self._ask = ask
        self._ahead = timedelta()

    def now(self) -> datetime:
        return self._machine.now() + self._ahead

    def monotonic(self) -> float:
        return self._machine.monotonic()

    async def set(self) -> None:
        """Takes the other clock's time as that of the middle between question and answer."""
        asked = self._machine.monotonic()
        theirs = await self._ask()
        way = timedelta(seconds=self._machine.monotonic() - asked)
        self._ahead = theirs + way / 2 - self._machine.now()


class ClockWatch:
    """Notices when wall time jumps away from monotonic time, and when it may be believed again.

    What time does waits meanwhile, so that a wrong clock does not send a year of prompts at once.
    What people do is handled as ever, by the time that it would be without the jump: nothing that
    waits to be sent becomes too old, and nothing is put off into a future that does not come. A
    restart accepts the clock as it is.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._apart_since: float | None = None
        self._agree()

    def now(self) -> datetime:
        return self._clock.now() if self.trusts() else self._wall + self._passed()

    def monotonic(self) -> float:
        return self._clock.monotonic()

    def trusts(self) -> bool:
        """Whether wall time can be believed now; a difference that lasts is accepted in the end."""
        monotonic = self._clock.monotonic()
        if abs(self._clock.now() - self._wall - self._passed()) <= MAY_DIFFER:
            self._apart_since = None
            return True
        if self._apart_since is None:
            self._apart_since = monotonic
        if monotonic - self._apart_since < ACCEPTED_AFTER.total_seconds():
            return False
        self._agree()
        return True

    def _passed(self) -> timedelta:
        return timedelta(seconds=self._clock.monotonic() - self._monotonic)

    def _agree(self) -> None:
        self._wall, self._monotonic = self._clock.now(), self._clock.monotonic()
        self._apart_since = None
