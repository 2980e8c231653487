"""Finds cities by what people call them: names, with country or state, nicknames, typing errors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from operator import itemgetter

from rapidfuzz import process
from rapidfuzz.distance import OSA

from content import FALLBACK
from content.geo import countries, where, zone_names
from content.geo.cities import Cities, City, State
from content.geo.name_index import IndexedName
from content.normalize import fold

MAX_QUERY_LENGTH = 100
"""No city's name has more characters."""
MIN_TYPO_LENGTH = 4
LETTERS_PER_TYPO = 4
MAX_TYPOS = 3
MAX_CANDIDATES = 50
"""The most names looked at that begin with the same letter and have the fewest typing errors."""

MAX_CODE_LENGTH = 3
"""Letters of the abbreviations that are words as well, such as MAD for Madrid."""


class Gazetteer:
    """Finds cities by all that they are called."""

    def __init__(self, cities: Cities) -> None:
        self.cities = cities

    def prepare(self) -> None:
        """Make what the first search would wait for: a tenth of a second, so in a thread."""
        self.search(self.cities.ranked[0].name)

    def search(self, words: str, limit: int = 5, language: str = FALLBACK) -> list[City]:
        """Return the cities that somebody may mean who was asked for one.

        Cities of this name come first, then those whose name begins so. If there are none, the
        last words may be a country (in `language` or in English), a state or anything else. Names
        with typing errors come last, and not at all if the whole is a name.
        """
        wanted = fold(words[:MAX_QUERY_LENGTH]).split()
        if not wanted:
            return []
        name = " ".join(wanted)
        exact = self.exact_matches(wanted, language)
        found = [*exact, *self._prefix_matches(name), *self.code_matches(name)]
        found = found or self.likely_matches(wanted, language)
        for end in range(len(wanted) - 1, 0, -1):
            found = found or self.exact_matches(wanted[:end], language)
        if not exact:
            found += self._typo_matches(name)
        return list(dict.fromkeys(found))[:limit]

    def exact_matches(
        self, words: Sequence[str], language: str, *, codes: bool = True
    ) -> list[City]:
        """Find what folded words name exactly, likeliest first; without `codes` not "LA".

        A city goes before a country's cities (one a zone), own names before other names, then the
        larger city.
        """
        name = " ".join(words)
        lands, states = (
            self._named_areas(words, language) if codes or len(name) > MAX_CODE_LENGTH else ([], [])
        )
        found = [
            *self._matches_in_area(words, language),
            *self._by_size(self._names_equal_to(name)),
            *(self._nicknames.get(name, ()) if codes or len(name) > MAX_CODE_LENGTH else ()),
            *zone_names.cities_of_zone_name(self.cities.by_zone, name),
            *self._cities_of(lands, []),
            *self._cities_of([], states),
        ]
        return list(dict.fromkeys(found))

    def code_matches(self, name: str) -> list[City]:
        """Find the cities that GeoNames abbreviates so, mostly by their airports: LAX."""
        return self._codes.get(name, [])

    @cached_property
    def _nicknames(self) -> dict[str, list[City]]:
        known = {(city.name, city.country): city for city in reversed(self.cities.ranked)}
        found: dict[str, list[City]] = {}
        for short, name, country in self.cities.nicknames:
            if city := known.get((name, country)):
                found.setdefault(fold(short), []).append(city)
        return found

    @cached_property
    def _codes(self) -> dict[str, list[City]]:
        found: dict[str, list[City]] = {}
        for city in self.cities.ranked:
            for code in city.codes:
                found.setdefault(code.lower(), []).append(city)
        return found

    @cached_property
    def _states(self) -> dict[str, list[State]]:
        found: dict[str, list[State]] = {}
        for state in self.cities.states:
            for name in dict.fromkeys(map(fold, state.names)):
                found.setdefault(name, []).append(state)
        return found

    def likely_matches(self, words: Sequence[str], language: str) -> list[City]:
        """Find what may be meant by words with a country or a state behind them.

        These are its cities whose names begin so or have typing errors. For an unknown city the
        zones of the country or the state are returned.
        """
        for cut in range(1, len(words)):
            lands, states = self._named_areas(words[cut:], language)
            name, inside = " ".join(words[:cut]), _area_keys(lands, states)
            if inside:
                begun = self._only_inside(self._by_size(self._names_with_prefix(name)), inside)
                return (
                    begun
                    or self._only_inside(self._typo_matches(name), inside)
                    or self._cities_of(lands, states)
                )
        return []

    def _matches_in_area(self, words: Sequence[str], language: str) -> Iterator[City]:
        """Find cities named with their country or state, or both: "Austin, Texas, USA"."""
        for cut in range(1, len(words)):
            name = " ".join(words[:cut])
            inside = _area_keys(*self._named_areas(words[cut:], language))
            cities = [*self._by_size(self._names_equal_to(name)), *self._nicknames.get(name, ())]
            yield from self._only_inside(cities, inside)

    def _named_areas(self, words: Sequence[str], language: str) -> tuple[list[str], list[State]]:
        if len(words) == 1 and words[0] in where.load_words().around:
            # "Berlin or so" does not speak of Oregon.
            return [], []
        codes, name = countries.codes_by_name(language), " ".join(words)
        lands = [codes[name]] if name in codes else []
        states = list(self._states.get(name, ()))
        for cut in range(1, len(words)):
            land = codes.get(" ".join(words[cut:]))
            within = self._states.get(" ".join(words[:cut]), ())
            states += [state for state in within if state.country == land]
        return lands, states

    @staticmethod
    def _only_inside(cities: Iterable[City], places: set[tuple[str, str]]) -> list[City]:
        return [
            city
            for city in cities
            if not places.isdisjoint({(city.country, ""), (city.country, city.state)})
        ]

    def _cities_of(self, lands: list[str], states: list[State]) -> list[City]:
        of_states = (city for state in states for city in self.cities.of_state(state))
        return [*of_states, *(city for land in lands for city in self.cities.of_country(land))]

    def _names_equal_to(self, name: str) -> list[IndexedName]:
        return [found for names in self.cities.names for found in names.equal_to(name)]

    def _names_with_prefix(self, name: str) -> list[IndexedName]:
        return [found for names in self.cities.names for found in names.starting_with(name)]

    def _prefix_matches(self, name: str) -> list[City]:
        return list(self._by_size(self._names_with_prefix(name)))

    def _typo_matches(self, name: str) -> list[City]:
        return list(
            dict.fromkeys(self.cities.ranked[each[2]] for each in self._names_with_typos(name))
        )

    def _names_with_typos(self, name: str) -> list[IndexedName]:
        """Return the names with the fewest typing errors that begin with a letter typed first.

        People rarely get the first letter wrong, unless they swap it with the next one.
        """
        if len(name) < MIN_TYPO_LENGTH:
            return []
        order = {
            found: (errors, initial != name[0], *found[1:])
            for initial in dict.fromkeys(name[:2])
            for errors, found in self._typos_with_initial(name, initial)
        }
        return sorted(order, key=order.__getitem__)

    def _typos_with_initial(self, name: str, initial: str) -> Iterator[tuple[int, IndexedName]]:
        """Yield the typing errors of the closest names that begin with `initial`, and the names."""
        names = self._names_with_prefix(initial)
        found = process.extract(
            name,
            [each[0] for each in names],
            scorer=OSA.distance,
            score_cutoff=min(MAX_TYPOS, len(name) // LETTERS_PER_TYPO),
            limit=MAX_CANDIDATES,
        )
        return ((errors, names[at]) for _, errors, at in found)

    def _by_size(self, names: list[IndexedName]) -> Iterator[City]:
        for each in sorted(names, key=itemgetter(1, 2)):
            yield self.cities.ranked[each[2]]


def _area_keys(lands: list[str], states: list[State]) -> set[tuple[str, str]]:
    """Return the keys of countries and states, by which cities name theirs."""
    return {(land, "") for land in lands} | {(state.country, state.code) for state in states}
