"""Test Bob on Discord, with Alice elsewhere: on servers, and with closed direct messages."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import time, timedelta

import pytest

from bot.platforms.discord.adapter import DiscordAdapter
from handlers.turn import Content
from playground.discord.ledger import DiscordCall
from storage.database import Database
from storage.tables.member import Member
from tests.conftest import RING
from tests.support.couples import member_of, paired
from tests.support.people import FakeClock, Person, Time
from tests.support.phones.discord import DiscordPhone
from tests.support.real_clients import ClientHarness, run_client_harness

pytestmark = [pytest.mark.sqlite, pytest.mark.long]
CLOSED, WRITTEN = "your direct messages are closed to me", "in our direct messages"


@pytest.fixture
async def clients(
    database: Database, shelf: Content, fake_clock: FakeClock
) -> AsyncIterator[ClientHarness]:
    both = "telegram", "discord"
    async with run_client_harness(database, RING, shelf, fake_clock, *both, sleep=at_once) as line:
        yield line


async def at_once(_: float) -> None:
    """Let nobody wait before a connection is opened again."""
    await asyncio.sleep(0)


@pytest.fixture
def alice(clients: ClientHarness) -> Person:
    return clients.telegram("Alice", "1001")


@pytest.fixture
def bob(clients: ClientHarness) -> DiscordPhone:
    phone = clients.discord("Bob", "1002")
    assert isinstance(phone, DiscordPhone)
    return phone


@pytest.fixture
def clock(clients: ClientHarness, fake_clock: FakeClock) -> Time:
    return Time(clients.app, fake_clock)


async def uses(bob: DiscordPhone, name: str) -> list[str]:
    """Use a command on a server as Bob; return what he sees of the bot there."""
    bob.phone.slash(name, bob.phone.guild)
    await bob.harness.wait_until_idle()
    return [shown["text"] for shown in bob.phone.messages_in(bob.phone.guild)]


def calls(clients: ClientHarness, method: str) -> list[DiscordCall]:
    return [call for call in clients.playground.discord.ledger.calls if call.method == method]


async def row_of(person: Person) -> Member:
    async with person.app.database.read() as session:
        return await member_of(session, person, person.app)


async def test_a_server_shows_nothing_but_where_the_answer_went(
    alice: Person, bob: DiscordPhone
) -> None:
    """Without a look at the place: the week's challenge stood before everybody there."""
    await paired(alice, bob)
    (note,) = await uses(bob, "challenge")
    assert WRITTEN in note
    bob.sees("Your next challenge")
    carol = bob.harness.playground.add_discord_person("carol")
    assert carol.messages_in(carol.guild) == []


async def test_the_first_word_on_a_server_begins_in_the_direct_messages(
    clients: ClientHarness, bob: DiscordPhone
) -> None:
    """A person who asks is written to, though the bot knew no chat with them."""
    (note,) = await uses(bob, "start")
    assert WRITTEN in note
    bob.sees("Same Side")
    await bob.says("/help")
    assert bob.phone.failed == []


async def test_after_a_restart_no_chat_is_opened_for_a_prompt(
    clients: ClientHarness, alice: Person, bob: DiscordPhone, clock: Time
) -> None:
    """Without the channel beside the address: one call to open it for each person."""
    await paired(alice, bob)
    opened = len(calls(clients, "create_dm"))
    adapter = clients.clients[1].adapter
    assert isinstance(adapter, DiscordAdapter)
    adapter._channel_ids.clear()
    bob.looks()
    await clock.until(clock.now().date() + timedelta(days=4), time(19))
    assert bob.looks()
    assert len(calls(clients, "create_dm")) == opened


