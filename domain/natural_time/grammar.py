"""Loads the rules of when.grammar, and covers words with them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from domain.natural_time.expression import EMPTY, Said, Unfit, makes_sense
from domain.natural_time.meaning import FUNCTIONS, Fields, fill
from domain.natural_time.pattern import Captured, Pattern, compile_pattern
from domain.natural_time.tokens import Token

GRAMMAR = Path(__file__).parent / "when.grammar"
LINE = re.compile(r"^(\w+) +(:?=) +(.*?)(?: -> (.*))?$")
CLEAR = ("", "range", "or", "pair")
"""Doubts about several moments, each of which is clear."""
MOST_PIECES = 8
"""No sentence says more things of one moment."""
MOST_TRIES = 120
"""The most ways to put pieces together that are tried from one place, which bounds the time."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A named rule: its pattern, the fields it sets, and the functions that work out more."""

    name: str
    pattern: Pattern
    constants: Fields
    functions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing that was said: the rule, where its words end, and what they carry."""

    rule: Rule
    end: int
    captured: Captured

    def add_to(self, said: Said) -> Said:
        """Add it to what was said. Raise Unfit if both cannot be."""
        return fill(said, self.captured, self.rule.constants, self.rule.functions)

    def alone(self) -> Said | None:
        """Return what it says on its own, or None if that is not enough or uncertain."""
        try:
            said = self.add_to(EMPTY)
        except Unfit:
            return None
        return said if (makes_sense(said) or said.unit) and said.doubt in CLEAR else None


@lru_cache(maxsize=1)
def rules() -> tuple[Rule, ...]:
    """Return all rules, in the order of the file."""
    macros: dict[str, Pattern] = {}
    found: list[Rule] = []
    text = re.sub(r"\n[ \t]+", " ", re.sub(r"^#.*$", "", GRAMMAR.read_text("utf-8"), flags=re.M))
    for line in filter(None, text.splitlines()):
        parts = LINE.match(line)
        if parts is None:
            raise ValueError(f"not a rule: {line!r}")
        name, sign, source, meaning = parts.groups()
        pattern = compile_pattern(source, macros)
        if sign == ":=":
            macros[name] = pattern
        else:
            found.append(Rule(name, pattern, *_meaning(meaning or "")))
    return tuple(found)


def pieces_at(tokens: Sequence[Token], at: int) -> list[Piece]:
    """Return what may be said by the words from a place on, the longest first."""
    kinds = tokens[at].kinds.keys()
    found: dict[tuple[str, int], Piece] = {}
    for rule in rules():
        if kinds & rule.pattern.first:
            for end, captured in rule.pattern.match(tokens, at):
                if end > at:
                    found.setdefault((rule.name, end), Piece(rule, end, captured))
    return sorted(found.values(), key=lambda piece: -piece.end)


class Cover:
    """Covers runs of words with pieces that can be said of one moment together."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self._pieces: dict[int, list[Piece]] = {}
        self._tries = 0

    def pieces(self, at: int) -> list[Piece]:
        """Return the pieces that begin at a place, which are looked for once."""
        if at not in self._pieces:
            self._pieces[at] = pieces_at(self.tokens, at) if self.tokens[at].kinds else []
        return self._pieces[at]

    def from_place(self, at: int, said: Said = EMPTY) -> Iterator[tuple[int, Said]]:
        """Yield where words from a place on may end that say when, and all that they say."""
        self._tries = 0
        for end, found in self._extend(at, said, MOST_PIECES):
            if makes_sense(found):
                yield end, found

    def _extend(self, at: int, said: Said, left: int) -> Iterator[tuple[int, Said]]:
        if not left or at >= len(self.tokens):
            return
        for piece in self.pieces(at):
            self._tries += 1
            if self._tries > MOST_TRIES:
                return
            try:
                found = piece.add_to(said)
            except Unfit:
                continue
            yield from self._extend(piece.end, found, left - 1)
            if piece.end < len(self.tokens) and "of" in self.tokens[piece.end].kinds:
                yield from self._extend(piece.end + 1, found, left - 1)
            yield piece.end, found


def _meaning(source: str) -> tuple[Fields, tuple[str, ...]]:
    constants: Fields = {}
    functions = []
    for each in source.split():
        name, sign, value = each.partition("=")
        if sign:
            constants[name] = int(value) if value.isdigit() else value == "true" or value
        elif name in FUNCTIONS:
            functions.append(name)
        else:
            raise ValueError(f"no meaning is called {name!r}")
    return constants, tuple(functions)
