"""Stores how far Discord was read, so that a restarted bot resumes there and misses nothing."""

from __future__ import annotations

from contextlib import AsyncExitStack
from dataclasses import asdict, dataclass
from pathlib import Path

from sqlalchemy import func, select

from bot.errors import OperatorError
from bot.ops.file_lock import gateway_session
from storage.database import Database
from storage.tables.queues import GatewaySession

PLATFORM = "discord"
TRY_LOCK = select(func.pg_try_advisory_lock(0x53414D454845_4152))


@dataclass(frozen=True, slots=True)
class SessionPosition:
    """A session of the gateway, the number last read, and the address at which to resume."""

    session: str
    sequence: int
    gateway: str


class SessionStore:
    """Stores how far the gateway's last session was read.

    Of several bots on one database only one uses it: two that resume the same session would take it
    from each other.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._resources = AsyncExitStack()
        self.is_locked = False

    async def open(self) -> SessionPosition | None:
        """Return the stored position, or None if another bot uses it; lock it until `close`."""
        self.is_locked = await self._acquire_lock()
        if not self.is_locked:
            return None
        async with self._database.read() as session:
            row = await session.get(GatewaySession, PLATFORM)
        return SessionPosition(row.session, row.sequence, row.gateway) if row else None

    async def save(self, position: SessionPosition) -> None:
        """Store the position once its events are committed; at worst some are received twice."""
        if not self.is_locked:
            return
        async with self._database.write() as session:
            await session.merge(GatewaySession(platform=PLATFORM, **asdict(position)))

    async def close(self) -> None:
        """Let another bot use it."""
        self.is_locked = False
        await self._resources.aclose()

    async def _acquire_lock(self) -> bool:
        if not self._database.is_sqlite:
            return await self._acquire_lock_on_server()
        file = self._database.engine.url.database
        try:
            self._resources.enter_context(gateway_session(Path(file) if file else None))
        except OperatorError:
            return False
        return True

    async def _acquire_lock_on_server(self) -> bool:
        """Take a lock that lives as long as its connection, which never goes back to the pool."""
        connection = await self._database.engine.connect()
        self._resources.push_async_callback(connection.close)
        self._resources.push_async_callback(connection.invalidate)
        await connection.execution_options(isolation_level="AUTOCOMMIT")
        return bool(await connection.scalar(TRY_LOCK))
