"""Chooses which events to handle next, one at a time per person; says what follows a failure."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from math import ceil

import structlog

from bot.inbox.batch import EventBatch
from bot.inbox.event_transaction import EventTransaction
from bot.inbox.queries import FETCH_HOLDS_FOR, NEXT_ON_SERVER, NEXT_PER_ORDERING_KEY
from bot.inbox.store import DUE
from bot.outbox.delivery import Delivery
from bot.parts import Parts
from storage.errors import is_transient
from storage.sealing import NotInRing
from storage.tables.queues import Inbox

log = structlog.get_logger(__name__)

MAX_ATTEMPTS = 5
MAX_BATCH = 32
"""The most events in one transaction: as many go before one that has just come in."""
MAX_DUE_BATCH = 16
"""The most due moments in one transaction, since people may write meanwhile."""
BATCHES_ON_SERVER, MIN_BATCH_ON_SERVER, MAX_BATCH_ON_SERVER = 8, 4, 8
"""How many transactions run at once on a server, and how many events each has.

Few events share one, so that the more urgent go first.
"""
SPREAD, MIN_SPREAD = 4, 64
"""Beside other processes each chooses among that many times as many events, or at least 64."""
MAX_LOST_IN_A_ROW = 5
"""After that many looks whose events all went to others, it rests until it is woken."""
DATABASE_RETRY_DELAY = timedelta(seconds=5)
"""How long an event waits if the database failed but can be written again."""


@dataclass
class Dispatcher:
    """Takes the oldest unfinished event of each person; people go before due moments."""

    parts: Parts
    delivery: Delivery
    wake_delivery: Callable[[], None]
    """Called after a commit that left something to send."""
    stopping: bool = False
    _drain_count: int = 0
    """How many drains run: the loop's, and that of somebody who waits until all is done."""
    _has_rivals: bool = False
    """Whether another process was faster since the last rest."""
    _lost_in_a_row: int = 0

    @property
    def is_busy(self) -> bool:
        """Whether it handles events just now."""
        return self._drain_count > 0

    def stop(self) -> None:
        """Finish the event in hand, and begin no other."""
        self.stopping = True

    async def has_work(self) -> bool:
        """Return whether there is an event that could be handled now."""
        return bool(await self._next_seqs())

    async def drain(self) -> None:
        """Handle all events that can be handled now; skip a person whom another process handles."""
        self._drain_count += 1
        try:
            while not self.stopping and await self._handle_next():
                pass
        finally:
            self._drain_count -= 1
            self._has_rivals, self._lost_in_a_row = False, 0

    async def _handle_next(self) -> bool:
        """Handle the next events at once; return whether there may be more."""
        batches = [self._handle_batch(batch) for batch in self._split(await self._next_seqs())]
        handled = await asyncio.gather(*batches)
        if self.parts.database.is_sqlite:
            return any(handled)
        # The next look leaves out the events that another process has taken meanwhile.
        self._has_rivals = self._has_rivals or not all(handled)
        self._lost_in_a_row = 0 if any(handled) else self._lost_in_a_row + 1
        return bool(handled) and self._lost_in_a_row < MAX_LOST_IN_A_ROW

    def _split(self, seqs: Sequence[int]) -> Sequence[Sequence[int]]:
        """Return the batches to handle at once.

        SQLite has one writer at a time; a server waits for the network most of the time.
        """
        size = MAX_BATCH
        if not self.parts.database.is_sqlite:
            size = max(MIN_BATCH_ON_SERVER, ceil(len(seqs) / BATCHES_ON_SERVER))
        return [seqs[start : start + size] for start in range(0, len(seqs), size)]

    async def _next_seqs(self) -> Sequence[int]:
        is_sqlite = self.parts.database.is_sqlite
        most = MAX_BATCH if is_sqlite else BATCHES_ON_SERVER * MAX_BATCH_ON_SERVER
        sources = [DUE, *self.parts.adapters]
        looked_at = max(most * SPREAD, MIN_SPREAD) if self._has_rivals else most
        now = self.parts.clock.now()
        parameters = {"now": now, "sources": sources, "most": looked_at}
        parameters["held_since"] = now - FETCH_HOLDS_FOR
        async with self.parts.database.read() as session:
            look = NEXT_PER_ORDERING_KEY if is_sqlite else NEXT_ON_SERVER
            rows = (await session.execute(look, parameters)).all()
        # An answer is sent when its batch is committed, so no due moment is handled before that.
        seqs = [row.seq for row in rows if row.priority == rows[0].priority]
        first = self.parts.chance.randrange(len(seqs) - most + 1) if len(seqs) > most else 0
        seqs = seqs[first : first + most]
        is_due = bool(rows) and rows[0].priority > 0
        return seqs[:MAX_DUE_BATCH] if is_due and is_sqlite else seqs

    async def _handle_batch(self, seqs: Sequence[int]) -> bool:
        """Handle events in one transaction, or each in its own if that fails; return if any was."""
        direct = await self.delivery.offer_direct_sending()
        try:
            async with self.parts.database.write() as session:
                batch = EventBatch(self.parts, session, direct, lambda: self.stopping)
                await batch.handle(seqs)
        except Exception as error:
            # On any error at all: no event must be lost.
            direct.give_back()
            if len(seqs) > 1:
                return any([await self._handle_batch([seq]) for seq in seqs if not self.stopping])
            await self._record_failure(seqs[0], error)
            return True
        except BaseException:
            direct.give_back()
            raise
        direct.start()
        self._report(batch)
        return bool(batch.handled)

    def _report(self, batch: EventBatch) -> None:
        """Tell those who wait for it what the events led to, once that is committed."""
        if batch.direct.leaves_rows:
            self.delivery.expect_rows()
        if any(transaction.readers for transaction in batch.handled):
            self.wake_delivery()
        for transaction in batch.handled:
            is_answered_here = transaction.has_answer and self.delivery.sends
            if transaction.event_id and not is_answered_here:
                platform, event = transaction.event_id
                self.parts.adapters[platform].on_no_reply(event)

    async def _record_failure(self, seq: int, error: Exception) -> None:
        if is_transient(error) or isinstance(error, NotInRing):
            await self._defer(seq, error)
        else:
            await self._retry_later(seq, error)

    async def _defer(self, seq: int, error: Exception) -> None:
        """Delay the event, without counting a try, until the database works or the key is there."""
        lacks_key = isinstance(error, NotInRing)
        log.error(
            "key_not_in_ring" if lacks_key else "database_in_trouble",
            error_class=type(error).__name__,
            seq=seq,
        )
        async with self.parts.database.write() as session:
            # An event that was put behind an earlier one meanwhile has another number.
            if row := await session.get(Inbox, seq):
                row.not_before = self.parts.clock.now() + DATABASE_RETRY_DELAY

    async def _retry_later(self, seq: int, error: Exception) -> None:
        """Schedule another try; after five tries, park the event and apologise."""
        async with self.parts.database.write() as session:
            row = await session.get(Inbox, seq, with_for_update=True)
            if row is None or row.state != "new":
                return  # it was put behind an earlier one, or another process has handled it
            row.attempts += 1
            row.not_before = self.parts.clock.now() + timedelta(seconds=2**row.attempts)
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
            async with self.parts.database.write() as session:
                has_apologised = await EventTransaction(self.parts, session).apologise(seq)
        except Exception as error:
            log.error("apology_failed", error_class=type(error).__name__, seq=seq)
        else:
            if has_apologised:
                self.delivery.expect_rows()
                self.wake_delivery()
