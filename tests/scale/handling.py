"""Measure how much more several processes handle on a database that is a network away."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator, Sequence
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import click
import psutil
from sqlalchemy.engine import URL

from bench.processes import python_command, running
from bench.seed import FIRST_ID, KEY, make_couples
from bot.app import open_server_keys
from bot.clock import SystemClock
from bot.inbox.store import Arrival, store_arrivals
from chat.messages import Address, Event, Kind
from storage.database import Database
from storage.sealing import KeyRing
from tests.scale.progress import bar
from tests.support.storage import postgres
from tests.support.storage.replicas import encode_event

PROCESSES = (1, 2, 4)
ROUNDS = 3
"""They take turns, so that other work on the machine disturbs all alike; the medians count."""
EVENTS = 300
"""Of as many people, each with a partner who says nothing."""
DELAY = 0.002
MIN_GAIN = {2: 1.7, 4: 2.5}
MAX_CPU_RATIO = 1.2
WORDS = "words for my journal"


@dataclass(frozen=True)
class Handling:
    """Events a second, and milliseconds of CPU for each: of the bots, and of the server."""

    rate: float
    bots_cpu: float
    server_cpu: float

    @property
    def cpu(self) -> float:
        return self.bots_cpu + self.server_cpu


def measure(server: URL, divisor: int) -> Iterator[str]:
    """Print what 1, 2 and 4 processes handle, one event at a time in each; yield each fault."""
    events = EVENTS // divisor
    template = asyncio.run(_prepare(server, events))
    rounds: list[dict[int, Handling]] = []
    with bar("handling", ROUNDS * len(PROCESSES)) as step:
        for _ in range(ROUNDS):
            rounds.append({})
            for count in PROCESSES:
                rounds[-1][count] = asyncio.run(_handle(server, template, count, events))
                step(1)
    found = {count: _median([each[count] for each in rounds]) for count in PROCESSES}
    click.echo("| processes | events a second | × one | CPU ms an event, bots | server | × one |")
    click.echo("| --- | --- | --- | --- | --- | --- |")
    for count, each in found.items():
        gain, cost = each.rate / found[1].rate, each.cpu / found[1].cpu
        click.echo(
            f"| {count} | {each.rate:.0f} | {gain:.2f} | {each.bots_cpu:.1f} "
            f"| {each.server_cpu:.1f} | {cost:.2f} |"
        )
        if gain < MIN_GAIN.get(count, 1.0):
            yield f"{count} processes handle only {gain:.2f} times as much as one"
        if cost > MAX_CPU_RATIO:
            yield f"with {count} processes an event costs {cost:.2f} times the CPU"


def _median(some: Sequence[Handling]) -> Handling:
    return Handling(
        median(each.rate for each in some),
        median(each.bots_cpu for each in some),
        median(each.server_cpu for each in some),
    )


async def _prepare(server: URL, events: int) -> URL:
    """Return a database with couples, and with words of one of each two in its inbox."""
    address = await postgres.create_database(server)
    await make_couples(postgres.url_text(address), events)
    database, ring = Database(postgres.url_text(address)), KeyRing.parse(KEY)
    server_keys = await open_server_keys(database, ring)
    arrivals = [_arrival(2 * number) for number in range(events)]
    await store_arrivals(database, server_keys, SystemClock(), arrivals)
    await database.close()
    return address


def _arrival(number: int) -> Arrival:
    sender = Address("telegram", str(FIRST_ID + number))
    now = SystemClock().now()
    event = Event(f"telegram:{number}", Kind.COMMAND, now, sender, name="reflect", text=WORDS)
    return Arrival(event.id, "telegram", sender, encode_event(event))


async def _handle(server: URL, template: URL, count: int, events: int) -> Handling:
    address = await postgres.create_database(server, str(template.database))
    postmaster = psutil.Process(_postmaster_pid(server))
    socket = f"{server.query['host']}/.s.PGSQL.5432"
    proxy = python_command("bench.servers.postgres_proxy", socket, "--delay", str(DELAY))
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="same-side-scale-")))
        port = await (await stack.enter_async_context(running(proxy, folder))).next_line()
        near = address.set(host="127.0.0.1", port=int(port), query={})
        command = python_command("tests.scale.handler", postgres.url_text(near))
        bots = [await stack.enter_async_context(running(command, folder)) for _ in range(count)]
        for bot in bots:
            await bot.next_line()
        before, server_before = sum(each.cpu_seconds() for each in bots), _cpu_of(postmaster)
        begun = time.perf_counter()
        seen = await asyncio.gather(*(bot.ask("go") for bot in bots))
        seconds = time.perf_counter() - begun
        bots_cpu = sum(each.cpu_seconds() for each in bots) - before
        # Read while the connections live, since the time of those that ended counts elsewhere.
        server_cpu = _cpu_of(postmaster) - server_before
    handled = sum(each["handled"] for each in seen)
    if handled != events:
        raise click.ClickException(f"{handled} of {events} events were handled")
    return Handling(events / seconds, 1000 * bots_cpu / events, 1000 * server_cpu / events)


def _postmaster_pid(server: URL) -> int:
    file = Path(str(server.query["host"])) / "postmaster.pid"
    return int(file.read_text().split()[0])


def _cpu_of(postmaster: psutil.Process) -> float:
    """Return the CPU seconds of a server and of all its processes that live."""
    times = []
    for each in (postmaster, *postmaster.children(recursive=True)):
        with suppress(psutil.NoSuchProcess):
            times.append(each.cpu_times())
    return float(sum(each.user + each.system for each in times))
