"""What happens in a round, drawn from its seed and number: the same each time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from random import Random

from playground.faults import DROP, RESET
from tests.chaos.faults import (
    AFTER_COMMIT,
    AFTER_INBOX_COMMIT,
    AFTER_POLL,
    AFTER_SEND,
    BEFORE_ACKNOWLEDGE,
    IN_TRANSACTION,
    INSTANT,
    MID_MIGRATION,
    MID_SEND,
    MID_TICK,
    POINTS,
    Fault,
)

MOST = {
    INSTANT: 1,
    AFTER_POLL: 10,
    AFTER_INBOX_COMMIT: 10,
    BEFORE_ACKNOWLEDGE: 10,
    IN_TRANSACTION: 150,
    AFTER_COMMIT: 40,
    MID_SEND: 40,
    AFTER_SEND: 40,
    MID_TICK: 12,
    MID_MIGRATION: 10,
}
"""So often, at most, a point is passed before it is the last."""


@dataclass(frozen=True, slots=True)
class Plan:
    """One round: how the bot dies, how long it is down, and how it dies once more on the way up."""

    fault: Fault
    instant: float
    """Real seconds from the first step on, for a kill from outside."""
    down: timedelta
    again: Fault | None
    weather: str
    """What goes wrong with some sends besides; "" for nothing."""

    @classmethod
    def of(cls, seed: int, number: int) -> Plan:
        """The same for ever for a seed and a number."""
        chance = Random(f"{seed}:{number}")
        point = chance.choice((INSTANT, *POINTS))
        most = MOST[point]
        fault = Fault(point, chance.randint(1, most), chance.randint(1, 12))
        down = chance.choices(
            (0.0, chance.uniform(0.01, 0.2), chance.uniform(0.5, 3)), (0.6, 0.25, 0.15)
        )[0]
        again = None
        if chance.random() < 0.25:
            points = [each for each in POINTS if each != MID_MIGRATION]
            again = Fault(chance.choice(points), chance.randint(1, 3), chance.randint(1, 12))
        weather = chance.choices(("", "429", "502", DROP, RESET), (6, 1, 1, 1, 1))[0]
        return cls(fault, chance.uniform(0, 2), timedelta(days=down), again, weather)
