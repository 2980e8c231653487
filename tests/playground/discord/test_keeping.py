"""Test that a restarted local Discord goes on where it stopped."""

from __future__ import annotations

import json

import pytest

from playground import Playground
from tests.playground.conftest import TOKEN, Hands
from tests.playground.discord.client import Client, connected, point_at


async def test_chats_commands_and_numbers_go_on(
    discord_server: Playground, client: Client, hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    alice = discord_server.discord_phone("alice")
    alice.attaches("us")
    channel = (await client.next("message")).channel
    sent = await channel.send("hi")
    discord_server.discord.set_commands([{"name": "help", "description": "Help"}])
    discord_server.discord_phone("bob").closes_dms()
    number = alice.slash("help")
    kept = json.loads(json.dumps(discord_server.snapshot()))

    again = Playground(TOKEN, now=hands)
    again.restore(kept)
    await again.start()
    point_at(again, monkeypatch)
    later = again.discord_phone("alice")
    assert (later.messages, later.commands) == (alice.messages, alice.commands)
    assert later.unanswered == [number]
    assert again.discord_phone("bob").person.closed
    assert later.guild.id == alice.guild.id
    async with connected(again) as bot:
        assert later.says("and on") > sent.id
        message = await bot.next("message")
        assert message.channel.id == channel.id
        await message.channel.send("on")
    await again.stop()


async def test_an_older_snapshot_knows_no_discord(discord_server: Playground) -> None:
    kept = discord_server.snapshot()
    del kept["discord"]
    again = Playground(TOKEN)
    again.restore(kept)
    with pytest.raises(KeyError):
        again.discord_phone("alice")
