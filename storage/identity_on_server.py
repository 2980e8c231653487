"""A process's name at PostgreSQL and its locks there, on a connection of its own.

The name is an advisory lock. When the connection is cut the server frees all of its locks, and
others take the process for dead although it lives. So it must notice before they do: it asks the
server every two seconds whether the lock is still there, and without an answer it counts as lost
long before the server gives up on a line that went silent.

A process that is paused asks nothing, while its connection stays open. So another one that wants
its locks ends the connection of a process that has been silent for longer than it may be.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping
from hashlib import sha256
from math import inf
from typing import Any

from sqlalchemy import URL, NullPool, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from storage.identity import new_identity_id

KEEP_ALIVE_SECONDS = 2.0
"""How often the server is asked, and so hears of us."""
RECHECK_SECONDS = 1.0
"""How long the server's word that we hold the lock is good for, before it is asked again."""
ANSWER_SECONDS = 5.0
LOST_AFTER_SECONDS = 8.0
"""How long after the server's latest answer we count as lost."""
SILENT_AFTER_SECONDS = 9.0
"""How long after its last question a process's connection may be ended; it is lost before."""
APPLICATION_NAME = "same-side process"
"""The name of these connections in the server's list."""
TCP_KEEPALIVES = {
    "tcp_keepalives_idle": "15",
    "tcp_keepalives_interval": "5",
    "tcp_keepalives_count": "3",
}
"""The server gives up on a silent line after 30 seconds, where it would wait for two hours."""

TRY_LOCK = "SELECT pg_try_advisory_lock($1::bigint)"
HOLDS_LOCK = """
    SELECT EXISTS (
        SELECT FROM pg_locks WHERE locktype = 'advisory' AND granted AND pid = pg_backend_pid()
    )
"""
SELECT_LOCK_NUMBERS = text("""
    SELECT (classid::bigint << 32) | objid::bigint FROM pg_locks
    WHERE locktype = 'advisory' AND granted AND objsubid = 1
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
""")
"""Each lock of this database that has one number, which the server keeps in two halves."""


END_SILENT = f"""
    SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
    WHERE application_name = '{APPLICATION_NAME}' AND datname = current_database()
    AND pid <> pg_backend_pid() AND state = 'idle'
    AND state_change < clock_timestamp() - interval '{SILENT_AFTER_SECONDS} seconds'
"""  # noqa: S608 the only parts put in are the constants above
END_SILENT_PROCESSES = text(END_SILENT)
CHANNEL = "same_side"
NOTIFY = f"SELECT pg_notify('{CHANNEL}', $1)"
UNLOCK = "SELECT pg_advisory_unlock($1::bigint)"


