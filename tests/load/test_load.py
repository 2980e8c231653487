"""Run a small `make load`: the same bot, database and Telegram, at ten times the pace."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tests.load.figures import compute_figures
from tests.load.processes import under_load

pytestmark = pytest.mark.long

PROMPTS, RATE = 600, 300
PAUSE_SECONDS = 1.2
"""Longer than the second between two messages into one chat, shorter than the run."""


async def test_a_broadcast_keeps_the_pace_and_answers_go_before_it(tmp_path: Path) -> None:
    """Without the rank of people's events in the dispatcher: 250 prompts before an answer.

    How many prompts went before an answer is the same on a busy machine, seconds are not; those
    are what `make load` looks at. The outbox's order and the moments of sends can be taken out
    without a failure here, since few prompts wait at a time: tests/outbox/test_delivery.py and
    tests/outbox/test_pace.py look at those.
    """
    url = f"sqlite+aiosqlite:///{tmp_path}/load.db"
    load = under_load(tmp_path, url, PROMPTS, RATE, pause=PAUSE_SECONDS)
    async with asyncio.timeout(300), load as run:
        await run.until(PROMPTS)
        alarms = await run.gauge("ready")
    seen = compute_figures(run.calls, list(run.updates.values()))
    assert (seen.prompts, seen.refusals, alarms) == (PROMPTS, 0, 1)
    # One health check may exceed its second where other tests use the processor, too.
    assert run.not_ready_count <= 1
    assert seen.fullest_second <= RATE
    assert seen.closest >= 1
    assert seen.presses > 0
    assert seen.overtaken <= PROMPTS / 5
