"""Kill one of several processes again and again while they send, and count what arrived."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from random import Random

from bench.seed import FIRST_ID
from tests.load.figures import Json
from tests.load.processes import Run, Step

AGAIN = "Sent again after an interruption"
SECONDS_BETWEEN_KILLS = 1.0


@dataclass(frozen=True)
class KillFigures:
    """The messages that arrived, and the longest time in seconds in which none did."""

    prompts: int
    kills: int
    lost: int
    marked: int
    unmarked: int
    longest_gap: float


async def kill_and_restart(run: Run, prompts: int, kills: int, step: Step) -> KillFigures:
    """Kill one of the bots every second, and start it again, until all prompts have arrived."""
    killing = asyncio.create_task(_kill_repeatedly(run, kills))
    try:
        await run.until(prompts, step)
        await killing
    finally:
        killing.cancel()
    return await count_messages(run, prompts, kills)


async def count_messages(run: Run, prompts: int, kills: int) -> KillFigures:
    """Count what arrived, when nothing is on its way any more."""
    # Once more from the start, since some calls had no answer yet when they were read.
    run.calls.clear()
    await run.read_calls()
    return count_prompts(run.calls, prompts, kills)


async def _kill_repeatedly(run: Run, kills: int) -> None:
    chance = Random(7)
    for _ in range(kills):
        await asyncio.sleep(SECONDS_BETWEEN_KILLS)
        await run.replace_bot(chance.randrange(len(run.bots)))


def count_prompts(calls: Sequence[Json], prompts: int, kills: int) -> KillFigures:
    """Count which messages arrived, and how often."""
    texts = defaultdict(list)
    for call in calls:
        if call["status"] == 200 and (call["chat_id"] or 0) >= FIRST_ID:
            texts[call["chat_id"]].append(call["text"] or "")
    again = [sum(AGAIN in text for text in each) for each in texts.values()]
    extra = [len(each) - 1 for each in texts.values()]
    times = sorted(
        call["at"] for call in calls if call["status"] == 200 and (call["chat_id"] or 0) >= FIRST_ID
    )
    return KillFigures(
        prompts=prompts,
        kills=kills,
        lost=prompts - len(texts),
        marked=sum(again),
        unmarked=sum(max(0, more - marked) for more, marked in zip(extra, again, strict=True)),
        longest_gap=max(after - before for before, after in pairwise(times)),
    )
