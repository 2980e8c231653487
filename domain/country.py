"""Tells the country of a time zone, by the tables of the tz database."""

from __future__ import annotations

from functools import cache
from importlib import resources


def country_of_zone(zone: str) -> str:
    """Return the two letters of the country where most people of a zone live, or ""."""
    return _countries().get(zone, "")


@cache
def _countries() -> dict[str, str]:
    """Read the zones of today's clocks, and then those that only single countries name."""
    found: dict[str, str] = {}
    for table in ("zone1970.tab", "zone.tab"):
        text = resources.files("tzdata.zoneinfo").joinpath(table).read_text("utf-8")
        rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
        for codes, _, zone, *_ in rows:
            found.setdefault(zone, codes.partition(",")[0])
    return found