class IdentityOnServer:
    """The name, read as a number, is that of the lock."""

    def __init__(self, engine: AsyncEngine, url: URL, arguments: Mapping[str, Any]) -> None:
        self._engine = engine
        settings = {"application_name": APPLICATION_NAME, **TCP_KEEPALIVES}
        self._lock_engine = create_async_engine(
            url,
            poolclass=NullPool,
            hide_parameters=True,
            connect_args={**arguments, "server_settings": settings},
        )
        self._connection: AsyncConnection | None = None
        self._driver_connection: Any = None
        """asyncpg's own connection, within the other."""
        self._confirmed_at = -inf
        self._acquire_mutex = asyncio.Lock()
        """The connection answers one question at a time."""
        self._locks: set[str] = set()
        self._keeping_alive: asyncio.Task[None] | None = None
        self._hear: Callable[[str], None] | None = None
        self.id = ""

    @property
    def is_lost(self) -> bool:
        return self._is_closed() or self.seconds_since_confirmed > LOST_AFTER_SECONDS

    @property
    def seconds_since_confirmed(self) -> float:
        return self._now() - self._confirmed_at

    async def acquire(self) -> str:
        async with self._acquire_mutex:
            await self._ensure_connected()
            return self.id

    async def try_lock(self, name: str) -> bool:
        async with self._acquire_mutex:
            await self._ensure_connected()
            if name in self._locks:
                return True
            ours = await self._ask(TRY_LOCK, _number_of(name))
            if ours:
                self._locks.add(name)
            else:
                await self._ask(END_SILENT)
            return bool(ours)

    async def unlock(self, name: str) -> None:
        async with self._acquire_mutex:
            if self.holds(name):
                await self._ask(UNLOCK, _number_of(name))
            self._locks.discard(name)

    def holds(self, name: str) -> bool:
        return name in self._locks and not self.is_lost

    async def notify(self, news: str) -> None:
        async with self._acquire_mutex:
            await self._ensure_connected()
            await self._ask(NOTIFY, news)

    async def listen(self, hear: Callable[[str], None]) -> None:
        async with self._acquire_mutex:
            self._hear = hear
            await self._ensure_connected()
            await self._start_listening()

    async def alive_ids(self, ids: Iterable[str]) -> set[str]:
        async with self._engine.begin() as connection:
            await connection.execute(END_SILENT_PROCESSES)
            numbers = (await connection.execute(SELECT_LOCK_NUMBERS)).scalars().all()
        return {_identity_id(number) for number in numbers}.intersection(ids)

    async def close(self) -> None:
        if self._keeping_alive:
            self._keeping_alive.cancel()
            await asyncio.wait([self._keeping_alive])
            self._keeping_alive = None
        await self._disconnect()

    async def _ensure_connected(self) -> None:
        if self.seconds_since_confirmed > RECHECK_SECONDS or self._is_closed():
            await self._confirm_or_reconnect()
        if self._keeping_alive is None or self._keeping_alive.done():
            self._keeping_alive = asyncio.create_task(self._keep_alive())

    async def _keep_alive(self) -> None:
        """Ask the server again and again; a connection that was lost is made again on demand."""
        while True:
            await asyncio.sleep(KEEP_ALIVE_SECONDS)
            async with self._acquire_mutex:
                if not self._is_closed() and not await self._is_still_locked():
                    await self._disconnect()

    async def _disconnect(self) -> None:
        self._locks.clear()
        connection, self._connection, self._driver_connection = self._connection, None, None
        if connection:
            await connection.invalidate()
            await connection.close()

    async def _confirm_or_reconnect(self) -> None:
        try:
            if not await self._is_still_locked():
                await self._disconnect()
                await self._connect_and_lock()
        except BaseException:
            await self._disconnect()
            raise

    async def _connect_and_lock(self) -> None:
        self._connection = await self._lock_engine.connect()
        self._driver_connection = (await self._connection.get_raw_connection()).driver_connection
        taken = False
        while not taken:
            self.id, asked = new_identity_id(), self._now()
            taken = bool(await self._ask(TRY_LOCK, _lock_number(self.id)))
            self._confirmed_at = asked

        await self._start_listening()

    async def _start_listening(self) -> None:
        if self._hear:
            await self._driver_connection.add_listener(CHANNEL, self._on_notification)

    def _on_notification(self, driver: Any, pid: int, _channel: str, news: str) -> None:  # noqa: ANN401 asyncpg's type
        if self._hear and pid != driver.get_server_pid():
            self._hear(news)

    async def _ask(self, statement: str, *values: object) -> object:
        return await self._driver_connection.fetchval(statement, *values, timeout=ANSWER_SECONDS)

    async def _is_still_locked(self) -> bool:
        """Ask the server whether it still holds the lock for us; no answer means no."""
        asked = self._now()
        try:
            known = self._driver_connection and await self._ask(HOLDS_LOCK)
        except Exception:
            # The driver raises errors of many families, and each means the same here.
            return False
        if known:
            self._confirmed_at = asked
        return bool(known)

    def _is_closed(self) -> bool:
        return self._driver_connection is None or self._driver_connection.is_closed()

    def _now(self) -> float:
        """Return real seconds, which the server counts in; the bot's clock may be moved."""
        return asyncio.get_running_loop().time()


def _lock_number(name: str) -> int:
    """Return the signed 64-bit number of the lock that a name stands for."""
    return int.from_bytes(bytes.fromhex(name), signed=True)


def _number_of(name: str) -> int:
    """Return the number of a named lock, which no identity's random number meets by chance."""
    return int.from_bytes(sha256(f"same-side {name}".encode()).digest()[:8], signed=True)


def _identity_id(number: int) -> str:
    return number.to_bytes(8, signed=True).hex()
