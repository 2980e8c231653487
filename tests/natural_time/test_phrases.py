"""Test the table of phrases that say when, and that the parser misreads no more of them."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from functools import cache

import pytest
from click.testing import CliRunner
from dateutil import rrule

from tests.natural_time.phrases import HALVES, NOW, Expected, Played, main, play, read_table

PHRASES = read_table()
RECURRING = [
    (outcome.moment, outcome.rule)
    for phrase in PHRASES
    for outcome in phrase.expected
    if outcome.rule and "MINUTELY" not in outcome.rule
]


@cache
def played() -> list[Played]:
    return [play(phrase) for phrase in PHRASES]


def test_the_table_has_all_halves_languages_and_places() -> None:
    rows = Counter((phrase.half, phrase.language) for phrase in PHRASES)
    assert set(rows) == {(half, code) for half in HALVES for code in ("en", "es")}
    assert min(rows.values()) >= 150
    assert len({phrase.kind for phrase in PHRASES}) >= 60
    places = Counter(phrase.place for phrase in PHRASES)
    assert set(places) == {"behind", "front", "none"}
    assert places["front"] >= 240


def test_no_phrase_stands_in_the_table_twice() -> None:
    rows = Counter((phrase.language, phrase.zone, phrase.said) for phrase in PHRASES)
    assert max(rows.values()) == 1


def test_each_moment_of_the_table_is_ahead_but_for_none() -> None:
    for phrase in PHRASES:
        for outcome in phrase.expected:
            moment = datetime.fromisoformat(outcome.moment or "9999-12-31")
            is_later_today = outcome.form == "day" and moment.date() == NOW.date()
            assert moment > NOW or is_later_today, phrase
            assert bool(outcome.moment) or outcome.form in ("ask", "none"), phrase


@pytest.mark.parametrize(("moment", "rule"), sorted(set(RECURRING)))
def test_each_recurring_moment_is_the_first_of_its_rule(moment: str, rule: str) -> None:
    at = datetime.fromisoformat(moment)
    assert rrule.rrulestr(f"RRULE:{rule}", dtstart=at)[0] == at


@pytest.mark.parametrize("text", ["", "soon", "at=tomorrow", "at=2026-03-05T09:00 every=day"])
def test_an_outcome_that_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        Expected.parse(text)


def test_what_is_no_time_is_never_taken_for_one() -> None:
    assert [each.phrase.said for each in played() if each.verdict == "false alarm"] == []


@pytest.mark.parametrize(("language", "most"), [("en", 0), ("es", 0)])
def test_no_more_moments_are_wrong_than_the_page_says(language: str, most: int) -> None:
    wrong = [
        each.phrase.said
        for each in played()
        if each.phrase.language == language and each.verdict == "wrong"
    ]
    assert len(wrong) <= most, wrong


def test_the_command_prints_the_figures() -> None:
    result = CliRunner().invoke(main, ["--list", "fresh", "--kinds"])
    assert result.exit_code == 0
    for half in HALVES:
        assert f"{half}, en: " in result.output
        assert f"{half}, es: " in result.output
    assert "weekday range" in result.output
