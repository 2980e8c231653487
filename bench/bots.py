"""Start each bot that is measured: ours and its peers, all with the same server and work."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from aiohttp import ClientSession, ClientTimeout

from bench.processes import PEER_PYTHON, Child, python_command, running
from bench.seed import KEY, make_file, sqlite_url
from bench.telegram_server import TOKEN

RATE = 1000
"""SEND_RATE and CHAT_RATE: the most that the settings allow."""
ANSWER_SECONDS = 300.0
Message = tuple[int, str]


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
            url = await telegram.first_line()
            async with start(folder, url) as bot:
                run = Running(bot, url, http)
                await run.wait(polls=1)
                yield run


def ours(couples: int, python: Sequence[str] = ()) -> Start:
    """Return how to start Same Side on SQLite; `python` are more arguments of the interpreter."""

    @asynccontextmanager
    async def start(folder: Path, url: str) -> AsyncIterator[Child]:
        file = folder / "bench.db"
        await make_file(file, couples)
        command = python_command("bot", "run")
        async with running([command[0], *python, *command[1:]], folder, settings(url, file)) as bot:
            yield bot

    return start


def settings(url: str, file: Path) -> dict[str, str]:
    return {
        "telegram_token": TOKEN,
        "telegram_base_url": url,
        "database_url": sqlite_url(file),
        "secret_keys": KEY,
        "send_rate": str(RATE),
        "chat_rate": str(RATE),
        "log_level": "WARNING",
    }


def peer(module: str, people: int, concurrent: int = 0) -> Start:
    """Return how to start a peer on SQLite."""

    @asynccontextmanager
    async def start(folder: Path, url: str) -> AsyncIterator[Child]:
        given = {
            "telegram_token": TOKEN,
            "telegram_base_url": url,
            "database_url": sqlite_url(folder / "peer.db"),
            "people": str(people),
            "concurrent": str(concurrent),
        }
        command = python_command(f"bench.peers.{module}", python=PEER_PYTHON)
        async with running(command, folder, given) as bot:
            yield bot

    return start
