"""The cities of the world with their zones: by name, country, clock or place on the globe."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from sys import intern
from types import MappingProxyType
from zoneinfo import ZoneInfo

from babel.dates import get_timezone_location

from content import FALLBACK, FOLDER
from content.geo import countries
from content.geo.name_index import NameIndex
from content.problems import ContentBroken, Problem

MINUTES_PER_DAY = 24 * 60
CLOCK_TOLERANCE = 20
"""Minutes by which a wall clock may be wrong and still show its zone."""
EARTH_RADIUS = 6371
"""Kilometres from the centre of the Earth to its surface."""
REGION_RADIUS = 30
"""Kilometres around a place within which the largest city stands for all others."""
BORDER_DISTANCE = 150
"""Kilometres beyond the nearest city within which another zone may be the right one."""
NAMES = "city-names.tsv"
"""The names of all cities, folded and sorted; `tools/make_cities.py` makes it from `cities.tsv`."""
TABLE_COLUMNS = {"cities.tsv": 9, "states.tsv": 4, "nicknames.tsv": 3, NAMES: 3}
"""The files, each with its number of columns; the first lines of each say what they hold."""

Coordinates = tuple[float, float]
"""Latitude and longitude, in degrees."""


@dataclass(frozen=True, slots=True)
class City:
    """A city by its English name, with its country's two letters and its IANA zone."""

    name: str
    country: str
    zone: str
    state: str = field(default="", compare=False)
    coordinates: Coordinates = field(default=(0, 0), compare=False)
    codes: tuple[str, ...] = field(default=(), compare=False)
    """How it is abbreviated, mostly by its airports."""

    def label(self, language: str) -> str:
        """Return the city with its country in a language: "Berlín, Alemania"."""
        return f"{self.name_in(language)}, {countries.name(self.country, language)}"

    def name_in(self, language: str) -> str:
        """Return its name in a language; CLDR knows those of cities that zones are named after."""
        if self.name != get_timezone_location(self.zone, locale=FALLBACK, return_city=True):
            return self.name
        spoken = language.replace("-", "_")
        return get_timezone_location(self.zone, locale=spoken, return_city=True)


@dataclass(frozen=True, slots=True)
class State:
    """A part of a country that people name behind a city, with its zones."""

    country: str
    code: str
    zones: tuple[str, ...]
    names: tuple[str, ...]


def problems(folder: Path) -> Sequence[Problem]:
    """Return the problems of the tables of cities, without loading them."""
    found: list[Problem] = []
    for name in TABLE_COLUMNS:
        try:
            for _ in read_table(folder / name):
                pass
        except ContentBroken as broken:
            found += broken.problems
        except OSError:
            mend = "take it from where you took the others"
            found.append(Problem(name, "file", "it is missing", mend))
    return found


def read_table(path: Path) -> Iterator[list[str]]:
    """Yield the rows of a table. Raises `ContentBroken` on a line of another form, and if empty.

    Not all at once: the columns that nobody keeps would leave holes of 7 MiB in the memory.
    """
    wanted, is_empty = TABLE_COLUMNS[path.name], True
    with path.open(encoding="utf-8", newline="\n") as lines:
        for line in lines:
            if not line.startswith("#"):
                columns, is_empty = line.rstrip("\n").split("\t"), False
                if len(columns) != wanted:
                    raise _wrong_table(path)
                yield columns
    if is_empty:
        raise _wrong_table(path)


def _wrong_table(path: Path) -> ContentBroken:
    what = f"not {TABLE_COLUMNS[path.name]} columns in each line"
    return ContentBroken([Problem(path.name, "whole file", what, "its head names the columns")])


