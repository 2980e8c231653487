"""Run rounds, world after world, and stop at the first inconsistency."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

from sqlalchemy.engine import URL

from storage.database import Database
from tests.chaos.bot_process import Failed
from tests.chaos.consistency_check import ConsistencyCheck
from tests.chaos.figures import Figures
from tests.chaos.plan import Plan
from tests.chaos.world import COUPLES, World
from tests.support.storage import postgres

ROUNDS_OF_A_WORLD = 20
"""The next seed then begins a new world, so that a failing round is soon reached again."""


class InvariantViolated(AssertionError):
    """The faults found in a round; its seed and number reproduce them."""

    def __init__(self, seed: int, number: int, plan: Plan, found: list[str]) -> None:
        super().__init__("\n  ".join([f"round {number} of seed {seed}, {plan}:", *found]))
        self.seed, self.number = seed, number


async def run(
    seed: int,
    rounds: int,
    server: URL | None,
    after_round: Callable[[], None] = lambda: None,
    couples: int = COUPLES,
) -> Figures:
    """Run on a PostgreSQL server, or else on SQLite; raise InvariantViolated at a fault."""
    figures, begin = Figures(), monotonic()
    for first in range(0, rounds, ROUNDS_OF_A_WORLD):
        number = min(ROUNDS_OF_A_WORLD, rounds - first)
        figures.add(await _run_world(seed, number, server, after_round, couples))
        seed += 1
    figures.seconds = round(monotonic() - begin)
    return figures


async def _run_world(
    seed: int, rounds: int, server: URL | None, after_round: Callable[[], None], couples: int
) -> Figures:
    with TemporaryDirectory(prefix="same-side-chaos-", ignore_cleanup_errors=True) as folder:
        async with _fresh_database_url(server, Path(folder)) as url:
            world, database = World(seed, Path(folder), url, couples), Database(url)
            books = ConsistencyCheck(world, database)
            try:
                await world.open()
                for number in range(1, rounds + 1):
                    plan = Plan.draw(seed, number)
                    if found := await _run_round(world, plan, books):
                        raise InvariantViolated(seed, number, plan, found)
                    after_round()
            finally:
                await world.close()
                await database.close()
            return books.figures


async def _run_round(world: World, plan: Plan, books: ConsistencyCheck) -> list[str]:
    """Run a round and return its faults."""
    try:
        await world.round(plan)
    except (Failed, TimeoutError) as failed:
        return [f"{type(failed).__name__}: {failed}", *world.log_tail()]
    return await books.compare()


@asynccontextmanager
async def _fresh_database_url(server: URL | None, folder: Path) -> AsyncIterator[str]:
    """Return a separate DATABASE_URL for each world."""
    if server is None:
        yield f"sqlite+aiosqlite:///{folder}/same-side.db"
        return
    address = await postgres.create_database(server)
    try:
        yield postgres.url_text(address)
    finally:
        await postgres.drop_database(address)
