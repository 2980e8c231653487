"""Provide a running playground with Alice and Bob, and the real Telegram client for it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from telegram import Bot
from telegram.request import HTTPXRequest

from playground import Limits, Person, Playground
from tests.playground.discord.client import Client, connected, point_at

TOKEN = "1234567:a-token-of-the-tests"
START = 1_767_600_000.0


class Hands:
    """A clock that only the test moves; unix seconds."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> float:
        return self.now


def bot_for(server: Playground, token: str = TOKEN) -> Bot:
    """Make the real client, with its own way of doing HTTP."""
    return Bot(
        token,
        base_url=f"{server.url}/bot",
        base_file_url=f"{server.url}/file/bot",
        request=plain(),
        get_updates_request=plain(),
    )


def plain() -> HTTPXRequest:
    """Use PTB's own HTTP, which need not load certificates for a connection without TLS."""
    return HTTPXRequest(httpx_kwargs={"verify": False})


@pytest.fixture(autouse=True)
def _durations_are_durations(monkeypatch: pytest.MonkeyPatch) -> None:
    """Set PTB's own switch, without which it warns at every 429."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture
async def server(hands: Hands) -> AsyncIterator[Playground]:
    people = {"alice": Person(1001, "Alice"), "bob": Person(1002, "Bob", "de")}
    playground = Playground(TOKEN, people, hands)
    await playground.start()
    yield playground
    await playground.stop()


@pytest.fixture
async def bot(server: Playground) -> AsyncIterator[Bot]:
    async with bot_for(server) as client:
        yield client


@pytest.fixture
async def started(server: Playground, bot: Bot) -> Bot:
    """Make the client of a bot that Alice has started, with nothing waiting."""
    server.phone("alice").start()
    server.telegram.updates.forget_all()
    return bot


@pytest.fixture
async def discord_server(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Playground]:
    """Run a playground in which Alice and Bob have Discord."""
    playground = Playground(TOKEN, now=hands, limits=Limits(on=False))
    playground.add_discord_person("alice")
    playground.add_discord_person("bob", locale="de")
    await playground.start()
    point_at(playground, monkeypatch)
    yield playground
    await playground.stop()


@pytest.fixture
async def client(discord_server: Playground) -> AsyncIterator[Client]:
    async with connected(discord_server) as connection:
        yield connection
