"""Test cuts, resumes and lost sessions, as the real discord.py client sees them."""

from __future__ import annotations

import asyncio

import aiohttp
import discord
import pytest

from playground import Playground
from playground.discord.gateway.sessions import DIRECT_MESSAGES, GUILD_MESSAGES
from tests.playground.conftest import Hands
from tests.playground.discord.client import Client, connected


async def test_events_missed_in_a_cut_come_after_the_resume(
    discord_server: Playground, client: Client
) -> None:
    alice = discord_server.discord_phone("alice")
    alice.says("before")
    await client.next("message")
    discord_server.gateway.cut()
    await discord_server.until(lambda: not discord_server.discord.sessions.connected)
    alice.says("meanwhile")
    assert (await client.next("message")).content == "meanwhile"
    await client.next("resumed")
    alice.says("after")
    assert (await client.next("message")).content == "after"
    assert [e.times for e in discord_server.discord.ledger.events] == [1, 1, 1]


async def test_a_cut_without_resume_loses_what_was_said_meanwhile(
    discord_server: Playground, client: Client
) -> None:
    alice = discord_server.discord_phone("alice")
    discord_server.discord.faults.add("delay", "connect_gateway", seconds=0.05)
    discord_server.gateway.cut(resumable=False)
    await discord_server.until(lambda: not discord_server.discord.sessions.connected)
    alice.says("unheard")
    discord_server.discord.sessions.end_all()
    await client.next("ready")
    alice.says("heard")
    assert (await client.next("message")).content == "heard"
    assert [e.outcome for e in discord_server.discord.ledger.events] == ["lost", "handed"]


async def test_asked_to_reconnect_the_client_resumes(
    discord_server: Playground, client: Client
) -> None:
    discord_server.gateway.ask_to_reconnect()
    await client.next("resumed")


@pytest.mark.parametrize("resumable", [True, False])
async def test_an_invalid_session_is_resumed_only_if_it_can_be(
    discord_server: Playground, client: Client, resumable: bool
) -> None:
    discord_server.gateway.invalidate(resumable=resumable)
    await client.next("resumed" if resumable else "ready")


async def test_a_heartbeat_confirms_what_was_handed_over(discord_server: Playground) -> None:
    discord_server.gateway.heartbeat_seconds = 0.02
    async with connected(discord_server) as client:
        discord_server.discord_phone("alice").says("hello")
        await client.next("message")
        event = discord_server.discord.ledger.events[-1]
        await discord_server.until(lambda: event.outcome == "confirmed")


async def test_a_bot_has_heard_when_it_confirmed_messages_and_answered_the_rest(
    discord_server: Playground, client: Client
) -> None:
    alice = discord_server.discord_phone("alice")
    discord_server.discord.set_commands([{"name": "help", "description": "Help"}])
    alice.says("hello")
    await discord_server.wait_until_heard()
    await (await client.next("message")).channel.send("hi")
    await discord_server.wait_until_heard()
    alice.slash("help")
    used = await client.next("interaction")
    assert discord_server.discord.unheard_count() == 1
    await used.response.send_message("Here")
    await discord_server.wait_until_heard()
    outcomes = [event.outcome for event in discord_server.discord.ledger.events]
    assert outcomes == ["confirmed", "answered"]


async def test_an_interaction_that_failed_is_not_waited_for(
    discord_server: Playground, client: Client, hands: Hands
) -> None:
    discord_server.discord.set_commands([{"name": "help", "description": "Help"}])
    discord_server.discord_phone("alice").slash("help")
    await client.next("interaction")
    hands.now += 3.1
    await discord_server.wait_until_heard()
    assert discord_server.discord.ledger.events[-1].outcome == "failed"


@pytest.mark.parametrize(("code", "outcome"), [(1000, "lost"), (1001, "lost"), (4000, "waiting")])
async def test_a_bot_that_says_goodbye_ends_its_session(
    discord_server: Playground, code: int, outcome: str
) -> None:
    async with aiohttp.ClientSession() as session:
        line = await _identified(discord_server, session, DIRECT_MESSAGES)
        await line.close(code=code)
    await discord_server.until(lambda: not discord_server.discord.sessions.connected)
    discord_server.discord_phone("alice").says("anybody?")
    assert discord_server.discord.ledger.events[-1].outcome == outcome


