"""All cards for an evening, and which one comes next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path

from content import FALLBACK
from content.deck import files
from content.deck.card import MOODS, Card, DeckChoice
from content.problems import ContentBroken
from content.word_files import closest_language

KEY_BYTES = 7
"""Bytes of a card's place in an order: the number fits into a column of 64 bits with a sign."""
BEGINNING = -1
"""Stands before the first card of every order."""
OWN_PREFIX = "ask-"
"""Begins the id of a card that a couple wrote themselves; no theme has this name."""


class Deck:
    """The cards by language; a language that we lack is English."""

    def __init__(
        self, cards: Mapping[str, Sequence[Card]], added: frozenset[str] = frozenset()
    ) -> None:
        self._cards = {
            language: {each.id: each for each in found} for language, found in cards.items()
        }
        self._pack_ids = added

    @classmethod
    def load(cls, folder: Path) -> Deck:
        """Read `folder/cards`. Raises `ContentBroken` with every problem found."""
        cards, problems = files.read(folder)
        if problems:
            raise ContentBroken(problems)
        return cls(cards)

    def merged_with(self, more: Mapping[str, Sequence[Card]]) -> Deck:
        """Return a deck with more cards by language."""
        joined = {
            language: [*known.values(), *more.get(language, ())]
            for language, known in self._cards.items()
        }
        ids = {each.id for cards in more.values() for each in cards}
        return Deck(joined, self._pack_ids | ids)

    @property
    def cards(self) -> Sequence[Card]:
        """Return all cards in English."""
        return tuple(self._cards[FALLBACK].values())

    def in_language(self, language: str) -> Sequence[Card]:
        """Return all cards in one of the languages."""
        return tuple(self._cards[language].values())

    def __contains__(self, id: str) -> bool:
        """Return whether the card exists now; a pack that was taken away leaves ids behind."""
        return id in self._cards[FALLBACK]

    def is_from_pack(self, id: str) -> bool:
        """Return whether a card came with a pack of the operator's."""
        return id in self._pack_ids

    def card(self, id: str, language: str) -> Card:
        """Return a card by its id. Raises `KeyError` for one that is not in the deck."""
        return self._cards[closest_language(language, self._cards)][id]

    def choose_next(
        self,
        choice: DeckChoice,
        max_intensity: int,
        seed: int,
        position: int,
        own: Sequence[str] = (),
    ) -> tuple[str, int]:
        """Return the card behind a position of the order that `seed` gives, and its own position.

        After the last one comes the first. So of one choice no card comes twice before all have
        come, even if cards were added or taken away in between. A couple's `own` cards have their
        places among the others.
        """
        ids = [each.id for each in self.pool(choice, max_intensity, seed)]
        ids += own if choice.takes_own else ()
        found = {_place(seed, each): each for each in ids}
        place = min((each for each in found if each > position), default=min(found))
        return found[place], place

    def pool(self, choice: DeckChoice, max_intensity: int, seed: int) -> Sequence[Card]:
        """Return the cards of a choice, with a lighter one for each above `max_intensity`.

        So the number of cards does not tell how deep the other of the two likes to go. A choice
        that no card fits is widened: first to cards of any length, then of any theme.
        """
        wider = replace(choice, minutes=0)
        choices = (choice, wider, replace(wider, theme=""))
        wanted = next((fitting for each in choices if (fitting := self._fitting(each))), [])
        chosen = [each for each in wanted if each.intensity <= max_intensity]
        for spare in self._lighter(choices):
            allowed = [each for each in spare if each.intensity <= max_intensity]
            unused = [each for each in allowed if each not in chosen]
            unused.sort(key=lambda each: _place(seed, each.id))
            chosen += unused[: len(wanted) - len(chosen)]
        return chosen

    def _lighter(self, choices: Sequence[DeckChoice]) -> Iterator[Sequence[Card]]:
        """Yield the cards of lighter moods, the nearest mood first."""
        moods = MOODS[: MOODS.index(choices[0].mood)]
        for choice in choices:
            yield from (self._fitting(replace(choice, mood=mood)) for mood in reversed(moods))

    def _fitting(self, choice: DeckChoice) -> list[Card]:
        return [each for each in self.cards if choice.fits(each)]


def _place(seed: int, card: str) -> int:
    """Return a card's place in the order of a seed, which does not depend on the other cards."""
    digest = blake2b(f"{seed}:{card}".encode(), digest_size=KEY_BYTES).digest()
    return int.from_bytes(digest)
