"""Test how the bot reports that it is well, and what it keeps to itself; over real HTTP."""

from __future__ import annotations

import ast
import asyncio
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any
from uuid import uuid4

import aiohttp
import pytest
import structlog
from structlog.testing import capture_logs

from bot.app import App
from bot.inbox.store import Arrival, store_arrivals
from bot.ops import logs
from bot.ops.health import serve_pages
from bot.platforms.adapter import NotDelivered, TokenRefused
from bot.platforms.discord.gateway import Gateway
from bot.platforms.discord.http import DiscordHttp
from bot.platforms.discord.interactions import OpenInteractions
from bot.platforms.telegram.adapter import TelegramAdapter
from bot.platforms.telegram.polling import Poller
from chat.messages import Address
from domain import due
from playground import Playground
from tests.outbox.test_delivery import ALICE, OutboxBench
from tests.support.command_line import KEY, PACKAGES, PROJECT, TOKEN, run_command
from tests.support.contexts import context
from tests.support.couples import paired
from tests.support.people import DirectPlatform, FakeClock, Person
from tests.support.thanks import gives

LONG = timedelta(minutes=6)


class Watch:
    """A monitor that watches the bot from outside."""

    def __init__(self, address: str, http: aiohttp.ClientSession) -> None:
        self._address = address
        self._http = http

    async def asks(self, page: str) -> tuple[int, Any]:
        async with self._http.get(f"{self._address}/health/{page}") as answer:
            return answer.status, await answer.json()

    async def reason(self) -> str | None:
        """Return why it is not ready; None when it is."""
        status, said = await self.asks("ready")
        assert (status, said["ready"]) == ((503, False) if said["reason"] else (200, True))
        reason: str | None = said["reason"]
        return reason

    async def metrics(self) -> dict[str, float]:
        async with self._http.get(f"{self._address}/metrics") as answer:
            text = await answer.text()
        return {
            name: float(figure) for name, figure in re.findall(r"^([^#]\S*) (\S+)$", text, re.M)
        }


@pytest.fixture
async def watch(app: App) -> AsyncIterator[Watch]:
    app.metrics.set_running(True)
    async with (
        serve_pages(app.metrics, app.process_metrics, 0) as port,
        aiohttp.ClientSession() as http,
    ):
        yield Watch(f"http://127.0.0.1:{port}", http)


@pytest.fixture
def bench(app: App, platform: DirectPlatform, fake_clock: FakeClock) -> OutboxBench:
    return OutboxBench(app, platform, fake_clock)


async def test_it_lives_before_it_is_ready(app: App, watch: Watch) -> None:
    """Without `set_running`: ready while it waits for Telegram."""
    assert await watch.reason() is None
    app.metrics.set_running(False)
    assert await watch.reason() == "stopped"
    assert await watch.asks("live") == (200, {"live": True})


async def test_it_is_not_ready_while_no_poll_ends_well_and_again_when_one_does(
    app: App, watch: Watch, fake_clock: FakeClock
) -> None:
    """Without `record_poll`, or with it for failed polls, too: ready for ever."""
    server = Playground()
    await server.start()
    telegram = TelegramAdapter(server.token, server.url, app.server_keys)
    await telegram.open()
    polled, failed = asyncio.Event(), asyncio.Event()

    def ends_well() -> None:
        app.metrics.record_contact("telegram")
        polled.set()

    async def wait(_: float) -> None:
        failed.set()
        await asyncio.sleep(0.01)

    stop = asyncio.Event()
    server.faults.add("502", "getUpdates", times=None)
    await telegram.fetch_identity()
    poller = Poller(telegram.bot, app.accept, Random(7), wait, ends_well)
    polling = asyncio.create_task(poller.run(stop))
    try:
        await asyncio.wait_for(failed.wait(), 5)
        fake_clock.move(timedelta(seconds=121))
        assert await watch.reason() == "polling"
        polled.clear()
        server.faults.clear()
        server.add_person("alice").send("/help")
        await asyncio.wait_for(polled.wait(), 5)
        assert await watch.reason() is None
    finally:
        stop.set()
        await polling
        await telegram.close()
        await server.stop()


