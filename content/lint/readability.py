"""How easily a challenge reads: Flesch's reading ease in English, Fernández Huerta's in Spanish."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

import pyphen

from content.challenges import Challenge
from content.problems import Problem

BANDS = {"en": (65, 100), "es": (75, 105)}
"""Plain to very easy; each language needs a band and a formula. Ours: 72 to 93, 83 to 104."""
FORMULAS = {"en": (206.835, 84.6, 1.015), "es": (206.84, 60.0, 1.02)}
"""The start, and what comes off for each syllable of the mean word and word of the mean sentence.

Flesch 1948, doi:10.1037/h0057532; Fernández Huerta 1959, with the constant as corrected by
Law 2011. Pyphen knows where a word may be parted, which is a syllable or two short of the truth in
long English words: our figures lie a little above those that other tools give.
"""
WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
SENTENCE_END = re.compile(r"[.!?…:]+(?=\W|$)")


def check(language: str, file: str, challenge: Challenge) -> Iterator[Problem]:
    """Return a problem if the challenge is hard to read or has too many exclamation marks."""
    if language not in BANDS:
        return
    lowest, highest = BANDS[language]
    found = reading_ease(language, full_text(challenge))
    if not lowest <= found <= highest:
        mend = "shorter words and sentences" if found < lowest else "join some of its sentences"
        what = f"reading ease is {found:.0f}, and not from {lowest} to {highest}"
        yield Problem(file, challenge.id, what, mend)


def too_hard(language: str, text: str) -> str:
    """Return what is wrong with a text that is harder to read than its language's band."""
    if language not in BANDS:
        return ""
    lowest, found = BANDS[language][0], reading_ease(language, text)
    return f"reading ease is {found:.0f}, and not {lowest} or more" if found < lowest else ""


def reading_ease(language: str, text: str) -> float:
    """Return how easy a text reads: about 30 for a statute, 60 for a newspaper, 90 for a child."""
    words = WORD.findall(text.lower())
    if not words:
        return 0.0
    start, syllable, word = FORMULAS[language]
    syllables = sum(_count_syllables(language, each) for each in words)
    sentences = max(1, len(SENTENCE_END.findall(text)))
    return start - syllable * syllables / len(words) - word * len(words) / sentences


def full_text(challenge: Challenge) -> str:
    """Join all of its sentences; a line without a full stop counts as one."""
    asked = challenge.question.ask
    lines = [challenge.why, *challenge.steps, asked, challenge.face_to_face]
    lines += [challenge.solo, challenge.nudge, challenge.reflect]
    return as_sentences(lines)


def as_sentences(lines: Iterable[str]) -> str:
    """Join lines, with a full stop after one that ends openly."""
    return "\n".join(line if SENTENCE_END.search(line[-2:]) else f"{line}." for line in lines)


@lru_cache(maxsize=20_000)
def _count_syllables(language: str, word: str) -> int:
    return len(_hyphenator(language).positions(word)) + 1


@lru_cache
def _hyphenator(language: str) -> pyphen.Pyphen:
    code = {"en": "en_US"}.get(language, language)
    return pyphen.Pyphen(lang=code, left=1, right=1)
