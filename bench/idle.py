"""Measure memory, and the CPU of an idle minute, with few couples and with a million."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass

from bench.answers import OURS, PEOPLE
from bench.bots import Running, Start, ours, peer, serving, with_couples
from bench.report import Goal, Table
from bench.rounds import Progress

COUPLES = 500, 50_000, 1_000_000
PTB = "PTB + ORM"
SETTLE_SECONDS, IDLE_SECONDS = 10, 60


@dataclass(frozen=True)
class Idleness:
    """CPU milliseconds of a minute, and MiB."""

    cpu: float
    memory: float


async def measure(_: int, progress: Progress) -> Table:
    """Return the table of one minute in which all of them idle side by side."""
    bots: dict[str, Start] = {
        f"{OURS}, {couples:,} couples": ours(with_couples(couples)) for couples in COUPLES
    }
    bots[PTB] = peer("ptb_bot", PEOPLE)
    async with AsyncExitStack() as stack:
        runs = {}
        for name, start in bots.items():
            progress(f"starting {name}")
            runs[name] = await stack.enter_async_context(serving(start))
        progress(f"all idle for {SETTLE_SECONDS + IDLE_SECONDS} s")
        return _table(await _idle(runs))


async def _idle(runs: Mapping[str, Running]) -> dict[str, Idleness]:
    await asyncio.sleep(SETTLE_SECONDS)
    before = {name: run.bot.cpu_seconds() for name, run in runs.items()}
    await asyncio.sleep(IDLE_SECONDS)
    return {
        name: Idleness(1000 * (run.bot.cpu_seconds() - before[name]), run.bot.memory_mib())
        for name, run in runs.items()
    }


def _table(found: Mapping[str, Idleness]) -> Table:
    fewest = next(iter(found.values()))
    rows = [
        [
            name,
            f"{each.memory:.0f}",
            f"{each.memory / found[PTB].memory:.2f}",
            f"{each.memory / fewest.memory:.2f}" if name != PTB else "",
            f"{each.cpu:.0f}",
            f"{each.cpu / fewest.cpu:.2f}" if name != PTB else "",
        ]
        for name, each in found.items()
    ]
    base = f"× {COUPLES[0]} couples"
    header = "bot", "MiB", f"× {PTB}", base, "CPU ms of an idle minute", base
    return Table("idle", header, rows, goals=_goals(found))


def _goals(found: Mapping[str, Idleness]) -> list[Goal]:
    fewest, *_, most, peer_app = found.values()
    return [
        Goal(f"memory ÷ {PTB}", fewest.memory / peer_app.memory, 1.4),
        Goal("memory with a million couples ÷ with 500", most.memory / fewest.memory, 1.1),
        Goal("CPU of an idle minute, likewise", most.cpu / fewest.cpu, 1.5),
    ]
