"""Our neutral markup: `*bold*`, `_italic_`, `` `code` ``, `||spoiler||`, backslash escapes."""

from __future__ import annotations

import html
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import accumulate, groupby, takewhile
from typing import NamedTuple

import regex

BOLD, ITALIC, CODE, SPOILER = "*", "_", "`", "||"
STYLES = (SPOILER, BOLD, ITALIC, CODE)
SPECIAL_CHARACTER = re.compile(r"[\\*_`|]")
ESCAPED_CHARACTER = re.compile(r"\\([\\*_`|])")
TOKEN_PATTERN = re.compile(r"\\([\\*_`|])|`((?:\\[\s\S]|[^\\`])+)`|(\|\||[*_`])")

Tags = Mapping[str, tuple[str, str]]
NEUTRAL_TAGS: Tags = {mark: (mark, mark) for mark in STYLES}
HTML_TAGS: Tags = {
    BOLD: ("<b>", "</b>"),
    ITALIC: ("<i>", "</i>"),
    CODE: ("<code>", "</code>"),
    SPOILER: ("<tg-spoiler>", "</tg-spoiler>"),
}
MARKDOWN_MARKS = {BOLD: "**", ITALIC: "*", CODE: "", SPOILER: "||"}
MARKDOWN_TAGS: Tags = {mark: (ours, ours) for mark, ours in MARKDOWN_MARKS.items()}
MARKDOWN_SPECIAL = re.compile(r"[\\*_`~|<\[]")
MARKDOWN_LINE_START = re.compile(r"^([^\S\n]*(?:\d+(?=[.)]))?)([#>+.)-])", re.MULTILINE)
LINK_PATTERN = re.compile(r"(https?://[\w.~:/?#@!$&+,;=%-]+)", re.ASCII)

FSI, PDI, PDF = "\u2068", "\u2069", "\u202c"
CLOSING_MARK = {
    **dict.fromkeys("\u202a\u202b\u202d\u202e", PDF),
    **dict.fromkeys("\u2066\u2067\u2068", PDI),
}
RIGHT_TO_LEFT_CLASSES = {"R", "AL", "AN"}
DIRECTION_MARKS = {*CLOSING_MARK, PDF, PDI, "\u200e", "\u200f", "\u061c"}
PARAGRAPH_SEPARATOR = re.compile("([\n\r\x1c-\x1e\x85\u2029])")
"""Ends every isolate: class B of Unicode's bidirectional algorithm (UAX 9, X8)."""
TEXT_BREAKS = (
    regex.compile(r"(?<=\n[^\S\n]*)\n"),
    regex.compile(r"\n"),
    regex.compile(r"""(?<=[.!?…]['"’”»)\]]*)\s|[。！？]"""),  # noqa: RUF001 - full stops of Chinese
)
WORD_BREAK = regex.compile(r"\s")
SMALLEST_LIMIT = 2
"""In UTF-16 code units: one character can take two."""


class Run(NamedTuple):
    """Words that look alike."""

    words: str
    styles: frozenset[str]


class MarkupToken(NamedTuple):
    """A piece of markup: plain words, the words of a code span, or a mark."""

    words: str
    kind: str


def escape(words: str) -> str:
    """Return a person's words unchanged to the eye and safe inside our markup."""
    return SPECIAL_CHARACTER.sub(r"\\\g<0>", words)


def quote(words: str) -> str:
    """Escape a person's words and keep them from changing the direction of the text around them."""
    return escape("".join(_isolate_direction(line) for line in PARAGRAPH_SEPARATOR.split(words)))


def to_html(text: str) -> str:
    """Render as Telegram's HTML."""
    return _render(runs(text), HTML_TAGS, lambda run: html.escape(run.words, quote=False))


def to_markdown(text: str) -> str:
    """Render as Discord's Markdown; allowed mentions decide whom it pings."""
    return _render(runs(text), MARKDOWN_TAGS, _render_markdown_run, joint="\u200b")


def to_plain(text: str) -> str:
    """Return the words without any style."""
    return "".join(run.words for run in runs(text))


