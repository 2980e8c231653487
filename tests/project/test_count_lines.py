"""Test which lines count as code."""

from __future__ import annotations

from tools.count_lines import count_lines, product_modules

MODULE = '''"""A module."""

from os import (
    path,
    sep,
)

# A comment.
LIMIT = 3  # a comment behind code
"""What the limit
is for."""


def greet(
    name: str,
) -> str:
    """Return a greeting."""
    import re

    text = """two
lines"""
    return re.sub("a", name, text)
'''


def test_blanks_comments_docstrings_and_imports_do_not_count_as_code() -> None:
    """LIMIT, the three lines of the head, the two of the text and the return."""
    assert count_lines(MODULE) == 7


def test_the_playground_and_the_migrations_are_not_counted() -> None:
    rooms = {file.parts[-2] for file in product_modules()}
    assert "tables" in rooms
    assert not rooms & {"playground", "versions", "migrations"}
