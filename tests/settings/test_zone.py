"""Test the ways to tell where one's clock is."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, strategies as st
from sqlalchemy import select

from bot.app import App
from chat.buttons import Button
from domain import zone, zone_sentence
from handlers.turn import Content
from storage.columns import Base
from tests.support.couples import asked_where, member_of, settled
from tests.support.people import START, DirectPlatform, Person, Time

SUMMER = datetime(2026, 7, 1, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("code", "language", "offered"),
    [
        ("de-DE", "de", ["Berlin"]),
        ("zh-Hant-TW", "zh", ["Taipei"]),
        ("en-US", "en", ["New York City", "Los Angeles", "Chicago", "Phoenix"]),
        ("es-419", "es", ["Madrid", "Mexico City", "Lima", "Bogotá"]),
        ("es", "es", ["Madrid", "Mexico City", "Lima", "Bogotá"]),
        ("en", "en", []),
        ("", "en", []),
        ("x" * 500, "xx", []),
    ],
)
def test_the_cities_to_tap_are_those_of_the_apps_country_or_language(
    shelf: Content, code: str, language: str, offered: list[str]
) -> None:
    found = zone.likely_cities(shelf.cities, code, language)
    assert [city.name for city in found] == offered


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
def test_no_words_are_read_as_an_invalid_time(words: str) -> None:
    minutes = zone.read_clock(words)
    assert minutes is None or 0 <= minutes < 24 * 60


def test_the_clocks_to_choose_from_are_all_different_and_hold_half_hours(shelf: Content) -> None:
    for now in (START, SUMMER):
        shown = [
            zone.minute_at_offset(each, now)
            for each in zone.offsets_to_offer(shelf.cities, "en", now)
        ]
        assert len(set(shown)) == len(shown) == zone.MAX_CLOCKS
        assert any(each % 60 == 30 for each in shown)


def test_places_where_the_language_is_spoken_go_first(shelf: Content) -> None:
    found = zone.cities_showing(shelf.cities, "de", 10 * 60, START)
    assert [city.name for city in found][:2] == ["Berlin", "Vienna"]


@pytest.mark.clients("telegram")
async def test_a_city_is_found_by_its_name_in_any_language(alice: Person) -> None:
    await asked_where(alice)
    for words, found in (("Нью-Йорк", "New York"), ("münchen", "Munich"), ("cairo egypt", "Cairo")):
        await alice.says(words)
        assert found in alice.buttons()[0], words


async def test_a_country_is_found_in_the_language_of_the_app(
    app: App, platform: DirectPlatform
) -> None:
    person = Person("Alice", app, platform, "1001", language="de")
    await asked_where(person)
    await person.says("Österreich")
    assert person.buttons() == ["Vienna, Austria · 10:00\xa0AM"]


async def test_a_typed_time_leads_to_places(alice: Person) -> None:
    await asked_where(alice)
    await alice.presses("Go by my clock")
    await alice.presses("Another time")
    await alice.says("14:30")
    alice.sees("Which of these")
    assert "Mumbai, India" in alice.buttons()[0]


@pytest.mark.parametrize("words", ["Xyzzyx", "🏠", "", "<xyzzy>&", "x" * 20_000, "\u202e\u2066"])
async def test_a_place_that_nobody_knows_is_told_kindly_and_asked_for_again(
    alice: Person, words: str
) -> None:
    await asked_where(alice)
    await alice.says(words)
    alice.sees("couldn’t find a place", "larger city nearby")
    await alice.says("Berlin")
    alice.sees("Tap the place")


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("I live in Lisbon", "Lisbon, Portugal"),
        ("I live in Berlin", "Berlin, Germany"),
        ("we’re near Lyon", "Lyon, France"),
        ("We're in La Paz, Bolivia.", "La Paz, Bolivia"),
        ("from Porto", "Porto, Portugal"),
        ("28013 Madrid", "Madrid, Spain"),
        ("I’m in LA", "Los Angeles, United States"),
        ("OK, I am in Berlin now", "Berlin, Germany"),
        ("I LIVE IN BERLIN", "Berlin, Germany"),
        ("we moved to Lisbon last spring", "Lisbon, Portugal"),
        ("a small village near Lyon", "Lyon, France"),
        ("somewhere in Spain", "Madrid, Spain"),
        ("vivo en Lisboa", "Lisbon, Portugal"),
        ("estoy en Bogotá", "Bogotá, Colombia"),
        ("soy de la Ciudad de México", "Mexico City, Mexico"),
        ("aquí en El Paso, Texas", "El Paso, United States"),
        ("vivo en São Paulo, Brasil", "São Paulo, Brazil"),
        ("Portland, Oregon", "Portland, United States"),
        ("Austin, Texas, USA", "Austin, United States"),
        ("London, Ontario", "London, Canada"),
        ("Mérida, Yucatán", "Mérida, Mexico"),
        ("Paris, Texas", "Houston, United States"),
        ("Europe/Berlin", "Berlin, Germany"),
        ("america/argentina/buenos_aires", "Buenos Aires, Argentina"),
        ("US/Pacific", "Los Angeles, United States"),
        ("Asia/Calcutta", "Mumbai, India"),
        ("CET", "Berlin, Germany"),
        ("my time zone is CET", "Berlin, Germany"),
        ("Pacific time", "Los Angeles, United States"),
        ("hora de Europa central", "Berlin, Germany"),
        ("NYC", "New York City, United States"),
        ("nyc", "New York City, United States"),
        ("SF", "San Francisco, United States"),
        ("CDMX", "Mexico City, Mexico"),
        ("LHR", "London, United Kingdom"),
        ("LAX", "Los Angeles, United States"),
        ("I am in BCN", "Barcelona, Spain"),
        ("10:15 in Berlin", "Berlin, Germany"),
        ("Lisbn", "Lisbon, Portugal"),
        ("I live in Muinch", "Munich, Germany"),
        ("vivo en Barcelna", "Barcelona, Spain"),
        ("Barcelna, Spain", "Barcelona, Spain"),
    ],
)
async def test_a_place_is_found_in_any_sentence(alice: Person, words: str, place: str) -> None:
    await asked_where(alice)
    await alice.says(words)
    assert alice.buttons()[0].startswith(place), alice.buttons()


@pytest.mark.parametrize(
    "words",
    [
        "it’s 10 am",
        "It's 10:05 am here.",
        "10:15 here",
        "it is ten o’clock",
        "a quarter past ten",
        "my clock says 10:00",
        "GMT+1",
        "utc +01:00",
        "son las 10",
        "aquí son las 10:15",
        "son las diez de la mañana",
        "mi reloj marca las 10:05",
    ],
)
async def test_a_clock_is_found_in_any_sentence(alice: Person, words: str) -> None:
    await asked_where(alice)
    await alice.says(words)
    alice.sees("Which of these")
    assert any(label.startswith("Berlin, Germany") for label in alice.buttons())
    assert not any("Japan" in label for label in alice.buttons())


async def test_a_clock_of_either_half_of_the_day_offers_both(alice: Person) -> None:
    await asked_where(alice)
    await alice.says("it is ten")
    assert any("Berlin" in label for label in alice.buttons())
    assert any("Auckland" in label for label in alice.buttons())


async def test_an_abbreviation_of_several_zones_offers_a_place_of_each(alice: Person) -> None:
    await asked_where(alice)
    for words, places in {
        "IST": ("Mumbai", "Dublin", "Jerusalem"),
        "CST": ("Chicago", "Shanghai", "Mexico City"),
        "EST": ("New York",),
        "UTC-5": ("Lima", "Bogotá"),
        "LA": ("Los Angeles",),
    }.items():
        await alice.says(words)
        for place in places:
            assert any(place in label for label in alice.buttons()), (words, alice.buttons())


@pytest.mark.parametrize("words", ["I don’t know", "no idea", "no sé", "ok", "me"])
async def test_words_that_name_no_place_are_not_taken_for_one(alice: Person, words: str) -> None:
    await asked_where(alice)
    await alice.says(words)
    alice.sees("couldn’t find a place")


async def test_a_spot_on_the_map_offers_its_city_and_is_kept_nowhere(
    alice: Person, app: App
) -> None:
    await asked_where(alice)
    await alice.sends_a_location(38.7223, -9.1393)
    assert alice.buttons() == ["Lisbon, Portugal · 9:00\xa0AM"]
    await alice.presses("Lisbon")
    async with app.database.read() as session:
        assert (await member_of(session, alice, app)).zone == "Europe/Lisbon"
        kept = [await session.execute(select(table)) for table in Base.metadata.sorted_tables]
    assert "38.72" not in str([list(rows) for rows in kept])


async def test_a_spot_at_a_border_offers_both_sides(alice: Person) -> None:
    await asked_where(alice)
    await alice.sends_a_location(31.76, -106.46)
    assert {label.partition(" · ")[0] for label in alice.buttons()} >= {
        "Ciudad Juárez, Mexico",
        "El Paso, United States",
    }


async def test_a_spot_on_the_map_that_nobody_asked_for_moves_no_clock(alice: Person) -> None:
    await settled(alice, "Berlin")
    await alice.sends_a_location(38.7223, -9.1393)
    alice.sees_not("Lisbon")


@pytest.mark.clients("telegram")
async def test_a_location_is_heard_as_telegram_sends_it(alice: Person) -> None:
    await asked_where(alice)
    await alice.sends_a_location(38.7223, -9.1393)
    assert "Lisbon, Portugal" in alice.buttons()[0]


def test_without_a_question_a_place_must_be_named_exactly_and_alone(shelf: Content) -> None:
    for words, found in {
        "Berlin": True,
        "I live in Lisbon": True,
        "vivo en Madrid": True,
        "it’s 10 am": True,
        "Europe/Berlin": True,
        "Portland, Oregon": True,
        "I am mad": False,
        "I was thinking about our trip to Lisbon": False,
        "remind me to call mum at 9": False,
        "thank you for the soup": False,
        "I miss you": False,
        "mostly the new job": False,
        "Berl": False,
        "done": False,
    }.items():
        read = zone_sentence.read_place(words, shelf.gazetteer, "en", START, asked=False)
        assert (read is not None) == found, words


async def test_a_time_that_no_clock_shows_is_asked_for_again(alice: Person) -> None:
    await asked_where(alice)
    await alice.says("07:30")
    alice.sees("can’t find a place where it’s that time")
    await alice.says("Berlin")
    alice.sees("Tap the place")


async def test_a_clock_that_was_offered_hours_ago_still_means_the_same_place(
    alice: Person, clock: Time
) -> None:
    await asked_where(alice)
    await alice.presses("Go by my clock")
    await clock.jump(hours=5)
    await alice.presses("10:00")
    assert any("Berlin" in label for label in alice.buttons())


async def test_an_offer_from_last_week_does_not_close_another_question(
    alice: Person, clock: Time
) -> None:
    await asked_where(alice)
    await alice.presses("Go by my clock")
    await alice.presses("10:00")
    old = alice.button("Berlin")
    await alice.says("/pair")
    await alice.presses("I have a code")
    await alice.presses_button(old)
    await alice.says("0000000000")
    alice.sees("don’t know that code")


async def test_a_button_with_a_made_up_zone_is_not_obeyed(alice: Person, app: App) -> None:
    await asked_where(alice)
    await alice.presses("Go by my clock")
    await alice.presses("10:00")
    for choice in ("Mars:Phobos", "", "..:etc:passwd"):
        await alice.presses_button(replace(alice.button("Berlin"), choice=choice))
        alice.sees("not here any more")
    async with app.database.read() as session:
        assert (await member_of(session, alice, app)).zone is None


async def test_every_zone_of_every_city_fits_on_a_button(shelf: Content) -> None:
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
