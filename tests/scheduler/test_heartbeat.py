"""Test that the heartbeat calls its jobs in the bot's own loop."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

from scheduler.heartbeat import build_scheduler


async def test_each_job_is_run_in_our_own_loop() -> None:
    """Seen to fail with a lambda in place of an `async def`: it would run in a thread."""
    loops: asyncio.Queue[asyncio.AbstractEventLoop] = asyncio.Queue()

    async def note() -> None:
        await loops.put(asyncio.get_running_loop())

    scheduler = build_scheduler(note, note, note)
    scheduler.start()
    for job in scheduler.get_jobs():
        job.modify(next_run_time=datetime.now(UTC))
    async with asyncio.timeout(5):
        seen = [await loops.get() for _ in range(3)]
    scheduler.shutdown(wait=False)
    assert seen == [asyncio.get_running_loop()] * 3
