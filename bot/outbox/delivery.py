"""What goes out: paced, in order for each person, and marked with how it ended."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil
from random import Random

import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from bot.backoff import WITHOUT_KEY
from bot.clock import Clock
from bot.outbox.circuit_breaker import CircuitBreaker
from bot.outbox.envelope import EditTargetMissing, Envelope, InQuietHours, load_envelope
from bot.outbox.outcomes import Outcome, Outcomes, finish, give_up
from bot.outbox.queries import ABANDONED, CLAIM, HAS_WORK, NEXT_PER_MEMBER, SENDING
from bot.outbox.rate_limiter import RateLimiter
from bot.platforms.adapter import Adapter, DeliveryUnknown, NotDelivered, SendFailed, TokenRefused
from chat.messages import Address
from content.texts import Texts
from storage.database import Database, inside_transaction
from storage.sealing import CannotOpen, KeyRing, NotInRing, Vault
from storage.tables.queues import Outbox

log = structlog.get_logger(__name__)

AT_ONCE = 48
"""How many messages are on their way at most."""
AHEAD_SECONDS = 0.3
"""How far ahead of its turn a message is taken: a more pressing one waits no longer than that."""
LOOK_SECONDS = 0.1
"""How long a new message waits at most while others are on their way."""


@dataclass
class Delivery:
    """Sends the oldest row of each person, the most pressing first."""

    database: Database
    ring: KeyRing
    adapters: Mapping[str, Adapter]
    texts: Texts
    clock: Clock
    rate_limiter: RateLimiter
    circuit_breaker: CircuitBreaker
    chance: Random
    sent: Callable[[], None]
    """Called for each message that went out."""
    stopping: bool = False
    _waiting: int = 0
    """How many claimed messages wait for their turn."""
    _sending: set[int] = field(default_factory=set)
    _ended: dict[int, tuple[str, Outcome]] = field(default_factory=dict)
    """What has ended, by its row, until the row says so, too; with the name it was claimed in."""
    _marking: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._outcomes = Outcomes(self.circuit_breaker, self.clock, self.chance)

    def stop(self) -> None:
        """Finish what is being sent, and begin nothing new."""
        self.stopping = True

    async def recover(self) -> None:
        """Goes on where the last process ended."""
        await self.take_over()
        async with self.database.read() as session:
            await self.circuit_breaker.recover(session)

    async def take_over(self) -> None:
        """Settles what a dead process was sending: it may or may not have arrived."""
        left = await self._left_behind()
        if not left:
            return
        async with self.database.write() as session:
            for row in await session.scalars(ABANDONED, {"left": [seq for seq, _ in left]}):
                # Meanwhile another may have settled it, and one that lives may be sending it.
                if (row.seq, row.owner) in left and row.seq not in self._own():
                    await self._outcomes.settle(session, row, DeliveryUnknown())

    async def _left_behind(self) -> set[tuple[int, str | None]]:
        """Each row with the name on it: one that is dead, or ours although we do not send it."""
        async with self.database.read() as session:
            sending = (await session.execute(SENDING)).all()
        strange = {(seq, owner) for seq, owner in sending if seq not in self._own()}
        us = self.database.identity
        others = {owner for _, owner in strange if owner and owner != us.id}
        living = await us.alive_ids(others) if others else set()
        return {(seq, owner) for seq, owner in strange if owner not in living}

    def _own(self) -> set[int]:
        return self._sending | self._ended.keys() | self._marking

    async def busy(self) -> bool:
        """Whether something is being sent, or could be now."""
        if self.rate_limiter.blocked_for():
            return False
        look = {"now": self.clock.now(), "most": 1, "open": self.circuit_breaker.available()}
        async with self.database.read() as session:
            return bool(await session.scalar(HAS_WORK, look))

    async def drain(self) -> None:
        """Sends all that can be sent now; whose turn is slow holds up nobody else."""
        going: set[asyncio.Task[None]] = set()
        self._waiting = 0
        try:
            while True:
                for envelope in await self._claim(self._room(len(going))):
                    self._waiting += 1
                    going.add(asyncio.create_task(self._deliver(envelope)))
                if not going:
                    return
                going = await _some_end(going)
        except asyncio.CancelledError:
            for each in going:
                each.cancel()
            raise
        finally:
            await asyncio.gather(*going, return_exceptions=True)

    def _room(self, going: int) -> int:
        """How many more may be claimed: as many as soon have their turn.

        The next are claimed long before the last of these has gone: what begins late is not made up
        for, since no second may hold more than the others.
        """
        ahead = max(2, ceil(min(self.rate_limiter.rate * AHEAD_SECONDS, AT_ONCE)))
        if self.stopping or self.rate_limiter.blocked_for() or self._waiting > ahead * 2 // 3:
            return 0
        return max(0, min(ahead, AT_ONCE - going))

    async def _claim(self, most: int = AT_ONCE) -> list[Envelope]:
        """Takes what may go out now; empty only when there is nothing (or no token) left."""
        await self._record()
        owner = await self.database.identity.acquire()
        envelopes: list[Envelope] = []
        while most and not envelopes:
            heads = await self._heads(most)
            if not heads:
                break
            envelopes = await self._take(heads, owner)
        return envelopes

    async def _take(self, heads: Sequence[int], owner: str) -> list[Envelope]:
        """In our name; what is not to be sent after all is marked as such."""
        envelopes: list[Envelope] = []
        try:
            async with self.database.write() as session:
                vault = Vault(session, self.ring)
                now = {"heads": heads, "now": self.clock.now()}
                rows = (await session.scalars(CLAIM, now)).all()
                found = [await self._open(session, vault, row, owner) for row in rows]
                envelopes = [envelope for envelope in found if envelope]
                # We know that they are ours before anybody can read that they are.
                self._sending.update(envelope.seq for envelope in envelopes)
        except BaseException:
            # What was committed all the same is found as left behind.
            self._sending.difference_update(envelope.seq for envelope in envelopes)
            raise
        return envelopes

    async def _heads(self, most: int) -> Sequence[int]:
        look = {"most": most, "open": await self.circuit_breaker.probe_due()}
        async with self.database.read() as session:
            return (await session.scalars(NEXT_PER_MEMBER, look | {"now": self.clock.now()})).all()

    async def _open(
        self, session: AsyncSession, vault: Vault, row: Outbox, owner: str
    ) -> Envelope | None:
        """None for what is not to be sent after all; its row says why."""
        if row.expires_at <= self.clock.now():
            finish(row, "expired")
            return None
        try:
            envelope = await load_envelope(session, vault, self.texts, row, self.clock.now(), owner)
        except InQuietHours as asleep:
            # It counts as untried, so that it comes at once if its reader wakes up before.
            row.not_before, row.attempts = asleep.until, 0
            return None
        except NotInRing:
            # Nothing is lost: a restart with that key opens it.
            row.not_before = self.clock.now() + WITHOUT_KEY
            log.error("key_not_in_ring", seq=row.seq)
            return None
        except EditTargetMissing:
            finish(row, "cancelled")
            return None
        except (CannotOpen, ValueError, KeyError) as error:
            # One row that cannot be read must not hold up everybody's.
            row.error = type(error).__name__
            give_up(row, "dead")
            return None
        row.state, row.owner = "sending", owner
        row.attempts, row.not_before = row.attempts + 1, self.clock.now()
        return envelope

    async def _deliver(self, envelope: Envelope) -> None:
        try:
            self._ended[envelope.seq] = envelope.owner, await self._attempt(envelope)
        finally:
            self._sending.discard(envelope.seq)
        try:
            await self._record()
        except SQLAlchemyError as error:
            # The next claim tries again.
            log.error("outcome_not_kept", seq=envelope.seq, error_class=type(error).__name__)

    async def _attempt(self, envelope: Envelope) -> Outcome:
        async with self.rate_limiter.slot(envelope.to):
            self._waiting -= 1
            held = self.rate_limiter.blocked_for() or self.circuit_breaker.is_open(
                envelope.to.platform
            )
            if held or not self._is_ours(envelope):
                return NotDelivered(self.rate_limiter.blocked_for())
            return await self._try(envelope)

    def _is_ours(self, envelope: Envelope) -> bool:
        """Whether nobody takes us for dead, and so sends it in our place."""
        identity = self.database.identity
        return envelope.owner == identity.id and not identity.is_lost

    async def _try(self, envelope: Envelope) -> Outcome:
        try:
            return await self._send(envelope)
        except SendFailed as failed:
            if isinstance(failed, NotDelivered) and failed.retry_after:
                self._told_to_wait(envelope.to, failed.retry_after)
            if isinstance(failed, TokenRefused):
                self.circuit_breaker.trip(envelope.to.platform)
            return failed
        except Exception as error:
            # A fault of ours must not leave the row, and all behind it, waiting for ever.
            log.error("send_failed", seq=envelope.seq, error_class=type(error).__name__)
            return DeliveryUnknown()

    async def _record(self) -> None:
        """Marks the rows of all that ended; what cannot be marked now is kept in mind."""
        if not self._ended:
            return
        ended: dict[int, tuple[str, Outcome]] = {}
        try:
            async with self.database.write() as session:
                # Whatever else ended while we waited for our turn to write goes along.
                ended, self._ended = self._ended, {}
                self._marking |= ended.keys()
                for seq, (owner, outcome) in ended.items():
                    await self._mark(session, seq, owner, outcome)
        except BaseException:
            self._ended |= ended
            raise
        finally:
            self._marking -= ended.keys()

    async def _mark(self, session: AsyncSession, seq: int, owner: str, outcome: Outcome) -> None:
        """What others took from us meanwhile is theirs to mark, unless we know that it was sent."""
        row = await session.get(Outbox, seq, with_for_update=True)
        is_sent = isinstance(outcome, str)
        if row and (is_sent or row.owner == owner):
            await self._outcomes.settle(session, row, outcome)
            if is_sent:
                self.sent()

    async def _send(self, envelope: Envelope) -> str:
        if inside_transaction.get():
            raise RuntimeError("the network must not be used inside a transaction")
        return await self.adapters[envelope.to.platform].send(envelope.to, envelope.message)

    def _told_to_wait(self, to: Address, seconds: float) -> None:
        self.rate_limiter.throttled(to, seconds)
        if self.rate_limiter.blocked_for():
            log.error("platform_asks_to_wait", wait=seconds)


async def _some_end(going: set[asyncio.Task[None]]) -> set[asyncio.Task[None]]:
    """Waits for the first to end, or for the next look; returns those that go on."""
    ended, rest = await asyncio.wait(
        going, timeout=LOOK_SECONDS, return_when=asyncio.FIRST_COMPLETED
    )
    for each in ended:
        each.result()
    return rest
