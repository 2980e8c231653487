"""Test that failing to store events raises an alarm, and that the bot is not ready meanwhile."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import aiohttp
import pytest
from sqlalchemy import event, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from structlog.testing import capture_logs

from bot.app import App
from bot.ops.health import serve_pages
from handlers.turn import Content
from storage.database import Database
from tests.conftest import RING
from tests.ops.test_health import Watch
from tests.storage.test_broken import Disk, Patience, patience as patience, soon, working
from tests.support.people import FakeClock, Person
from tests.support.real_clients import ClientHarness, run_client_harness

PAGE = 4096
LONG = "zanzibar " * 200
WHERE = pytest.mark.parametrize("platform", ["telegram", "discord"])


@pytest.fixture
async def clients(
    platform: str, database: Database, shelf: Content, fake_clock: FakeClock, patience: Patience
) -> AsyncIterator[ClientHarness]:
    async with run_client_harness(
        database, RING, shelf, fake_clock, platform, sleep=patience.sleep
    ) as line:
        yield line


class Full(Disk):
    """A disk without a free byte."""

    async def breaks(self) -> None:
        await self.fill()

    async def is_mended(self) -> None:
        self.clear()


class ReadOnly:
    """A database that can be read but not written: a failed disk, a server in standby."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._on = False
        event.listen(database.engine.sync_engine, "checkout", self._set)

    def _set(self, connection: DBAPIConnection, *_: object) -> None:
        cursor = connection.cursor()
        if self._database.is_sqlite:
            cursor.execute(f"PRAGMA query_only = {self._on:d}")
        elif self._on:
            cursor.execute("SET transaction_read_only = on")
        cursor.close()

    async def breaks(self) -> None:
        self._on = True

    async def is_mended(self) -> None:
        self._on = False


class Torn:
    """A file with garbage everywhere but in its first page."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._file = Path(database.engine.url.database or "")
        self._whole = b""
        event.listen(database.engine.sync_engine, "checkout", _forget_what_was_read)

    async def breaks(self) -> None:
        async with self._database.read() as session:
            await session.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
        self._whole = self._file.read_bytes()
        self._write(self._whole[:PAGE] + b"\x99" * (len(self._whole) - PAGE))

    async def is_mended(self) -> None:
        self._write(self._whole)

    def _write(self, content: bytes) -> None:
        """Write in place, since the file may be open."""
        with self._file.open("r+b") as file:
            file.write(content)


def _forget_what_was_read(connection: DBAPIConnection, *_: object) -> None:
    connection.cursor().execute("PRAGMA shrink_memory")


Trouble = Full | ReadOnly | Torn


@asynccontextmanager
async def watched(app: App) -> AsyncIterator[Watch]:
    """Run the bot, and watch its pages."""
    async with AsyncExitStack() as stack:
        port = await stack.enter_async_context(serve_pages(app.metrics, app.process_metrics, 0))
        http = await stack.enter_async_context(aiohttp.ClientSession())
        await stack.enter_async_context(working(app))
        watch = Watch(f"http://127.0.0.1:{port}", http)
        assert await watch.reason() is None
        yield watch


@asynccontextmanager
async def troubled(by: Trouble) -> AsyncIterator[None]:
    """Break the database for a while; the next tests use it as well."""
    await by.breaks()
    try:
        yield
    finally:
        await by.is_mended()


def person(clients: ClientHarness, platform: str) -> Person:
    found = {"telegram": clients.telegram, "discord": clients.discord}
    return found[platform]("Alice", "1001")


def says(who: Person, words: str) -> None:
    """Send words, which the bot may not be able to hear yet."""
    phone = who.phone  # type: ignore[attr-defined]  # of either platform
    phone.send(words) if hasattr(phone, "send") else phone.says(words)


@WHERE
@pytest.mark.sqlite
@pytest.mark.parametrize("kind", [Full, Torn])
async def test_while_the_disk_is_full_or_the_file_damaged_it_is_not_ready_and_says_so_at_once(
    clients: ClientHarness, platform: str, kind: Callable[[Database], Trouble], patience: Patience
) -> None:
    """Without the word of `App.accept`: ready for two minutes; on Telegram without an alarm."""
    await _is_told(kind(clients.app.database), clients, platform, patience)


@WHERE
async def test_while_nothing_can_be_written_it_is_not_ready_and_says_so_at_once(
    clients: ClientHarness, platform: str, patience: Patience
) -> None:
    """As above."""
    await _is_told(ReadOnly(clients.app.database), clients, platform, patience)


async def _is_told(
    trouble: Trouble, clients: ClientHarness, platform: str, patience: Patience
) -> None:
    alice = person(clients, platform)
    async with watched(clients.app) as watch, troubled(trouble):
        with capture_logs() as logs:
            for _ in range(5):
                says(alice, f"/help {LONG}")
            await patience.needed.wait()
            assert await watch.reason() == "database"
        alarms = [each for each in logs if each["event"] == "arrivals_not_kept"]
        assert alarms
        assert {each["log_level"] for each in alarms} == {"error"}
        assert all(each["reason"] for each in alarms)
        await trouble.is_mended()
        await soon(lambda: len(alice.screen) >= 5)
        assert await watch.reason() is None
