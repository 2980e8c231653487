"""While a platform refuses our token everything waits, and nothing is dropped for having waited."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from sqlalchemy import bindparam, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.adapter import Adapter, TokenRefused
from bot.clock import Clock
from storage.columns import Instant
from storage.database import Database
from storage.models import Outbox

log = structlog.get_logger(__name__)

PROBE_SECONDS = 300.0
BATCH = 500
WAITS = Outbox.state == "new"
MARK = TokenRefused.__name__


@dataclass
class Hold:
    """Begins with a refused send, and is over when a probe is welcome.

    The refused row keeps the name of the error and the moment, so that the next start knows since
    when everything waits.
    """

    database: Database
    adapters: Mapping[str, Adapter]
    clock: Clock
    _since: datetime | None = None
    _until: float = 0.0

    @property
    def on(self) -> bool:
        """Whether nothing is to be tried before the next probe."""
        return self.clock.monotonic() < self._until

    def begin(self) -> None:
        """From now on everything waits."""
        self._since = self._since or self.clock.now()
        self._until = self.clock.monotonic() + PROBE_SECONDS
        log.error("token_refused")

    def mark(self, row: Outbox) -> None:
        """The row that was refused waits like all others, and says since when."""
        row.state, row.not_before = "new", self._since or self.clock.now()

    async def recover(self, session: AsyncSession) -> None:
        """A hold that the last process ended in has gone on until now."""
        held = select(func.min(Outbox.not_before)).where(WAITS, Outbox.error == MARK)
        self._since = await session.scalar(held)

    async def over(self) -> bool:
        """Whether sending may go on; while held it asks the platforms every five minutes."""
        if self._since is None:
            return True
        if self.on:
            return False
        works = all([await adapter.probe() for adapter in self.adapters.values()])
        if works:
            await self._release(self._since)
        self._until = 0.0 if works else self.clock.monotonic() + PROBE_SECONDS
        return works

    async def _release(self, since: datetime) -> None:
        """Each row lives on by as long as it was held."""
        now = self.clock.now()
        async with self.database.write() as session:
            waiting = select(Outbox.seq, Outbox.made_at, Outbox.expires_at).where(WAITS)
            later = [
                {"row": seq, "end": ends + max(timedelta(), now - max(since, made))}
                for seq, made, ends in await session.execute(waiting)
            ]
            connection = await session.connection()
            for first in range(0, len(later), BATCH):
                await connection.execute(LATER, later[first : first + BATCH])
        self._since = None


LATER = (
    update(Outbox)
    .where(Outbox.seq == bindparam("row"))
    .values(expires_at=bindparam("end", type_=Instant), error=None)
)
