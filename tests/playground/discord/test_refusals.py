"""Test what Discord refuses, with its own error codes, and the faults set on purpose."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import discord
import pytest

from playground import Playground
from tests.playground.discord.client import Client

CHAT: dict[str, Any] = {"content": "hi"}


def button(**changed: object) -> dict[str, Any]:
    """Return a row with one button."""
    return {
        "type": 1,
        "components": [{"type": 2, "style": 1, "label": "x", "custom_id": "x"} | changed],
    }


OPTIONS = "components.0.components.0.options"


def menu(*values: str, **changed: object) -> dict[str, Any]:
    """Return a row with a menu."""
    options = [{"label": value, "value": value} for value in values]
    return {
        "type": 1,
        "components": [{"type": 3, "custom_id": "m", "options": options} | changed],
    }


def beside(*rows: dict[str, Any]) -> dict[str, Any]:
    """Return the same in one row."""
    return {"type": 1, "components": [row["components"][0] for row in rows]}


def label(**changed: object) -> dict[str, Any]:
    """Return a form's field."""
    box = {"type": 4, "style": 2, "custom_id": "words"} | changed
    return {"type": 18, "label": "What?", "component": box}


class Raw:
    """A client of the API without a library, so that nothing is checked on the way."""

    def __init__(self, server: Playground, session: aiohttp.ClientSession) -> None:
        self._address = f"{server.url}/api/v10"
        self._session = session
        self.headers = {"Authorization": f"Bot {server.discord_token}"}
        self.chat = server.discord_phone("alice").dm.id

    async def call(self, method: str, path: str, body: object = None) -> tuple[int, Any]:
        """Return the status and the body; the content type is always the exact one."""
        async with self._session.request(
            method, self._address + path, json=body, headers=self.headers
        ) as answer:
            assert answer.status == 204 or answer.headers["Content-Type"] == "application/json"
            return answer.status, None if answer.status == 204 else await answer.json()

    async def say(self, **body: object) -> tuple[int, Any]:
        """Send a message to Alice."""
        return await self.call("POST", f"/channels/{self.chat}/messages", body)

    async def answer(self, server: Playground, kind: int, about: object) -> tuple[int, Any]:
        """Answer the interaction that Alice began last."""
        last = server.discord.interactions.of_person(server.discord_phone("alice").person.id)[-1]
        path = f"/interactions/{last.id}/{last.token}/callback"
        return await self.call("POST", path, {"type": kind, "data": about})


@pytest.fixture
async def raw(discord_server: Playground) -> AsyncIterator[Raw]:
    async with aiohttp.ClientSession() as session:
        calls = Raw(discord_server, session)
        await calls.call(
            "PUT",
            f"/applications/{discord_server.discord.application_id}/commands",
            [{"name": "help", "description": "Help"}],
        )
        yield calls


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ({"content": "x" * 2001}, "content"),
        ({"content": "x", "nonce": "n" * 26}, "nonce"),
        ({"content": "x", "components": [button()] * 6}, "components"),
        ({"content": "x", "components": [button(), button()]}, "components"),
        (
            {"content": "x", "components": [button(label="x" * 81)]},
            "components.0.components.0.label",
        ),
        (
            {"content": "x", "components": [button(custom_id="x" * 101)]},
            "components.0.components.0.custom_id",
        ),
        (
            {"content": "x", "components": [button(custom_id=None)]},
            "components.0.components.0.custom_id",
        ),
        ({"content": "x", "components": [button(label="")]}, "components.0.components.0"),
        ({"content": "x", "components": [button(style=9)]}, "components.0.components.0.style"),
        ({"content": "x", "components": [button(style=5)]}, "components.0.components.0.url"),
        ({"content": "x", "components": [button(type=5)]}, "components.0.components.0.type"),
        ({"content": "x", "components": [menu()]}, "components.0.components.0.options"),
        ({"content": "x", "components": [menu(*"abcdefghijklmnopqrstuvwxyz")]}, OPTIONS),
        ({"content": "x", "components": [menu("a", "a")]}, OPTIONS),
        ({"content": "x", "components": [menu("x" * 101)]}, f"{OPTIONS}.0.label"),
        ({"content": "x", "components": [menu("")]}, f"{OPTIONS}.0.label"),
        ({"content": "x", "components": [menu("a", "b"), menu("c")]}, "components"),
        (
            {"content": "x", "components": [menu("a", placeholder="x" * 151)]},
            "components.0.components.0.placeholder",
        ),
        (
            {"content": "x", "components": [beside(menu("a"), button())]},
            "components.0",
        ),
        ({"content": "x", "components": [{"type": 2}]}, "components.0.type"),
        (
            {"content": "x", "components": [{"type": 1, "components": []}]},
            "components.0.components",
        ),
    ],
)
async def test_a_message_that_is_too_much_names_the_place(
    raw: Raw, body: dict[str, Any], place: str
) -> None:
    status, refused = await raw.say(**body)
    assert (status, refused["code"]) == (400, 50035)
    errors = refused["errors"]
    for name in place.split("."):
        errors = errors[name]
    assert errors["_errors"]


