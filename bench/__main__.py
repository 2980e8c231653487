"""Run `make bench`: measure all tables, or those that are named, and write them into the page."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence

import click

from bench import (
    answers,
    due,
    growth,
    idle,
    latency,
    prompts,
    sealing,
    seed,
    start,
    statements,
)
from bench.processes import clean_up_on_sigterm
from bench.report import Table, print_table, save_table, show_progress
from bench.rounds import Progress

Measure = Callable[[int, Progress], Awaitable[Table]]
MEASURES: dict[str, Measure] = {
    "answers": answers.measure,
    "statements": statements.measure,
    "latency": latency.measure,
    "latency-postgresql": latency.measure_on_postgresql,
    "prompts": prompts.measure,
    "due": due.measure,
    "idle": idle.measure,
    "start": start.measure,
    "growth": growth.measure,
    "sealing": sealing.measure,
}


@click.group(help=__doc__)
def main() -> None:
    clean_up_on_sigterm()


@main.command("measure")
@click.argument("names", nargs=-1, type=click.Choice(list(MEASURES)))
@click.option("--rounds", type=click.IntRange(1), default=3, show_default=True)
@click.option("--save", is_flag=True, help="Write the tables into docs/performance.md.")
def measure_tables(names: Sequence[str], rounds: int, save: bool) -> None:
    """Measure all tables, or those that are named."""
    for number, name in enumerate(names or MEASURES, 1):
        place = f"{name} ({number} of {len(names or MEASURES)})"
        table = asyncio.run(_measure(name, rounds, place))
        print_table(table)
        if save:
            save_table(table)


@main.command("seed")
def make_seeds() -> None:
    """Make the files with couples that the measurements copy, those that are not there yet."""
    for couples in sorted({*growth.COUPLES, *idle.COUPLES, due.COUPLES}):
        asyncio.run(seed.seed_file(couples, _step_for(couples)))


async def _measure(name: str, rounds: int, place: str) -> Table:
    return await MEASURES[name](rounds, lambda text: show_progress(f"{place}: {text}"))


def _step_for(couples: int) -> Callable[[int], None]:
    def show(copies: int) -> None:
        show_progress(f"{couples:,} couples: {(copies + 1) * seed.REAL_COUPLES:,}")

    return show


if __name__ == "__main__":
    main()
