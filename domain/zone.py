"""Guesses where a person's clock is: from their app, their city or what their clock shows."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.languages import get_official_languages

from content import FALLBACK
from content.geo.cities import Cities, City

MINUTES_PER_DAY = 24 * 60
MAX_CLOCKS = 16
"""The number of clocks that are offered; a person who does not see theirs types it."""
MAX_CITIES = 8
MAX_LIKELY = 4
"""The number of cities that can be tapped when a person is asked for theirs."""
CLOCK = re.compile(
    r"\s*(\d{1,2})\s*(?:[:.h\uff1a]?\s*(\d{2}))?\s*h?\s*(?:([ap])\.?\s*m\.?)?\s*", re.IGNORECASE
)
LONGEST_CLOCK = 20


def likely_cities(cities: Cities, code: str, language: str) -> list[City]:
    """Return the largest cities, one a zone, of the country in an app's language code.

    Without a country, return one a country where the `language` is spoken, its own country first;
    but none for English, which says too little about where somebody is.
    """
    region = region_of(code)
    if region and (only := cities.zone_for_region(region)):
        return [cities.by_zone[only]]
    if region:
        return [city for city in cities.by_zone.values() if city.country == region][:MAX_LIKELY]
    if language == FALLBACK:
        return []
    home = get_global("likely_subtags").get(language, "").rpartition("_")[2]
    largest: dict[str, City] = {}
    for city in cities.by_zone.values():
        largest.setdefault(city.country, city)
    spoken = [city for city in largest.values() if _is_spoken(language, city.country)]
    return sorted(spoken, key=lambda city: city.country != home)[:MAX_LIKELY]


def region_of(code: str) -> str | None:
    """Return the two letters of the country in an app's language code, or None."""
    try:
        territory: str | None = Locale.parse(code, sep="-").territory
    except (UnknownLocaleError, ValueError):
        return None
    return territory if territory and territory.isalpha() else None


def offsets_to_offer(cities: Cities, language: str, now: datetime) -> list[int]:
    """Return the offsets from UTC, in minutes, of the clocks to offer, the earliest first.

    Places where the language is spoken go first, then those where more people live. Two clocks that
    show the same time on different days count as one.
    """
    shown: dict[int, int] = {}
    for city in _nearest_first(cities.by_zone.values(), language):
        offset = _offset(city.zone, now)
        shown.setdefault(offset % MINUTES_PER_DAY, offset)
    return sorted(list(shown.values())[:MAX_CLOCKS])


def cities_showing(cities: Cities, language: str, minutes: int, now: datetime) -> list[City]:
    """Return the largest cities of the zones whose clocks show `minutes` since midnight at `now`.

    English says too little about where somebody is to put any country's cities first.
    """
    found = cities.zones_showing(minutes, now)
    return (found if language == FALLBACK else _nearest_first(found, language))[:MAX_CITIES]


def cities_at_offset(cities: Cities, language: str, offset: int, now: datetime) -> list[City]:
    """Return the largest cities of the zones that are `offset` minutes from UTC at `now`."""
    found = [city for zone, city in cities.by_zone.items() if _offset(zone, now) == offset]
    return found if language == FALLBACK else _nearest_first(found, language)


def minute_at_offset(offset: int, now: datetime) -> int:
    """Return the clock's minutes since midnight at `now`; `offset` is in minutes from UTC."""
    there = now.astimezone(UTC) + timedelta(minutes=offset)
    return there.hour * 60 + there.minute


def read_clock(words: str) -> int | None:
    """Return the minutes since midnight in "19:30", "7.30 pm", "19h" or "19", else None."""
    found = CLOCK.fullmatch(words) if len(words) <= LONGEST_CLOCK else None
    if found is None:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()
    if minute > 59 or hour > (12 if half else 23) or (half and hour == 0):
        return None
    return (hour % 12 + 12 * (half == "p") if half else hour) * 60 + minute


def _nearest_first(cities: Collection[City], language: str) -> list[City]:
    return sorted(cities, key=lambda city: not _is_spoken(language, city.country))


def _is_spoken(language: str, country: str) -> bool:
    spoken = get_official_languages(country, de_facto=True)
    return any(each.partition("_")[0] == language for each in spoken)


def _offset(zone: str, now: datetime) -> int:
    offset = now.astimezone(ZoneInfo(zone)).utcoffset() or timedelta()
    return int(offset.total_seconds() // 60)
