"""Test that every update confirmed to Telegram is committed, even when something goes wrong."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from random import Random

import pytest
from sqlalchemy import select

from bot.backoff import Backoff
from bot.inbox.store import Arrival
from bot.outbox.circuit_breaker import PROBE_SECONDS
from bot.platforms.telegram.adapter import TelegramAdapter
from bot.platforms.telegram.polling import Poller
from chat.messages import Address
from handlers.turn import Content
from playground import Phone, Playground
from storage.database import Database
from storage.sealing import ServerKeys
from storage.tables.queues import Inbox
from tests.conftest import RING
from tests.support.people import FakeClock
from tests.support.real_clients import ClientHarness, run_client_harness

TOKEN = "1234567:A-token-that-nobody-may-ever-read-in-a-log"
SERVER_KEYS = ServerKeys(b"a key for the tests alone")


@dataclass
class Desk:
    """A poller whose arrivals and waits are recorded; `fails` are raised in place of storing."""

    server: Playground
    poller: Poller = field(init=False)
    kept: list[Arrival] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)
    fails: list[Exception] = field(default_factory=list)
    gate: asyncio.Event = field(default_factory=asyncio.Event)
    knocked: asyncio.Event = field(default_factory=asyncio.Event)

    async def accept(self, arrivals: Sequence[Arrival]) -> None:
        self.knocked.set()
        await self.gate.wait()
        if self.fails:
            raise self.fails.pop(0)
        self.kept.extend(arrivals)

    async def wait(self, seconds: float) -> None:
        self.waits.append(seconds)

    def words(self) -> list[str]:
        return [json.loads(each.body)["message"]["text"] for each in self.kept]

    async def quiet(self) -> None:
        """Return when the bot has confirmed everything."""
        await self.server.until(lambda: self.server.unconfirmed() == 0)


@asynccontextmanager
async def telegram_at(server: Playground) -> AsyncIterator[TelegramAdapter]:
    adapter = TelegramAdapter(TOKEN, server.url, SERVER_KEYS)
    await adapter.open()
    try:
        await adapter.fetch_identity()
        yield adapter
    finally:
        await adapter.close()


@pytest.fixture
async def server() -> AsyncIterator[Playground]:
    playground = Playground(TOKEN)
    await playground.start()
    yield playground
    await playground.stop()


@pytest.fixture
def alice(server: Playground) -> Phone:
    return server.add_person("alice", id=1001)


@pytest.fixture
async def desk(server: Playground) -> AsyncIterator[Desk]:
    async with telegram_at(server) as telegram:
        desk = Desk(server)
        desk.gate.set()
        desk.poller = Poller(telegram.bot, desk.accept, Random(7), desk.wait)
        yield desk


@asynccontextmanager
async def running(poller: Poller) -> AsyncIterator[asyncio.Event]:
    stop = asyncio.Event()
    task = asyncio.create_task(poller.run(stop))
    try:
        yield stop
    finally:
        stop.set()
        await asyncio.wait_for(task, 5)


async def test_an_update_is_kept_raw_under_its_own_number_and_persons_address(
    desk: Desk, alice: Phone
) -> None:
    alice.send("hello")
    async with running(desk.poller):
        await desk.quiet()
    (arrival,) = desk.kept
    update = json.loads(arrival.body)
    assert arrival.id == f"telegram:1234567:{update['update_id']}"
    assert (arrival.platform, arrival.sender) == ("telegram", Address("telegram", "1001"))
    assert update["message"]["text"] == "hello"


async def test_updates_from_before_the_start_are_fetched_in_order(desk: Desk, alice: Phone) -> None:
    said = [f"word {number}" for number in range(130)]
    for words in said:
        alice.send(words)
    async with running(desk.poller):
        await desk.quiet()
    assert desk.words() == said


async def test_nothing_is_confirmed_that_could_not_be_kept(desk: Desk, alice: Phone) -> None:
    desk.fails = [OSError("the disk is full"), OSError("the disk is full")]
    alice.send("hello")
    async with running(desk.poller):
        await desk.quiet()
    assert desk.words() == ["hello"]
    assert [1 <= wait * 2 <= 6 for wait in desk.waits] == [True, True]


async def test_an_update_waits_at_telegram_until_it_is_committed(desk: Desk, alice: Phone) -> None:
    desk.gate.clear()
    alice.send("hello")
    async with running(desk.poller):
        await desk.knocked.wait()
        assert desk.server.unconfirmed() == 1
        desk.gate.set()
        await desk.quiet()


async def test_a_stop_lets_a_commit_end(desk: Desk, alice: Phone) -> None:
    desk.gate.clear()
    alice.send("hello")
    async with running(desk.poller) as stop:
        await desk.knocked.wait()
        stop.set()
        await asyncio.sleep(0)
        desk.gate.set()
    assert desk.words() == ["hello"]


async def test_a_stop_ends_a_waiting_poll_at_once(desk: Desk) -> None:
    async with running(desk.poller) as stop:
        await desk.server.until(lambda: desk.server.telegram.updates.polling)
        stop.set()
    assert desk.kept == []


@pytest.mark.parametrize("fault", ["drop", "reset", "500", "502"])
async def test_a_broken_line_loses_and_doubles_nothing(
    desk: Desk, alice: Phone, fault: str
) -> None:
    desk.server.faults.add(fault, "getUpdates", times=2)
    alice.send("hello")
    async with running(desk.poller):
        await desk.quiet()
        alice.send("again")
        await desk.quiet()
    assert desk.words() == ["hello", "again"]
    assert len(desk.waits) == 2


async def test_a_flood_warning_is_obeyed_to_the_second(desk: Desk, alice: Phone) -> None:
    desk.server.faults.add("429", "getUpdates", seconds=11)
    alice.send("hello")
    async with running(desk.poller):
        await desk.quiet()
    assert desk.waits == [11]


async def test_a_refused_token_is_tried_again_every_five_minutes(desk: Desk, alice: Phone) -> None:
    desk.server.faults.add("401", "getUpdates")
    desk.server.faults.add("404", "getUpdates")
    alice.send("hello")
    async with running(desk.poller):
        await desk.quiet()
    assert desk.waits == [PROBE_SECONDS, PROBE_SECONDS]
    assert desk.words() == ["hello"]


async def test_of_two_bots_with_one_token_the_second_backs_off(desk: Desk, alice: Phone) -> None:
    """Without the wait after a Conflict: both ask without end, and each ends the other's poll."""
    backed_off = asyncio.Event()

    async def wait_for_ever(seconds: float) -> None:
        desk.waits.append(seconds)
        backed_off.set()
        await asyncio.Event().wait()

    async with telegram_at(desk.server) as other:
        first = Poller(other.bot, desk.accept, Random(7))
        desk.poller.sleep = wait_for_ever
        async with running(first):
            await desk.server.until(lambda: desk.server.telegram.updates.polling)
            async with running(desk.poller):
                await asyncio.wait_for(backed_off.wait(), 5)
                alice.send("hello")
                await desk.quiet()
    assert desk.words() == ["hello"]
    (wait,) = desk.waits
    assert wait >= 0.5


