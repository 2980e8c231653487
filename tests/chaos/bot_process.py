"""Start the bot's process, tell it what to do, wait for it and kill it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

import asyncpg
from sqlalchemy.engine import make_url

from tests.chaos import bot
from tests.chaos.kill_points import KillPoint
from tests.support.forks import FORKS
from tests.support.storage import postgres

PATIENCE = 60.0
"""Real seconds after which a bot that does not answer is a fault that was found."""
RELEASE_SECONDS = 30.0
ARE_HELD = """
    SELECT EXISTS (
        SELECT FROM pg_locks WHERE locktype = 'advisory'
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
    )
"""


class Died(Exception):
    """The bot's process ended."""


class Failed(Exception):
    """The bot does not do what it should, and no kill explains it."""


class Process:
    """One start of the bot, to its end."""

    def __init__(self, on_death: Callable[[], None]) -> None:
        self._on_death = on_death
        self._dead: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._said: asyncio.Queue[tuple[str, object]] = asyncio.Queue()
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None
        self.exit_code: int | None = None

    @property
    def alive(self) -> bool:
        return self._process is not None and not self._dead.done()

    def start(
        self,
        settings: Mapping[str, str],
        folder: Path,
        migrations: Path,
        ahead: float,
        fault: KillPoint,
    ) -> None:
        """Start the process and return at once; `up` tells when it runs."""
        self._pipe, theirs = FORKS.Pipe()
        given = (theirs, settings, folder, migrations, ahead, fault)
        self._process = FORKS.Process(target=bot.main, args=given, daemon=True)
        self._process.start()
        theirs.close()
        loop = asyncio.get_running_loop()
        loop.add_reader(self._pipe.fileno(), self._receive)
        loop.add_reader(self._process.sentinel, self._on_exit)

    async def wait_until_up(self) -> None:
        """Wait until the bot runs; raise Died if it ends."""
        await self._expect(bot.UP)

    def arm(self, fault: KillPoint) -> None:
        self._send(fault)

    async def settle(self, ahead: float) -> float | None:
        """Move its clock and wait until all is done; return the next moment in unix seconds.

        Raise Died if it ends.
        """
        self._send(ahead)
        coming = await self._expect(bot.SETTLED)
        assert coming is None or isinstance(coming, float)
        return coming

    def kill(self) -> None:
        """Send SIGKILL from outside."""
        if self._process and self.alive:
            self._process.kill()

    async def wait_until_dead(self) -> None:
        """Return when the process has ended."""
        await asyncio.wait_for(asyncio.shield(self._dead), PATIENCE)

    async def _expect(self, word: str) -> object:
        hearing = asyncio.ensure_future(self._said.get())
        either: set[asyncio.Future[object]] = {hearing, self._dead}  # type: ignore[arg-type]  # only looked at
        try:
            done, _ = await asyncio.wait(
                either, timeout=PATIENCE, return_when=asyncio.FIRST_COMPLETED
            )
        finally:
            hearing.cancel()
        if not done:
            raise Failed(f"the bot has not said {word!r} for {PATIENCE:.0f} s")
        if hearing not in done:
            raise Died
        said, about = hearing.result()
        if said != word:
            raise Failed(f"the bot said {said}: {about}")
        return about

    def _send(self, word: KillPoint | float) -> None:
        try:
            if self._pipe and self.alive:
                self._pipe.send(word)
        except OSError:
            # It died this moment; those who wait for it will notice.
            return

    def _receive(self) -> None:
        assert self._pipe
        try:
            self._said.put_nowait(self._pipe.recv())
        except (EOFError, OSError):
            asyncio.get_running_loop().remove_reader(self._pipe.fileno())

    def _on_exit(self) -> None:
        assert self._process
        assert self._pipe
        loop = asyncio.get_running_loop()
        loop.remove_reader(self._process.sentinel)
        loop.remove_reader(self._pipe.fileno())
        self._process.join()
        self.exit_code = self._process.exitcode
        self._process.close()
        self._pipe.close()
        self._dead.set_result(None)
        self._on_death()


async def wait_until_released(database_url: str) -> None:
    """Return when no process holds an advisory lock of the database; at once on SQLite.

    The server frees a killed bot's locks when it reads from its connection again. Until then the
    next bot leaves the people who are locked to the other, and would report that all is done.
    """
    url = make_url(database_url)
    if url.get_backend_name() == "sqlite":
        return
    address = postgres.url_text(url.set(drivername="postgresql"))
    connection = await asyncpg.connect(address)
    try:
        async with asyncio.timeout(RELEASE_SECONDS):
            while await connection.fetchval(ARE_HELD):  # noqa: ASYNC110 a lock has no event
                await asyncio.sleep(0.01)
    finally:
        await connection.close()
