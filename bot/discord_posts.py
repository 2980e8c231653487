"""Cuts one of our messages into posts that Discord takes: their words, buttons and file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

import regex

from bot.adapter import Outgoing
from chat import markup
from chat.buttons import Sign
from chat.messages import Attachment, Rows

LONGEST_TEXT = 2000
"""Characters of Markdown; we count UTF-16 units, which are never fewer."""
LONGEST_LABEL = 80
ROWS, IN_A_ROW = 5, 5
LONGEST_NONCE = 25
MORE = "…"
"""The words above buttons that found no place under the post before."""

T = TypeVar("T")
Labels = dict[str, str]
"""The labels of a row's buttons, each by its wire."""


@dataclass(frozen=True, slots=True)
class Post:
    """One message as Discord takes it; the words are Markdown."""

    words: str
    rows: Sequence[Labels] = ()
    nonce: str = ""
    file: Attachment | None = None


def posts(message: Outgoing, sign: Sign) -> list[Post]:
    """At least one; buttons and file come with the last words, more buttons after them."""
    *before, last = _words(message.text)
    screens = _grouped(_rows(message.rows, sign), ROWS) or [[]]
    heads = [*before, last, *(MORE for _ in screens[1:])]
    found = []
    for number, words in enumerate(heads):
        at = number - len(before)
        file = message.attachment if at == 0 else None
        rows = screens[at] if at >= 0 else []
        found.append(Post(words, rows, _nonce(message.nonce, number), file))
    return found


def _words(text: str) -> list[str]:
    """Escaping can double a text, so that what the outbox let pass is measured once more."""
    limit = LONGEST_TEXT
    while True:
        parts = [markup.to_markdown(part) for part in markup.split(text, limit)]
        longest = max(map(_units, parts))
        if longest <= LONGEST_TEXT:
            return parts
        limit = max(markup.SMALLEST_LIMIT, min(limit - 1, limit * LONGEST_TEXT // longest))


def _rows(rows: Rows, sign: Sign) -> list[Labels]:
    """At most five in a row, as they stood if there is room for it.

    Discord refuses two buttons of one meaning; the first of them stays.
    """
    seen: set[str] = set()
    whole: list[Labels] = []
    for row in rows:
        wired = {wire: label(each.label) for each in row if (wire := each.wire(sign)) not in seen}
        seen.update(wired)
        whole.extend(dict(some) for some in _grouped(list(wired.items()), IN_A_ROW))
    if len(whole) <= ROWS:
        return whole
    every = [pair for row in whole for pair in row.items()]
    return [dict(some) for some in _grouped(every, IN_A_ROW)]


def label(words: str, longest: int = LONGEST_LABEL) -> str:
    """What fits on a button, cut between two graphemes."""
    if _units(words) <= longest:
        return words
    kept = ""
    for grapheme in regex.findall(r"\X", words):
        if _units(kept + grapheme) >= longest:
            break
        kept += grapheme
    return f"{kept}…"


def _nonce(nonce: str, number: int) -> str:
    """The message's own for its first post; a shorter beginning of it and the number for others."""
    return f"{nonce[: LONGEST_NONCE - 3]}.{number}" if nonce and number else nonce


def _grouped(things: Sequence[T], size: int) -> list[Sequence[T]]:
    return [things[at : at + size] for at in range(0, len(things), size)]


def _units(words: str) -> int:
    return len(words.encode("utf-16-le", "surrogatepass")) // 2
