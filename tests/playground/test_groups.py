"""Test groups and forums: what the bot is told of them, and where it may not write."""

from __future__ import annotations

import pytest
from telegram import Bot
from telegram.error import BadRequest, ChatMigrated, Forbidden

from playground import Playground
from playground.telegram.group_phones import GroupPhone


@pytest.fixture
def group(server: Playground) -> GroupPhone:
    """Make a group of Alice's with the bot in it."""
    phone = GroupPhone.make(server.telegram, server.phone("alice").person)
    phone.adds_bot()
    return phone


@pytest.fixture
def forum(server: Playground) -> GroupPhone:
    phone = GroupPhone.make(server.telegram, server.phone("alice").person, forum=True)
    phone.adds_bot()
    return phone


async def test_the_bot_writes_only_where_it_may(bot: Bot, group: GroupPhone) -> None:
    group.lets_bot_write(False)
    with pytest.raises(BadRequest, match="ot enough rights to send text messages"):
        await bot.send_message(group.group.id, "hello")
    group.kicks_bot()
    with pytest.raises(Forbidden, match="bot was kicked from the group chat"):
        await bot.send_message(group.group.id, "hello")
    group.adds_bot()
    await bot.send_message(group.group.id, "hello")
    assert [each["text"] for each in group.bot_messages] == ["hello"]


async def test_a_topic_must_be_there_and_open(bot: Bot, forum: GroupPhone) -> None:
    topic = forum.opens_topic("Summer")
    sent = await bot.send_message(forum.group.id, "hello", message_thread_id=topic)
    assert (sent.message_thread_id, sent.is_topic_message) == (topic, True)
    forum.closes_topic(topic)
    for number, why in ((topic, "opic_closed"), (topic + 99, "essage thread not found")):
        with pytest.raises(BadRequest, match=why):
            await bot.send_message(forum.group.id, "hello", message_thread_id=number)


async def test_a_group_that_became_a_supergroup_names_it(bot: Bot, group: GroupPhone) -> None:
    grown = group.upgrades()
    with pytest.raises(ChatMigrated) as caught:
        await bot.send_message(group.group.id, "hello")
    assert caught.value.new_chat_id == grown.group.id
    assert (await bot.send_message(grown.group.id, "hello")).chat.type == "supergroup"