async def test_a_bot_that_was_killed_hears_nothing_of_its_gap(discord_server: Playground) -> None:
    """A new process cannot resume: Discord forgets what only the old one could have asked for."""
    async with aiohttp.ClientSession() as session:
        line = await _identified(discord_server, session, DIRECT_MESSAGES)
        line._response.close()  # as the system does for a killed process
        await discord_server.until(lambda: not discord_server.discord.sessions.connected)
        discord_server.discord_phone("alice").says("hello?")
        event = discord_server.discord.ledger.events[-1]
        assert event.outcome == "waiting"
        await (await _identified(discord_server, session)).close()
        assert event.outcome == "lost"


@pytest.mark.parametrize(
    ("changed", "code"), [({"token": "another"}, 4004), ({"intents": 1 << 15}, 4014)]
)
async def test_a_wrong_token_or_a_privileged_intent_closes_the_line(
    discord_server: Playground, changed: dict[str, object], code: int
) -> None:
    async with aiohttp.ClientSession() as session:
        line = await session.ws_connect(discord_server.discord.gateway_url)
        await line.receive_json()
        body = {"token": discord_server.discord_token, "intents": 0} | changed
        await line.send_json({"op": 2, "d": body})
        await line.receive()
        assert line.close_code == code


@pytest.mark.parametrize(
    ("sent", "code"),
    [('{"op": 4}', 4003), ("{", 4002), ('{"op": 2, "d": null}', 4002), ('{"op": 99}', 4003)],
)
async def test_nonsense_closes_the_line(discord_server: Playground, sent: str, code: int) -> None:
    async with aiohttp.ClientSession() as session:
        line = await session.ws_connect(discord_server.discord.gateway_url)
        await line.receive_json()
        await line.send_str(sent)
        await line.receive()
        assert line.close_code == code


async def test_a_bot_hears_only_what_it_asked_for(discord_server: Playground) -> None:
    async with aiohttp.ClientSession() as session:
        line = await _identified(discord_server, session, GUILD_MESSAGES)
        alice = discord_server.discord_phone("alice")
        alice.says("to the bot alone")
        alice.says("to all, and <@880000000000000001>", alice.guild)
        heard = await line.receive_json()
        assert heard["d"]["content"] == "to all, and <@880000000000000001>"
        alice.says("to all", alice.guild)
        assert (await line.receive_json())["d"]["content"] == ""
        await line.close()


async def test_a_half_dead_line_acknowledges_no_heartbeat(discord_server: Playground) -> None:
    discord_server.gateway.ignores_heartbeats = True
    async with aiohttp.ClientSession() as session:
        line = await session.ws_connect(discord_server.discord.gateway_url)
        await line.receive_json()
        await line.send_json({"op": 1, "d": None})
        discord_server.gateway.ignores_heartbeats = False
        await line.send_json({"op": 1, "d": None})
        assert (await line.receive_json())["op"] == 11
        await line.close()


async def test_the_gateway_can_be_down(discord_server: Playground) -> None:
    discord_server.discord.faults.add("503", "connect_gateway")
    async with aiohttp.ClientSession() as session:
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            await session.ws_connect(discord_server.discord.gateway_url)
        assert refused.value.status == 503
        await (await _identified(discord_server, session)).close()


async def test_a_bot_is_told_where_the_gateway_is(
    discord_server: Playground, client: Client
) -> None:
    shards, url, _ = await client.http.get_bot_gateway()
    assert (shards, url.startswith(discord_server.discord.gateway_url)) == (1, True)
    assert client.guilds[0].text_channels[0].name == "general"


async def test_the_session_resumes_after_an_outage(
    discord_server: Playground, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(discord.client, "ExponentialBackoff", AtOnce)
    port = int(discord_server.url.rpartition(":")[2])
    await discord_server.stop()
    discord_server.discord_phone("alice").says("are you there?")
    await discord_server.start(port)
    assert (await client.next("message")).content == "are you there?"


class AtOnce:
    """discord.py's pauses, without the waiting."""

    def delay(self) -> float:
        """Return hardly any time, in seconds."""
        return 0.01


async def _identified(
    server: Playground, session: aiohttp.ClientSession, intents: int = 0
) -> aiohttp.ClientWebSocketResponse:
    """Open a connection by hand, up to after READY."""
    line = await session.ws_connect(server.discord.gateway_url)
    assert (await line.receive_json())["op"] == 10
    body = {"token": server.discord_token, "intents": intents, "properties": {}}
    await line.send_json({"op": 2, "d": body})
    ready = await asyncio.wait_for(line.receive_json(), 5)
    assert ready["t"] == "READY"
    return line
