"""Measures what one of several processes does: its part, its slots, its locks and its clock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.clock import SharedClock
from bot.ops.metrics import round_to_hundreds
from bot.outbox.send_slots import SendSlots
from bot.role import Role
from storage.identity import Identity

LAG_STEP_SECONDS = 5
MAX_LAG_SECONDS = 3600.0
"""A process that has never reached the database shows this lag."""


@dataclass
class ProcessMetrics:
    """The part of one process, its slots, its locks and its clock."""

    identity: Identity
    slots: Mapping[str, SendSlots]
    """By platform."""
    role: Role
    shared_clock: SharedClock | None
    receiving: dict[str, bool] = field(default_factory=dict)
    """Whether this process is the one that receives, by platform."""

    def __post_init__(self) -> None:
        self.receiving = dict.fromkeys(self.slots, False)

    def record_receiving(self, platform: str, *, is_receiving: bool) -> None:
        """Record whether this process is the one that receives from a platform."""
        self.receiving[platform] = is_receiving

    @property
    def slots_used(self) -> Mapping[str, int]:
        """The slots in which this process may have sent since the start, in whole hundreds."""
        return {name: round_to_hundreds(slots.used) for name, slots in self.slots.items()}

    @property
    def send_rates(self) -> Mapping[str, float]:
        """The messages a second that all processes together may send, by platform."""
        return {name: slots.rate for name, slots in self.slots.items()}

    @property
    def database_lag(self) -> int:
        """How many seconds ago the database last confirmed this process's locks.

        In steps of more than a healthy process takes to ask, so that it does not tell when it did.
        """
        seconds = min(self.identity.seconds_since_confirmed, MAX_LAG_SECONDS)
        return int(seconds // LAG_STEP_SECONDS) * LAG_STEP_SECONDS

    @property
    def clock_offset(self) -> int:
        """How many whole seconds this machine's clock is behind the one by which the bot goes."""
        return round(self.shared_clock.offset.total_seconds()) if self.shared_clock else 0
