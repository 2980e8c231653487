"""Chooses which event to handle next, one at a time per person, and what to do on a failure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

import structlog

from bot.inbox.event_transaction import EventParts, EventTransaction, OrderingKeyBusy
from bot.inbox.queries import NEXT_PER_ORDERING_KEY
from bot.inbox.store import DUE
from storage.errors import is_transient
from storage.sealing import NotInRing
from storage.tables.queues import Inbox

log = structlog.get_logger(__name__)

MAX_ATTEMPTS = 5
DATABASE_RETRY_DELAY = timedelta(seconds=5)
"""How long an event waits if the database failed but can be written again."""


@dataclass
class Dispatcher(EventParts):
    """Takes the oldest unfinished event of each person; people go before due moments."""

    on_outbox_written: Callable[[], None]
    """Called after a commit that left something in the outbox."""
    stopping: bool = False

    def stop(self) -> None:
        """Finish the event in hand, and begin no other."""
        self.stopping = True

    async def has_work(self) -> bool:
        """Return whether there is an event that could be handled now."""
        return bool(await self._next_seqs())

    async def drain(self) -> None:
        """Handle all events that can be handled now; skip a person whom another process handles."""
        has_progressed = True
        while has_progressed and not self.stopping:
            has_progressed = False
            for seq in await self._next_seqs():
                has_progressed |= not self.stopping and await self._handle_event(seq)

    async def _next_seqs(self) -> Sequence[int]:
        parameters = {"now": self.clock.now(), "sources": [DUE, *self.adapters]}
        async with self.database.read() as session:
            return (await session.scalars(NEXT_PER_ORDERING_KEY, parameters)).all()

    async def _handle_event(self, seq: int) -> bool:
        """Handle one event; return False if another process handles one of the same person."""
        try:
            async with self.database.write() as session:
                transaction = EventTransaction(self, session)
                readers = await transaction.handle(seq)
        except OrderingKeyBusy:
            return False
        except Exception as error:
            # On any error at all: the event must not be lost.
            if is_transient(error) or isinstance(error, NotInRing):
                await self._defer(seq, error)
            else:
                await self._retry_later(seq, error)
        else:
            if readers:
                self.on_outbox_written()
            if transaction.unanswered_event_id:
                platform, event = transaction.unanswered_event_id
                self.adapters[platform].on_no_reply(event)
        return True

    async def _defer(self, seq: int, error: Exception) -> None:
        """Delay the event, without counting a try, until the database works or the key is there."""
        lacks_key = isinstance(error, NotInRing)
        log.error(
            "key_not_in_ring" if lacks_key else "database_in_trouble",
            error_class=type(error).__name__,
            seq=seq,
        )
        async with self.database.write() as session:
            row = await session.get_one(Inbox, seq)
            row.not_before = self.clock.now() + DATABASE_RETRY_DELAY

    async def _retry_later(self, seq: int, error: Exception) -> None:
        """Schedule another try; after five tries, park the event and apologise."""
        async with self.database.write() as session:
            row = await session.get_one(Inbox, seq, with_for_update=True)
            if row.state != "new":
                return  # another process has handled it
            row.attempts += 1
            row.not_before = self.clock.now() + timedelta(seconds=2**row.attempts)
            parked = row.attempts >= MAX_ATTEMPTS
            row.state = "parked" if parked else row.state
        log.error(
            "event_parked" if parked else "event_failed",
            error_class=type(error).__name__,
            attempts=row.attempts,
            seq=seq,
        )
        if parked:
            await self._apologise(seq)

    async def _apologise(self, seq: int) -> None:
        """Apologise in a separate transaction: even an unreadable event must stay parked."""
        try:
            async with self.database.write() as session:
                has_apologised = await EventTransaction(self, session).apologise(seq)
        except Exception as error:
            log.error("apology_failed", error_class=type(error).__name__, seq=seq)
        else:
            if has_apologised:
                self.on_outbox_written()
