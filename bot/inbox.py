"""What comes in is stored and committed here before anybody is told that it was accepted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.clock import Clock
from chat.messages import Address
from storage.database import Database, insert_new
from storage.models import Inbox
from storage.sealing import House

DUE = "due"
"""The source of what came due; anything else is a platform."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """One thing that a platform handed over: its own id, who sent it, and the raw body."""

    id: str
    source: str
    who: Address
    body: bytes


async def store(
    database: Database, house: House, clock: Clock, arrivals: Sequence[Arrival]
) -> None:
    """Commits arrivals; one that came before is passed over."""
    rows = [_row(each, house, clock) for each in arrivals]
    async with database.write() as session:
        await insert_new(session, Inbox, rows)


def _row(arrival: Arrival, house: House, clock: Clock) -> dict[str, object]:
    return {
        "id": arrival.id,
        "source": arrival.source,
        "lane": house.lane(arrival.who),
        "rank": 0,
        "state": "new",
        "body": house.seal(arrival.body, arrival.id),
        "attempts": 0,
        "not_before": clock.now(),
        "received_at": clock.now(),
    }
