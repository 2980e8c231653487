"""Makes all messages to a platform wait while it refuses our token, so that none is dropped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import inf

import structlog
from sqlalchemy import bindparam, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.clock import Clock
from bot.platforms.adapter import Adapter, TokenRefused
from storage.columns import Instant
from storage.database import Database
from storage.tables.member import Member
from storage.tables.queues import Outbox

log = structlog.get_logger(__name__)

PROBE_SECONDS = 300.0
BATCH_SIZE = 500
IS_WAITING = Outbox.state == "new"
TOKEN_REFUSED_MARK = TokenRefused.__name__
platform_of_row = func.coalesce(Member.platform, Outbox.platform)
"""The platform of a person's row or of a group's."""


@dataclass
class CircuitBreaker:
    """Opens with a refused send to a platform, and closes when a probe is accepted there.

    The refused row keeps the name of the error and the moment, so that the next start knows how
    long everything for that platform has waited.
    """

    database: Database
    adapters: Mapping[str, Adapter]
    clock: Clock
    _open_since: dict[str, datetime] = field(default_factory=dict)
    _probe_at: dict[str, float] = field(default_factory=dict)

    @property
    def any_open(self) -> bool:
        """Return whether there is a platform to which nothing is sent before the next probe."""
        return any(self.is_open(platform) for platform in self._probe_at)

    def is_open(self, platform: str) -> bool:
        """Return whether nothing is sent to the platform before the next probe."""
        return self.clock.monotonic() < self._probe_at.get(platform, -inf)

    def trip(self, platform: str) -> None:
        """Make everything for the platform wait from now on."""
        self._open_since.setdefault(platform, self.clock.now())
        self._probe_at[platform] = self.clock.monotonic() + PROBE_SECONDS
        log.error("token_refused")

    async def requeue(self, session: AsyncSession, row: Outbox) -> None:
        """Make the refused row wait like all others for the platform, and note since when."""
        platform = row.platform or (await session.get_one(Member, row.member_id)).platform
        row.state, row.not_before = "new", self._open_since.get(platform) or self.clock.now()

    async def recover(self, session: AsyncSession) -> None:
        """Continue the wait that was on when the last process ended."""
        waiting_since = select(platform_of_row, func.min(Outbox.not_before)).outerjoin_from(
            Outbox, Member
        )
        refused_since = waiting_since.where(
            IS_WAITING, Outbox.error == TOKEN_REFUSED_MARK
        ).group_by(platform_of_row)
        found = (await session.execute(refused_since)).all()
        self._open_since = {name: since for name, since in found if name in self.adapters}

    def available_platforms(self) -> list[str]:
        """Return the platforms to which something may be sent, or which may be probed."""
        return [platform for platform in self.adapters if not self.is_open(platform)]

    async def probe_due(self) -> list[str]:
        """Probe the waiting platforms that are due; return those to which something may be sent.

        A probe is due every five minutes. When one succeeds, each waiting row expires later by the
        time it waited.
        """
        for platform in [each for each in self.available_platforms() if each in self._open_since]:
            if await self.adapters[platform].probe():
                await self._close(platform)
            else:
                self._probe_at[platform] = self.clock.monotonic() + PROBE_SECONDS
        return self.available_platforms()

    async def _close(self, platform: str) -> None:
        now, since = self.clock.now(), self._open_since[platform]
        async with self.database.write() as session:
            times = select(Outbox.seq, Outbox.made_at, Outbox.expires_at)
            there = IS_WAITING, platform_of_row == platform
            waiting = times.outerjoin_from(Outbox, Member).where(*there)
            extensions = [
                {"row": seq, "end": ends + max(timedelta(), now - max(since, made))}
                for seq, made, ends in await session.execute(waiting)
            ]
            connection = await session.connection()
            for start in range(0, len(extensions), BATCH_SIZE):
                await connection.execute(EXTEND_EXPIRY, extensions[start : start + BATCH_SIZE])
        del self._open_since[platform]
        self._probe_at.pop(platform, None)


EXTEND_EXPIRY = (
    update(Outbox)
    .where(Outbox.seq == bindparam("row"))
    .values(expires_at=bindparam("end", type_=Instant), error=None)
)
