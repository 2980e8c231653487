"""While a platform refuses our token all that goes there waits, and nothing is dropped for it."""

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
"""Of a person's row, or of a group's."""


@dataclass
class CircuitBreaker:
    """Begins with a refused send to a platform, and is over when a probe is welcome there.

    The refused row keeps the name of the error and the moment, so that the next start knows since
    when everything there waits.
    """

    database: Database
    adapters: Mapping[str, Adapter]
    clock: Clock
    _open_since: dict[str, datetime] = field(default_factory=dict)
    _probe_at: dict[str, float] = field(default_factory=dict)

    @property
    def any_open(self) -> bool:
        """Whether there is a platform on which nothing is to be tried before the next probe."""
        return any(self.is_open(platform) for platform in self._probe_at)

    def is_open(self, platform: str) -> bool:
        """Whether nothing is to be tried there before the next probe."""
        return self.clock.monotonic() < self._probe_at.get(platform, -inf)

    def trip(self, platform: str) -> None:
        """From now on everything there waits."""
        self._open_since.setdefault(platform, self.clock.now())
        self._probe_at[platform] = self.clock.monotonic() + PROBE_SECONDS
        log.error("token_refused")

    async def requeue(self, session: AsyncSession, row: Outbox) -> None:
        """The row that was refused waits like all others there, and says since when."""
        platform = row.platform or (await session.get_one(Member, row.member_id)).platform
        row.state, row.not_before = "new", self._open_since.get(platform) or self.clock.now()

    async def recover(self, session: AsyncSession) -> None:
        """A hold that the last process ended in has gone on until now."""
        waiting_since = select(platform_of_row, func.min(Outbox.not_before)).outerjoin_from(
            Outbox, Member
        )
        refused_since = waiting_since.where(
            IS_WAITING, Outbox.error == TOKEN_REFUSED_MARK
        ).group_by(platform_of_row)
        found = (await session.execute(refused_since)).all()
        self._open_since = {name: since for name, since in found if name in self.adapters}

    def available_platforms(self) -> list[str]:
        """The platforms to which something may be sent, or on which a probe is welcome."""
        return [platform for platform in self.adapters if not self.is_open(platform)]

    async def probe_due(self) -> list[str]:
        """The platforms to which something may be sent; one that is held is asked when it may be.

        Every five minutes, and what waited there lives on by as long.
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
