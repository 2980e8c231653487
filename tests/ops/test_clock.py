"""Test that the bot does not trust a clock that jumps, until it lasts."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from structlog.testing import capture_logs

from bot.app import App
from bot.clock import ClockWatch, MovedClock, SharedClock
from bot.platforms.adapter import NotDelivered
from tests.support.couples import paired
from tests.support.people import START, DirectPlatform, FakeClock, Person, Time


class JumpingClock(FakeClock):
    """A clock whose wall time can be moved apart from the time that passes."""

    def jump(self, by: timedelta) -> None:
        self._now += by


def test_time_that_passes_is_trusted() -> None:
    clock = JumpingClock()
    watch = ClockWatch(clock)
    for _ in range(100):
        clock.move(timedelta(days=3))
        assert watch.is_trusted()


def test_a_jump_of_a_year_is_not_trusted_until_it_lasts() -> None:
    """Seen to fail without the look at `_diverged_since`."""
    clock = JumpingClock()
    watch = ClockWatch(clock)
    clock.jump(timedelta(days=365))
    assert not watch.is_trusted()
    clock.move(timedelta(minutes=9))
    assert not watch.is_trusted()
    clock.move(timedelta(minutes=1))
    assert watch.is_trusted()


def test_a_clock_that_comes_back_is_trusted_again() -> None:
    clock = JumpingClock()
    watch = ClockWatch(clock)
    clock.jump(-timedelta(hours=1))
    assert not watch.is_trusted()
    clock.jump(timedelta(hours=1))
    assert watch.is_trusted()
    clock.jump(timedelta(hours=1))
    clock.move(timedelta(minutes=9))
    assert not watch.is_trusted()


def test_a_small_correction_is_nothing() -> None:
    clock = JumpingClock()
    watch = ClockWatch(clock)
    clock.jump(timedelta(minutes=4))
    assert watch.is_trusted()


async def test_nothing_comes_due_by_a_clock_that_jumped(
    app: App, alice: Person, bob: Person, fake_clock: FakeClock
) -> None:
    """Seen to fail without the look at the watch in `App.run_heartbeat`."""
    await paired(alice, bob)
    fake_clock._now += timedelta(days=365)
    await app.run_until_idle()
    alice.sees_nothing_new()
    await alice.says("/help")
    alice.sees("/challenge")
    fake_clock._now -= timedelta(days=365)
    fake_clock.move(timedelta(days=7))
    await app.run_until_idle()
    alice.sees("Your week on the same side")


@pytest.fixture
def fake_clock() -> JumpingClock:
    return JumpingClock()


async def test_a_clock_jump_does_not_expire_waiting_messages(
    app: App, alice: Person, platform: DirectPlatform, fake_clock: JumpingClock
) -> None:
    """Without `ClockWatch.now` in delivery and retention: it expires at once, unsaid."""
    platform.failures.append(NotDelivered(60.0))
    await alice.says("/help")
    fake_clock.jump(timedelta(days=365))
    with capture_logs() as logs:
        await app.run_until_idle()
        await app.sweep()
    assert [each["event"] for each in logs] == ["clock_jumped"]
    alice.sees_nothing_new()
    fake_clock.jump(-timedelta(days=365))
    fake_clock.move(timedelta(minutes=1))
    with capture_logs() as logs:
        await app.run_until_idle()
    assert [each["event"] for each in logs] == ["clock_believed_again"]
    alice.sees("/challenge")


async def test_replies_during_a_clock_jump_are_not_delayed(
    app: App, alice: Person, platform: DirectPlatform, fake_clock: JumpingClock
) -> None:
    """Without `ClockWatch.now`: it waits for a year, and all that stands behind it."""
    fake_clock.jump(timedelta(days=365))
    platform.failures.append(NotDelivered(60.0))
    await alice.says("/help")
    alice.sees_nothing_new()
    fake_clock.jump(-timedelta(days=365))
    fake_clock.move(timedelta(minutes=1))
    await app.run_until_idle()
    alice.sees("/challenge")


@pytest.mark.parametrize("hours", [-1, 1, 365 * 24, -365 * 24])
@pytest.mark.parametrize("returns", [True, False])
async def test_over_a_jump_each_week_has_its_one_prompt(
    app: App,
    alice: Person,
    bob: Person,
    fake_clock: JumpingClock,
    clock: Time,
    hours: int,
    returns: bool,
) -> None:
    """With a watch that always trusts: a year ahead it comes at once, and then for a year no more.

    A year that stays is believed in the end, and then means one catch-up at most.
    """
    await paired(alice, bob)
    before = len(alice.screen)
    fake_clock.jump(timedelta(hours=hours))
    for _ in range(3 if returns else 11):
        fake_clock.move(timedelta(minutes=1))
        await app.run_until_idle()
    if returns:
        assert len(alice.screen) == before
        fake_clock.jump(-timedelta(hours=hours))
    await clock.advance(days=7)
    new = [each for each in alice.screen[before:] if "Your week on the same side" in each.text]
    assert len(new) == (0 if hours < -1 and not returns else 1)


def test_the_demos_clock_only_goes_forward() -> None:
    clock = MovedClock()
    before, ahead = clock.now(), clock.monotonic()
    clock.advance(timedelta(days=1))
    clock.advance(-timedelta(days=1))
    assert clock.now() - before >= timedelta(days=1)
    assert clock.monotonic() - ahead >= 86_400


async def test_a_shared_clock_allows_for_the_way_to_it_and_back() -> None:
    """Seen to fail by two seconds without `way / 2`."""
    machine = FakeClock()

    async def ask() -> datetime:
        machine.move(timedelta(seconds=2))
        theirs = START + timedelta(hours=3)
        machine.move(timedelta(seconds=2))
        return theirs

    shared = SharedClock(machine, ask)
    await shared.synchronize()
    assert shared.now() == START + timedelta(hours=3, seconds=2)
    assert shared.monotonic() == 4