async def test_exactly_as_much_as_fits_is_taken(raw: Raw) -> None:
    row = {
        "type": 1,
        "components": [
            {"type": 2, "style": 1, "label": "x" * 80, "custom_id": f"{n:0100}"} for n in range(5)
        ],
    }
    status, sent = await raw.say(content="x" * 2000, components=[row])
    assert (status, len(sent["components"][0]["components"])) == (200, 5)


async def test_a_message_that_answers_nothing_is_never_ephemeral(
    discord_server: Playground, raw: Raw
) -> None:
    _, sent = await raw.say(content="hi", flags=1 << 6 | 1 << 12)
    shown = discord_server.discord_phone("alice").messages[-1]
    assert (sent["flags"], shown["ephemeral"], shown["silent"]) == (1 << 12, False, True)


@pytest.mark.parametrize(
    ("form", "place"),
    [
        ({"custom_id": "f", "title": "x" * 46, "components": [label()]}, "title"),
        ({"custom_id": "", "title": "x", "components": [label()]}, "custom_id"),
        ({"custom_id": "f", "title": "x", "components": []}, "components"),
        ({"custom_id": "f", "title": "x", "components": [label()] * 6}, "components"),
        ({"custom_id": "f", "title": "x", "components": [label(), label()]}, "components"),
        (
            {"custom_id": "f", "title": "x", "components": [button()]},
            "components.0.components.0.type",
        ),
        (
            {"custom_id": "f", "title": "x", "components": [label(max_length=4001)]},
            "components.0.component.max_length",
        ),
        (
            {"custom_id": "f", "title": "x", "components": [label(value="x" * 4001)]},
            "components.0.component.value",
        ),
        (
            {"custom_id": "f", "title": "x", "components": [label(placeholder="x" * 101)]},
            "components.0.component.placeholder",
        ),
        (
            {"custom_id": "f", "title": "x", "components": [label() | {"label": "x" * 46}]},
            "components.0.label",
        ),
    ],
)
async def test_a_form_that_is_too_much_does_not_open(
    discord_server: Playground, raw: Raw, form: dict[str, Any], place: str
) -> None:
    alice = discord_server.discord_phone("alice")
    alice.slash("help")
    status, refused = await raw.answer(discord_server, 9, form)
    assert (status, refused["code"], alice.form) == (400, 50035, None)
    errors = refused["errors"]
    for name in place.split("."):
        errors = errors[name]
    assert errors["_errors"]
    assert (await raw.answer(discord_server, 4, {"content": "in words, then"}))[0] == 204


@pytest.mark.parametrize("kind", [1, 6, 7, 8])
async def test_an_unsuitable_answer_is_not_taken(
    discord_server: Playground, raw: Raw, kind: int
) -> None:
    alice = discord_server.discord_phone("alice")
    number = alice.slash("help")
    status, refused = await raw.answer(discord_server, kind, {"content": "x"})
    assert (status, refused["code"], alice.unanswered) == (400, 50035, [number])


async def test_a_form_cannot_follow_upon_a_form(discord_server: Playground, raw: Raw) -> None:
    form = {"custom_id": "f", "title": "x", "components": [label(required=False)]}
    alice = discord_server.discord_phone("alice")
    alice.slash("help")
    assert await raw.answer(discord_server, 9, form) == (204, None)
    alice.submits()
    assert (await raw.answer(discord_server, 9, form))[1]["code"] == 50035


