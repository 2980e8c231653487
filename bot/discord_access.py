"""For how long Discord has kept us from a person, which comes and goes by itself."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.clock import Clock
from bot.discord_errors import MISSING_ACCESS
from chat.messages import Address

LONGEST = 23.5 * 60 * 60
"""Seconds after which a person counts as out of reach; a restart counts anew.

Less than a day by more than the longest wait between two tries, as most messages end with the day.
"""


@dataclass
class Access:
    """Since when each send to a person was refused for lack of access."""

    clock: Clock
    _since: dict[Address, float] = field(default_factory=dict)

    def given(self, to: Address) -> None:
        """A message arrived."""
        self._since.pop(to, None)

    def lost(self, to: Address, code: int) -> bool:
        """Notes why a send failed; whether it lacked access, and has for a day."""
        if code != MISSING_ACCESS:
            return False
        now = self.clock.monotonic()
        lost = now - self._since.setdefault(to, now) >= LONGEST
        if lost:
            self.given(to)
        return lost
