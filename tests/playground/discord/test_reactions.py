"""Test reactions on Discord, as the real client receives them and the phone shows them."""

from __future__ import annotations

import aiohttp
import discord

from playground import Playground
from playground.discord.gateway.sessions import DIRECT_MESSAGES, SocketQueue
from playground.discord.reactions import add_reaction
from tests.playground.discord.client import Client


async def test_the_bot_is_told_of_a_reaction_and_of_its_end(
    discord_server: Playground, client: Client
) -> None:
    alice = discord_server.discord_phone("alice")
    alice.says("hello")
    message = await client.next("message")
    sent = await message.channel.send("hi")
    alice.reacts(sent.id, "❤️")
    event: discord.RawReactionActionEvent = await client.next("reaction")
    assert (event.message_id, event.user_id, str(event.emoji)) == (sent.id, alice.person.id, "❤️")
    assert (event.guild_id, event.message_author_id) == (
        None,
        discord_server.discord.application_id,
    )
    alice.unreacts(sent.id, "❤️")
    event = await client.next("reaction taken back")
    assert (event.message_id, str(event.emoji)) == (sent.id, "❤️")


async def test_a_second_tap_on_the_same_emoji_does_not_react_again(
    discord_server: Playground, client: Client
) -> None:
    alice = discord_server.discord_phone("alice")
    own = alice.says("hello")
    await client.next("message")
    for _ in range(2):
        alice.reacts(own, "👍")
    alice.reacts(own, "wave:749054660769218631")
    assert str((await client.next("reaction")).emoji) == "👍"
    assert (await client.next("reaction")).emoji.id == 749054660769218631
    assert client.seen.empty()


async def test_the_bots_own_reaction_comes_back_to_it(
    discord_server: Playground, client: Client
) -> None:
    discord_server.discord_phone("alice").says("hello")
    message = await client.next("message")
    await message.add_reaction("👀")
    event = await client.next("reaction")
    assert (event.user_id, str(event.emoji)) == (discord_server.discord.application_id, "👀")


async def test_in_a_guild_a_reaction_names_the_guild(
    discord_server: Playground, client: Client
) -> None:
    alice = discord_server.discord_phone("alice")
    own = alice.says("hello", alice.guild)
    await client.next("message")
    alice.reacts(own, "👍", alice.guild)
    assert (await client.next("reaction")).guild_id == discord_server.discord.guild.id


async def test_a_bot_that_did_not_ask_for_reactions_gets_none(
    discord_server: Playground,
) -> None:
    server = discord_server.discord
    session = server.sessions.begin(DIRECT_MESSAGES, SocketQueue())
    alice = discord_server.discord_phone("alice")
    own = alice.says("hello")
    alice.reacts(own, "👍")
    assert [payload["t"] for payload, _ in session.unconfirmed] == ["MESSAGE_CREATE"]
    assert [each.outcome for each in server.ledger.events] == ["waiting", "lost"]


async def test_of_a_chat_between_two_people_the_bot_hears_nothing(
    discord_server: Playground, client: Client
) -> None:
    alice, bob = discord_server.discord_phone("alice"), discord_server.discord_phone("bob")
    own = alice.says("hello", alice.chat_with(bob))
    bob.reacts(own, "👍", bob.chat_with(alice))
    assert client.seen.empty()
    assert bob.message(own, bob.chat_with(alice))["reactions"] == [{"emoji": "👍", "count": 1}]


async def test_reactions_outlive_a_restart(discord_server: Playground) -> None:
    alice = discord_server.discord_phone("alice")
    own = alice.says("hello")
    alice.reacts(own, "👍")
    server = discord_server.discord
    kept = server.messages.snapshot()
    server.messages.restore(kept)
    message = server.messages.find(alice.dm.id, own)
    assert message
    add_reaction(server, alice.person.id, message, "👍")
    assert alice.message(own)["reactions"] == [{"emoji": "👍", "count": 1}]


async def test_a_message_that_is_gone_takes_no_reaction(
    discord_server: Playground, client: Client
) -> None:
    alice = discord_server.discord_phone("alice")
    url = f"{discord_server.url}/api/v10/channels/{alice.dm.id}/messages/1/reactions/👍/@me"
    headers = {"Authorization": f"Bot {discord_server.discord_token}"}
    async with aiohttp.ClientSession() as session, session.put(url, headers=headers) as answer:
        assert (answer.status, (await answer.json())["code"]) == (404, 10008)
