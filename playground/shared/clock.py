"""Describe the bot's clock as the page shows and moves it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Protocol, TypedDict


class Next(TypedDict):
    """The next thing that will happen on its own, in unix seconds."""

    challenge: float | None


class ClockState(TypedDict):
    """The bot's clock: `now` in unix seconds, `moved_by` in seconds ahead of real time.

    `steps` are those of the page's hints that only the bot's side can see done.
    """

    now: float
    iso: str
    moved_by: float
    can_move: bool
    next: Next
    steps: list[str]


class TimeMachineLike(Protocol):
    """A way to move the bot's clock; each move returns when the bot has handled everything due."""

    def clock(self) -> ClockState:
        """Return the clock as it stands."""

    async def advance(self, seconds: float) -> None:
        """Move it forward."""

    async def to_next_challenge(self) -> bool:
        """Move it until everybody has the next challenge; return False when none is to come."""


def fixed_clock(now: float) -> ClockState:
    """Return a clock that nobody can move; `now` is in unix seconds."""
    iso = datetime.fromtimestamp(now, UTC).isoformat(timespec="seconds")
    return {
        "now": now,
        "iso": iso.replace("+00:00", "Z"),
        "moved_by": 0.0,
        "can_move": False,
        "next": {"challenge": None},
        "steps": [],
    }
