"""Measure answers a second where Telegram, and then also the database, is a network away."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

from bench.answers import OURS, PEOPLE, measure_burst
from bench.bots import Prepare, Start, observed, ours, peer, serving, with_couples
from bench.report import Goal, Table
from bench.rounds import Progress, Spread, compare, take_turns
from bench.servers.postgres import Server, distant, server

TEXT = "/reflect words"
BURST, SHORT_BURST, WARM_UP = 600, 100, 50
"""The short one is for a bot that takes a burst's messages one after the other anyway."""
LATENCY = 0.05
STATEMENT_DELAY = 0.002
AT_ONCE = 256
PTB = f"PTB with {AT_ONCE} concurrent updates + ORM"
ONE_BY_ONE = "Same Side with one worker and batches of one"
ONE_WORKER = (
    "bot.inbox.dispatcher:BATCHES_ON_SERVER=1",
    "bot.inbox.dispatcher:MAX_BATCH_ON_SERVER=1",
)
"""The constants that make it handle one event after the other."""


async def measure(rounds: int, progress: Progress) -> Table:
    """Return the table on SQLite."""
    bots = {
        OURS: ours(with_couples(PEOPLE // 2)),
        PTB: peer("ptb_bot", PEOPLE, AT_ONCE),
    }
    return _table("latency", PTB, 2, await _take_turns(bots, rounds, progress))


async def measure_on_postgresql(rounds: int, progress: Progress) -> Table:
    """Return the table on PostgreSQL, where each statement takes two milliseconds more."""
    with server() as postgres:
        template = await postgres.create_with_couples(PEOPLE // 2)
        prepare = _distant(postgres, template)
        bots = {OURS: ours(prepare), ONE_BY_ONE: observed(prepare, *ONE_WORKER)}
        rates = await _take_turns(bots, rounds, progress)
    return _table("latency-postgresql", ONE_BY_ONE, 8, rates)


def _distant(postgres: Server, template: str) -> Prepare:
    @asynccontextmanager
    async def prepare(folder: Path) -> AsyncIterator[str]:
        async with distant(postgres, folder, template, STATEMENT_DELAY) as url:
            yield url

    return prepare


async def _take_turns(
    bots: Mapping[str, Start], rounds: int, progress: Progress
) -> dict[str, list[float]]:
    bursts = {ONE_BY_ONE: SHORT_BURST}
    ways = {
        name: partial(_measure_bot, start, bursts.get(name, BURST)) for name, start in bots.items()
    }
    return await take_turns(ways, rounds, progress)


async def _measure_bot(start: Start, burst: int) -> float:
    """Return answers a second."""
    async with serving(start, LATENCY) as run:
        await measure_burst(run, TEXT, WARM_UP)
        await asyncio.sleep(1)
        return (await measure_burst(run, TEXT, burst)).rate


def _table(name: str, base: str, wanted: float, rates: Mapping[str, Sequence[float]]) -> Table:
    rows = [
        [bot, Spread.of(figures).text(0), compare(figures, rates[base]).text(1)]
        for bot, figures in rates.items()
    ]
    ratio = compare(rates[OURS], rates[base]).middle
    goal = Goal(f"{OURS} ÷ {base}", ratio, wanted, at_least=True)
    return Table(name, ("bot", "answers a second", f"× {base}"), rows, goals=[goal])
