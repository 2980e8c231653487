"""Sends messages: paced, in order for each person, each row marked with its outcome."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil
from random import Random

import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from bot.backoff import MISSING_KEY_RETRY_DELAY
from bot.clock import Clock
from bot.outbox.circuit_breaker import CircuitBreaker
from bot.outbox.envelope import EditTargetMissing, Envelope, InQuietHours, load_envelope
from bot.outbox.outcomes import Outcome, OutcomeRecorder, finish_row, give_up_row
from bot.outbox.queries import ABANDONED, CLAIM, HAS_WORK, NEXT_PER_MEMBER, SENDING
from bot.outbox.rate_limiter import RateLimiter
from bot.platforms.adapter import Adapter, DeliveryUnknown, NotDelivered, SendFailed, TokenRefused
from chat.messages import Address
from content.texts import Texts
from storage.database import Database, inside_transaction
from storage.sealing import CannotOpen, KeyRing, NotInRing, Vault
from storage.tables.queues import Outbox

log = structlog.get_logger(__name__)

MAX_IN_FLIGHT = 48
"""The most messages on their way at once."""
CLAIM_AHEAD_SECONDS = 0.3
"""How far ahead of its turn a message is claimed: a more urgent one waits no longer than that."""
CLAIM_INTERVAL_SECONDS = 0.1
"""The longest wait of a new message while others are on their way."""


@dataclass
class Delivery:
    """Sends the oldest row of each person, the most urgent first."""

    database: Database
    ring: KeyRing
    adapters: Mapping[str, Adapter]
    texts: Texts
    clock: Clock
    rate_limiter: RateLimiter
    circuit_breaker: CircuitBreaker
    chance: Random
    on_sent: Callable[[], None]
    """Called for each message that went out."""
    stopping: bool = False
    _waiting_count: int = 0
    """How many claimed messages wait for their turn."""
    _sending_seqs: set[int] = field(default_factory=set)
    _unrecorded: dict[int, tuple[str, Outcome]] = field(default_factory=dict)
    """Finished sends by row, with owner and outcome, until the row is marked."""
    _recording_seqs: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._outcome_recorder = OutcomeRecorder(self.circuit_breaker, self.clock, self.chance)

    def stop(self) -> None:
        """Finish what is being sent, and begin nothing new."""
        self.stopping = True

    async def recover(self) -> None:
        """Continue where the last process ended."""
        await self.settle_abandoned()
        async with self.database.read() as session:
            await self.circuit_breaker.recover(session)

    async def settle_abandoned(self) -> None:
        """Settle the rows that a dead process was sending: they may or may not have arrived."""
        abandoned = await self._find_abandoned()
        if not abandoned:
            return
        async with self.database.write() as session:
            for row in await session.scalars(ABANDONED, {"left": [seq for seq, _ in abandoned]}):
                # Meanwhile another process may have settled it, and a live one may be sending it.
                if (row.seq, row.owner) in abandoned and row.seq not in self._own_seqs():
                    await self._outcome_recorder.settle(session, row, DeliveryUnknown())

    async def _find_abandoned(self) -> set[tuple[int, str | None]]:
        """Return rows with their owners: a dead process, or ours if we are not sending the row."""
        async with self.database.read() as session:
            sending = (await session.execute(SENDING)).all()
        not_ours = {(seq, owner) for seq, owner in sending if seq not in self._own_seqs()}
        identity = self.database.identity
        others = {owner for _, owner in not_ours if owner and owner != identity.id}
        living = await identity.alive_ids(others) if others else set()
        return {(seq, owner) for seq, owner in not_ours if owner not in living}

    def _own_seqs(self) -> set[int]:
        return self._sending_seqs | self._unrecorded.keys() | self._recording_seqs

    async def has_work(self) -> bool:
        """Return whether something is being sent or could be sent now."""
        if self.rate_limiter.blocked_for():
            return False
        parameters = {
            "now": self.clock.now(),
            "most": 1,
            "open": self.circuit_breaker.available_platforms(),
        }
        async with self.database.read() as session:
            return bool(await session.scalar(HAS_WORK, parameters))

    async def drain(self) -> None:
        """Send all that can be sent now; a person whose turn comes late holds up nobody else."""
        sending: set[asyncio.Task[None]] = set()
        self._waiting_count = 0
        try:
            while True:
                for envelope in await self._claim(self._claim_limit(len(sending))):
                    self._waiting_count += 1
                    sending.add(asyncio.create_task(self._deliver(envelope)))
                if not sending:
                    return
                sending = await _wait_for_some(sending)
        except asyncio.CancelledError:
            for each in sending:
                each.cancel()
            raise
        finally:
            await asyncio.gather(*sending, return_exceptions=True)

    def _claim_limit(self, in_flight: int) -> int:
        """Return how many more rows to claim: as many as will have their turn soon.

        The next are claimed long before the last of these is sent. A late start is never made up
        for, since no second may have more sends than the others.
        """
        ahead = max(2, ceil(min(self.rate_limiter.rate * CLAIM_AHEAD_SECONDS, MAX_IN_FLIGHT)))
        if self.stopping or self.rate_limiter.blocked_for() or self._waiting_count > ahead * 2 // 3:
            return 0
        return max(0, min(ahead, MAX_IN_FLIGHT - in_flight))

    async def _claim(self, limit: int = MAX_IN_FLIGHT) -> list[Envelope]:
        """Claim what may go out now; empty only if no row (or no accepted token) is left."""
        await self._record_outcomes()
        owner = await self.database.identity.acquire()
        envelopes: list[Envelope] = []
        while limit and not envelopes:
            seqs = await self._next_seqs(limit)
            if not seqs:
                break
            envelopes = await self._claim_rows(seqs, owner)
        return envelopes

    async def _claim_rows(self, seqs: Sequence[int], owner: str) -> list[Envelope]:
        """Claim the rows in our name; mark those that are not to be sent after all."""
        envelopes: list[Envelope] = []
        try:
            async with self.database.write() as session:
                vault = Vault(session, self.ring)
                parameters = {"heads": seqs, "now": self.clock.now()}
                rows = (await session.scalars(CLAIM, parameters)).all()
                found = [await self._open_row(session, vault, row, owner) for row in rows]
                envelopes = [envelope for envelope in found if envelope]
                # Note that they are ours before any process can read that they are.
                self._sending_seqs.update(envelope.seq for envelope in envelopes)
        except BaseException:
            # If the commit was done all the same, the rows are found as abandoned.
            self._sending_seqs.difference_update(envelope.seq for envelope in envelopes)
            raise
        return envelopes

    async def _next_seqs(self, limit: int) -> Sequence[int]:
        parameters = {"most": limit, "open": await self.circuit_breaker.probe_due()}
        async with self.database.read() as session:
            return (
                await session.scalars(NEXT_PER_MEMBER, parameters | {"now": self.clock.now()})
            ).all()

    async def _open_row(
        self, session: AsyncSession, vault: Vault, row: Outbox, owner: str
    ) -> Envelope | None:
        """Return None for a row that is not to be sent after all; the row says why."""
        if row.expires_at <= self.clock.now():
            finish_row(row, "expired")
            return None
        try:
            envelope = await load_envelope(session, vault, self.texts, row, self.clock.now(), owner)
        except InQuietHours as asleep:
            # It counts as untried, so that it comes at once if its reader wakes up earlier.
            row.not_before, row.attempts = asleep.until, 0
            return None
        except NotInRing:
            # Nothing is lost: a restart with that key opens it.
            row.not_before = self.clock.now() + MISSING_KEY_RETRY_DELAY
            log.error("key_not_in_ring", seq=row.seq)
            return None
        except EditTargetMissing:
            finish_row(row, "cancelled")
            return None
        except (CannotOpen, ValueError, KeyError) as error:
            # One unreadable row must not hold up the others.
            row.error = type(error).__name__
            give_up_row(row, "dead")
            return None
        row.state, row.owner = "sending", owner
        row.attempts, row.not_before = row.attempts + 1, self.clock.now()
        return envelope

    async def _deliver(self, envelope: Envelope) -> None:
        try:
            self._unrecorded[envelope.seq] = envelope.owner, await self._send_in_turn(envelope)
        finally:
            self._sending_seqs.discard(envelope.seq)
        try:
            await self._record_outcomes()
        except SQLAlchemyError as error:
            # The next claim tries again.
            log.error("outcome_not_kept", seq=envelope.seq, error_class=type(error).__name__)

    async def _send_in_turn(self, envelope: Envelope) -> Outcome:
        async with self.rate_limiter.slot(envelope.to):
            self._waiting_count -= 1
            is_blocked = self.rate_limiter.blocked_for() or self.circuit_breaker.is_open(
                envelope.to.platform
            )
            if is_blocked or not self._still_owns(envelope):
                return NotDelivered(self.rate_limiter.blocked_for())
            return await self._try_send(envelope)

    def _still_owns(self, envelope: Envelope) -> bool:
        """Return whether no other process takes us for dead and sends the row in our place."""
        identity = self.database.identity
        return envelope.owner == identity.id and not identity.is_lost

    async def _try_send(self, envelope: Envelope) -> Outcome:
        try:
            return await self._send(envelope)
        except SendFailed as failed:
            if isinstance(failed, NotDelivered) and failed.retry_after:
                self._throttle(envelope.to, failed.retry_after)
            if isinstance(failed, TokenRefused):
                self.circuit_breaker.trip(envelope.to.platform)
            return failed
        except Exception as error:
            # Our own bug must not leave the row, and all behind it, waiting for ever.
            log.error("send_failed", seq=envelope.seq, error_class=type(error).__name__)
            return DeliveryUnknown()

    async def _record_outcomes(self) -> None:
        """Mark the rows of all finished sends; remember those that cannot be marked now."""
        if not self._unrecorded:
            return
        ended: dict[int, tuple[str, Outcome]] = {}
        try:
            async with self.database.write() as session:
                # Include the sends that ended while this waited for its turn to write.
                ended, self._unrecorded = self._unrecorded, {}
                self._recording_seqs |= ended.keys()
                for seq, (owner, outcome) in ended.items():
                    await self._record_outcome(session, seq, owner, outcome)
        except BaseException:
            self._unrecorded |= ended
            raise
        finally:
            self._recording_seqs -= ended.keys()

    async def _record_outcome(
        self, session: AsyncSession, seq: int, owner: str, outcome: Outcome
    ) -> None:
        """Mark one row. If another process has taken it, mark it only if it certainly was sent."""
        row = await session.get(Outbox, seq, with_for_update=True)
        is_sent = isinstance(outcome, str)
        if row and (is_sent or row.owner == owner):
            await self._outcome_recorder.settle(session, row, outcome)
            if is_sent:
                self.on_sent()

    async def _send(self, envelope: Envelope) -> str:
        if inside_transaction.get():
            raise RuntimeError("the network must not be used inside a transaction")
        return await self.adapters[envelope.to.platform].send(envelope.to, envelope.message)

    def _throttle(self, to: Address, seconds: float) -> None:
        self.rate_limiter.throttle(to, seconds)
        if self.rate_limiter.blocked_for():
            log.error("platform_asks_to_wait", wait=seconds)


async def _wait_for_some(sending: set[asyncio.Task[None]]) -> set[asyncio.Task[None]]:
    """Wait for the first send to end, or for the next look; return the sends still running."""
    ended, still_sending = await asyncio.wait(
        sending, timeout=CLAIM_INTERVAL_SECONDS, return_when=asyncio.FIRST_COMPLETED
    )
    for each in ended:
        each.result()
    return still_sending
