"""Test trouble around the bot: a full disk, a locked file, a jumping clock, a second bot."""

from __future__ import annotations

import asyncio
import sqlite3
import subprocess
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import event, func, select, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import OperationalError
from structlog.testing import capture_logs
from structlog.typing import EventDict

from bot import wakeable_loop
from bot.app import App
from bot.inbox import dispatcher
from chat.messages import Replies
from handlers.turn import Content, Turn
from storage.database import BUSY_MILLISECONDS, Database
from storage.tables.queues import Inbox
from tests.conftest import RING
from tests.support.people import FakeClock
from tests.support.phones.telegram import TelegramPhone
from tests.support.real_clients import ClientHarness, run_client_harness
from tests.support.storage.databases import PreparedDatabase, SqliteScenarioDatabase

ENOUGH_SECONDS = 30.0
LONG = "zanzibar " * 400


@dataclass
class Patience:
    """A wait like the poller's, but a hundred times as fast, which reports that it was needed."""

    needed: asyncio.Event = field(default_factory=asyncio.Event)

    async def sleep(self, seconds: float) -> None:
        self.needed.set()
        await asyncio.sleep(seconds / 100)


@pytest.fixture
def patience(monkeypatch: pytest.MonkeyPatch) -> Patience:
    monkeypatch.setattr(wakeable_loop, "MAX_IDLE_SECONDS", 0.02)
    monkeypatch.setattr(dispatcher, "DATABASE_RETRY_DELAY", timedelta())
    return Patience()


@pytest.fixture
async def clients(
    database: Database, shelf: Content, fake_clock: FakeClock, patience: Patience
) -> AsyncIterator[ClientHarness]:
    """Make a bot that polls; its events wait until it is `working`."""
    async with run_client_harness(
        database, RING, shelf, fake_clock, "telegram", sleep=patience.sleep
    ) as line:
        yield line


@asynccontextmanager
async def working(app: App) -> AsyncIterator[None]:
    """Handle and send automatically, as `run` does."""
    stop = asyncio.Event()
    running = asyncio.create_task(app.run(stop))
    try:
        yield
    finally:
        app.stop(stop)
        await asyncio.wait_for(running, ENOUGH_SECONDS)


async def heard(phone: TelegramPhone, count: int) -> list[str]:
    """Return the bot's messages, once there are that many."""
    server = phone.harness.playground
    await server.until(lambda: len(phone.screen) >= count, ENOUGH_SECONDS)
    return [each.text for each in phone.screen]


async def states(database: Database) -> dict[str, int]:
    async with database.read() as session:
        rows = select(Inbox.state, func.count()).group_by(Inbox.state)
        return {state: count for state, count in await session.execute(rows)}


async def soon(true: Callable[[], bool]) -> None:
    """Return when it has become true."""
    async with asyncio.timeout(ENOUGH_SECONDS):
        while not true():  # noqa: ASYNC110 a log has no event of its own
            await asyncio.sleep(0.01)


def events(logs: list[EventDict]) -> set[str]:
    return {each["event"] for each in logs}


