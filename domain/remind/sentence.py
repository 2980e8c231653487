"""Recognizes a sentence that asks for a reminder: for whom it is, and what is left to say."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from content.normalize import fold
from content.remind import ReminderPhrases, words_for

NAME_PLACEHOLDER = "NAME"
SIGNS = "¡!¿?.,;:…\"'«»“”()/"
ACCENTS_MATTER_UP_TO = 3
"""Words of up to this length differ by their accents alone: "mi" and "mí"."""
MOST_OPENINGS = 6
SEPARATORS = " \t\r\n,;:-–—"
WORD = re.compile(r"\S+")
Phrase = tuple[str, ...]


def parse_reminder_sentence(words: str, language: str, partner_name: str) -> tuple[str, str] | None:
    """Return for whom a sentence asks for a reminder, "" if it does not say, and the rest of it.

    Return None for any other sentence. The person's own language comes first, then the others.
    """
    said = _Sentence(words, partner_name)
    for spoken in words_for(language):
        if (found := said.find_request(spoken)) is not None:
            return found
    return None


def parse_audience(words: str, language: str, partner_name: str) -> tuple[str, str]:
    """Return for whom a reminder is by its first words, "" if they do not say, and the rest."""
    if (asked := parse_reminder_sentence(words, language, partner_name)) is not None:
        return asked
    said = _Sentence(words, partner_name)
    for spoken in words_for(language):
        audience, end = said.find_audience(spoken, 0)
        if audience:
            return audience, said.text_from(said.skip(_phrases(spoken.links), end))
    return "", words.strip()


def drop_link(words: str, language: str) -> str:
    """Return the words without the link after a moment in front: "to" in "to call mum"."""
    said = _Sentence(words, "")
    return said.text_from(said.skip(_phrases(words_for(language)[0].links), 0)) or words


@dataclass(frozen=True, slots=True)
class _PhraseWord:
    """A word from `start` on; `key` is compared with phrases, `names` with a person's name."""

    key: str
    names: Phrase
    start: int


class _Sentence:
    """A sentence as words, and the ends of phrases in it."""

    def __init__(self, text: str, partner_name: str) -> None:
        self.text = text.strip()
        self.words = [
            _PhraseWord(_comparison_key(found[0]), _name_words(found[0]), found.start())
            for found in WORD.finditer(self.text)
        ]
        self.names = _name_forms(partner_name)

    def find_request(self, spoken: ReminderPhrases) -> tuple[str, str] | None:
        """Find what `parse_reminder_sentence` returns, in one language."""
        at = 0
        for _ in range(MOST_OPENINGS):
            at = self.skip(_phrases(spoken.opening), at)
        asks = [(self.phrase_end(_phrases(ask.words), at), ask) for ask in spoken.asks]
        for end, ask in sorted(asks, key=lambda each: each[0] or 0, reverse=True):
            if end is None:
                return None
            audience, beyond = self.find_audience(spoken, self.skip(_phrases(spoken.polite), end))
            if audience and ask.audience in ("", audience):
                end = beyond
            elif ask.named:
                continue
            end = self.skip(_phrases(spoken.polite), end)
            rest = self.text_from(self.skip(_phrases(spoken.links), end)).rstrip("?").rstrip()
            if rest and self.phrase_end(_phrases(ask.unless), end) is None:
                return ask.audience or audience, rest
        return None

    def find_audience(self, spoken: ReminderPhrases, at: int) -> tuple[str, int]:
        """Return for whom it is by the words from `at` on, and where these words end."""
        found = [
            (end, audience)
            for audience, phrases in spoken.audiences.items()
            if (end := self.phrase_end(_phrases(phrases), at)) is not None
        ]
        end, audience = max(found, key=lambda each: each[0], default=(at, ""))
        return audience, end

    def skip(self, phrases: Iterable[Phrase], at: int) -> int:
        """Return the place after the longest of these phrases, if one begins at `at`."""
        return self.phrase_end(phrases, at) or at

    def text_from(self, at: int) -> str:
        """Return the text from a word on."""
        return self.text[self.words[at].start :].strip(SEPARATORS) if at < len(self.words) else ""

    def phrase_end(self, phrases: Iterable[Phrase], at: int) -> int | None:
        """Return where the longest of these phrases that begins at `at` ends."""
        ends = [end for phrase in phrases for end in self._phrase_ends(phrase, at)]
        return max(ends, default=None)

    def _phrase_ends(self, phrase: Phrase, at: int) -> Iterator[int]:
        if not phrase:
            yield at
        elif phrase[0] == NAME_PLACEHOLDER:
            for end in self._name_ends(at):
                yield from self._phrase_ends(phrase[1:], end)
        elif at < len(self.words) and self.words[at].key == phrase[0]:
            yield from self._phrase_ends(phrase[1:], at + 1)

    def _name_ends(self, at: int) -> Iterator[int]:
        for name in self.names:
            for end in range(at + 1, min(at + len(name), len(self.words)) + 1):
                if tuple(each for word in self.words[at:end] for each in word.names) == name:
                    yield end


def _name_forms(name: str) -> set[Phrase]:
    """Return the ways to call a person: the whole name, its letters alone, and its first word."""
    each = [_name_words(word) for word in name.split()]
    letters = tuple(part for word in each for part in word if fold(_letters(part)))
    whole = tuple(part for word in each for part in word)
    return {whole, letters, letters[:1]} - {()}


def _name_words(word: str) -> Phrase:
    """Return a word of a name as it is compared: "Zoë✨" is "zoe"; a lone sign stays itself."""
    return tuple(
        fold(_letters(word)).split() or _without_invisible(word).casefold().strip(SIGNS).split()
    )


def _letters(word: str) -> str:
    plain = unicodedata.normalize("NFKD", _without_invisible(word))
    kept = (
        each if unicodedata.category(each)[0] in "LNM" else " "
        for each in _without_apostrophes(plain)
    )
    return "".join(kept)


def _without_apostrophes(word: str) -> str:
    """Return a word without its apostrophes, which separate no words."""
    return re.sub("['’`\N{MODIFIER LETTER APOSTROPHE}]", "", word)


def _without_invisible(word: str) -> str:
    """Return a word without invisible characters, such as the mark that makes a sign a picture."""
    return re.sub("[\ufe00-\ufe0f\u200b-\u200f\u2060\ufeff]", "", word)


def _comparison_key(word: str) -> str:
    folded = fold(word)
    plain = word.casefold().strip(SIGNS)
    return plain if len(folded) <= ACCENTS_MATTER_UP_TO and plain.isalpha() else folded or word


@lru_cache(maxsize=256)
def _phrases(words: Sequence[str]) -> tuple[Phrase, ...]:
    return tuple(
        tuple(
            NAME_PLACEHOLDER if word == NAME_PLACEHOLDER else _comparison_key(word)
            for word in phrase.split()
        )
        for phrase in words
    )
