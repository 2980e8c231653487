"""Where somebody's clock is, in whatever way they tell."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.app import App
from chat.buttons import Button
from domain import zone
from handlers.turn import Shelf
from tests.couples import member_of, settled
from tests.people import START, DirectPlatform, Person, Time

SUMMER = datetime(2026, 7, 1, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("code", "guess"),
    [
        ("de-DE", "Europe/Berlin"),
        ("it-it", "Europe/Rome"),
        ("zh-Hant-TW", "Asia/Taipei"),
        ("pt-br", None),
        ("es-419", None),
        ("en", None),
        ("", None),
        ("x" * 500, None),
    ],
)
def test_a_country_with_one_zone_gives_it_away(shelf: Shelf, code: str, guess: str | None) -> None:
    assert zone.guess(shelf.cities, code) == guess


@pytest.mark.parametrize(
    ("words", "clock"),
    [
        ("19:30", "19:30"),
        ("7.30 pm", "19:30"),
        ("7 p.m.", "19:00"),
        ("12 am", "00:00"),
        ("12:00 PM", "12:00"),
        ("19h30", "19:30"),
        ("1930", "19:30"),
        (" 9 ", "09:00"),
        ("٠٧:٣٠", "07:30"),  # noqa: RUF001 - digits that Arabic phones type
        ("24:00", None),
        ("13 pm", None),
        ("7:5", None),
        ("Berlin", None),
        ("", None),
        ("1" * 20_000, None),
    ],
)
def test_a_time_is_read_as_people_write_it(words: str, clock: str | None) -> None:
    minutes = zone.read_clock(words)
    assert (None if minutes is None else f"{minutes // 60:02}:{minutes % 60:02}") == clock


@given(st.text(max_size=30))
def test_no_words_are_read_as_a_time_that_is_none(words: str) -> None:
    minutes = zone.read_clock(words)
    assert minutes is None or 0 <= minutes < 24 * 60


def test_the_clocks_to_choose_from_are_all_different_and_hold_half_hours(shelf: Shelf) -> None:
    for now in (START, SUMMER):
        shown = [zone.shown_at(each, now) for each in zone.clocks(shelf.cities, "en", now)]
        assert len(set(shown)) == len(shown) == zone.CLOCKS
        assert any(each % 60 == 30 for each in shown)


def test_places_where_the_language_is_spoken_go_first(shelf: Shelf) -> None:
    found = zone.places(shelf.cities, "de", 10 * 60, START)
    assert [city.name for city in found][:2] == ["Berlin", "Vienna"]


@pytest.mark.clients("telegram")
async def test_a_city_is_found_by_its_name_in_any_language(alice: Person) -> None:
    await alice.says("/start")
    for words, found in (("Нью-Йорк", "New York"), ("münchen", "Munich"), ("cairo egypt", "Cairo")):
        await alice.says(words)
        assert found in alice.buttons()[0], words


async def test_a_country_is_found_in_the_language_of_the_app(
    app: App, platform: DirectPlatform
) -> None:
    person = Person("Alice", app, platform, "1001", language="de")
    await person.says("/start")
    await person.says("Österreich")
    assert person.buttons() == ["Vienna, Austria · 10:00\xa0AM"]


async def test_a_typed_time_leads_to_places(alice: Person) -> None:
    await alice.says("/start")
    await alice.presses("Another time")
    await alice.says("14:30")
    alice.sees("Which of these")
    assert "Mumbai, India" in alice.buttons()[0]


@pytest.mark.parametrize("words", ["Xyzzyx", "🏠", "", "<xyzzy>&", "x" * 20_000, "\u202e\u2066"])
async def test_a_place_that_nobody_knows_is_told_kindly_and_asked_for_again(
    alice: Person, words: str
) -> None:
    await alice.says("/start")
    await alice.says(words)
    alice.sees("no place of that name", "larger city nearby")
    await alice.says("Berlin")
    alice.sees("Tap the place")


async def test_a_time_that_no_clock_shows_is_asked_for_again(alice: Person) -> None:
    await alice.says("/start")
    await alice.says("07:30")
    alice.sees("no place where clocks show that")
    await alice.says("Berlin")
    alice.sees("Tap the place")


async def test_a_clock_that_was_offered_hours_ago_still_means_the_same_place(
    alice: Person, clock: Time
) -> None:
    await alice.says("/start")
    await clock.jump(hours=5)
    await alice.presses("10:00")
    assert any("Berlin" in label for label in alice.buttons())


async def test_an_offer_from_last_week_does_not_close_another_question(
    alice: Person, clock: Time
) -> None:
    await alice.says("/start")
    await alice.presses("10:00")
    old = alice.button("Berlin")
    await alice.says("/pair")
    await alice.presses("I have a code")
    await alice.presses_button(old)
    await alice.says("0000000000")
    alice.sees("do not know that code")


async def test_a_button_with_a_made_up_zone_is_not_obeyed(alice: Person, app: App) -> None:
    await alice.says("/start")
    await alice.presses("10:00")
    for choice in ("Mars:Phobos", "", "..:etc:passwd"):
        await alice.presses_button(replace(alice.button("Berlin"), choice=choice))
        alice.sees("not here any more")
    async with app.database.read() as session:
        assert (await member_of(session, alice, app)).zone is None


async def test_every_zone_of_every_city_fits_on_a_button(shelf: Shelf) -> None:
    for name in shelf.cities.by_zone:
        Button("", "zone:is", choice=name.replace("/", ":"))


async def test_times_are_written_the_way_of_the_country(alice: Person, bob: Person) -> None:
    await settled(alice, "Berlin")
    await settled(bob, "New York")
    await alice.says("/settings")
    alice.sees("Berlin, 10:00 now")
    await bob.says("/settings")
    bob.sees("New York City, 4:00\xa0AM now")


async def test_a_zone_with_daylight_saving_follows_its_clock(alice: Person, clock: Time) -> None:
    await settled(alice, "Berlin")
    await clock.jump(days=(SUMMER - START) // timedelta(days=1))
    await alice.says("/settings")
    alice.sees("Berlin, 11:00 now")
