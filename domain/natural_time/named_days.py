"""Computes the dates of days with a name, some of which differ from country to country."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache

from dateutil.easter import easter

from content import FOLDER
from domain.calendar import DAY, next_weekday

MOST_OFFERED = 2
WEEKDAYS = {"MO": 0, "TH": 3, "SU": 6}


def dates_in_year(name: str, country: str, year: int) -> list[date]:
    """Return the date of a named day; several where it depends on a country that is not known."""
    countries = _by_country().get(name)
    if countries is None:
        return [_date_of(name, year)]
    rules = [rule for rule, codes in countries.items() if country in codes.split()]
    return [_date_of(rule, year) for rule in rules or list(countries)[:MOST_OFFERED]]


def coming_dates(name: str, country: str, today: date) -> list[date]:
    """Return the next dates, from today on, on which the named day may be."""
    years = (dates_in_year(name, country, today.year + ahead) for ahead in (0, 1))
    pairs = zip(*years, strict=True)
    return sorted({first if first >= today else second for first, second in pairs})


def has_fixed_date(name: str) -> bool:
    """Return whether the day has the same date each year: "12-24"."""
    return name[0].isdigit()


def nth_weekday(year: int, month: int, nth: int, weekday: int) -> date:
    """Return the nth such weekday of a month, the last one for -1. Raise ValueError for none."""
    if nth < 0:
        return next_weekday(date(year + month // 12, month % 12 + 1, 1) - 8 * DAY, weekday)
    found = next_weekday(date(year, month, 1) - DAY, weekday) + 7 * (nth - 1) * DAY
    if found.month != month:
        raise ValueError(f"no weekday {weekday} comes {nth} times in {year}-{month}")
    return found


def _date_of(rule: str, year: int) -> date:
    if rule.startswith("easter"):
        sunday: date = easter(year)
        return sunday + int(rule.removeprefix("easter")) * DAY
    month, _, which = rule.partition(" ")
    if not which:
        return date(year, *map(int, rule.split("-")))
    return nth_weekday(year, int(month), int(which[:-2]), WEEKDAYS[which[-2:]])


@cache
def _by_country() -> dict[str, dict[str, str]]:
    return tomllib.loads((FOLDER / "named_days.toml").read_text("utf-8"))
