"""Test the page's Discord: what its buttons do, and what its stream tells of the bot's answers."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import discord
import pytest

from playground import Playground
from tests.playground.discord.client import Client
from tests.playground.discord.test_chatting import COMMANDS, Days, Write, Yes
from tests.playground.test_page import Stream, stream_of


@pytest.fixture
async def http(discord_server: Playground) -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(discord_server.url) as session:
        yield session


@pytest.fixture
async def ready(client: Client) -> Client:
    assert client.application_id
    await client.http.bulk_upsert_global_commands(client.application_id, COMMANDS)  # type: ignore[arg-type]  # a plain dict
    return client


async def post(http: aiohttp.ClientSession, path: str, **body: object) -> dict[str, Any]:
    answer = await http.post(f"/page/{path}", json=body)
    told: dict[str, Any] = await answer.json()
    assert answer.status == 200, told
    return told


async def chats_of(http: aiohttp.ClientSession) -> dict[str, Any]:
    async with http.get("/page/stream") as response:
        chats: dict[str, Any] = (await Stream(response).next())["chats"]
        return chats


async def test_the_second_of_two_is_shown_on_discord_at_first(
    http: aiohttp.ClientSession, discord_server: Playground
) -> None:
    for who in ("alice", "bob"):
        discord_server.add_person(who)
    people = (await (await http.get("/page/setup")).json())["people"]
    assert [(one["name"], one["shows"]) for one in people] == [
        ("Alice", "telegram"),
        ("Bob", "discord"),
    ]
    assert people[0]["chats"] == ["telegram", "discord", "general"]


async def test_looking_at_a_chat_does_not_open_it(
    http: aiohttp.ClientSession, discord_server: Playground
) -> None:
    """Without the look at known chats alone: the bot need not open one before it writes."""
    chats = await chats_of(http)
    assert chats["alice"]["discord"]["messages"] == []
    person = discord_server.discord_phone("alice").person
    assert discord_server.discord.known_dm(person) is None


async def test_a_slash_command_is_filled_in_and_answered_for_one_person_alone(
    http: aiohttp.ClientSession, ready: Client
) -> None:
    offered = (await chats_of(http))["bob"]["general"]["commands"]
    assert [one["command"] for one in offered] == ["pair"]
    assert offered[0]["options"] == [{"name": "code", "description": "The code"}]
    async with stream_of(http) as stream:
        used = await post(http, "bob/general/slash", command="pair", words=" ABC ")
        interaction = await ready.next("interaction")
        assert interaction.data["options"][0]["value"] == "ABC"
        await interaction.response.send_message("Only for **you**", ephemeral=True)
        event = await stream.next("message")
        assert (event["who"], event["chat"]) == ("bob", "general")
        message = event["message"]
        assert (message["text"], message["ephemeral"], message["command"]) == (
            "Only for you",
            True,
            "/pair",
        )
        assert message["entities"] == [{"type": "bold", "offset": 9, "length": 3}]
        answered = await stream.next("answered", "message")
        assert (answered["type"], answered["who"], answered["interaction"]) == (
            "answered",
            "bob",
            used["interaction"],
        )
    assert (await chats_of(http))["alice"]["general"]["messages"] == []


async def test_a_form_opens_and_is_sent_or_closed(
    http: aiohttp.ClientSession, discord_server: Playground, ready: Client
) -> None:
    bob = discord_server.discord_phone("bob")
    bob.says("hello")
    message = await (await ready.next("message")).channel.send("Sure?", view=Yes())
    async with stream_of(http) as stream:
        await post(http, "bob/discord/press", message_id=str(message.id), data="y")
        await (await ready.next("interaction")).response.send_modal(Write())
        form, elsewhere = await stream.next("form"), await stream.next("form")
        assert (form["chat"], elsewhere["chat"], elsewhere["form"]) == ("discord", "general", None)
        form = form["form"]
        field, shown = form["parts"]
        assert (form["title"], field["field"]["label"]) == ("Your answer", "What was it?")
        assert (shown["text"], shown["entities"][0]["type"]) == ("What made you laugh?", "bold")
        chats = await chats_of(http)
        assert (chats["bob"]["discord"]["form"], chats["bob"]["general"]["form"]) == (form, None)
        await post(http, "bob/discord/submit", values={"words": "This"})
        assert (await stream.next("form"))["form"] is None
        sent = await ready.next("interaction")
        assert sent.type is discord.InteractionType.modal_submit


async def test_own_words_are_changed_and_taken_away(
    http: aiohttp.ClientSession, discord_server: Playground
) -> None:
    async with stream_of(http) as stream:
        await post(http, "alice/general/send", text="so *nice*")
        mine, theirs = (await stream.next("message"))["message"], await stream.next("message")
        assert (mine["from"], mine["text"], mine["source"]) == ("person", "so nice", "so *nice*")
        assert (theirs["who"], theirs["message"]["from"]) == ("bob", "other")
        number = mine["message_id"]
        await post(http, "alice/general/edit", message_id=number, text="nicer")
        assert (await stream.next("edit"))["message"]["edited"]
        await post(http, "alice/general/delete", message_id=number)
        assert (await stream.next("delete"))["message_id"] == number
    refused = await http.post("/page/bob/general/delete", json={"message_id": number})
    assert refused.status == 404


async def test_a_picture_and_a_document_are_shown(
    http: aiohttp.ClientSession, discord_server: Playground, client: Client
) -> None:
    await post(http, "alice/discord/attach", kind="photo")
    heard = await client.next("message")
    await heard.channel.send("Yours", file=discord.File(__file__, "export.txt"))
    photo, document = (await chats_of(http))["alice"]["discord"]["messages"]
    assert (await http.get(photo["photo"])).content_type == "image/png"
    assert (document["document"]["name"], document["photo"]) == ("export.txt", None)


async def test_closed_direct_messages_are_told_and_stop_words_alone(
    http: aiohttp.ClientSession, ready: Client
) -> None:
    async with stream_of(http) as stream:
        await post(http, "bob/discord/block", blocked=True)
        assert (await stream.next("reset"))["chats"]["bob"]["discord"]["blocked"]
    refused = await http.post("/page/bob/discord/send", json={"text": "hello"})
    assert refused.status == 409
    await post(http, "bob/discord/slash", command="reflect")
    await post(http, "bob/discord/block", blocked=False)
    await post(http, "bob/discord/send", text="hello")


async def test_the_app_can_be_set_to_another_language(
    http: aiohttp.ClientSession, discord_server: Playground
) -> None:
    await post(http, "alice/discord/language", language="es")
    assert discord_server.discord_phone("alice").person.locale == "es-ES"
    assert (await chats_of(http))["alice"]["discord"]["language"] == "es"


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("discord/slash", {"command": "dance"}, 404),
        ("discord/slash", {"command": "reflect", "words": "more than it takes"}, 400),
        ("general/slash", {"command": "reflect"}, 404),
        ("discord/press", {"message_id": "99", "data": "x"}, 404),
        ("discord/press", {"message_id": "one", "data": "x"}, 400),
        ("discord/react", {"message_id": "99", "emoji": "👍"}, 404),
        ("discord/react", {"message_id": "99"}, 400),
        ("discord/submit", {"values": {"words": "x"}}, 404),
        ("discord/submit", {"values": "x"}, 400),
        ("discord/send", {"text": "x" * 2001}, 400),
        ("discord/language", {"language": "tlh"}, 400),
        ("discord/start", {}, 404),
    ],
)
@pytest.mark.usefixtures("ready")
async def test_nonsense_on_discord_is_refused_with_a_reason(
    http: aiohttp.ClientSession, path: str, body: dict[str, Any], status: int
) -> None:
    answer = await http.post(f"/page/alice/{path}", json=body)
    assert answer.status == status
    assert (await answer.json())["error"]


async def test_one_of_a_menu_is_chosen_on_the_page(
    http: aiohttp.ClientSession, discord_server: Playground, client: Client
) -> None:
    discord_server.discord_phone("alice").says("hello")
    message = await client.next("message")
    sent = await message.channel.send("When?", view=Days())
    (keys,) = [
        shown["keyboard"]
        for shown in (await chats_of(http))["alice"]["discord"]["messages"]
        if shown["from"] == "bot"
    ]
    assert keys[0][0]["text"] == "Which?"
    assert keys[0][0]["options"][1] == {"text": "2", "callback_data": "day-2"}
    pressing = asyncio.create_task(
        post(http, "alice/discord/press", message_id=sent.id, data="day-2")
    )
    chosen = await client.next("interaction")
    assert chosen.data["values"] == ["day-2"]
    await chosen.response.defer()
    await pressing


async def test_a_second_press_on_an_emoji_takes_it_away(
    http: aiohttp.ClientSession, discord_server: Playground, client: Client
) -> None:
    discord_server.discord_phone("alice").says("hello")
    message = await client.next("message")
    sent = await message.channel.send("hi")
    for kind, shown in (("reaction", [{"emoji": "👍", "count": 1}]), ("reaction taken back", [])):
        await post(http, "alice/discord/react", message_id=str(sent.id), emoji="👍")
        assert str((await client.next(kind)).emoji) == "👍"
        seen = (await chats_of(http))["alice"]["discord"]["messages"][-1]
        assert seen["reactions"] == shown
