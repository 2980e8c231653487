"""Test that nobody's hour, zone, pause or earlier partner shows in the other's week."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date, time, timedelta

import pytest

from bot.app import App
from domain import settings
from domain.challenge import rounds
from tests.challenge.test_week import SEVEN, SUNDAY, answers, cards
from tests.privacy.test_alike import Film, Two, couples, differences
from tests.support.contexts import context
from tests.support.couples import linked, member_of, paired, settled, unlinked
from tests.support.people import FakeClock, Person, Time

pytestmark = pytest.mark.long

NOON = time(12)
STOPPED = "I’ll stop sending you both challenges"
WEEK = timedelta(weeks=1)

HIDDEN: dict[str, dict[str, object]] = {
    "late at home": {"zone": "Europe/Berlin", "minute": 23 * 60},
    "in the first zone": {"zone": "Pacific/Kiritimati", "minute": 10 * 60},
    "paused in the last zone": {
        "zone": "Pacific/Pago_Pago",
        "minute": 22 * 60,
        "paused_until": settings.FOREVER,
    },
}
"""The settings that are Bob's alone in each of the couples."""


@pytest.fixture
def platform(fake_clock: FakeClock) -> Film:
    return Film("telegram", clock=fake_clock)


async def keeps(person: Person, app: App, values: dict[str, object], now: Time) -> None:
    async with app.database.write() as session:
        member = await member_of(session, person, app)
        for name, value in values.items():
            setattr(member, name, value)
        await rounds.replan(context(session, now=now.now()), member)


async def hour_is(person: Person, app: App, clock: Time, hour: int, minute: int = 0) -> None:
    await keeps(person, app, {"minute": hour * 60 + minute}, clock)


async def linked_at_ten_and_at_eight(alice: Person, bob: Person, app: App, clock: Time) -> None:
    """Link Alice, who is asked at ten in the morning, and Bob, at eight in the evening."""
    await paired(alice, bob)
    await hour_is(alice, app, clock, 10)
    await hour_is(bob, app, clock, 20)


async def in_many_couples(
    app: App, platform: Film, clock: Time, most: int = len(HIDDEN)
) -> list[Two]:
    """Pair Alice, whose own hour is late, with Bobs of different private settings."""
    everybody = await couples(app, platform, list(HIDDEN)[:most])
    for two in everybody:
        await keeps(two.alice, app, {"minute": 20 * 60}, clock)
        await keeps(two.bob, app, HIDDEN[two.name], clock)
    return everybody


Deed = Callable[[Two], Awaitable[None]]


async def each_hour(
    clock: Time, day: date, everybody: list[Two], deed: Deed, hours: range = range(1, 24, 2)
) -> None:
    for hour in hours:
        await clock.until(day, time(hour, 30))
        for two in everybody:
            await deed(two)


@pytest.mark.sqlite
async def test_looking_at_every_hour_of_the_day_tells_nothing(
    app: App, platform: Film, clock: Time
) -> None:
    """Seen to fail with a week that opened for both at the earlier of the two hours."""
    everybody = await in_many_couples(app, platform, clock)

    async def looks(two: Two) -> None:
        for page in ("challenge", "history", "reflect", "cancel"):
            await two.alice.says(f"/{page}")
        await two.alice.says("words that nobody asked for")

    for week in range(2):
        await each_hour(clock, SUNDAY + week * WEEK, everybody, looks, range(4, 24, 8))
    await clock.until(SUNDAY + WEEK + timedelta(days=1), time(23))
    assert differences(platform, everybody) == {}


@pytest.mark.sqlite
async def test_a_day_that_is_changed_all_the_time_tells_nothing(
    app: App, platform: Film, clock: Time
) -> None:
    """Seen to fail with a next date that had to lie ahead of both people's hours."""
    everybody = await in_many_couples(app, platform, clock)
    old = {two.name: two.alice.button("On our day") for two in everybody}

    async def tries(two: Two) -> None:
        today = clock.now() + timedelta(hours=1)
        for day in (today, today + timedelta(days=1)):
            await two.alice.says("/settings")
            await two.alice.presses("Day")
            await two.alice.presses(f"{day:%A}")
            await two.alice.presses_button(old[two.name])

    await each_hour(clock, SUNDAY + timedelta(days=4), everybody, tries, range(2, 24, 7))
    await clock.until(SUNDAY + 2 * WEEK, time(23))
    assert differences(platform, everybody) == {}


