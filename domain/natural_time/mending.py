"""Finds words that say when in another language, or with a typing error."""

from __future__ import annotations

from rapidfuzz import process
from rapidfuzz.distance import OSA

from domain.natural_time.lexicon import Lexicon
from domain.natural_time.tokens import Token

SHORTEST_TYPO = 5
"""A shorter word is too like too many others."""
MOST_WORDS_AWAY = 2
"""A typing error counts only so near a word that says when."""
STRONG = {"weekday", "plural", "month", "day", "every", "daily_part", "unit", "named"}
TIMELY = STRONG | {"clock", "at", "number", "part", "part_alone", "coming", "monthday", "am", "pm"}


def without_typos(text: str, known: Lexicon) -> str:
    """Return the text with words put right that are one error away from a word that says when."""
    words = known.read(text)
    for at in range(len(words) - 1, -1, -1):
        word = words[at]
        near = words[max(0, at - MOST_WORDS_AWAY) : at + MOST_WORDS_AWAY + 1]
        is_near = any(TIMELY & each.kinds.keys() for each in near)
        if is_near and _may_be_typo(word) and (right := _nearest(word.key, known)):
            text = f"{text[: word.start]}{right}{text[word.end :]}"
    return text


def has_foreign_words(text: str, own: Lexicon, mixed: Lexicon) -> bool:
    """Return whether a word says when only in another language."""
    known = {word.start for word in own.read(text) if word.kinds}
    return any(word.start not in known and STRONG & word.kinds.keys() for word in mixed.read(text))


def _may_be_typo(word: Token) -> bool:
    is_plain = word.shape == "letters" and word.raw.isalpha()
    return is_plain and not word.kinds and len(word.key) >= SHORTEST_TYPO


def _nearest(key: str, known: Lexicon) -> str | None:
    found = process.extractOne(key, known.typed, scorer=OSA.distance, score_cutoff=1)
    return found[0] if found else None
