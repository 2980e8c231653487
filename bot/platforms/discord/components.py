"""Arranges our rows of buttons as Discord's components under a post: buttons and menus."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, groupby, repeat
from math import ceil
from typing import TypeVar

import regex

from chat.buttons import Button, Sign
from chat.messages import ButtonRows

MAX_LABEL_LENGTH = 80
MAX_ROWS, MAX_BUTTONS_IN_ROW, MAX_OPTIONS_IN_MENU = 5, 5, 25
MAIN_STYLE, DESTRUCTIVE_STYLE = 1, 4
"""Blue and red; other buttons are grey."""

T = TypeVar("T")
LabelsByWire = dict[str, str]
"""The labels of a row's buttons, by their wire."""


@dataclass(frozen=True, slots=True)
class SelectMenu:
    """A menu that takes the place of more buttons than fit."""

    placeholder: str
    options: LabelsByWire


ActionRow = LabelsByWire | SelectMenu


def build_button_styles(main: Iterable[str], destructive: Iterable[str]) -> dict[str, int]:
    """Return Discord's numbers for the looks of buttons, by action."""
    return dict.fromkeys(main, MAIN_STYLE) | dict.fromkeys(destructive, DESTRUCTIVE_STYLE)


def build_action_rows(rows: ButtonRows, sign: Sign) -> list[ActionRow]:
    """Return rows of at most five buttons each, unchanged if there is room for them.

    Wider rows become menus, as a calendar's weeks do. If there are still too many buttons, all rows
    of more than one button become menus. Discord refuses two buttons with the same meaning, so only
    the first of them stays.
    """
    arranged = _arrange_rows(rows, sign, MAX_BUTTONS_IN_ROW)
    if len(arranged) > MAX_ROWS:
        arranged = _pack_rows(arranged)
    return arranged if len(arranged) <= MAX_ROWS else _pack_rows(_arrange_rows(rows, sign, 1))


def _arrange_rows(rows: ButtonRows, sign: Sign, widest: int) -> list[ActionRow]:
    seen: set[str] = set()
    arranged: list[ActionRow] = []
    for are_wide, group in groupby(rows, lambda row: len(row) > widest):
        if are_wide:
            arranged += _build_select_menus(_labels_with_column_heads(list(group), sign, seen))
        else:
            arranged += filter(None, [_unseen_labels(row, [], sign, seen) for row in group])
    return arranged


def fit_label(label: str, max_length: int = MAX_LABEL_LENGTH) -> str:
    """Return the part of a label that fits on a button, cut between two graphemes."""
    if count_utf16_units(label) <= max_length:
        return label
    fitting = ""
    for grapheme in regex.findall(r"\X", label):
        if count_utf16_units(fitting + grapheme) >= max_length:
            break
        fitting += grapheme
    return f"{fitting}…"


def split_into_chunks(things: Sequence[T], size: int) -> list[Sequence[T]]:
    """Return groups in the same order, all but the last of them `size` long."""
    return [things[at : at + size] for at in range(0, len(things), size)]


def count_utf16_units(text: str) -> int:
    """Return the number of UTF-16 units, at least that of the characters Discord counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _unseen_labels(
    row: Sequence[Button], heads: Sequence[str], sign: Sign, seen: set[str]
) -> LabelsByWire:
    """Return the labels of buttons not seen before, each with its column's head if it has one."""
    found: LabelsByWire = {}
    for each, head in zip(row, chain(heads, repeat("")), strict=False):
        wire, label = each.to_wire(sign), f"{each.label} · {head}" if head else each.label
        if wire not in seen:
            seen.add(wire)
            found[wire] = fit_label(label)
    return found


def _labels_with_column_heads(
    rows: Sequence[Sequence[Button]], sign: Sign, seen: set[str]
) -> LabelsByWire:
    """Return the labels of all rows; a first row with one meaning names the columns."""
    first, *rest = rows
    meanings = {each.to_wire(sign) for each in first}
    heads = [each.label for each in first] if len(meanings) == 1 else []
    found: LabelsByWire = {}
    if heads:
        seen |= meanings
    for row in rest if heads else rows:
        found |= _unseen_labels(row, heads, sign, seen)
    return found


def _build_select_menus(options: LabelsByWire) -> list[SelectMenu]:
    """Return the fewest menus, about equally long, named by their first and last option."""
    if not options:
        return []
    size = ceil(len(options) / ceil(len(options) / MAX_OPTIONS_IN_MENU))
    parts = [dict(some) for some in split_into_chunks(list(options.items()), size)]
    return [SelectMenu(" – ".join(dict.fromkeys(_first_and_last(part))), part) for part in parts]


def _first_and_last(options: LabelsByWire) -> tuple[str, str]:
    first, *rest = options.values()
    return first, [first, *rest][-1]


def _pack_rows(rows: Sequence[ActionRow]) -> list[ActionRow]:
    """Put buttons closer together, up to the next menu."""
    packed: list[ActionRow] = []
    for row in rows:
        last = packed[-1] if packed else None
        if isinstance(row, SelectMenu) or not isinstance(last, dict):
            packed.append(row)
            continue
        merged = list({**last, **row}.items())
        packed[-1:] = [dict(some) for some in split_into_chunks(merged, MAX_BUTTONS_IN_ROW)]
    return packed
