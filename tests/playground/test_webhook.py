"""Test that updates are pushed to the bot's address until it takes them, with its secret."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import islice
from typing import Any

import pytest
from aiohttp import web
from telegram import Bot
from telegram.error import BadRequest, Conflict

from playground import Playground
from playground.telegram.webhook import backoff_delays
from tests.playground.conftest import Hands

SECRET = "a-secret_of_the_tests"


class Receiver:
    """A bot's own web server; it answers `status`, after `gate` is open."""

    def __init__(self) -> None:
        self.url = ""
        self.status = 200
        self.headers: dict[str, str] = {}
        self.seen: list[dict[str, Any]] = []
        self.secrets: list[str] = []
        self.gate = asyncio.Event()
        self.gate.set()
        self.inside = 0
        self.most_inside = 0
        self._arrived = asyncio.Condition()

    async def take(self, request: web.Request) -> web.Response:
        self.seen.append(await request.json())
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token", ""))
        self.inside += 1
        self.most_inside = max(self.most_inside, self.inside)
        async with self._arrived:
            self._arrived.notify_all()
        await self.gate.wait()
        self.inside -= 1
        return web.Response(status=self.status, headers=self.headers)

    async def has(self, count: int) -> None:
        """Wait until that many pushes arrived."""
        async with asyncio.timeout(10), self._arrived:
            await self._arrived.wait_for(lambda: len(self.seen) >= count)


@asynccontextmanager
async def serving(receiver: Receiver, port: int = 0) -> AsyncIterator[Receiver]:
    """Run the bot's web server."""
    app = web.Application()
    app.router.add_post("/hook", receiver.take)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    receiver.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield receiver
    receiver.gate.set()
    await runner.cleanup()


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    async with serving(Receiver()) as receiver:
        yield receiver


@pytest.fixture
async def hooked(server: Playground, bot: Bot, receiver: Receiver) -> Bot:
    """Make the client of a bot whose updates are pushed; repetitions come at once."""
    server.telegram.webhook.first_backoff = 0.001
    await bot.set_webhook(receiver.url, secret_token=SECRET)
    return bot


async def test_an_update_is_pushed_with_the_secret_and_then_gone(
    server: Playground, hooked: Bot, receiver: Receiver
) -> None:
    server.phone("alice").send("hello")
    await server.until(lambda: server.unconfirmed() == 0)
    assert receiver.seen[0]["message"]["text"] == "hello"
    assert receiver.secrets == [SECRET]
    assert [made.outcome for made in server.ledger.updates.values()] == ["confirmed"]


async def test_waiting_updates_are_pushed_when_the_webhook_is_set(
    server: Playground, bot: Bot, receiver: Receiver
) -> None:
    server.phone("alice").send("early")
    await bot.set_webhook(receiver.url)
    await server.until(lambda: server.unconfirmed() == 0)
    assert receiver.secrets == [""]


@pytest.mark.parametrize("status", [302, 404, 500, 503])
async def test_anything_but_success_is_pushed_again(
    server: Playground, hooked: Bot, receiver: Receiver, status: int
) -> None:
    receiver.status = status
    server.phone("alice").send("hello")
    await receiver.has(3)
    assert server.unconfirmed() == 1
    info = await hooked.get_webhook_info()
    assert info.pending_update_count == 1
    assert info.last_error_message
    assert str(status) in info.last_error_message
    receiver.status = 200
    await server.until(lambda: server.unconfirmed() == 0)


async def test_a_bot_that_is_away_gets_it_when_it_is_back(
    server: Playground, bot: Bot, unused_tcp_port: int
) -> None:
    server.telegram.webhook.first_backoff = 0.001
    await bot.set_webhook(f"http://127.0.0.1:{unused_tcp_port}/hook")
    server.phone("alice").send("hello")
    await server.until(lambda: "last_error_message" in server.telegram.webhook.info())
    assert server.unconfirmed() == 1
    async with serving(Receiver(), unused_tcp_port):
        await server.until(lambda: server.unconfirmed() == 0)


async def test_a_bot_that_asks_for_time_gets_it(
    server: Playground, hooked: Bot, receiver: Receiver
) -> None:
    receiver.status, receiver.headers = 503, {"Retry-After": "3000"}
    server.phone("alice").send("hello")
    await server.until(lambda: "last_error_message" in server.telegram.webhook.info())
    receiver.status = 200
    for number in range(10):
        server.phone("bob").send(str(number))
        await server.until(lambda: server.phone("bob").pending == 0)
    assert server.phone("alice").pending == 1
    assert len(receiver.seen) == 11


def test_the_pauses_between_repetitions_grow_to_a_minute() -> None:
    assert list(islice(backoff_delays(1.0), 8)) == [1, 2, 4, 8, 16, 32, 60, 60]


async def test_an_update_that_expired_is_not_pushed_again(
    server: Playground, hooked: Bot, receiver: Receiver, hands: Hands
) -> None:
    receiver.status = 500
    server.phone("alice").send("hello")
    await receiver.has(2)
    hands.now += 86_400
    await server.until(lambda: server.ledger.updates[700_000_001].outcome == "expired")


async def test_one_person_s_messages_stay_in_order_while_others_pass(
    server: Playground, hooked: Bot, receiver: Receiver
) -> None:
    receiver.gate.clear()
    for word in ("one", "two"):
        server.phone("alice").send(word)
        server.phone("bob").send(word)
    await receiver.has(2)
    assert {update["message"]["text"] for update in receiver.seen} == {"one"}
    receiver.gate.set()
    await server.until(lambda: server.unconfirmed() == 0)
    assert len(receiver.seen) == 4


async def test_no_more_than_max_connections_at_once(
    server: Playground, bot: Bot, receiver: Receiver
) -> None:
    await bot.set_webhook(receiver.url, max_connections=2)
    receiver.gate.clear()
    for number in range(6):
        server.add_person(f"guest {number}").send("hello")
    await receiver.has(2)
    for _ in range(5):
        await bot.get_me()
    receiver.gate.set()
    await server.until(lambda: server.unconfirmed() == 0)
    assert receiver.most_inside == 2


async def test_nobody_polls_while_a_webhook_is_set(hooked: Bot) -> None:
    with pytest.raises(Conflict, match="can't use getUpdates method while webhook is active"):
        await hooked.get_updates()
    await hooked.delete_webhook()
    assert await hooked.get_updates(timeout=0) == ()


async def test_setting_a_webhook_ends_a_running_poll(
    server: Playground, bot: Bot, receiver: Receiver
) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=20))
    await server.until(lambda: server.telegram.updates.polling)
    await bot.set_webhook(receiver.url)
    with pytest.raises(Conflict, match="terminated by setWebhook request"):
        await poll


async def test_pending_updates_can_be_dropped(server: Playground, bot: Bot) -> None:
    server.phone("alice").send("hello")
    await bot.delete_webhook(drop_pending_updates=True)
    assert server.unconfirmed() == 0
    assert [made.outcome for made in server.ledger.updates.values()] == ["forgotten"]


async def test_a_bad_address_or_secret_is_refused(bot: Bot) -> None:
    with pytest.raises(BadRequest, match="Bad webhook"):
        await bot.set_webhook("ftp://127.0.0.1/hook")
    with pytest.raises(BadRequest, match="unallowed characters"):
        await bot.set_webhook("https://127.0.0.1/hook", secret_token="no spaces")
