"""Test Alice on Telegram and Bob on Discord, through both real clients at once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import time, timedelta
from typing import NamedTuple

import pytest
from sqlalchemy import select

from handlers.turn import Content
from storage.database import Database
from storage.tables.pair import Couple
from storage.tables.queues import Inbox, Outbox
from tests.challenge.test_week import SUNDAY
from tests.conftest import RING
from tests.support.couples import code_of, member_of, paired, settled, unlinked
from tests.support.goals import DANCE, proposes
from tests.support.people import FakeClock, Time
from tests.support.phones.discord import DiscordPhone
from tests.support.phones.telegram import TelegramPhone
from tests.support.real_clients import ClientHarness, run_client_harness
from tests.support.thanks import KIND, gives

pytestmark = [pytest.mark.sqlite, pytest.mark.long]

ALICES, BOBS = "The long walk on Tuesday.", "Your laugh when the soup fell over."


class Two(NamedTuple):
    """The players and their platforms."""

    alice: TelegramPhone
    bob: DiscordPhone
    clock: Time
    line: ClientHarness


async def at_once(_seconds: float) -> None:
    """Let nobody wait before the next try."""
    await asyncio.sleep(0)


@pytest.fixture
async def clients(
    database: Database, shelf: Content, fake_clock: FakeClock
) -> AsyncIterator[ClientHarness]:
    platforms = ("telegram", "discord")
    opened = run_client_harness(database, RING, shelf, fake_clock, *platforms, sleep=at_once)
    async with opened as line:
        yield line


@pytest.fixture
def two(clients: ClientHarness, fake_clock: FakeClock) -> Two:
    alice, bob = clients.telegram("Alice", "1001"), clients.discord("Bob", "2002")
    return Two(alice, bob, Time(clients.app, fake_clock), clients)


async def in_a_round(two: Two) -> None:
    await paired(two.alice, two.bob)
    await two.alice.presses("Start now")


async def shares(person: TelegramPhone | DiscordPhone, words: str) -> None:
    await person.presses("Answer")
    await person.says(words)
    await person.presses("Share when both are in")


async def left_over(clients: ClientHarness) -> list[str]:
    """Return the states of unhandled events and unsent messages."""
    async with clients.app.database.read() as session:
        inbox = await session.scalars(select(Inbox.state).where(Inbox.state != "done"))
        outbox = await session.scalars(select(Outbox.state).where(Outbox.state != "sent"))
        return [*inbox, *outbox]


async def test_a_couple_across_platforms_plays_its_first_week(two: Two) -> None:
    """A code from Telegram, answers as a message and in a form, and all that the two share."""
    alice, bob, clock, line = two
    for person in (alice, bob):
        await settled(person, "Berlin")
    await bob.says(f"/pair {await code_of(alice)}")
    bob.sees("Alice", "stay hidden")
    await bob.presses("Yes, link us")
    await alice.presses("Yes, that’s us")
    for person, other in ((alice, "Bob"), (bob, "Alice")):
        person.sees(f"You and {other} are on the same side now")
    await clock.until(SUNDAY, time(19))

    await shares(alice, ALICES)
    await bob.presses("Answer")
    assert bob.phone.form, "the tap brings up a form"
    await bob.says(BOBS)
    bob.sees(BOBS, "Only you can see it")
    bob.sees_not(ALICES)
    await bob.presses("Share when both are in")
    for person in (alice, bob):
        person.sees("Both answers are in", ALICES, BOBS)
    await bob.presses("Write one line")
    await bob.says("Let us walk there again.")
    await bob.presses("Send")
    alice.sees("Bob, to what you wrote", "walk there again")

    await gives(bob, KIND)
    alice.sees("From Bob", KIND)
    await proposes(alice)
    bob.sees("Alice proposes a goal", DANCE)
    await bob.presses("Agree")
    alice.sees("You and Bob agree", DANCE)
    await bob.says("/remind partner water the plants tomorrow 18:00")
    await bob.presses("Confirm")
    await alice.presses("Yes, remind me")
    await clock.advance(days=2)
    alice.sees("water the plants")
    await bob.says("/reflect A good week, I think.")
    await bob.says("/journal")
    bob.sees("A good week, I think.")

    bob.looks()
    await unlinked(alice)
    bob.sees_nothing_new()
    await bob.says("/challenge")
    bob.sees("not linked")
    await bob.says("/history")
    bob.sees(ALICES, BOBS)
    alice.sees_not("A good week")
    assert await left_over(line) == []
    assert line.playground.discord.ledger.duplicates == []


async def test_a_code_from_discord_is_redeemed_on_telegram(two: Two) -> None:
    alice, bob, _, line = two
    code = await code_of(bob)
    assert "On Discord, add the bot with this link" in bob.last.text
    await alice.says(f"/pair {code}")
    await alice.presses("Yes, link us")
    await bob.presses("Yes, that’s us")
    async with line.app.database.read() as session:
        assert len((await session.scalars(select(Couple))).all()) == 1


async def test_ones_own_code_is_refused_kindly(two: Two) -> None:
    """Without the look at the inviter: Bob is asked whether to be linked with himself."""
    bob = two.bob
    await bob.says(f"/pair {await code_of(bob)}")
    bob.sees("your own code", "pass the invitation on")


async def test_a_person_who_closes_their_messages_in_a_round_is_waited_for(two: Two) -> None:
    """Without 50007 among the closed: Bob counts as reachable, and what he gets is set aside."""
    alice, bob, clock, line = two
    await in_a_round(two)
    await bob.blocks()
    await shares(alice, ALICES)
    seen = len(bob.screen)
    await clock.advance(days=8)
    assert len(bob.screen) == seen
    async with line.app.database.read() as session:
        assert not (await member_of(session, bob, line.app)).reachable
    alice.sees_not("Bob is", "not reach")
    await bob.unblocks()
    await bob.says("hello again")
    async with line.app.database.read() as session:
        assert (await member_of(session, bob, line.app)).reachable
    bob.sees("Is this your answer")


async def test_a_command_while_messages_are_closed_is_answered_in_its_place(two: Two) -> None:
    """Without the answer to the interaction: nothing is to be seen."""
    bob = two.bob
    await settled(bob, "Berlin")
    await bob.blocks()
    await bob.says("/help")
    bob.sees("/challenge")


async def test_where_the_bot_may_not_write_one_person_reads_where_the_answer_went(two: Two) -> None:
    """Without the note of what was sent: the app says that nobody answered.

    Nobody else sees that Bob asked.
    """
    alice, bob, _, line = two
    await settled(bob, "Berlin")
    discord = line.playground.discord
    discord.guild_channel.access = "none"
    other = line.playground.add_discord_person("carol", id=3003)
    bob.phone.slash("journal", bob.phone.guild)
    await line.wait_until_idle()
    (note,) = bob.phone.messages_in(bob.phone.guild)
    assert note["ephemeral"]
    assert "direct messages" in note["text"]
    assert other.messages_in(bob.phone.guild) == []
    bob.sees("journal")
    alice.sees_nothing_new()


@pytest.mark.parametrize("name", ["👩‍❤️‍👩" * 12, "*_`|~>#@everyone", "\u202e\u200b"])
async def test_a_name_of_signs_is_a_name_like_any_other(clients: ClientHarness, name: str) -> None:
    alice, bob = clients.telegram("Alice", "1001"), clients.discord("Bob", "2002")
    bob.phone.person.name = name
    await settled(alice, "Berlin")
    await settled(bob, "Berlin")
    await bob.says(f"/pair {await code_of(alice)}")
    await bob.presses("Yes, link us")
    await alice.presses("Yes, that’s us")
    await alice.presses("Start now")
    bob.sees("Together")
    assert await left_over(clients) == []
    calls = [each for each in clients.playground.discord.ledger.calls if each.status >= 400]
    assert calls == []


async def test_four_thousand_marks_on_one_letter_arrive_as_they_were_written(two: Two) -> None:
    """The grapheme fits into no message; without `_fitting` cutting it never ends."""
    await in_a_round(two)
    words = "e" + "\u0301" * 3_999
    await two.bob.presses("Answer")
    await two.bob.says(words)
    await two.bob.presses("Share when both are in")
    await shares(two.alice, ALICES)
    for person in (two.alice, two.bob):
        marks = sum(shown.text.count("\u0301") for shown in person.screen)
        assert marks == 3_999, person.name
    assert await left_over(two.line) == []


async def test_a_double_tap_shares_once(two: Two) -> None:
    await in_a_round(two)
    await shares(two.alice, ALICES)
    await two.bob.presses("Answer")
    await two.bob.says(BOBS)
    share = two.bob.last
    wire = two.bob.phone.message(share.id)["buttons"][0][0]["custom_id"]
    for _ in range(2):
        two.bob.phone.presses(share.id, wire)
    await two.line.wait_until_idle()
    reveals = [shown for shown in two.alice.screen if "Both answers are in" in shown.text]
    assert len(reveals) == 1
    assert two.bob.phone.failed == []


@pytest.mark.parametrize("resumable", [True, False])
async def test_actions_during_a_gateway_cut_are_heard_after_it(
    two: Two, *, resumable: bool
) -> None:
    """Without the resume: what Bob wrote meanwhile is never heard."""
    await in_a_round(two)
    gateway, discord = two.line.playground.gateway, two.bob.discord
    gateway.cut(resumable=resumable)
    await two.line.playground.until(lambda: not discord.sessions.connected)
    if resumable:
        two.bob.phone.says("written in the dark")
    await two.line.wait_until_idle()
    if resumable:
        two.bob.sees("Is this your answer")
    await shares(two.bob, BOBS)
    await shares(two.alice, ALICES)
    two.bob.sees("Both answers are in", ALICES)


async def test_a_tap_that_was_heard_too_late_is_done_and_answered_by_a_message(two: Two) -> None:
    """After Discord's three seconds; without the way back to a message: no words for it."""
    bob = two.bob
    await settled(bob, "Berlin")
    two.line.playground.gateway.cut()
    await two.line.playground.until(lambda: not bob.discord.sessions.connected)
    bob.phone.slash("help")
    two.clock.clock.move(timedelta(seconds=4))
    await two.line.wait_until_idle()
    bob.sees("/challenge")


async def test_discords_wish_to_wait_delays_and_loses_nothing(two: Two) -> None:
    """It holds Bob's messages alone; taken for a refusal, it sets the reveal aside."""
    await in_a_round(two)
    await shares(two.bob, BOBS)
    two.bob.discord.faults.add("429", "create_message", times=2, seconds=3.0)
    await shares(two.alice, ALICES)
    two.alice.sees("Both answers are in", BOBS)
    two.bob.sees_not("Both answers are in")
    await two.clock.advance(minutes=1)
    two.bob.sees("Both answers are in", ALICES)
    assert two.bob.discord.ledger.duplicates == []
