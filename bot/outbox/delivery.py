"""Claims messages that may go out, in order for each person, and has them sent."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from bot.backoff import MISSING_KEY_RETRY_DELAY
from bot.outbox.circuit_breaker import CircuitBreaker
from bot.outbox.direct_sending import DirectSending
from bot.outbox.envelope import EditTargetMissing, Envelope, InQuietHours, load_envelope
from bot.outbox.open_rows import CHAT_PACE_MEMORY
from bot.outbox.outcomes import OutcomeRecorder, finish_row, give_up_row
from bot.outbox.queries import (
    ABANDONED,
    CLAIM,
    HAS_WORK,
    LAST_SENT,
    NEXT_PER_MEMBER,
    READERS,
    SENDING,
)
from bot.outbox.rate_limiter import RateLimiter
from bot.outbox.sender import Sender
from bot.parts import Parts
from bot.platforms.adapter import DeliveryUnknown
from storage.sealing import CannotOpen, NotInRing, Vault
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

    parts: Parts
    rate_limiter: RateLimiter
    circuit_breaker: CircuitBreaker
    outcome_recorder: OutcomeRecorder
    sender: Sender
    sends: bool = True
    """Whether this process sends; otherwise another one finds the rows."""
    stopping: bool = False
    _has_backlog: bool = True
    """Whether rows may wait in the outbox; false once nothing is on its way and none was found."""

    def stop(self) -> None:
        """Finish what is being sent, and begin nothing new."""
        self.stopping = True

    async def close(self) -> None:
        """End what goes on beside the sends."""
        await self.rate_limiter.close()

    async def recover(self) -> None:
        """Continue where the last process ended."""
        await self.settle_abandoned()
        async with self.parts.database.read() as session:
            await self.circuit_breaker.recover(session)

    async def settle_abandoned(self) -> None:
        """Settle the rows that a dead process was sending: they may or may not have arrived."""
        abandoned = await self._find_abandoned()
        if not abandoned:
            return
        async with self.parts.database.write() as session:
            for row in await session.scalars(ABANDONED, {"left": [seq for seq, _ in abandoned]}):
                # Meanwhile another process may have settled it, and a live one may be sending it.
                if (row.seq, row.owner) in abandoned and row.seq not in self.sender.own_seqs:
                    await self.outcome_recorder.settle(session, row, DeliveryUnknown())

    async def _find_abandoned(self) -> set[tuple[int, str | None]]:
        """Return rows with their owners: a dead process, or ours if we are not sending the row."""
        async with self.parts.database.read() as session:
            sending = (await session.execute(SENDING)).all()
        not_ours = {(seq, owner) for seq, owner in sending if seq not in self.sender.own_seqs}
        identity = self.parts.database.identity
        others = {owner for _, owner in not_ours if owner and owner != identity.id}
        living = await identity.alive_ids(others) if others else set()
        return {(seq, owner) for seq, owner in not_ours if owner not in living}

    async def has_work(self) -> bool:
        """Return whether something is being sent or could be sent now."""
        open_platforms = self._unblocked(self.circuit_breaker.available_platforms())
        if not open_platforms:
            return False
        parameters = {"now": self.parts.clock.now(), "most": 1, "open": open_platforms}
        async with self.parts.database.read() as session:
            return bool(await session.scalar(HAS_WORK, parameters))

    def expect_rows(self) -> None:
        """Look for rows that were committed, at the next `drain`."""
        self._has_backlog = True

    async def offer_direct_sending(self) -> DirectSending:
        """Return what one transaction may hand over; nothing while rows wait in the outbox."""
        owner = await self.parts.database.identity.acquire()
        return DirectSending(owner, self._count_room, self.sender)

    def _count_room(self) -> int:
        return 0 if self._has_backlog or not self.sends else self._claim_limit()

    async def drain(self) -> None:
        """Send all that can be sent now; a person whose turn comes late holds up nobody else."""
        if not self.sends:
            return
        # Woken for messages that were handed over, it need not look for others.
        self._has_backlog = self._has_backlog or not self.sender.in_flight
        try:
            while True:
                await self.sender.record_outcomes()
                if self._has_backlog:
                    await self._start_claimed(self._claim_limit())
                if not self.sender.in_flight:
                    return
                await self.sender.wait_for_some(CLAIM_INTERVAL_SECONDS)
        except asyncio.CancelledError:
            self.sender.cancel()
            raise
        finally:
            await self.sender.finish()

    async def _start_claimed(self, limit: int) -> None:
        envelopes = await self._claim(limit)
        for envelope in envelopes:
            self.sender.start(envelope)
        # Those behind a message on its way are found once that is marked.
        self._has_backlog = bool(not limit or envelopes or self.sender.in_flight)

    def _claim_limit(self) -> int:
        """Return how many more rows to claim: as many as will have their turn soon.

        The next are claimed long before the last of these is sent. A late start is never made up
        for, since no second may have more sends than the others.
        """
        ahead = max(2, ceil(min(self.rate_limiter.rate * CLAIM_AHEAD_SECONDS, MAX_IN_FLIGHT)))
        waits = self.sender.waiting_count > ahead * 2 // 3
        if self.stopping or waits or not self._unblocked(list(self.parts.adapters)):
            return 0
        return max(0, min(ahead, MAX_IN_FLIGHT - self.sender.in_flight))

    def _unblocked(self, platforms: Sequence[str]) -> list[str]:
        return [each for each in platforms if not self.rate_limiter.blocked_for(each)]

    async def _claim(self, limit: int = MAX_IN_FLIGHT) -> list[Envelope]:
        """Claim what may go out now; empty only if no row (or no accepted token) is left."""
        owner = await self.parts.database.identity.acquire()
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
            async with self.parts.database.write() as session:
                vault = Vault(session, self.parts.ring)
                parameters = {"heads": seqs, "now": self.parts.clock.now()}
                rows = (await session.scalars(CLAIM, parameters)).all()
                found = await self._open_rows(session, vault, rows, owner)
                envelopes = [envelope for envelope in found if envelope]
                self.sender.take([envelope.seq for envelope in envelopes])
        except BaseException:
            self.sender.give_back([envelope.seq for envelope in envelopes])
            raise
        return envelopes

    async def _next_seqs(self, limit: int) -> Sequence[int]:
        open_platforms = self._unblocked(await self.circuit_breaker.probe_due())
        parameters = {"most": limit, "open": open_platforms}
        async with self.parts.database.read() as session:
            return (
                await session.scalars(NEXT_PER_MEMBER, parameters | {"now": self.parts.clock.now()})
            ).all()

    async def _open_rows(
        self, session: AsyncSession, vault: Vault, rows: Sequence[Outbox], owner: str
    ) -> list[Envelope | None]:
        ids = [row.member_id for row in rows if row.member_id]
        # Held here because the session forgets rows that nobody holds.
        _readers = (await session.scalars(READERS, {"ids": ids})).all()
        await vault.load_keys(ids)
        envelopes = [await self._open_row(session, vault, row, owner) for row in rows]
        if not self.parts.database.is_sqlite:
            await self._note_chat_pace(session, rows, envelopes)
        return envelopes

    async def _note_chat_pace(
        self, session: AsyncSession, rows: Sequence[Outbox], envelopes: Sequence[Envelope | None]
    ) -> None:
        """Let each chat wait for what another process has sent there a moment ago."""
        now = self.parts.clock.now()
        ids = [row.member_id for row in rows if row.member_id]
        parameters = {"ids": ids, "since": now - CHAT_PACE_MEMORY}
        found = await session.execute(LAST_SENT, parameters)
        sent_at = {member_id: at for member_id, at in found}
        for row, envelope in zip(rows, envelopes, strict=True):
            if envelope and (at := sent_at.get(row.member_id)):
                self.sender.note_last_sent(envelope.to, now - at)

    async def _open_row(
        self, session: AsyncSession, vault: Vault, row: Outbox, owner: str
    ) -> Envelope | None:
        """Return None for a row that is not to be sent after all; the row says why."""
        if row.expires_at <= self.parts.clock.now():
            finish_row(row, "expired")
            return None
        try:
            texts, now = self.parts.content.texts, self.parts.clock.now()
            envelope = await load_envelope(session, vault, texts, row, now, owner)
        except InQuietHours as asleep:
            # It counts as untried, so that it comes at once if its reader wakes up earlier.
            row.not_before, row.attempts = asleep.until, 0
            return None
        except NotInRing:
            # Nothing is lost: a restart with that key opens it.
            row.not_before = self.parts.clock.now() + MISSING_KEY_RETRY_DELAY
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
        row.attempts, row.not_before = row.attempts + 1, self.parts.clock.now()
        return envelope
