"""Cuts a sentence into words, numbers and signs, each with its place in the sentence."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from content.normalize import fold

Value = Any
"""A number, a clock's time, a part of the day: each kind of word has its own."""
Kinds = Mapping[str, Value]
LONGEST_WORD = 24
TOO_LONG = "xxx"
"""Stands for a word that is longer than any that says when."""
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufe00-\ufe0f\ufeff]")
CLOCK_PICTURES = "⌚⏰⏱⏲🕰" + "".join(map(chr, range(0x1F550, 0x1F568)))
DASHES = "\u2010\u2011\u2012\u2013\u2014\u2212"
SHAPE = re.compile(
    r"""
    (?P<iso>\d{4}-\d{1,2}-\d{1,2}(?:T(?=\d\d:)|(?!\d)))
    | (?P<date>\d{1,2}/\d{1,2}(?:/(?:\d{4}|\d{2}))?(?![\d/])
        | \d{1,2}(?P<sep>[.-])\d{1,2}(?P=sep)(?:\d{4}|\d{2})(?!\d)
        | \d{1,2}\.(?:0?[1-9]|1[0-2])\.(?=\s+\S))
    | (?P<clock>\d{1,2}[:hH]\d{2}(?!\d))
    | (?P<decimal>\d{1,4}[.,]\d{1,2}(?!\d))
    | (?P<number>\d+)
    | (?P<letters>[ap]\.\s?m\b\.? | [^\W\d_]+(?:['’`][^\W\d_]+)*)
    | (?P<sign>[^\s\w])
    """,
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a number or a sign, and what it may be where people say when.

    `shape` tells which of them; `is_glued` whether no space stands before it.
    """

    shape: str
    raw: str
    key: str
    start: int
    end: int
    is_glued: bool
    kinds: Kinds = field(default_factory=dict)


def split(sentence: str) -> list[Token]:
    """Return the words, numbers and signs; those inside an invisible word count as one."""
    plain, places = _without_invisible(sentence)
    found: list[Token] = []
    for match in SHAPE.finditer(plain):
        is_short = len(match[0]) <= LONGEST_WORD
        raw = match[0] if is_short else TOO_LONG
        shape = match.lastgroup if is_short and match.lastgroup else "letters"
        key = fold(raw) if shape == "letters" else raw
        is_glued = bool(match.start()) and not plain[match.start() - 1].isspace()
        start, end = places[match.start()], places[match.end() - 1] + 1
        found.append(Token(shape, raw, key.replace(" ", "") or raw, start, end, is_glued))
    return found


def _without_invisible(sentence: str) -> tuple[str, Sequence[int]]:
    """Return the sentence in plain digits and dashes, with the place of each of its letters."""
    if sentence.isascii():
        return sentence, range(len(sentence))
    letters = [
        (_plain(letter), place)
        for place, letter in enumerate(sentence)
        if not INVISIBLE.match(letter)
    ]
    return "".join(letter for letter, _ in letters), [place for _, place in letters]


def _plain(letter: str) -> str:
    if letter.isascii():
        return letter
    if letter.isdecimal():
        return str(unicodedata.decimal(letter))
    if letter in DASHES:
        return "-"
    wide = unicodedata.normalize("NFKC", letter)
    return wide if len(wide) == 1 and wide.isascii() and not wide.isspace() else letter
