"""Give the tests of wishes decks that hold one wish, or every wish."""

from __future__ import annotations

import pytest

from content.wishes.wishes import Wishes
from domain.wishes import deck
from handlers.turn import Content


@pytest.fixture
def the_wish(shelf: Content, monkeypatch: pytest.MonkeyPatch) -> str:
    """Cut the library down to one wish, which is in every first deck; return its words."""
    key = shelf.wishes.up_to(1)[0]
    monkeypatch.setattr(Wishes, "up_to", lambda self, depth: [key])
    return shelf.wishes.words(key, "en")


@pytest.fixture
def whole_decks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put every wish that a reader may be offered into each deck."""
    monkeypatch.setattr(deck, "SIZE", 1000)
