"""Stores and commits arrivals before anybody is told that they were accepted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.clock import Clock
from bot.inbox.arrival_order import find_hold_end, lock_person, move_later_behind, release_held
from chat.messages import Address
from storage.database import Database, insert_or_confirm
from storage.sealing import ServerKeys
from storage.tables.queues import Inbox

DUE = "due"
"""The source of due moments; any other source is a platform."""
FETCH = "fetch"
"""The state of an event whose files are being loaded."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """One item that a platform handed over: its own id, its sender, and the raw body.

    If it `may_overtake`, its id ends in the platform's number, and a lower one may arrive later.
    """

    id: str
    platform: str
    sender: Address
    body: bytes
    may_overtake: bool = False
    has_files: bool = False
    """Whether files have to be loaded before the event can be handled."""


async def store_arrivals(
    database: Database, server_keys: ServerKeys, clock: Clock, arrivals: Sequence[Arrival]
) -> bool:
    """Commit arrivals; known ones stay as they are. Return whether one waits for another."""
    now = clock.now()
    numbered = [each for each in arrivals if each.may_overtake]
    rows = [_inbox_values(each, server_keys, now) for each in arrivals if not each.may_overtake]
    held = False
    async with database.write() as session:
        await insert_or_confirm(session, Inbox, rows, key="id")
        for arrival in numbered:
            values = _inbox_values(arrival, server_keys, now)
            held |= await _store_in_order(session, arrival.id, values, now)
    for arrival in numbered:
        await release_held(database, arrival.id, now)
    return held


async def _store_in_order(
    session: AsyncSession, id: str, values: Mapping[str, object], now: datetime
) -> bool:
    """Insert an arrival that may come before another one of its person; return whether it waits."""
    key = str(values["ordering_key"])
    await lock_person(session, key)
    not_before = await find_hold_end(session, id, now)
    row = {**values, "not_before": not_before}
    await insert_or_confirm(session, Inbox, [row], key="id")
    await move_later_behind(session, id, key)
    return not_before > now


def _inbox_values(arrival: Arrival, server_keys: ServerKeys, now: datetime) -> dict[str, object]:
    return {
        "id": arrival.id,
        "platform": arrival.platform,
        "ordering_key": server_keys.ordering_key(arrival.sender),
        "priority": 0,
        "state": FETCH if arrival.has_files else "new",
        "body": server_keys.seal(arrival.body, arrival.id),
        "attempts": 0,
        "not_before": now,
        "received_at": now,
    }
