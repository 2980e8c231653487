"""Test bots that Telegram calls, and the way from polling to a webhook and back."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator, Mapping
from pathlib import Path

import pytest

from playground import Playground
from tests.cli.test_run import answered, running
from tests.support.command_line import KEY, TOKEN, run_command, wait_for_result

SECRET = "a-secret-of-the-tests"


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
