"""Stores and commits arrivals before anybody is told that they were accepted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.clock import Clock
from chat.messages import Address
from storage.database import Database, insert_new
from storage.sealing import ServerKeys
from storage.tables.queues import Inbox

DUE = "due"
"""The source of due moments; any other source is a platform."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """One item that a platform handed over: its own id, its sender, and the raw body."""

    id: str
    platform: str
    sender: Address
    body: bytes


async def store_arrivals(
    database: Database, server_keys: ServerKeys, clock: Clock, arrivals: Sequence[Arrival]
) -> None:
    """Commit arrivals; skip those that are stored already."""
    rows = [_inbox_values(each, server_keys, clock) for each in arrivals]
    async with database.write() as session:
        await insert_new(session, Inbox, rows)


def _inbox_values(arrival: Arrival, server_keys: ServerKeys, clock: Clock) -> dict[str, object]:
    return {
        "id": arrival.id,
        "platform": arrival.platform,
        "ordering_key": server_keys.ordering_key(arrival.sender),
        "priority": 0,
        "state": "new",
        "body": server_keys.seal(arrival.body, arrival.id),
        "attempts": 0,
        "not_before": clock.now(),
        "received_at": clock.now(),
    }
