"""Parse Discord's Markdown into plain text and entities, as its app shows it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from playground.shared.text_spans import Entity, utf16_length

QUOTE = re.compile(r"^>>> (?P<rest>[\s\S]+)|(?P<lines>(?:^> .*(?:\n|\Z))+)", re.MULTILINE)
QUOTE_MARK = re.compile(r"^> ", re.MULTILINE)
WORDS = r"(?:\\[\s\S]|[^\\])+?"
INLINE = re.compile(
    r"\\(?P<escaped>[^\w\s]|_)"
    r"|```(?:[\w+-]*\n)?(?P<pre>[\s\S]+?)\n?```"
    r"|(?P<ticks>`+)(?P<code>[\s\S]*?[^`])(?P=ticks)(?!`)"
    rf"|\|\|(?P<spoiler>{WORDS})\|\|"
    rf"|\*\*(?P<bold>{WORDS})\*\*(?!\*)"
    rf"|__(?P<underline>{WORDS})__(?!_)"
    rf"|~~(?P<strikethrough>{WORDS})~~(?!~)"
    r"|\*(?=\S)(?P<italic>(?:\*\*|\\[\s\S]|[^*\\])+?)\*(?!\*)"
    r"|(?<![^\W_])_(?P<slanted>(?:__|\\[\s\S]|[^_\\])+?)_(?!\w)"
    r"|\[(?P<text_link>[^\]\n]+)\]\((?P<address>https?://[^\s)]+)\)"
    r"|(?P<url>https?://[^\s<>]*[^\s<>.,:;!?\"')\]])"
)
PLAIN = ("escaped", "pre", "code", "url")
"""Marks that contain no other marks."""


def parse(text: str) -> tuple[str, list[dict[str, Any]]]:
    """Return the text as people see it, and its entities with offsets in UTF-16 code units."""
    reader = _Reader()
    at = 0
    for quote in QUOTE.finditer(text):
        reader.inline(text[at : quote.start()])
        reader.quote(quote)
        at = quote.end()
    reader.inline(text[at:])
    return "".join(reader.words), [one.as_json() for one in sorted(reader.found, key=Entity.order)]


class _Reader:
    """The text read so far, and its entities."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.found: list[Entity] = []
        self._at = 0

    def quote(self, quote: re.Match[str]) -> None:
        """Read a block of quoted lines; the line break after it stays outside."""
        lines = quote["rest"] or QUOTE_MARK.sub("", quote["lines"])
        start = self._at, len(self.found)
        self.inline(lines.removesuffix("\n"))
        self._add_entity("blockquote", start)
        if lines.endswith("\n"):
            self._append("\n")

    def inline(self, text: str) -> None:
        """Read text with marks in it."""
        at = 0
        for match in INLINE.finditer(text):
            self._append(text[at : match.start()])
            self._parse_match(match)
            at = match.end()
        self._append(text[at:])

    def _parse_match(self, match: re.Match[str]) -> None:
        kind, words = next(_matched_groups(match))
        start = self._at, len(self.found)
        if kind in PLAIN:
            self._append(_trimmed(words) if kind == "code" else words)
        else:
            self.inline(words)
        if kind != "escaped":
            kind = "italic" if kind == "slanted" else kind
            self._add_entity(kind, start, match["address"] or "")

    def _add_entity(self, kind: str, start: tuple[int, int], address: str = "") -> None:
        """Add an entity from `start` on, before those inside it: the outer one is shown first."""
        unit, place = start
        if self._at > unit:
            self.found.insert(place, Entity(kind, unit, self._at - unit, address))

    def _append(self, words: str) -> None:
        self.words.append(words)
        self._at += utf16_length(words)


def _matched_groups(match: re.Match[str]) -> Iterator[tuple[str, str]]:
    named = match.groupdict()
    return ((k, words) for k, words in named.items() if words and k not in ("ticks", "address"))


def _trimmed(code: str) -> str:
    """Return the code without the spaces that separate its backticks from the outer ones."""
    spaced = code.startswith(" ") and code.endswith(" ") and code.strip()
    return code[1:-1] if spaced and "`" in code else code
