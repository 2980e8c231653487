"""Tracks for how long Discord has refused access to a person, which comes and goes on its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from math import inf

from bot.clock import Clock
from bot.platforms.discord.errors import MISSING_ACCESS
from chat.messages import Address

GIVE_UP_SECONDS = 23.5 * 60 * 60
"""Seconds after which a person counts as unreachable; a restart begins again at zero.

Most messages expire after a day, so this is less, by more than the longest wait between two tries.
"""


REFUSALS_BEFORE_RENEWAL = 3
"""After this many refusals in a row a new gateway session is tried: that is known to help."""
RENEWAL_SECONDS = 60 * 60.0
"""The least time between two: Discord allows a bot a thousand a day."""


@dataclass
class MissingAccess:
    """Since when sends to a person are refused for lack of access, and how often."""

    clock: Clock
    renew_session: Callable[[], None]
    """Asks for a new session of the gateway."""
    _refusals: dict[Address, tuple[float, int]] = field(default_factory=dict)
    _renewed_at: float = -inf

    def record_delivered(self, to: Address) -> None:
        """Note that a message arrived."""
        self._refusals.pop(to, None)

    def record_failure(self, to: Address, code: int) -> bool:
        """Note why a send failed; return whether access has been missing for about a day."""
        if code != MISSING_ACCESS:
            return False
        now = self.clock.monotonic()
        since, before = self._refusals.get(to, (now, 0))
        self._refusals[to] = since, before + 1
        if before + 1 >= REFUSALS_BEFORE_RENEWAL:
            self._renew_if_due(since, now)
        is_lost = now - since >= GIVE_UP_SECONDS
        if is_lost:
            self.record_delivered(to)
        return is_lost

    def _renew_if_due(self, since: float, now: float) -> None:
        """Ask for a new session, once for all people whose refusals began before it."""
        if self._renewed_at < since and now - self._renewed_at >= RENEWAL_SECONDS:
            self._renewed_at = now
            self.renew_session()
