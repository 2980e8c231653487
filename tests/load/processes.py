"""Run the bot and its Telegram as two processes, with a database full of couples between them."""

from __future__ import annotations

import asyncio
import re
import socket
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from aiohttp import ClientError, ClientSession

from bench.seed import FIRST_ID
from bot.clock import SystemClock
from bot.startup import open_database
from storage.sealing import KeyRing
from tests.load.figures import Json
from tests.load.seed import seed
from tests.load.telegram import PAUSE_SECONDS, PRESSERS
from tests.support.command_line import KEY, NOTHING, PROJECT, TOKEN, start_process

POLL_SECONDS = 0.5
Step = Callable[[int], None]
StartBot = Callable[[int], Awaitable[asyncio.subprocess.Process]]
"""Starts one more bot, with its health pages on this port."""
RUN = ("run",)


@dataclass
class Run:
    """Bots under load, and everything that their Telegram has seen of them."""

    telegram: str
    health: str
    """The address of the first bot's pages."""
    bots: list[asyncio.subprocess.Process]
    http: ClientSession
    start_bot: StartBot
    calls: list[Json] = field(default_factory=list)
    updates: dict[int, Json] = field(default_factory=dict)
    not_ready_count: int = 0
    """The number of polls that found it not ready."""
    _people_reached: set[int] = field(default_factory=set)

    async def until(self, prompts: int, step: Step = lambda _: None) -> None:
        """Return when that many prompts have arrived; `step` hears of each poll's new ones."""
        while len(self._people_reached) < prompts:
            before = len(self._people_reached)
            await self.read_calls()
            await self._check_ready()
            step(len(self._people_reached) - before)
            await asyncio.sleep(POLL_SECONDS)

    async def gauge(self, name: str) -> float:
        """Return one of the first bot's own metrics."""
        async with self.http.get(f"{self.health}/metrics") as answer:
            text = await answer.text()
        found = re.search(rf"^same_side_{name} (\S+)$", text, re.MULTILINE)
        assert found, name
        return float(found[1])

    def most_memory(self) -> int:
        """Return the first bot's peak resident memory in MiB, where there is a /proc."""
        status = Path(f"/proc/{self.bots[0].pid}/status")
        found = re.search(r"VmHWM:\s+(\d+)", status.read_text()) if status.exists() else None
        return int(found[1]) // 1024 if found else 0

    async def replace_bot(self, number: int) -> None:
        """Kill a bot, and start another in its place."""
        self.bots[number].kill()
        await self.bots[number].wait()
        self.bots[number] = await self.start_bot(find_free_port())

    async def read_calls(self) -> None:
        """Read what Telegram has seen since the last time."""
        since = {"calls": len(self.calls)}
        async with self.http.get(f"{self.telegram}/ledger", params=since) as answer:
            seen: dict[str, Any] = await answer.json()
        self.calls += seen["calls"]
        self.updates |= {each["update_id"]: each for each in seen["updates"]}
        self._people_reached |= {each["chat_id"] for each in seen["calls"] if is_prompt(each)}

    async def _check_ready(self) -> None:
        try:
            async with self.http.get(f"{self.health}/health/ready") as answer:
                self.not_ready_count += answer.status != 200
        except ClientError:
            self.not_ready_count += 1


def is_prompt(call: Json) -> bool:
    """Return whether a call brought a message to somebody who gets prompts alone."""
    return call["status"] == 200 and (call["chat_id"] or 0) >= FIRST_ID


@asynccontextmanager
async def under_load(
    folder: Path,
    url: str,
    prompts: int,
    rate: int,
    step: Step = lambda _: None,
    bots: int = 1,
    module: str = "bot",
    pause: float = PAUSE_SECONDS,
) -> AsyncIterator[Run]:
    """Seed the database (`step` hears of each couple), and start the bots with everything due.

    Meanwhile five people tap a button and wait for `pause` seconds after each answer.
    """
    database = await open_database(url)
    minute = SystemClock().now().replace(second=0, microsecond=0)
    await seed(database, KeyRing.parse(KEY), prompts // 2, minute, step)
    await database.close()
    async with start_telegram(prompts, rate, PRESSERS, pause) as telegram, ClientSession() as http:
        run = Run(
            telegram, "", [], http, partial(start_bot, folder, url, telegram, rate, module=module)
        )
        try:
            for _ in range(bots):
                port = find_free_port()
                run.bots.append(await run.start_bot(port))
                run.health = run.health or f"http://127.0.0.1:{port}"
            await wait_until_live(http, run.bots[0], run.health)
            yield run
        finally:
            for bot in run.bots:
                bot.terminate()
            await asyncio.gather(*(bot.wait() for bot in run.bots))


@asynccontextmanager
async def start_telegram(people: int, rate: int, *more: float) -> AsyncIterator[str]:
    """Run a Telegram during the block; `more` is how many people tap, and how often."""
    words = [str(each) for each in (people, rate, *more)]
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.load.telegram", *words),
        cwd=PROJECT,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout
    try:
        yield (await process.stdout.readline()).decode().strip()
    finally:
        process.kill()
        await process.communicate()


async def start_bot(
    folder: Path,
    url: str,
    telegram: str,
    rate: int,
    port: int,
    words: Sequence[str] = RUN,
    more: Mapping[str, str] = NOTHING,
    module: str = "bot",
) -> asyncio.subprocess.Process:
    """Start a bot, with its health pages on this port."""
    given = {
        "telegram_token": TOKEN,
        "telegram_base_url": telegram,
        "database_url": url,
        "secret_keys": KEY,
        "send_rate": str(rate),
        "health_port": str(port),
        **more,
    }
    with (folder / f"bot-{port}.log").open("wb") as log:
        return await start_process(folder, *words, settings=given, log=log, module=module)


async def wait_until_live(
    http: ClientSession, bot: asyncio.subprocess.Process, health: str
) -> None:
    """Return when the bot serves its health pages."""
    while bot.returncode is None:
        try:
            async with http.get(f"{health}/health/live"):
                return
        except OSError:
            await asyncio.sleep(POLL_SECONDS / 5)
    raise AssertionError("the bot did not start")


def find_free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
        return port