class Disk:
    """A disk of a limited size, as SQLite sees it."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self._pages = 2**30
        event.listen(database.engine.sync_engine, "checkout", self._limit)

    def _limit(self, connection: DBAPIConnection, *_: object) -> None:
        connection.cursor().execute(f"PRAGMA max_page_count={self._pages}")

    async def fill(self) -> None:
        async with self.database.engine.begin() as connection:
            await connection.execute(text("CREATE TABLE ballast (bytes BLOB)"))
            self._pages = (await connection.execute(text("PRAGMA page_count"))).scalar_one()
        with suppress(OperationalError):
            while True:
                async with self.database.engine.begin() as connection:
                    await connection.execute(text("INSERT INTO ballast VALUES (zeroblob(3000))"))

    def clear(self) -> None:
        self._pages = 2**30


@pytest.mark.sqlite
async def test_updates_wait_at_telegram_while_the_disk_is_full(
    clients: ClientHarness, patience: Patience
) -> None:
    """Without `accept` before the offset in `Poller._store_updates`: nobody is answered."""
    alice, disk = clients.telegram("Alice", "1001"), Disk(clients.app.database)
    async with working(clients.app):
        await disk.fill()
        for _ in range(20):
            alice.phone.send(f"/help {LONG}")
        await patience.needed.wait()
        assert clients.playground.unconfirmed() == 20
        disk.clear()
        said = await heard(alice, 20)
    assert len(said) == 20
    assert await states(clients.app.database) == {"done": 20}


@pytest.mark.sqlite
async def test_events_accepted_before_the_disk_was_full_are_handled_later(
    clients: ClientHarness,
) -> None:
    """Without `is_transient`: five tries, and the message is set aside with an apology."""
    alice, disk = clients.telegram("Alice", "1001"), Disk(clients.app.database)
    clients.app.parts.features.router.command("keep")(keep)
    alice.phone.send("/keep")
    await clients.playground.until(lambda: clients.playground.unconfirmed() == 0)
    await disk.fill()
    with capture_logs() as logs:
        async with working(clients.app):
            await soon(lambda: len(logs) > 2 * dispatcher.MAX_ATTEMPTS)
            disk.clear()
            await heard(alice, 1)
    assert events(logs) == {"database_in_trouble"}
    assert await states(clients.app.database) == {"done": 1}


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Make a separate file system with 4 MiB, where mounting is allowed."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ("/bin/mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(folder))
    try:
        subprocess.run(mount, check=True, capture_output=True)  # noqa: S603 words of our own
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"no file system can be mounted here: {error}")
    yield folder
    subprocess.run(("/bin/umount", str(folder)), check=True)  # noqa: S603 words of our own


@pytest.fixture
async def cramped(
    small_disk: Path,
    ground: PreparedDatabase,
    shelf: Content,
    fake_clock: FakeClock,
    patience: Patience,
) -> AsyncIterator[ClientHarness]:
    """Make the same as `line`, on that disk."""
    database = SqliteScenarioDatabase(small_disk / "same-side.db")
    (start,) = ground.initial.values()
    await database.restore({database.file.name: start})
    opened = run_client_harness(database, RING, shelf, fake_clock, "telegram", sleep=patience.sleep)
    async with opened as line:
        yield line
    await database.close()


@pytest.mark.sqlite
async def test_updates_wait_at_telegram_while_a_real_disk_is_full(
    cramped: ClientHarness, small_disk: Path, patience: Patience
) -> None:
    """Without `accept` before the offset in `Poller._store_updates`: nobody is answered."""
    alice, ballast = cramped.telegram("Alice", "1001"), small_disk / "ballast"
    async with working(cramped.app):
        with ballast.open("wb", buffering=0) as file, suppress(OSError):
            while file.write(bytes(4096)):
                pass
        for _ in range(20):
            alice.phone.send(f"/help {LONG}")
        await patience.needed.wait()
        assert cramped.playground.unconfirmed() == 20
        ballast.unlink()
        said = await heard(alice, 20)
    assert len(said) == 20
    assert await states(cramped.app.database) == {"done": 20}


async def keep(turn: Turn) -> Replies:
    await turn.ctx.session.execute(text("INSERT INTO ballast VALUES (zeroblob(9000))"))
    return turn.say("pair-stayed")


class Hold:
    """Another process that locks the same file; the bot waits for it that many milliseconds."""

    def __init__(self, database: Database, patience: int) -> None:
        self._patience = patience
        event.listen(database.engine.sync_engine, "checkout", self._limit)
        name = database.engine.url.database
        assert name
        self._other = sqlite3.connect(name, isolation_level=None)

    def _limit(self, connection: DBAPIConnection, *_: object) -> None:
        connection.cursor().execute(f"PRAGMA busy_timeout={self._patience}")

    def begin(self) -> None:
        self._other.execute("BEGIN EXCLUSIVE")

    def end(self) -> None:
        """Make the bot as patient as before: its database serves the next tests as well."""
        self._other.close()
        self._patience = BUSY_MILLISECONDS


@pytest.mark.sqlite
async def test_a_lock_that_is_short_is_waited_for(
    clients: ClientHarness, patience: Patience
) -> None:
    """Without `busy_timeout`: the poller has to fetch once more."""
    alice, hold = clients.telegram("Alice", "1001"), Hold(clients.app.database, 4000)
    hold.begin()
    alice.phone.send("/help")
    asyncio.get_running_loop().call_later(0.1, hold.end)
    async with working(clients.app):
        await heard(alice, 1)
    assert not patience.needed.is_set()


@pytest.mark.sqlite
async def test_during_a_lock_nothing_is_confirmed_or_partly_written(
    clients: ClientHarness, patience: Patience
) -> None:
    """Without `accept` before the offset in `Poller._store_updates`: nobody is answered."""
    alice, hold = clients.telegram("Alice", "1001"), Hold(clients.app.database, 10)
    hold.begin()
    alice.phone.send("/help")
    async with working(clients.app):
        await patience.needed.wait()
        assert clients.playground.unconfirmed() == 1
        assert await states(clients.app.database) == {}
        hold.end()
        said = await heard(alice, 1)
    assert len(said) == 1
    assert await states(clients.app.database) == {"done": 1}


@pytest.mark.sqlite
async def test_a_lock_sets_nothing_aside_however_long_it_lasts(clients: ClientHarness) -> None:
    """Without the second try in `WakeableLoop`: the bot ends with the first error."""
    alice, hold = clients.telegram("Alice", "1001"), Hold(clients.app.database, 10)
    alice.phone.send("/help")
    await clients.playground.until(lambda: clients.playground.unconfirmed() == 0)
    hold.begin()
    with capture_logs() as logs:
        async with working(clients.app):
            await soon(lambda: len(logs) > 2 * dispatcher.MAX_ATTEMPTS)
            hold.end()
            await heard(alice, 1)
    assert events(logs) <= {"database_in_trouble", "loop_failed"}
    assert await states(clients.app.database) == {"done": 1}
