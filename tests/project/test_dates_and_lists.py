"""Test that dates and lists are written in one place each, so that they read alike everywhere."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

HOUSE = Path(__file__).parents[2]
ROOMS = ("handlers", "content", "domain")
FORMATTERS = {
    "format_date": "handlers/date_text.py",
    "format_datetime": "",
    "format_skeleton": "handlers/date_text.py",
    "format_time": "handlers/date_text.py",
    "format_list": "content/values.py",
}
"""Babel's functions, and the only module that may call each; "" for none."""


def nodes() -> Iterator[tuple[str, ast.AST]]:
    """Yield each part of the code that says something to people, with its module."""
    for path in sorted(each for room in ROOMS for each in (HOUSE / room).rglob("*.py")):
        name = path.relative_to(HOUSE).as_posix()
        if not name.startswith("content/lint/"):
            yield from ((name, node) for node in ast.walk(ast.parse(path.read_text())))


def test_only_one_module_calls_each_of_babels_formatters() -> None:
    """A long form and a short one, in the reader's country: `handlers/date_text.py` has both."""
    elsewhere = [
        (module, each.name)
        for module, node in nodes()
        if isinstance(node, ast.ImportFrom)
        for each in node.names
        if FORMATTERS.get(each.name, module) != module
    ]
    assert elsewhere == []


def test_no_handler_joins_a_list_by_hand() -> None:
    """Without this: “a, b” where another language has another comma, or a word before the last."""
    joined = [
        (module, node.func.value.value)
        for module, node in nodes()
        if module.startswith("handlers/")
        and isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "join"
        and isinstance(node.func.value, ast.Constant)
        and not str(node.func.value.value).isspace()
        and node.func.value.value != ""
        and module != "handlers/__init__.py"
    ]
    assert joined == []
