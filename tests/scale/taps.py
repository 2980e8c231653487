"""Run several bots while people tap, and see what each tap brought them."""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from math import ceil
from pathlib import Path
from typing import Any

from aiohttp import ClientSession

from bot.startup import open_database
from tests.load.figures import Json
from tests.load.processes import find_free_port, start_bot, start_telegram, wait_until_live
from tests.scale.kills import AGAIN
from tests.support.command_line import NOTHING

RATE = 300
READY_SECONDS, ANSWER_SECONDS = 60.0, 60.0
POLL_SECONDS = 0.1


@dataclass(frozen=True)
class TapFigures:
    """The answers to taps; waits are in seconds."""

    taps: int
    lost: int
    doubled: int
    """Messages that came twice without a mark."""
    median: float
    longest: float


@dataclass
class TappedBots:
    """Bots on one database, and a Telegram whose people tap all the while."""

    folder: Path
    url: str
    telegram: str
    http: ClientSession
    bots: list[asyncio.subprocess.Process] = field(default_factory=list)
    _first: int = 0
    """How many updates do not count."""
    _words: list[Sequence[str]] = field(default_factory=list)
    _more: list[Mapping[str, str]] = field(default_factory=list)

    async def start(self, *words: str, more: Mapping[str, str] = NOTHING) -> None:
        """Start one more bot, and return when it is ready."""
        self._words.append(words)
        self._more.append(more)
        self.bots.append(await self._start(len(self.bots)))

    async def restart(self, number: int) -> None:
        """Stop a bot as an operator does, and return when another in its place is ready."""
        self.bots[number].terminate()
        await self.bots[number].wait()
        self.bots[number] = await self._start(number)

    async def stop(self) -> None:
        for bot in self.bots:
            bot.terminate()
        await asyncio.gather(*(bot.wait() for bot in self.bots))

    async def figures(self) -> TapFigures:
        """Return the figures of all taps until now."""
        seen = await self._ledger()
        return compute_tap_figures(seen["calls"], seen["updates"][self._first :])

    async def forget_taps(self) -> None:
        """Count only taps from now on."""
        self._first = len((await self._ledger())["updates"])

    async def until(self, taps: int) -> None:
        """Return when at least that many taps were made."""
        while (await self.figures()).taps < taps:  # noqa: ASYNC110 another process has no event
            await asyncio.sleep(POLL_SECONDS)

    async def until_everybody_taps_again(self) -> None:
        """Return when each person has got an answer to a tap that they make from now on."""
        before = Counter(each["chat_id"] for each in (await self._ledger())["updates"])
        async with asyncio.timeout(ANSWER_SECONDS):
            while True:
                now = Counter(each["chat_id"] for each in (await self._ledger())["updates"])
                if all(now[chat] > count + 1 for chat, count in before.items()):
                    return
                await asyncio.sleep(POLL_SECONDS)

    async def _ledger(self) -> dict[str, Any]:
        async with self.http.get(f"{self.telegram}/ledger") as answer:
            seen: dict[str, Any] = await answer.json()
        return seen

    async def _start(self, number: int) -> asyncio.subprocess.Process:
        port = find_free_port()
        bot = await start_bot(
            *(self.folder, self.url, self.telegram, RATE, port),
            *(self._words[number], self._more[number]),
        )
        health = f"http://127.0.0.1:{port}"
        await wait_until_live(self.http, bot, health)
        async with asyncio.timeout(READY_SECONDS):
            while not await self._is_ready(health):  # noqa: ASYNC110 another process has no event
                await asyncio.sleep(POLL_SECONDS)
        return bot

    async def _is_ready(self, health: str) -> bool:
        async with self.http.get(f"{health}/health/ready") as answer:
            return answer.status == 200


@asynccontextmanager
async def tapped_bots(
    folder: Path, url: str, people: int, pause: float
) -> AsyncIterator[TappedBots]:
    """Open a database and a Telegram whose people tap, each `pause` seconds after the answer."""
    await (await open_database(url)).close()
    async with start_telegram(0, RATE, people, pause) as telegram, ClientSession() as http:
        bots = TappedBots(folder, url, telegram, http)
        try:
            yield bots
        finally:
            await bots.stop()


def compute_tap_figures(calls: Sequence[Json], updates: Sequence[Json]) -> TapFigures:
    """Compute what each tap brought; the last one of each person may have no answer yet."""
    taps, shown = defaultdict(list), defaultdict(list)
    for update in updates:
        taps[update["chat_id"]].append(update["at"])
    for call in calls:
        if call["status"] == 200 and call["method"].lower().startswith(("send", "edit")):
            shown[call["chat_id"]].append(call)
    waits, lost, doubled = list[float](), 0, 0
    for chat, times in taps.items():
        for tap, following in pairwise(times):
            answers = [each for each in shown[chat] if tap <= each["at"] < following]
            waits += [answers[0]["at"] - tap] if answers else []
            lost += not answers
            doubled += _count_doubled(answers)
    waits.sort()
    median = waits[max(0, ceil(len(waits) / 2) - 1)] if waits else 0.0
    return TapFigures(len(waits) + lost, lost, doubled, median, max(waits, default=0.0))


def _count_doubled(answers: Sequence[Json]) -> int:
    """Return how many messages came again without a mark; an edit that is repeated is harmless."""
    sent = [each["text"] for each in answers if each["method"].lower().startswith("send")]
    texts = Counter(text for text in sent if AGAIN not in (text or ""))
    return sum(count - 1 for count in texts.values())
