"""Test the demo's time controls: how far they go, and which of the first steps they see done."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest

from bot.app import App
from bot.cli.demo import TimeMachine
from bot.clock import MovedClock
from handlers.turn import Content
from storage.database import Database
from tests.conftest import RING
from tests.support.apps import open_scenario_app
from tests.support.couples import paired
from tests.support.people import START, DirectPlatform, Person

pytestmark = [pytest.mark.sqlite, pytest.mark.long]
"""The demo is on SQLite alone."""

CARD = "Your week on the same side"


class Hand(MovedClock):
    """A clock that stands still unless it is moved, so that it is never in the quiet hours."""

    def now(self) -> datetime:
        return START + self.offset

    def monotonic(self) -> float:
        return self.offset.total_seconds()


class RunningHand(Hand):
    """A clock that goes on by ten milliseconds with each look."""

    def now(self) -> datetime:
        self.offset += timedelta(milliseconds=10)
        return super().now()


@dataclass
class Demo:
    """Both people and the buttons that move the clock."""

    alice: Person
    bob: Person
    time: TimeMachine

    async def steps(self) -> set[str]:
        await self.time.refresh()
        return set(self.time.clock()["steps"])

    def cards(self) -> tuple[int, int]:
        """Count the weekly cards of each."""
        a, b = ([CARD in shown.text for shown in p.screen] for p in (self.alice, self.bob))
        return sum(a), sum(b)


@pytest.fixture
def hand() -> Hand:
    return Hand()


@pytest.fixture
async def demo(database: Database, shelf: Content, platform: DirectPlatform, hand: Hand) -> Demo:
    clock = hand
    app = await open_scenario_app(database, RING, shelf, {"telegram": platform}, clock)
    ready: asyncio.Future[App] = asyncio.get_running_loop().create_future()
    ready.set_result(app)
    time = TimeMachine(clock, ready)
    alice, bob = (Person(n, app, platform, i) for n, i in (("Alice", "1001"), ("Bob", "1002")))
    return Demo(alice, bob, time)


async def test_the_next_challenge_is_there_when_both_have_it(demo: Demo) -> None:
    """It used to stop at the earlier of the two hours, so that one phone stayed empty."""
    await paired(demo.alice, demo.bob, cities=("Honolulu", "Auckland"))
    for week in (1, 2):
        assert await demo.time.to_next_challenge()
        assert demo.cards() == (week, week)


async def test_one_hour_may_be_reached_by_hand_and_the_button_goes_on_from_there(
    demo: Demo,
) -> None:
    await paired(demo.alice, demo.bob, cities=("Auckland", "Honolulu"))
    await demo.time.refresh()
    first = demo.time.clock()["next"]["challenge"]
    assert first
    await demo.time.advance(first - demo.time.clock()["now"] + 60)
    assert demo.cards() == (1, 0)
    await demo.time.to_next_challenge()
    assert demo.cards() == (1, 1)


async def test_without_a_couple_there_is_no_challenge(demo: Demo) -> None:
    assert not await demo.time.to_next_challenge()


async def test_the_steps_are_done_however_the_week_was_begun(demo: Demo) -> None:
    """With the bot's own button the hints used to stay at two of four."""
    await paired(demo.alice, demo.bob)
    assert await demo.steps() == set()
    await demo.alice.presses("Start now")
    assert await demo.steps() == {"clock"}
    await demo.alice.fills_in("Answer", "The lake.")
    assert await demo.steps() == {"clock"}
    await demo.bob.fills_in("Answer", "My sister.")
    assert await demo.steps() == {"clock", "answer"}


async def test_the_step_is_done_when_the_clock_was_moved(demo: Demo) -> None:
    await paired(demo.alice, demo.bob)
    await demo.time.to_next_challenge()
    assert await demo.steps() == {"clock"}


@pytest.mark.parametrize("hand", [RunningHand()])
async def test_a_month_brings_each_card_though_the_clock_goes_on(demo: Demo) -> None:
    """Where two nudges came milliseconds apart, the rest of the month used to be skipped."""
    await paired(demo.alice, demo.bob)
    await demo.time.advance(timedelta(days=30).total_seconds())
    assert demo.cards() == (4, 4)
