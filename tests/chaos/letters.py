"""Telegram's ledger against the outbox: each message that arrived, and each that should have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from chat.messages import Priority
from playground.ledger import Call
from storage.models import Member, Outbox
from tests.chaos.world import World

Letter = Any
"""A row of the columns that `compare` asks for."""
ENDS = {"sent", "expired", "cancelled", "dropped"}
"""How a row may end; `dead` is a fault of ours, and `sending` must not outlive a start."""


class Letters:
    """Matches messages with rows, each of them once."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._calls = 0
        self._unknown: list[Call] = []
        """Messages that arrived, but that no row knows by their id: the bot died too soon."""
        self._claimed: Counter[int] = Counter()
        """Rows that such a message was found to be a copy of, and how often."""
        self.delivered: dict[int, Call] = {}
        self.copies = 0

    async def compare(self, session: AsyncSession, members: Mapping[str, Member]) -> list[str]:
        """One line for each message too many, and for each row that ended as none should."""
        columns = (
            *(Outbox.seq, Outbox.key, Outbox.member_id, Outbox.state, Outbox.resent),
            *(Outbox.remote, Outbox.attempts, Outbox.priority),
            *(Outbox.not_before, Outbox.expires_at),
        )
        rows: Sequence[Letter] = (
            await session.execute(select(*columns).order_by(Outbox.seq))
        ).all()
        self._take_calls(rows)
        chats = {member.id: chat for chat, member in members.items()}
        return [*self._ends(rows), *self._arrivals(rows), *self._too_many(rows, chats)]

    def _take_calls(self, rows: Sequence[Letter]) -> None:
        calls = self._world.playground.ledger.calls[self._calls :]
        self._calls += len(calls)
        known = {row.remote for row in rows}
        for call in calls:
            if call.method.startswith("send") and call.message_id and call.accepted:
                self.delivered[call.message_id] = call
                if str(call.message_id) not in known:
                    self._unknown.append(call)

    def _ends(self, rows: Sequence[Letter]) -> Iterator[str]:
        now = self._world.now
        for row in rows:
            waits = row.state == "new" and row.not_before > now
            if row.state not in ENDS and not waits:
                yield f"message {row.seq} ({row.key}) is left {row.state}"
            if row.state == "expired" and not self._world.was_down_at(row.expires_at):
                yield f"message {row.seq} ({row.key}) expired while the bot was up"
            if row.state == "dropped" and not row.resent and row.priority != Priority.NUDGE:
                yield f"message {row.seq} ({row.key}) was dropped without a second try"

    def _arrivals(self, rows: Sequence[Letter]) -> Iterator[str]:
        for row in rows:
            if row.state == "sent" and (not row.remote or int(row.remote) not in self.delivered):
                yield f"message {row.seq} ({row.key}) counts as sent and never arrived"

    def _too_many(self, rows: Sequence[Letter], chats: Mapping[Any, str]) -> Iterator[str]:
        """Whatever no row knows must be the first copy of a message that is marked."""
        for call in self._unknown:
            row = next(self._rows_of(call, rows, chats), None)
            if row is None:
                yield f"a message came twice or from nowhere, and no row says so: {call.text!r}"
                continue
            self._claimed[row.seq] += 1
            self.copies += row.state == "sent" or self._claimed[row.seq] == 2
        self._unknown = []

    def _rows_of(
        self, call: Call, rows: Iterable[Letter], chats: Mapping[Any, str]
    ) -> Iterator[Letter]:
        """Rows that this may be an unknown copy of: sent again since, or given up as unclear."""
        for row in rows:
            if chats.get(row.member_id) != str(call.chat_id):
                continue
            if self._claimed[row.seq] >= (1 if row.state == "sent" else min(row.attempts, 2)):
                continue
            if row.state == "sent" and row.resent:
                again = self.delivered.get(int(row.remote or 0))
                if again and again is not call and (again.text or "").endswith(call.text or "-"):
                    yield row
            elif row.state in ("dropped", "expired", "cancelled"):
                yield row
