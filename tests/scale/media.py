"""Measure backup, keys and retention on SQLite with a gigabyte of photos and voice notes."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import threading
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Self
from uuid import uuid4

import click
from sqlalchemy import func, select
from sqlalchemy.engine import URL

from bot.cli import keys
from bot.settings import Settings
from chat.media import MediaKind
from domain.context import Context
from domain.media import kept
from scheduler.retention import sweep
from storage import backup, migrate
from storage.database import Database
from storage.sealing import KeyRing, ServerKeys, Vault
from storage.tables.media import KeptFile
from storage.tables.member import Member
from tests.load.processes import Step
from tests.scale.progress import bar

FILES, FILE_BYTES, FILES_EACH = 200, 5_000_000, 20
"""A gigabyte of ten people, each with half of what `MEDIA_MB_EACH` allows."""
NOW = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
MAX_WAIT_SECONDS = 5.0
"""As long as SQLite lets a writer wait, before the bot has to try again (`storage/sqlite.py`)."""
PROBE_SECONDS = 0.02


@dataclass
class Waiting:
    """Tries to write all the time, as people's events do, and notes the longest wait."""

    file: Path
    longest: float = 0.0
    took: float = 0.0
    _stop: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> Self:
        self._thread = threading.Thread(target=self._write_on)
        self._thread.start()
        self._begun = time.perf_counter()
        return self

    def __exit__(
        self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None
    ) -> None:
        self.took = time.perf_counter() - self._begun
        self._stop.set()
        self._thread.join()

    def _write_on(self) -> None:
        with closing(sqlite3.connect(self.file, timeout=600, isolation_level=None)) as other:
            while not self._stop.wait(PROBE_SECONDS):
                begun = time.perf_counter()
                other.execute("BEGIN IMMEDIATE")
                other.execute("COMMIT")
                self.longest = max(self.longest, time.perf_counter() - begun)


def measure(_server: URL, divisor: int) -> Iterator[str]:
    """Print how long each takes, and how long somebody else had to wait; yield each fault."""
    count = FILES // divisor
    with TemporaryDirectory(prefix="same-side-media-") as folder, bar("files", count) as step:
        seen = asyncio.run(_measure(Path(folder), count, step))
    click.echo(f"{count * FILE_BYTES / kept.MB:,.0f} MB in {count} files:")
    click.echo("| what | seconds | longest wait of another writer |")
    click.echo("| --- | --- | --- |")
    for name, each in seen.items():
        click.echo(f"| {name} | {each.took:.1f} | {each.longest:.2f} s |")
        if each.longest > MAX_WAIT_SECONDS:
            yield f"{name}: somebody waited {each.longest:.1f} s to write"


async def _measure(folder: Path, count: int, step: Step) -> dict[str, Waiting]:
    file = folder / "same-side.db"
    old, new = KeyRing.generate_key("old"), KeyRing.generate_key("new")
    settings = Settings(
        _env_file=None,
        database_url=f"sqlite+aiosqlite:///{file}",
        secret_keys=f"{new},{old}",
    )
    database = Database(settings.database_url)
    await migrate.upgrade(database)
    await _fill(database, KeyRing.parse(old), count, step)
    copied = partial(asyncio.to_thread, backup.copy, file, folder / "copy.db")
    seen = {
        "storing one": await _timed(file, partial(_fill, database, KeyRing.parse(old), 1, step)),
        "backup": await _timed(file, copied),
        "`keys rotate`": await _timed(file, partial(_without_fault, keys.rotate, settings)),
        "`keys check`": await _timed(file, partial(_without_fault, keys.check, settings)),
        "retention, nothing to delete": await _timed(file, partial(sweep, database, NOW)),
        "retention of all of it": await _timed(
            file, partial(sweep, database, NOW + 2 * kept.UNHELD_FOR)
        ),
    }
    async with database.read() as session:
        assert await session.scalar(select(func.count()).select_from(KeptFile)) == 0
    await database.close()
    return seen


async def _timed(file: Path, work: Callable[[], Awaitable[object]]) -> Waiting:
    with Waiting(file) as waiting:
        await work()
    return waiting


async def _without_fault(
    command: Callable[..., Awaitable[keys.KeyReport]], settings: Settings
) -> None:
    report = await command(settings, lambda *_: None)
    if report.faults:
        raise AssertionError(report.faults)


async def _fill(database: Database, ring: KeyRing, count: int, step: Step) -> None:
    """Keep files of random bytes, which nothing makes smaller; no words hold them."""
    member: Member | None = None
    for number in range(count):
        async with database.write() as session:
            ctx = Context(session, Vault(session, ring), NOW)
            if number % FILES_EACH == 0:
                member = Member(
                    id=uuid4(), platform="telegram", lookup=os.urandom(32), joined_at=NOW
                )
                ctx.vault.make_key(member.id)
                session.add(member)
                await session.flush()
            assert member
            owner = await session.merge(member)
            content = os.urandom(FILE_BYTES)
            cleaned = kept.CleanedFile(MediaKind.PHOTO, content)
            await kept.keep(ctx, ServerKeys(b"of a measurement"), owner, cleaned, content, "")
        step(1)
