"""Test that everything the local Discord says agrees with Discord's own description of its API."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest

import playground.discord.api.server  # noqa: F401 - it fills the list of operations
from playground import Playground
from playground.discord.api.operations import OPERATIONS
from playground.discord.contents import KINDS
from playground.shared.media import sample
from tests.playground.discord.spec import DiscordSpec

PATH = os.environ.get("DISCORD_API_SPEC", "")
COMMAND = {
    "name": "pair",
    "description": "Link the two of you",
    "description_localizations": {"de": "Verbindet euch"},
    "contexts": [0, 1, 2],
    "integration_types": [0, 1],
    "options": [{"type": 3, "name": "code", "description": "The code"}],
}
BUTTONS = [
    {
        "type": 1,
        "components": [
            {"type": 2, "style": 1, "label": "Yes", "custom_id": "y", "emoji": {"name": "👍"}},
            {"type": 2, "style": 5, "label": "See", "url": "https://example.org"},
        ],
    },
    {
        "type": 1,
        "components": [
            {
                "type": 3,
                "custom_id": "m",
                "placeholder": "Which?",
                "options": [{"label": "One", "value": "1"}],
            }
        ],
    },
]
FORM = {
    "custom_id": "f",
    "title": "Yours",
    "components": [
        {
            "type": 18,
            "label": "What?",
            "component": {"type": 4, "style": 2, "custom_id": "words", "required": False},
        }
    ],
}

pytestmark = pytest.mark.skipif(
    not Path(PATH).is_file(),
    reason="DISCORD_API_SPEC names no openapi.json of discord/discord-api-spec",
)


class Checked:
    """A client that calls operations and checks every answer against the description."""

    def __init__(self, server: Playground, session: aiohttp.ClientSession) -> None:
        self.spec = DiscordSpec(Path(PATH))
        self._server = server
        self._session = session
        self._operations = {operation.name: operation for operation in OPERATIONS}

    async def call(self, name: str, body: object = None, query: str = "", **path: object) -> Any:  # noqa: ANN401 - whatever Discord answers
        """Return the answer, once it is checked."""
        operation = self._operations[name]
        url = f"{self._server.url}/api/v10{operation.path.format(**path)}{query}"
        headers = {"Authorization": f"Bot {self._server.discord_token}"}
        async with self._session.request(
            operation.method, url, json=body, headers=headers
        ) as answer:
            told = None if answer.status == 204 else await answer.json()
        assert self.spec.answer_faults(name, answer.status, told) == []
        return told

    async def answer(self, kind: int, about: object) -> str:
        """Answer a person's last action; return the token for follow-ups."""
        people = self._server.discord.people.values()
        last = max(
            (one for who in people for one in self._server.discord.interactions.of_person(who.id)),
            key=lambda one: one.id,
        )
        body = {"type": kind, "data": about}
        path: dict[str, Any] = {"interaction_id": last.id, "interaction_token": last.token}
        await self.call("create_interaction_response", body, "?with_response=1", **path)
        return last.token


@pytest.fixture
async def checked(discord_server: Playground) -> AsyncIterator[Checked]:
    async with aiohttp.ClientSession() as session:
        yield Checked(discord_server, session)


def test_every_operation_exists_on_discord() -> None:
    spec = DiscordSpec(Path(PATH))
    assert [operation.name for operation in OPERATIONS if not spec.knows(operation.name)] == []


async def test_each_answer_about_the_bot_is_as_described(
    discord_server: Playground, checked: Checked
) -> None:
    application = discord_server.discord.application_id
    await checked.call("get_my_user")
    await checked.call("get_my_application")
    await checked.call("get_my_oauth2_application")
    await checked.call("update_my_application", {"description": {"default": "For two"}})
    await checked.call("update_my_user", {"username": "same-side"})
    await checked.call("get_gateway")
    await checked.call("get_bot_gateway")
    await checked.call("get_user", user_id=application)
    await checked.call("bulk_set_application_commands", [COMMAND], application_id=application)
    await checked.call("list_application_commands", application_id=application)
    await checked.call("get_user", user_id=1)