@pytest.mark.parametrize(
    ("commands", "errors"),
    [
        ([{"name": "Help", "description": "x"}], "0"),
        ([{"name": "help", "description": ""}], "0"),
        ([{"name": "help", "description": "x" * 101}], "0"),
        ([{"description": "x"}], "0"),
        ([{"name": "help", "description": "x", "description_localizations": {"xx": "x"}}], "0"),
        ([{"name": "help", "description": "x", "options": [{"name": "A"}]}], "0"),
        (["help"], "0"),
        ([{"name": "help", "description": "x"}] * 2, "_errors"),
        ({}, "_errors"),
    ],
)
async def test_wrong_commands_replace_nothing(
    discord_server: Playground, raw: Raw, commands: object, errors: str
) -> None:
    path = f"/applications/{discord_server.discord.application_id}/commands"
    status, refused = await raw.call("PUT", path, commands)
    assert (status, refused["code"], list(refused["errors"])) == (400, 50035, [errors])
    assert [command["name"] for command in (await raw.call("GET", path))[1]] == ["help"]


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "code"),
    [
        ("POST", "/channels/1/messages", CHAT, 404, 10003),
        ("GET", "/channels/x/messages", None, 404, 0),
        ("GET", "/channels/{chat}/messages/1", None, 404, 10008),
        ("PATCH", "/channels/{chat}/messages/1", CHAT, 404, 10008),
        ("DELETE", "/channels/{chat}/messages/1", None, 404, 10008),
        ("POST", "/channels/{chat}/messages", {"content": " "}, 400, 50006),
        ("POST", "/users/@me/channels", {"recipient_id": "1"}, 400, 50033),
        ("GET", "/users/1", None, 404, 10013),
        ("POST", "/interactions/1/x/callback", {"type": 4}, 404, 10062),
        ("POST", "/webhooks/1/x", CHAT, 404, 10015),
        ("GET", "/applications/1/commands", None, 404, 0),
        ("GET", "/no/such/thing", None, 404, 0),
    ],
)
async def test_missing_things_have_their_error_code(
    raw: Raw, method: str, path: str, body: object, status: int, code: int
) -> None:
    given, refused = await raw.call(method, path.format(chat=raw.chat), body)
    assert (given, refused["code"]) == (status, code)


async def test_a_persons_message_is_not_the_bots_to_change(
    discord_server: Playground, raw: Raw
) -> None:
    number = discord_server.discord_phone("alice").says("mine")
    path = f"/channels/{raw.chat}/messages/{number}"
    assert (await raw.call("PATCH", path, CHAT))[1]["code"] == 50005
    assert (await raw.call("DELETE", path))[1]["code"] == 50003


async def test_a_wrong_token_is_refused(discord_server: Playground, raw: Raw) -> None:
    raw.headers = {"Authorization": "Bot another"}
    assert await raw.call("GET", "/users/@me") == (401, {"message": "401: Unauthorized", "code": 0})
    discord_server.discord_token = "another"
    assert (await raw.call("GET", "/users/@me"))[0] == 200


async def test_a_broken_body_is_refused(discord_server: Playground, raw: Raw) -> None:
    path = f"{discord_server.url}/api/v10/channels/{raw.chat}/messages"
    async with aiohttp.ClientSession() as session:
        broken = await session.post(path, data=b"{", headers=raw.headers)
        assert (await broken.json())["code"] == 50109


async def test_a_channel_takes_five_messages_in_five_seconds(
    discord_server: Playground, raw: Raw
) -> None:
    discord_server.discord.rate_limiter.limits.on = True
    assert [(await raw.say(**CHAT))[0] for _ in range(6)] == [200] * 5 + [429]
    refused = (await raw.say(**CHAT))[1]
    assert 0 < refused["retry_after"] <= 5


async def test_opening_many_chats_at_once_is_refused(discord_server: Playground, raw: Raw) -> None:
    discord_server.discord.rate_limiter.limits.on = True
    discord_server.discord.rate_limiter.limits.openings = 1
    numbers = [discord_server.add_discord_person(who).person.id for who in ("carol", "dan")]
    bodies = [{"recipient_id": str(number)} for number in numbers]
    opened = [await raw.call("POST", "/users/@me/channels", body) for body in bodies]
    assert [status for status, _ in opened] == [200, 400]
    assert opened[1][1]["code"] == 40003
    assert (await raw.call("POST", "/users/@me/channels", bodies[0]))[0] == 200