class Cities:
    """All cities; their order is by population, the largest first."""

    def __init__(
        self,
        populated: Sequence[City],
        states: Sequence[State] = (),
        nicknames: Sequence[tuple[str, str, str]] = (),
        names: bytes = b"",
    ) -> None:
        others = list(_places_of_other_zones(populated))
        self.ranked = [*populated, *others]
        self.names = (
            NameIndex(names),
            NameIndex.of([[each.name] for each in others], len(populated)),
        )
        """The names of the populated ones, and of the others."""
        self.states, self.nicknames = states, nicknames
        """Nicknames come with the name and the country of their city."""
        self._populated = self.ranked[: len(populated)]
        largest: dict[str, City] = {}
        for city in self.ranked:
            largest.setdefault(city.zone, city)
        self.by_zone: Mapping[str, City] = MappingProxyType(largest)
        """The largest city of each zone, the largest of all first."""

    @classmethod
    def load(cls, path: Path = FOLDER / "cities.tsv") -> Cities:
        """Read `cities.tsv` and the tables beside it. Raises `ContentBroken`."""
        folder = path.parent
        states = [
            State(country, code, tuple(zones.split("|")), tuple(names.split("|")))
            for country, code, zones, names in read_table(folder / "states.tsv")
        ]
        nicknames = [
            (short, name, country) for short, name, country in read_table(folder / "nicknames.tsv")
        ]
        cities = [_parse_city(columns) for columns in read_table(path)]
        return cls(cities, states, nicknames, (folder / NAMES).read_bytes())

    def zones_of(self, country: str) -> tuple[str, ...]:
        """Return the zones of a country (two letters), the one with the largest city first.

        A zone without a city of at least 100,000 people counts only where the country has no other.
        """
        code = country.upper()
        peopled = dict.fromkeys(city.zone for city in self._populated if city.country == code)
        every = dict.fromkeys(city.zone for city in self.ranked if city.country == code)
        return tuple(peopled or every)

    def of_country(self, country: str) -> list[City]:
        """Return the largest city of each of a country's zones."""
        zones = self.zones_of(country)
        largest = {city.zone: city for city in reversed(self.ranked) if city.country == country}
        return [largest[zone] for zone in zones]

    def of_state(self, state: State) -> list[City]:
        """Return a city for each of a state's zones: the state's own largest if possible."""
        own = [
            city
            for city in self._populated
            if (city.country, city.state) == (state.country, state.code)
        ]
        largest = {city.zone: city for city in reversed(own)}
        known = (largest.get(zone) or self.by_zone.get(zone) for zone in state.zones)
        return [city for city in known if city]

    def zone_for_region(self, region: str) -> str | None:
        """Return the zone of a region such as the "DE" in "de-DE"; None unless it has just one."""
        zones = self.zones_of(region)
        return zones[0] if len(zones) == 1 else None

    def zones_showing(self, minutes_of_day: int, now: datetime) -> list[City]:
        """Return the largest city of each zone whose clock shows about this time.

        `minutes_of_day` counts from midnight; `now` must carry a zone.
        """
        return [
            city
            for zone, city in self.by_zone.items()
            if _minutes_apart(_minutes(now.astimezone(ZoneInfo(zone))), minutes_of_day)
            <= CLOCK_TOLERANCE
        ]

    def near(self, spot: Coordinates) -> list[City]:
        """Return the city that stands for a spot, and one for each other zone nearby."""
        distances = {at: _kilometres(spot, city.coordinates) for at, city in enumerate(self.ranked)}
        nearest = min(distances.values())
        close = [at for at in distances if distances[at] <= nearest + BORDER_DISTANCE]
        # The cities are in the order of their size, and sorting keeps it within a region.
        close.sort(key=lambda at: (distances[at] - nearest) // REGION_RADIUS)
        found: dict[str, City] = {}
        for at in close:
            found.setdefault(self.ranked[at].zone, self.ranked[at])
        return list(found.values())


def _parse_city(columns: Sequence[str]) -> City:
    name, country, state, zone, _people, north, east, codes, _other_names = columns
    spot = float(north), float(east)
    # Hundreds are in one zone, and a thousand in one country.
    where = intern(country), intern(zone), intern(state)
    return City(name, *where, spot, tuple(codes.split("|")) if codes else ())


def _places_of_other_zones(populated: Sequence[City]) -> Iterator[City]:
    """Return a place for each zone without a large city: Nuuk, the Azores."""
    known = {city.zone for city in populated}
    for country, zone, spot in countries.all_zones():
        if zone not in known:
            name = zone.rpartition("/")[2].replace("_", " ")
            yield City(name, country, zone, coordinates=spot)


def _kilometres(one: Coordinates, other: Coordinates) -> float:
    """Return the distance over the ground in kilometres, as if the Earth were a ball."""
    north, east = radians(one[0] - other[0]), radians(one[1] - other[1])
    part = sin(north / 2) ** 2 + cos(radians(one[0])) * cos(radians(other[0])) * sin(east / 2) ** 2
    return 2 * EARTH_RADIUS * asin(min(1, sqrt(part)))


def _minutes(at: datetime) -> int:
    return at.hour * 60 + at.minute


def _minutes_apart(one: int, other: int) -> int:
    gap = abs(one - other) % MINUTES_PER_DAY
    return min(gap, MINUTES_PER_DAY - gap)
