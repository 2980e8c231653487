"""Test the ways to write a goal's date, and that a doubt is offered and never guessed."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given, strategies as st

from domain.errors import RuleBroken
from domain.goals.plan import Plan, days_meant, is_one_day, validated_date
from domain.natural_time import parser

TODAY = date(2026, 3, 4)


def meant(words: str, language: str = "en") -> list[date]:
    """Return the days that words may mean, each of which may be planned for."""
    reading = parser.read_day(words, TODAY, "Europe/Berlin", language)
    return [validated_date(day, TODAY) for day in days_meant(reading)]


def is_taken(words: str, language: str = "en") -> bool:
    return is_one_day(parser.read_day(words, TODAY, "Europe/Berlin", language))


@pytest.mark.parametrize(
    ("words", "language", "day"),
    [
        ("2026-12-24", "en", date(2026, 12, 24)),
        (" 2026-3-4 ", "en", date(2026, 3, 4)),
        ("24.12.2026", "en", date(2026, 12, 24)),
        ("24 December", "en", date(2026, 12, 24)),
        ("december 24", "en", date(2026, 12, 24)),
        ("24th of Dec. 2027", "en", date(2027, 12, 24)),
        ("Dec 24, 2027", "en", date(2027, 12, 24)),
        ("4 March", "en", date(2026, 3, 4)),
        ("today", "en", date(2026, 3, 4)),
        ("tomorrow", "en", date(2026, 3, 5)),
        ("5 MAY", "en", date(2026, 5, 5)),
        ("by Christmas", "en", date(2026, 12, 25)),
        ("in three months", "en", date(2026, 6, 4)),
        ("3 months", "en", date(2026, 6, 4)),
        ("the end of June", "en", date(2026, 6, 30)),
        ("end of the year", "en", date(2026, 12, 31)),
        ("Mother's Day", "en", date(2026, 5, 10)),
        ("24 Decembr", "en", date(2026, 12, 24)),
        ("24 de diciembre de 2026", "es", date(2026, 12, 24)),
        ("1 ene", "es", date(2027, 1, 1)),
        ("en seis meses", "es", date(2026, 9, 4)),
        ("antes del 5 de mayo", "es", date(2026, 5, 5)),
    ],
)
def test_a_date_is_read(words: str, language: str, day: date) -> None:
    assert meant(words, language) == [day]
    assert is_taken(words, language)


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("03/04", [date(2026, 4, 3), date(2026, 3, 4)]),
        ("next Friday", [date(2026, 3, 6), date(2026, 3, 13)]),
        ("31 June", [date(2026, 6, 30)]),
        ("2026-02-30", [date(2027, 2, 28)]),
        ("29 February", [date(2027, 2, 28), date(2028, 2, 29)]),
        ("the 1st of March", [date(2027, 3, 1)]),
        ("2026-03-03", [date(2027, 3, 3)]),
    ],
)
def test_a_day_in_doubt_is_offered(words: str, days: list[date]) -> None:
    assert meant(words) == days
    assert not is_taken(words)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("", "unclear"),
        ("soon", "unclear"),
        ("December", "unclear"),
        ("24", "unclear"),
        ("0 June", "unclear"),
        ("1 or 2 June", "unclear"),
        ("June or July 1", "unclear"),
        ("every Friday", "unclear"),
        ("buy paint on Friday", "unclear"),
        ("24 December 2026 2027", "unclear"),
        ("24 December " + "9" * 5_000, "unclear"),
        ("2037-01-01", "far"),
        ("9999-12-31", "far"),
    ],
)
def test_an_unclear_date_is_asked_for_again(words: str, why: str) -> None:
    with pytest.raises(RuleBroken, match=f"goals-date-{why}"):
        meant(words)


@given(st.text() | st.from_regex(r"[0-9]{1,4}[ ./-][A-Za-z0-9]{1,9}[ ./-]?[0-9]{0,5}"))
def test_any_text_is_a_future_day_or_asked_for_again(words: str) -> None:
    with suppress(RuleBroken):
        assert min(meant(words)) >= TODAY


def test_a_plan_survives_being_kept() -> None:
    plan = Plan("<b> 👩‍👩‍👧 תודה", "because\nof it", date(2026, 12, 24), "a step")
    assert Plan.load(plan.dump()) == plan
