"""What goes out: paced, in order for each person, and marked with how it ended."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

import structlog
from sqlalchemy import bindparam, exists, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot.adapter import (
    Adapter,
    Ambiguous,
    NotSent,
    Outgoing,
    SendFailed,
    TokenRefused,
    Unreachable,
)
from bot.clock import Clock
from bot.outbox import SENT_AGAIN, Letter
from bot.pace import Pace
from chat.messages import Address, Priority
from content.texts import Texts
from domain import people
from storage.columns import Instant
from storage.database import Database, inside_transaction
from storage.models import Member, Outbox
from storage.sealing import CannotOpen, KeyRing, Vault

log = structlog.get_logger(__name__)

AT_ONCE = 16
LOOK_SECONDS = 0.1
"""How long a new message waits at most while others are on their way."""
PROBE_SECONDS = 300.0
LONGEST_WAIT = 300.0


EARLIER = aliased(Outbox)
HEADS = (
    select(Outbox)
    .where(
        Outbox.state == "new",
        Outbox.not_before <= bindparam("now", type_=Instant),
        ~exists().where(
            EARLIER.member_id == Outbox.member_id,
            EARLIER.state.in_(("new", "sending")),
            EARLIER.seq < Outbox.seq,
        ),
    )
    .order_by(Outbox.priority, Outbox.seq)
    .limit(AT_ONCE)
    .with_for_update(skip_locked=True, of=Outbox)
)
"""The oldest unfinished row of each person, if it may go out at `now`, the most pressing first.