@pytest.mark.sqlite
async def test_when_the_challenges_rest_comes_at_ones_own_hour(
    app: App, platform: Film, clock: Time
) -> None:
    """Seen to fail with a line that reached both at the instant of the earlier one."""
    everybody = await in_many_couples(app, platform, clock)
    fifth = SUNDAY + 4 * WEEK
    await clock.until(fifth, time(19, 50))
    for two in everybody:
        await two.alice.says("/challenge")
        await two.alice.says("/settings")
        two.alice.sees_not(STOPPED, "on hold")
    await clock.until(fifth, time(20))
    for two in everybody:
        two.alice.sees(STOPPED)
    await clock.advance(days=8)
    assert differences(platform, everybody) == {}


async def test_the_week_opens_for_each_at_their_own_hour(
    alice: Person, bob: Person, app: App, clock: Time
) -> None:
    await paired(alice, bob)
    await hour_is(alice, app, clock, 10, 20)
    await hour_is(bob, app, clock, 20)
    await clock.until(SUNDAY, time(20))
    await clock.until(SUNDAY + WEEK, NOON)
    assert (len(cards(alice)), len(cards(bob))) == (2, 1)
    first, second = (shown.text for shown in cards(alice))
    await bob.says("/challenge")
    assert bob.last.text in first
    await bob.says("/history")
    assert "Newer" not in bob.buttons()
    await clock.until(SUNDAY + WEEK, time(20))
    assert cards(bob)[-1].text == second


async def test_an_answer_to_the_round_that_one_still_has_is_revealed_like_any_late_one(
    alice: Person, bob: Person, app: App, clock: Time
) -> None:
    """Bob shares before his own hour, which he could do on any other day, too."""
    await linked_at_ten_and_at_eight(alice, bob, app, clock)
    await clock.until(SUNDAY, time(20))
    await answers(alice, "Hers, of the first week.")
    await clock.until(SUNDAY + WEEK, NOON)
    await answers(bob, "His, of the first week.")
    for person in (alice, bob):
        person.sees("Hers, of the first week.", "His, of the first week.")
    await clock.until(SUNDAY + WEEK, time(20))
    await answers(alice, "Hers, of the second.")
    await answers(bob, "His, of the second.")
    alice.sees("His, of the second.")


async def test_once_the_next_one_is_decided_nobody_swaps_the_last_one_any_more(
    alice: Person, bob: Person, app: App, clock: Time
) -> None:
    """Otherwise the other would see last week's card change, and know whose hour has not come."""
    await linked_at_ten_and_at_eight(alice, bob, app, clock)
    await clock.until(SUNDAY, time(20))
    swap = bob.button("Another one")
    await clock.until(SUNDAY + WEEK, NOON)
    await bob.says("/challenge")
    assert "Another one" not in bob.buttons()
    for person in (alice, bob):
        person.looks()
    await bob.presses_button(swap)
    bob.sees("too late to swap")
    alice.sees_nothing_new()
    await alice.presses("Another one")
    await alice.presses("Surprise me")
    bob.looks()
    await clock.until(SUNDAY + WEEK, time(19, 50))
    bob.sees_nothing_new()
    await clock.until(SUNDAY + WEEK, time(20))
    await alice.says("/challenge")
    assert alice.last.text in cards(bob)[-1].text


async def test_a_partner_of_before_leaves_no_trace_in_a_new_week(
    alice: Person, bob: Person, carol: Person, clock: Time
) -> None:
    """Seen to fail with a distance that counted cards from other couples."""
    await settled(carol, "Berlin")
    await settled(alice, "Berlin")
    await settled(bob, "Berlin")
    await linked(alice, carol)
    await carol.presses("Start now")
    await unlinked(alice)
    await clock.advance(days=1)
    await linked(bob, alice)
    assert alice.buttons() == bob.buttons() == ["Start now", "On our day"]
    await bob.presses("Start now")
    assert (len(cards(alice)), len(cards(bob))) == (2, 1)
    await clock.until(SUNDAY + WEEK, SEVEN)
    assert (len(cards(alice)), len(cards(bob))) == (3, 2)


