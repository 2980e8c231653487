"""Test that updates wait until the bot confirms them, and for one poller only."""

from __future__ import annotations

import asyncio

import aiohttp
import pytest
from telegram import Bot
from telegram.error import Conflict

from playground import Playground
from tests.playground.conftest import Hands, bot_for


async def test_an_update_comes_again_until_a_call_has_a_higher_offset(
    server: Playground, bot: Bot
) -> None:
    server.phone("alice").send("hello")
    first = await bot.get_updates()
    again = await bot.get_updates()
    assert [u.update_id for u in first] == [u.update_id for u in again]
    assert server.unconfirmed() == 1
    assert await bot.get_updates(offset=first[0].update_id + 1, timeout=0) == ()
    assert server.unconfirmed() == 0


async def test_an_offset_confirms_only_what_is_below_it(server: Playground, bot: Bot) -> None:
    for word in ("one", "two", "three"):
        server.phone("alice").send(word)
    first = (await bot.get_updates())[0].update_id
    rest = await bot.get_updates(offset=first + 2)
    assert [u.message.text for u in rest if u.message] == ["three"]


async def test_a_negative_offset_keeps_the_last_and_forgets_the_rest(
    server: Playground, bot: Bot
) -> None:
    for word in ("one", "two", "three"):
        server.phone("alice").send(word)
    last = await bot.get_updates(offset=-1)
    assert [u.message.text for u in last if u.message] == ["three"]
    assert server.unconfirmed() == 1


async def test_a_poll_takes_no_more_than_its_limit(server: Playground, bot: Bot) -> None:
    for number in range(5):
        server.phone("alice").send(str(number))
    assert len(await bot.get_updates(limit=2)) == 2


async def test_a_poll_waits_for_the_first_update(server: Playground, bot: Bot) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=20))
    await server.until(lambda: server.telegram.updates.polling)
    server.phone("alice").send("at last")
    updates = await poll
    assert [u.message.text for u in updates if u.message] == ["at last"]


async def test_a_second_poller_is_refused_and_the_first_goes_on(
    server: Playground, bot: Bot
) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=20))
    await server.until(lambda: server.telegram.updates.polling)
    async with bot_for(server) as second:
        with pytest.raises(Conflict, match="terminated by other getUpdates request"):
            await second.get_updates(timeout=20)
    server.phone("alice").send("hello")
    assert len(await poll) == 1


async def test_a_poll_is_free_at_once_when_the_client_goes_away(server: Playground) -> None:
    address = f"{server.url}/bot{server.token}/getUpdates"
    async with aiohttp.ClientSession() as session:
        poll = asyncio.create_task(session.post(address, data={"timeout": "50"}))
        await server.until(lambda: server.telegram.updates.polling)
        poll.cancel()
    await server.until(lambda: not server.telegram.updates.polling, within=2)


async def test_only_the_wanted_kinds_are_queued_and_the_wish_is_remembered(
    server: Playground, bot: Bot
) -> None:
    await bot.get_updates(allowed_updates=["message"], timeout=0)
    alice = server.phone("alice")
    sent = alice.send("hello")
    alice.edit(sent, "hello!")
    alice.block()
    updates = await bot.get_updates(timeout=0)
    assert [bool(u.message) for u in updates] == [True]


async def test_messages_are_kept_a_day_and_presses_150_seconds(
    server: Playground, bot: Bot, hands: Hands
) -> None:
    alice = server.phone("alice")
    message = alice.send("hello")
    alice.press(message, "anything")
    hands.now += 149
    assert server.unconfirmed() == 2
    hands.now += 1
    assert [bool(u.message) for u in await bot.get_updates(timeout=0)] == [True]
    hands.now += 86_400
    assert await bot.get_updates(timeout=0) == ()
    outcomes = [made.outcome for made in server.ledger.updates.values()]
    assert outcomes == ["expired", "expired"]


async def test_blocking_and_unblocking_are_told_once_each(server: Playground, bot: Bot) -> None:
    alice = server.phone("alice")
    for act in (alice.block, alice.block, alice.unblock):
        act()
    changes = [u.my_chat_member for u in await bot.get_updates(timeout=0)]
    states = [change.new_chat_member.status for change in changes if change]
    assert states == ["kicked", "member"]


async def test_a_group_chat_is_a_group_chat(server: Playground, bot: Bot) -> None:
    alice = server.phone("alice")
    group = alice.add_bot_to_group("Family")
    alice.send("/start@same_side_bot", group)
    joined, said = await bot.get_updates(timeout=0)
    assert joined.my_chat_member
    assert said.message
    assert (said.message.chat.type, said.message.chat.title) == ("group", "Family")
    answer = await bot.send_message(said.message.chat_id, "Write to me alone.")
    assert answer.chat_id == group.id
    assert alice.messages == []
