"""Measure the CPU of a weekly prompt, from the moment at which it is due until it is sent."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from bench.answers import ONE_BY_ONE, OURS, PEOPLE, Cost, measure_burst, measure_work
from bench.bots import RATE, Start, ours, peer, serving, with_couples
from bench.report import Goal, Table
from bench.rounds import Progress, Spread, compare, take_turns

PROMPTS, WARM_UP = 600, 50
MAKE_DUE = """
    UPDATE due SET at = ?, day = ?, minute = ?
    WHERE id IN (SELECT id FROM due ORDER BY couple_id LIMIT ?)
"""


async def measure(rounds: int, progress: Progress) -> Table:
    """Return the table; the peer's answer is there to compare the machine's speed with."""
    ways = {
        OURS: partial(_measure_prompts, ours(with_couples(PEOPLE // 2))),
        ONE_BY_ONE: partial(_measure_answers, peer("ptb_bot", PEOPLE)),
    }
    return _table(await take_turns(ways, rounds, progress))


async def _measure_prompts(start: Start) -> Cost:
    async with serving(start) as run:
        await measure_burst(run, "/help", WARM_UP)
        await run.push([])

        async def make_due() -> None:
            _make_due(run.bot.folder / "bench.db", PROMPTS)

        return await measure_work(run, make_due, PROMPTS)


async def _measure_answers(start: Start) -> Cost:
    async with serving(start) as run:
        await measure_burst(run, "/help", WARM_UP)
        return await measure_burst(run, "/reflect words", PROMPTS)


def _make_due(file: Path, prompts: int) -> None:
    """Make prompts due, for both people of half as many couples."""
    now = datetime.now(UTC)
    minute = now.hour * 60 + now.minute
    with closing(sqlite3.connect(file, timeout=30)) as connection, connection:
        given = f"{now:%Y-%m-%d %H:%M:%S.%f}", f"{now:%Y-%m-%d}", minute, prompts
        connection.execute(MAKE_DUE, given)


def _table(costs: Mapping[str, Sequence[Cost]]) -> Table:
    prompts, answers = ([each.cpu for each in costs[name]] for name in (OURS, ONE_BY_ONE))
    at_most = [1000 / each for each in prompts]
    header = "work", "CPU ms", f"× an answer of {ONE_BY_ONE}", "a second on one core"
    row = [
        f"a prompt of {PROMPTS} at once",
        Spread.of(prompts).text(),
        compare(prompts, answers).text(),
        Spread.of(at_most).text(0),
    ]
    goal = Goal("milliseconds of CPU for a prompt", Spread.of(prompts).middle, 3.3)
    return Table("prompts", header, [row], f"`SEND_RATE={RATE}`.", [goal])
