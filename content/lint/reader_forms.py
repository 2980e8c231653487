"""Checks texts that choose by how their reader wants to be written about."""

from __future__ import annotations

from collections.abc import Iterator

from fluent.syntax import ast
from fluent.syntax.visitor import Visitor

from content.fluent_files import Entry
from content.problems import Problem
from content.texts import READER, UNSAID

FORMS = ("she", "he", "neither")


def check(entry: Entry) -> Iterator[Problem]:
    """Return a problem for each use of the variable that no reader could choose or should see."""
    uses = _Uses(entry.node)
    mend = f"choose by it: {{ ${READER} -> [she] … [he] … *[{UNSAID}] … }}"
    if uses.is_said:
        yield entry.problem(f"says ${READER} itself", mend)
    for name in sorted(uses.keys - {*FORMS, UNSAID}):
        yield entry.problem(f"${READER} is never “{name}”", mend)
    if uses.defaults - {UNSAID}:
        yield entry.problem(f"a reader who has not said it reads “{min(uses.defaults)}”", mend)


class _Uses(Visitor):
    """Finds how a text uses the variable."""

    def __init__(self, node: ast.BaseNode) -> None:
        self.is_said = False
        self.keys: set[str] = set()
        self.defaults: set[str] = set()
        self.visit(node)

    def visit_SelectExpression(self, node: ast.SelectExpression) -> None:
        """Note the variants, and look into each."""
        if not _is_reader(node.selector):
            self.generic_visit(node)
            return
        for variant in node.variants:
            (self.defaults if variant.default else self.keys).add(_name_of(variant))
            self.visit(variant.value)

    def visit_VariableReference(self, node: ast.VariableReference) -> None:
        """Note the variable where no text is chosen by it."""
        self.is_said = self.is_said or _is_reader(node)


def _name_of(variant: ast.Variant) -> str:
    key = variant.key
    return str(key.name if isinstance(key, ast.Identifier) else key.value)


def _is_reader(node: ast.BaseNode) -> bool:
    return isinstance(node, ast.VariableReference) and node.id.name == READER
