"""Measure the CPU of an update, with the whole bot as a process, beside other libraries' bots."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random

import click

from bench.bots import Running, Start, ours, peer, serving, with_couples
from bench.processes import clean_up_on_sigterm
from bench.report import Goal, Table, print_table, show_progress
from bench.rounds import Progress, Spread, compare, take_turns
from bench.seed import FIRST_ID

PEOPLE, BURST, WARM_UP = 1_000, 600, 50
GOALS = {"/help": 1.5, "/reflect words": 2.0}
"""The texts of a burst, and the ratio that is wanted for each."""
OURS, ONE_BY_ONE, AIOGRAM = "Same Side", "PTB one by one + ORM", "aiogram + ORM"
SETTLE_SECONDS = 0.5
"""The wait for all that a bot still writes down after its last answer: part of the burst."""


@dataclass(frozen=True)
class Cost:
    """Milliseconds of CPU for an update, answers a second, and MiB at the end."""

    cpu: float
    rate: float
    memory: float


Costs = dict[str, Cost]


BOTS: Mapping[str, Start] = {
    OURS: ours(with_couples(PEOPLE // 2)),
    ONE_BY_ONE: peer("ptb_bot", PEOPLE),
    AIOGRAM: peer("aiogram_bot", PEOPLE),
}


async def measure(rounds: int, progress: Progress, names: Sequence[str] = tuple(BOTS)) -> Table:
    """Return the table of these bots and all commands."""
    ways = {name: partial(measure_bot, BOTS[name]) for name in names}
    return _table(await take_turns(ways, rounds, progress))


async def measure_bot(start: Start) -> Costs:
    """Start a bot and return what a burst of each command costs it."""
    async with serving(start) as run:
        await measure_burst(run, "/help", WARM_UP)
        return {text: await measure_burst(run, text, BURST) for text in GOALS}


async def measure_burst(run: Running, text: str, size: int) -> Cost:
    """Return what it costs to answer a text of that many people at once."""
    who = Random(size).sample(range(FIRST_ID, FIRST_ID + PEOPLE), size)
    return await measure_work(run, partial(run.push, [(each, text) for each in who]), size)


async def measure_work(run: Running, begin: Callable[[], Awaitable[None]], messages: int) -> Cost:
    """Return what each message costs that work brings to a person of its own."""
    before = run.bot.cpu_seconds()
    await begin()
    seconds = await run.wait(messages)
    await asyncio.sleep(SETTLE_SECONDS)
    cpu = run.bot.cpu_seconds() - before
    return Cost(1000 * cpu / messages, messages / seconds, run.bot.memory_mib())


def _table(results: Mapping[str, Sequence[Costs]]) -> Table:
    header = "command", "bot", "CPU ms an update", f"× {ONE_BY_ONE}", "answers a second", "MiB"
    rows = [_row(text, name, results) for text in GOALS for name in results]
    goals = [
        Goal(f"`{text}` ÷ {ONE_BY_ONE}", _ratio(text, OURS, results).middle, limit)
        for text, limit in GOALS.items()
    ]
    return Table("answers", header, rows, goals=goals if ONE_BY_ONE in results else ())


def _row(text: str, name: str, results: Mapping[str, Sequence[Costs]]) -> list[str]:
    costs = [each[text] for each in results[name]]
    return [
        f"`{text}`",
        name,
        Spread.of([each.cpu for each in costs]).text(),
        _ratio(text, name, results).text(),
        Spread.of([each.rate for each in costs]).text(0),
        Spread.of([each.memory for each in costs]).text(0),
    ]


def _ratio(text: str, name: str, results: Mapping[str, Sequence[Costs]]) -> Spread:
    base = results.get(ONE_BY_ONE, results[OURS])
    return compare([each[text].cpu for each in results[name]], [each[text].cpu for each in base])


async def write_profile(file: Path) -> None:
    """Answer one burst of each command under cProfile, and write what it saw into a file."""
    costs = await measure_bot(
        ours(with_couples(PEOPLE // 2), python=("-m", "cProfile", "-o", str(file)))
    )
    for text, cost in costs.items():
        click.echo(f"{text}: {cost.cpu:.2f} ms of CPU an update, the profiler's own included")


@click.command(help=__doc__)
@click.option("--rounds", type=click.IntRange(1), default=5, show_default=True)
@click.option("--alone", is_flag=True, help="Measure Same Side without the others.")
@click.option(
    "--profile",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Only run Same Side once, under cProfile, and write what it saw into this file.",
)
def main(rounds: int, alone: bool, profile: Path | None) -> None:
    clean_up_on_sigterm()
    if profile:
        asyncio.run(write_profile(profile.absolute()))
    elif alone:
        click.echo(asyncio.run(measure(rounds, show_progress, [OURS])).to_markdown())
    else:
        print_table(asyncio.run(measure(rounds, show_progress)))


if __name__ == "__main__":
    main()
