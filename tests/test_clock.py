"""A clock that jumps is not believed at once."""

from __future__ import annotations

from datetime import timedelta

from bot.app import App
from bot.clock import ClockWatch, MovedClock
from tests.couples import paired
from tests.people import FakeClock, Person


class JumpingClock(FakeClock):
    """Its wall time can be set apart from the time that passes."""

    def jump(self, by: timedelta) -> None:
        self._now += by


def test_time_that_passes_is_trusted() -> None:
    clock = JumpingClock()
    watch = ClockWatch(clock)
    for _ in range(100):
        clock.move(timedelta(days=3))
        assert watch.trusts()


def test_a_jump_of_a_year_is_not_trusted_until_it_lasts() -> None:
    """Seen to fail without the look at `_apart_since`."""
    clock = JumpingClock()
    watch = ClockWatch(clock)
    clock.jump(timedelta(days=365))
    assert not watch.trusts()
    clock.move(timedelta(minutes=9))
    assert not watch.trusts()
    clock.move(timedelta(minutes=1))
    assert watch.trusts()


def test_a_clock_that_comes_back_is_trusted_again() -> None:
    clock = JumpingClock()
    watch = ClockWatch(clock)
    clock.jump(-timedelta(hours=1))
    assert not watch.trusts()
    clock.jump(timedelta(hours=1))
    assert watch.trusts()
    clock.jump(timedelta(hours=1))
    clock.move(timedelta(minutes=9))
    assert not watch.trusts()


def test_a_small_correction_is_nothing() -> None:
    clock = JumpingClock()
    watch = ClockWatch(clock)
    clock.jump(timedelta(minutes=4))
    assert watch.trusts()


async def test_nothing_comes_due_by_a_clock_that_jumped(
    app: App, alice: Person, bob: Person, fake_clock: FakeClock
) -> None:
    """Seen to fail without the look at the watch in `App.beat`."""
    await paired(alice, bob)
    fake_clock._now += timedelta(days=365)
    await app.settle()
    alice.sees_nothing_new()
    await alice.says("/help")
    alice.sees("/challenge")
    fake_clock._now -= timedelta(days=365)
    fake_clock.move(timedelta(days=7))
    await app.settle()
    alice.sees("Your week on the same side")


def test_the_demos_clock_only_goes_forward() -> None:
    clock = MovedClock()
    before, ahead = clock.now(), clock.monotonic()
    clock.advance(timedelta(days=1))
    clock.advance(-timedelta(days=1))
    assert clock.now() - before >= timedelta(days=1)
    assert clock.monotonic() - ahead >= 86_400
