"""How fast we send: no second ever holds more than the rate, no chat more than its own."""

from __future__ import annotations

import asyncio
import heapq
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count, pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.pace import Pace
from chat.messages import Address

CLOSE = 1e-6
"""What sums of fractions may be off by, in seconds."""


@dataclass
class Sleepers:
    """A clock that jumps to whoever wakes next, so that hours of waiting take no time."""

    time: float = 100.0
    _beds: list[tuple[float, int, asyncio.Event]] = field(default_factory=list)
    _turn: count[int] = field(default_factory=count)

    def now(self) -> datetime:
        return datetime.fromtimestamp(self.time, UTC)

    def monotonic(self) -> float:
        return self.time

    async def sleep(self, seconds: float) -> None:
        bed = asyncio.Event()
        heapq.heappush(self._beds, (self.time + seconds, next(self._turn), bed))
        await bed.wait()

    async def pass_by(self) -> None:
        """Wakes one after the other until nobody sleeps."""
        await _everybody_runs()
        while self._beds:
            self.time, _, bed = heapq.heappop(self._beds)
            bed.set()
            await _everybody_runs()


async def _everybody_runs() -> None:
    for _ in range(3):
        await asyncio.sleep(0)


def person(number: int) -> Address:
    return Address("telegram", str(number))


async def sends(pace: Pace, sleepers: Sleepers, wishes: list[tuple[float, int]]) -> list[Sent]:
    """When each message goes out, with who gets it; a wish is when it is asked for, and by whom."""
    sent: list[Sent] = []

    async def one(after: float, who: int) -> None:
        await sleepers.sleep(after)
        await pace.wait(person(who))
        sent.append((sleepers.time, who))

    async with asyncio.TaskGroup() as group:
        for after, who in wishes:
            group.create_task(one(after, who))
        await sleepers.pass_by()
    return sent


Sent = tuple[float, int]
WISHES = st.lists(st.tuples(st.floats(0, 5), st.integers(1, 5)), min_size=1, max_size=40)


@given(WISHES, st.sampled_from([1.0, 2.5, 7.0, 25.0]), st.sampled_from([0.5, 1.0, 3.0]))
def test_no_second_holds_more_than_the_rate_and_no_chat_more_than_its_own(
    wishes: list[tuple[float, int]], rate: float, chat_rate: float
) -> None:
    """Seen to fail with a slot taken at once for a send that then waits for its chat."""
    sleepers = Sleepers()
    pace = Pace(sleepers, rate, chat_rate, sleepers.sleep)
    sent = asyncio.run(sends(pace, sleepers, wishes))
    assert len(sent) == len(wishes)
    times = sorted(at for at, _ in sent)
    assert all(after - before >= 1 / rate - CLOSE for before, after in pairwise(times))
    for who in range(1, 6):
        own = sorted(at for at, whose in sent if whose == who)
        assert all(after - before >= 1 / chat_rate - CLOSE for before, after in pairwise(own))


@given(WISHES)
def test_any_one_second_window_holds_at_most_25(wishes: list[tuple[float, int]]) -> None:
    sleepers = Sleepers()
    pace = Pace(sleepers, 25, 1e6, sleepers.sleep)
    crowd = [(after / 10, number) for number, (after, _) in enumerate(wishes * 3)]
    times = sorted(at for at, _ in asyncio.run(sends(pace, sleepers, crowd)))
    assert all(sum(start <= at < start + 1 - CLOSE for at in times) <= 25 for start in times)


async def test_the_first_message_does_not_wait() -> None:
    sleepers = Sleepers()
    assert await sends(Pace(sleepers, 25, 1, sleepers.sleep), sleepers, [(0, 1)]) == [(100.0, 1)]


async def test_one_person_gets_one_message_a_second() -> None:
    """Seen to fail without the look at the chat's own next moment."""
    sleepers = Sleepers()
    pace = Pace(sleepers, 25, 1, sleepers.sleep)
    assert await sends(pace, sleepers, [(0, 1)] * 3) == [(100.0, 1), (101.0, 1), (102.0, 1)]


async def test_who_gets_many_does_not_slow_down_who_gets_one() -> None:
    """Seen to fail with one queue for all."""
    sleepers = Sleepers()
    pace = Pace(sleepers, 25, 1, sleepers.sleep)
    sent = await sends(pace, sleepers, [*[(0.0, 1)] * 10, (0.1, 2)])
    assert next(at for at, who in sent if who == 2) < 100.2


async def test_a_gap_before_a_waiting_message_is_used() -> None:
    sleepers = Sleepers()
    pace = Pace(sleepers, 2, 1, sleepers.sleep)
    sent = await sends(pace, sleepers, [(0, 1), (0, 1), (0.1, 2), (0.2, 3)])
    assert sent == [(100.0, 1), (100.5, 2), (101.0, 1), (101.5, 3)]


async def test_a_rest_is_not_saved_up_for_a_burst() -> None:
    sleepers = Sleepers()
    pace = Pace(sleepers, 10, 1, sleepers.sleep)
    await sends(pace, sleepers, [(0, 0)])
    sleepers.time += 3600
    sent = await sends(pace, sleepers, [(0, number) for number in range(20)])
    assert sent[-1][0] - sent[0][0] >= 1.9 - CLOSE


async def test_quiet_chats_are_forgotten() -> None:
    """Seen to fail without `_forget`."""
    sleepers = Sleepers()
    pace = Pace(sleepers, 10, 1, sleepers.sleep)
    for number in range(700):
        sleepers.time += 1
        await pace.wait(person(number))
    assert len(pace._chats) <= 601
    assert len(pace._taken) <= 2
