"""Run small forms of `make scale`: several real processes on one PostgreSQL."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from storage.database import Database
from tests.scale import short_lease
from tests.scale.pauses import MAX_BEGUN, pause_and_resume
from tests.scale.restarts import COUNT, restart_in_turn
from tests.scale.webhook import tap_by_webhook
from tests.support.storage import postgres

pytestmark = [pytest.mark.postgresql, pytest.mark.long]

SOON = 240.0
PROMPTS, RATE = 160, 20


async def test_three_bots_that_are_restarted_in_turn_lose_no_tap_and_double_nothing(
    empty: Database, tmp_path: Path
) -> None:
    """The stop of one bot has its own test, which finds a message twice without a wait."""
    async with asyncio.timeout(SOON):
        seen = await restart_in_turn(tmp_path, postgres.url_text(empty.engine.url), 1)
    assert seen.taps >= COUNT
    assert (seen.lost, seen.doubled) == (0, 0)


async def test_a_tap_by_webhook_is_answered_by_another_process(
    empty: Database, tmp_path: Path
) -> None:
    async with asyncio.timeout(SOON):
        seen = await tap_by_webhook(tmp_path, postgres.url_text(empty.engine.url), 5)
    assert seen.taps >= 5
    assert (seen.lost, seen.doubled) == (0, 0)


async def test_a_bot_that_was_paused_sends_nothing_that_another_has_taken_over(
    empty: Database, tmp_path: Path
) -> None:
    """Without the look at the lease before a send: it sends on what it had claimed."""
    url = postgres.url_text(empty.engine.url)
    async with asyncio.timeout(SOON):
        seen = await pause_and_resume(
            *(tmp_path, url, PROMPTS, RATE, short_lease.SILENT_SECONDS),
            module=short_lease.__name__,
        )
    messages = seen.messages
    assert (messages.prompts, messages.lost, messages.unmarked) == (PROMPTS, 0, 0)
    assert seen.stale <= MAX_BEGUN
