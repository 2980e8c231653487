"""Checks of the cards for an evening beyond their form: plain words, no twins, enough of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, groupby, product
from pathlib import Path

from rapidfuzz.distance import Indel

from content import FALLBACK
from content.challenges import THEME_IDS
from content.deck import files
from content.deck.card import MOODS, Card
from content.lint import readability
from content.lint.similarity import WORD
from content.lint.strings import ContentString
from content.problems import Problem

TOO_ALIKE = 0.75
"""The share of common words; our likest two have less than two thirds."""
MIN_OF_EACH = 4
"""Cards of each mood in each theme, so that a choice of both is a deck."""

PlacedCards = Sequence[tuple[str, Card]]
"""Cards with the names of their files."""


def strings_of(language: str, cards: PlacedCards) -> Iterator[ContentString]:
    """Return what each card says."""
    for file, each in cards:
        yield ContentString(language, file, f"{each.id}, field text", each.text)


def strings_in(folder: Path) -> Iterator[ContentString]:
    """Return what our own cards say in all languages."""
    for language, cards in files.read(folder)[0].items():
        yield from strings_of(language, _placed(language, cards))


def problems(folder: Path) -> Iterator[Problem]:
    """Return what is wrong with our own cards, but for their words."""
    languages, found = files.read(folder)
    yield from found
    for language, cards in languages.items():
        there = _placed(language, cards)
        yield from similar(there)
        yield from _hard_files(language, there)
    if FALLBACK in languages:
        yield from _missing(languages[FALLBACK])


def _placed(language: str, cards: Sequence[Card]) -> PlacedCards:
    return [(files.file_of(language, each), each) for each in cards]


def similar(added: PlacedCards, known: Sequence[Card] = ()) -> Iterator[Problem]:
    """Return a problem for each of `added` (one language) that resembles another or a known one."""
    among = ((later, earlier) for (_, earlier), later in combinations(added, 2))
    before = ((new, old) for new in added for old in known)
    for (file, each), other in (*among, *before):
        found = Indel.normalized_similarity(_words(each), _words(other), score_cutoff=TOO_ALIKE)
        if found and each.id != other.id:
            what = f"nearly the same as {other.id} ({found:.0%} of the words)"
            yield Problem(file, each.id, what, "ask for something else")


def _words(card: Card) -> list[str]:
    return sorted(WORD.findall(card.text.lower()))


def _hard_files(language: str, there: PlacedCards) -> Iterator[Problem]:
    for file, cards in groupby(there, key=lambda each: each[0]):
        text = readability.as_sentences(card.text for _, card in cards)
        if what := readability.too_hard(language, text):
            yield Problem(file, "whole file", what, "shorter words and sentences")


def _missing(cards: Sequence[Card]) -> Iterator[Problem]:
    for theme, mood in product(THEME_IDS, MOODS):
        count = sum(each.theme == theme and each.mood == mood for each in cards)
        if count < MIN_OF_EACH:
            file = f"{files.FOLDER}/{FALLBACK}/{theme}.toml"
            what = f"{count} cards of the mood {mood}"
            yield Problem(file, "whole file", what, f"write at least {MIN_OF_EACH}")
