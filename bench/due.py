"""Measure how moments that come due at once get going, beside APScheduler's job store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from functools import partial

from bench.answers import OURS
from bench.bots import empty_file, opened, ours, peer, with_couples
from bench.processes import Child
from bench.report import Goal, Table
from bench.rounds import Progress, Spread, compare, take_turns

COUPLES = 100_000
DUE = COUPLES // 100
AS_SHIPPED, WITH_WAL = "APScheduler’s SQLAlchemyJobStore", "the same with WAL"


@dataclass(frozen=True)
class Move:
    """Seconds until all that is due is on its way, and the loop's longest stall meanwhile."""

    seconds: float
    stall: float


async def measure(rounds: int, progress: Progress) -> Table:
    """Return the table."""
    bots = {
        OURS: ours(with_couples(COUPLES), words=("bench.observers.due_bot",)),
        AS_SHIPPED: peer("scheduler", COUPLES, prepare=empty_file),
        WITH_WAL: peer("scheduler", COUPLES, concurrent=1, prepare=empty_file),
    }
    async with AsyncExitStack() as stack:
        ways = {}
        for name, start in bots.items():
            progress(f"starting {name}")
            child = await stack.enter_async_context(opened(start))
            ways[name] = partial(move, child)
        for way in ways.values():
            await way()
        return _table(await take_turns(ways, rounds, progress))


async def move(child: Child, rows: int = DUE) -> Move:
    """Make that many moments due, and return what it takes to move them."""
    return Move(**await child.ask(str(rows)))


def _table(moves: Mapping[str, Sequence[Move]]) -> Table:
    header = "way", "ms", "its time ÷ ours", "longest stall of the loop, ms"
    base = [each.seconds for each in moves[OURS]]
    rows = [
        [
            name,
            Spread.of([1000 * each.seconds for each in some]).text(0),
            compare([each.seconds for each in some], base).text(1),
            Spread.of([1000 * each.stall for each in some]).text(0),
        ]
        for name, some in moves.items()
    ]
    notes = (
        f"{DUE:,} of {COUPLES:,} moments are due at once. APScheduler’s jobs have no "
        "`misfire_grace_time` here; with its own of one second it may leave out all of them."
    )
    return Table("due", header, rows, notes, _goals(moves))


def _goals(moves: Mapping[str, Sequence[Move]]) -> list[Goal]:
    ours = [each.seconds for each in moves[OURS]]
    ratios = {
        name: compare([each.seconds for each in moves[name]], ours).middle
        for name in (AS_SHIPPED, WITH_WAL)
    }
    stall = 1000 * max(each.stall for each in moves[OURS])
    return [
        Goal(f"{AS_SHIPPED} ÷ {OURS}", ratios[AS_SHIPPED], 40, at_least=True),
        Goal(f"{WITH_WAL} ÷ {OURS}", ratios[WITH_WAL], 12, at_least=True),
        Goal("milliseconds of the longest stall", stall, 60),
    ]
