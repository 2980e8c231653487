"""Find the places in a module where a fault changes nothing: types, docstrings, log lines."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import NamedTuple

Position = tuple[int, int]


class Span(NamedTuple):
    """From a line and a column to the line and column after the last character."""

    start: Position
    end: Position


def harmless_spans(source: str) -> list[Span]:
    """Return the spans of annotations, docstrings, decorators of classes and calls of the log."""
    return [
        Span((node.lineno, node.col_offset), (node.end_lineno or 0, node.end_col_offset or 0))
        for node in _harmless_nodes(ast.parse(source))
    ]


def is_harmless(spans: list[Span], start: Position) -> bool:
    """Return whether no test could notice a fault at this place."""
    return any(span.start <= start < span.end for span in spans)


def _harmless_nodes(tree: ast.AST) -> Iterator[ast.expr | ast.stmt]:
    for node in ast.walk(tree):
        match node:
            case ast.arg(annotation=ast.expr() as annotation):
                yield annotation
            case ast.FunctionDef(returns=ast.expr() as returns):
                yield returns
            case ast.AsyncFunctionDef(returns=ast.expr() as returns):
                yield returns
            case ast.AnnAssign(annotation=annotation):
                yield annotation
            case ast.ClassDef(decorator_list=decorators):
                yield from decorators  # slots and frozen are there for speed and for mypy
            case ast.Expr(value=ast.Constant()):
                yield node
            case ast.Call(func=ast.Attribute(value=ast.Name(id="log"))):
                yield node
