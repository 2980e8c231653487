"""Pause a whole process while it sends, let another take over, and let the first one go on."""

from __future__ import annotations

import asyncio
import signal
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from sqlalchemy import func, select

from storage.database import Database
from storage.tables.queues import Outbox
from tests.load.processes import POLL_SECONDS, Step, find_free_port, is_prompt, under_load
from tests.scale.kills import AGAIN, KillFigures, count_prompts

UNSENT = ("new", "sending")
TAKE_OVER_SECONDS = 30.0
MAX_BEGUN = 1
"""Requests that can have begun without a byte on the network when the pause comes."""


@dataclass(frozen=True)
class PauseFigures:
    """The messages that arrived, and how many the paused process sent on after its pause."""

    messages: KillFigures
    stale: int
    """Messages without a mark to people whom the other process had served before it went on."""


async def pause_and_resume(
    folder: Path,
    url: str,
    prompts: int,
    rate: int,
    seconds: float,
    step: Step = lambda _: None,
    module: str = "bot",
) -> PauseFigures:
    """Stop the only bot in the middle of its work, and let another finish that.

    The first one goes on after `seconds`, and once the other has had the time to send the rest.
    """
    async with under_load(folder, url, prompts, rate, module=module) as run:
        await run.until(prompts // 4, step)
        paused = run.bots[0]
        paused.send_signal(signal.SIGSTOP)
        try:
            port = find_free_port()
            run.bots.append(await run.start_bot(port))
            run.health = f"http://127.0.0.1:{port}"
            sending = asyncio.create_task(run.until(prompts, step))
            await asyncio.gather(
                asyncio.sleep(seconds), asyncio.wait({sending}, timeout=TAKE_OVER_SECONDS)
            )
            served = {each["chat_id"] for each in run.calls if is_prompt(each)}
        finally:
            resumed_at = monotonic()
            paused.send_signal(signal.SIGCONT)
        # Rows that it had locked in a transaction wait for it.
        await sending
        await _until_settled(url)
        run.calls.clear()
        await run.read_calls()
        # It lives, and has found out that it was replaced.
        assert paused.returncode is None
    stale = [
        each
        for each in run.calls
        if each["at"] > resumed_at and is_prompt(each) and each["chat_id"] in served
        if AGAIN not in each["text"]
    ]
    return PauseFigures(count_prompts(run.calls, prompts, 1), len(stale))


async def _until_settled(url: str) -> None:
    """Return when each message was marked as sent."""
    database = Database(url)
    try:
        unsent = select(func.count()).select_from(Outbox).where(Outbox.state.in_(UNSENT))
        while True:
            async with database.read() as session:
                if not await session.scalar(unsent):
                    return
            await asyncio.sleep(POLL_SECONDS)
    finally:
        await database.close()
