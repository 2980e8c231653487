"""Finds a person's time zone by their city, their country or their clock."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import takewhile
from operator import itemgetter
from pathlib import Path
from types import MappingProxyType
from zoneinfo import ZoneInfo

from babel.dates import get_timezone_location

from content import FALLBACK, FOLDER, countries
from content.folding import fold, spellings
from content.problems import ContentBroken, Problem

DAY = 24 * 60
NEAR = 20
"""Minutes by which a wall clock may be wrong and still show its zone."""
LONGEST = 100
"""No city's name has more characters."""


@dataclass(frozen=True, slots=True)
class City:
    """A city by its English name, with its country's two letters and its IANA zone."""

    name: str
    country: str
    zone: str

    def label(self, language: str) -> str:
        """The city with its country in a language: "Berlín, Alemania"."""
        return f"{self.name_in(language)}, {countries.name(self.country, language)}"

    def name_in(self, language: str) -> str:
        """As the language calls it, which CLDR knows of cities that zones are named after."""
        if self.name != get_timezone_location(self.zone, locale=FALLBACK, return_city=True):
            return self.name
        spoken = language.replace("-", "_")
        return get_timezone_location(self.zone, locale=spoken, return_city=True)


def problems(folder: Path) -> Sequence[Problem]:
    """What is wrong with `folder/cities.tsv`, found without making its cities."""
    try:
        _columns(folder / "cities.tsv")
    except ContentBroken as broken:
        return broken.problems
    except OSError:
        return [Problem("cities.tsv", "file", "it is missing", "run tools/make_cities.py")]
    return []


def _columns(path: Path) -> list[list[str]]:
    text = path.read_text(encoding="utf-8")
    lines = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    if not lines or any(len(columns) != 5 for columns in lines):
        what, mend = "not five columns in each line", "make it anew with tools/make_cities.py"
        raise ContentBroken([Problem(path.name, "whole file", what, mend)])
    return lines


Row = tuple[City, tuple[str, ...]]
"""A city with all its names, its own name first."""
Name = tuple[str, bool, int]
"""A folded name, whether it is another than the city's own, and the city's rank."""


class Cities:
    """All cities; their order is by population, the largest first."""

    def __init__(self, peopled: Sequence[Row]) -> None:
        self._rows = [*peopled, *_places_of_other_zones(peopled)]
        self._cities = [city for city, _ in self._rows]
        self._peopled = self._cities[: len(peopled)]
        largest: dict[str, City] = {}
        for city in self._cities:
            largest.setdefault(city.zone, city)
        self.by_zone: Mapping[str, City] = MappingProxyType(largest)
        """The largest city of each zone, the largest of all first."""

    @classmethod
    def load(cls, path: Path = FOLDER / "cities.tsv") -> Cities:
        """Reads `cities.tsv`. Raises `ContentBroken` on a line of another form."""
        return cls(
            [
                (City(name, country, zone), (name, *others.split("|")))
                for name, country, zone, _people, others in _columns(path)
            ]
        )

    def search(self, words: str, limit: int = 5, language: str = FALLBACK) -> list[City]:
        """Cities by any of their names, whole or begun, with or without their country.

        An exact name goes before a country's cities (one a zone), these before a name's
        beginning; then own names before other names, then the larger city. A country may be
        named in `language` or in English. Words at the end that fit nothing are left out.
        """
        wanted = fold(words[:LONGEST]).split()
        for end in range(len(wanted), 0, -1):
            if found := self._search(wanted[:end], language):
                return found[:limit]
        return []

    def zones_of(self, country: str) -> tuple[str, ...]:
        """The zones of a country (two letters), the one with the most peopled city first.

        A zone without a city from 100,000 people counts only where the country has no other.
        """
        code = country.upper()
        peopled = dict.fromkeys(city.zone for city in self._peopled if city.country == code)
        every = dict.fromkeys(city.zone for city in self._cities if city.country == code)
        return tuple(peopled or every)

    def zone_for_region(self, region: str) -> str | None:
        """The zone of a region such as the "DE" in "de-DE"; None when it has several, or none."""
        zones = self.zones_of(region)
        return zones[0] if len(zones) == 1 else None

    def zones_showing(self, minutes_of_day: int, now: datetime) -> list[City]:
        """The largest city of each zone where a clock shows about this time `now`.

        `minutes_of_day` counts from midnight; `now` has to carry a zone.
        """
        return [
            city
            for zone, city in self.by_zone.items()
            if _apart(_minutes(now.astimezone(ZoneInfo(zone))), minutes_of_day) <= NEAR
        ]

    @cached_property
    def _names(self) -> list[Name]:
        """In their order; folding them all takes half a second, so the first search does it."""
        return sorted(set(_names(self._rows)))

    def _search(self, words: list[str], language: str) -> list[City]:
        name = " ".join(words)
        codes = countries.codes(language)
        known = self._beginning(name)
        exact = [each for each in known if each[0] == name]
        found = [
            *self._in_named_country(words, codes),
            *self._by_size(exact),
            *self._of_country(codes.get(name, "")),
            *self._by_size(known),
        ]
        return list(dict.fromkeys(found))

    def _in_named_country(self, words: list[str], codes: Mapping[str, str]) -> Iterator[City]:
        for cut in range(1, len(words)):
            if country := codes.get(" ".join(words[cut:])):
                named = self._by_size(self._beginning(" ".join(words[:cut])))
                yield from (city for city in named if city.country == country)

    def _beginning(self, name: str) -> list[Name]:
        start = bisect_left(self._names, (name, False, 0))
        rest = (self._names[at] for at in range(start, len(self._names)))
        return list(takewhile(lambda each: each[0].startswith(name), rest))

    def _by_size(self, names: list[Name]) -> Iterator[City]:
        for each in sorted(names, key=itemgetter(1, 2)):
            yield self._cities[each[2]]

    def _of_country(self, country: str) -> Iterator[City]:
        zones = self.zones_of(country)
        largest = {city.zone: city for city in reversed(self._cities) if city.country == country}
        yield from (largest[zone] for zone in zones)


def _places_of_other_zones(peopled: Sequence[Row]) -> Iterator[Row]:
    """A place for each zone that has no large city, so that Nuuk and the Azores are found too."""
    known = {city.zone for city, _ in peopled}
    for country, zone in countries.all_zones():
        if zone not in known:
            name = zone.rpartition("/")[2].replace("_", " ")
            yield City(name, country, zone), (name,)


def _names(rows: Sequence[Row]) -> Iterator[Name]:
    for rank, (_, names) in enumerate(rows):
        for at, name in enumerate(names):
            for folded in spellings(name):
                yield folded, at > 0, rank


def _minutes(at: datetime) -> int:
    return at.hour * 60 + at.minute


def _apart(one: int, other: int) -> int:
    gap = abs(one - other) % DAY
    return min(gap, DAY - gap)
