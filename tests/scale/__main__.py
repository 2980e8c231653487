"""Run `make scale`: several processes send through one token, and some of them are killed."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import click
from sqlalchemy.engine import URL, make_url

from tests.load.figures import Figures, compute_figures
from tests.load.processes import Step, under_load
from tests.scale.kills import KillFigures, kill_and_restart
from tests.support.storage import postgres

PACES = {30: 900, 300: 5_000}
"""Messages by the rate at which they are sent."""
COUNTS = (1, 2, 3, 5)
"""How many processes send."""
MIN_RATE_SHARE = 0.95
KILLED_PROMPTS, KILLED_RATE, KILLS, KILLED_COUNT = 20_000, 300, 50, 3
MAX_GAP_SECONDS = 10.0


@click.command(help=__doc__)
@click.option(
    "--only", type=click.Choice(["pace", "kills"]), help="Measure one row instead of all."
)
@click.option("--small", is_flag=True, help="Send a tenth of the messages.")
def main(only: str | None, small: bool) -> None:
    rows: dict[str, Callable[[URL, int], Iterator[str]]] = {"pace": _pace, "kills": _kills}
    faults = []
    with postgres.server() as address:
        for name, row in rows.items():
            if only in (None, name):
                faults += list(row(make_url(address), 10 if small else 1))
    for fault in faults:
        click.echo(f"✗ {fault}", err=True)
    sys.exit(1 if faults else 0)


def _pace(server: URL, divisor: int) -> Iterator[str]:
    """Print what 1, 2, 3 and 5 processes send together; yield each fault."""
    click.echo("| limit | processes | refusals | of the limit | fullest second |")
    click.echo("| --- | --- | --- | --- | --- |")
    for rate, prompts in PACES.items():
        for count in COUNTS:
            label = f"{count} at {rate}/s"
            with _bar(label, prompts // divisor) as step:
                seen = asyncio.run(_send(server, prompts // divisor, rate, count, step))
            share = seen.rate / rate
            click.echo(
                f"| {rate} | {count} | {seen.refusals} | {share:.1%} | {seen.fullest_second} |"
            )
            if seen.refusals:
                yield f"{label}: {seen.refusals} refusals"
            if seen.fullest_second > rate:
                yield f"{label}: {seen.fullest_second} messages in one second"
            if share < MIN_RATE_SHARE:
                yield f"{label}: {share:.1%} of the limit"


def _kills(server: URL, divisor: int) -> Iterator[str]:
    """Print what becomes of messages while one of three processes is killed; yield each fault."""
    prompts, kills = KILLED_PROMPTS // divisor, KILLS // divisor
    with _bar(f"{kills} kills", prompts) as step:
        seen = asyncio.run(_send_and_kill(server, prompts, kills, step))
    click.echo("| messages | kills | lost | twice, marked | twice, not marked | longest gap |")
    click.echo("| --- | --- | --- | --- | --- | --- |")
    click.echo(
        f"| {seen.prompts} | {seen.kills} | {seen.lost} | {seen.marked} | {seen.unmarked} "
        f"| {seen.longest_gap:.1f} s |"
    )
    if seen.lost:
        yield f"{seen.lost} messages were lost"
    if seen.unmarked:
        yield f"{seen.unmarked} messages came twice without a mark"
    if seen.longest_gap > MAX_GAP_SECONDS:
        yield f"nothing was sent for {seen.longest_gap:.1f} s"


async def _send(server: URL, prompts: int, rate: int, count: int, step: Step) -> Figures:
    with TemporaryDirectory(prefix="same-side-scale-") as folder:
        url = postgres.url_text(await postgres.create_database(server))
        async with under_load(Path(folder), url, prompts, rate, bots=count) as run:
            await run.until(prompts, step)
    return compute_figures(run.calls, list(run.updates.values()))


async def _send_and_kill(server: URL, prompts: int, kills: int, step: Step) -> KillFigures:
    with TemporaryDirectory(prefix="same-side-scale-") as folder:
        url = postgres.url_text(await postgres.create_database(server))
        async with under_load(Path(folder), url, prompts, KILLED_RATE, bots=KILLED_COUNT) as run:
            return await kill_and_restart(run, prompts, kills, step)


@contextmanager
def _bar(label: str, length: int) -> Iterator[Step]:
    with click.progressbar(length=length, label=label, file=sys.stderr) as bar:
        yield bar.update


if __name__ == "__main__":
    main()
