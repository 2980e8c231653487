"""Test that the threat model covers every feature, and names existing tests."""

from __future__ import annotations

import re
from pathlib import Path

import handlers
from storage.tables import sealed_columns
from storage.tables.member import Member

HOUSE = Path(__file__).parents[2]
PAGE = (HOUSE / "docs/threat-model.md").read_text()


def features() -> set[str]:
    return {feature.name for feature in handlers.FEATURES}


def test_it_says_of_each_feature_how_a_controlling_partner_would_use_it() -> None:
    """Seen to fail with the line about thanks taken out."""
    answered = re.findall(r"^- \*\*([a-z]+)\*\*: to .+", PAGE, re.MULTILINE)
    assert sorted(answered) == sorted(features())


def test_each_test_that_it_names_is_there() -> None:
    """Seen to fail with one letter of a name changed."""
    named = set(re.findall(r"`(tests/[^`]+)`", PAGE))
    assert named
    assert [each for each in sorted(named) if not (HOUSE / each.partition("::")[0]).exists()] == []
    for file, _, name in (each.partition("::") for each in named):
        assert f"def {name}" in (HOUSE / file).read_text()


def test_each_way_of_a_controlling_partner_has_what_stops_it_and_its_test() -> None:
    """Seen to fail with the test of a row taken out."""
    part = PAGE.partition("## What would a controlling partner do?")[2].partition("\n#")[0]
    rows = [line.strip("|").split(" | ") for line in part.splitlines() if line.startswith("| ")]
    assert len(rows) > 20
    for they_would, stops, test, *rest in rows[2:]:
        assert they_would.strip()
        assert stops.strip()
        assert "`tests/" in test, they_would
        assert len(rest) == 1, they_would


def test_it_says_that_chats_are_not_end_to_end_encrypted() -> None:
    assert "not end-to-end encrypted" in PAGE


def test_columns_called_sealed_are_sealed() -> None:
    """The rest is in the clear, and said to be."""
    sealed = {column.name for column in sealed_columns() if column.table is Member.__table__}
    assert sealed == {"address", "country", "exported_on", "name", "pronoun", "usual_hours"}
