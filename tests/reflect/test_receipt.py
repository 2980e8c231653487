"""Test that each further line of a journal page is confirmed where it stands."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from handlers.turn import Content
from storage.database import Database
from tests.conftest import RING
from tests.support.couples import consented
from tests.support.people import DirectPlatform, FakeClock, Person
from tests.support.real_clients import ClientHarness, run_client_harness

WRITING = "✍"


async def test_a_further_line_gets_an_emoji_and_no_message(
    alice: Person, platform: DirectPlatform
) -> None:
    await consented(alice)
    await alice.says("/reflect The first line.", message="first")
    count = len(alice.screen)
    await alice.says("The second line.", message="second")
    assert list(platform.reactions) == ["second"]
    assert len(alice.screen) == count


async def test_words_that_leave_the_chat_get_none(alice: Person, platform: DirectPlatform) -> None:
    await consented(alice)
    await alice.says("/settings")
    await alice.presses("Privacy")
    await alice.presses("Clear what I write")
    await alice.says("/reflect The first line.", message="first")
    await alice.says("The second line.", message="second")
    assert platform.reactions == {}


@pytest.fixture
async def harness(
    database: Database, shelf: Content, fake_clock: FakeClock
) -> AsyncIterator[ClientHarness]:
    async with run_client_harness(database, RING, shelf, fake_clock, "telegram", "discord") as line:
        yield line


@pytest.mark.sqlite
async def test_telegram_shows_it_or_gets_a_line_in_its_place(harness: ClientHarness) -> None:
    alice = harness.telegram("Alice", "1001")
    await consented(alice)
    await alice.says("/reflect The first line.")
    await alice.says("The second line.")
    assert alice.phone.messages[-1]["reaction"] == WRITING
    harness.playground.faults.add("400", "setMessageReaction", description="REACTION_INVALID")
    await alice.says("The third line.")
    alice.sees("Kept.")
    await alice.says("/journal")
    alice.sees("The first line.", "The second line.", "The third line.")


@pytest.mark.sqlite
async def test_discord_shows_it(harness: ClientHarness) -> None:
    bob = harness.discord("Bob", "2001")
    await consented(bob)
    await bob.says("The garden.", message="first")
    await bob.says("/reflect")
    await bob.says("The second line.", message="second")
    await bob.says("The third line.", message="third")
    message = harness.playground.discord.messages.find(bob.phone.dm.id, bob._own["third"])
    assert message
    assert [each.removesuffix("\ufe0f") for each in message.reactions] == [WRITING]
