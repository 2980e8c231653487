"""Puts our rows of buttons into what stands under a post on Discord: buttons, and menus."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, groupby, repeat
from math import ceil
from typing import TypeVar

import regex

from chat.buttons import Button, Sign
from chat.messages import Rows

LONGEST_LABEL = 80
ROWS, IN_A_ROW, IN_A_MENU = 5, 5, 25
MAIN, DESTRUCTIVE = 1, 4
"""Blue and red; what is neither is grey."""

T = TypeVar("T")
Labels = dict[str, str]
"""The labels of a row's buttons, each by its wire."""


@dataclass(frozen=True, slots=True)
class Menu:
    """What unfolds to be chosen from, in place of more buttons than fit."""

    words: str
    options: Labels


Row = Labels | Menu


def styles(main: Iterable[str], destructive: Iterable[str]) -> dict[str, int]:
    """Discord's numbers for how buttons look, by what they do."""
    return dict.fromkeys(main, MAIN) | dict.fromkeys(destructive, DESTRUCTIVE)


def rows_of(rows: Rows, sign: Sign) -> list[Row]:
    """At most five buttons in a row, as they stood if there is room for it.

    Rows that are wider become menus, as a calendar's weeks do. Where there are too many buttons
    all the same, those that stand beside others become menus, too. Discord refuses two buttons of
    one meaning; the first of them stays.
    """
    whole = _laid(rows, sign, IN_A_ROW)
    if len(whole) > ROWS:
        whole = _packed(whole)
    return whole if len(whole) <= ROWS else _packed(_laid(rows, sign, 1))


def _laid(rows: Rows, sign: Sign, widest: int) -> list[Row]:
    seen: set[str] = set()
    whole: list[Row] = []
    for are_wide, some in groupby(rows, lambda row: len(row) > widest):
        if are_wide:
            whole += _menus(_under_heads(list(some), sign, seen))
        else:
            whole += filter(None, [_new(row, [], sign, seen) for row in some])
    return whole


def label(words: str, longest: int = LONGEST_LABEL) -> str:
    """What fits on a button, cut between two graphemes."""
    if units(words) <= longest:
        return words
    kept = ""
    for grapheme in regex.findall(r"\X", words):
        if units(kept + grapheme) >= longest:
            break
        kept += grapheme
    return f"{kept}…"


def grouped(things: Sequence[T], size: int) -> list[Sequence[T]]:
    """In their order, each group but the last as large as `size`."""
    return [things[at : at + size] for at in range(0, len(things), size)]


def units(words: str) -> int:
    """UTF-16 units, which are never fewer than the characters that Discord counts."""
    return len(words.encode("utf-16-le", "surrogatepass")) // 2


def _new(row: Sequence[Button], heads: Sequence[str], sign: Sign, seen: set[str]) -> Labels:
    """What was not seen before, each with the head of its column if it has one."""
    found: Labels = {}
    for each, head in zip(row, chain(heads, repeat("")), strict=False):
        wire, words = each.wire(sign), f"{each.label} · {head}" if head else each.label
        if wire not in seen:
            seen.add(wire)
            found[wire] = label(words)
    return found


def _under_heads(rows: Sequence[Sequence[Button]], sign: Sign, seen: set[str]) -> Labels:
    """A first row that means the same all over is what the columns are called."""
    first, *rest = rows
    meanings = {each.wire(sign) for each in first}
    heads = [each.label for each in first] if len(meanings) == 1 else []
    found: Labels = {}
    if heads:
        seen |= meanings
    for row in rest if heads else rows:
        found |= _new(row, heads, sign, seen)
    return found


def _menus(options: Labels) -> list[Menu]:
    """As few as can be, about as long as each other, named by their first and last option."""
    if not options:
        return []
    size = ceil(len(options) / ceil(len(options) / IN_A_MENU))
    parts = [dict(some) for some in grouped(list(options.items()), size)]
    return [Menu(" – ".join(dict.fromkeys(_ends(part))), part) for part in parts]


def _ends(options: Labels) -> tuple[str, str]:
    first, *rest = options.values()
    return first, [first, *rest][-1]


def _packed(whole: Sequence[Row]) -> list[Row]:
    """Buttons closer together, up to the next menu."""
    closer: list[Row] = []
    for row in whole:
        last = closer[-1] if closer else None
        if isinstance(row, Menu) or not isinstance(last, dict):
            closer.append(row)
            continue
        both = list({**last, **row}.items())
        closer[-1:] = [dict(some) for some in grouped(both, IN_A_ROW)]
    return closer
