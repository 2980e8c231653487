"""Measure the time from the start of the process until it polls, beside a peer's imports."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from functools import partial

from bench.answers import OURS, PEOPLE
from bench.bots import Start, opened, ours, peer, serving, with_couples
from bench.report import Goal, Table
from bench.rounds import Progress, Spread, compare, take_turns

IMPORTS = "PTB and SQLAlchemy imported, one query"
POLLING = "PTB + ORM"


async def measure(rounds: int, progress: Progress) -> Table:
    """Return the table; the first round only warms the disk's cache."""
    ways = {
        OURS: partial(_until_polled, ours(with_couples(PEOPLE // 2))),
        IMPORTS: partial(_until_printed, peer("first_query", 0)),
        POLLING: partial(_until_polled, peer("ptb_bot", 0)),
    }
    return _table(await take_turns(ways, rounds + 1, progress))


async def _until_polled(start: Start) -> float:
    async with serving(start) as run:
        return run.start_seconds


async def _until_printed(start: Start) -> float:
    async with opened(start) as child:
        await child.next_line()
        return time.perf_counter() - child.started_at


def _table(results: Mapping[str, Sequence[float]]) -> Table:
    rows = [
        [
            name,
            Spread.of(seconds[1:]).text(),
            compare(seconds[1:], results[IMPORTS][1:]).text(),
        ]
        for name, seconds in results.items()
    ]
    ratio = compare(results[OURS][1:], results[IMPORTS][1:]).middle
    goal = Goal(f"{OURS} ÷ {IMPORTS}", ratio, 2)
    return Table("start", ("way", "seconds until it polls", f"× {IMPORTS}"), rows, goals=[goal])
