"""Run `make bench`: measure all tables, or those that are named."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence

import click

from bench import answers, due, latency, sealing, statements
from bench.report import Table, print_table, show_progress
from bench.rounds import Progress

Measure = Callable[[int, Progress], Awaitable[Table]]
MEASURES: dict[str, Measure] = {
    "answers": answers.measure,
    "latency": latency.measure,
    "latency-postgresql": latency.measure_on_postgresql,
    "statements": statements.measure,
    "due": due.measure,
    "sealing": sealing.measure,
}


@click.command(help=__doc__)
@click.argument("names", nargs=-1, type=click.Choice(list(MEASURES)))
@click.option("--rounds", type=click.IntRange(1), default=5, show_default=True)
def main(names: Sequence[str], rounds: int) -> None:
    for name in names or MEASURES:
        print_table(asyncio.run(_measure(name, rounds)))


async def _measure(name: str, rounds: int) -> Table:
    return await MEASURES[name](rounds, lambda text: show_progress(f"{name}: {text}"))


if __name__ == "__main__":
    main()
