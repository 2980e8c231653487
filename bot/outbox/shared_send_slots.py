"""The send slots of a token that several processes share, drawn from its row at PostgreSQL."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from math import ceil, inf

import structlog
from sqlalchemy import text
from sqlalchemy.engine import Row
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import Clock
from bot.outbox.send_slots import HALF_RATE_SECONDS, MAX_TRANSIT_SECONDS, SendSlot
from chat.messages import Address
from storage.database import Database

log = structlog.get_logger(__name__)

SPACING_MARGIN = 0.02
"""The added part of the distance between slots: how late an answer may come and cost nothing."""
DRAW_AHEAD_SECONDS = 0.15
"""How far ahead one process draws slots at most, so that the others need not wait for long."""
REPORT_WITHIN_SECONDS = 0.1
"""How long the news of a late answer may wait for a draw to take it along."""
UNANSWERED_SECONDS = 0.3
"""After how long a send without an answer is reported as late, and how often again."""
MISSED_AFTER_SECONDS = 0.25
"""A slot that is missed by that much is given up: others may count on its second being over."""
RETRY_SECONDS = 1.0
"""How long to wait if the database does not answer."""
GOOD_ROUND_TRIP_SECONDS = 0.01
"""An answer that takes longer says too little about the server's clock, and the clock is asked."""
CLOCK_QUESTIONS = 5
"""How often the clock is asked at most, as on a machine where no answer is quick."""
OFFSET_GOOD_SECONDS = 30.0
"""How long the best measurement of the server's clock is used."""

SERVER_NOW = "CAST(EXTRACT(EPOCH FROM clock_timestamp()) AS float8)"
SPACING = "CAST(:spacing AS float8)"
STEP = f"{SPACING} * CASE WHEN slow_until > {SERVER_NOW} THEN 2 ELSE 1 END"
ASK_CLOCK = text(f"SELECT {SERVER_NOW}")
ADD_PACE = text("INSERT INTO send_pace (platform) VALUES (:platform) ON CONFLICT DO NOTHING")
DRAW = text(f"""
    UPDATE send_pace SET
        next_number = next_number + CAST(:count AS bigint),
        step = {STEP},
        next_at = CAST(:count AS bigint) * {STEP} + GREATEST(
            next_at, {SERVER_NOW}, CAST(:late_base AS float8) + next_number * {SPACING}
        )
    WHERE platform = :platform
    RETURNING next_number, next_at, step, blocked_until, {SERVER_NOW} AS server_now
""")  # noqa: S608 the only part put in is the constant above
"""Takes `count` slots; the next one is not before now, nor before late answers allow it."""
UNTIL = f"{SERVER_NOW} + CAST(:seconds AS float8)"
MEANS_ALL = f"refused_until > {SERVER_NOW} AND refused_chat <> CAST(:chat AS varchar)"
THROTTLE = text(f"""
    UPDATE send_pace SET
        refused_chat = CAST(:chat AS varchar),
        refused_until = {UNTIL},
        blocked_until = GREATEST(blocked_until, CASE WHEN {MEANS_ALL} THEN {UNTIL} END),
        slow_until = GREATEST(
            slow_until, CASE WHEN {MEANS_ALL} THEN {UNTIL} + CAST(:slow_seconds AS float8) END
        )
    WHERE platform = :platform
    RETURNING blocked_until, {SERVER_NOW} AS server_now
""")  # noqa: S608 as above


