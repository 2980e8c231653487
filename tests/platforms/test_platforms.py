"""Test that a refused or missing token on one platform does not affect the other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from sqlalchemy import select
from structlog.testing import capture_logs

from bot.app import App, build_app
from bot.inbox.store import Arrival, store_arrivals
from bot.outbox.circuit_breaker import PROBE_SECONDS, CircuitBreaker
from bot.platforms.adapter import NotDelivered, OutboundMessage, TokenRefused
from chat.messages import Address, Event, Kind
from storage.tables.queues import Outbox
from tests.support.apps import FAST
from tests.support.couples import paired, settled
from tests.support.people import FakeClock, Person, Time

SUNDAY = date(2026, 3, 8)
Alone = Callable[..., App]


class Lock:
    """A platform that refuses one person's token until it is `open`."""

    def __init__(self, person: Person) -> None:
        self.open = False
        self.probes = 0
        self._real = person.platform.send_instead(self._send)
        person.platform.probe_instead(self._probe)

    async def _send(self, to: Address, message: OutboundMessage) -> str:
        if not self.open:
            raise TokenRefused
        return await self._real(to, message)

    async def _probe(self) -> bool:
        self.probes += 1
        return self.open


@pytest.fixture
def alone(app: App) -> Alone:
    """Run the bot with one platform only, as after a start without the other token."""

    def on(person: Person) -> App:
        adapters = {person.platform.platform: person.platform}
        return build_app(replace(app.parts, adapters=adapters), FAST)

    return on


async def states(app: App) -> list[str]:
    async with app.database.read() as session:
        return list(await session.scalars(select(Outbox.state).order_by(Outbox.seq)))


async def test_a_refused_token_holds_its_own_platform_alone(
    alice: Person, bob: Person, clock: Time, app: App
) -> None:
    """With one circuit breaker for both platforms: Alice hears nothing either."""
    await paired(alice, bob)
    lock = Lock(bob)
    await bob.says("/help")
    bob.sees_nothing_new()
    assert app.delivery.circuit_breaker.any_open
    await alice.says("/help")
    alice.sees("/challenge")
    await clock.advance(minutes=PROBE_SECONDS / 60)
    assert lock.probes == 1
    lock.open = True
    await clock.advance(minutes=PROBE_SECONDS / 60)
    assert lock.probes == 2
    bob.sees("/challenge")
    assert not app.delivery.circuit_breaker.any_open


async def test_a_hold_over_a_restart_lets_only_its_own_platforms_messages_live_on(
    alice: Person, bob: Person, app: App, fake_clock: FakeClock
) -> None:
    """Without the platform in `recover` and `_close`: Alice's old message, too, is sent."""
    await paired(alice, bob)
    lock = Lock(bob)
    await bob.says("/help")
    alice.platform.failures.append(NotDelivered(60))
    await alice.says("/help")
    lock.open = True
    fake_clock.move(timedelta(days=3))
    breaker = CircuitBreaker(app.database, app.adapters, app.clock)
    again = replace(app.delivery, circuit_breaker=breaker)
    await again.recover()
    await again.drain()
    bob.sees("/challenge")
    alice.sees_nothing_new()
    assert (await states(app))[-2:] == ["sent", "expired"]


@pytest.mark.parametrize("moment", [-1000.0, 0.0])
def test_nothing_is_held_at_first_at_any_clock_time(
    app: App, fake_clock: FakeClock, moment: float
) -> None:
    """Without `-inf`: a machine whose clock begins below zero sends nothing for a while."""
    fake_clock._monotonic = moment
    circuit_breaker = CircuitBreaker(app.database, app.parts.adapters, fake_clock)
    assert not circuit_breaker.any_open
    assert circuit_breaker.available_platforms() == ["telegram", "discord"]


async def test_messages_for_a_platform_without_a_token_wait_for_it(
    alice: Person, bob: Person, app: App, alone: Alone, fake_clock: FakeClock
) -> None:
    """Without `is_for_open_platform` in `NEXT_PER_MEMBER`: Bob's row is tried endlessly."""
    await paired(alice, bob)
    telegram = alone(alice)
    bob.looks(), alice.looks()
    with capture_logs() as logs:
        await Time(telegram, fake_clock).until(SUNDAY, time(19, 30))
    assert [each for each in logs if each["log_level"] == "error"] == []
    alice.sees("Your week on the same side")
    bob.sees_nothing_new()
    assert not await telegram.delivery.has_work()
    await app.run_until_idle()
    bob.sees("Your week on the same side")


async def test_messages_for_a_platform_without_a_token_leave_the_bot_healthy(
    alice: Person, bob: Person, alone: Alone, fake_clock: FakeClock
) -> None:
    """Without `is_for_open_platform` in `bot/ops/metrics.py`: not ready, from Sunday on."""
    await paired(alice, bob)
    telegram = alone(alice)
    telegram.metrics.set_running(True)
    await Time(telegram, fake_clock).until(SUNDAY, time(19, 30))
    fake_clock.move(timedelta(hours=1))
    assert (await telegram.metrics.take_snapshot()).reason == ""


async def test_weeks_without_a_token_end_in_one_card_and_not_in_all_of_them(
    alice: Person, bob: Person, app: App, alone: Alone, fake_clock: FakeClock, clock: Time
) -> None:
    await paired(alice, bob)
    bob.looks()
    await Time(alone(alice), fake_clock).advance(days=70)
    await app.run_until_idle()
    cards = [each for each in bob.looks() if "Your week on the same side" in each.text]
    assert len(cards) <= 2


async def test_events_from_before_the_token_went_are_handled_when_it_is_back(
    alice: Person, bob: Person, app: App, alone: Alone
) -> None:
    """Without the look at the platforms that have a token: it fails five times and is set aside."""
    await settled(bob, "Berlin")
    who = Address("discord", bob.id)
    event = Event("discord:1", Kind.COMMAND, app.clock.now(), who, name="help")
    bob.platform.register_event(event)
    await store_arrivals(
        app.database, app.server_keys, app.clock, [Arrival(event.id, "discord", who, b"-")]
    )
    telegram = alone(alice)
    bob.looks()
    with capture_logs() as logs:
        await telegram.run_until_idle()
    assert logs == []
    bob.sees_nothing_new()
    await app.run_until_idle()
    bob.sees("/challenge")
