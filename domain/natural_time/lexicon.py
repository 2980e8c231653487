"""Cuts a sentence into words and tells what each means where people say when."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from content import when as spoken
from content.when import DayPart, TimeWords

MOST_WORDS = 16
"""No moment that people write is longer; what stands before is title, however long it is."""
LONGEST_WORD = 24
TOO_LONG = "xxx"
"""Stands for a word that is longer than any that says when."""
LONGEST_PHRASE = 6
EDGES = " \t,.;!?()[]\"'“”«»…¡¿"
CLOCK = re.compile(r"(\d{1,2})[:h\uff1a](\d{2})(?:h|hs|hrs)?(?:([ap])\.?m\.?)?", re.ASCII)
DOTTED = re.compile(r"(\d{1,2})\.(\d{2})(?:([ap])\.?m\.?)?", re.ASCII)
HOUR = re.compile(r"(\d{1,2})(?:(h)|([ap])\.?m\.?)", re.ASCII)
DATE = re.compile(r"(\d{1,2})([/.-])(\d{1,2})(?:\2(\d{4}|\d{2}))?", re.ASCII)
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
NUMBER = re.compile(r"\d{1,4}(?:[.,]\d{1,2})?", re.ASCII)
COUNTED = re.compile(r"(\d{1,4})([^\W\d]{1,9}|\.?[ºª])")
WORD = re.compile(r"\S+")
NOON = 12


@dataclass(frozen=True, slots=True)
class ClockTime:
    """A time of day; `sure` unless it may be meant before or after noon.

    `fixed` where even "in the evening" cannot move it, as with "7 am".
    """

    hour: int
    minute: int = 0
    sure: bool = True
    fixed: bool = False


Value = int | str | ClockTime | DayPart | tuple[int, int, int | None] | None


@dataclass(frozen=True, slots=True)
class LexicalToken:
    """One meaning; `code` is a letter of the grammar in `domain/natural_time/grammar.py`.

    Days: D "tomorrow", W weekday, K workday, G weekend, M month, y year, # a date in digits, ? one
    whose day and month may be either way round, d "el" before a day of the month.
    Which of them: E "every", X "next", S "this", L "last", O "second", N a number.
    Spans: U a unit, I "in", F "ago", T "from now". Times: A "at", C "8:30", c "8.30", H "pm",
    k "o'clock", B "half past", J "y media", Z noon, Y midnight, P "night", Q "at night".
    Between them: + "and", f "the".
    """

    code: str
    value: Value = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the sentence, with its place, and how it is compared."""

    raw: str
    key: str
    start: int
    end: int

    @property
    def is_sign(self) -> bool:
        """Return whether it has no letter and no digit, like an emoji."""
        return not any(letter.isalnum() for letter in self.raw)


def split(sentence: str) -> list[Word]:
    """Return as many last words of a sentence as can say when."""
    return [_word(each) for each in deque(WORD.finditer(sentence), MOST_WORDS)]


def split_first(sentence: str) -> list[Word]:
    """Return as many first words of a sentence as can say when."""
    return [_word(each) for each in islice(WORD.finditer(sentence), MOST_WORDS)]


def _word(found: re.Match[str]) -> Word:
    short = found[0] if len(found[0]) <= LONGEST_WORD else TOO_LONG
    return Word(short.casefold().strip(EDGES), spoken.phrase_key(short), found.start(), found.end())