async def test_it_is_not_ready_while_discord_is_silent_and_again_when_it_is_back(
    app: App, watch: Watch, fake_clock: FakeClock
) -> None:
    """Without `record_contact` in the gateway: ready for ever."""
    server = Playground()
    await server.start()
    server.gateway.heartbeat_seconds = 0.02
    http = DiscordHttp(server.discord_token, server.url)
    await http.open()
    interactions = OpenInteractions(http, app.texts, fake_clock, lambda _: None)
    heard = asyncio.Event()

    def hears() -> None:
        app.metrics.record_contact("discord")
        heard.set()

    async def at_once(_: float) -> None:
        await asyncio.sleep(0)

    gateway = Gateway(http, app.accept, interactions, Random(7), fake_clock, at_once, hears)
    stop = asyncio.Event()
    listening = asyncio.create_task(gateway.run(stop))
    try:
        await server.until(lambda: bool(server.discord.sessions.connected))
        server.gateway.ignores_heartbeats = True
        # Events answered earlier have been heard.
        server.gateway.ask_to_reconnect()
        await server.until(lambda: not server.discord.sessions.connected)
        fake_clock.move(timedelta(seconds=121))
        assert await watch.reason() == "gateway"
        server.gateway.ignores_heartbeats = False
        heard.clear()
        await asyncio.wait_for(heard.wait(), 5)
        assert await watch.reason() is None
    finally:
        stop.set()
        await listening
        await http.close()
        await server.stop()


@contextmanager
def away(file: Path) -> Iterator[None]:
    """Make the disk unreachable."""
    kept = file.rename(file.with_suffix(".away"))
    file.mkdir()
    yield
    file.rmdir()
    kept.rename(file)


@pytest.mark.sqlite
async def test_it_is_not_ready_while_the_database_is_gone_and_again_when_it_is_back(
    app: App, watch: Watch
) -> None:
    """Without the guard around the look at the database: an answer 500 without a reason."""
    file = Path(app.database.engine.url.database or "")
    await app.database.close()
    with away(file):
        assert await watch.reason() == "database"
    assert await watch.reason() is None


async def test_it_is_not_ready_while_messages_wait_and_none_goes_out(
    watch: Watch, bench: OutboxBench
) -> None:
    """Without the look at what was never tried: ready for ever."""
    await bench.put("words")
    bench.clock.move(LONG)
    assert await watch.reason() == "sending"
    assert (await watch.metrics())["same_side_undelivered_age_seconds"] == 360
    await bench.drain()
    assert await watch.reason() is None
    assert (await watch.metrics())["same_side_undelivered_age_seconds"] == 0


async def test_it_is_not_ready_while_every_try_fails(watch: Watch, bench: OutboxBench) -> None:
    """Without the look at what was tried: each try restarts the age."""
    await bench.put("words")
    for _ in range(7):
        await bench.later(60, NotDelivered(50))
    assert await watch.reason() == "sending"


async def test_a_long_queue_that_moves_is_well(watch: Watch, bench: OutboxBench) -> None:
    """Without the look at the latest send: a broadcast of six minutes is an alarm."""
    for number in range(2):
        await bench.put("words", str(number))
    bench.clock.move(LONG)
    await bench.drain(NotDelivered(1))
    assert await watch.reason() is None


async def test_messages_waiting_for_the_morning_do_not_count_as_delayed(
    watch: Watch, bench: OutboxBench, app: App, fake_clock: FakeClock
) -> None:
    await bench.put("words")
    async with app.database.write() as session:
        for row in await bench.rows():
            row.not_before = fake_clock.now() + timedelta(hours=8)
            await session.merge(row)
    fake_clock.move(LONG)
    assert await watch.reason() is None
    assert (await watch.metrics())["same_side_undelivered_age_seconds"] == 0


async def test_it_is_not_ready_while_what_people_sent_is_not_handled(
    app: App, watch: Watch, alice: Person, fake_clock: FakeClock
) -> None:
    arrival = Arrival("telegram:1:1", "telegram", Address("telegram", alice.id), b"{}")
    await store_arrivals(app.database, app.server_keys, app.clock, [arrival])
    fake_clock.move(LONG)
    assert await watch.reason() == "handling"


