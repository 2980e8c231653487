"""Normalizes typed words for comparison, and reads the lists of words from the content."""

from __future__ import annotations

import re

from content.normalize import fold
from handlers.turn import Turn

WORD_PATTERN = re.compile(r"\w+")


def normalize(text: str) -> str:
    """Return the words as they are compared, without case, accents, punctuation or emoji."""
    return " ".join(WORD_PATTERN.findall(fold(text)))


def languages_by_preference(turn: Turn) -> list[str]:
    own = turn.member.language
    return [own, *(code for code in turn.content.texts.languages if code != own)]


def word_list(turn: Turn, language: str, key: str) -> frozenset[str]:
    if not turn.content.texts.has_text(key):
        return frozenset()
    listed = turn.content.texts.render(language, key)
    return frozenset(normalize(each) for each in listed.split(","))
