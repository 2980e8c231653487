"""Test what a bot and a person can do on Discord, as the real client and the phone see it."""

from __future__ import annotations

import io
from typing import Any

import discord
import pytest

from playground import BotBlocked, NothingThere, Playground
from tests.playground.conftest import Hands
from tests.playground.discord.client import Client


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
    about: discord.ui.TextDisplay[Any] = discord.ui.TextDisplay("What made you **laugh**?")


@pytest.fixture
async def ready(client: Client) -> Client:
    """Return the client of a bot whose commands Discord knows."""
    application = client.application_id
    assert application
    await client.http.bulk_upsert_global_commands(application, COMMANDS)  # type: ignore[arg-type]  # a plain dict
    return client


class Days(discord.ui.View):
    """A menu."""

    def __init__(self) -> None:
        super().__init__(timeout=None)
        options = [discord.SelectOption(label=day, value=f"day-{day}") for day in "123"]
        self.add_item(discord.ui.Select(custom_id="m", placeholder="Which?", options=options))


async def test_one_of_a_menu_is_chosen(discord_server: Playground, client: Client) -> None:
    alice = discord_server.discord_phone("alice")
    alice.says("hello")
    message = await client.next("message")
    sent = await message.channel.send("When?", view=Days())
    (menu,) = alice.message(sent.id)["menus"]
    assert menu["placeholder"] == "Which?"
    assert [option["label"] for option in menu["options"]] == ["1", "2", "3"]
    alice.chooses(sent.id, "day-2")
    chosen = await client.next("interaction")
    assert chosen.data["values"] == ["day-2"]
    assert (chosen.data["custom_id"], chosen.message.id) == ("m", sent.id)
    for value in ("day-4", "m"):
        with pytest.raises(NothingThere):
            alice.chooses(sent.id, value)


async def test_a_slash_command_is_offered_in_the_language_of_the_app(
    discord_server: Playground, ready: Client
) -> None:
    alice, bob = (discord_server.discord_phone(who) for who in ("alice", "bob"))
    assert alice.commands[0]["description"] == "Link the two of you"
    assert bob.commands[0] == {
        "name": "pair",
        "description": "Verbindet euch",
        "options": [{"name": "code", "description": "The code"}],
    }
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


async def test_a_promise_is_kept_by_the_first_follow_up(
    discord_server: Playground, ready: Client
) -> None:
    alice = discord_server.discord_phone("alice")
    alice.slash("pair", alice.guild)
    used = await ready.next("interaction")
    await used.response.defer(ephemeral=True, thinking=True)
    seen = alice.messages_in(alice.guild)
    assert (seen[0]["loading"], seen[0]["ephemeral"]) == (True, True)
    await used.followup.send("Here it is", ephemeral=False)
    await used.followup.send("And this for all")
    seen = alice.messages_in(alice.guild)
    assert [(m["text"], m["loading"], m["ephemeral"]) for m in seen] == [
        ("Here it is", False, True),
        ("And this for all", False, False),
    ]
    bob = discord_server.discord_phone("bob")
    assert [m["text"] for m in bob.messages_in(bob.guild)] == ["And this for all"]
    await used.edit_original_response(content="There it was")
    assert alice.messages_in(alice.guild)[0]["text"] == "There it was"
    await used.delete_original_response()
    assert len(alice.messages_in(alice.guild)) == 1


async def test_a_token_is_good_for_fifteen_minutes(
    discord_server: Playground, ready: Client, hands: Hands
) -> None:
    discord_server.discord_phone("alice").slash("reflect")
    used = await ready.next("interaction")
    with pytest.raises(discord.NotFound) as early:
        await used.followup.send("too early")
    assert early.value.code == 10015
    await used.response.defer()
    hands.now += 15 * 60 + 1
    with pytest.raises(discord.HTTPException) as late:
        await used.followup.send("too late")
    assert (late.value.status, late.value.code) == (401, 50027)


async def test_a_silent_press_changes_nothing_and_then_something(
    discord_server: Playground, ready: Client
) -> None:
    alice = discord_server.discord_phone("alice")
    alice.slash("reflect")
    used = await ready.next("interaction")
    await used.response.send_message("Sure?", view=Yes(), ephemeral=True)
    alice.presses(alice.messages[-1]["message_id"], "n")
    pressed = await ready.next("interaction")
    await pressed.response.defer()
    await pressed.edit_original_response(content="No.", view=None)
    assert [(m["text"], m["buttons"]) for m in alice.messages] == [("No.", [])]


