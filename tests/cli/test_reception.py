"""Test that one bot of a database receives at a time, and another one takes over."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from pathlib import Path

import pytest

from playground import DiscordPhone, Playground
from playground.server import DISCORD_TOKEN
from storage.database import Database
from tests.cli.test_run import answered, heard, heard_on_discord, running
from tests.support.command_line import TOKEN, wait_for_result
from tests.support.storage import postgres

pytestmark = pytest.mark.long

SOON = 20.0
"""Seconds; a start takes a few of them."""


@pytest.fixture
async def server() -> AsyncIterator[Playground]:
    playground = Playground(TOKEN)
    await playground.start()
    yield playground
    await playground.stop()


@pytest.fixture
def own(empty: Database) -> Mapping[str, str]:
    return {"database_url": postgres.url_text(empty.engine.url)}


async def test_a_second_bot_waits_and_takes_over_from_a_killed_one(
    tmp_path: Path, server: Playground, own: Mapping[str, str]
) -> None:
    """Without the lock: both poll, and report each other for ever."""
    alice = server.add_person("alice", id=1001)
    async with running(tmp_path, server.url, own) as first:
        alice.send("/help")
        await answered(server, alice, 1)
        async with running(tmp_path, server.url, own) as second:
            alice.send("/goals")
            await answered(server, alice, 2)
            first.kill()
            await first.wait()
            alice.send("/help")
            await server.until(lambda: len(heard(alice)) == 3, SOON)
            second.terminate()
            said = await wait_for_result(second)
    assert said.err.count("receiving") == 1
    assert "another_bot" not in said.err


async def test_one_bot_listens_to_discord_at_a_time(
    tmp_path: Path, server: Playground, own: Mapping[str, str]
) -> None:
    """Without the lock: Discord has a session for each bot, and tells both everything."""
    bob: DiscordPhone = server.add_discord_person("bob")
    own = {**own, "discord_token": DISCORD_TOKEN}
    sessions = server.discord.sessions
    async with running(tmp_path, server.url, own) as first:
        await server.until(lambda: len(sessions.connected) == 1, SOON)
        async with running(tmp_path, server.url, own) as second:
            bob.says("/help")
            await server.until(lambda: len(heard_on_discord(bob)) == 1, SOON)
            assert len(sessions.connected) == 1
            first.kill()
            await first.wait()
            bob.says("/goals")
            await server.until(lambda: len(heard_on_discord(bob)) == 2, SOON)
            assert len(sessions.connected) == 1
            second.kill()
            await second.wait()


async def test_a_bot_that_stops_hands_over_at_once(
    tmp_path: Path, server: Playground, own: Mapping[str, str]
) -> None:
    alice = server.add_person("alice", id=1001)
    async with running(tmp_path, server.url, own) as first:
        alice.send("/help")
        await answered(server, alice, 1)
        async with running(tmp_path, server.url, own):
            first.terminate()
            async with asyncio.timeout(SOON):
                await wait_for_result(first)
            alice.send("/goals")
            await server.until(lambda: len(heard(alice)) == 2, SOON)