Made once, and in an order that an index has, so that a look stays short however many wait.
"""


class Gone(Exception):
    """The message that was to be changed never went out: there is nothing to send."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """One claimed outbox row, opened and addressed."""

    seq: int
    to: Address
    message: Outgoing


@dataclass
class Delivery:
    """Sends the oldest row of each person, the most pressing first."""

    database: Database
    ring: KeyRing
    adapters: Mapping[str, Adapter]
    texts: Texts
    clock: Clock
    pace: Pace
    chance: Random
    stopping: bool = False
    """Set when the bot is to end: what is being sent is finished, nothing new is begun."""
    _held_since: datetime | None = None
    _held_until: float = 0.0
    _ended: dict[int, str | SendFailed] = field(default_factory=dict)
    """What has ended, by its row, until the row says so, too."""

    @property
    def held(self) -> bool:
        """Whether everything waits for a token that works."""
        return self.clock.monotonic() < self._held_until

    async def recover(self) -> None:
        """What was being sent when the process died may or may not have arrived."""
        async with self.database.write() as session:
            for row in await session.scalars(select(Outbox).where(Outbox.state == "sending")):
                await self._settle(session, row, Ambiguous())

    async def busy(self) -> bool:
        """Whether something is being sent, or could be now."""
        if self.held:
            return False
        sending = select(exists().where(Outbox.state == "sending"))
        async with self.database.read() as session:
            return bool(await session.scalar(sending)) or await self._anything(session)

    async def drain(self) -> None:
        """Sends all that can be sent now; whose turn is slow holds up nobody else."""
        going: set[asyncio.Task[None]] = set()
        try:
            while True:
                room = len(going) <= AT_ONCE // 2 and not self.stopping
                for parcel in await self._claim() if room else ():
                    going.add(asyncio.create_task(self._deliver(parcel)))
                if not going:
                    return
                going = await _some_end(going)
        except asyncio.CancelledError:
            for each in going:
                each.cancel()
            raise
        finally:
            await asyncio.gather(*going, return_exceptions=True)

    async def _claim(self) -> list[Parcel]:
        """Takes what may go out now; empty only when there is nothing (or no token) left."""
        await self._record()
        parcels: list[Parcel] = []
        while not parcels and await self._token_works():
            async with self.database.read() as session:
                if not await self._anything(session):
                    break
            async with self.database.write() as session:
                vault = Vault(session, self.ring)
                rows = (await session.scalars(HEADS, {"now": self.clock.now()})).all()
                opened = [await self._open(session, vault, row) for row in rows]
            parcels = [parcel for parcel in opened if parcel]
        return parcels

    async def _anything(self, session: AsyncSession) -> bool:
        return (await session.scalars(HEADS, {"now": self.clock.now()})).first() is not None

    async def _open(self, session: AsyncSession, vault: Vault, row: Outbox) -> Parcel | None:
        """None for what is not to be sent after all; its row says why."""
        if row.expires_at <= self.clock.now():
            _finish(row, "expired")
            return None
        try:
            parcel = await self._parcel(session, vault, row)
        except Gone:
            _finish(row, "cancelled")
            return None
        except (CannotOpen, ValueError, KeyError) as error:
            # One row that cannot be read must not hold up everybody's.
            row.error = type(error).__name__
            _give_up(row, "dead")
            return None
        row.state, row.attempts = "sending", row.attempts + 1
        return parcel

    async def _parcel(self, session: AsyncSession, vault: Vault, row: Outbox) -> Parcel:
        member = await session.get_one(Member, row.member_id)
        letter = Letter.load(await vault.open_bytes(row, "body"))
        changes = await _remote_id(session, letter)
        text = letter.text
        if row.resent and not changes:
            text = f"{self.texts.render(member.language, SENT_AGAIN)}\n\n{text}"
        marks = changes, letter.silent, row.id.hex[:25], letter.attachment, letter.removes
        message = Outgoing(text, letter.rows, *marks)
        return Parcel(row.seq, await people.address_of(vault, member), message)

    async def _deliver(self, parcel: Parcel) -> None:
        await self.pace.wait(parcel.to)
        try:
            self._ended[parcel.seq] = await self._send(parcel)
        except SendFailed as failed:
            self._ended[parcel.seq] = failed
        except Exception as error:
            # A fault of ours must not leave the row, and all behind it, waiting for ever.
            log.error("send_failed", seq=parcel.seq, error_class=type(error).__name__)
            self._ended[parcel.seq] = Ambiguous()
        try:
            await self._record()
        except SQLAlchemyError as error:
            # The next claim tries again.
            log.error("outcome_not_kept", seq=parcel.seq, error_class=type(error).__name__)

    async def _record(self) -> None:
        """Marks the rows of all that ended; what cannot be marked now is kept in mind."""
        ended, self._ended = self._ended, {}
        if not ended:
            return
        try:
            async with self.database.write() as session:
                for seq, outcome in ended.items():
                    if row := await session.get(Outbox, seq):
                        await self._settle(session, row, outcome)
        except BaseException:
            self._ended |= ended
            raise

    async def _send(self, parcel: Parcel) -> str:
        if inside_transaction.get():
            raise RuntimeError("the network must not be used inside a transaction")
        return await self.adapters[parcel.to.platform].send(parcel.to, parcel.message)

    async def _settle(self, session: AsyncSession, row: Outbox, outcome: str | SendFailed) -> None:
        """Marks a row with what became of it; the table of outcomes is in docs/architecture.md."""
        if isinstance(outcome, str):
            row.remote = outcome or row.remote
            _finish(row, "sent")
            return
        row.error = type(outcome).__name__
        match outcome:
            case Unreachable():
                await people.unreachable(session, await session.get_one(Member, row.member_id))
                _finish(row, "cancelled")
            case TokenRefused():
                self._hold(row)
            case NotSent():
                self._again(row, outcome.wait)
            case Ambiguous() if row.priority != Priority.NUDGE and not row.resent:
                row.resent = True
                self._again(row, None)
            case Ambiguous():
                _give_up(row, "dropped")
            case _:
                _give_up(row, "dead")

    def _again(self, row: Outbox, wait: float | None) -> None:
        if wait is None:
            wait = min(2.0 ** min(row.attempts, 10), LONGEST_WAIT) * (0.5 + self.chance.random())
        row.state = "new"
        row.not_before = self.clock.now() + timedelta(seconds=wait)

    def _hold(self, row: Outbox) -> None:
        row.state = "new"
        self._held_since = self._held_since or self.clock.now()
        self._held_until = self.clock.monotonic() + PROBE_SECONDS
        log.error("token_refused", seq=row.seq)

    async def _token_works(self) -> bool:
        if self._held_since is None:
            return True
        if self.held:
            return False
        works = all([await adapter.probe() for adapter in self.adapters.values()])
        if works:
            await self._release(self.clock.now() - self._held_since)
        self._held_until = 0.0 if works else self.clock.monotonic() + PROBE_SECONDS
        return works

    async def _release(self, held: timedelta) -> None:
        """Nothing is dropped for having waited with everything else."""
        async with self.database.write() as session:
            for row in await session.scalars(select(Outbox).where(Outbox.state == "new")):
                row.expires_at += held
        self._held_since = None


async def _some_end(going: set[asyncio.Task[None]]) -> set[asyncio.Task[None]]:
    """Waits for the first to end, or for the next look; returns those that go on."""
    ended, rest = await asyncio.wait(
        going, timeout=LOOK_SECONDS, return_when=asyncio.FIRST_COMPLETED
    )
    for each in ended:
        each.result()
    return rest


def _finish(row: Outbox, state: str) -> None:
    row.state, row.body = state, None


def _give_up(row: Outbox, state: str) -> None:
    log.error("message_given_up", seq=row.seq, error_class=row.error, state=state)
    _finish(row, state)


async def _remote_id(session: AsyncSession, letter: Letter) -> str:
    if not letter.edits:
        return letter.replaces
    remote = await session.scalar(select(Outbox.remote).where(Outbox.key == letter.edits))
    if not remote:
        raise Gone
    return remote
