"""For how long Discord has kept us from a person, which comes and goes by itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from math import inf

from bot.clock import Clock
from bot.discord_errors import MISSING_ACCESS
from chat.messages import Address

LONGEST = 23.5 * 60 * 60
"""Seconds after which a person counts as out of reach; a restart counts anew.

Less than a day by more than the longest wait between two tries, as most messages end with the day.
"""


REPEATED = 3
"""So many refusals in a row, and a new session of the gateway is tried: it is known to help."""
RENEWAL_SECONDS = 60 * 60.0
"""How long the next one waits at least: Discord allows a bot a thousand a day."""


@dataclass
class Access:
    """Since when each send to a person was refused for lack of access, and how often."""

    clock: Clock
    renew: Callable[[], None] = lambda: None
    """Asks for a new session of the gateway."""
    _refused: dict[Address, tuple[float, int]] = field(default_factory=dict)
    _renewed: float = -inf

    def given(self, to: Address) -> None:
        """A message arrived."""
        self._refused.pop(to, None)

    def lost(self, to: Address, code: int) -> bool:
        """Notes why a send failed; whether it lacked access, and has for a day."""
        if code != MISSING_ACCESS:
            return False
        now = self.clock.monotonic()
        since, before = self._refused.get(to, (now, 0))
        self._refused[to] = since, before + 1
        if before + 1 >= REPEATED:
            self._try_anew(since, now)
        lost = now - since >= LONGEST
        if lost:
            self.given(to)
        return lost

    def _try_anew(self, since: float, now: float) -> None:
        """Once for all whose refusals began before it."""
        if self._renewed < since and now - self._renewed >= RENEWAL_SECONDS:
            self._renewed = now
            self.renew()
