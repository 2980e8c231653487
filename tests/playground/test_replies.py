"""Test how the bot is told of replies, forwarded messages, albums and other attachments."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from discord import MessageType
from telegram import Bot, Message, MessageOriginHiddenUser, MessageOriginUser

from playground import NothingThere, Person, Playground
from playground.shared.errors import Refused
from playground.telegram.contents import ATTACHMENTS
from tests.playground.conftest import START, Hands
from tests.playground.discord.client import Client

ALICE = 1001


async def told(bot: Bot) -> list[Message]:
    """Return what people sent or changed, as Telegram's own library reads it."""
    updates = await bot.get_updates(timeout=0)
    return [m for m in (update.effective_message for update in updates) if m]


async def test_a_reply_names_the_message_that_it_answers(server: Playground, started: Bot) -> None:
    alice = server.phone("alice")
    card = await started.send_message(ALICE, "What was good?")
    await started.send_message(ALICE, "One more thing")
    answer = alice.send("the walk", reply_to=card.message_id, quote="was good")
    (message,) = await told(started)
    assert message.reply_to_message
    assert message.quote
    assert message.reply_to_message.message_id == card.message_id
    assert (message.quote.text, message.quote.position) == ("was good", 5)
    assert alice.message(answer)["answered"] == card.message_id


async def test_a_reply_to_the_newest_message_of_a_private_chat_looks_like_any_other(
    server: Playground, started: Bot
) -> None:
    card = await started.send_message(ALICE, "What was good?")
    server.phone("alice").send("the walk", reply_to=card.message_id)
    (message,) = await told(started)
    assert message.reply_to_message is None


async def test_replies_need_an_existing_message_and_its_words(
    server: Playground, started: Bot
) -> None:
    alice = server.phone("alice")
    own = alice.send("hello")
    alice.send("hello?")
    with pytest.raises(Refused):
        alice.send("yes", reply_to=own, quote="goodbye")
    card = await started.send_message(ALICE, "What was good?")
    await card.delete()
    with pytest.raises(NothingThere):
        alice.send("the walk", reply_to=card.message_id)


async def test_in_a_group_one_replies_to_anybody(server: Playground, bot: Bot) -> None:
    alice, bob = server.phone("alice"), server.phone("bob")
    family = alice.add_bot_to_group("Family")
    bobs = bob.send("Soup tonight?", family)
    alice.send("yes", family, reply_to=bobs)
    *_, message = await told(bot)
    assert message.reply_to_message
    assert message.reply_to_message.from_user
    assert message.reply_to_message.from_user.first_name == "Bob"


async def test_a_forwarded_message_names_its_author(server: Playground, started: Bot) -> None:
    alice, bob = server.phone("alice"), server.phone("bob")
    bobs = bob.send("Soup tonight?")
    alice.forward(bobs, bob)
    alice.send("Soup!", forwarded=Person(7, "Carol"))
    alice.send("Soup?", forwarded="Somebody")
    _, *passed_on = await told(started)
    known, given, unnamed = [message.forward_origin for message in passed_on]
    assert isinstance(known, MessageOriginUser)
    assert isinstance(given, MessageOriginUser)
    assert isinstance(unnamed, MessageOriginHiddenUser)
    assert (known.sender_user.first_name, passed_on[0].text) == ("Bob", "Soup tonight?")
    assert (given.sender_user.first_name, unnamed.sender_user_name) == ("Carol", "Somebody")
    assert alice.messages[-1]["forwarded"] == "Somebody"


async def test_pictures_of_an_album_share_its_id_and_each_may_have_words(
    server: Playground, bot: Bot
) -> None:
    alice = server.phone("alice")
    alice.attach("photo", "the river", album="walk")
    alice.attach("photo", album="walk")
    first, second = await told(bot)
    assert first.media_group_id == second.media_group_id == "walk"
    assert (first.caption, second.caption) == ("the river", None)


async def test_a_caption_is_changed_and_taken_away(
    server: Playground, bot: Bot, hands: Hands
) -> None:
    alice = server.phone("alice")
    photo = alice.attach("photo", "the rivr")
    hands.now += 60
    alice.edit(photo, "the river")
    alice.edit(photo, "")
    first, changed, bare = await told(bot)
    assert (first.caption, changed.caption, bare.caption) == ("the rivr", "the river", None)
    assert (first.date.timestamp(), changed.edit_date) == (
        START,
        datetime.fromtimestamp(START + 60, UTC),
    )


@pytest.mark.parametrize("kind", ATTACHMENTS)
async def test_every_kind_of_attachment_reaches_the_bot(
    server: Playground, bot: Bot, kind: str
) -> None:
    server.phone("alice").attach(kind)
    (message,) = await told(bot)
    assert getattr(message, kind)


async def test_on_discord_a_reply_names_the_message_that_it_answers(
    discord_server: Playground, client: Client
) -> None:
    alice = discord_server.discord_phone("alice")
    alice.says("hello")
    card = await (await client.next("message")).channel.send("What was good?")
    answer = alice.says("the walk", reply_to=card.id)
    message = await client.next("message")
    assert message.type == MessageType.reply
    assert message.reference.message_id == card.id
    assert message.reference.resolved.content == "What was good?"
    assert alice.message(answer)["answered"] == str(card.id)
    await card.delete()
    alice.says("and the river", reply_to=card.id)
    message = await client.next("message")
    assert message.reference.message_id == card.id
    assert message.reference.cached_message is None


async def test_on_discord_what_is_passed_on_is_a_copy(
    discord_server: Playground, client: Client
) -> None:
    alice, bob = discord_server.discord_phone("alice"), discord_server.discord_phone("bob")
    bobs = bob.says("Soup tonight?", bob.chat_with(alice))
    alice.forwards(bobs, alice.chat_with(bob))
    message = await client.next("message")
    assert (message.content, message.message_snapshots[0].content) == ("", "Soup tonight?")
    assert alice.messages[-1]["forwarded"] == "Soup tonight?"


async def test_on_discord_an_album_is_one_message_whose_words_can_be_changed(
    discord_server: Playground, client: Client
) -> None:
    alice = discord_server.discord_phone("alice")
    photos = alice.attaches("the rivr", count=3)
    message = await client.next("message")
    assert (len(message.attachments), message.content) == (3, "the rivr")
    alice.edits(photos, "the river")
    edited = await client.next("edit")
    assert (len(edited.attachments), edited.content) == (3, "the river")


@pytest.mark.parametrize(
    ("kind", "field"), [("voice", "attachments"), ("sticker", "stickers"), ("poll", "poll")]
)
async def test_on_discord_every_kind_of_attachment_reaches_the_bot(
    discord_server: Playground, client: Client, kind: str, field: str
) -> None:
    discord_server.discord_phone("alice").attaches(kind=kind)
    message: Any = await client.next("message")
    assert getattr(message, field)


async def test_an_id_on_discord_carries_the_moment_at_which_it_was_said(
    discord_server: Playground, client: Client, hands: Hands
) -> None:
    alice = discord_server.discord_phone("alice")
    hands.now += 3600
    alice.says("hello")
    message = await client.next("message")
    assert message.created_at == datetime.fromtimestamp(START + 3600, UTC)
