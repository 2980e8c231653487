"""Test that the page of promises names existing tests, and measured figures."""

from __future__ import annotations

import ast
import re
from pathlib import Path

HOUSE = Path(__file__).parents[2]
PAGE = (HOUSE / "docs/reliability.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", PAGE)))
ROWS = [row for row in PAGE.splitlines() if row.startswith("| ") and "---" not in row]


def test_every_test_that_is_named_exists() -> None:
    tests = {file: names_in(HOUSE / file) for file, _ in NAMED}
    assert [(file, name) for file, name in NAMED if name and name not in tests[file]] == []


def names_in(file: Path) -> set[str]:
    """Return the names of a file's functions. Raises FileNotFoundError for a file that is gone."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    return {node.name for node in ast.walk(tree) if isinstance(node, functions)}


def test_no_promise_lacks_a_test_a_mutation_or_a_figure() -> None:
    assert [row for row in ROWS if not is_whole(row)] == []


def is_whole(row: str) -> bool:
    cells = [cell.strip() for cell in row.strip("|").split("|")]
    is_filled = len(cells) == 4 and all(cells)
    return is_filled and not re.search(r"\b(TODO|TBD)\b|^[A-Z-]+$", cells[3])
