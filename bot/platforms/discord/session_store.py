"""How far Discord was read, so that a bot that starts again goes on there, and hears its gap."""

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
    """A session of the gateway, the number of what was read last, and where it goes on."""

    session: str
    sequence: int
    gateway: str


class SessionStore:
    """Where the gateway's last session was read up to.

    Of several bots on one database one goes by it: two that go on with one session would take it
    from each other.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._resources = AsyncExitStack()
        self.is_locked = False

    async def open(self) -> SessionPosition | None:
        """Where to go on, if that is known and no other bot does so; ours until it is closed."""
        self.is_locked = await self._acquire_lock()
        if not self.is_locked:
            return None
        async with self._database.read() as session:
            row = await session.get(GatewaySession, PLATFORM)
        return SessionPosition(row.session, row.sequence, row.gateway) if row else None

    async def save(self, position: SessionPosition) -> None:
        """After what was read by then is committed, so that at worst some of it is told twice."""
        if not self.is_locked:
            return
        async with self._database.write() as session:
            await session.merge(GatewaySession(platform=PLATFORM, **asdict(position)))

    async def close(self) -> None:
        """Lets another bot have it."""
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
        """The lock lives as long as its connection, which is not given back to the pool."""
        connection = await self._database.engine.connect()
        self._resources.push_async_callback(connection.close)
        self._resources.push_async_callback(connection.invalidate)
        await connection.execution_options(isolation_level="AUTOCOMMIT")
        return bool(await connection.scalar(TRY_LOCK))
