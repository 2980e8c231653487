"""Test /evenings: taps that stay one's own, one overlap a week, and no word about the other."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date, time, timedelta

import pytest
from sqlalchemy import func, select

from bot.app import App
from chat.buttons import Button
from domain.evenings.plan import days_on_offer, monday_of, week_on_offer
from storage.tables.evenings import EveningPick, EveningPlan
from tests.cards.two_phones import hears_of_evenings
from tests.privacy.test_forget import forgets
from tests.support.couples import linked, paired, paired_in_two_languages, settled, unlinked
from tests.support.people import Person, Time
from tests.support.thanks import pauses

DONE = "That’s settled for this week."
NONE = (
    "No evening came together this week. There’s always the next one, and half an hour counts, too."
)
BOTH = "You’re both free on"
TEN, LAST_MINUTE, NIGHTFALL = time(10), time(17, 58), time(18)


@pytest.fixture
async def couple(alice: Person, bob: Person, app: App, clock: Time) -> None:
    """Pair the two; it is Monday at ten in the morning where they are."""
    await paired(alice, bob, app)
    await clock.until(date(2026, 3, 9), at=TEN)
    for person in (alice, bob):
        person.looks()


async def finishes(person: Person, *days: str) -> None:
    await person.says(f"/evenings {' '.join(days)}")
    await person.presses("Done")


async def count(app: App, table: type[object]) -> int:
    async with app.database.read() as session:
        return await session.scalar(select(func.count()).select_from(table)) or 0


@pytest.mark.clients
async def test_both_read_what_fits_both_and_make_it_a_reminder(
    couple: None, alice: Person, bob: Person, clock: Time
) -> None:
    await alice.says("/evenings")
    for day in ("Wed", "Fri"):
        await alice.presses(next(each for each in alice.buttons() if day in each))
    await alice.presses("Done")
    alice.sees_changed(DONE)
    await finishes(bob, "Thu", "Fri", "Sat")
    bob.sees_changed(DONE)
    bob.sees_not(BOTH)
    await clock.advance(hours=1)
    for person in (alice, bob):
        person.sees(BOTH, "Friday")
        person.sees_not("Thursday")
    alice.sees_not("Saturday")
    bob.sees_not("Wednesday")
    await alice.presses(next(each for each in alice.buttons() if "reminder" in each))
    alice.sees("Friday")
    await alice.says("19:30")
    alice.sees("Our evening")
    await alice.presses("Confirm")
    bob.sees("Our evening")
    await bob.presses("Yes, remind me")


async def test_the_second_one_reads_the_same_as_the_first(
    couple: None, alice: Person, bob: Person
) -> None:
    seen = []
    for person in (alice, bob):
        await finishes(person, "Tue", "Wed")
        seen.append(person.last.text)
        await person.says("/evenings")
        seen.append(person.last.text)
    assert len(set(seen)) == 1


async def test_it_speaks_two_languages(alice: Person, bob: Person, app: App, clock: Time) -> None:
    await paired_in_two_languages(alice, bob)
    await clock.until(date(2026, 3, 9), at=TEN)
    await finishes(alice, "mié", "Thu")
    await bob.says("/evenings jueves")
    await bob.presses("Listo")
    await clock.advance(hours=1)
    alice.sees(BOTH, "Thursday")
    bob.sees("Tienen libre", "jueves")


async def nothing(alice: Person, bob: Person, app: App, clock: Time) -> None:
    """Do nothing at all."""


async def taps_without_done(alice: Person, bob: Person, app: App, clock: Time) -> None:
    await bob.says("/evenings Wed")


async def taps_none(alice: Person, bob: Person, app: App, clock: Time) -> None:
    await finishes(bob)


async def taps_others(alice: Person, bob: Person, app: App, clock: Time) -> None:
    await finishes(bob, "Tue", "Thu", "Sun")


async def is_asked_and_says_nothing(alice: Person, bob: Person, app: App, clock: Time) -> None:
    await hears_of_evenings(bob, app, "now")


async def blocks(alice: Person, bob: Person, app: App, clock: Time) -> None:
    await bob.blocks()


async def unlinks(alice: Person, bob: Person, app: App, clock: Time) -> None:
    await unlinked(bob)


async def unlinks_after_both_were_done(alice: Person, bob: Person, app: App, clock: Time) -> None:
    await finishes(bob, "Wed")
    await unlinked(bob)


async def erases_all(alice: Person, bob: Person, app: App, clock: Time) -> None:
    await forgets(bob)


Silence = Callable[[Person, Person, App, Time], Awaitable[None]]
SILENCES = (
    *(nothing, taps_without_done, taps_none, taps_others, is_asked_and_says_nothing),
    *(blocks, unlinks, unlinks_after_both_were_done, erases_all),
)


@pytest.mark.parametrize("silence", SILENCES, ids=lambda each: each.__name__)
async def test_no_overlap_is_the_same_line_at_the_same_minute_however_it_came(
    silence: Silence, couple: None, alice: Person, bob: Person, app: App, clock: Time
) -> None:
    await finishes(alice, "Wed", "Fri")
    alice.looks()
    await silence(alice, bob, app, clock)
    alice.looks()
    await clock.until(date(2026, 3, 13), at=LAST_MINUTE)
    assert not any(NONE in each.text for each in alice.looks())
    await clock.until(date(2026, 3, 13), at=NIGHTFALL)
    assert [each.text for each in alice.looks()] == [f"Something about your week.\n\n{NONE}"]
    await clock.until(date(2026, 3, 17), at=TEN)
    assert await count(app, EveningPick) == await count(app, EveningPlan) == 0


async def test_done_cannot_be_changed_so_that_nobody_tries_evening_after_evening(
    couple: None, alice: Person, bob: Person, clock: Time
) -> None:
    await alice.says("/evenings")
    friday = next(each for each in alice.screen[-1].buttons if "Fri" in each.label)
    await alice.presses("Done")
    await alice.presses_button(friday)
    await alice.says("/evenings Fri")
    assert DONE in alice.last.text
    await finishes(bob, "Fri")
    await clock.advance(hours=2)
    alice.sees_not(BOTH)
    bob.sees_not(BOTH)


async def test_taps_are_deleted_once_both_are_done_and_the_week_when_it_is_over(
    couple: None, alice: Person, bob: Person, app: App, clock: Time
) -> None:
    await finishes(alice, "Wed", "Fri")
    await finishes(bob, "Thu", "Fri")
    async with app.database.read() as session:
        assert (await session.scalars(select(EveningPick.evenings))).all() == [0, 0]
    await clock.advance(hours=1)
    await clock.until(date(2026, 3, 17), at=TEN)
    assert await count(app, EveningPick) == await count(app, EveningPlan) == 0


async def test_an_evening_that_is_over_when_one_is_done_does_not_count(
    couple: None, alice: Person, bob: Person, clock: Time
) -> None:
    await finishes(alice, "Mon", "Thu")
    await bob.says("/evenings Mon Thu")
    await clock.advance(days=2)
    await bob.presses("Done")
    bob.looks()
    await clock.advance(hours=1)
    bob.sees(BOTH, "Thursday")
    bob.sees_not("Monday")


async def test_two_who_finish_at_the_same_instant_both_read_it_once(
    couple: None, alice: Person, bob: Person, app: App, clock: Time
) -> None:
    """Without the lock on the plan neither is the second, and nobody reads anything."""
    for person in (alice, bob):
        await person.says("/evenings Wed")
    await asyncio.gather(alice.presses("Done"), bob.presses("Done"))
    await app.run_until_idle()
    assert await count(app, EveningPlan) == 1
    await clock.advance(hours=1)
    for person in (alice, bob):
        assert sum(BOTH in each.text for each in person.looks()) == 1


async def test_the_one_who_lets_the_other_know_reads_the_same_whatever_they_chose(
    couple: None, alice: Person, bob: Person, app: App, clock: Time
) -> None:
    seen = []
    await finishes(alice, "Wed")
    for when in ("off", "card", "now", "paused"):
        await hears_of_evenings(bob, app, "now" if when == "paused" else when)
        await pauses(bob, app, days=9 if when == "paused" else -1)
        bob.looks()
        await alice.says("/evenings")
        await alice.presses("Let Bob know")
        seen.append(alice.last.text)
        shown = "find an evening" in "".join(each.text for each in bob.looks())
        assert shown == (when == "now")
    assert len(set(seen)) == 1


async def test_a_word_from_the_other_waits_for_the_next_card(
    couple: None, alice: Person, bob: Person, clock: Time
) -> None:
    await finishes(alice, "Wed")
    await alice.presses("Let Bob know")
    bob.sees_nothing_new()
    await clock.advance(days=7)
    assert any("a free evening to find" in each.text for each in bob.looks())
    await bob.presses("Free evenings")
    bob.sees("When are you free this week?")


async def test_one_alone_is_told_that_it_takes_two(alice: Person) -> None:
    await settled(alice, "Berlin")
    await alice.says("/evenings")
    alice.sees("This one takes two")


async def test_stale_and_forged_taps_change_nothing(
    couple: None, alice: Person, bob: Person, carol: Person, app: App, clock: Time
) -> None:
    await alice.says("/evenings")
    done, tap = alice.button("Done"), alice.screen[-1].buttons[0]
    for person in (bob, carol):
        await person.presses_button(done)
    for choice in ("", "2026-03-08", "2026-03-16", "tomorrow", "9999-12-31"):
        await alice.presses_button(Button("", "evenings:tap", done.id, choice))
        await alice.presses_button(Button("", "evenings:remind", done.id, choice))
    async with app.database.read() as session:
        picks = (await session.scalars(select(EveningPick))).all()
    assert [(each.evenings, each.done) for each in picks] == [(0, False)]
    await clock.until(date(2026, 3, 17), at=TEN)
    for old in (done, tap):
        await alice.presses_button(old)
        alice.sees("That week is over")


async def test_after_linking_again_the_week_is_a_new_one(
    couple: None, alice: Person, bob: Person, clock: Time
) -> None:
    await finishes(alice, "Wed")
    await unlinked(bob)
    await linked(alice, bob)
    await finishes(bob, "Wed")
    await clock.advance(hours=1)
    bob.sees_not(BOTH)
    await alice.says("/evenings")
    alice.sees("When are you free")


async def test_one_who_pauses_finds_it_where_they_look(
    couple: None, alice: Person, bob: Person, app: App, clock: Time
) -> None:
    await finishes(alice, "Wed")
    await pauses(alice, app, days=9)
    await finishes(bob, "Wed")
    alice.looks()
    await clock.advance(hours=1)
    alice.sees_not(BOTH)
    bob.sees(BOTH)
    await alice.says("/evenings")
    alice.sees(BOTH)


def test_on_sunday_the_next_week_is_on_offer_and_days_gone_by_are_not() -> None:
    sunday = date(2027, 1, 3)
    assert week_on_offer(sunday) == "2027-W01"
    assert monday_of("2027-W01") == date(2027, 1, 4)
    assert week_on_offer(sunday - timedelta(days=1)) == "2026-W53"
    assert days_on_offer("2026-W53", date(2027, 1, 2)) == [date(2027, 1, 2), sunday]
