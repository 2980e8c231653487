"""Run Debian's PgBouncer before a PostgreSQL, in transaction mode."""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from sqlalchemy.engine import URL

PROGRAM = shutil.which("pgbouncer", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
REQUIRED = "REQUIRE_PGBOUNCER"
PORT = 6432
START_SECONDS = 10.0
CONFIGURATION = """
[databases]
* = host={server} port=5432 user=postgres
[pgbouncer]
listen_addr =
listen_port = {port}
unix_socket_dir = {folder}
auth_type = any
pool_mode = transaction
default_pool_size = 3
"""


@asynccontextmanager
async def running_pooler(server: URL) -> AsyncIterator[URL]:
    """Return the way to the database of `server` through a pooler with three connections."""
    if PROGRAM is None:
        if REQUIRED in os.environ:
            raise AssertionError("PgBouncer is not installed: apt install pgbouncer")
        pytest.skip("needs PgBouncer: apt install pgbouncer")
    sockets = str(server.query["host"])
    owner = os.stat(sockets)
    with TemporaryDirectory(prefix="same-side-pooler-") as folder:
        os.chown(folder, owner.st_uid, owner.st_gid)
        file = Path(folder) / "pgbouncer.ini"
        file.write_text(CONFIGURATION.format(server=sockets, folder=folder, port=PORT))
        process = await asyncio.create_subprocess_exec(
            *(PROGRAM, "-q", str(file)),
            user=owner.st_uid if os.getuid() == 0 else None,
            group=owner.st_gid if os.getuid() == 0 else None,
        )
        try:
            await _wait_for_socket(f"{folder}/.s.PGSQL.{PORT}")
            yield server.set(query={"host": folder, "port": str(PORT)})
        finally:
            process.terminate()
            await process.wait()


async def _wait_for_socket(file: str) -> None:
    async with asyncio.timeout(START_SECONDS):
        while not os.path.exists(file):  # noqa: ASYNC110, ASYNC240 another process makes it, in memory
            await asyncio.sleep(0.05)
