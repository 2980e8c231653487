"""Countries in a person's language, and the zones that each of them has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.resources import files

from babel import Locale, UnknownLocaleError

from content import FALLBACK
from content.folding import fold

SHORT = {"usa": "US", "uk": "GB", "uae": "AE"}


def name(code: str, language: str) -> str:
    """A country's name in a language; its two letters where there is none."""
    return str(_locale(language).territories.get(code, code))


@lru_cache(maxsize=32)
def codes(language: str) -> Mapping[str, str]:
    """The two letters of each country by its folded names: in the language, in English, short."""
    territories = [*_countries(FALLBACK), *_countries(language)]
    named = {fold(known): code for code, known in territories}
    return {code.lower(): code for code, _ in territories} | named | SHORT


def all_zones() -> Iterator[tuple[str, str]]:
    """Each country's two letters with each of its zones, as the time zone database lists them."""
    table = files("tzdata").joinpath("zoneinfo", "zone.tab").read_text(encoding="utf-8")
    for line in table.splitlines():
        if not line.startswith("#"):
            country, _place, zone, *_remark = line.split("\t")
            yield country, zone


def _countries(language: str) -> list[tuple[str, str]]:
    territories = _locale(language).territories
    return [(code, known) for code, known in territories.items() if len(code) == 2]


def _locale(language: str) -> Locale:
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale(FALLBACK)
