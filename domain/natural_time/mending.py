"""Finds words that say when in another language, or with a typing error."""

from __future__ import annotations

from rapidfuzz import process
from rapidfuzz.distance import OSA

from domain.natural_time.lexicon import Lexicon
from domain.natural_time.tokens import Token

SHORTEST_TYPO = 5
"""A shorter word is too like too many others, except behind "every"."""
SHORTEST_UNIT = 3
LONG_WORD = 8
"""A word this long is still the same with two errors: "wensday"."""
MOST_WORDS_AWAY = 2
"""A typing error counts only so near a word that says when."""
STRONG = {"weekday", "plural", "month", "day", "every", "daily_part", "unit", "named"}
TIMELY = STRONG | {"clock", "at", "number", "part", "part_alone", "coming", "monthday", "am", "pm"}


def without_typos(text: str, own: Lexicon, mixed: Lexicon) -> str:
    """Return the text with words put right that are an error away from a word that says when."""
    words = mixed.read(text)
    for at in range(len(words) - 1, -1, -1):
        word = words[at]
        if word.kinds:
            continue
        near = words[max(0, at - MOST_WORDS_AWAY) : at + MOST_WORDS_AWAY + 1]
        is_near = any(TIMELY & each.kinds.keys() for each in near)
        is_counted = at > 0 and words[at - 1].kinds.keys() & {"every", "the"} == {"every"}
        shortest = SHORTEST_UNIT if is_counted else SHORTEST_TYPO
        if is_near and _may_be_typo(word, shortest) and (right := _nearest(word.key, own, mixed)):
            text = f"{text[: word.start]}{right}{text[word.end :]}"
    return text


def has_foreign_words(text: str, own: Lexicon, mixed: Lexicon) -> bool:
    """Return whether a word says when only in another language."""
    known = {word.start for word in own.read(text) if word.kinds}
    return any(word.start not in known and STRONG & word.kinds.keys() for word in mixed.read(text))


def _may_be_typo(word: Token, shortest: int) -> bool:
    is_plain = word.shape == "letters" and word.raw.isalpha()
    return is_plain and len(word.key) >= shortest


def _nearest(key: str, *lexicons: Lexicon) -> str | None:
    for known in lexicons:
        found = process.extractOne(key, known.typed, scorer=OSA.distance, score_cutoff=2)
        if found and found[1] <= 1 + (len(found[0]) >= LONG_WORD):
            return found[0]
    return None
