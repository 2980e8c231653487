"""Kill the primary of two PostgreSQL servers again and again while bots work, and count losses."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import click
from sqlalchemy import select
from sqlalchemy.engine import URL

from storage.database import Database
from storage.tables.queues import Inbox
from tests.load.processes import Run, Step, under_load
from tests.scale.kills import KillFigures, count_messages
from tests.scale.progress import bar
from tests.support.storage import postgres
from tests.support.storage.replication import ServerPair, server_pair

DATABASE = "scale"
PROMPTS, RATE, BOTS = 4_000, 30, 2
FAIL_OVERS = 10
LONG_OUTAGE_SECONDS, OUTAGE_SECONDS = 30.0, 5.0
"""How long the database is away: at the first time, and at each other."""
WORK_SECONDS = 3.0
"""How long the bots work between two deaths of the primary."""
MAX_BACK_SECONDS = 30.0
POLL_SECONDS = 0.2


@dataclass(frozen=True)
class FailoverFigures:
    """Counts the people's words, the bot's messages, and the losses among both."""

    words: int
    lost_words: int
    messages: KillFigures
    longest_back: float
    """Seconds from a promotion to the next message."""


def measure(_server: URL, divisor: int) -> Iterator[str]:
    """Print what becomes of words and messages while primaries die; yield each fault."""
    prompts, fail_overs = PROMPTS // divisor, max(2, FAIL_OVERS // divisor)
    with server_pair() as pair, bar("fail-overs", fail_overs) as step:
        seen = asyncio.run(_fail_over_repeatedly(pair, prompts, fail_overs, step))
    messages = seen.messages
    click.echo(
        "| fail-overs | words | lost | messages | lost | twice, marked | twice, not marked "
        "| back after at most |"
    )
    click.echo("| --- | --- | --- | --- | --- | --- | --- | --- |")
    click.echo(
        f"| {fail_overs} | {seen.words} | {seen.lost_words} | {messages.prompts} | {messages.lost} "
        f"| {messages.marked} | {messages.unmarked} | {seen.longest_back:.1f} s |"
    )
    if seen.lost_words or messages.lost:
        yield f"{seen.lost_words} words and {messages.lost} messages were lost"
    if messages.unmarked:
        yield f"{messages.unmarked} messages came twice without a mark"
    if seen.longest_back > MAX_BACK_SECONDS:
        yield f"the bots needed {seen.longest_back:.1f} s to come back"


async def _fail_over_repeatedly(
    pair: ServerPair, prompts: int, fail_overs: int, step: Step
) -> FailoverFigures:
    await pair.execute(f"CREATE DATABASE {DATABASE} TEMPLATE {postgres.TEMPLATE}")
    await pair.add_standby()
    url = postgres.url_text(pair.url(DATABASE))
    with TemporaryDirectory(prefix="same-side-scale-") as folder:
        async with under_load(Path(folder), url, prompts, RATE, bots=BOTS) as run:
            failing = asyncio.create_task(_fail_over(run, pair, fail_overs, step))
            try:
                while not failing.done():
                    await run.read_calls()
                    await asyncio.sleep(POLL_SECONDS)
                longest_back = await failing
            finally:
                failing.cancel()
            await run.until(prompts)
            words, lost_words = await _count_words(run, url)
            messages = await count_messages(run, prompts, fail_overs)
    return FailoverFigures(words, lost_words, messages, longest_back)


async def _fail_over(run: Run, pair: ServerPair, count: int, step: Step) -> float:
    """Let the standby take over that many times; return the longest time until the next message."""
    longest_back = 0.0
    for number in range(count):
        await asyncio.sleep(WORK_SECONDS)
        await pair.kill_primary()
        await asyncio.sleep(OUTAGE_SECONDS if number else LONG_OUTAGE_SECONDS)
        await pair.promote_standby()
        longest_back = max(longest_back, await _time_until_next_message(run))
        await pair.add_standby()
        step(1)
    return longest_back


async def _time_until_next_message(run: Run) -> float:
    promoted_at = time.monotonic()
    while True:
        for call in run.calls[::-1]:
            if call["at"] < promoted_at:
                break
            if call["status"] == 200 and call["method"].lower().startswith("send"):
                return float(call["at"] - promoted_at)
        await asyncio.sleep(POLL_SECONDS)


async def _count_words(run: Run, url: str) -> tuple[int, int]:
    """Return how many words and taps Telegram was told are accepted, and how many were lost."""
    await run.read_calls()
    confirmed = [id for id, each in run.updates.items() if each["outcome"] == "confirmed"]
    database = Database(url)
    async with database.read() as session:
        found = select(Inbox.id).where(Inbox.platform == "telegram")
        stored = {int(id.rpartition(":")[2]) for id in await session.scalars(found)}
    await database.close()
    return len(confirmed), len(set(confirmed) - stored)
