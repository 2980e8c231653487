"""Tells what each word may be where people say when; one word may be several things."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from content import when as spoken
from content.when import TimeWords
from domain.natural_time.tokens import CLOCK_PICTURES, Kinds, Token, Value, split

SKIPPED = set(".:!?¡¿()[]\"'“”«»…*_" + CLOCK_PICTURES)
"""Signs that say nothing, wherever they stand."""
TYPED = {"weekday", "plural", "month", "day", "every", "unit", "number_word"}
"""Kinds of words among which a typing error is looked for."""
LONG_PART = 7
"""A part of the day that is this long is among them as well; "night" is too like "light"."""
FIRST_LATE_DAY = 13
"""A number from here to 31 behind a weekday is a day of the month and no hour."""


@dataclass(frozen=True, slots=True)
class ClockTime:
    """A time of day; `sure` unless it may be meant before or after noon.

    `fixed` where even "in the evening" cannot move it, as with "7 am".
    """

    hour: int
    minute: int = 0
    sure: bool = True
    fixed: bool = False


class Lexicon:
    """The words of one language, or of several, by what they may mean."""

    def __init__(self, *languages: TimeWords) -> None:
        self.phrases: dict[str, dict[str, Value]] = {}
        self.means: dict[str, str] = {}
        self.glued: dict[str, dict[str, Value]] = {}
        self.letters: dict[str, int] = {}
        self.endings: set[str] = set()
        for words in languages:
            self._add_calendar(words)
            self._add_numbers(words)
            self._add_words(words)
        self.longest: dict[str, int] = {}
        for phrase in (*self.phrases, *self.means):
            first, *others = phrase.split()
            self.longest[first] = max(self.longest.get(first, 1), 1 + len(others))
        self.at, self.within = (languages[0].words[kind][0] for kind in ("at", "within"))
        self.typed = sorted(
            phrase
            for phrase, kinds in self.phrases.items()
            if phrase.isalpha()
            and (TYPED & kinds.keys() or ("part" in kinds and len(phrase) >= LONG_PART))
        )

    def read(self, sentence: str) -> list[Token]:
        """Return the words of a sentence with all that they may be; signs that say nothing go."""
        words = [each for each in split(sentence) if each.raw not in SKIPPED]
        return list(self._tagged(words))

    def _add_calendar(self, words: TimeWords) -> None:
        for kind, lists in (
            ("weekday", words.weekdays),
            ("plural", words.weekdays_plural),
            ("month", words.months),
        ):
            for at, names in enumerate(lists, start=kind == "month"):
                self._add(kind, names, at)
        self.letters |= {
            letter: at for at, names in enumerate(words.weekday_letters) for letter in names
        }
        for unit, names in words.units.items():
            self._add("unit", names, unit)
            self._add(f"{unit}_unit", names, unit)
        for phrase, days in words.days.items():
            self._add("day", [phrase], days)
        for name, phrases in words.named_days.items():
            self._add("named", phrases, name)
        for part in words.parts:
            for kind, phrases in (
                ("part", part.words),
                ("part_phrase", tuple(phrase for phrase in part.words if " " in phrase)),
                ("part_alone", part.alone),
                ("daily_part", part.daily),
            ):
                self._add(kind, phrases, part)

    def _add_numbers(self, words: TimeWords) -> None:
        numbers, joiner = dict(words.numbers), words.tens_joiner
        ones = {name: value for name, value in numbers.items() if value < 10}
        for tens, ten in words.numbers.items():
            if ten % 10 == 0 and 20 <= ten <= 90:
                for one, value in ones.items():
                    for between in (joiner, "-") if not joiner else (joiner,):
                        numbers[f"{tens} {between} {one}"] = ten + value
        for phrase, value in numbers.items():
            for kind, each in _number_kinds(value, 1).items():
                self._add(kind, [phrase], each)
            self._add("number_word", [phrase], value)
        ordinals = dict(words.ordinals)
        for tens in words.tens_of_ordinals:
            for one, value in words.ordinals.items():
                if value < 10:
                    for between in (" ", " - "):
                        ordinals[f"{tens}{between}{one}"] = words.numbers[tens] + value
        for phrase, value in ordinals.items():
            self._add("ordinal", [phrase], value)
            self._add("late_ordinal" if value > 10 else "early_ordinal", [phrase], value)
        for phrase, count in words.counts.items():
            self._add("count", [phrase], count)

    def _add_words(self, words: TimeWords) -> None:
        for kind, phrases in words.words.items():
            special = {"end": -1, "beginning": 1, "first_of_month": 1, "last": -1}
            self._add(kind, phrases, special.get(kind, True))
        self._add("vague", words.vague, True)
        self._add("yearly", words.yearly, True)
        for kind, phrases in words.glued.items():
            for phrase in phrases:
                self.glued.setdefault(phrase, {})[kind] = True
        self.endings |= set(words.ordinal_endings)
        self.means |= {_key(phrase): meant for phrase, meant in words.means.items()}

    def _add(self, kind: str, phrases: Iterable[str], value: Value) -> None:
        for phrase in phrases:
            self.phrases.setdefault(_key(phrase), {}).setdefault(kind, value)

    def _tagged(self, words: Sequence[Token]) -> Iterator[Token]:
        at = 0
        while at < len(words):
            if ending := self._ordinal(words, at):
                yield ending
                at += 2
                continue
            length, tokens = self._phrase(words, at)
            yield from tokens
            at += length

    def _ordinal(self, words: Sequence[Token], at: int) -> Token | None:
        """Return "5th" as one word, which is two shapes."""
        if at + 1 == len(words) or words[at].shape != "number" or not words[at + 1].is_glued:
            return None
        number, ending = words[at], words[at + 1]
        if ending.raw.casefold() not in self.endings or not 1 <= int(number.raw) <= 31:
            return None
        value = int(number.raw)
        kinds = {"ordinal": value, "numbered": value} | self.glued.get(ending.key, {})
        return replace(number, end=ending.end, raw=number.raw + ending.raw, kinds=kinds)

    def _phrase(self, words: Sequence[Token], at: int) -> tuple[int, list[Token]]:
        """Return the longest phrase at a place as tokens, and how many words it takes."""
        longest = self.longest.get(words[at].key, 1)
        for length in range(min(longest, len(words) - at), 0, -1):
            part = words[at : at + length]
            phrase = " ".join(word.key for word in part)
            if phrase in self.means:
                return length, self._meant(self.means[phrase], part)
            if phrase in self.phrases or length == 1:
                whole = replace(part[0], end=part[-1].end, key=phrase)
                kinds = dict(self.phrases.get(phrase, {}))
                kinds |= self._shaped(part[0]) if length == 1 else {}
                return length, [replace(whole, kinds=kinds)]
        raise AssertionError("a single word is always a phrase")

    def _meant(self, meant: str, part: Sequence[Token]) -> list[Token]:
        """Return the tokens of what a phrase stands for, in the phrase's place."""
        place = part[0]
        return [
            replace(token, start=place.start, end=part[-1].end, is_glued=place.is_glued)
            for token in self._tagged(split(meant))
        ]

    def _shaped(self, word: Token) -> Kinds:
        """Return what a word may be by its shape alone, or right behind a number."""
        kinds: dict[str, Value] = dict(SHAPED[word.shape](word.raw)) if word.shape in SHAPED else {}
        if word.raw in self.letters and word.raw[0].isupper():
            kinds["letter"] = self.letters[word.raw]
        if word.is_glued and word.key in self.glued:
            kinds |= self.glued[word.key]
        return kinds


