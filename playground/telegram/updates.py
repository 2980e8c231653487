"""Queue updates for the bot, each until the bot confirms that it has it."""

from __future__ import annotations

import asyncio
import math
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from playground.shared.change_signal import Changes
from playground.shared.errors import Refused
from playground.shared.ledger import Ledger, UpdateRecord

DAY = 24 * 60 * 60.0
RETENTION_SECONDS = {"callback_query": 150.0}
"""Seconds that an update is kept when it is not a day (tdlib/telegram-bot-api, Client.cpp)."""
NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
FIRST_ID = 700_000_001
MOST_AT_ONCE = 100
LONGEST_POLL = 50.0
CONFLICT = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"  # noqa: E501 - Telegram's own sentence


@dataclass(frozen=True, slots=True, eq=False)
class Update:
    """One waiting update; a webhook keeps each `lane` in order; `until` is in unix seconds."""

    id: int
    kind: str
    lane: str
    until: float
    body: dict[str, Any]


class Updates:
    """The queue of one bot, for one poller or for a webhook."""

    def __init__(self, now: Callable[[], float], ledger: Ledger, changes: Changes) -> None:
        self.next_id = FIRST_ID
        self.allowed: list[str] = []
        self.waiting: deque[Update] = deque()
        self.on_arrival: Callable[[Update], None] | None = None
        self._now = now
        self._ledger = ledger
        self.changes = changes
        self._first_expiry = math.inf
        self._arrived = asyncio.Event()
        self.polling = False
        self._closed = False
        self._interrupted: Refused | None = None

    def add(self, kind: str, chat_id: int, person_id: int, body: dict[str, Any]) -> None:
        """Queue one update, unless the bot does not want its kind."""
        if not self._wants(kind):
            return
        update_id, self.next_id = self.next_id, self.next_id + 1
        until = self._now() + RETENTION_SECONDS.get(kind, DAY)
        content = {"update_id": update_id, kind: body}
        self._ledger.updates[update_id] = UpdateRecord(update_id, kind, chat_id)
        self.enqueue(Update(update_id, kind, f"{person_id}/{kind}", until, content))

    def enqueue(self, update: Update) -> None:
        """Queue an update that already has its number."""
        self.waiting.append(update)
        self._first_expiry = min(self._first_expiry, update.until)
        self._arrived.set()
        if self.on_arrival is not None:
            self.on_arrival(update)

    async def poll(self, offset: int, limit: int, seconds: float) -> list[dict[str, Any]]:
        """Return the next updates from `offset` on; wait up to `seconds` for the first of them.

        A negative offset counts from the end and forgets everything before it.
        """
        if self.polling:
            raise Refused(409, CONFLICT)
        self.polling = True
        try:
            self._confirm_before(offset)
            return await self._wait(limit, min(seconds, LONGEST_POLL))
        finally:
            self.polling = False
            self._interrupted = None

    def close(self) -> None:
        """End a running poll with the updates at hand; until `open`, no poll waits."""
        self._closed = True
        self._arrived.set()

    def open(self) -> None:
        """Let polls wait again."""
        self._closed = False

    def interrupt(self, why: Refused) -> None:
        """End a running poll with a refusal."""
        if self.polling:
            self._interrupted = why
            self._arrived.set()

    def remove(self, update: Update, outcome: str = "confirmed") -> None:
        """Remove one update from anywhere in the queue."""
        if update in self.waiting:
            self.waiting.remove(update)
            self._end([update], outcome)

    def forget_all(self) -> None:
        """Drop all waiting updates."""
        gone = list(self.waiting)
        self.waiting.clear()
        self._end(gone, "forgotten")

    def drop_expired(self) -> None:
        """Drop the updates that Telegram would not keep any longer."""
        now = self._now()
        if now < self._first_expiry:
            return
        gone = [update for update in self.waiting if update.until <= now]
        self.waiting = deque(update for update in self.waiting if update.until > now)
        self._first_expiry = min((update.until for update in self.waiting), default=math.inf)
        self._end(gone, "expired")

    def _wants(self, kind: str) -> bool:
        return kind in self.allowed if self.allowed else kind not in NOT_BY_DEFAULT

    async def _wait(self, limit: int, seconds: float) -> list[dict[str, Any]]:
        count = limit if 0 < limit < MOST_AT_ONCE else MOST_AT_ONCE
        try:
            async with asyncio.timeout(seconds):
                while not (ready := self._first(count)) and not self._closed:
                    self._arrived.clear()
                    await self._arrived.wait()
                    if self._interrupted:
                        raise self._interrupted
                return ready
        except TimeoutError:
            return []

    def _first(self, count: int) -> list[dict[str, Any]]:
        self.drop_expired()
        return [self.waiting[i].body for i in range(min(count, len(self.waiting)))]

    def _confirm_before(self, offset: int) -> None:
        before = offset
        if offset < 0 and self.waiting:
            before = self.waiting[max(offset, -len(self.waiting))].id
        gone: list[Update] = []
        while self.waiting and self.waiting[0].id < before:
            gone.append(self.waiting.popleft())
        self._end(gone, "confirmed")

    def _end(self, updates: Iterable[Update], outcome: str) -> None:
        for update in updates:
            self._ledger.record_outcome(update.id, outcome)
        self.changes.wake()
