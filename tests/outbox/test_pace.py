"""Test the pace: no second ever has more sends than the rate, no chat more than its own."""

from __future__ import annotations

import asyncio
import heapq
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count, pairwise
from random import Random

import pytest
from hypothesis import given, settings, strategies as st

from bot.outbox.rate_limiter import RateLimiter
from bot.outbox.send_slots import HALF_RATE_SECONDS, SPACING_MARGIN, LocalSendSlots
from chat.messages import Address

CLOSE = 1e-6
"""The possible error of sums of fractions, in seconds."""


@dataclass
class Sleepers:
    """A clock that jumps to the next sleeper to wake, so that hours of waiting take no time."""

    time: float = 100.0
    late: Callable[[], float] = float
    """By how much each of them oversleeps, in seconds."""
    _beds: list[tuple[float, int, asyncio.Event]] = field(default_factory=list)
    _turn: count[int] = field(default_factory=count)

    def now(self) -> datetime:
        return datetime.fromtimestamp(self.time, UTC)

    def monotonic(self) -> float:
        return self.time

    async def sleep(self, seconds: float) -> None:
        bed = asyncio.Event()
        heapq.heappush(self._beds, (self.time + seconds + self.late(), next(self._turn), bed))
        await bed.wait()

    async def pass_by(self) -> None:
        """Wake one after the other until nobody sleeps."""
        await _everybody_runs()
        while self._beds:
            wakes, _, bed = heapq.heappop(self._beds)
            self.time = max(self.time, wakes)
            bed.set()
            await _everybody_runs()


async def _everybody_runs() -> None:
    for _ in range(3):
        await asyncio.sleep(0)


def person(number: int) -> Address:
    return Address("telegram", str(number))


def build_limiter(sleepers: Sleepers, rate: float, chat_rate: float) -> RateLimiter:
    slots = {"telegram": LocalSendSlots(sleepers, rate)}
    return RateLimiter(sleepers, chat_rate, slots, sleepers.sleep)


def after(seconds: float) -> object:
    """Return the time that long after the start of all, with the ease added to each distance."""
    return pytest.approx(100 + seconds * (1 + SPACING_MARGIN))


async def sends(
    rate_limiter: RateLimiter, sleepers: Sleepers, wishes: list[tuple[float, int]]
) -> list[Sent]:
    """Return when each message goes out, with its recipient; a wish is the time and the person."""
    sent: list[Sent] = []

    async def one(after: float, who: int) -> None:
        await sleepers.sleep(after)
        async with rate_limiter.slot(person(who)):
            sent.append((sleepers.time, who))

    async with asyncio.TaskGroup() as group:
        for after, who in wishes:
            group.create_task(one(after, who))
        await sleepers.pass_by()
    return sent


Sent = tuple[float, int]
WISHES = st.lists(st.tuples(st.floats(0, 5), st.integers(1, 5)), min_size=1, max_size=40)


@settings(deadline=None)
@given(WISHES, st.sampled_from([1.0, 2.5, 7.0, 25.0]), st.sampled_from([0.5, 1.0, 3.0]))
def test_no_second_holds_more_than_the_rate_and_no_chat_more_than_its_own(
    wishes: list[tuple[float, int]], rate: float, chat_rate: float
) -> None:
    """Seen to fail with a slot taken at once for a send that then waits for its chat."""
    sleepers = Sleepers()
    rate_limiter = build_limiter(sleepers, rate, chat_rate)
    sent = asyncio.run(sends(rate_limiter, sleepers, wishes))
    assert len(sent) == len(wishes)
    times = sorted(at for at, _ in sent)
    assert all(after - before >= 1 / rate - CLOSE for before, after in pairwise(times))
    for who in range(1, 6):
        own = sorted(at for at, whose in sent if whose == who)
        assert all(after - before >= 1 / chat_rate - CLOSE for before, after in pairwise(own))


@settings(deadline=None)
@given(WISHES)
def test_any_one_second_window_holds_at_most_25(wishes: list[tuple[float, int]]) -> None:
    sleepers = Sleepers()
    rate_limiter = build_limiter(sleepers, 25, 1e6)
    crowd = [(after / 10, number) for number, (after, _) in enumerate(wishes * 3)]
    times = sorted(at for at, _ in asyncio.run(sends(rate_limiter, sleepers, crowd)))
    assert all(sum(start <= at < start + 1 - CLOSE for at in times) <= 25 for start in times)


@settings(deadline=None, max_examples=40)
@given(WISHES, st.sampled_from([2.0, 5.0, 25.0]), st.randoms(use_true_random=False))
def test_however_late_sends_begin_and_arrive_no_window_holds_more_than_the_rate(
    wishes: list[tuple[float, int]], rate: float, chance: Random
) -> None:
    """Without the look at when sends really ended: more than the rate after a slow way.

    Without a chat's gap after its answer: two to one person within a second.
    """
    sleepers = Sleepers(late=lambda: chance.choice([0.0, 0.0, 0.0, 0.3]))
    rate_limiter = build_limiter(sleepers, rate, 1.0)
    crowd = [(after / 10, number % 9) for number, (after, _) in enumerate(wishes * 3)]
    arrived = asyncio.run(arrivals(rate_limiter, sleepers, crowd, chance))
    times = sorted(at for at, _ in arrived)
    assert len(times) == len(crowd)
    assert all(sum(start <= at < start + 1 - CLOSE for at in times) <= rate for start in times)
    for who in range(9):
        own = sorted(at for at, whose in arrived if whose == who)
        assert all(after - before >= 1 - CLOSE for before, after in pairwise(own))