@lru_cache(maxsize=16)
def lexicon(language: str) -> tuple[str, Lexicon]:
    """Return the words of a language or the nearest one, with that one's code."""
    code, words = spoken.words_for(language)
    return code, Lexicon(words)


@lru_cache(maxsize=16)
def mixed_lexicon(language: str) -> Lexicon:
    """Return the words of all languages, the person's own first."""
    own = spoken.words_for(language)[0]
    codes = sorted(spoken.languages(), key=lambda code: code != own)
    return Lexicon(*(spoken.words_for(code)[1] for code in codes))


FRACTIONS: dict[str, dict[str, Value]] = {
    "1/2": {"half": True},
    "1/4": {"quarter": True},
    "3/4": {"decimal": 0.75},
}


def _key(phrase: str) -> str:
    return " ".join(word.key for word in split(phrase))


def _number_kinds(value: int, digits: int) -> dict[str, Value]:
    found: dict[str, Value] = {"number": value}
    if value <= 24 and digits <= 2:
        found["hour"] = value
    if value <= 59 and digits <= 2:
        found["minute"] = value
    if 10 <= value <= 59 or (digits == 2 and value < 10):
        found["minute_pair"] = value
    if 1 <= value <= 31 and digits <= 2:
        found["monthday"] = value
        found["late_day" if value >= FIRST_LATE_DAY else "early_day"] = value
    if 1 <= value <= 12 and digits <= 2:
        found["month_number"] = value
    return found


def _number(raw: str) -> Mapping[str, Value]:
    found = _number_kinds(int(raw), len(raw))
    if len(raw) == 4 and int(raw) > 1900:
        found["year"] = int(raw)
    hour, minute = divmod(int(raw), 100)
    if len(raw) in (3, 4) and hour < 24 and minute < 60:
        found["compact"] = ClockTime(hour, minute)
        found |= {"four_digits": ClockTime(hour, minute)} if len(raw) == 4 and hour < 10 else {}
    return found


def _clock(raw: str) -> Mapping[str, Value]:
    hour, minute = (int(each) for each in raw.lower().replace("h", ":").split(":"))
    if minute > 59 or hour > 24:
        return {"odd_clock": True}
    return {"clock": ClockTime(hour, minute), "hour_and_minutes": hour * 60 + minute}


def _decimal(raw: str) -> Mapping[str, Value]:
    found: dict[str, Value] = {"decimal": float(raw.replace(",", "."))}
    whole, _, rest = raw.partition(".")
    if len(rest) != 2:
        return found
    if int(whole) < 24 and int(rest) < 60:
        found["dotted"] = ClockTime(int(whole), int(rest))
    elif int(whole) <= 31 and 1 <= int(rest) <= 12:
        found["date"] = (int(whole), int(rest), None, False)
    return found


def _iso(raw: str) -> Mapping[str, Value]:
    year, month, day = (int(each) for each in raw.rstrip("Tt").split("-"))
    return {"date": (day, month, year, True)}


def _date(raw: str) -> Mapping[str, Value]:
    sign = next(each for each in raw if not each.isdigit())
    day, month, *year = (int(each) for each in raw.strip(sign).split(sign))
    whole = year[0] + 2000 * (year[0] < 100) if year else None
    return {"date": (day, month, whole, False)} | FRACTIONS.get(raw, {})


SHAPED = {"number": _number, "clock": _clock, "decimal": _decimal, "iso": _iso, "date": _date}