async def test_in_another_chat_the_bot_is_a_guest(
    discord_server: Playground, ready: Client
) -> None:
    alice, bob = (discord_server.discord_phone(who) for who in ("alice", "bob"))
    chat = alice.chat_with(bob)
    alice.slash("pair", chat)
    used = await ready.next("interaction")
    assert used.context.private_channel
    await used.response.send_message("For the two of you")
    assert bob.messages_in(chat)[-1]["text"] == "For the two of you"
    with pytest.raises(discord.Forbidden) as refused:
        await ready.get_partial_messageable(chat.id).send("Me again")
    assert refused.value.code == 50001
    with pytest.raises(NothingThere):
        alice.slash("reflect", chat)


async def test_in_a_guild_the_bot_knows_who_and_where(
    discord_server: Playground, ready: Client
) -> None:
    alice = discord_server.discord_phone("alice")
    alice.slash("pair", alice.guild)
    used = await ready.next("interaction")
    assert isinstance(used.user, discord.Member)
    assert (used.user.id, used.channel.name) == (alice.person.id, "general")
    alice.guild.access = "read"
    with pytest.raises(discord.Forbidden) as refused:
        await used.channel.send("to all")
    assert refused.value.code == 50013
    await used.response.send_message("to you", ephemeral=True)


async def test_people_edit_and_delete_their_own_words_only(
    discord_server: Playground, client: Client
) -> None:
    alice = discord_server.discord_phone("alice")
    sent = alice.says("helo")
    alice.edits(sent, "hello")
    message = await client.next("message")
    edited = await client.next("edit")
    assert (edited.id, edited.content) == (sent, "hello")
    assert edited.edited_at
    answer = await message.channel.send("hi")
    with pytest.raises(NothingThere):
        alice.edits(answer.id, "ho")
    alice.deletes(sent)
    assert [m["text"] for m in alice.messages] == ["hi"]
    await answer.edit(content="hi there")
    assert (alice.messages[0]["text"], alice.messages[0]["edited"]) == ("hi there", True)
    await answer.delete()
    assert alice.messages == []


async def test_files_go_both_ways(discord_server: Playground, client: Client) -> None:
    alice = discord_server.discord_phone("alice")
    alice.attaches("us")
    message = await client.next("message")
    assert (await message.attachments[0].read()).startswith(b"\x89PNG")
    export = discord.File(io.BytesIO(b"{}"), "export.json")
    await message.channel.send("yours", file=export)
    shown = alice.messages[-1]
    assert (shown["text"], shown["files"][0]["name"], shown["files"][0]["size"]) == (
        "yours",
        "export.json",
        2,
    )


async def test_the_same_nonce_gives_the_same_message_for_five_minutes(
    discord_server: Playground, client: Client, hands: Hands
) -> None:
    alice = discord_server.discord_phone("alice")
    alice.says("hello")
    channel = (await client.next("message")).channel
    first = await channel.send("hi", nonce="n1")
    again = await channel.send("hi", nonce="n1")
    assert (again.id, len(alice.messages)) == (first.id, 2)
    assert discord_server.discord.ledger.duplicates == []
    hands.now += 5 * 60 + 1
    late = await channel.send("hi", nonce="n1")
    assert late.id != first.id
    assert discord_server.discord.ledger.duplicates == [(alice.dm.id, "hi")]


async def test_a_person_with_closed_messages_is_not_reached_but_can_use_commands(
    discord_server: Playground, ready: Client
) -> None:
    alice = discord_server.discord_phone("alice")
    channel = await (await ready.fetch_user(alice.person.id)).create_dm()
    alice.closes_dms()
    with pytest.raises(discord.Forbidden) as refused:
        await channel.send("hello?")
    assert refused.value.code == 50007
    with pytest.raises(BotBlocked):
        alice.says("hello?")
    alice.slash("reflect")
    await (await ready.next("interaction")).response.send_message("here")
    alice.opens_dms()
    await channel.send("hello again")
    alice.leaves()
    with pytest.raises(discord.Forbidden) as gone:
        await channel.send("hello?")
    assert gone.value.code == 50278


async def test_the_bot_reads_what_it_missed(discord_server: Playground, client: Client) -> None:
    alice = discord_server.discord_phone("alice")
    numbers = [alice.says(text) for text in ("one", "two", "three")]
    channel = (await client.next("message")).channel
    after = discord.Object(numbers[0])
    assert [m.content async for m in channel.history(after=after)] == ["two", "three"]
    assert [m.content async for m in channel.history(limit=1)] == ["three"]
    assert (await channel.fetch_message(numbers[1])).content == "two"
    async with channel.typing():
        pass
