"""Tells whether a sentence says where somebody is, or what their clock shows, and where that is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from content import FALLBACK, where
from content.cities import City
from content.folding import fold
from content.gazetteer import Gazetteer
from domain import when, zone

LONGEST = 100
"""Characters; whoever writes more says more than where they are."""
FOUND = 8
OTHER_HALF = 4
"""So many places are offered besides for a clock that may be meant before or after noon."""
BESIDE = 3
"""So many words that may be left out can belong to a name all the same: "the Bay of Plenty"."""
MOST_WORDS = 8
OFFSET = re.compile(
    r"\b(?:utc|gmt|z)\s*([+\-\N{MINUS SIGN}\N{EN DASH}])\s*(\d{1,2})(?:[:.]?([0-5]\d))?\b"
    r"|(?<![\w:])([+\-\N{MINUS SIGN}])(\d{2}):([0-5]\d)(?![\w:])",
    re.IGNORECASE,
)
UTC_ALONE = frozenset({"utc", "zulu", "z", "universal time", "coordinated universal time"})
CLOCK = re.compile(r"\d{1,2}(?:[:.h]\d{2})?h?(?:[ap]\.?m\.?)?|[ap]\.?m\.?", re.IGNORECASE)
EITHER_HALF = re.compile(r"[1-9]\d?\s?[:.h]\s?\d{2}", re.IGNORECASE)
"""A clock with no word for the half of the day and no zero before the hour."""
MARKS = ' \t\r\n.,;!?¡¿()"“”«»'


@dataclass(frozen=True, slots=True)
class Found:
    """Where somebody may be, the likeliest first; by a clock there may be no such place."""

    cities: tuple[City, ...]
    by_clock: bool = False


@dataclass(frozen=True, slots=True)
class _Word:
    raw: str
    folded: str
    is_code: bool = False
    """Whether it stands in capitals among words that do not, as in "I am in LA"."""

    def is_around(self, *, codes: bool = False) -> bool:
        """Whether it may be left out; with `codes` also what stands in capitals."""
        return self.folded in where.words().around and (codes or not self.is_code)


def read_place(
    words: str, names: Gazetteer, language: str, now: datetime, *, asked: bool = True
) -> Found | None:
    """Reads the place or the clock in a sentence; None where there is neither.

    Somebody who was not `asked` has to have named one exactly, and nothing else besides.
    """
    if not asked and len(words) > LONGEST:
        return None
    text = words[:LONGEST]
    return (
        _by_offset(text, names, language, now)
        or _by_clock(text, names, language, now)
        or _by_name(text, names, language, asked=asked)
    )


def _by_offset(text: str, names: Gazetteer, language: str, now: datetime) -> Found | None:
    found = OFFSET.search(text)
    if found:
        sign, hours, minutes = found.groups()[:3] if found[1] else found.groups()[3:]
        offset = (int(hours) * 60 + int(minutes or 0)) * (1 if sign == "+" else -1)
    elif fold(text) in UTC_ALONE:
        offset = 0
    else:
        return None
    cities = zone.at_offset(names.cities, language, offset, now)
    return Found(tuple(cities[:FOUND]), by_clock=True)


def _by_clock(text: str, names: Gazetteer, language: str, now: datetime) -> Found | None:
    times = read_times(text, language)
    if not times:
        return None
    first, *others = (zone.places(names.cities, language, each, now) for each in times)
    more = [city for places in others for city in places[:OTHER_HALF]]
    return Found(tuple(dict.fromkeys([*first, *more])), by_clock=True)


def read_times(text: str, language: str) -> tuple[int, ...]:
    """Reads the minutes since midnight in words such as "it is half past ten".

    The time as it is written comes first, and behind it the one of the other half of the day where
    that may be meant.
    """
    words = [_Word(raw.strip(MARKS), fold(raw)) for raw in text[:LONGEST].split() if fold(raw)]
    for part in _parts(words):
        if times := _times(" ".join(word.raw for word in part), language):
            return times
    return ()


def _times(text: str, language: str) -> tuple[int, ...]:
    written = zone.read_clock(text)
    if written is not None and (":" in text or not text.isdecimal()):
        if EITHER_HALF.fullmatch(text) and 60 <= written < 13 * 60:
            return written, (written + zone.DAY // 2) % zone.DAY
        return (written,)
    for each in dict.fromkeys((language, FALLBACK, "es")):
        if times := when.read_time(text, each):
            return times
    return () if written is None else (written,)


def _by_name(text: str, names: Gazetteer, language: str, *, asked: bool) -> Found | None:
    words = list(_words(text))
    parts = list(dict.fromkeys([*_parts(words), *_parts(words, codes=True)]))
    for part in parts:
        whole = asked and len(part) == len(words)
        if cities := _named(part, names, language, whole=whole):
            return Found(tuple(cities[:FOUND]))
    return _among(words, names, language) if asked else None


def _words(text: str) -> Iterator[_Word]:
    """The words of a sentence without clocks and postcodes."""
    for raw in text.split():
        plain = raw.strip(MARKS)
        is_code = (
            plain.isupper() and len(plain) > 1 and (plain == text.strip() or not text.isupper())
        )
        if not (plain.isdigit() or CLOCK.fullmatch(plain)):
            yield from (_Word(plain, each, is_code) for each in fold(raw).split())


def _among(words: Sequence[_Word], names: Gazetteer, language: str) -> Found | None:
    """A place in the middle of a sentence, one that was begun, or one with typing errors."""
    core = [words[at].folded for at in _core(words, codes=True)]
    if cities := names.guessed(core, language):
        return Found(tuple(cities[:FOUND]))
    before = where.words().before
    for at, word in enumerate(words):
        rest = words[at + 1 : at + 1 + MOST_WORDS]
        for end in range(len(rest) if word.folded in before else 0, 0, -1):
            part = rest[:end]
            if not part[-1].is_around() and (cities := _named(part, names, language)):
                return Found(tuple(cities[:FOUND]))
    cities = names.search(" ".join(core), FOUND, language)
    return Found(tuple(cities)) if cities else None


def _named(
    part: Sequence[_Word], names: Gazetteer, language: str, *, whole: bool = False
) -> list[City]:
    """An abbreviation counts alone or in capitals: "I am in LA", never "I am mad"."""
    codes = all(word.is_code or (whole and not word.is_around()) for word in part)
    folded = [word.folded for word in part]
    found = names.named(folded, language, codes=codes)
    return [*found, *names.coded(" ".join(folded))] if codes else found


def _parts(words: Sequence[_Word], *, codes: bool = False) -> Iterator[tuple[_Word, ...]]:
    """The whole, then all that is left when words around are left out, the longest first."""
    if words:
        yield tuple(words)
    core = _core(words, codes=codes)
    first, last = core.start, core.stop
    if last - first > MOST_WORDS:
        return
    spans = [
        (start, end)
        for start in range(max(0, first - BESIDE), first + 1)
        for end in range(last, min(len(words), last + BESIDE) + 1)
        if 0 < end - start < len(words)
    ]
    for start, end in sorted(spans, key=lambda span: span[0] - span[1]):
        yield tuple(words[start:end])


def _core(words: Sequence[_Word], *, codes: bool = False) -> range:
    """Where the words are that may not be left out; of none, the end of the sentence."""
    core = [at for at, word in enumerate(words) if not word.is_around(codes=codes)]
    return range(core[0], core[-1] + 1) if core else range(len(words), len(words))