async def test_however_long_the_network_is_away_the_wait_stays_about_a_minute() -> None:
    """Without DOUBLED: after 1,024 failures in a row, which take 17 hours, the poller ends."""
    waits = Backoff(Random(7), failures=5_000)
    assert 30 <= waits.next_wait() <= 90


async def test_channel_posts_are_skipped(desk: Desk, alice: Phone) -> None:
    channel = {"id": -1007, "type": "channel", "title": "News"}
    post = {"message_id": 1, "date": 1, "chat": channel, "text": "news"}
    desk.server.telegram.updates.add("message", -1007, 0, post)
    alice.send("hello")
    async with running(desk.poller):
        await desk.quiet()
    assert desk.words() == ["hello"]


async def test_a_pressed_button_stops_its_spinner_in_any_case(desk: Desk, alice: Phone) -> None:
    own = alice.send("hello")
    alice.press(own, "whatever")
    async with running(desk.poller):
        await desk.server.until(lambda: not alice.unanswered)


async def test_a_button_that_cannot_be_answered_harms_nobody(desk: Desk, alice: Phone) -> None:
    desk.server.faults.add("400", "answerCallbackQuery")
    own = alice.send("hello")
    alice.press(own, "whatever")
    async with running(desk.poller):
        await desk.quiet()
        alice.send("again")
        await desk.quiet()
    assert len(desk.kept) == 3


@pytest.fixture
async def clients(
    database: Database, shelf: Content, fake_clock: FakeClock
) -> AsyncIterator[ClientHarness]:
    async with run_client_harness(database, RING, shelf, fake_clock, "telegram") as line:
        yield line


async def states(clients: ClientHarness) -> list[str]:
    async with clients.app.database.read() as session:
        return list(await session.scalars(select(Inbox.state)))


async def test_an_update_that_comes_twice_is_handled_once(clients: ClientHarness) -> None:
    alice = clients.telegram("Alice", "1001")
    await alice.says("/help")
    update = clients.playground.telegram.ledger.updates
    seen = len(alice.screen)
    raw = {
        "update_id": max(update),
        "message": clients.playground.telegram.messages.of_chat(1001)[0].body,
    }
    again = Arrival(
        f"telegram:1234567:{max(update)}",
        "telegram",
        Address("telegram", "1001"),
        json.dumps(raw).encode(),
    )
    await clients.app.accept([again])
    await clients.wait_until_idle()
    assert len(alice.screen) == seen
    assert await states(clients) == ["done"]


async def test_restarted_update_numbers_are_still_heard(
    clients: ClientHarness, fake_clock: FakeClock
) -> None:
    alice = clients.telegram("Alice", "1001")
    clients.playground.telegram.updates.next_id = 900_000_000
    await alice.says("/help")
    async with run_client_harness(
        clients.app.database, RING, clients.app.parts.content, fake_clock, "telegram"
    ) as later:
        again = later.telegram("Alice", "1001")
        await again.says("/help")
        assert len(again.screen) == 1
