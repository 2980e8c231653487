"""Reads off the end of a sentence when it is to be; what is in doubt is asked, never guessed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from domain.natural_time.ambiguity import MOST_CHOICES, resolve, times
from domain.natural_time.expression import Said
from domain.natural_time.grammar import understand
from domain.natural_time.lexicon import Lexicon, Word, lexicon, split, split_first
from domain.natural_time.merge import anchored, joined, rest_of
from domain.natural_time.recurrence import Recurrence
from domain.natural_time.resolve import Here
from domain.natural_time.results import Reading, Unclear, Understood, Why, titled

__all__ = ["Reading", "Recurrence", "Unclear", "Understood", "Why"]

TITLE_ENDS = " \t\r\n,;:-–—"
LEFT_OVER = re.compile(r"(?:E[NO]?U|[XS]U|[EXSLWDMFOCcHyKG#?B])$")
"""Parts of a moment that may stand before the one that was found, and belong to it somehow."""
DAY_NAMED = set("WDK#?")


def read(words: str, now: datetime, zone: str, language: str, kept: Said | None = None) -> Reading:
    """Read what is to happen when, from a sentence with the moment at its end.

    `zone` is an IANA name. `kept` is what was said of the same moment before; these words continue
    it. Every moment of the answer lies after `now`.
    """
    code, lexicon_ = lexicon(language)
    return _read(words, lexicon_, Here(now, zone, code), kept)


def settle_said(said: Said, now: datetime, zone: str, language: str) -> Reading:
    """Resolve what was put together without words, as by tapping a day."""
    return _meant([said], Here(now, zone, lexicon(language)[0]))


def read_moment(words: str, now: datetime, zone: str, language: str) -> Reading:
    """Read a single moment, as for a snooze: "tomorrow 9:00", "in 2 hours", also "2 hours"."""
    short = words.strip()
    reading = _bare(read(short, now, zone, language))
    if not (isinstance(reading, Unclear) and reading.why == "nothing"):
        return reading
    _, lexicon_ = lexicon(language)
    return _bare(read(f"{lexicon_.words.into[0]} {short}", now, zone, language))


def read_time(words: str, language: str) -> tuple[int, ...]:
    """Return what "7:30 pm" or "a las 7" may mean, in minutes since midnight.

    The list is empty if it is no time, and has two where it may be before or after noon.
    """
    _, lexicon_ = lexicon(language)
    for each in (words, f"{lexicon_.words.at[0]} {words}"):
        said = understand(lexicon_.read(split(each)) or ())
        if said and not said.dated and not said.unit:
            return times(said)
    return ()


def _bare(reading: Reading) -> Reading:
    """Refuse words that say more than a moment."""
    if reading.title or (isinstance(reading, Understood) and reading.rule):
        return Unclear("", "nothing")
    if isinstance(reading, Unclear) and any(choice.rule for choice in reading.choices):
        return Unclear("", "nothing")
    return reading


@dataclass(frozen=True, slots=True)
class _Found:
    """Where the words that say when begin and end, and what they say."""

    start: int
    said: Said


def _read(sentence: str, lexicon_: Lexicon, here: Here, kept: Said | None) -> Reading:
    words = split(sentence)
    end = _without_politeness(words, lexicon_)
    after = "".join(f" {sentence[word.start : word.end]}" for word in words[end:] if word.is_sign)
    words = words[:end]
    found = _longest(words, lexicon_)
    if vague := _vague(words, lexicon_, found.start if found else len(words)):
        return Unclear(_title(sentence[: vague.start], after), "vague")
    if found is None and (more := rest_of(words, lexicon_, kept)):
        found = _Found(0, more)
    if found is None:
        return _scattered(sentence, (), lexicon_, here) or Unclear(sentence.strip(), "nothing")
    title = _title(sentence[: words[found.start].start], after)
    reading = titled(_meant(joined(kept, found.said), here), title)
    if _is_doubtful(words[: found.start], lexicon_):
        return _asked("doubt", reading)
    if found.said.dated or found.said.unit:
        return reading
    scattered = _scattered(sentence, words[found.start :], lexicon_, here)
    if scattered is not None:
        choices = (*scattered.choices, *_asked("scattered", reading).choices)
        return replace(scattered, title=title, choices=choices[:MOST_CHOICES])
    if _names_a_day(words[: found.start], lexicon_):
        return _asked("scattered", reading)
    return reading


def _longest(words: Sequence[Word], lexicon_: Lexicon) -> _Found | None:
    for start in range(len(words)):
        tokens = lexicon_.read(words[start:])
        if tokens and (said := understand(tokens)):
            return _Found(start, said)
    return None


def _without_politeness(words: Sequence[Word], lexicon_: Lexicon) -> int:
    end = len(words)
    while end:
        last_two = " ".join(word.key for word in words[max(0, end - 2) : end])
        if last_two in lexicon_.please:
            end -= 2 if end > 1 else 1
        elif words[end - 1].key in lexicon_.please or words[end - 1].is_sign:
            end -= 1
        else:
            break
    return max(end, 0)


def _vague(words: Sequence[Word], lexicon_: Lexicon, before: int) -> Word | None:
    """Return the first word of a final phrase that is no moment, if it begins before `before`."""
    for start in range(min(before, len(words))):
        if " ".join(word.key for word in words[start:]) in lexicon_.vague:
            return words[start]
    return None


def _is_doubtful(before: Sequence[Word], lexicon_: Lexicon) -> bool:
    """Return whether the words right before the moment make it another one, or a part of one."""
    if len(before) > 1 and before[-1].is_sign and before[-2].raw[-1:].isdigit():
        return True
    for length in (1, 2, 3):
        nearest = before[-length:]
        if len(nearest) < length:
            break
        if " ".join(word.key for word in nearest) in lexicon_.doubt:
            return True
        tokens = lexicon_.read(nearest) or ()
        if LEFT_OVER.search("".join(token.code for token in tokens)):
            return True
    return False


def _names_a_day(title: Sequence[Word], lexicon_: Lexicon) -> bool:
    each = (lexicon_.read([word]) or () for word in title)
    return any(token.code in DAY_NAMED for tokens in each for token in tokens)


def _scattered(sentence: str, end: Sequence[Word], lexicon_: Lexicon, here: Here) -> Unclear | None:
    """Read a sentence that begins with the day: "tomorrow call mum at 8:30"."""
    first = split_first(sentence)
    until = end[0].start if end else len(sentence)
    for length in range(len(first), 0, -1):
        if first[length - 1].end > until or (not end and length == len(first)):
            continue
        said = understand(lexicon_.read([*first[:length], *end]) or ())
        if said and (said.dated or said.unit):
            title = _title(sentence[first[length - 1].end : until], "")
            return _asked("scattered", titled(_meant([said], here), title))
    return None


def _meant(others: Sequence[Said], here: Here) -> Reading:
    """Return the moment, or all possible ones; what was understood stays with the answer."""
    readings = [resolve(said, here) for said in others]
    first = readings[0]
    if len(readings) > 1:
        choices = [each for reading in readings for each in _choices(reading)]
        return Unclear("", "nth", tuple(choices[:MOST_CHOICES]))
    if isinstance(first, Unclear):
        return replace(first, said=anchored(others[0], first.why, here))
    return replace(first, said=anchored(others[0], "scattered", here))


def _asked(why: Why, reading: Reading) -> Unclear:
    return Unclear(reading.title, why, _choices(reading), reading.said)


def _choices(reading: Reading) -> tuple[Understood, ...]:
    return (reading,) if isinstance(reading, Understood) else reading.choices


def _title(words: str, after: str) -> str:
    return words.strip().strip(TITLE_ENDS) + after if words.strip() else after.strip()
