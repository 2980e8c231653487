"""Sends claimed messages, each in its turn, and marks their rows with the outcomes in batches."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta

import structlog
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from bot.media.loading import MediaLoader
from bot.outbox.circuit_breaker import CircuitBreaker
from bot.outbox.envelope import Envelope
from bot.outbox.outcomes import Outcome, OutcomeRecorder
from bot.outbox.queries import MARK_SENT
from bot.outbox.rate_limiter import RateLimiter
from bot.platforms.adapter import Adapter, DeliveryUnknown, NotDelivered, SendFailed, TokenRefused
from chat.messages import Address
from storage.database import Database, inside_transaction
from storage.errors import is_serialization_failure
from storage.tables.member import Member
from storage.tables.queues import Outbox

log = structlog.get_logger(__name__)

MAX_OUTCOME_DELAY_SECONDS = 0.02
"""How long an outcome waits for others, so that one transaction marks the rows of all."""


@dataclass
class Sender:
    """Holds the messages that are on their way, and their outcomes until the rows are marked."""

    database: Database
    adapters: Mapping[str, Adapter]
    rate_limiter: RateLimiter
    circuit_breaker: CircuitBreaker
    outcome_recorder: OutcomeRecorder
    media: MediaLoader
    on_sent: Callable[[], None]
    """Called for each message that went out."""
    waiting_count: int = 0
    """How many messages wait for their turn."""
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)
    _sending_seqs: set[int] = field(default_factory=set)
    _unrecorded: dict[int, tuple[str, Outcome]] = field(default_factory=dict)
    """Finished sends by row, with owner and outcome, until the row is marked."""
    _recording_seqs: set[int] = field(default_factory=set)
    _ended: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def in_flight(self) -> int:
        """The number of messages on their way, or waiting for their turn."""
        return len(self._tasks)

    @property
    def own_seqs(self) -> set[int]:
        """The rows that are ours until they are marked."""
        return self._sending_seqs | self._unrecorded.keys() | self._recording_seqs

    def is_open(self, member: Member) -> bool:
        """Return whether messages to the person's platform may leave now."""
        platform = member.platform
        return platform in self.adapters and not self.circuit_breaker.is_open(platform)

    def note_last_sent(self, to: Address, ago: timedelta) -> None:
        """Note when any process last sent something to a person, for the pace of the chat."""
        self.rate_limiter.note_sent(to, ago.total_seconds())

    def take(self, seqs: Sequence[int]) -> None:
        """Note that rows are ours, before a commit lets any process read that they are."""
        self._sending_seqs.update(seqs)

    def give_back(self, seqs: Sequence[int]) -> None:
        """Forget rows again. If the commit was done all the same, they are found as abandoned."""
        self._sending_seqs.difference_update(seqs)

    def start(self, *chain: Envelope) -> None:
        """Send claimed messages to one person, one after the other, as soon as it is their turn."""
        self.waiting_count += len(chain)
        task = asyncio.create_task(self._deliver(chain))
        self._tasks.add(task)
        task.add_done_callback(self._note_end)

    async def wait_for_some(self, seconds: float) -> None:
        """Wait until a message is sent, and a moment longer for others; at most `seconds`.

        No outcome waits longer than `MAX_OUTCOME_DELAY_SECONDS`.
        """
        self._ended.clear()
        if not self._unrecorded:
            with suppress(TimeoutError):
                async with asyncio.timeout(seconds):
                    await self._ended.wait()
        if self._tasks and self._unrecorded:
            await asyncio.wait(self._tasks, timeout=MAX_OUTCOME_DELAY_SECONDS)

    async def finish(self) -> None:
        """Wait until everything is sent, and mark the rows; the next claim marks those left."""
        await asyncio.gather(*self._tasks, return_exceptions=True)
        try:
            await self.record_outcomes()
        except SQLAlchemyError as error:
            log.error("outcomes_not_kept", error_class=type(error).__name__)

    def cancel(self) -> None:
        """Cancel what is on its way; nobody knows then whether it arrived."""
        for task in self._tasks:
            task.cancel()
        self.waiting_count = 0

    async def record_outcomes(self) -> None:
        """Mark the rows of all finished sends; remember those that cannot be marked now."""
        if not self._unrecorded:
            return
        try:
            await self._record()
        except DBAPIError as error:
            if not is_serialization_failure(error):
                raise
            # Another process had locked two of the rows in the other order; by now it is done.
            await self._record()

    async def _record(self) -> None:
        ended: dict[int, tuple[str, Outcome]] = {}
        try:
            async with self.database.write() as session:
                # Include the sends that ended while this waited for its turn to write.
                ended, self._unrecorded = self._unrecorded, {}
                self._recording_seqs |= ended.keys()
                await self._mark_rows(session, ended)
        except BaseException:
            self._unrecorded |= ended
            raise
        finally:
            self._recording_seqs -= ended.keys()

    async def _mark_rows(
        self, session: AsyncSession, ended: Mapping[int, tuple[str, Outcome]]
    ) -> None:
        now = self.outcome_recorder.clock.now()
        sent = [
            {"row": seq, "message": outcome or None, "at": now}
            for seq, (_, outcome) in sorted(ended.items())
            if isinstance(outcome, str)
        ]
        if sent:
            # Even if another process has taken the row, since it certainly was sent.
            await (await session.connection()).execute(MARK_SENT, sent)
        for seq, (owner, outcome) in ended.items():
            if not isinstance(outcome, str):
                await self._mark_failed(session, seq, owner, outcome)
        for _ in sent:
            self.on_sent()

    async def _mark_failed(
        self, session: AsyncSession, seq: int, owner: str, outcome: SendFailed
    ) -> None:
        row = await session.get(Outbox, seq, with_for_update=True)
        if row and row.owner == owner:
            await self.outcome_recorder.settle(session, row, outcome)

    def _note_end(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        self._ended.set()

    async def _deliver(self, chain: Sequence[Envelope]) -> None:
        """Send the messages up to the first that fails; the others wait in the outbox again."""
        has_failed = False
        for envelope in chain:
            try:
                outcome = NotDelivered(0.0) if has_failed else await self._send_in_turn(envelope)
                self._unrecorded[envelope.seq] = envelope.owner, outcome
            finally:
                self._sending_seqs.discard(envelope.seq)
            self.waiting_count -= has_failed
            has_failed = not isinstance(outcome, str)

    async def _send_in_turn(self, envelope: Envelope) -> Outcome:
        async with self.rate_limiter.slot(envelope.to):
            self.waiting_count -= 1
            platform = envelope.to.platform
            blocked_for = self.rate_limiter.blocked_for(platform)
            is_blocked = blocked_for or self.circuit_breaker.is_open(platform)
            if is_blocked or not self._still_owns(envelope):
                return NotDelivered(blocked_for)
            return await self._try_send(envelope)

    def _still_owns(self, envelope: Envelope) -> bool:
        """Return whether no other process takes us for dead and sends the row in our place."""
        identity = self.database.identity
        return envelope.owner == identity.id and not identity.is_lost

    async def _try_send(self, envelope: Envelope) -> Outcome:
        try:
            return await self.send(envelope)
        except SendFailed as failed:
            if isinstance(failed, NotDelivered) and failed.retry_after:
                await self._throttle(envelope.to, failed.retry_after)
            if isinstance(failed, TokenRefused):
                self.circuit_breaker.trip(envelope.to.platform)
            return failed
        except Exception as error:
            # Our own bug must not leave the row, and all behind it, waiting for ever.
            log.error("send_failed", seq=envelope.seq, error_class=type(error).__name__)
            return DeliveryUnknown()

    async def send(self, envelope: Envelope) -> str:
        """Send a message now; return the platform's id of it. Raises SendFailed."""
        if inside_transaction.get():
            raise RuntimeError("the network must not be used inside a transaction")
        message = await self.media.with_content(envelope.message)
        return await self.adapters[envelope.to.platform].send(envelope.to, message)

    async def _throttle(self, to: Address, seconds: float) -> None:
        await self.rate_limiter.throttle(to, seconds)
        if self.rate_limiter.blocked_for(to.platform):
            log.error("platform_asks_to_wait", wait=seconds)
