"""Test bots that Telegram calls, and the way from polling to a webhook and back."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Mapping
from contextlib import suppress
from pathlib import Path
from time import monotonic

import pytest
from aiohttp import ClientSession

from bot.inbox.arrival_order import HOLD_SECONDS
from bot.platforms.telegram.webhook import SECRET_HEADER
from playground import Playground
from storage.database import Database
from tests.cli.test_run import answered, heard, running
from tests.load.processes import find_free_port
from tests.support.command_line import KEY, TOKEN, run_command, wait_for_result
from tests.support.storage import postgres

pytestmark = pytest.mark.long

SECRET = "a-secret-of-the-tests"
PAIRS = 5
FIRST_NUMBER = 2_000_000_000
"""Larger than those of the stand-in's own updates."""


@pytest.fixture
async def server() -> AsyncIterator[Playground]:
    playground = Playground(TOKEN)
    playground.telegram.webhook.first_backoff = 0.05
    await playground.start()
    yield playground
    await playground.stop()


@pytest.fixture
def webhook() -> Mapping[str, str]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    url = f"http://127.0.0.1:{port}/hook"
    return {"webhook_url": url, "webhook_port": str(port), "webhook_secret": SECRET}


async def test_a_bot_goes_from_polling_to_a_webhook_and_back_and_misses_nothing(
    tmp_path: Path, server: Playground, webhook: Mapping[str, str]
) -> None:
    """Without the end of the webhook: the bot that polls is refused for ever."""
    alice = server.add_person("alice", id=1001)
    async with running(tmp_path, server.url):
        alice.send("/help")
        await answered(server, alice, 1)
    alice.send("/goals")
    async with running(tmp_path, server.url, webhook):
        await answered(server, alice, 2)
        assert server.telegram.webhook.url == webhook["webhook_url"]
    alice.send("/help")
    async with running(tmp_path, server.url) as bot:
        await answered(server, alice, 3)
        assert server.telegram.webhook.url == ""
        bot.terminate()
        said = await wait_for_result(bot)
    assert "webhook_ended" in said.err
    assert "another_bot" not in said.err


@pytest.mark.postgresql
async def test_two_bots_take_one_persons_updates_in_telegrams_order(
    tmp_path: Path, server: Playground, empty: Database
) -> None:
    """Without the order of arrivals: some pairs are answered the wrong way round."""
    alice, ports = server.add_person("alice", id=1001), [find_free_port() for _ in range(2)]
    own = {"database_url": postgres.url_text(empty.engine.url), "webhook_secret": SECRET}
    own |= {"webhook_url": f"http://127.0.0.1:{ports[0]}/hook"}
    in_time = 0
    async with (
        running(tmp_path, server.url, {**own, "webhook_port": str(ports[0])}),
        running(tmp_path, server.url, {**own, "webhook_port": str(ports[1])}),
        ClientSession(headers={SECRET_HEADER: SECRET}) as http,
    ):
        for port in ports:
            await open_port(port)
        alice.send("/help")
        await answered(server, alice, 1)
        help_text = heard(alice)[0]
        for number in range(FIRST_NUMBER, FIRST_NUMBER + 2 * PAIRS, 2):
            before, began = len(heard(alice)), monotonic()
            calls = [(ports[0], number + 1, "/goals"), (ports[1], number, "/help")]
            await asyncio.gather(*(call(http, *each) for each in calls))
            was_quick = monotonic() - began < HOLD_SECONDS
            await answered(server, alice, before + 2)
            first, second = heard(alice)[before : before + 2]
            if was_quick:
                in_time += 1
                assert first == help_text != second
    assert in_time > 0


async def call(http: ClientSession, port: int, number: int, words: str) -> None:
    """Bring an update of Alice's to one of the bots."""
    chat = {"id": 1001, "type": "private"}
    sender = {"id": 1001, "is_bot": False, "first_name": "Alice"}
    message = {"message_id": number, "date": 1_900_000_000, "text": words}
    update = {"update_id": number, "message": {**message, "chat": chat, "from": sender}}
    async with http.post(f"http://127.0.0.1:{port}/hook", json=update) as answer:
        assert answer.status == 200


async def open_port(port: int) -> None:
    """Return when the port takes connections."""
    async with asyncio.timeout(30):
        while True:
            with suppress(OSError):
                _, writer = await asyncio.open_connection("127.0.0.1", port)
                writer.close()
                return
            await asyncio.sleep(0.05)


@pytest.mark.parametrize(
    ("given", "advice"),
    [
        ({"webhook_secret": ""}, "WEBHOOK_SECRET is needed"),
        ({"webhook_secret": "short"}, "WEBHOOK_SECRET is needed"),
        ({"webhook_secret": "with spaces in it, and long"}, "WEBHOOK_SECRET is needed"),
        ({"webhook_url": "http://example.org/hook"}, "https:// alone"),
        ({"webhook_url": "https://example.org:9000/hook"}, "443, 80, 88 and 8443"),
        ({"webhook_url": "https://example.org:x/hook"}, "its port is not a number"),
        ({"webhook_url": "example.org"}, "WEBHOOK_URL is not usable"),
        (
            {"webhook_url": "https://example.org/discord", "discord_public_key": "00" * 32},
            "take another path",
        ),
        ({"database_direct_url": "example.org"}, "DATABASE_DIRECT_URL is not usable"),
        ({"webhook_port": "70000"}, "WEBHOOK_PORT is not usable"),
    ],
)
async def test_a_webhook_that_telegram_cannot_reach_is_refused_at_the_start(
    tmp_path: Path, given: Mapping[str, str], advice: str
) -> None:
    webhook = {"webhook_url": "https://example.org/hook", "webhook_secret": SECRET}
    settings = {"telegram_token": TOKEN, "secret_keys": KEY, **webhook, **given}
    said = await run_command(tmp_path, "run", settings=settings)
    assert said.code == 2
    assert advice in said.err
    assert said.err.count("\n") == 1
