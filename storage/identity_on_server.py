"""A process's name at PostgreSQL: an advisory lock on a connection of its own.

When that connection is cut the server frees the lock, and others take the process for dead
although it lives. So it must notice before they do: it asks the server again and again whether the
lock is still there, and without an answer it counts as lost long before the server gives up on a
line that went silent.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from math import inf
from typing import Any

from sqlalchemy import NullPool, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from storage.identity import new_identity_id

RECHECK_SECONDS = 1.0
"""How long the server's word that we hold the lock is good for, before it is asked again."""
ANSWER_SECONDS = 5.0
LOST_AFTER_SECONDS = 10.0
"""So long after its latest word we count as lost."""
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


class IdentityOnServer:
    """The name, read as a number, is that of the lock."""

    def __init__(self, engine: AsyncEngine, arguments: Mapping[str, Any]) -> None:
        self._engine = engine
        settings = arguments["server_settings"] | TCP_KEEPALIVES
        self._lock_engine = create_async_engine(
            engine.url,
            poolclass=NullPool,
            hide_parameters=True,
            connect_args={**arguments, "server_settings": settings},
        )
        self._connection: AsyncConnection | None = None
        self._driver_connection: Any = None
        """asyncpg's own connection, within the other."""
        self._confirmed_at = -inf
        self._acquire_mutex = asyncio.Lock()
        self.id = ""

    @property
    def is_lost(self) -> bool:
        return self._is_closed() or self._seconds_since_confirmed() > LOST_AFTER_SECONDS

    async def acquire(self) -> str:
        async with self._acquire_mutex:
            if self._seconds_since_confirmed() > RECHECK_SECONDS or self._is_closed():
                await self._confirm_or_reconnect()
            return self.id

    async def alive_ids(self, ids: Iterable[str]) -> set[str]:
        async with self._engine.begin() as connection:
            numbers = (await connection.execute(SELECT_LOCK_NUMBERS)).scalars().all()
        return {_identity_id(number) for number in numbers}.intersection(ids)

    async def close(self) -> None:
        connection, self._connection, self._driver_connection = self._connection, None, None
        if connection:
            await connection.invalidate()
            await connection.close()

    async def _confirm_or_reconnect(self) -> None:
        try:
            if not await self._is_still_locked():
                await self.close()
                await self._connect_and_lock()
        except BaseException:
            await self.close()
            raise

    async def _connect_and_lock(self) -> None:
        self._connection = await self._lock_engine.connect()
        self._driver_connection = (await self._connection.get_raw_connection()).driver_connection
        taken = False
        while not taken:
            self.id, asked = new_identity_id(), self._now()
            taken = await self._driver_connection.fetchval(
                TRY_LOCK, _lock_number(self.id), timeout=ANSWER_SECONDS
            )
            self._confirmed_at = asked

    async def _is_still_locked(self) -> bool:
        """Whether the server still holds the lock for us, as far as it answers."""
        asked = self._now()
        try:
            driver = self._driver_connection
            known = driver and await driver.fetchval(HOLDS_LOCK, timeout=ANSWER_SECONDS)
        except Exception:
            # The driver raises errors of many families, and each means the same here.
            return False
        if known:
            self._confirmed_at = asked
        return bool(known)

    def _is_closed(self) -> bool:
        return self._driver_connection is None or self._driver_connection.is_closed()

    def _seconds_since_confirmed(self) -> float:
        return self._now() - self._confirmed_at

    def _now(self) -> float:
        """Real seconds, since the server counts in them; the bot's clock may be moved."""
        return asyncio.get_running_loop().time()


def _lock_number(name: str) -> int:
    """Of 64 bits, with a sign."""
    return int.from_bytes(bytes.fromhex(name), signed=True)


def _identity_id(number: int) -> str:
    return number.to_bytes(8, signed=True).hex()
