"""How far Discord was read, so that a bot that starts again goes on there, and hears its gap."""

from __future__ import annotations

from contextlib import AsyncExitStack
from dataclasses import asdict, dataclass
from pathlib import Path

from sqlalchemy import func, select

from bot.hindrance import Hindrance
from bot.lock import hearing
from storage.database import Database
from storage.models import GatewaySession

PLATFORM = "discord"
ALONE = select(func.pg_try_advisory_lock(0x53414D454845_4152))


@dataclass(frozen=True, slots=True)
class Place:
    """A session of the gateway, the number of what was read last, and where it goes on."""

    session: str
    sequence: int
    gateway: str


class Bookmark:
    """Where the gateway's last session was read up to.

    Of several bots on one database one goes by it: two that go on with one session would take it
    from each other.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._held = AsyncExitStack()
        self.ours = False

    async def open(self) -> Place | None:
        """Where to go on, if that is known and no other bot does so; ours until it is closed."""
        self.ours = await self._take()
        if not self.ours:
            return None
        async with self._database.read() as session:
            kept = await session.get(GatewaySession, PLATFORM)
        return Place(kept.session, kept.sequence, kept.gateway) if kept else None

    async def keep(self, place: Place) -> None:
        """After what was read by then is committed, so that at worst some of it is told twice."""
        if not self.ours:
            return
        async with self._database.write() as session:
            await session.merge(GatewaySession(platform=PLATFORM, **asdict(place)))

    async def close(self) -> None:
        """Lets another bot have it."""
        self.ours = False
        await self._held.aclose()

    async def _take(self) -> bool:
        if not self._database.is_sqlite:
            return await self._take_on_server()
        file = self._database.engine.url.database
        try:
            self._held.enter_context(hearing(Path(file) if file else None))
        except Hindrance:
            return False
        return True

    async def _take_on_server(self) -> bool:
        """The lock lives as long as its connection, which is not given back to the pool."""
        connection = await self._database.engine.connect()
        self._held.push_async_callback(connection.close)
        self._held.push_async_callback(connection.invalidate)
        await connection.execution_options(isolation_level="AUTOCOMMIT")
        return bool(await connection.scalar(ALONE))
