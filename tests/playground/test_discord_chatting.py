"""What a bot and a person can do on Discord, as the real client and the phone see it."""

from __future__ import annotations

import discord
import pytest

from playground import NothingThere, Playground
from tests.playground.conftest import Hands
from tests.playground.discord_client import Client


async def test_a_direct_message_reaches_the_bot_and_is_answered(
    discord_server: Playground, client: Client
) -> None:
    alice = discord_server.discord_phone("alice")
    alice.says("hello")
    message = await client.next("message")
    assert (message.content, message.author.global_name, message.guild) == ("hello", "Alice", None)
    await message.channel.send("hi")
    assert [m["text"] for m in alice.messages] == ["hello", "hi"]


COMMANDS = [
    {
        "name": "pair",
        "description": "Link the two of you",
        "description_localizations": {"de": "Verbindet euch"},
        "contexts": [0, 1, 2],
        "integration_types": [0, 1],
        "options": [{"type": 3, "name": "code", "description": "The code"}],
    },
    {"name": "reflect", "description": "Write for yourself", "contexts": [1]},
]


class Yes(discord.ui.View):
    """Two buttons."""

    def __init__(self) -> None:
        super().__init__(timeout=None)
        self.add_item(discord.ui.Button(label="Yes", custom_id="y"))
        self.add_item(discord.ui.Button(label="No", custom_id="n", row=1))


class Write(discord.ui.Modal, title="Your answer"):
    """A form with one paragraph."""

    words: discord.ui.Label[Write] = discord.ui.Label(
        text="What was it?",
        component=discord.ui.TextInput(
            style=discord.TextStyle.paragraph, custom_id="words", max_length=4000
        ),
    )


@pytest.fixture
async def ready(client: Client) -> Client:
    """The client of a bot whose commands Discord knows."""
    application = client.application_id
    assert application
    await client.http.bulk_upsert_global_commands(application, COMMANDS)  # type: ignore[arg-type]  # a dict of ours
    return client


async def test_a_slash_command_is_offered_in_the_language_of_the_app(
    discord_server: Playground, ready: Client
) -> None:
    alice, bob = (discord_server.discord_phone(who) for who in ("alice", "bob"))
    assert alice.commands[0] == {"name": "pair", "description": "Link the two of you"}
    assert bob.commands[0] == {"name": "pair", "description": "Verbindet euch"}
    bob.slash("/pair", code="ABC")
    used = await ready.next("interaction")
    assert (used.data["name"], used.data["options"][0]["value"]) == ("pair", "ABC")
    assert (used.locale, used.user.id, used.context.dm_channel) == (
        discord.Locale.german,
        bob.person.id,
        True,
    )
    with pytest.raises(NothingThere):
        bob.slash("dance")


async def test_a_command_is_answered_once_and_at_once(
    discord_server: Playground, ready: Client
) -> None:
    alice = discord_server.discord_phone("alice")
    number = alice.slash("reflect")
    used = await ready.next("interaction")
    assert alice.unanswered == [number]
    await used.response.send_message("Here you are", view=Yes())
    assert (alice.unanswered, alice.failed) == ([], [])
    shown = alice.messages[-1]
    assert (shown["text"], shown["command"]) == ("Here you are", "/reflect")
    assert [row[0]["label"] for row in shown["buttons"]] == ["Yes", "No"]
    used.response._response_type = None
    with pytest.raises(discord.HTTPException) as refused:
        await used.response.send_message("And again")
    assert refused.value.code == 40060


async def test_an_interaction_that_waits_for_more_than_three_seconds_fails(
    discord_server: Playground, ready: Client, hands: Hands
) -> None:
    alice = discord_server.discord_phone("alice")
    number = alice.slash("reflect")
    used = await ready.next("interaction")
    hands.now += 3.1
    assert alice.failed == [number]
    with pytest.raises(discord.NotFound) as refused:
        await used.response.defer()
    assert refused.value.code == 10062


async def test_a_press_changes_its_message_or_opens_a_form(
    discord_server: Playground, ready: Client
) -> None:
    alice = discord_server.discord_phone("alice")
    channel = await (await ready.fetch_user(alice.person.id)).create_dm()
    sent = await channel.send("Sure?", view=Yes())
    alice.presses(sent.id, "y")
    pressed = await ready.next("interaction")
    assert (pressed.data["custom_id"], pressed.message.id) == ("y", sent.id)
    await pressed.response.edit_message(content="Sure.", view=None)
    assert (alice.messages[-1]["text"], alice.messages[-1]["buttons"]) == ("Sure.", [])
    with pytest.raises(NothingThere):
        alice.presses(sent.id, "y")


async def test_a_form_is_filled_in_and_sent(discord_server: Playground, ready: Client) -> None:
    alice = discord_server.discord_phone("alice")
    alice.slash("reflect")
    used = await ready.next("interaction")
    await used.response.send_modal(Write())
    assert [(f.label, f.paragraph, f.most) for f in alice.fields] == [("What was it?", True, 4000)]
    with pytest.raises(ValueError, match="4000 characters"):
        alice.submits("x" * 4001)
    alice.submits("a walk")
    form = await ready.next("interaction")
    assert form.type is discord.InteractionType.modal_submit
    assert form.data["components"][0]["component"]["value"] == "a walk"
    assert alice.form is None
    await form.response.send_message("Kept")
    assert alice.messages[-1]["text"] == "Kept"
