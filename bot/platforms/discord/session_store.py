"""Stores how far Discord was read, so that a restarted bot resumes there and misses nothing."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from sqlalchemy import update

from storage.database import Database, insert_new
from storage.tables.queues import GatewaySession

PLATFORM = "discord"


@dataclass(frozen=True, slots=True)
class SessionPosition:
    """A session of the gateway, the number last read, and the address at which to resume."""

    session: str
    sequence: int
    gateway: str


class SessionStore:
    """Stores how far the gateway's last session was read.

    One bot of a database listens at a time. Each one that begins raises the row's fence, so that
    one that was paused meanwhile no longer writes its position over the new one's.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._fence: int | None = None

    async def open(self) -> SessionPosition | None:
        """Return the stored position, if there is one, and keep earlier readers from storing."""
        async with self._database.write() as session:
            row = await session.get(GatewaySession, PLATFORM, with_for_update=True)
            if row is None:
                self._fence = 0
                return None
            row.fence += 1
            self._fence = row.fence
            return SessionPosition(row.session, row.sequence, row.gateway)

    async def save(self, position: SessionPosition) -> None:
        """Store the position once its events are committed; at worst some are received twice."""
        if self._fence is None:
            await self.open()
        values = asdict(position)
        store = (
            update(GatewaySession)
            .where(GatewaySession.platform == PLATFORM, GatewaySession.fence == self._fence)
            .values(values)
            .returning(GatewaySession.fence)
        )
        async with self._database.write() as session:
            if await session.scalar(store) is None and not self._fence:
                row = {"platform": PLATFORM, "fence": 0, **values}
                await insert_new(session, GatewaySession, [row])
