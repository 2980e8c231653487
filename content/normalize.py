"""Makes names comparable: no case, no accents, no punctuation, whatever the script."""

from __future__ import annotations

import re
import unicodedata

LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "\N{LATIN SMALL LETTER DOTLESS I}": "i"}
    | {"æ": "ae", "œ": "oe"}
    | dict.fromkeys("'’`\N{MODIFIER LETTER APOSTROPHE}")
)
"""Letters that have no accent to take off, yet are typed without one; and what falls away."""
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
COMBINING_MARKS = re.compile("[\u0300-\u036f]")
"""The marks that NFKD splits off Europe's letters; other scripts' marks are part of the word."""
SEPARATORS = re.compile(r"[\s!-/:-@\[-`{-¿–—‘-‟·•]+")


INVISIBLE = set("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and signs by Unicode's tables, of which nothing shows: fillers and an empty pattern."""


def is_blank(name: str) -> bool:
    """Return whether nothing in the text is visible: no letter, digit, sign or picture."""
    return not any(
        unicodedata.category(each)[0] in "LNPS" and each not in INVISIBLE for each in name
    )


def fold(name: str) -> str:
    """Return the name as it is compared: "São Paulo" is "sao paulo", "Нью-Йорк" "нью иорк"."""
    letters = name.casefold()
    if not letters.isascii():
        letters = COMBINING_MARKS.sub("", unicodedata.normalize("NFKD", letters)).casefold()
    return SEPARATORS.sub(" ", letters.translate(LETTERS)).strip()


def spellings(name: str) -> frozenset[str]:
    """Return all folded forms under which a name is found: "München" also as "muenchen"."""
    if name.isascii():
        return frozenset({fold(name)} - {""})
    composed = unicodedata.normalize("NFC", name.casefold())
    return frozenset({fold(name), fold(composed.translate(UMLAUTS))} - {""})