async def test_each_answer_about_messages_is_as_described(
    discord_server: Playground, checked: Checked
) -> None:
    alice = discord_server.discord_phone("alice")
    alice.attaches("us")
    chat = await checked.call("create_dm", {"recipient_id": str(alice.person.id)})
    place: dict[str, Any] = {"channel_id": chat["id"]}
    await checked.call("get_channel", **place)
    await checked.call("get_channel", channel_id=alice.guild.id)
    body = {"content": "Sure?", "components": BUTTONS, "nonce": "n", "enforce_nonce": True}
    sent = await checked.call("create_message", body, **place)
    await checked.call("create_message", body, **place)
    await checked.call("create_message", {"content": "x" * 2001}, **place)
    here = place | {"message_id": sent["id"]}
    await checked.call("update_message", {"content": "Sure.", "components": []}, **here)
    await checked.call("add_my_message_reaction", **here, emoji_name="👍")
    await checked.call("get_message", **here)
    await checked.call("list_messages", **place)
    await checked.call("trigger_typing_indicator", **place)
    await checked.call("delete_message", **here)


async def test_each_answer_to_an_interaction_is_as_described(
    discord_server: Playground, checked: Checked
) -> None:
    alice = discord_server.discord_phone("alice")
    discord_server.discord.set_commands([COMMAND])
    alice.slash("pair")
    token = await checked.answer(4, {"content": "Sure?", "components": BUTTONS})
    hook: dict[str, Any] = {"webhook_id": 1, "webhook_token": token}
    await checked.call("execute_webhook", {"content": "and"}, **hook)
    for name in ("get_webhook_message", "delete_webhook_message"):
        await checked.call(name, **hook, message_id=alice.messages[-1]["message_id"])
    pressed = alice.messages[-1]["message_id"]
    alice.chooses(pressed, "1")
    await checked.answer(6, None)
    alice.presses(pressed, "y")
    await checked.answer(7, {"content": "Sure."})
    alice.slash("pair")
    await checked.answer(9, FORM)
    alice.submits("words")
    token = await checked.answer(5, {"flags": 64})
    hook = {"webhook_id": 1, "webhook_token": token, "message_id": "@original"}
    await checked.call("update_webhook_message", {"content": "there"}, **hook)
    await checked.call("get_webhook_message", **hook)
    alice.slash("pair", alice.guild)
    await checked.answer(6, None)


async def test_each_answer_with_files_is_as_described(
    discord_server: Playground, checked: Checked
) -> None:
    alice = discord_server.discord_phone("alice")
    alice.sends_files(sample("photo"), sample("video"))
    alice.sends_files(sample("voice"))
    parts = [{"type": 10, "content": "x"}, {"type": 14}]
    button = {"type": 2, "style": 1, "label": "Yes", "custom_id": "y"}
    section = {"type": 9, "components": parts[:1], "accessory": button}
    items = [{"media": {"url": "https://example.org/a.png"}}]
    gallery = {"type": 12, "items": items}
    container = {"type": 17, "components": [section, gallery, *parts], "accent_color": 1}
    body = {"flags": 1 << 15, "components": [container]}
    await checked.call("create_message", body, channel_id=alice.dm.id)
    for message in alice.messages:
        path = {"channel_id": alice.dm.id, "message_id": message["message_id"]}
        await checked.call("get_message", **path)


async def test_gateway_events_match_the_description(
    discord_server: Playground, checked: Checked
) -> None:
    async with aiohttp.ClientSession() as session:
        line = await session.ws_connect(discord_server.discord.gateway_url)
        body = {"token": discord_server.discord_token, "intents": 1 << 12}
        await line.send_json({"op": 2, "d": body})
        alice = discord_server.discord_phone("alice")
        while (await line.receive_json()).get("t") != "READY":
            pass
        for kind in KINDS:
            alice.attaches("us", kind=kind)
        alice.says("yes", reply_to=alice.messages[0]["message_id"])
        told = [await line.receive_json() for _ in range(len(KINDS) + 1)]
        await line.close()
    assert {event["t"] for event in told} == {"MESSAGE_CREATE"}
    assert [f for each in told for f in checked.spec.faults("MessageResponse", each["d"])] == []
