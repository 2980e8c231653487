"""Define an operator for Cosmic Ray that removes one statement: a lock, a guard, a write."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import parso
from cosmic_ray.operators.operator import Example, Operator

KINDS = ("expr_stmt", "raise_stmt", "del_stmt", "atom_expr", "power")


class RemoveStatement(Operator):
    """`pass` in place of an assignment to an attribute, of a call or of a raise."""

    def mutation_positions(self, node: Any) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
        if node.type == "simple_stmt" and _in_function(node):
            removed = node.children[0]
            if removed.type in KINDS and not _names_something(removed):
                yield removed.start_pos, removed.end_pos

    def mutate(self, node: Any, index: int) -> Any:
        removed = node.children[0]
        nothing = parso.parse("pass").children[0]
        nothing.prefix = removed.get_first_leaf().prefix
        node.children[0] = nothing
        return node

    @classmethod
    def examples(cls) -> Sequence[Example]:
        return (Example("def f():\n    a.b = 1\n", "def f():\n    pass\n"),)


def _names_something(statement: Any) -> bool:
    """Return whether it gives a name its first value, without which any test would fail."""
    if statement.type != "expr_stmt":
        return False
    target, operator = statement.children[:2]
    return getattr(operator, "value", "=") == "=" and target.type not in ("atom_expr", "power")


def _in_function(node: Any) -> bool:
    scope = parso.python.tree.search_ancestor(node, "funcdef", "classdef")
    return scope is not None and scope.type == "funcdef"
