"""Test that a restarted playground goes on where it stopped."""

from __future__ import annotations

import asyncio
import json

import pytest
from telegram import Bot

from playground import Playground
from tests.playground.conftest import TOKEN, Hands, bot_for

ALICE = 1001


async def test_chats_menus_and_numbers_go_on(
    server: Playground, started: Bot, hands: Hands
) -> None:
    alice = server.phone("alice")
    alice.attach("photo")
    seen = (await started.get_updates(timeout=0))[0].update_id
    await started.get_updates(offset=seen + 1, timeout=0)
    sent = await started.send_message(ALICE, "Hi")
    await started.set_my_commands([("help", "Help")])
    server.phone("bob").block()
    alice.press(sent.message_id, "y")
    kept = json.loads(json.dumps(server.snapshot()))

    again = Playground(TOKEN, now=hands)
    again.restore(kept)
    await again.start()
    async with bot_for(again) as bot:
        updates = await bot.get_updates(timeout=0)
        assert [bool(u.callback_query) for u in updates] == [False, True]
        assert updates[0].update_id == seen + 1
        query = updates[1].callback_query
        assert query
        assert await query.answer()
        newer = await bot.send_message(ALICE, "Ho")
        assert newer.message_id == sent.message_id + 1
        again.phone("alice").send("Hi again")
        assert (await bot.get_updates(offset=-1))[0].update_id == seen + 3
    assert again.phone("bob").person.blocked
    assert again.phone("alice").messages[:-2] == alice.messages
    assert again.phone("alice").commands == alice.commands
    await again.stop()


async def test_after_an_outage_everything_is_still_there(
    server: Playground, started: Bot, unused_tcp_port: int
) -> None:
    server.phone("alice").send("hello")
    await server.stop()
    server.phone("alice").send("are you there?")
    await server.start(unused_tcp_port)
    async with bot_for(server) as bot:
        seen = await bot.get_updates(timeout=0)
        assert len(seen) == 2
        poll = asyncio.create_task(bot.get_updates(offset=seen[-1].update_id + 1, timeout=20))
        await server.until(lambda: server.telegram.updates.polling)
        server.phone("alice").send("good")
        assert len(await poll) == 1


async def test_a_port_in_use_is_an_error_that_leaves_nothing_open(server: Playground) -> None:
    port = int(server.url.rpartition(":")[2])
    with pytest.raises(OSError, match="address already in use"):
        await Playground(TOKEN).start(port)
