"""Draw the events of a round from its seed and number, the same each time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from random import Random

from playground.shared.faults import DROP, RESET
from tests.chaos.kill_points import (
    AFTER_COMMIT,
    AFTER_INBOX_COMMIT,
    AFTER_POLL,
    AFTER_POST,
    AFTER_READ,
    AFTER_SEND,
    BEFORE_ACKNOWLEDGE,
    BEFORE_ANSWER,
    BEFORE_COMMIT,
    BETWEEN_EVENTS,
    FORM_OPEN,
    IN_TRANSACTION,
    INSTANT,
    MID_MIGRATION,
    MID_POST,
    MID_SEND,
    MID_TICK,
    POINTS,
    KillPoint,
)

MOST = {
    INSTANT: 1,
    AFTER_POLL: 10,
    AFTER_INBOX_COMMIT: 10,
    BEFORE_ACKNOWLEDGE: 10,
    IN_TRANSACTION: 150,
    BETWEEN_EVENTS: 40,
    BEFORE_COMMIT: 40,
    AFTER_COMMIT: 40,
    MID_SEND: 40,
    AFTER_SEND: 40,
    MID_TICK: 12,
    MID_MIGRATION: 10,
    AFTER_READ: 8,
    BEFORE_ANSWER: 8,
    FORM_OPEN: 1,
    MID_POST: 15,
    AFTER_POST: 15,
}
"""The most passes of each point before the bot dies there."""
CUT, CUT_FOR_GOOD, MOVED, REFUSED = "cut", "cut for good", "moved", "refused"
"""Faults of the connection to Discord's gateway: it breaks, and is resumed or not."""
POSTS = ("create_message", "create_interaction_response")


@dataclass(frozen=True, slots=True)
class Plan:
    """One round: how the bot dies, how long it is down, and how it dies once more on the way up."""

    kill_point: KillPoint
    kill_after: float
    """Real seconds from the first step on, for a kill from outside."""
    down: timedelta
    restart_kill_point: KillPoint | None
    send_fault: str
    """The fault of some sends in addition; "" for none."""
    faulty_call: str
    """The kind of Discord's calls that the fault strikes."""
    gateway_fault: str
    """The fault of the connection to Discord in addition; "" for none."""
    gateway_fault_step: int
    """The step at which that happens."""

    @classmethod
    def draw(cls, seed: int, number: int) -> Plan:
        """Return the plan for a seed and a number, which never changes."""
        chance = Random(f"{seed}:{number}")
        point = chance.choice((INSTANT, *POINTS))
        most = MOST[point]
        fault = KillPoint(point, chance.randint(1, most), chance.randint(1, 12))
        down = chance.choices(
            (0.0, chance.uniform(0.01, 0.2), chance.uniform(0.5, 3)), (0.6, 0.25, 0.15)
        )[0]
        again = None
        if chance.random() < 0.25:
            points = [each for each in POINTS if each != MID_MIGRATION]
            again = KillPoint(chance.choice(points), chance.randint(1, 3), chance.randint(1, 12))
        weather = chance.choices(("", "429", "502", DROP, RESET), (6, 1, 1, 1, 1))[0]
        posts = chance.choice(POSTS)
        line = chance.choices(("", CUT, CUT_FOR_GOOD, MOVED, REFUSED), (8, 1, 1, 1, 1))[0]
        gone = line, chance.randint(1, 5)
        instant = chance.uniform(0, 2)
        return cls(fault, instant, timedelta(days=down), again, weather, posts, *gone)
