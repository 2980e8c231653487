"""A clock that jumps is not believed at once."""

from __future__ import annotations

from datetime import timedelta

from bot.clock import ClockWatch, MovedClock
from tests.people import FakeClock


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


def test_the_demos_clock_only_goes_forward() -> None:
    clock = MovedClock()
    before, ahead = clock.now(), clock.monotonic()
    clock.advance(timedelta(days=1))
    clock.advance(-timedelta(days=1))
    assert clock.now() - before >= timedelta(days=1)
    assert clock.monotonic() - ahead >= 86_400