def as_spoiler(text: str) -> str:
    """Put a whole text under one spoiler, which the reader opens with one tap."""
    return _to_markup([Run(run.words, run.styles | {SPOILER}) for run in runs(text)])


def check(text: str) -> None:
    """Raise ValueError for a mark that is not closed, crosses another or encloses nothing."""
    opened: list[str] = []
    before = MarkupToken("", "words")
    for token in _tokens(text):
        if token.kind == "mark" and opened[-1:] == [token.words] and before != token:
            opened.pop()
        elif token.kind == "mark" and token.words not in opened:
            opened.append(token.words)
        elif token.kind == "mark":
            raise ValueError(f"a {token.words} is not closed, crosses another or holds nothing")
        before = token
    if opened:
        raise ValueError(f"a {opened[-1]} is not closed")


def split(text: str, limit: int) -> list[str]:
    """Split into parts of at most `limit` UTF-16 code units of plain text, where a reader would.

    A paragraph, line or sentence is kept whole where that leaves a part at least half full; else
    a word, else a grapheme. White space at the cuts is dropped. A text that fits is left as it is.
    Raise ValueError for a limit under two.
    """
    if limit < SMALLEST_LIMIT:
        raise ValueError(f"no text can be split to {limit} UTF-16 code units")
    marked = runs(text)
    plain = "".join(run.words for run in marked)
    if _utf16_units(plain) <= limit:
        return [text]
    return [_to_markup(_slice_runs(marked, *span)) for span in _part_spans(plain, limit)]


def runs(text: str) -> list[Run]:
    """Return the words with their styles; a mark without a partner is plain text."""
    tokens = list(_tokens(text))
    marks = _paired_mark_indexes(tokens)
    on: frozenset[str] = frozenset()
    found = []
    for index, token in enumerate(tokens):
        if index in marks:
            on ^= {token.words}
        else:
            found.append(
                Run(token.words, _displayable_styles(on | {CODE} if token.kind == "code" else on))
            )
    alike = groupby(found, key=lambda run: run.styles)
    return [Run("".join(run.words for run in same), styles) for styles, same in alike]


def _tokens(text: str) -> Iterator[MarkupToken]:
    at = 0
    for match in TOKEN_PATTERN.finditer(text):
        if match.start() > at:
            yield MarkupToken(text[at : match.start()], "words")
        escaped, code, mark = match.groups()
        if code:
            yield MarkupToken(ESCAPED_CHARACTER.sub(r"\1", code), "code")
        else:
            yield MarkupToken(escaped or mark, "words" if escaped else "mark")
        at = match.end()
    if at < len(text):
        yield MarkupToken(text[at:], "words")


