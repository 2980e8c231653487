"""Start each bot that is measured: ours and its peers, all with the same server and work."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from aiohttp import ClientSession, ClientTimeout
from click import ClickException

from bench.processes import OUR_PYTHON, PEER_PYTHON, Child, python_command, running
from bench.seed import KEY, copy_of_couples, sqlite_url
from bench.servers.telegram import TOKEN

RATE = 1000
"""SEND_RATE and CHAT_RATE: the most that the settings allow."""
ANSWER_SECONDS = 300.0
NO_TELEGRAM = "http://127.0.0.1:9"
Message = tuple[int, str]
RUN = "bot", "run"
OUR_SETTINGS = {
    "secret_keys": KEY,
    "send_rate": str(RATE),
    "chat_rate": str(RATE),
    "log_level": "WARNING",
}


@dataclass(frozen=True)
class Running:
    """A bot that polls, and the server that it polls."""

    bot: Child
    url: str
    http: ClientSession
    start_seconds: float
    """From the start of its process to its first poll."""

    async def push(self, messages: Sequence[Message]) -> None:
        """Hand the bot messages as `(person, text)`."""
        async with self.http.post(f"{self.url}/push", json=messages) as answer:
            answer.raise_for_status()

    async def wait(self, chats: int) -> float:
        """Wait until that many chats have got a message since the push, and return the seconds.

        Raises ProcessEnded.
        """
        asking = _wait(self.http, self.url, "chats", chats)
        tally = await self.bot.unless_it_ends(asking)
        return tally["last_at"] - tally["pushed_at"]


Start = Callable[[Path, str], AbstractAsyncContextManager[Child]]
"""Starts a bot in a folder, with the address of its Telegram."""


@asynccontextmanager
async def serving(start: Start, latency: float = 0.0) -> AsyncIterator[Running]:
    """Run a server and a bot in a folder of their own, from the bot's first poll on."""
    server = python_command("bench.servers.telegram", "--latency", str(latency))
    timeout = ClientTimeout(total=ANSWER_SECONDS)
    with TemporaryDirectory(prefix="same-side-bench-") as name:
        folder = Path(name)
        async with running(server, folder) as telegram, ClientSession(timeout=timeout) as http:
            url = await telegram.next_line()
            async with start(folder, url) as bot:
                await bot.unless_it_ends(_wait(http, url, "polls", 1))
                yield Running(bot, url, http, time.perf_counter() - bot.started_at)


@asynccontextmanager
async def opened(start: Start) -> AsyncIterator[Child]:
    """Start a process that needs no Telegram, in a folder of its own."""
    with TemporaryDirectory(prefix="same-side-bench-") as folder:
        async with start(Path(folder), NO_TELEGRAM) as child:
            yield child


async def _wait(http: ClientSession, url: str, what: str, number: int) -> dict[str, float]:
    async with http.get(f"{url}/wait", params={what: str(number)}) as answer:
        tally: dict[str, float] = await answer.json()
        return tally


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
        command: list[str | Path] = [_installed(OUR_PYTHON), *python, "-m", *words]
        async with (
            prepare(folder) as database,
            running(command, folder, _settings(url, database) | OUR_SETTINGS) as bot,
        ):
            yield bot

    return start


def observed(prepare: Prepare, *changes: str) -> Start:
    """Return how to start Same Side with observers inside, and with changes of its constants."""
    return ours(prepare, words=("bench.observers.observed_bot", *changes))


def peer(module: str, people: int, concurrent: int = 0, prepare: Prepare = empty_file) -> Start:
    """Return how to start a peer."""

    @asynccontextmanager
    async def start(folder: Path, url: str) -> AsyncIterator[Child]:
        own = {"people": str(people), "concurrent": str(concurrent)}
        command = python_command(f"bench.peers.{module}", python=_installed(PEER_PYTHON))
        async with (
            prepare(folder) as database,
            running(command, folder, _settings(url, database) | own) as bot,
        ):
            yield bot

    return start


def _installed(python: Path) -> Path:
    if not python.exists():
        raise ClickException("the bots are not installed: `make bench ONLY=start` does it")
    return python


def _settings(url: str, database: str) -> dict[str, str]:
    return {"telegram_token": TOKEN, "telegram_base_url": url, "database_url": database}