async def test_a_person_with_a_closed_chat_is_told_where_they_ask_and_gets_the_card_later(
    clients: ClientHarness, alice: Person, bob: DiscordPhone, clock: Time
) -> None:
    """Without a way back: a chat that was closed once stayed silent for ever."""
    await paired(alice, bob)
    await bob.blocks()
    await clock.until(clock.now().date() + timedelta(days=4), time(19))
    assert not (await row_of(bob)).reachable
    before = len(bob.screen)
    (note,) = await uses(bob, "help")
    assert CLOSED in note
    assert len(bob.screen) == before
    await bob.unblocks()
    await uses(bob, "help")
    assert (await row_of(bob)).reachable
    bob.sees("You can just write", "One question, each on your own")
    assert any(button.action == "challenge:answer" for button in bob.looks()[-1].buttons)


async def test_an_answer_in_a_closed_chat_says_why_no_more_comes(
    clients: ClientHarness, alice: Person, bob: DiscordPhone, clock: Time
) -> None:
    await paired(alice, bob)
    await bob.blocks()
    await clock.until(clock.now().date() + timedelta(days=4), time(19))
    await bob.says("/help")
    bob.sees("You can just write", CLOSED)
    assert not (await row_of(bob)).reachable
    await bob.unblocks()
    await bob.says("/help")
    assert (await row_of(bob)).reachable


async def test_a_tap_that_changes_a_message_needs_no_open_chat(
    alice: Person, bob: DiscordPhone
) -> None:
    await paired(alice, bob)
    await bob.says("/settings")
    await bob.blocks()
    await bob.presses("Quiet hours")
    assert bob.phone.failed == []
    assert bob.last.edited
    bob.sees_not(CLOSED)
    assert (await row_of(bob)).reachable


async def test_any_name_is_the_same_on_the_other_side(
    clients: ClientHarness, alice: Person
) -> None:
    """Without the escapes: markdown in a name changed the words around it, and pinged people."""
    name = "*_Bo||b_*|| `👨‍👩‍👧` <@1> #1"
    zoe = clients.discord(name, "1009")
    assert isinstance(zoe, DiscordPhone)
    await paired(alice, zoe)
    await alice.says("/settings")
    await zoe.says("/settings")
    zoe.sees(name)


async def test_a_day_is_chosen_from_the_calendar(alice: Person, bob: DiscordPhone) -> None:
    """Without menus: the month stood under two messages."""
    await paired(alice, bob)
    await bob.says("/remind water the plants")
    await bob.presses("Me")
    await bob.presses("Pick a day")
    await bob.presses("30 · ")
    await bob.presses("09:00")
    bob.sees_changed("water the plants", "30 March 2026")


async def test_commands_used_during_a_cut_are_answered_by_messages(
    clients: ClientHarness, alice: Person, bob: DiscordPhone, fake_clock: FakeClock
) -> None:
    """Without knowing 10062: what was told too late was given up as refused."""
    await paired(alice, bob)
    await bob.says("/settings")
    clients.playground.gateway.cut()
    await clients.playground.until(lambda: not clients.playground.discord.sessions.connected)
    bob.phone.slash("help")
    bob.phone.presses(bob.last.id, bob._wires[bob.button("Quiet hours")])
    fake_clock.move(timedelta(seconds=4))
    bob.looks()
    await clients.wait_until_idle()
    assert len(bob.phone.failed) == 2
    bob.sees("You can just write")
    assert any("quiet" in shown.text.casefold() for shown in bob.screen if shown.edited)


@pytest.mark.parametrize("words", ["z" + "\u0301" * 3999, "> *_~|`😀" * 500])
async def test_the_longest_words_reach_the_other_side_whole(
    alice: Person, bob: DiscordPhone, words: str
) -> None:
    """Without a look at the length after the escapes: Discord refused it, and it was given up."""
    await paired(alice, bob)
    await alice.presses("Start now")
    for person, said in ((alice, words), (bob, words)):
        await person.says("/challenge")
        await person.presses("Answer")
        await person.says(said)
        await person.presses("Share when both are in")
    for person in (alice, bob):
        shown = "".join(message.text for message in person.screen)
        assert shown.count(words[-2]) >= 2 * words.count(words[-2])
    messages = bob.discord.messages.of_channel(bob.phone.dm.id)
    assert all(len(message.body["content"]) <= 2000 for message in messages if message.from_bot)