@dataclass
class SharedSendSlots:
    """Draws slots in blocks from the row that all processes with this token share.

    The row holds the time of the next slot by the server's clock. Slots are numbered, and slot
    n + rate must not begin within a second of the answer to slot n, since nobody knows when the
    message arrived. So a process that gets an answer late moves the row's next slot by what is
    missing, before slot n + rate is handed out.
    """

    platform: str
    database: Database
    clock: Clock
    rate: float
    name_chat: Callable[[Address], str]
    """Returns a name for a chat that tells nothing and is the same in each process."""
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    used: int = 0
    _requests: deque[asyncio.Future[SendSlot]] = field(default_factory=deque)
    _drawing: asyncio.Task[None] | None = None
    _late_base: float = -inf
    """Late answers ask that slot n does not begin before this and n times the spacing."""
    _reported_base: float = -inf
    _offset: float = 0.0
    """The server's clock minus the monotonic one, by the quickest answer of late."""
    _offset_round_trip: float = inf
    _offset_at: float = -inf
    _blocked_until: float = -inf
    _is_closed: bool = False

    @property
    def _spacing(self) -> float:
        return (1 + SPACING_MARGIN) / self.rate

    async def reserve(self, earliest: float) -> SendSlot:
        if (wait := earliest - self.clock.monotonic()) > 0:
            await self.sleep(wait)
        request: asyncio.Future[SendSlot] = asyncio.get_running_loop().create_future()
        self._requests.append(request)
        self._draw_soon()
        return await request

    def seconds_until_free(self) -> float:
        return 0.0

    def is_missed(self, slot: SendSlot) -> bool:
        late = self.clock.monotonic() - slot.at
        return late > MISSED_AFTER_SECONDS and not self.blocked_for()

    def begin(self, slot: SendSlot) -> None:
        self.used += 1
        slot.begin(self.clock.monotonic())
        asyncio.get_running_loop().call_later(UNANSWERED_SECONDS, self._check_answered, slot)

    def end(self, slot: SendSlot) -> None:
        now = self.clock.monotonic()
        slot.end(now)
        self._note_arrival(slot, now)

    async def throttle(self, to: Address, seconds: float) -> None:
        values = {
            "platform": self.platform,
            "chat": self.name_chat(to),
            "seconds": seconds,
            "slow_seconds": HALF_RATE_SECONDS,
        }
        try:
            async with self.database.autocommit() as connection:
                row = (await connection.execute(THROTTLE, values)).one()
        except Exception as error:
            # The others cannot be told, but this process obeys.
            log.error("wait_not_shared", error_class=type(error).__name__)
            self._blocked_until = self.clock.monotonic() + seconds
        else:
            self._blocked_until = self.clock.monotonic() + row.blocked_until - row.server_now

    def blocked_for(self) -> float:
        return max(0.0, self._blocked_until - self.clock.monotonic())

    async def close(self) -> None:
        self._is_closed = True
        if self._drawing:
            self._drawing.cancel()
            await asyncio.wait([self._drawing])

    def _check_answered(self, slot: SendSlot) -> None:
        """Count a send without an answer as one that arrives before the next look at it."""
        if slot.ended_at is not None or slot.began_at is None:
            return
        now = self.clock.monotonic()
        self._note_arrival(slot, now + UNANSWERED_SECONDS)
        if now - slot.began_at < MAX_TRANSIT_SECONDS:
            asyncio.get_running_loop().call_later(UNANSWERED_SECONDS, self._check_answered, slot)

    def _note_arrival(self, slot: SendSlot, arrived_at: float) -> None:
        """Note when a message arrived at the latest; report it if that is late for its slot."""
        limit = ceil(self.rate)
        allowed = limit * self._spacing - limit / self.rate
        if arrived_at - slot.at <= allowed:
            return
        next_at = arrived_at + self._offset + limit / self.rate
        base = next_at - (slot.number + limit) * self._spacing
        if base > self._late_base:
            self._late_base = base
            asyncio.get_running_loop().call_later(REPORT_WITHIN_SECONDS, self._report_if_needed)

    def _report_if_needed(self) -> None:
        if self._late_base > self._reported_base:
            self._draw_soon()

    def _draw_soon(self) -> None:
        if self._is_closed:
            return
        if self._drawing is None or self._drawing.done():
            self._drawing = asyncio.get_running_loop().create_task(self._draw_all())

    async def _draw_all(self) -> None:
        """Draw until every request has its slot and every late answer is reported."""
        while self._requests or self._late_base > self._reported_base:
            try:
                last_at = await self._draw_block()
            except Exception as error:
                # Nothing is sent without a slot, so this waits for the database as all else does.
                log.error("slots_not_drawn", error_class=type(error).__name__)
                await self.sleep(RETRY_SECONDS)
                continue
            wait = last_at - self.clock.monotonic() - self._spacing
            if self._requests and wait > 0:
                await self.sleep(wait)

    async def _draw_block(self) -> float:
        """Hand out a block of slots; return the time of the last one."""
        most = max(1, ceil(self.rate * DRAW_AHEAD_SECONDS))
        self._requests = deque(each for each in self._requests if not each.done())
        count, late_base = min(most, len(self._requests)), self._late_base
        row = await self._draw(count, late_base)
        self._reported_base = max(self._reported_base, late_base)
        self._blocked_until = row.blocked_until - self._offset
        for left in range(count, 0, -1):
            self._hand_out(self._slot_at(row.next_at - left * row.step, row.next_number - left))
        return float(row.next_at - row.step - self._offset)

    def _slot_at(self, server_time: float, number: int) -> SendSlot:
        # If all is blocked the sender finds out at once, and puts the message back.
        now = self.clock.monotonic()
        return SendSlot(now if self.blocked_for() else server_time - self._offset, number)

    def _hand_out(self, slot: SendSlot) -> None:
        while self._requests:
            request = self._requests.popleft()
            if not request.done():
                request.set_result(slot)
                return

    async def _draw(self, count: int, late_base: float) -> Row[tuple[float, ...]]:
        values = {
            "platform": self.platform,
            "count": count,
            "spacing": self._spacing,
            "late_base": max(late_base, -1e300),
        }
        async with self.database.autocommit() as connection:
            await self._ask_clock(connection)
            asked_at = self.clock.monotonic()
            row = (await connection.execute(DRAW, values)).one_or_none()
            while row is None:
                await connection.execute(ADD_PACE, {"platform": self.platform})
                asked_at = self.clock.monotonic()
                row = (await connection.execute(DRAW, values)).one_or_none()
        self._measure_offset(asked_at, row.server_now)
        return row

    async def _ask_clock(self, connection: AsyncConnection) -> None:
        """Measure the server's clock until that is exact, before a slot depends on it."""
        questions = 0
        while self._offset_round_trip > GOOD_ROUND_TRIP_SECONDS and questions < CLOCK_QUESTIONS:
            asked_at, questions = self.clock.monotonic(), questions + 1
            self._measure_offset(asked_at, await connection.scalar(ASK_CLOCK))

    def _measure_offset(self, asked_at: float, server_now: float) -> None:
        """Keep the measurement of the quickest answer, which is the most exact one."""
        now = self.clock.monotonic()
        round_trip = now - asked_at
        is_old = now - self._offset_at > OFFSET_GOOD_SECONDS
        if round_trip <= self._offset_round_trip or is_old:
            self._offset = server_now - (asked_at + round_trip / 2)
            self._offset_round_trip, self._offset_at = round_trip, now
