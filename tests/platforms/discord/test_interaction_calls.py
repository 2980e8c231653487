"""Test interactions that Discord sends to the bot's own address, signed with its key."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from pathlib import Path

import aiohttp
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from bot.clock import SystemClock
from bot.inbox.store import Arrival
from bot.platforms.discord.http import DiscordHttp
from bot.platforms.discord.interaction_calls import (
    MAX_AGE_SECONDS,
    SIGNATURE_HEADER,
    TIMESTAMP_HEADER,
    InteractionCalls,
)
from bot.platforms.discord.interactions import OpenInteractions
from bot.settings import DISCORD_PATH
from content.texts import Texts
from handlers.turn import Content
from playground import Playground
from playground.server import DISCORD_TOKEN
from tests.cli.test_run import ONLY_DISCORD, heard_on_discord, running
from tests.platforms.telegram.test_webhook import serving
from tests.support.command_line import TOKEN, run_command

SOON = 20.0
PING = {"type": 1}
COMMAND = {
    "id": "77",
    "application_id": "1",
    "type": 2,
    "token": "a-token",
    "channel_id": "5",
    "context": 1,
    "user": {"id": "2001", "username": "bob"},
    "data": {"name": "help"},
}


class Desk:
    """The bot's address, and what it has stored."""

    def __init__(self, server: Playground, texts: Texts) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port: int = free.getsockname()[1]
        self.discord = server.discord
        self.stored: list[Arrival] = []
        self.fails: list[Exception] = []
        key = bytes.fromhex(server.discord.interaction_calls.public_key)
        http = DiscordHttp(DISCORD_TOKEN, server.url)
        self.interactions = OpenInteractions(http, texts, SystemClock(), lambda _: None)
        self.calls = InteractionCalls(
            Ed25519PublicKey.from_public_bytes(key),
            self.accept,
            self.interactions,
            SystemClock(),
            lambda: None,
        )

    async def accept(self, arrivals: Sequence[Arrival]) -> None:
        if self.fails:
            raise self.fails.pop(0)
        self.stored += arrivals

    def sign(self, body: bytes, age: float = 0.0) -> dict[str, str]:
        return self.discord.interaction_calls.sign(body, str(int(time.time() - age)))

    async def call(self, body: bytes, headers: Mapping[str, str]) -> tuple[int, str]:
        url = f"http://127.0.0.1:{self.port}{DISCORD_PATH}"
        async with (
            aiohttp.ClientSession() as http,
            http.post(url, data=body, headers=headers) as answer,
        ):
            return answer.status, await answer.text()


@pytest.fixture
async def server() -> AsyncIterator[Playground]:
    playground = Playground(TOKEN)
    await playground.start()
    yield playground
    await playground.stop()


@pytest.fixture
async def desk(server: Playground, shelf: Content) -> AsyncIterator[Desk]:
    desk = Desk(server, shelf.texts)
    async with serving(desk.calls, desk.port):
        yield desk
    await desk.interactions.close()


async def test_a_ping_is_answered(desk: Desk) -> None:
    body = json.dumps(PING).encode()
    assert await desk.call(body, desk.sign(body)) == (200, '{"type": 1}')
    assert desk.stored == []


async def test_an_interaction_is_stored_before_it_is_accepted(desk: Desk) -> None:
    body = json.dumps(COMMAND).encode()
    assert await desk.call(body, desk.sign(body)) == (202, "")
    (arrival,) = desk.stored
    assert arrival.id == "discord:77"
    assert json.loads(arrival.body)["d"] == COMMAND


@pytest.mark.parametrize(
    "change", ["no signature", "another body", "old", "ahead", "not hex", "no time"]
)
async def test_a_call_that_discord_did_not_sign_just_now_is_refused(
    desk: Desk, change: str
) -> None:
    """Without the look at the time: a call that somebody recorded is taken again."""
    body = json.dumps(PING).encode()
    headers = desk.sign(body)
    match change:
        case "no signature":
            del headers[SIGNATURE_HEADER]
        case "another body":
            headers = desk.sign(body + b" ")
        case "old":
            headers = desk.sign(body, MAX_AGE_SECONDS + 5)
        case "ahead":
            headers = desk.sign(body, -MAX_AGE_SECONDS - 5)
        case "not hex":
            headers[SIGNATURE_HEADER] = "é" * 64
        case "no time":
            del headers[TIMESTAMP_HEADER]
    assert (await desk.call(body, headers))[0] == 401


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"{}", b"null", b'{"type": "x", "user": 1}'])
async def test_a_signed_body_that_is_no_interaction_does_no_harm(desk: Desk, body: bytes) -> None:
    assert (await desk.call(body, desk.sign(body)))[0] in (202, 400)
    assert desk.stored == []


async def test_an_interaction_that_cannot_be_stored_is_refused(desk: Desk) -> None:
    desk.fails = [OSError("the disk is full")]
    body = json.dumps(COMMAND).encode()
    assert (await desk.call(body, desk.sign(body)))[0] == 503


async def test_a_bot_takes_commands_over_http_and_words_over_the_gateway(
    tmp_path: Path, server: Playground
) -> None:
    bob = server.add_discord_person("bob")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server.discord.interaction_calls.url = f"http://127.0.0.1:{port}{DISCORD_PATH}"
    key = server.discord.interaction_calls.public_key
    given = {**ONLY_DISCORD, "discord_public_key": key, "webhook_port": str(port)}
    async with running(tmp_path, server.url, given):
        await server.until(lambda: bool(server.discord.sessions.connected), SOON)
        bob.slash("help")
        await server.until(lambda: len(heard_on_discord(bob)) == 1, SOON)
        bob.says("hello there")
        await server.until(lambda: len(heard_on_discord(bob)) == 2, SOON)
    assert bob.failed == []


@pytest.mark.parametrize("key", ["abc", "zz" * 32, "00" * 31])
async def test_a_key_that_is_none_is_refused_at_the_start(tmp_path: Path, key: str) -> None:
    given = {"discord_token": DISCORD_TOKEN, "discord_public_key": key}
    said = await run_command(tmp_path, "run", settings=given)
    assert said.code == 2
    assert "DISCORD_PUBLIC_KEY is not a key" in said.err
