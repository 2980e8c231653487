"""Test that an answer goes to the topic of the private chat in which it was asked."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

from handlers.turn import Content
from storage.database import Database
from tests.conftest import RING
from tests.support.couples import consented
from tests.support.people import FakeClock
from tests.support.phones.telegram import TelegramPhone
from tests.support.real_clients import ClientHarness, run_client_harness

pytestmark = pytest.mark.sqlite
"""Telegram gets the same on both databases."""


@pytest.fixture
async def harness(
    database: Database, shelf: Content, fake_clock: FakeClock
) -> AsyncIterator[ClientHarness]:
    async with run_client_harness(database, RING, shelf, fake_clock, "telegram") as line:
        yield line


def newest(alice: TelegramPhone) -> dict[str, Any]:
    """Return the newest message as Telegram has it."""
    messages = alice.harness.playground.telegram.messages
    return messages.of_chat(alice.phone.person.id)[-1].body


async def test_words_and_taps_are_answered_in_their_topic(harness: ClientHarness) -> None:
    alice = harness.telegram("Alice", "1001")
    await consented(alice)
    assert "message_thread_id" not in newest(alice)
    topics = [alice.phone.opens_topic(name) for name in ("Us", "Mine")]
    for topic in topics:
        alice.phone.send("/settings", topic=topic)
        await harness.wait_until_idle()
        assert newest(alice)["message_thread_id"] == topic
    await alice.presses("Privacy")
    await alice.says("/export")
    assert newest(alice)["message_thread_id"] == topics[-1]


async def test_where_the_topic_is_gone_the_chat_gets_the_answer(harness: ClientHarness) -> None:
    """Without the second try, a deleted topic silences the bot for good."""
    alice = harness.telegram("Alice", "1001")
    await consented(alice)
    topic = alice.phone.opens_topic("Us")
    alice.phone.send("/journal", topic=topic)
    await harness.wait_until_idle()
    alice.phone.deletes_topic(topic)
    alice.phone.send("/help")
    await harness.wait_until_idle()
    alice.sees("/challenge")
    assert "message_thread_id" not in newest(alice)
