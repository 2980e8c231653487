"""Insert couples whose prompts are all due at the same minute."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from bench.seed import CoupleSeeder
from bot.app import open_server_keys
from storage.database import Database
from storage.sealing import KeyRing, Vault

BATCH = 250


async def seed(
    database: Database,
    ring: KeyRing,
    couples: int,
    at: datetime,
    step: Callable[[int], None] = lambda _: None,
) -> None:
    """Fill a migrated database; `at` is a full minute in UTC, and everybody lives by UTC.

    `step` hears after each batch how many couples it brought.
    """
    server_keys = await open_server_keys(database, ring)
    for first in range(0, couples, BATCH):
        many = min(BATCH, couples - first)
        async with database.write() as session:
            seeder = CoupleSeeder(session, Vault(session, ring), server_keys, at, at)
            await seeder.insert(range(first, first + many))
        step(many)
