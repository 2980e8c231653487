"""Test the pace of one token that several processes share through PostgreSQL."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from random import Random

import pytest
from structlog.testing import capture_logs

from bot.clock import SystemClock
from bot.outbox.rate_limiter import RateLimiter
from bot.outbox.send_slots import HALF_RATE_SECONDS
from bot.outbox.shared_send_slots import (
    BLOCK_SECONDS,
    DRAW_AHEAD_SECONDS,
    ClockReading,
    SharedSendSlots,
)
from chat.messages import Address
from storage.database import Database
from tests.load.figures import count_fullest_second
from tests.support.storage import postgres

pytestmark = pytest.mark.postgresql

RATE = 40.0
SENDS = 120
CLOCK = SystemClock()


@pytest.fixture
async def processes(database: Database) -> AsyncIterator[list[SharedSendSlots]]:
    """Return the slots of three processes of one token."""
    databases = [Database(postgres.url_text(database.engine.url)) for _ in range(3)]
    slots = [SharedSendSlots("telegram", each, CLOCK, RATE, lambda to: to.id) for each in databases]
    yield slots
    for each in slots:
        await each.close()
        await each.database.close()


def chat(number: int) -> Address:
    return Address("telegram", str(number))


async def send_all(processes: Sequence[SharedSendSlots], chance: Random) -> list[float]:
    """Return when each message arrives: some ways are slow, and some answers come late."""
    arrived: list[float] = []

    async def send(rate_limiter: RateLimiter, number: int) -> None:
        async with rate_limiter.slot(chat(number)):
            await asyncio.sleep(chance.choice([0.001, 0.001, 0.002, 0.3]))
            arrived.append(CLOCK.monotonic())
            await asyncio.sleep(chance.choice([0.0, 0.1]))

    limiters = [RateLimiter(CLOCK, 1.0, {"telegram": slots}) for slots in processes]
    sends = [send(limiters[number % len(limiters)], number) for number in range(SENDS)]
    await asyncio.gather(*sends)
    return sorted(arrived)


async def test_no_second_of_all_processes_together_holds_more_than_the_rate(
    processes: list[SharedSendSlots],
) -> None:
    """Without the report of late answers: 44 in one second."""
    arrived = await send_all(processes, Random(3))
    assert len(arrived) == SENDS
    assert count_fullest_second(arrived) <= RATE


class FarAway(SharedSendSlots):
    """The slots of a process whose questions take 0.4 s, all of it on the way to the server."""

    def _read_clock(self, asked_at: float, server_now: float) -> ClockReading:
        near = super()._read_clock(asked_at, server_now)
        return ClockReading(0.4, near.offset + 0.2, near.read_at)


async def test_a_process_that_knows_the_servers_clock_badly_is_never_early(
    database: Database,
) -> None:
    """Without the error of the reading: it sends 0.2 s before its slot."""
    slots = FarAway("telegram", database, CLOCK, RATE, lambda to: to.id)
    slot = await slots.reserve(0.0)
    offset = (await database.now()).timestamp() - CLOCK.monotonic()
    assert slot.at + offset >= slot.server_time - 0.01
    await slots.close()


async def test_all_processes_together_draw_slots_a_little_ahead(database: Database) -> None:
    """With a limit for each process alone: the last slots are a second ahead."""
    processes = [
        SharedSendSlots("telegram", Database(address), CLOCK, RATE, lambda to: to.id)
        for address in [postgres.url_text(database.engine.url)] * 6
    ]

    async def reserve(slots: SharedSendSlots) -> float:
        return (await slots.reserve(0.0)).at - CLOCK.monotonic()

    ahead = await asyncio.gather(*(reserve(each) for each in processes * 8))
    assert max(ahead) < DRAW_AHEAD_SECONDS + BLOCK_SECONDS + 2 / RATE
    for each in processes:
        await each.close()
        await each.database.close()


async def test_a_slot_goes_to_one_process_alone(processes: list[SharedSendSlots]) -> None:
    """With a row that each process reads before it writes: some have the same number."""
    slots = await asyncio.gather(*(each.reserve(0.0) for each in processes * 10))
    assert sorted(slot.number for slot in slots) == list(range(30))


async def test_two_chats_that_are_refused_in_two_processes_make_every_process_wait(
    processes: list[SharedSendSlots],
) -> None:
    """Without the look at the chat that another process was refused for: both go on."""
    one, other, third = processes
    await third.reserve(0.0)
    await one.throttle(chat(1), 5)
    assert one.blocked_for() == 0
    await other.throttle(chat(2), 7)
    assert 6 < other.blocked_for() <= 7
    for each in (one, third):
        await each.reserve(0.0)
        assert 6 < each.blocked_for() <= 7


async def test_one_chat_that_is_refused_twice_makes_nobody_else_wait(
    processes: list[SharedSendSlots],
) -> None:
    one, other, _ = processes
    await one.reserve(0.0)
    for each in (one, other):
        await each.throttle(chat(1), 5)
        assert each.blocked_for() == 0


async def test_after_everybody_had_to_wait_the_slots_are_twice_as_far_apart(
    processes: list[SharedSendSlots], database: Database
) -> None:
    """Without `slow_until`: they are as close as before."""
    one, other, third = processes
    await one.reserve(0.0)
    await one.throttle(chat(1), 0.1)
    await other.throttle(chat(2), 0.1)
    async with asyncio.timeout(HALF_RATE_SECONDS):
        while third.blocked_for() or (await third.reserve(0.0)).number < 3:
            pass
    first, second = await third.reserve(0.0), await third.reserve(0.0)
    assert second.at - first.at >= 1.9 / RATE


async def test_without_the_database_a_send_waits_and_goes_on_when_it_is_back(
    database: Database,
) -> None:
    """Without the second try: the send fails, or waits for ever."""
    away, back = asyncio.Event(), asyncio.Event()

    async def sleep(_seconds: float) -> None:
        away.set()
        await back.wait()

    slots = SharedSendSlots("telegram", database, CLOCK, RATE, lambda to: to.id, sleep)
    slots.database = Database(postgres.url_text(database.engine.url.set(database="not_there")))
    with capture_logs() as logs:
        waiting = asyncio.create_task(slots.reserve(0.0))
        await asyncio.wait_for(away.wait(), 10)
    assert [each["event"] for each in logs] == ["slots_not_drawn"]
    await slots.database.close()
    slots.database = database
    back.set()
    assert (await asyncio.wait_for(waiting, 10)).number == 0
    await slots.close()


async def test_a_slot_that_was_missed_is_given_up_for_another(
    processes: list[SharedSendSlots],
) -> None:
    """Without `is_missed`: a process that was paused sends in a second that is full already."""
    slots, slept = processes[0], []

    async def oversleep(seconds: float) -> None:
        slept.append(seconds)
        await asyncio.sleep(seconds + (0.3 if len(slept) == 1 else 0))

    rate_limiter = RateLimiter(CLOCK, 1.0, {"telegram": slots}, oversleep)
    await asyncio.gather(*(slots.reserve(0.0) for _ in range(4)))
    async with rate_limiter.slot(chat(1)):
        assert (await slots.reserve(0.0)).number == 6