async def test_the_real_client_waits_out_a_429(discord_server: Playground, client: Client) -> None:
    discord_server.discord.faults.add("429", "create_message", seconds=0.01)
    alice = discord_server.discord_phone("alice")
    alice.says("hello")
    await (await client.next("message")).channel.send("hi")
    assert [call.status for call in discord_server.discord.ledger.calls[-2:]] == [429, 200]
    assert alice.messages[-1]["text"] == "hi"


async def test_an_error_status_carries_its_number(
    discord_server: Playground, client: Client
) -> None:
    alice = discord_server.discord_phone("alice")
    alice.says("hello")
    message = await client.next("message")
    discord_server.discord.faults.add("403", "create_message", code=50278)
    with pytest.raises(discord.Forbidden) as refused:
        await message.channel.send("hi")
    assert refused.value.code == 50278
    discord_server.discord.faults.add("503", chat_id=alice.dm.id)
    with pytest.raises(discord.DiscordServerError):
        await message.channel.send("hi")
    assert len(alice.messages) == 1


@pytest.mark.parametrize(("kind", "reached"), [("drop", True), ("reset", False)])
async def test_a_cut_line_has_or_has_not_accepted(
    discord_server: Playground, client: Client, kind: str, reached: bool
) -> None:
    alice = discord_server.discord_phone("alice")
    alice.says("hello")
    message = await client.next("message")
    discord_server.discord.faults.add(kind, "create_message")
    with pytest.raises(aiohttp.ClientConnectionError):
        await message.channel.send("hi", nonce="n")
    assert bool(discord_server.discord.ledger.delivered) is reached
    await message.channel.send("hi", nonce="n")
    assert [m["text"] for m in alice.messages] == ["hello", "hi"]


async def test_a_delayed_answer_was_accepted(discord_server: Playground, raw: Raw) -> None:
    discord_server.discord.faults.add("delay", "create_message", seconds=60)
    waiting = asyncio.create_task(raw.say(**CHAT))
    await discord_server.until(lambda: bool(discord_server.discord.ledger.delivered))
    waiting.cancel()
    assert discord_server.discord_phone("alice").messages[-1]["text"] == "hi"
    assert discord_server.discord.ledger.delivered[-1].outcome == "unanswered"


async def test_the_ledger_knows_when_an_interaction_was_answered(
    discord_server: Playground, raw: Raw
) -> None:
    number = discord_server.discord_phone("alice").slash("help")
    record = discord_server.discord.ledger.event_of_interaction(number)
    assert record
    assert record.ended is None or record.outcome == "lost"
    await raw.answer(discord_server, 4, {"content": "yes"})
    assert (record.outcome, discord_server.discord.ledger.calls[-1].text) == ("answered", "yes")


async def test_other_processes_switch_faults_and_read_the_ledger(
    discord_server: Playground, raw: Raw
) -> None:
    async with aiohttp.ClientSession(discord_server.url) as session:
        fault = {"kind": "500", "method": "create_message"}
        assert (await session.post("/discord/faults", json=fault)).status == 200
        assert (await session.post("/discord/faults", json={"kind": "flood"})).status == 400
        assert len(await (await session.get("/discord/faults")).json()) == 1
        assert (await raw.say(**CHAT))[0] == 500
        await session.delete("/discord/faults")
        assert (await raw.say(**CHAT))[0] == 200
        person = {"who": "carol", "id": 5, "locale": "de"}
        assert (await session.post("/discord/people", json=person)).status == 200
        assert (await session.post("/discord/people", json=person)).status == 400
        for wish, status in (
            ("cut", 200),
            ("reconnect", 200),
            ("invalidate", 200),
            ("heartbeat", 200),
            ("sing", 400),
        ):
            given = await session.post("/discord/gateway", json={"do": wish})
            assert given.status == status
        discord_server.discord_phone("alice").says("hello")
        ledger = await (await session.get("/discord/ledger")).json()
    assert ledger["unheard"] == 0
    assert [c["outcome"] for c in ledger["calls"][-2:]] == ["refused", "answered"]
    assert [event["outcome"] for event in ledger["events"]] == ["lost"]


async def test_a_file_that_nobody_sent_is_not_there(discord_server: Playground) -> None:
    async with aiohttp.ClientSession(discord_server.url) as session:
        assert (await session.get("/attachments/1/2/x.png")).status == 404