async def test_two_moves_in_a_week_with_a_changed_clock_between_bring_one_card(
    alice: Person, bob: Person, app: App, clock: Time
) -> None:
    await paired(alice, bob)
    changed = date(2026, 3, 29)
    await clock.until(changed - WEEK, SEVEN)
    await clock.until(changed - timedelta(days=1), NOON)
    before = len(cards(bob))
    await keeps(alice, app, {"zone": "Pacific/Auckland"}, clock)
    await clock.until(changed, time(4))
    assert len(cards(alice)) == before
    await keeps(alice, app, {"zone": "Pacific/Pago_Pago"}, clock)
    await clock.until(changed, SEVEN)
    assert (len(cards(alice)), len(cards(bob))) == (before, before + 1)
    await clock.until(changed, SEVEN, "Pacific/Pago_Pago")
    await keeps(alice, app, {"zone": "Pacific/Kiritimati"}, clock)
    await clock.until(changed + timedelta(days=6), SEVEN)
    assert len(cards(alice)) == len(cards(bob)) == before + 1


async def test_two_at_the_ends_of_the_day_get_each_card_on_its_date(
    alice: Person, bob: Person, app: App, clock: Time
) -> None:
    await paired(alice, bob)
    awake = {"quiet_from": 0, "quiet_until": 0}
    await keeps(alice, app, {**awake, "zone": "Pacific/Kiritimati", "minute": 5}, clock)
    late = {**awake, "zone": "Pacific/Pago_Pago", "minute": 23 * 60 + 59}
    await keeps(bob, app, late, clock)
    for week in range(3):
        await clock.until(SUNDAY + week * WEEK, time(0, 5), "Pacific/Kiritimati")
        assert (len(cards(alice)), len(cards(bob))) == (week + 1, week)
        await clock.until(SUNDAY + week * WEEK, time(23, 59), "Pacific/Pago_Pago")
        assert (len(cards(alice)), len(cards(bob))) == (week + 1, week + 1)


async def test_a_day_changed_on_the_very_day_is_for_the_next_card(
    alice: Person, bob: Person, app: App, clock: Time
) -> None:
    """Whether the other's card has come already makes no difference."""
    await linked_at_ten_and_at_eight(alice, bob, app, clock)
    await clock.until(SUNDAY, NOON)
    await alice.says("/settings")
    await alice.presses("Day")
    await alice.presses("Friday")
    await clock.until(SUNDAY, time(20))
    assert len(cards(alice)) == len(cards(bob)) == 1
    await clock.until(SUNDAY + timedelta(days=5), time(20))
    assert len(cards(alice)) == len(cards(bob)) == 2
    assert "Friday" in cards(bob)[0].text


async def test_a_pause_over_ones_hour_brings_the_week_where_one_looks(
    alice: Person, bob: Person, app: App, clock: Time
) -> None:
    await linked_at_ten_and_at_eight(alice, bob, app, clock)
    await keeps(bob, app, {"paused_until": settings.FOREVER}, clock)
    await clock.until(SUNDAY, time(19, 50))
    await bob.says("/challenge")
    bob.sees("challenge: Sunday, 8 March 2026, 20:00")
    await clock.until(SUNDAY, time(20))
    assert not cards(bob)
    await bob.says("/challenge")
    bob.sees("One question")


async def test_starting_again_on_the_very_day_waits_for_the_others_hour(
    alice: Person, bob: Person, app: App, clock: Time
) -> None:
    """Alice reads that the challenges rest, and restarts them before Bob would read it."""
    await linked_at_ten_and_at_eight(alice, bob, app, clock)
    fifth = SUNDAY + 4 * WEEK
    await clock.until(fifth, NOON)
    alice.sees(STOPPED)
    bob.looks()
    await alice.says("/challenge")
    assert len(cards(alice)) == 5
    await clock.until(fifth, time(19, 50))
    bob.sees_nothing_new()
    await clock.until(fifth, time(20))
    assert len(cards(bob)) == 5
    bob.sees_not(STOPPED)
    await clock.until(fifth + WEEK, time(20))
    assert len(cards(alice)) == len(cards(bob)) == 6
