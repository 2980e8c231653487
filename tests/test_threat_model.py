"""The threat model speaks of every feature, and names tests that are there."""

from __future__ import annotations

import re
from pathlib import Path

import handlers
from storage.models import Member

PAGE = (Path(__file__).parent.parent / "docs/threat-model.md").read_text()


def features() -> set[str]:
    names = {feature.__name__.rpartition(".")[2] for feature in handlers.FEATURES}
    return {name.partition("_")[0] for name in names}


def test_it_says_of_each_feature_how_a_controlling_partner_would_use_it() -> None:
    """Seen to fail with the line about thanks taken out."""
    answered = re.findall(r"^- \*\*([a-z]+)\*\*: to .+", PAGE, re.MULTILINE)
    assert sorted(answered) == sorted(features())


def test_it_says_that_chats_are_not_end_to_end_encrypted() -> None:
    assert "not end-to-end encrypted" in PAGE


def test_what_it_calls_sealed_is_sealed() -> None:
    """Names, platform ids and the day of a file; the rest is in the clear, and said to be."""
    sealed = {column.name for column in Member.__table__.columns if "owner" in column.info}
    assert sealed == {"address", "exported_on", "name"}