def _paired_mark_indexes(tokens: Sequence[MarkupToken]) -> set[int]:
    paired: set[int] = set()
    for mark in (BOLD, ITALIC, SPOILER):
        places = [i for i, token in enumerate(tokens) if token == (mark, "mark")]
        paired.update(places[: len(places) // 2 * 2])
    return paired


def _displayable_styles(styles: frozenset[str]) -> frozenset[str]:
    # Telegram lets code hold or be in nothing else; what is hidden had better stay hidden.
    if CODE not in styles:
        return styles
    return frozenset({SPOILER if SPOILER in styles else CODE})


def _render(marked: Sequence[Run], tags: Tags, words: Callable[[Run], str], joint: str = "") -> str:
    parts: list[str] = []
    opened: list[str] = []
    for index, run in enumerate([*marked, Run("", frozenset())]):
        closing = 0
        while not run.styles.issuperset(opened):
            parts.append(tags[opened.pop()][1])
            closing += 1
        fresh = [style for style in STYLES if style in run.styles and style not in opened]
        # The style that lasts longest opens first, so that it need not close and open again.
        fresh.sort(key=lambda style: -_count_runs_with_style(style, marked[index:]))
        parts.append(joint if closing and fresh else "")
        parts.extend(tags[style][0] for style in fresh)
        opened.extend(fresh)
        parts.append(words(run))
    return "".join(parts)


def _count_runs_with_style(style: str, marked: Sequence[Run]) -> int:
    return sum(1 for _ in takewhile(lambda run: style in run.styles, marked))


def _to_markup(marked: Sequence[Run]) -> str:
    return _render(marked, NEUTRAL_TAGS, lambda run: escape(run.words))


def _render_markdown_run(run: Run) -> str:
    if CODE in run.styles:
        longest = max((len(ticks) for ticks in re.findall("`+", run.words)), default=0)
        pad = " " if longest else ""
        return f"{'`' * (longest + 1)}{pad}{run.words}{pad}{'`' * (longest + 1)}"
    pieces = LINK_PATTERN.split(run.words)
    pieces[::2] = [MARKDOWN_SPECIAL.sub(r"\\\g<0>", piece) for piece in pieces[::2]]
    return MARKDOWN_LINE_START.sub(r"\1\\\2", "".join(pieces))


def _isolate_direction(line: str) -> str:
    """Return a line with its direction marks in pairs, isolated if needed."""
    if not any(
        c in DIRECTION_MARKS or unicodedata.bidirectional(c) in RIGHT_TO_LEFT_CLASSES for c in line
    ):
        return line
    kept: list[str] = []
    opened: list[str] = []
    for character in line:
        if character in (PDF, PDI):
            kept.extend(_close_through(character, opened))
        else:
            kept.append(character)
            opened.extend(CLOSING_MARK.get(character, ""))
    return f"{FSI}{''.join(kept)}{''.join(reversed(opened))}{PDI}"


def _close_through(mark: str, opened: list[str]) -> list[str]:
    """Return the marks that a closing mark closes: none if it has no opening mark."""
    if mark not in opened or (mark == PDF and opened[-1] == PDI):
        return []
    closed = [opened.pop()]
    while closed[-1] != mark:
        closed.append(opened.pop())
    return closed


def _slice_runs(marked: Sequence[Run], start: int, end: int) -> list[Run]:
    """Return the runs, or parts of them, between two positions in the plain text."""
    pieces = []
    at = 0
    for words, styles in marked:
        pieces.append(Run(words[max(start - at, 0) : max(end - at, 0)], styles))
        at += len(words)
    return [piece for piece in pieces if piece.words]


def _utf16_units(words: str) -> int:
    return len(words.encode("utf-16-le", "surrogatepass")) // 2


def _part_spans(plain: str, limit: int) -> Iterator[tuple[int, int]]:
    """Return where each part starts and ends in the plain text."""
    pieces = [
        piece for whole in regex.findall(r"\X", plain) for piece in _split_grapheme(whole, limit)
    ]
    blank = [piece.isspace() for piece in pieces]
    edges = list(accumulate(map(len, pieces), initial=0))
    units = list(accumulate(map(_utf16_units, pieces), initial=0))
    at = 0
    while (at := _skip_blank(blank, at)) < len(pieces):
        full = bisect_right(units, units[at] + limit) - 1
        reach = _skip_blank(blank, full)
        end = reach if reach == len(pieces) else _best_cut(plain, edges, at, full, reach)
        start, at = at, end
        while blank[end - 1]:
            end -= 1
        yield edges[start], edges[end]


def _split_grapheme(grapheme: str, limit: int) -> list[str]:
    """Cut a grapheme between its code points if it is longer than the limit."""
    if _utf16_units(grapheme) <= limit:
        return [grapheme]
    pieces = [""]
    for character in grapheme:
        if _utf16_units(pieces[-1] + character) > limit:
            pieces.append("")
        pieces[-1] += character
    return pieces


def _skip_blank(blank: Sequence[bool], at: int) -> int:
    while at < len(blank) and blank[at]:
        at += 1
    return at


def _best_cut(plain: str, edges: Sequence[int], at: int, full: int, reach: int) -> int:
    """Return the number of the piece after which a part that starts at piece `at` should end."""
    half = (at + full) // 2
    numbers = {edge: number for number, edge in enumerate(edges[at + 1 : reach + 1], at + 1)}
    for border in (*TEXT_BREAKS, WORD_BREAK):
        ends = (m.end() for m in border.finditer(plain, edges[at], edges[reach]))
        places = [numbers[end] for end in ends if end in numbers]
        if places and (max(places) > half or border is WORD_BREAK):
            return max(places)
    return full
