"""Stand between a bot and PostgreSQL, and swallow every byte on demand, as a dead network does."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from sqlalchemy.engine import URL

CHUNK = 2**16


@dataclass
class BlackHole:
    """Passes bytes on while it is `open`; otherwise it takes them, and new connections as well."""

    socket: str
    """The path of the server's socket."""
    open: asyncio.Event = field(default_factory=asyncio.Event)
    connections: int = 0
    """How many connections were ever made."""
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    async def take(self, client: asyncio.StreamReader, to_client: asyncio.StreamWriter) -> None:
        """Pass on one connection until it ends."""
        self.connections += 1
        answers, to_server = await asyncio.open_unix_connection(self.socket)
        ways = self._pass_on(client, to_server), self._pass_on(answers, to_client)
        tasks = {asyncio.ensure_future(way) for way in ways}
        self._tasks |= tasks
        await asyncio.wait(tasks)
        self._tasks -= tasks

    def end(self) -> None:
        """End all connections."""
        for task in self._tasks:
            task.cancel()

    async def _pass_on(self, source: asyncio.StreamReader, to: asyncio.StreamWriter) -> None:
        try:
            while chunk := await source.read(CHUNK):
                if self.open.is_set():
                    to.write(chunk)
                    await to.drain()
        except ConnectionError:
            return
        finally:
            to.close()


@asynccontextmanager
async def black_hole_before(server: URL) -> AsyncIterator[tuple[BlackHole, URL]]:
    """Return an open black hole, and the way through it to the database of `server`."""
    hole = BlackHole(f"{server.query['host']}/.s.PGSQL.5432")
    hole.open.set()
    listening = await asyncio.start_server(hole.take, "127.0.0.1", 0)
    port = listening.sockets[0].getsockname()[1]
    try:
        yield hole, server.set(host="127.0.0.1", port=port, query={})
    finally:
        listening.close()
        hole.end()
        await listening.wait_closed()
