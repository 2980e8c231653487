"""Start each bot that is measured: ours and its peers, all with the same server and work."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from aiohttp import ClientSession, ClientTimeout

from bench.processes import PEER_PYTHON, Child, python_command, running
from bench.seed import KEY, copy_of_couples, sqlite_url
from bench.telegram_server import TOKEN

RATE = 1000
"""SEND_RATE and CHAT_RATE: the most that the settings allow."""
ANSWER_SECONDS = 300.0
Message = tuple[int, str]
RUN = "bot", "run"
OUR_SETTINGS = {
    "secret_keys": KEY,
    "send_rate": str(RATE),
    "chat_rate": str(RATE),
    "log_level": "WARNING",
}


@dataclass(frozen=True)
class Tally:
    """A burst as the server saw it: seconds, messages, and chats that got any."""

    seconds: float
    messages: int
    chats: int


@dataclass(frozen=True)
class Running:
    """A bot that polls, and the server that it polls."""

    bot: Child
    url: str
    http: ClientSession

    async def push(self, messages: Sequence[Message]) -> None:
        """Hand the bot messages as `(person, text)`."""
        async with self.http.post(f"{self.url}/push", json=messages) as answer:
            answer.raise_for_status()

    async def wait(self, chats: int = 0, polls: int = 0) -> Tally:
        """Return when that many chats have got a message since the push. Raises TimeoutError."""
        wanted = {"chats": str(chats), "polls": str(polls)}
        async with self.http.get(f"{self.url}/wait", params=wanted) as answer:
            tally = await answer.json()
        return Tally(tally["last_at"] - tally["pushed_at"], tally["messages"], tally["chats"])


Start = Callable[[Path, str], AbstractAsyncContextManager[Child]]
"""Starts a bot in a folder, with the address of its Telegram."""


@asynccontextmanager
async def serving(start: Start, latency: float = 0.0) -> AsyncIterator[Running]:
    """Run a server and a bot in a folder of their own, from the bot's first poll on."""
    server = python_command("bench.telegram_server", "--latency", str(latency))
    timeout = ClientTimeout(total=ANSWER_SECONDS)
    with TemporaryDirectory(prefix="same-side-bench-") as name:
        folder = Path(name)
        async with running(server, folder) as telegram, ClientSession(timeout=timeout) as http:
            url = await telegram.next_line()
            async with start(folder, url) as bot:
                run = Running(bot, url, http)
                await run.wait(polls=1)
                yield run


Prepare = Callable[[Path], AbstractAsyncContextManager[str]]
"""Prepares a database, with its files in a folder, and returns its address."""


def with_couples(couples: int) -> Prepare:
    """Return how to prepare an SQLite file with couples."""

    @asynccontextmanager
    async def prepare(folder: Path) -> AsyncIterator[str]:
        yield await copy_of_couples(couples, folder)

    return prepare


@asynccontextmanager
async def empty_file(folder: Path) -> AsyncIterator[str]:
    """Name an SQLite file that is not there yet."""
    yield sqlite_url(folder / "bench.db")


def ours(prepare: Prepare, *, python: Sequence[str] = (), words: Sequence[str] = RUN) -> Start:
    """Return how to start Same Side; `python` are the interpreter's own arguments."""

    @asynccontextmanager
    async def start(folder: Path, url: str) -> AsyncIterator[Child]:
        command = [sys.executable, *python, "-m", *words]
        async with (
            prepare(folder) as database,
            running(command, folder, _settings(url, database) | OUR_SETTINGS) as bot,
        ):
            yield bot

    return start


def observed(prepare: Prepare, *changes: str) -> Start:
    """Return how to start Same Side with observers inside, and with changes of its constants."""
    return ours(prepare, words=("bench.observed_bot", *changes))


def peer(module: str, people: int, concurrent: int = 0, prepare: Prepare = empty_file) -> Start:
    """Return how to start a peer."""

    @asynccontextmanager
    async def start(folder: Path, url: str) -> AsyncIterator[Child]:
        own = {"people": str(people), "concurrent": str(concurrent)}
        command = python_command(f"bench.peers.{module}", python=PEER_PYTHON)
        async with (
            prepare(folder) as database,
            running(command, folder, _settings(url, database) | own) as bot,
        ):
            yield bot

    return start


def _settings(url: str, database: str) -> dict[str, str]:
    return {"telegram_token": TOKEN, "telegram_base_url": url, "database_url": database}
