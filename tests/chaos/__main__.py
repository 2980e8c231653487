"""`make chaos`: kills the bot again and again, and tells what was lost."""

from __future__ import annotations

import asyncio
import os
from contextlib import ExitStack
from random import SystemRandom

import click

from tests import postgres
from tests.chaos.books import Figures
from tests.chaos.runs import DATABASES, POSTGRESQL, NotAsPromised, run


@click.command()
@click.option("--rounds", default=200, show_default=True, help="So many deaths, at least.")
@click.option("--db", type=click.Choice(DATABASES), default="sqlite", show_default=True)
@click.option("--seed", type=int, help="Where chance begins; another one each time if not given.")
def main(rounds: int, db: str, seed: int | None) -> None:
    """Let couples live their weeks while the bot is killed ROUNDS times.

    After each round the ledger of the local Telegram and the database are compared. Exit code 1,
    and how to come to that round again, when anything is not as promised.
    """
    seed = SystemRandom().randrange(10**6) if seed is None else seed
    click.echo(f"Seed {seed}, {rounds} rounds on {db}.")
    with ExitStack() as stack:
        if db == POSTGRESQL and postgres.ADDRESS not in os.environ:
            os.environ[postgres.ADDRESS] = postgres.shown(stack.enter_context(postgres.server()))
        bar = stack.enter_context(click.progressbar(length=rounds, label="Killing"))
        try:
            figures = asyncio.run(run(seed, rounds, db, lambda: bar.update(1)))
        except NotAsPromised as broken:
            raise click.ClickException(f"{broken} DB={db}") from None
    tell(figures)


def tell(figures: Figures) -> None:
    """The figures, one a line."""
    for name, value in vars(figures).items():
        if isinstance(value, dict):
            for point, times in sorted(value.items()):
                click.echo(f"  killed {point}: {times}")
        else:
            click.echo(f"{name}: {value:.0f}")


if __name__ == "__main__":
    main()
