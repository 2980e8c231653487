"""Run `make chaos`: kill the bot again and again, and report what was lost."""

from __future__ import annotations

import asyncio
from contextlib import ExitStack
from random import SystemRandom

import click

from tests.chaos.figures import Figures
from tests.chaos.runs import InvariantViolated, run
from tests.support.storage import postgres

SQLITE, POSTGRESQL = "sqlite", "postgresql"


@click.command()
@click.option("--rounds", default=200, show_default=True, help="So many deaths, at least.")
@click.option("--database", type=click.Choice([SQLITE, POSTGRESQL]), default=SQLITE)
@click.option("--seed", type=int, help="Where chance begins; another one each time if not given.")
def main(rounds: int, database: str, seed: int | None) -> None:
    """Let couples live their weeks while the bot is killed ROUNDS times.

    After each round the platforms' ledgers and the database are compared. Exit code 1,
    and how to come to that round again, when anything is not as promised.
    """
    seed = SystemRandom().randrange(10**6) if seed is None else seed
    click.echo(f"{rounds} rounds on {database}, seed {seed}")
    _print_figures(_play(seed, rounds, database))


def _play(seed: int, rounds: int, database: str) -> Figures:
    with ExitStack() as stack:
        server = stack.enter_context(postgres.server()) if database == POSTGRESQL else None
        bar = stack.enter_context(click.progressbar(length=rounds, label="killing"))
        try:
            return asyncio.run(run(seed, rounds, server, lambda: bar.update(1)))
        except InvariantViolated as broken:
            again = f"make chaos DB={database} SEED={broken.seed} ROUNDS={broken.number}"
            raise click.ClickException(f"{broken}\nOnce more: {again}") from None


def _print_figures(figures: Figures) -> None:
    """Print the figures, one a line."""
    for point, times in sorted(figures.kills.items()):
        click.echo(f"killed {point}: {times}")
    for name, value in vars(figures).items():
        if isinstance(value, int):
            click.echo(f"{name}: {value}")


if __name__ == "__main__":
    main()
