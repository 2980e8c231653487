"""Count the product's lines of code: all but blanks, comments, docstrings and imports.

`python -m tools.count_lines` shows the figure for each room.
"""

from __future__ import annotations

import ast
import io
import tokenize
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
ROOMS = ("bot", "handlers", "scheduler", "domain", "storage", "content", "chat")
"""Not `playground/`, which plays other servers."""
NOT_CODE = {
    tokenize.COMMENT,
    tokenize.NL,
    tokenize.NEWLINE,
    tokenize.INDENT,
    tokenize.DEDENT,
    tokenize.ENDMARKER,
}


def count_lines(source: str) -> int:
    """Return how many lines of a module have code that is neither a docstring nor an import."""
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    code = (token for token in tokens if token.type not in NOT_CODE)
    lines = {line for token in code for line in range(token.start[0], token.end[0] + 1)}
    return len(lines.difference(_uncounted_lines(ast.parse(source))))


def _uncounted_lines(module: ast.Module) -> Iterator[int]:
    for node in ast.walk(module):
        if isinstance(node, ast.Import | ast.ImportFrom | ast.Expr) and not _is_call(node):
            yield from range(node.lineno, (node.end_lineno or node.lineno) + 1)


def _is_call(node: ast.stmt) -> bool:
    """Return whether this is an expression that does something, and so no docstring."""
    return isinstance(node, ast.Expr) and not isinstance(node.value, ast.Constant)


def product_modules() -> Iterator[Path]:
    """Yield every module of the product but the migrations."""
    for room in ROOMS:
        for file in sorted((ROOT / room).rglob("*.py")):
            if "migrations" not in file.parts:
                yield file


def main() -> None:
    """Print the lines of each room and of all."""
    rooms: Counter[str] = Counter()
    for file in product_modules():
        rooms[file.relative_to(ROOT).parts[0]] += count_lines(file.read_text("utf-8"))
    total = rooms.total()
    print(f"{total:,} lines of code:", ", ".join(f"{room} {rooms[room]:,}" for room in ROOMS))


if __name__ == "__main__":
    main()
