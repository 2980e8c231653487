"""Tells whether a sentence says where somebody is, or what their clock shows, and where that is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from content import FALLBACK
from content.geo import where
from content.geo.cities import City
from content.geo.gazetteer import Gazetteer
from content.normalize import fold
from domain import zone
from domain.natural_time import parser

LONGEST = 100
"""Characters; a longer text says more than where its author is."""
MAX_CITIES = 8
MAX_OTHER_HALF = 4
"""The number of further places offered for a clock that may be meant before or after noon."""
MAX_OPTIONAL_WORDS = 3
"""The number of words that may be left out and yet belong to a name: "the Bay of Plenty"."""
MOST_WORDS = 8
OFFSET = re.compile(
    r"\b(?:utc|gmt|z)\s*([+\-\N{MINUS SIGN}\N{EN DASH}])\s*(\d{1,2})(?:[:.]?([0-5]\d))?\b"
    r"|(?<![\w:])([+\-\N{MINUS SIGN}])(\d{2}):([0-5]\d)(?![\w:])",
    re.IGNORECASE,
)
UTC_ALONE = frozenset({"utc", "zulu", "z", "universal time", "coordinated universal time"})
CLOCK = re.compile(r"\d{1,2}(?:[:.h]\d{2})?h?(?:[ap]\.?m\.?)?|[ap]\.?m\.?", re.IGNORECASE)
AMBIGUOUS_CLOCK = re.compile(r"[1-9]\d?\s?[:.h]\s?\d{2}", re.IGNORECASE)
"""A clock with no word for the half of the day and no zero before the hour."""
PUNCTUATION = ' \t\r\n.,;!?¡¿()"“”«»'


@dataclass(frozen=True, slots=True)
class ZoneReading:
    """Where somebody may be, the likeliest first; by a clock there may be no such place."""

    cities: tuple[City, ...]
    by_clock: bool = False


@dataclass(frozen=True, slots=True)
class _SentenceWord:
    raw: str
    folded: str
    is_code: bool = False
    """Whether it stands in capitals among words that do not, as in "I am in LA"."""

    def is_optional(self, *, codes: bool = False) -> bool:
        """Return whether it may be left out; with `codes` also what stands in capitals."""
        return self.folded in where.load_words().around and (codes or not self.is_code)


def read_place(
    words: str, names: Gazetteer, language: str, now: datetime, *, asked: bool = True
) -> ZoneReading | None:
    """Return the place or the clock in a sentence; None where there is neither.

    Somebody who was not `asked` must have named one exactly, and nothing else.
    """
    if not asked and len(words) > LONGEST:
        return None
    text = words[:LONGEST]
    return (
        _by_offset(text, names, language, now)
        or _by_clock(text, names, language, now)
        or _by_name(text, names, language, asked=asked)
    )


def _by_offset(text: str, names: Gazetteer, language: str, now: datetime) -> ZoneReading | None:
    found = OFFSET.search(text)
    if found:
        sign, hours, minutes = found.groups()[:3] if found[1] else found.groups()[3:]
        offset = (int(hours) * 60 + int(minutes or 0)) * (1 if sign == "+" else -1)
    elif fold(text) in UTC_ALONE:
        offset = 0
    else:
        return None
    cities = zone.cities_at_offset(names.cities, language, offset, now)
    return ZoneReading(tuple(cities[:MAX_CITIES]), by_clock=True)


def _by_clock(text: str, names: Gazetteer, language: str, now: datetime) -> ZoneReading | None:
    times = read_times(text, language)
    if not times:
        return None
    first, *others = (zone.cities_showing(names.cities, language, each, now) for each in times)
    more = [city for places in others for city in places[:MAX_OTHER_HALF]]
    return ZoneReading(tuple(dict.fromkeys([*first, *more])), by_clock=True)


def read_times(text: str, language: str) -> tuple[int, ...]:
    """Return the minutes since midnight in words such as "it is half past ten".

    The time as written comes first; the one twelve hours later follows if it may be meant.
    """
    words = [
        _SentenceWord(raw.strip(PUNCTUATION), fold(raw))
        for raw in text[:LONGEST].split()
        if fold(raw)
    ]
    for part in _spans(words):
        if times := _times(" ".join(word.raw for word in part), language):
            return times
    return ()


def _times(text: str, language: str) -> tuple[int, ...]:
    written = zone.read_clock(text)
    if written is not None and (":" in text or not text.isdecimal()):
        if AMBIGUOUS_CLOCK.fullmatch(text) and 60 <= written < 13 * 60:
            return written, (written + zone.MINUTES_PER_DAY // 2) % zone.MINUTES_PER_DAY
        return (written,)
    for each in dict.fromkeys((language, FALLBACK, "es")):
        if times := parser.read_time(text, each):
            return times
    return () if written is None else (written,)


def _by_name(text: str, names: Gazetteer, language: str, *, asked: bool) -> ZoneReading | None:
    words = list(_words(text))
    parts = list(dict.fromkeys([*_spans(words), *_spans(words, codes=True)]))
    for part in parts:
        whole = asked and len(part) == len(words)
        if cities := _cities_named(part, names, language, whole=whole):
            return ZoneReading(tuple(cities[:MAX_CITIES]))
    return _within_sentence(words, names, language) if asked else None


def _words(text: str) -> Iterator[_SentenceWord]:
    """Return the words of a sentence without clocks and postcodes."""
    for raw in text.split():
        plain = raw.strip(PUNCTUATION)
        is_code = (
            plain.isupper() and len(plain) > 1 and (plain == text.strip() or not text.isupper())
        )
        if not (plain.isdigit() or CLOCK.fullmatch(plain)):
            yield from (_SentenceWord(plain, each, is_code) for each in fold(raw).split())


def _within_sentence(
    words: Sequence[_SentenceWord], names: Gazetteer, language: str
) -> ZoneReading | None:
    """Find a place in the middle of a sentence, a place cut short, or one with typing errors."""
    core = [words[at].folded for at in _core(words, codes=True)]
    if cities := names.likely_matches(core, language):
        return ZoneReading(tuple(cities[:MAX_CITIES]))
    before = where.load_words().before
    for at, word in enumerate(words):
        rest = words[at + 1 : at + 1 + MOST_WORDS]
        for end in range(len(rest) if word.folded in before else 0, 0, -1):
            part = rest[:end]
            if not part[-1].is_optional() and (cities := _cities_named(part, names, language)):
                return ZoneReading(tuple(cities[:MAX_CITIES]))
    cities = names.search(" ".join(core), MAX_CITIES, language)
    return ZoneReading(tuple(cities)) if cities else None


def _cities_named(
    part: Sequence[_SentenceWord], names: Gazetteer, language: str, *, whole: bool = False
) -> list[City]:
    """Find cities by name; an abbreviation counts alone or in capitals ("in LA", not "mad")."""
    codes = all(word.is_code or (whole and not word.is_optional()) for word in part)
    folded = [word.folded for word in part]
    found = names.exact_matches(folded, language, codes=codes)
    return [*found, *names.code_matches(" ".join(folded))] if codes else found


def _spans(
    words: Sequence[_SentenceWord], *, codes: bool = False
) -> Iterator[tuple[_SentenceWord, ...]]:
    """Return the whole, then what is left when outer words are dropped, the longest first."""
    if words:
        yield tuple(words)
    core = _core(words, codes=codes)
    first, last = core.start, core.stop
    if last - first > MOST_WORDS:
        return
    spans = [
        (start, end)
        for start in range(max(0, first - MAX_OPTIONAL_WORDS), first + 1)
        for end in range(last, min(len(words), last + MAX_OPTIONAL_WORDS) + 1)
        if 0 < end - start < len(words)
    ]
    for start, end in sorted(spans, key=lambda span: span[0] - span[1]):
        yield tuple(words[start:end])


def _core(words: Sequence[_SentenceWord], *, codes: bool = False) -> range:
    """Return where the words are that may not be left out; if there are none, the end."""
    core = [at for at, word in enumerate(words) if not word.is_optional(codes=codes)]
    return range(core[0], core[-1] + 1) if core else range(len(words), len(words))
