"""The send slots of a token that several processes share, drawn from its row at PostgreSQL."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from math import ceil, inf
from typing import NamedTuple

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
DRAW_AHEAD_SECONDS = 0.1
"""How soon the next slot must be for a process to draw it.

So all processes together have drawn no further ahead, and the news of a late answer is in time.
"""
BLOCK_SECONDS = 0.08
"""How long the slots last that one process draws at a time."""
REPORT_WITHIN_SECONDS = 0.1
"""How long the news of a late answer may wait for a draw to take it along."""
UNANSWERED_SECONDS = 0.3
"""After how long a send without an answer is reported as late, and how often again."""
MISSED_AFTER_SECONDS = 0.25
"""A slot that is missed by that much is given up: others may count on its second being over."""
RETRY_SECONDS = 1.0
"""How long to wait if the database does not answer."""
GOOD_ROUND_TRIP_SECONDS = 0.01
"""After a slower answer the server is asked for its clock once more."""
CLOCK_QUESTIONS = 5
"""How often it is asked at most, as on a machine where no answer is quick."""
READING_GOOD_SECONDS = 30.0
"""How long the quickest answer about the server's clock is used."""

SERVER_NOW = "CAST(EXTRACT(EPOCH FROM clock_timestamp()) AS float8)"
SPACING = "CAST(:spacing AS float8)"
STEP = f"{SPACING} * CASE WHEN slow_until > {SERVER_NOW} THEN 2 ELSE 1 END"
ASK_CLOCK = text(f"SELECT {SERVER_NOW}")
ADD_PACE = text("INSERT INTO send_pace (platform) VALUES (:platform) ON CONFLICT DO NOTHING")
DRAW = text(f"""
    WITH seen AS (
        SELECT platform, {STEP} AS step, GREATEST(
            next_at, {SERVER_NOW}, CAST(:late_base AS float8) + next_number * {SPACING}
        ) AS first_at
        FROM send_pace WHERE platform = :platform FOR UPDATE
    ), drawn AS (
        SELECT *, CASE WHEN first_at <= {SERVER_NOW} + CAST(:ahead AS float8)
            THEN CAST(:count AS bigint) ELSE 0 END AS count
        FROM seen
    )
    UPDATE send_pace SET
        next_number = next_number + drawn.count,
        step = drawn.step,
        next_at = drawn.first_at + drawn.count * drawn.step
    FROM drawn WHERE send_pace.platform = drawn.platform
    RETURNING drawn.count AS drawn, next_number, next_at, send_pace.step, blocked_until,
        {SERVER_NOW} AS server_now
""")  # noqa: S608 the only part put in is the constant above
"""Takes `count` slots, the next one not before now, nor before late answers allow it.

It takes none as long as the next one is more than `ahead` seconds off.
"""
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


class ClockReading(NamedTuple):
    """A reading of the server's clock; of several, the one with the quickest answer is the best.

    Nobody knows when within the round trip the server looked at its clock, so the offset may be
    wrong by half of that.
    """

    round_trip: float
    offset: float
    """The server's clock minus the monotonic one."""
    read_at: float

    @property
    def error(self) -> float:
        """Return by how much the offset may be wrong, in seconds."""
        return self.round_trip / 2


NO_READING = ClockReading(0.0, 0.0, -inf)


@dataclass
class SharedSendSlots:
    """Draws slots in blocks from the row that all processes with this token share.

    The row holds the time of the next slot by the server's clock. Slots are numbered, and slot
    n + rate must not begin within a second of the answer to slot n, since nobody knows when the
    message arrived. So a process that gets an answer late moves the row's next slot by what is
    missing, before slot n + rate is handed out.

    A process knows the server's clock only as well as the server answers, which is badly while a
    busy machine starts it. By what it may be wrong it begins later, and counts answers as later.
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
    _clock: ClockReading = NO_READING
    """The quickest answer of late about the server's clock."""
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
        server_time = arrived_at + self._clock.offset + self._clock.error
        if server_time - slot.server_time <= allowed:
            return
        next_at = server_time + limit / self.rate
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
                wait = await self._draw_block()
            except Exception as error:
                # Nothing is sent without a slot, so this waits for the database as all else does.
                log.error("slots_not_drawn", error_class=type(error).__name__)
                await self.sleep(RETRY_SECONDS)
                continue
            if self._requests and wait > 0:
                await self.sleep(wait)

    async def _draw_block(self) -> float:
        """Hand out a block of slots; return in how many seconds the next one can be drawn."""
        most = max(1, ceil(self.rate * BLOCK_SECONDS))
        self._requests = deque(each for each in self._requests if not each.done())
        count, late_base = min(most, len(self._requests)), self._late_base
        row = await self._draw(count, late_base)
        self._reported_base = max(self._reported_base, late_base)
        self._blocked_until = row.blocked_until - self._clock.offset
        for left in range(row.drawn, 0, -1):
            self._hand_out(self._slot_at(row.next_at - left * row.step, row.next_number - left))
        return float(row.next_at - row.server_now - DRAW_AHEAD_SECONDS)

    def _slot_at(self, server_time: float, number: int) -> SendSlot:
        # If all is blocked the sender finds out at once, and puts the message back.
        now, at = self.clock.monotonic(), server_time - self._clock.offset + self._clock.error
        return SendSlot(now if self.blocked_for() else at, number, server_time)

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
            "ahead": DRAW_AHEAD_SECONDS,
            "spacing": self._spacing,
            "late_base": max(late_base, -1e300),
        }
        async with self.database.autocommit() as connection:
            if self.clock.monotonic() - self._clock.read_at > READING_GOOD_SECONDS:
                self._clock = await self._ask_clock(connection)
            asked_at = self.clock.monotonic()
            row = (await connection.execute(DRAW, values)).one_or_none()
            while row is None:
                await connection.execute(ADD_PACE, {"platform": self.platform})
                asked_at = self.clock.monotonic()
                row = (await connection.execute(DRAW, values)).one_or_none()
        self._clock = min(self._clock, self._read_clock(asked_at, row.server_now))
        return row

    async def _ask_clock(self, connection: AsyncConnection) -> ClockReading:
        """Ask for the server's clock until an answer is quick; return the quickest."""
        best = ClockReading(inf, 0.0, -inf)
        for _ in range(CLOCK_QUESTIONS):
            asked_at = self.clock.monotonic()
            best = min(best, self._read_clock(asked_at, await connection.scalar(ASK_CLOCK)))
            if best.round_trip <= GOOD_ROUND_TRIP_SECONDS:
                break
        return best

    def _read_clock(self, asked_at: float, server_now: float) -> ClockReading:
        now = self.clock.monotonic()
        return ClockReading(now - asked_at, server_now - (asked_at + now) / 2, now)
