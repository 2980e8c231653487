"""Test the ways to write a goal's date, and that nothing is ever guessed."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given, strategies as st

from domain.errors import RuleBroken
from domain.goals.plan import Plan, read_date

TODAY = date(2026, 3, 4)


@pytest.mark.parametrize(
    ("words", "language", "day"),
    [
        ("2026-12-24", "en", date(2026, 12, 24)),
        (" 2026-3-4 ", "en", date(2026, 3, 4)),
        ("24 December", "en", date(2026, 12, 24)),
        ("december 24", "en", date(2026, 12, 24)),
        ("24th of Dec. 2027", "en", date(2027, 12, 24)),
        ("Dec 24, 2027", "en", date(2027, 12, 24)),
        ("the 1st of March", "en", date(2027, 3, 1)),
        ("4 March", "en", date(2026, 3, 4)),
        ("5 MAY", "en", date(2026, 5, 5)),
        ("29 February", "en", date(2028, 2, 29)),
        ("24 de diciembre de 2026", "es", date(2026, 12, 24)),
        ("1 ene", "es", date(2027, 1, 1)),
        ("24. Dezember", "de", date(2026, 12, 24)),
    ],
)
def test_a_date_is_read(words: str, language: str, day: date) -> None:
    assert read_date(words, TODAY, language) == day


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("", "unclear"),
        ("soon", "unclear"),
        ("tomorrow", "unclear"),
        ("03/04", "unclear"),
        ("24.12.2026", "unclear"),
        ("December", "unclear"),
        ("24", "unclear"),
        ("31 June", "unclear"),
        ("0 June", "unclear"),
        ("2026-02-30", "unclear"),
        ("1 or 2 June", "unclear"),
        ("June or July 1", "unclear"),
        ("Christmas, 24 December", "unclear"),
        ("24 December 26", "unclear"),
        ("24 December 2026 2027", "unclear"),
        ("24 December " + "9" * 5_000, "unclear"),
        ("²4 December", "unclear"),
        ("2026-03-03", "past"),
        ("24 December 2025", "past"),
        ("2037-01-01", "far"),
        ("9999-12-31", "far"),
    ],
)
def test_an_unclear_date_is_asked_for_again(words: str, why: str) -> None:
    with pytest.raises(RuleBroken, match=f"goals-date-{why}"):
        read_date(words, TODAY, "en")


@given(st.text() | st.from_regex(r"[0-9]{1,4}[ ./-][A-Za-z0-9]{1,9}[ ./-]?[0-9]{0,5}"))
def test_any_text_is_a_future_day_or_asked_for_again(words: str) -> None:
    with suppress(RuleBroken):
        assert read_date(words, TODAY, "en") >= TODAY


def test_a_plan_survives_being_kept() -> None:
    plan = Plan("<b> 👩‍👩‍👧 תודה", "because\nof it", date(2026, 12, 24), "a step")
    assert Plan.load(plan.dump()) == plan
