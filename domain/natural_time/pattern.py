"""Compiles the patterns of the grammar, and matches them against tokens.

A pattern names kinds of words: `every weekday (and weekday)*`. `?`, `*` and `+` mean what they mean
in a regular expression, `|` separates two ways to say it, `kind:label` keeps the word's value under
a label, and `&( … )` looks at the words behind without taking them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from domain.natural_time.tokens import Token, Value

Captured = tuple[tuple[str, Value], ...]
Match = Callable[[Sequence[Token], int], Iterator[tuple[int, Captured]]]
PIECE = re.compile(r"[a-z_]+(?::[a-z_]+)?|[()|?*+&]")
MOST_REPEATS = 6


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern: how it matches, and the kinds of which its first word has to be one.

    An optional pattern matches nothing as well.
    """

    match: Match
    first: frozenset[str]
    is_optional: bool = False

    def may_begin(self, tokens: Sequence[Token], at: int) -> bool:
        """Return whether it may match from a place on; the answer costs less than a try."""
        return self.is_optional or (
            at < len(tokens) and not self.first.isdisjoint(tokens[at].kinds)
        )


def compile_pattern(source: str, macros: Mapping[str, Pattern]) -> Pattern:
    """Compile a pattern; a name among `macros` stands for that pattern."""
    pieces = PIECE.findall(source)
    found = _either(pieces, macros)
    if pieces:
        raise ValueError(f"a pattern with something left over: {source!r}")
    return found


def _either(pieces: list[str], macros: Mapping[str, Pattern]) -> Pattern:
    ways = [_sequence(pieces, macros)]
    while pieces and pieces[0] == "|":
        del pieces[0]
        ways.append(_sequence(pieces, macros))
    if len(ways) == 1:
        return ways[0]

    def match(tokens: Sequence[Token], at: int) -> Iterator[tuple[int, Captured]]:
        for way in ways:
            if way.may_begin(tokens, at):
                yield from way.match(tokens, at)

    first = frozenset[str]().union(*(way.first for way in ways))
    return Pattern(match, first, any(way.is_optional for way in ways))


def _sequence(pieces: list[str], macros: Mapping[str, Pattern]) -> Pattern:
    found = _repeated(pieces, macros)
    if not pieces or pieces[0] in ("|", ")"):
        return found
    return _joined(found, _sequence(pieces, macros))


def _joined(head: Pattern, rest: Pattern) -> Pattern:
    def match(tokens: Sequence[Token], at: int) -> Iterator[tuple[int, Captured]]:
        for middle, before in head.match(tokens, at):
            if rest.may_begin(tokens, middle):
                for end, after in rest.match(tokens, middle):
                    yield end, before + after

    first = head.first | rest.first if head.is_optional else head.first
    return Pattern(match, first, head.is_optional and rest.is_optional)


def _repeated(pieces: list[str], macros: Mapping[str, Pattern]) -> Pattern:
    one = _one(pieces, macros)
    sign = pieces.pop(0) if pieces and pieces[0] in ("?", "*", "+") else ""
    if not sign:
        return one
    most = 1 if sign == "?" else MOST_REPEATS

    def match(tokens: Sequence[Token], at: int, left: int = most) -> Iterator[tuple[int, Captured]]:
        is_here = left and one.may_begin(tokens, at)
        for middle, before in one.match(tokens, at) if is_here else ():
            for end, after in match(tokens, middle, left - 1):
                yield end, before + after
        if sign != "+" or left < most:
            yield at, ()

    return Pattern(match, one.first, one.is_optional or sign != "+")


def _one(pieces: list[str], macros: Mapping[str, Pattern]) -> Pattern:
    piece = pieces.pop(0)
    if piece == "&":
        return _ahead(_one(pieces, macros))
    if piece == "(":
        found = _either(pieces, macros)
        del pieces[0]
        return found
    return macros.get(piece) or _word(*piece.partition(":")[::2])


def _word(kind: str, label: str) -> Pattern:
    def match(tokens: Sequence[Token], at: int) -> Iterator[tuple[int, Captured]]:
        if at < len(tokens) and kind in tokens[at].kinds:
            yield at + 1, ((label or kind, tokens[at].kinds[kind]),)

    return Pattern(match, frozenset({kind}))


def _ahead(pattern: Pattern) -> Pattern:
    def match(tokens: Sequence[Token], at: int) -> Iterator[tuple[int, Captured]]:
        if any(True for _ in pattern.match(tokens, at)):
            yield at, ()

    return Pattern(match, pattern.first, is_optional=True)
