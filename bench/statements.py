"""Count the statements and transactions for one update, alone and in a burst."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from bench.bots import Running, observed, serving, with_couples
from bench.report import Goal, Table
from bench.rounds import Progress, Spread
from bench.seed import FIRST_ID

TEXT = "/reflect words"
PEOPLE, BURST, ALONE = 1_000, 600, 20
SETTLE_SECONDS = 0.3


@dataclass(frozen=True)
class Count:
    """Statements and transactions for one update, and the loop's longest stall in seconds."""

    statements: float
    transactions: float
    stall: float


async def measure(_: int, progress: Progress) -> Table:
    """Return the table: counts do not depend on the machine, so one round is enough."""
    async with serving(observed(with_couples(PEOPLE // 2))) as run:
        await count(run, [FIRST_ID])
        progress("one by one")
        alone = [await count(run, [FIRST_ID + 1 + each]) for each in range(ALONE)]
        progress("a burst")
        burst = await count(run, range(FIRST_ID + 100, FIRST_ID + 100 + BURST))
    return _table(alone, burst)


async def count(run: Running, people: Sequence[int]) -> Count:
    """Return the counts for one of these people's updates, which come at once."""
    before = await run.bot.ask()
    await run.push([(each, TEXT) for each in people])
    await run.wait(len(people))
    await asyncio.sleep(SETTLE_SECONDS)
    after = await run.bot.ask()
    statements, transactions = (
        (after[name] - before[name]) / len(people) for name in ("statements", "transactions")
    )
    return Count(statements, transactions, after["stall"])


def _table(alone: Sequence[Count], burst: Count) -> Table:
    rows = [
        [
            f"`{TEXT}` alone",
            Spread.of([each.statements for each in alone]).text(0),
            Spread.of([each.transactions for each in alone]).text(0),
            Spread.of([1000 * each.stall for each in alone]).text(0),
        ],
        [
            f"in a burst of {BURST}",
            f"{burst.statements:.1f}",
            f"{burst.transactions:.2f}",
            f"{1000 * burst.stall:.0f}",
        ],
    ]
    header = "work", "statements", "transactions", "longest stall of the loop, ms"
    notes = "Without `BEGIN`, `COMMIT`, savepoints, pragmas and transactions that only read."
    return Table("statements", header, rows, notes, _goals(alone, burst))


def _goals(alone: Sequence[Count], burst: Count) -> list[Goal]:
    statements = median(each.statements for each in alone)
    transactions = median(each.transactions for each in alone)
    return [
        Goal("statements alone", statements, 16),
        Goal("transactions alone", transactions, 3),
        Goal("statements in a burst", burst.statements, 10),
        Goal("transactions in a burst", burst.transactions, 0.4),
    ]