async def arrivals(
    rate_limiter: RateLimiter, sleepers: Sleepers, wishes: list[tuple[float, int]], chance: Random
) -> list[Sent]:
    """Return when each message arrives, after some time on its way."""
    arrived: list[Sent] = []
    chats = defaultdict[int, asyncio.Lock](asyncio.Lock)

    async def one(after: float, who: int) -> None:
        await sleepers.sleep(after)
        async with chats[who], rate_limiter.slot(person(who)):
            await sleepers.sleep(chance.uniform(0, 0.3))
            arrived.append((sleepers.time, who))
            await sleepers.sleep(chance.uniform(0, 0.3))

    async with asyncio.TaskGroup() as group:
        for after, who in wishes:
            group.create_task(one(after, who))
        await sleepers.pass_by()
    return arrived


async def test_a_send_without_an_answer_holds_up_the_others_for_a_second_at_most() -> None:
    """Without LONGEST_WAY: nobody is sent to until the answer is given up."""
    sleepers = Sleepers()
    rate_limiter = build_limiter(sleepers, 2, 1)
    async with rate_limiter.slot(person(1)):
        sent = await sends(rate_limiter, sleepers, [(0, 2), (0, 3)])
    assert [at for at, _ in sent] == [after(0.5), 102.0]


async def test_one_chat_that_is_refused_holds_up_nobody_else() -> None:
    sleepers = Sleepers()
    rate_limiter = build_limiter(sleepers, 25, 1)
    await rate_limiter.throttle(person(1), 7)
    await rate_limiter.throttle(person(1), 9)
    assert rate_limiter.blocked_for("telegram") == 0


async def test_a_second_chat_that_is_refused_meanwhile_means_all_of_us() -> None:
    """Without the look at other chats: both wait for themselves, and everybody else is sent to."""
    sleepers = Sleepers()
    rate_limiter = build_limiter(sleepers, 25, 1)
    await rate_limiter.throttle(person(1), 7)
    sleepers.time += 7
    await rate_limiter.throttle(person(2), 7)
    assert rate_limiter.blocked_for("telegram") == 0
    sleepers.time += 6
    await rate_limiter.throttle(person(3), 5)
    assert rate_limiter.blocked_for("telegram") == 5
    sleepers.time += 5
    assert rate_limiter.blocked_for("telegram") == 0


async def test_after_everybody_had_to_wait_we_are_slower_for_a_minute() -> None:
    """Without `_slow_until`: 25 a second at once."""
    sleepers = Sleepers()
    rate_limiter = build_limiter(sleepers, 25, 1)
    for who in (1, 2):
        await rate_limiter.throttle(person(who), 1)
    sleepers.time += 1
    slow = await sends(rate_limiter, sleepers, [(0, number) for number in range(26)])
    assert slow[-1][0] - slow[0][0] == pytest.approx(2 * (1 + SPACING_MARGIN))
    sleepers.time += HALF_RATE_SECONDS
    fast = await sends(rate_limiter, sleepers, [(0, number) for number in range(26)])
    assert fast[-1][0] - fast[0][0] == pytest.approx(1 + SPACING_MARGIN)


async def test_the_first_message_does_not_wait() -> None:
    sleepers = Sleepers()
    assert await sends(build_limiter(sleepers, 25, 1), sleepers, [(0, 1)]) == [(100.0, 1)]


async def test_one_person_gets_one_message_a_second() -> None:
    """Seen to fail without the look at the chat's own next moment."""
    sleepers = Sleepers()
    rate_limiter = build_limiter(sleepers, 25, 1)
    assert await sends(rate_limiter, sleepers, [(0, 1)] * 3) == [
        (100.0, 1),
        (after(1), 1),
        (after(2), 1),
    ]


async def test_a_person_with_many_messages_does_not_slow_down_others() -> None:
    """Seen to fail with one queue for all."""
    sleepers = Sleepers()
    rate_limiter = build_limiter(sleepers, 25, 1)
    sent = await sends(rate_limiter, sleepers, [*[(0.0, 1)] * 10, (0.1, 2)])
    assert next(at for at, who in sent if who == 2) < 100.2


async def test_a_gap_before_a_waiting_message_is_used() -> None:
    sleepers = Sleepers()
    rate_limiter = build_limiter(sleepers, 4, 1)
    sent = await sends(rate_limiter, sleepers, [(0, 1), (0, 1), (0.1, 2), (0.2, 3)])
    assert sent == [(100.0, 1), (after(0.25), 2), (after(0.5), 3), (after(1), 1)]


async def test_a_rest_is_not_saved_up_for_a_burst() -> None:
    sleepers = Sleepers()
    rate_limiter = build_limiter(sleepers, 10, 1)
    await sends(rate_limiter, sleepers, [(0, 0)])
    sleepers.time += 3600
    sent = await sends(rate_limiter, sleepers, [(0, number) for number in range(20)])
    assert sent[-1][0] - sent[0][0] >= 1.9 - CLOSE


async def test_quiet_chats_are_forgotten() -> None:
    """Seen to fail without `_forget_quiet_chats`."""
    sleepers = Sleepers()
    rate_limiter = build_limiter(sleepers, 10, 1)
    for number in range(700):
        sleepers.time += 1
        async with rate_limiter.slot(person(number)):
            pass
    assert len(rate_limiter._chat_free_at) <= 601
    slots = rate_limiter.slots["telegram"]
    assert isinstance(slots, LocalSendSlots)
    assert len(slots._taken) <= 2
