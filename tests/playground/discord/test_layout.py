"""Test messages in Components v2 on the local Discord."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import discord
import pytest

from playground import Playground
from tests.playground.discord.client import Client
from tests.playground.test_media import picture


def card(*parts: Any, colour: int = 0xFF8800) -> discord.ui.LayoutView:  # noqa: ANN401 - any part
    """Return a message of one container."""
    view = discord.ui.LayoutView(timeout=None)
    view.add_item(discord.ui.Container(*parts, accent_colour=colour))
    return view


def text(words: str) -> Any:  # noqa: ANN401 - a part of any view
    return discord.ui.TextDisplay(words)


def yes() -> Any:  # noqa: ANN401 - a part of any view
    return discord.ui.Button(label="Yes", custom_id="y")


async def chat_of(server: Playground, client: Client) -> Any:  # noqa: ANN401 - discord.py's channel
    """Return Alice's chat with the bot."""
    server.discord_phone("alice").says("hi")
    return (await client.next("message")).channel


async def test_a_container_shows_texts_pictures_and_buttons(
    discord_server: Playground, client: Client
) -> None:
    chat, alice = await chat_of(discord_server, client), discord_server.discord_phone("alice")
    parts: tuple[Any, ...] = (
        discord.ui.Section(text("# The walk"), accessory=yes()),
        discord.ui.Separator(),
        text("It was good."),
        discord.ui.MediaGallery(discord.MediaGalleryItem("attachment://us.jpg")),
        discord.ui.ActionRow(discord.ui.Button(label="No", custom_id="n")),
    )
    sent = await chat.send(view=card(*parts), file=discord.File(BytesIO(picture()), "us.jpg"))
    shown = alice.messages[-1]
    assert (shown["text"], shown["accents"]) == ("# The walk\n\nIt was good.", ["#ff8800"])
    assert [[key["label"] for key in row] for row in shown["buttons"]] == [["Yes"], ["No"]]
    assert sent.flags.components_v2
    alice.presses(sent.id, "y")
    interaction = await client.next("interaction")
    await interaction.response.edit_message(view=card(text("Fine.")), attachments=[])
    assert alice.messages[-1]["text"] == "Fine."


async def test_such_a_message_has_no_other_text_and_stays_as_it_is(
    discord_server: Playground, client: Client
) -> None:
    chat = await chat_of(discord_server, client)
    sent = await chat.send(view=card(text("Good?")))
    plain = await chat.send("plain")
    with pytest.raises(discord.HTTPException, match="cannot be used when using"):
        await sent.edit(content="words")
    changed = await plain.edit(content=None, view=card(text("Better")))
    assert changed.flags.components_v2
    assert discord_server.discord_phone("alice").messages[-1]["text"] == "Better"


async def test_the_limits_count_all_parts_together(
    discord_server: Playground, client: Client
) -> None:
    chat = await chat_of(discord_server, client)
    await chat.send(view=card(text("x" * 3000), text("y" * 1000)))
    await chat.send(view=card(*(text("x") for _ in range(39))))
    many = [{"type": 17, "components": [{"type": 10, "content": "x"}] * 40}]
    long = [{"type": 10, "content": "x" * 2001}] * 2
    lost = [{"type": 12, "items": [{"media": {"url": "attachment://none.jpg"}}]}]
    for parts, why in (
        (many, "at most 40 components"),
        (long, "exceeds 4000"),
        (lost, "referenced attachment was not found"),
        ([{"type": 4}], "must be one of"),
        ([], "Must be between 1 and 40"),
    ):
        route = discord.http.Route("POST", "/channels/{channel_id}/messages", channel_id=chat.id)
        with pytest.raises(discord.HTTPException, match=why):
            await client.http.request(route, json={"flags": 1 << 15, "components": parts})
