"""Run `make load`: send prompts due at once, at the pace of the real Telegram, and report."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import click
from sqlalchemy.engine import make_url

from tests.load.figures import Figures, compute_figures
from tests.load.processes import Step, under_load
from tests.support.storage import postgres

MIN_RATE_SHARE = 0.95
"""The part of the rate that has to be reached."""
LONGEST_ANSWER = 1.0


@dataclass(frozen=True)
class BotMetrics:
    """The bot's own metrics: seconds, and MiB."""

    longest_heartbeat: float
    stall: float
    memory: int
    not_ready_count: int


@click.command(help=__doc__)
@click.option("--prompts", type=click.IntRange(2), default=20_000, show_default=True)
@click.option("--rate", type=click.IntRange(1), default=30, show_default=True, help="SEND_RATE.")
@click.option("--database", type=click.Choice(["sqlite", "postgresql"]), default="sqlite")
def main(prompts: int, rate: int, database: str) -> None:
    prompts -= prompts % 2
    with TemporaryDirectory(prefix="same-side-load-") as folder, _database(database, folder) as url:
        seen, inside = asyncio.run(_play(Path(folder), url, prompts, rate))
    _print_results(seen, inside)
    broken = list(_broken(seen, rate))
    for line in broken:
        click.echo(f"✗ {line}", err=True)
    sys.exit(1 if broken else 0)


async def _play(folder: Path, url: str, prompts: int, rate: int) -> tuple[Figures, BotMetrics]:
    with _bar("Seeding", prompts // 2) as seeded, _bar("Sending", prompts) as sent:
        async with under_load(folder, url, prompts, rate, seeded) as run:
            await run.until(prompts, sent)
            inside = BotMetrics(
                await run.gauge("longest_heartbeat_seconds"),
                await run.gauge("longest_stall_seconds"),
                run.most_memory(),
                run.not_ready_count,
            )
    return compute_figures(run.calls, list(run.updates.values())), inside


def _print_results(seen: Figures, inside: BotMetrics) -> None:
    for line in (
        f"prompts          {seen.prompts} in {seen.seconds:.0f} s, besides {seen.others} answers",
        f"messages a second {seen.rate:.2f}; the fullest second held {seen.fullest_second}",
        f"refusals         {seen.refusals}",
        f"one chat         never twice within {seen.closest:.2f} s",
        f"answers to taps  {seen.presses}: half within {seen.p50:.2f} s, "
        f"99 % within {seen.p99:.2f} s, all within {seen.slowest:.2f} s",
        f"moving the due   {inside.longest_heartbeat:.1f} s",
        f"longest stall    {inside.stall:.2f} s",
        f"memory           {inside.memory} MiB at most",
        f"not ready        {inside.not_ready_count} looks",
    ):
        click.echo(line)


def _broken(seen: Figures, rate: int) -> Iterator[str]:
    if seen.refusals:
        yield "Telegram refused messages"
    if seen.rate < MIN_RATE_SHARE * rate:
        yield f"less than {MIN_RATE_SHARE:.0%} of the rate"
    if seen.p99 >= LONGEST_ANSWER:
        yield f"an answer took longer than {LONGEST_ANSWER:.0f} s, and not only one in a hundred"


@contextmanager
def _database(kind: str, folder: str) -> Iterator[str]:
    if kind == "sqlite":
        yield f"sqlite+aiosqlite:///{folder}/load.db"
        return
    with postgres.server() as address:
        server = make_url(postgres.url_text(address))
        copy = asyncio.run(postgres.create_database(server))
        yield postgres.url_text(copy)


@contextmanager
def _bar(label: str, length: int) -> Iterator[Step]:
    with click.progressbar(length=length, label=label, file=sys.stderr) as bar:
        yield bar.update


if __name__ == "__main__":
    main()
