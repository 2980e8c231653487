"""Holds the rows of people's outboxes that a new message may affect, loaded once a transaction."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import and_, bindparam, inspect, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from domain.screen import MAX_KEYBOARDS, MAX_MESSAGE_AGE
from storage.columns import Instant
from storage.tables.member import Member
from storage.tables.queues import Outbox

UNSENT_STATES = frozenset({"new", "sending"})
CHAT_PACE_MEMORY = timedelta(seconds=5)
"""How long a message counts for its chat's pace in another process."""
OPEN_ROWS = (
    select(Outbox)
    .where(
        Outbox.member_id.in_(bindparam("members", expanding=True)),
        or_(
            and_(Outbox.live, Outbox.made_at > bindparam("since", type_=Instant)),
            Outbox.state.in_(UNSENT_STATES),
            Outbox.sent_at > bindparam("recent", type_=Instant),
        ),
    )
    .order_by(Outbox.seq)
)

WITH_KEY = select(Outbox.id).where(Outbox.dedup_key == bindparam("key"))


@dataclass
class OpenRows:
    """The rows with buttons that still count, and those that are not sent yet, by reader."""

    session: AsyncSession
    now: datetime
    _rows: dict[UUID, list[Outbox]] = field(default_factory=dict)
    _written_keys: set[str] = field(default_factory=set)

    async def load(self, members: Collection[UUID]) -> None:
        """Load the rows of many people in one statement."""
        self._rows |= {each: [] for each in members}
        parameters = {
            "members": list(members),
            "since": self.now - MAX_MESSAGE_AGE,
            "recent": self.now - CHAT_PACE_MEMORY,
        }
        for row in await self.session.scalars(OPEN_ROWS, parameters):
            if row.member_id:
                self._rows[row.member_id].append(row)

    async def live(self, member: Member) -> list[Outbox]:
        """Return the rows whose buttons still count, newest first."""
        live = [row for row in await self._of(member.id) if row.live]
        return live[: -MAX_KEYBOARDS - 1 : -1]

    async def unsent(self, member: Member) -> list[Outbox]:
        """Return the rows that the reader does not have yet, oldest first."""
        return [row for row in await self._of(member.id) if row.state in UNSENT_STATES]

    async def last_sent_at(self, member: Member) -> datetime | None:
        """Return when the reader was sent something, if that was a moment ago."""
        sent = [row.sent_at for row in await self._of(member.id) if row.sent_at]
        return max(sent, default=None)

    def add(self, rows: Sequence[Outbox]) -> None:
        """Note rows that were written in this transaction."""
        self._written_keys.update(row.dedup_key for row in rows)
        for row in rows:
            if row.member_id in self._rows:
                self._rows[row.member_id].append(row)

    async def has_key(self, key: str) -> bool:
        """Return whether a row with this key was written, in this transaction or before."""
        if key in self._written_keys:
            return True
        # Without the flush that would write the rows of this transaction one event at a time.
        options = {"autoflush": False}
        written = await self.session.scalar(WITH_KEY, {"key": key}, execution_options=options)
        return bool(written)

    async def _of(self, member: UUID) -> list[Outbox]:
        # Erased rows have left the session, and those that a broken rule changed must be loaded.
        rows = [row for row in self._rows.get(member, ()) if row in self.session]
        if any(inspect(row).expired for row in rows):
            await self.session.flush()
            del self._rows[member]
        elif member in self._rows:
            self._rows[member] = rows
        if member not in self._rows:
            await self.load([member])
        return self._rows[member]
