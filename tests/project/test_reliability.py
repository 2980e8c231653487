"""Test that the page of promises names existing tests, and measured figures."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[2]
PAGE = (HOUSE / "docs/reliability.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", PAGE)))
ROWS = [row for row in PAGE.splitlines() if row.startswith("| ") and "---" not in row]


@pytest.mark.parametrize(("file", "name"), NAMED)
def test_every_test_that_is_named_exists(file: str, name: str) -> None:
    tree = ast.parse((HOUSE / file).read_text(encoding="utf-8"))
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    found = {node.name for node in ast.walk(tree) if isinstance(node, functions)}
    assert not name or name in found


@pytest.mark.parametrize("row", ROWS)
def test_no_promise_lacks_a_test_a_mutation_or_a_figure(row: str) -> None:
    cells = [cell.strip() for cell in row.strip("|").split("|")]
    assert len(cells) == 4
    assert all(cells)
    assert not re.search(r"\b(TODO|TBD)\b|^[A-Z-]+$", cells[3])
