"""Finds the line of a content file on which the entry begins that a problem is about."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from content.problems import Problem

ENTRY = re.compile(r"^\[\[\s*\w+\s*\]\]", re.MULTILINE)
ID_OR_NAME = re.compile(r"""^\s*(?:id|name)\s*=\s*["']([^"'\n]*)["']""", re.MULTILINE)


def with_line_numbers(problems: Iterable[Problem], folder: Path) -> Iterator[Problem]:
    """Return the problems, each one about a TOML entry with the line on which the entry begins."""
    read = lru_cache(_entries)
    for each in problems:
        line = (
            _find_line(each.where, *read(folder / each.file))
            if each.file.endswith("toml")
            else None
        )
        yield replace(each, where=f"line {line}, {each.where}") if line else each


def _find_line(where: str, starts: tuple[int, ...], names: dict[str, int]) -> int | None:
    if numbered := re.match(r"number (\d+)\b", where):
        at = int(numbered[1]) - 1
        return starts[at] if at < len(starts) else None
    # A service is named by its country and its name, whatever else by its id alone.
    begun = (name for name in names if re.match(rf"(\w+, )?{re.escape(name)}(,|$)", where))
    return names.get(max(begun, key=len, default=""))


def _entries(path: Path) -> tuple[tuple[int, ...], dict[str, int]]:
    """Return the first lines of entries, and those lines by the entries' ids or names."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return (), {}
    starts = tuple(text.count("\n", 0, found.start()) + 1 for found in ENTRY.finditer(text))
    names: dict[str, int] = {}
    for found in ID_OR_NAME.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        if at := bisect_right(starts, line):
            names.setdefault(found[1], starts[at - 1])
    return starts, names
