"""Finds cities by what people call them: names, with country or state, nicknames, typing errors."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import takewhile
from operator import itemgetter

from rapidfuzz import process
from rapidfuzz.distance import OSA

from content import FALLBACK, countries, where, zone_names
from content.cities import Cities, City, Row, State
from content.folding import fold, spellings

LONGEST = 100
"""No city's name has more characters."""
SHORTEST_TYPO = 4
LETTERS_PER_TYPO = 4
MOST_TYPOS = 3
ALIKE = 50
"""So many names with the fewest typing errors are looked at, in all spellings together."""

CODE = 3
"""Letters of the abbreviations that are words as well, such as MAD for Madrid."""

Name = tuple[str, bool, int]
"""A folded name, whether it is another than the city's own, and the city's rank."""


class Gazetteer:
    """An index over all that cities are called; its first use takes a second to fold it."""

    def __init__(self, cities: Cities) -> None:
        self.cities = cities
        self._ranked = [row.city for row in cities.rows]

    def search(self, words: str, limit: int = 5, language: str = FALLBACK) -> list[City]:
        """Finds cities for somebody who was asked for one: the first of these that is any.

        What the words name; what begins so; what words before the last ones name; what differs
        by a typing error. A country may be named in `language` or in English.
        """
        wanted = fold(words[:LONGEST]).split()
        if not wanted:
            return []
        name = " ".join(wanted)
        found = [*self.named(wanted, language), *self._begun(name), *self.coded(name)]
        found = found or self.guessed(wanted, language)
        for end in range(len(wanted) - 1, 0, -1):
            found = found or self.named(wanted[:end], language)
        found = found or self._alike(name)
        return list(dict.fromkeys(found))[:limit]

    def named(self, words: Sequence[str], language: str, *, codes: bool = True) -> list[City]:
        """Finds what folded words name exactly, the likeliest first; without `codes` no LA.

        A city goes before a country's cities (one a zone), own names before other names, then the
        larger city.
        """
        name = " ".join(words)
        lands, states = self._places(words, language) if codes or len(name) > CODE else ([], [])
        found = [
            *self._in_named_place(words, language),
            *self._by_size(self._exact(name)),
            *(self._nicknames.get(name, ()) if codes or len(name) > CODE else ()),
            *zone_names.cities(self.cities.by_zone, name),
            *self._of(lands, []),
            *self._of([], states),
        ]
        return list(dict.fromkeys(found))

    def coded(self, name: str) -> list[City]:
        """Finds the cities that GeoNames abbreviates so, mostly by their airports: LAX."""
        return self._codes.get(name, [])

    @cached_property
    def _names(self) -> list[Name]:
        return sorted(set(_names(self.cities.rows)))

    @cached_property
    def _spelled(self) -> list[str]:
        return [name for name, _, _ in self._names]

    @cached_property
    def _nicknames(self) -> dict[str, list[City]]:
        known = {(city.name, city.country): city for city in reversed(self._ranked)}
        found: dict[str, list[City]] = {}
        for short, name, country in self.cities.nicknames:
            if city := known.get((name, country)):
                found.setdefault(fold(short), []).append(city)
        return found

    @cached_property
    def _codes(self) -> dict[str, list[City]]:
        found: dict[str, list[City]] = {}
        for row in self.cities.rows:
            for code in filter(None, row.codes):
                found.setdefault(code.lower(), []).append(row.city)
        return found

    @cached_property
    def _states(self) -> dict[str, list[State]]:
        found: dict[str, list[State]] = {}
        for state in self.cities.states:
            for name in dict.fromkeys(map(fold, state.names)):
                found.setdefault(name, []).append(state)
        return found

    def guessed(self, words: Sequence[str], language: str) -> list[City]:
        """Finds what may be meant by words with a country or a state behind them.

        A city there whose name begins so or has typing errors in it; of one that we do not know,
        at least the zones of the country or the state.
        """
        for cut in range(1, len(words)):
            lands, states = self._places(words[cut:], language)
            name, inside = " ".join(words[:cut]), _inside(lands, states)
            if inside:
                begun = self._within(self._by_size(self._beginning(name)), inside)
                return begun or self._within(self._alike(name), inside) or self._of(lands, states)
        return []

    def _in_named_place(self, words: Sequence[str], language: str) -> Iterator[City]:
        """Cities with their country or state behind them, or both: "Austin, Texas, USA"."""
        for cut in range(1, len(words)):
            name = " ".join(words[:cut])
            inside = _inside(*self._places(words[cut:], language))
            cities = [*self._by_size(self._exact(name)), *self._nicknames.get(name, ())]
            yield from self._within(cities, inside)

    def _places(self, words: Sequence[str], language: str) -> tuple[list[str], list[State]]:
        if len(words) == 1 and words[0] in where.words().around:
            # "Berlin or so" does not speak of Oregon.
            return [], []
        codes, name = countries.codes(language), " ".join(words)
        lands = [codes[name]] if name in codes else []
        states = list(self._states.get(name, ()))
        for cut in range(1, len(words)):
            land = codes.get(" ".join(words[cut:]))
            within = self._states.get(" ".join(words[:cut]), ())
            states += [state for state in within if state.country == land]
        return lands, states

    @staticmethod
    def _within(cities: Iterable[City], places: set[tuple[str, str]]) -> list[City]:
        return [
            city
            for city in cities
            if not places.isdisjoint({(city.country, ""), (city.country, city.state)})
        ]

    def _of(self, lands: list[str], states: list[State]) -> list[City]:
        of_states = (city for state in states for city in self.cities.of_state(state))
        return [*of_states, *(city for land in lands for city in self.cities.of_country(land))]

    def _exact(self, name: str) -> list[Name]:
        return list(takewhile(lambda each: each[0] == name, self._from(name)))

    def _beginning(self, name: str) -> list[Name]:
        return list(takewhile(lambda each: each[0].startswith(name), self._from(name)))

    def _from(self, name: str) -> Iterator[Name]:
        start = bisect_left(self._names, (name, False, 0))
        return (self._names[at] for at in range(start, len(self._names)))

    def _begun(self, name: str) -> list[City]:
        return list(self._by_size(self._beginning(name)))

    def _alike(self, name: str) -> list[City]:
        return list(dict.fromkeys(self._ranked[each[2]] for each in self._typed_wrong(name)))

    def _typed_wrong(self, name: str) -> list[Name]:
        """The names with the fewest typing errors; people rarely get the first letter wrong."""
        if len(name) < SHORTEST_TYPO:
            return []
        most = min(MOST_TYPOS, len(name) // LETTERS_PER_TYPO)
        found = process.extract(
            name, self._spelled, scorer=OSA.distance, score_cutoff=most, limit=ALIKE
        )
        order = {
            at: (errors, spelled[:1] != name[:1], *self._names[at][1:])
            for spelled, errors, at in found
        }
        return [self._names[at] for at in sorted(order, key=order.__getitem__)]

    def _by_size(self, names: list[Name]) -> Iterator[City]:
        for each in sorted(names, key=itemgetter(1, 2)):
            yield self._ranked[each[2]]


def _inside(lands: list[str], states: list[State]) -> set[tuple[str, str]]:
    """Countries and states as cities name theirs."""
    return {(land, "") for land in lands} | {(state.country, state.code) for state in states}


def _names(rows: Sequence[Row]) -> Iterator[Name]:
    for rank, row in enumerate(rows):
        for at, name in enumerate(row.names):
            for folded in spellings(name):
                yield folded, at > 0, rank
