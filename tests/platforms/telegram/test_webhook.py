"""Test that Telegram's calls are taken when they are its own, and committed before they are."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from io import BytesIO
from random import Random

import aiohttp
import pytest
from structlog.testing import capture_logs

from bot import web_server
from bot.inbox.store import Arrival
from bot.platforms.platform import CallHandler
from bot.platforms.telegram import webhook as webhook_module
from bot.platforms.telegram.adapter import TelegramAdapter
from bot.platforms.telegram.intake import UpdateIntake
from bot.platforms.telegram.webhook import (
    SECRET_HEADER,
    WebhookCalls,
    WebhookKeeper,
    WebhookSettings,
)
from bot.web_server import MAX_BODY_BYTES, serve_calls
from playground import Playground
from tests.platforms.telegram.test_polling import telegram_at
from tests.support.command_line import TOKEN

SECRET = "a-secret-of-the-tests"
SAID = {
    "update_id": 7,
    "message": {
        "message_id": 1,
        "date": 1_900_000_000,
        "text": "hello",
        "chat": {"id": 1001, "type": "private"},
        "from": {"id": 1001, "is_bot": False, "first_name": "Alice"},
    },
}


class Post:
    """A process's end of the webhook, and what it has stored."""

    def __init__(self, telegram: TelegramAdapter) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port: int = free.getsockname()[1]
        self.settings = WebhookSettings(f"http://127.0.0.1:{self.port}/hook", SECRET)
        self.stored: list[Arrival] = []
        self.fails: list[Exception] = []
        intake = UpdateIntake(telegram.bot, self.accept)
        self.calls = WebhookCalls(self.settings, intake, lambda: None)
        self.keeper = WebhookKeeper(self.settings, telegram.bot, Random(7), lambda: None)

    async def accept(self, arrivals: Sequence[Arrival]) -> None:
        if self.fails:
            raise self.fails.pop(0)
        self.stored += arrivals

    async def call(self, body: bytes, *secrets: str) -> int:
        """Call the webhook as Telegram would, or somebody else; return the status."""
        headers = [(SECRET_HEADER, secret) for secret in secrets]
        async with (
            aiohttp.ClientSession() as http,
            http.post(self.settings.url, data=BytesIO(body), headers=headers) as answer,
        ):
            return answer.status


@pytest.fixture
async def server() -> AsyncIterator[Playground]:
    playground = Playground(TOKEN)
    playground.telegram.webhook.first_backoff = 0.01
    await playground.start()
    yield playground
    await playground.stop()


@pytest.fixture
async def post(server: Playground) -> AsyncIterator[Post]:
    async with telegram_at(server) as telegram:
        post = Post(telegram)
        async with serving(post.calls, post.port):
            yield post


@asynccontextmanager
async def serving(calls: CallHandler, port: int) -> AsyncIterator[None]:
    """Take calls on the port during the block."""
    stop = asyncio.Event()
    task = asyncio.create_task(serve_calls([calls], port, stop))
    try:
        await _wait_for_port(port)
        yield
    finally:
        stop.set()
        await asyncio.wait_for(task, 10)


@asynccontextmanager
async def running(keeper: WebhookKeeper) -> AsyncIterator[None]:
    stop = asyncio.Event()
    task = asyncio.create_task(keeper.run(stop))
    try:
        yield
    finally:
        stop.set()
        await asyncio.wait_for(task, 10)


async def _wait_for_port(port: int) -> None:
    async with asyncio.timeout(10):
        while True:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
            except OSError:
                await asyncio.sleep(0.01)
            else:
                writer.close()
                return


async def test_a_call_of_telegrams_is_stored_before_it_is_accepted(post: Post) -> None:
    assert await post.call(json.dumps(SAID).encode(), SECRET) == 200
    (arrival,) = post.stored
    assert arrival.id == "telegram:1234567:7"
    assert json.loads(arrival.body) == SAID


@pytest.mark.parametrize(
    "secrets", [(), ("wrong",), ("",), (SECRET, SECRET), (SECRET, "wrong"), (f"{SECRET}x",), ("é",)]
)
async def test_a_call_without_the_one_secret_is_refused(
    post: Post, secrets: tuple[str, ...]
) -> None:
    """With the first of several secrets compared: a second one passes."""
    assert await post.call(json.dumps(SAID).encode(), *secrets) == 401
    assert post.stored == []


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"7", b'{"update_id": "7"}', b"\xff\xfe", b"null", b"{}"]
)
async def test_a_body_that_is_no_update_is_refused_and_does_no_harm(
    post: Post, body: bytes
) -> None:
    assert await post.call(body, SECRET) == 400
    assert await post.call(json.dumps(SAID).encode(), SECRET) == 200


async def test_a_body_that_is_too_large_is_not_read(post: Post) -> None:
    """Without the limit: 10 MB are read and parsed."""
    assert await post.call(b"x" * (MAX_BODY_BYTES + 1), SECRET) == 413
    assert await post.call(b"x" * 10_000_000, SECRET) == 413
    assert post.stored == []


async def test_a_body_that_does_not_come_is_given_up(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the limit: each of them holds a connection for ever."""
    monkeypatch.setattr(web_server, "BODY_SECONDS", 0.05)
    reader, writer = await asyncio.open_connection("127.0.0.1", post.port)
    head = "POST /hook HTTP/1.1", "Host: x", f"{SECRET_HEADER}: {SECRET}", "Content-Length: 9"
    writer.write("\r\n".join([*head, "", ""]).encode())
    async with asyncio.timeout(10):
        assert (await reader.readline()).startswith(b"HTTP/1.1 408")
    writer.close()


async def test_an_update_that_cannot_be_stored_is_refused_and_comes_again(post: Post) -> None:
    post.fails = [OSError("the disk is full")]
    with capture_logs() as logs:
        assert await post.call(json.dumps(SAID).encode(), SECRET) == 503
    assert [each["event"] for each in logs] == ["arrivals_not_kept"]
    assert await post.call(json.dumps(SAID).encode(), SECRET) == 200
    assert len(post.stored) == 1


async def test_telegram_is_told_the_address_and_calls_it(server: Playground, post: Post) -> None:
    alice = server.add_person("alice", id=1001)
    async with running(post.keeper):
        await server.until(lambda: bool(server.telegram.webhook.url), 10)
        for number in range(5):
            alice.send(f"word {number}")
        await server.until(lambda: server.unconfirmed() == 0, 10)
    said = [json.loads(each.body)["message"]["text"] for each in post.stored]
    assert said == [f"word {number}" for number in range(5)]


async def test_an_address_that_somebody_changed_is_set_again(
    server: Playground, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the look at it: all updates go elsewhere until a restart."""
    monkeypatch.setattr(webhook_module, "CHECK_SECONDS", 0.02)
    async with running(post.keeper):
        await server.until(lambda: server.telegram.webhook.url == post.settings.url, 10)
        with capture_logs() as logs:
            server.telegram.webhook.set("http://127.0.0.1:9/elsewhere")
            await server.until(lambda: server.telegram.webhook.url == post.settings.url, 10)
    assert "webhook_changed" in [each["event"] for each in logs]
