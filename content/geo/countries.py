"""Countries in a person's language, and the zones that each of them has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.resources import files

from babel import Locale, UnknownLocaleError
from babel.languages import get_official_languages

from content import FALLBACK
from content.normalize import fold

SIGNED = re.compile(r"[+-]\d+")
BOT_LANGUAGES = (FALLBACK, "es")
"""People write in either of the bot's languages, whichever it speaks with them."""
NO_COUNTRIES = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})
"""Groups, oceans and inventions that CLDR lists among the countries."""
ABBREVIATIONS = {"usa": "US", "uk": "GB", "uae": "AE"}


def name(code: str, language: str) -> str:
    """Return a country's name in a language, or its two letters if the language has none."""
    return str(_locale(language).territories.get(code, code))


@lru_cache(maxsize=32)
def codes_by_name(language: str) -> Mapping[str, str]:
    """Return each country's two letters by its folded names in the bot's languages and this one."""
    territories = [each for code in (*BOT_LANGUAGES, language) for each in _countries(code)]
    named = {fold(known): code for code, known in territories}
    return {code.lower(): code for code, _ in territories} | named | ABBREVIATIONS


def all_codes() -> frozenset[str]:
    """Return the two letters of every country."""
    return frozenset(codes_by_name(FALLBACK).values())


@lru_cache(maxsize=32)
def codes_of_language(language: str) -> frozenset[str]:
    """Return the countries where a language is official, by law or because all offices use it."""
    spoken = language.partition("-")[0].lower()
    return frozenset(
        code
        for code in all_codes()
        if spoken in get_official_languages(code, regional=False, de_facto=True)
    )


def all_zones() -> Iterator[tuple[str, str, tuple[float, float]]]:
    """Read each country's two letters with each of its zones and where that lies on the globe.

    They come from the time zone database; latitude and longitude are in degrees.
    """
    table = files("tzdata").joinpath("zoneinfo", "zone.tab").read_text(encoding="utf-8")
    for line in table.splitlines():
        if not line.startswith("#"):
            country, place, zone, *_remark = line.split("\t")
            north, east = SIGNED.findall(place)
            yield country, zone, (_degrees(north, 2), _degrees(east, 3))


@lru_cache(maxsize=1)
def _codes_by_zone() -> Mapping[str, str]:
    return {zone: country for country, zone, _ in all_zones()}


def code_of_zone(zone: str) -> str:
    """Return the two letters of the country that a zone belongs to, or ""."""
    return _codes_by_zone().get(zone, "")


def _degrees(written: str, digits: int) -> float:
    """Parse ISO 6709: +4230 and -0713027 are degrees, minutes and perhaps seconds."""
    sign, degrees, rest = written[0], written[1 : 1 + digits], written[1 + digits :]
    whole = int(degrees) + int(rest[:2]) / 60 + int(rest[2:] or 0) / 3600
    return -whole if sign == "-" else whole


def _countries(language: str) -> list[tuple[str, str]]:
    territories = {str(code): str(known) for code, known in _locale(language).territories.items()}
    codes = {code for code in territories if len(code) == 2} - NO_COUNTRIES
    return [(code, territories[code]) for code in sorted(codes)]


def _locale(language: str) -> Locale:
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale(FALLBACK)
