"""The names of zones: "Europe/Berlin", "CET", "Pacific time", "hora de Europa central"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from itertools import chain
from zoneinfo import ZoneInfo, available_timezones

from babel import Locale
from babel.core import get_global

from content.geo.cities import City
from content.normalize import fold

SEASONS = (datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 7, 1, tzinfo=UTC))
"""Winter and summer time have names of their own; a country changes them once in decades."""
NAME_LOCALES = ("en_US", "en_GB", "en_AU", "es", "es_MX")
NON_GEOGRAPHIC_PREFIXES = ("Etc/", "SystemV/")


def cities_of_zone_name(by_zone: Mapping[str, City], name: str) -> list[City]:
    """Return the largest city of each zone with this folded name, in the order of `by_zone`."""
    zones = _zones_by_name().get(name, frozenset())
    return [city for zone, city in by_zone.items() if zone in zones] if zones else []


@lru_cache(maxsize=1)
def _zones_by_name() -> dict[str, frozenset[str]]:
    """Return the zones of each name; a zone is listed under all of its IANA names."""
    found: dict[str, set[str]] = {}
    for name, zone in chain(_iana(), _abbreviated(), _cldr_names()):
        found.setdefault(fold(name), set()).add(zone)
    return {name: frozenset(zones) for name, zones in found.items()}


def _zones() -> Iterator[str]:
    return (zone for zone in sorted(available_timezones()) if "/" in zone)


def _iana() -> Iterator[tuple[str, str]]:
    aliases = get_global("zone_aliases")
    for zone in _zones():
        if not zone.startswith(NON_GEOGRAPHIC_PREFIXES):
            yield zone, zone
            yield zone, aliases.get(zone, zone)
            yield aliases.get(zone, zone), zone


def _abbreviated() -> Iterator[tuple[str, str]]:
    """Return the zones by the abbreviations of the zone database, such as CET and CEST."""
    for zone in _zones():
        for at in SEASONS:
            name = at.astimezone(ZoneInfo(zone)).tzname() or ""
            if name.isalpha():
                yield name, zone


def _cldr_names() -> Iterator[tuple[str, str]]:
    """Return the zones by the names that CLDR gives them: "Pacific Standard Time", "PT"."""
    groups: Mapping[str, str] = get_global("meta_zones")
    names: dict[str, set[str]] = {}
    for code in NAME_LOCALES:
        for group, kinds in Locale.parse(code).meta_zones.items():
            for length in ("long", "short"):
                names.setdefault(group, set()).update(_usable_names(kinds.get(length)))
    for zone, group in groups.items():
        for name in names.get(group, ()):
            yield name, zone


def _usable_names(names: Mapping[str, str] | None) -> list[str]:
    return [name for name in (names or {}).values() if isinstance(name, str) and fold(name)]
