"""Runs rounds, world after world, and stops at the first one whose books do not agree."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

from sqlalchemy.engine import make_url

from storage.database import Database
from tests import postgres
from tests.chaos.books import Books, Figures
from tests.chaos.world import Plan, World

ROUNDS_OF_A_WORLD = 20
"""Then the next seed begins a world of its own, so that a failing round is soon come to again."""
SQLITE, POSTGRESQL = DATABASES = ("sqlite", "postgresql")


class NotAsPromised(AssertionError):
    """What was found in a round, and how to come to it again."""

    def __init__(self, seed: int, number: int, plan: Plan, found: list[str]) -> None:
        again = f"make chaos SEED={seed} ROUNDS={number}"
        super().__init__("\n  ".join([f"round {number} of seed {seed} ({plan}):", *found, again]))


async def run(
    seed: int,
    rounds: int,
    database: str,
    after_round: Callable[[], None] = lambda: None,
) -> Figures:
    """Raises NotAsPromised. On PostgreSQL the server of `tests.postgres` must be running."""
    figures, begin = Figures(), monotonic()
    for first in range(0, rounds, ROUNDS_OF_A_WORLD):
        number = min(ROUNDS_OF_A_WORLD, rounds - first)
        figures.add(await _world(seed, number, database, after_round))
        seed += 1
    figures.seconds = monotonic() - begin
    return figures


async def _world(seed: int, rounds: int, database: str, after_round: Callable[[], None]) -> Figures:
    with TemporaryDirectory(prefix="same-side-chaos-", ignore_cleanup_errors=True) as folder:
        async with _fresh(database, Path(folder)) as url:
            world, own = World(seed, Path(folder), url), Database(url)
            books = Books(world, own)
            try:
                await world.open()
                for number in range(1, rounds + 1):
                    plan = Plan.of(seed, number)
                    await world.round(plan)
                    if found := await books.compare():
                        raise NotAsPromised(seed, number, plan, found)
                    after_round()
            finally:
                await world.close()
                await own.close()
            return books.figures


@asynccontextmanager
async def _fresh(database: str, folder: Path) -> AsyncIterator[str]:
    """A DATABASE_URL of its own for each world."""
    if database == SQLITE:
        yield f"sqlite+aiosqlite:///{folder}/same-side.db"
        return
    address = await postgres.copy(make_url(os.environ[postgres.ADDRESS]))
    try:
        yield postgres.shown(address)
    finally:
        await postgres.drop(address)
