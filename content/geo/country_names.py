"""Finds the country that somebody means: names, short names, codes, flags, typing errors."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from babel.core import get_global
from rapidfuzz.distance import OSA

from content.geo import countries
from content.normalize import fold

MAX_QUERY_LENGTH = 100
MIN_PREFIX_LENGTH = 3
"""The fewest letters for which names that only begin so are looked at."""
MIN_TYPO_LENGTH = 4
LETTERS_PER_TYPO = 4
MAX_TYPOS = 2
FLAG = re.compile("[\U0001f1e6-\U0001f1ff]{2}")
FLAG_LETTER = ord("\U0001f1e6") - ord("A")
"""A flag is written as two of these letters: those of its country's code."""
BRITISH_FLAG = "\U0001f3f4\U000e0067\U000e0062"
"""Begins the flags of England, Scotland and Wales."""
FILLERS = frozenset(
    [
        *("the", "in", "from", "of", "flag", "republic"),
        *("en", "el", "la", "los", "las", "de", "del", "desde", "republica"),
    ]
)
"""Words before a name that say nothing about which country it is."""
OTHER_NAMES: Mapping[str, tuple[str, ...]] = {
    "CI": ("ivory coast", "costa de marfil"),
    "CV": ("cape verde", "cabo verde"),
    "CZ": ("czech republic", "republica checa"),
    "DO": ("rd", "rep dominicana", "quisqueya"),
    "GB": (
        *("great britain", "britain", "england", "scotland", "wales", "northern ireland", "u k"),
        *("gran bretana", "inglaterra", "escocia", "gales", "irlanda del norte"),
    ),
    "MX": ("mejico", "estados unidos mexicanos", "republica mexicana"),
    "NL": ("holland", "holanda"),
    "RU": ("russian federation", "federacion rusa"),
    "SZ": ("swaziland", "suazilandia"),
    "TR": ("turkey",),
    "US": (
        *("u s", "u s a", "united states of america", "new mexico", "puerto rico usa"),
        *("eeuu", "ee uu", "e u", "estados unidos de america", "nuevo mexico"),
    ),
    "VA": ("vatican", "vaticano"),
}
"""Names in use that CLDR does not list in the bot's languages, and a place named like a country."""

Names = Mapping[str, str]


def find(words: str, language: str) -> Sequence[str]:
    """Return the codes of the countries that somebody may mean, none if nothing fits.

    A name in full, its beginning or a part of it comes before names with typing errors.
    """
    if flags := _flags(words):
        return flags
    names, wanted = _names(language), fold(words[:MAX_QUERY_LENGTH])
    for search in (_exactly, _beginning, _containing, _mistyped):
        for name in (wanted, _without_fillers(wanted)):
            if found := search(names, name):
                return sorted(found)
    return []


def mentioned(words: str, language: str) -> Sequence[str]:
    """Return the countries that a sentence names in full: "I live in Peru"."""
    names, said = _names(language), fold(words[:MAX_QUERY_LENGTH]).split()
    for length in range(len(said) - 1, 0, -1):
        runs = [" ".join(said[at : at + length]) for at in range(len(said) - length + 1)]
        known = {names[each] for each in runs if len(each) >= MIN_TYPO_LENGTH and each in names}
        if known:
            return sorted(known)
    return []


@lru_cache(maxsize=32)
def _names(language: str) -> Names:
    named = dict(countries.codes_by_name(language))
    aliases = get_global("territory_aliases")
    codes = {
        old.lower(): now[0]
        for old, now in aliases.items()
        if len(old) == 3 and old.isalpha() and now[0] in countries.all_codes()
    }
    others = {name: code for code, known in OTHER_NAMES.items() for name in known}
    return codes | others | named


def _flags(words: str) -> list[str]:
    if BRITISH_FLAG in words:
        return ["GB"]
    flags = ["".join(chr(ord(each) - FLAG_LETTER) for each in flag) for flag in FLAG.findall(words)]
    return [code for code in dict.fromkeys(flags) if code in countries.all_codes()]


def _without_fillers(name: str) -> str:
    words = name.split()
    while len(words) > 1 and words[0] in FILLERS:
        del words[0]
    return " ".join(words)


def _exactly(names: Names, wanted: str) -> set[str]:
    return {names[wanted]} if wanted in names else set()


def _beginning(names: Names, wanted: str) -> set[str]:
    return _matching(names, wanted, lambda name: name.startswith(wanted))


def _containing(names: Names, wanted: str) -> set[str]:
    """Find the names with a word that begins so, such as both Koreas."""
    return _matching(names, wanted, lambda name: f" {wanted}" in name)


def _matching(names: Names, wanted: str, fits: Callable[[str], bool]) -> set[str]:
    if len(wanted) < MIN_PREFIX_LENGTH:
        return set()
    return {code for name, code in names.items() if fits(name)}


def _mistyped(names: Names, wanted: str) -> set[str]:
    """Find the names with the fewest typing errors, and those with one more: Austria, Australia."""
    most = min(max(len(wanted) // LETTERS_PER_TYPO, 1), MAX_TYPOS)
    if len(wanted) < MIN_TYPO_LENGTH:
        return set()
    long_names = [name for name in names if len(name) >= MIN_TYPO_LENGTH]
    errors = {name: OSA.distance(wanted, name, score_cutoff=most + 1) for name in long_names}
    fewest = min(errors.values())
    if fewest > most:
        return set()
    return {names[name] for name, count in errors.items() if count <= fewest + 1 <= most + 1}