async def test_it_is_not_ready_while_what_is_due_is_not_moved(
    app: App, watch: Watch, bench: OutboxBench, fake_clock: FakeClock
) -> None:
    await bench.put("words")
    await bench.drain()
    async with app.database.write() as session:
        member = await bench.member(session, ALICE)
        await due.schedule(context(session), "bell", member, fake_clock.now(), uuid4())
    fake_clock.move(LONG)
    assert await watch.reason() == "due"
    await app.run_heartbeat()
    assert (await watch.metrics())["same_side_due_age_seconds"] == 0


async def test_it_is_not_ready_while_the_token_is_refused(watch: Watch, bench: OutboxBench) -> None:
    await bench.put("words")
    await bench.drain(TokenRefused())
    assert await watch.reason() == "token"
    await bench.later(300)
    assert await watch.reason() is None


async def test_it_is_not_ready_while_the_clock_is_not_believed(
    app: App, watch: Watch, fake_clock: FakeClock
) -> None:
    await app.run_heartbeat()
    fake_clock._now += timedelta(hours=1)
    await app.run_heartbeat()
    assert await watch.reason() == "clock"
    fake_clock._now -= timedelta(hours=1)
    await app.run_heartbeat()
    assert await watch.reason() is None


async def test_one_of_two_learns_nothing_about_the_other_from_the_figures(
    app: App, watch: Watch, alice: Person, bob: Person
) -> None:
    """Without whole hundreds: `sent` goes up with each message; without whole minutes: ages do."""

    async def figures() -> dict[str, float]:
        busy = "same_side_longest_stall_seconds", "same_side_longest_heartbeat_seconds"
        return {name: one for name, one in (await watch.metrics()).items() if name not in busy}

    await app.database.identity.acquire()
    before = await figures()
    await paired(alice, bob)
    await gives(alice)
    await bob.says("/thanks")
    assert await figures() == before


async def test_alarms_are_counted_by_name(watch: Watch) -> None:
    """Without a count of error events: no line at all."""
    structlog.configure(
        processors=[structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
    )
    try:
        structlog.get_logger("bot").error("send_failed", seq=7)
        structlog.get_logger("bot").warning("telegram_away")
    finally:
        structlog.reset_defaults()
    figures = await watch.metrics()
    alarms = {name: one for name, one in figures.items() if "alarms_total" in name}
    assert alarms == {'same_side_alarms_total{alarm="send_failed"}': 1}


async def test_the_hourly_line_holds_every_figure_and_only_what_may_be_logged(app: App) -> None:
    with capture_logs() as said:
        await app.metrics.log_summary()
    (only,) = said
    assert (only.pop("event"), only.pop("log_level")) == ("heartbeat", "info")
    assert only.keys() >= {"reason", "undelivered_age", "due_age", "poll_age", "sent"}
    assert only.keys() <= logs.ALLOWED_KEYS


async def test_a_port_that_is_taken_is_said_in_one_line(tmp_path: Path) -> None:
    async with await asyncio.start_server(lambda *_: None, "127.0.0.1", 0) as taken:
        port = taken.sockets[0].getsockname()[1]
        given = {"telegram_token": TOKEN, "secret_keys": KEY, "health_port": str(port)}
        said = await run_command(tmp_path, "run", settings=given)
    assert said.code == 2
    assert f"port {port} of HEALTH_PORT" in said.err
    assert len(said.err.strip().splitlines()) == 1


def test_every_alarm_of_the_code_is_explained_to_the_operator() -> None:
    """Without a line of docs/monitoring.md, or with one too many: it is named here."""
    text = (PROJECT / "docs" / "monitoring.md").read_text().partition("## Alarms")[2]
    explained = set(re.findall(r"^\| `(\w+)` \|", text.partition("\n## ")[0], re.M))
    assert explained == set(_alarms())


def _alarms() -> Iterator[str]:
    files = [file for room in PACKAGES for file in (PROJECT / room).rglob("*.py")]
    calls = [
        call
        for file in files
        for call in ast.walk(ast.parse(file.read_text()))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute)
    ]
    for call in calls:
        if ast.unparse(call.func) in ("log.error", "log.critical", "log.exception"):
            names = [each for each in ast.walk(call.args[0]) if isinstance(each, ast.Constant)]
            assert names, ast.unparse(call)
            yield from (str(each.value) for each in names)