class Lexicon:
    """The words of one language, by what they mean."""

    def __init__(self, words: TimeWords) -> None:
        self.words = words
        self.phrases: dict[str, tuple[LexicalToken, ...]] = {}
        self._add_plain(words)
        self._add_numbers(words)
        for part in words.parts:
            self._add("P", part.words, part)
            self._add("Q", part.alone, part)
        self.units = {
            spoken.phrase_key(phrase): name
            for name, list_ in words.units.items()
            for phrase in list_
        }
        for phrase, name in self.units.items():
            self.phrases.setdefault(phrase, (LexicalToken("U", name, phrase),))
        self._endings = {spoken.phrase_key(each) for each in words.ordinal_endings}
        for phrase, meant in words.means.items():
            keys = spoken.phrase_key(meant).split()
            made = self._read([Word(each, each, 0, 0) for each in keys])
            if made is None:
                raise ValueError(f"means: {meant!r} has words that nothing explains")
            self.phrases[spoken.phrase_key(phrase)] = tuple(made)
        self.doubt = {spoken.phrase_key(phrase) for phrase in words.doubt}
        self.vague = {spoken.phrase_key(phrase) for phrase in words.vague}
        self.please = {spoken.phrase_key(phrase) for phrase in words.please}

    def read(self, words: Sequence[Word]) -> list[LexicalToken] | None:
        """Return the meaning of all these words, or None if one of them has none."""
        return self._read(words)

    def _add_plain(self, words: TimeWords) -> None:
        for at, names in enumerate(words.weekdays):
            self._add("W", names, at)
        for at, names in enumerate(words.months, 1):
            self._add("M", names, at)
        plain = {
            **{"f": words.filler, "d": words.day_of_month, "E": words.every, "K": words.workdays},
            **{"G": words.weekend, "X": words.next, "S": words.this, "L": words.last},
            **{"F": words.ago, "T": words.hence, "I": words.into, "A": words.at},
            **{"k": words.sharp, "Z": words.noon, "Y": words.midnight, "+": words.both},
        }
        for code, phrases in plain.items():
            self._add(code, phrases, -1 if code == "L" else None)
        for phrase, meant in words.days.items():
            self.phrases[spoken.phrase_key(phrase)] = (LexicalToken("D", None, meant),)
        self._add("H", words.am, "a")
        self._add("H", words.pm, "p")

    def _add_numbers(self, words: TimeWords) -> None:
        for code, counted in (("N", words.numbers), ("O", words.ordinals)):
            for phrase, number in counted.items():
                self._add(code, {phrase, phrase.replace(" ", "-")}, number)
        for phrase, minutes in words.before_hour.items():
            self._add("B", [phrase], minutes)
        for phrase, minutes in words.after_hour.items():
            self._add("J", [phrase], minutes)

    def _add(self, code: str, phrases: Iterable[str], value: Value) -> None:
        for phrase in phrases:
            folded = spoken.phrase_key(phrase)
            self.phrases[folded] = (LexicalToken(code, value, folded),)

    def _read(self, words: Sequence[Word]) -> list[LexicalToken] | None:
        tokens: list[LexicalToken] = []
        at = 0
        while at < len(words):
            step = self._phrase(words, at) or self._shape(words[at], tokens)
            if step is None:
                return None
            tokens += step[1]
            at += step[0]
        return _seconds(tokens)

    def _phrase(self, words: Sequence[Word], at: int) -> tuple[int, Sequence[LexicalToken]] | None:
        for length in range(min(LONGEST_PHRASE, len(words) - at), 0, -1):
            phrase = " ".join(word.key for word in words[at : at + length])
            if phrase in self.phrases:
                return length, self.phrases[phrase]
        return None

    def _shape(
        self, word: Word, before: Sequence[LexicalToken]
    ) -> tuple[int, list[LexicalToken]] | None:
        raw = word.raw.removeprefix("@")
        counting = bool(before) and before[-1].code in "IEUF+"
        found = (
            self._counted(raw, counting)
            or _clock(raw)
            or _date(raw)
            or ([_number(raw)] if NUMBER.fullmatch(raw) else None)
        )
        return (1, found) if found else None

    def _counted(self, raw: str, counting: bool) -> list[LexicalToken] | None:
        found = COUNTED.fullmatch(raw)
        if found is None or (found[2] == "h" and not counting):
            return None
        number, word = int(found[1]), spoken.phrase_key(found[2])
        if word in self._endings and number <= 31:
            return [LexicalToken("O", number)]
        unit = self.units.get(word)
        return [_number(found[1]), LexicalToken("U", unit, word)] if unit else None


@lru_cache(maxsize=16)
def lexicon(language: str) -> tuple[str, Lexicon]:
    """Return the words of a language or the nearest one, with that one's code."""
    code, words = spoken.words_for(language)
    return code, Lexicon(words)


def _number(raw: str) -> LexicalToken:
    whole = int(raw) if raw.isdigit() else None
    return LexicalToken(
        "y" if len(raw) == 4 and raw.isdigit() else "N", whole, raw.replace(",", ".")
    )


def _clock(raw: str) -> list[LexicalToken] | None:
    if found := HOUR.fullmatch(raw):
        return _shown("C", int(found[1]), 0, found[3])
    if found := CLOCK.fullmatch(raw):
        return _shown("C", int(found[1]), int(found[2]), found[3])
    if found := DOTTED.fullmatch(raw):
        return _shown("C" if found[3] else "c", int(found[1]), int(found[2]), found[3])
    return None


def _shown(code: str, hour: int, minute: int, half: str | None) -> list[LexicalToken] | None:
    if minute > 59 or hour > (NOON if half else 24) or (half and not hour):
        return None
    token = LexicalToken(code, ClockTime(hour, minute))
    return [token, LexicalToken("H", half)] if half else [token]


def _date(raw: str) -> list[LexicalToken] | None:
    if found := ISO.fullmatch(raw):
        return [LexicalToken("#", (int(found[3]), int(found[2]), int(found[1])))]
    found = DATE.fullmatch(raw)
    if found is None or (found[2] != "/" and not found[4]):
        return None
    year = int(found[4]) + 2000 * (len(found[4]) == 2) if found[4] else None
    return [LexicalToken("?", (int(found[1]), int(found[3]), year))]


def _seconds(tokens: list[LexicalToken]) -> list[LexicalToken]:
    """Read "second" as a unit behind a number, or behind "every" with nothing to count after it."""
    return list(_told_apart(tokens))


def _told_apart(tokens: list[LexicalToken]) -> Iterator[LexicalToken]:
    for at, token in enumerate(tokens):
        before = tokens[at - 1].code if at else ""
        after = tokens[at + 1].code if at + 1 < len(tokens) else ""
        counted = before == "N" or (before == "E" and after not in set("UWfd"))
        yield LexicalToken("U", "second", token.text) if _is_second(token) and counted else token


def _is_second(token: LexicalToken) -> bool:
    return token.code == "O" and token.value == 2 and bool(token.text)
