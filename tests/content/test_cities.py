"""Test finding cities by any of their names, by country and by the clock on the wall."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path
from time import process_time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, strategies as st

from content import FOLDER
from content.geo.cities import NAMES, Cities, City
from content.geo.gazetteer import Gazetteer
from content.normalize import fold
from content.problems import ContentBroken
from tools.make_cities import index_names

CITIES = Cities.load()
GAZETTEER = Gazetteer(CITIES)
NOON = datetime(2026, 7, 1, 12, tzinfo=UTC)
BERLIN = City("Berlin", "DE", "Europe/Berlin")
NEW_YORK = City("New York City", "US", "America/New_York")


def first(words: str, language: str = "en") -> str:
    """Return the best match, as it is shown."""
    return GAZETTEER.search(words, language=language)[0].label(language)


@pytest.mark.parametrize(
    ("words", "city"),
    [
        ("Berlin", "Berlin, Germany"),
        ("  bERLIN!", "Berlin, Germany"),
        ("münchen", "Munich, Germany"),
        ("munchen", "Munich, Germany"),
        ("Muenchen", "Munich, Germany"),
        ("munich", "Munich, Germany"),
        ("Zuerich", "Zürich, Switzerland"),
        ("ISTANBUL", "Istanbul, Türkiye"),
        ("Łódź", "Łódź, Poland"),
        ("lodz", "Łódź, Poland"),
        ("нью-йорк", "New York City, United States"),
        ("Nueva York", "New York City, United States"),
        ("東京", "Tokyo, Japan"),
        ("تهران", "Tehran, Iran"),
        ("서울", "Seoul, South Korea"),
        ("hồ chí minh", "Ho Chi Minh City, Vietnam"),
    ],
)
def test_a_city_is_found_by_any_of_its_names(words: str, city: str) -> None:
    assert first(words) == city


def test_a_country_narrows_the_search() -> None:
    assert GAZETTEER.search("new york us")[0] == NEW_YORK
    assert first("London") == "London, United Kingdom"
    assert first("london, canada") == "London, Canada"
    assert first("London, Kanada", "de") == "London, Kanada"


def test_an_exact_name_goes_before_a_beginning_and_a_larger_city_first() -> None:
    assert first("York") == "York, United Kingdom"
    begun = [city.name for city in GAZETTEER.search("san", limit=50) if city.name.startswith("San")]
    assert begun.index("Santiago") < begun.index("San Diego") < begun.index("Santa Ana")


def test_a_country_gives_its_largest_cities_one_a_zone() -> None:
    assert GAZETTEER.search("Germany") == [BERLIN]
    assert GAZETTEER.search("Deutschland", language="de") == [BERLIN]
    american = GAZETTEER.search("usa", limit=4)
    assert american[0] == NEW_YORK
    assert len({city.zone for city in american}) == 4


def test_a_country_that_is_also_a_city_is_a_city_first() -> None:
    assert first("Mexico") == "Mexico City, Mexico"
    assert first("Singapore") == "Singapore, Singapore"


def test_small_places_are_found_by_their_zone() -> None:
    assert GAZETTEER.search("azores")[0].zone == "Atlantic/Azores"
    assert GAZETTEER.search("Nuuk")[0].zone == "America/Nuuk"
    assert GAZETTEER.search("Liechtenstein")[0].zone == "Europe/Vaduz"


def test_words_that_fit_nothing_at_the_end_are_left_out() -> None:
    assert first("Portland Oregon") == "Portland, United States"


def test_a_whole_letter_is_searched_by_its_beginning_in_no_time() -> None:
    assert first("Berlin " + "oh dear " * 20_000) == "Berlin, Germany"


def test_a_typing_error_finds_the_city_that_was_meant() -> None:
    for words, city in {
        "Lisbn": "Lisbon, Portugal",
        "Barcelna": "Barcelona, Spain",
        "Muinch": "Munich, Germany",
        "Amsterdan": "Amsterdam, Netherlands",
        "Copenhaguen": "Copenhagen, Denmark",
        "Guadaljara": "Guadalajara, Mexico",
        "Londno": "London, United Kingdom",
        "Lodnon": "London, United Kingdom",
        "Olndon": "London, United Kingdom",
        "Sao Paolo": "São Paulo, Brazil",
        "Saint Petersberg": "Saint Petersburg, Russia",
    }.items():
        assert first(words) == city


def test_a_name_goes_before_a_beginning_and_a_beginning_before_a_typing_error() -> None:
    assert first("Cali") == "Cali, Colombia"
    assert first("Lisbo") == "Lisbon, Portugal"
    assert first("Parma") == "Parma, Italy"


def test_a_beginning_may_also_be_a_typing_error() -> None:
    """Without the typing errors behind a beginning: "Wein" offers Weinan and nothing else."""
    assert "Vienna, Austria" in [city.label("en") for city in GAZETTEER.search("Wein")]


@pytest.mark.parametrize(
    "words", ["hello", "maybe", "settings", "nothing", "thank you", "yes please", "I don't care"]
)
def test_everyday_words_are_not_misspelt_cities(words: str) -> None:
    """With a typing error in the first letter allowed: "hello" is Bello in Colombia."""
    assert GAZETTEER.search(words) == []


def test_a_typing_error_is_looked_for_among_names_with_the_same_initial_only() -> None:
    """Searching all 85,000 names takes 45 ms, during which nobody else is answered."""
    GAZETTEER.search("Lodnon")
    begun = process_time()
    for _ in range(20):
        GAZETTEER.search("Lodnon")
    assert process_time() - begun < 20 * 0.02


def test_every_nickname_and_every_state_belongs_to_a_place() -> None:
    for short, _, country in CITIES.nicknames:
        assert country in {
            city.country for city in GAZETTEER.exact_matches(fold(short).split(), "en")
        }, short
    for state in CITIES.states:
        assert CITIES.of_state(state), state
        assert set(state.zones) <= CITIES.by_zone.keys() | {"America/Indiana/Vincennes"}, state


@pytest.mark.parametrize(
    ("spot", "city"),
    [
        ((41.39, 2.17), "Barcelona"),
        ((41.32, 2.09), "Barcelona"),
        ((38.72, -9.14), "Lisbon"),
        ((47.56, 7.59), "Basel"),
        ((37.75, -25.67), "Azores"),
        ((-33.9, 18.4), "Cape Town"),
        ((-36.85, 174.76), "Auckland"),
    ],
)
def test_a_spot_on_the_map_has_its_city(spot: tuple[float, float], city: str) -> None:
    assert CITIES.near(spot)[0].name == city


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_every_spot_on_the_map_has_a_city(north: float, east: float) -> None:
    assert CITIES.near((north, east))


def test_nothing_is_found_for_nothing() -> None:
    assert GAZETTEER.search("") == []
    assert GAZETTEER.search("?!") == []
    assert GAZETTEER.search("xqzzy") == []


def test_the_limit_holds() -> None:
    assert len(GAZETTEER.search("s", limit=3)) == 3


@given(
    st.text(max_size=200), st.integers(0, 9), st.sampled_from(["en", "de", "fr", "xx", "zh-TW", ""])
)
def test_searching_never_fails(words: str, limit: int, language: str) -> None:
    assert len(GAZETTEER.search(words, limit, language)) <= limit


@given(st.sampled_from(GAZETTEER.search("a", 500) + GAZETTEER.search("м", 500)))
def test_every_city_is_found_by_its_own_name(city: City) -> None:
    assert city in GAZETTEER.search(city.name, limit=100)


@given(st.text())
def test_folding_twice_changes_nothing(name: str) -> None:
    assert fold(fold(name)) == fold(name)


def test_a_region_with_one_zone_gives_it_away() -> None:
    assert CITIES.zone_for_region("DE") == "Europe/Berlin"
    assert CITIES.zone_for_region("gb") == "Europe/London"
    assert CITIES.zone_for_region("LI") == "Europe/Vaduz"


@pytest.mark.parametrize("region", ["US", "AU", "RU", "XX", "", "419"])
def test_a_region_with_several_zones_or_none_does_not(region: str) -> None:
    assert CITIES.zone_for_region(region) is None


def test_a_country_has_its_zones_by_population() -> None:
    assert CITIES.zones_of("ES") == ("Europe/Madrid", "Atlantic/Canary")
    assert CITIES.zones_of("us")[:2] == ("America/New_York", "America/Los_Angeles")
    assert CITIES.zones_of("XX") == ()


def test_every_zone_can_be_computed_with_and_has_its_largest_city() -> None:
    for zone, city in CITIES.by_zone.items():
        assert ZoneInfo(zone).key == city.zone
    assert CITIES.by_zone["Europe/Berlin"] == BERLIN


def test_a_clock_shows_which_zones_it_may_be_in() -> None:
    names = [city.name for city in CITIES.zones_showing(14 * 60 + 15, NOON)]
    assert {"Berlin", "Paris", "Johannesburg"} <= set(names)
    assert not {"London", "Helsinki"} & set(names)


def test_a_clock_counts_round_midnight() -> None:
    at = datetime(2026, 7, 1, 22, 5, tzinfo=UTC)
    assert BERLIN in CITIES.zones_showing(23 * 60 + 55, at)


def test_a_clock_finds_half_and_quarter_hours() -> None:
    assert "Kathmandu" in [city.name for city in CITIES.zones_showing(17 * 60 + 45, NOON)]
    assert "Kolkata" not in [city.name for city in CITIES.zones_showing(17 * 60, NOON)]
    assert CITIES.zones_showing(17 * 60 + 30, NOON)[0].country == "IN"


@given(st.integers(0, 24 * 60 - 1))
def test_no_zone_is_more_than_twenty_minutes_off(minutes: int) -> None:
    for city in CITIES.zones_showing(minutes, NOON):
        local = NOON.astimezone(ZoneInfo(city.zone))
        gap = abs(local.hour * 60 + local.minute - minutes)
        assert min(gap, 24 * 60 - gap) <= 20


def test_the_list_of_names_is_that_of_the_cities() -> None:
    """If not: `python -m tools.make_cities names`."""
    head, _, names = (FOLDER / NAMES).read_bytes().partition(b"\n")
    assert head.startswith(b"#")
    assert names == bytes(index_names(FOLDER))


def test_geonames_is_credited_in_the_first_line() -> None:
    with (FOLDER / "cities.tsv").open(encoding="utf-8") as file:
        assert "GeoNames" in (line := file.readline())
        assert "CC BY 4.0" in line


@pytest.mark.parametrize("text", ["", "# only a comment\n", "Berlin\tDE\n"])
def test_a_broken_file_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "cities.tsv"
    path.write_text(text, "utf-8")
    for other in ("states.tsv", "nicknames.tsv", NAMES):
        shutil.copy(FOLDER / other, tmp_path)
    with pytest.raises(ContentBroken, match=r"cities\.tsv, whole file: not 9 columns"):
        Cities.load(path)
