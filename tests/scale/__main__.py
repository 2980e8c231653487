"""Run `make scale`: several processes send through one token, and some of them are killed."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable, Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import click
from sqlalchemy.engine import URL, make_url

from tests.load.figures import Figures, compute_figures
from tests.load.processes import Step, under_load
from tests.scale import failover, handling, media, plans
from tests.scale.kills import KillFigures, kill_and_restart
from tests.scale.pauses import MAX_BEGUN, PauseFigures, pause_and_resume
from tests.scale.progress import bar
from tests.scale.restarts import COUNT, MAX_ANSWER_SECONDS, restart_in_turn
from tests.scale.taps import TapFigures
from tests.scale.webhook import MAX_MEDIAN_SECONDS, tap_by_webhook
from tests.support.storage import postgres

PACES = {30: 900, 300: 5_000}
"""Messages by the rate at which they are sent."""
SENDER_COUNTS = (1, 2, 3, 5)
"""How many processes send."""
MIN_RATE_SHARE = 0.95
KILLED_PROMPTS, KILLED_RATE, KILLS, KILLED_COUNT = 20_000, 300, 50, 3
MAX_GAP_SECONDS = 10.0
PAUSED_PROMPTS, PAUSED_RATE, PAUSE_SECONDS = 900, 30, 60.0
RESTART_ROUNDS, WEBHOOK_TAPS = 5, 200
Measure = Callable[[Path, str], Awaitable[TapFigures]]
"""Measures on the database of this address, with a folder for logs."""


def _pace(server: URL, divisor: int) -> Iterator[str]:
    """Print what 1, 2, 3 and 5 processes send together; yield each fault."""
    click.echo("| limit | processes | refusals | of the limit | fullest second |")
    click.echo("| --- | --- | --- | --- | --- |")
    for rate, prompts in PACES.items():
        for count in SENDER_COUNTS:
            label = f"{count} at {rate}/s"
            with bar(label, prompts // divisor) as step:
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
    with bar(f"{kills} kills", prompts) as step:
        seen = asyncio.run(_send_and_kill(server, prompts, kills, step))
    click.echo("| messages | kills | lost | twice, marked | twice, not marked | longest gap |")
    click.echo("| --- | --- | --- | --- | --- | --- |")
    click.echo(
        f"| {seen.prompts} | {seen.kills} | {seen.lost} | {seen.marked} | {seen.unmarked} "
        f"| {seen.longest_gap:.1f} s |"
    )
    yield from _kill_faults(seen)
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


def _restart(server: URL, divisor: int) -> Iterator[str]:
    """Print what taps brought while three processes were restarted in turn; yield each fault."""
    rounds = max(1, RESTART_ROUNDS // divisor)
    seen = asyncio.run(_on_own_database(server, partial(restart_in_turn, rounds=rounds)))
    click.echo("| restarts | taps | lost | twice, not marked | half within | longest answer |")
    click.echo("| --- | --- | --- | --- | --- | --- |")
    click.echo(f"| {rounds * COUNT} {_show_taps(seen)}")
    yield from _tap_faults(seen)
    if seen.longest > MAX_ANSWER_SECONDS:
        yield f"an answer took {seen.longest:.1f} s during a restart"


def _webhook(server: URL, divisor: int) -> Iterator[str]:
    """Print how long a tap by webhook takes through three processes; yield each fault."""
    taps = WEBHOOK_TAPS // divisor
    seen = asyncio.run(_on_own_database(server, partial(tap_by_webhook, taps=taps)))
    click.echo("| processes | taps | lost | twice, not marked | half within | longest answer |")
    click.echo("| --- | --- | --- | --- | --- | --- |")
    click.echo(f"| receive, work, send {_show_taps(seen)}")
    yield from _tap_faults(seen)
    if seen.median > MAX_MEDIAN_SECONDS:
        yield f"half of the answers took more than {seen.median * 1000:.0f} ms"


def _pause(server: URL, divisor: int) -> Iterator[str]:
    """Print what becomes of messages when a process is paused for a minute; yield each fault."""
    prompts, seconds = PAUSED_PROMPTS // divisor, PAUSE_SECONDS / divisor
    with bar("a pause", prompts) as step:
        seen = asyncio.run(_send_through_pause(server, prompts, seconds, step))
    messages = seen.messages
    click.echo("| messages | paused | lost | twice, marked | not marked | stale | longest gap |")
    click.echo("| --- | --- | --- | --- | --- | --- | --- |")
    click.echo(
        f"| {messages.prompts} | {seconds:.0f} s | {messages.lost} | {messages.marked} "
        f"| {messages.unmarked} | {seen.stale} | {messages.longest_gap:.1f} s |"
    )
    yield from _kill_faults(messages)
    if seen.stale > MAX_BEGUN:
        yield f"{seen.stale} messages were sent on after the pause"


def _kill_faults(seen: KillFigures) -> Iterator[str]:
    if seen.lost:
        yield f"{seen.lost} messages were lost"
    if seen.unmarked:
        yield f"{seen.unmarked} messages came twice without a mark"


def _show_taps(seen: TapFigures) -> str:
    return (
        f"| {seen.taps} | {seen.lost} | {seen.doubled} | {seen.median * 1000:.0f} ms "
        f"| {seen.longest:.2f} s |"
    )


def _tap_faults(seen: TapFigures) -> Iterator[str]:
    if seen.lost:
        yield f"{seen.lost} taps were lost"
    if seen.doubled:
        yield f"{seen.doubled} messages came twice without a mark"


async def _send_through_pause(
    server: URL, prompts: int, seconds: float, step: Step
) -> PauseFigures:
    with TemporaryDirectory(prefix="same-side-scale-") as folder:
        url = postgres.url_text(await postgres.create_database(server))
        return await pause_and_resume(Path(folder), url, prompts, PAUSED_RATE, seconds, step)


async def _on_own_database(server: URL, measure: Measure) -> TapFigures:
    with TemporaryDirectory(prefix="same-side-scale-") as folder:
        return await measure(
            Path(folder), postgres.url_text(await postgres.create_database(server))
        )


ROWS: dict[str, Callable[[URL, int], Iterator[str]]] = {
    "pace": _pace,
    "kills": _kills,
    "pause": _pause,
    "restart": _restart,
    "webhook": _webhook,
    "failover": failover.measure,
    "handling": handling.measure,
    "plans": plans.measure,
    "media": media.measure,
}


@click.command(help=__doc__)
@click.option("--only", type=click.Choice(list(ROWS)), help="Measure one row instead of all.")
@click.option("--small", is_flag=True, help="Do a tenth of the work.")
def main(only: str | None, small: bool) -> None:
    faults = []
    with postgres.server() as address:
        for name, row in ROWS.items():
            if only in (None, name):
                faults += list(row(make_url(address), 10 if small else 1))
    for fault in faults:
        click.echo(f"✗ {fault}", err=True)
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
