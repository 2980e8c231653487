"""Every sentence that the content can say, each with its file and line, for the checks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fluent.syntax import ast

from content import evidence
from content.challenges import Challenge, Theme
from content.evidence import Evidence
from content.fluent_files import FluentFiles
from content.models import FrozenModel
from content.problems import Problem
from content.support import SUPPORT_FILE, Support
from content.wishes.wishes import Wishes

SKIPPED_FIELDS = {"id", "theme", "kind", "takes", "evidence", "place", "cost", "mood"}


@dataclass(frozen=True, slots=True)
class ContentString:
    """One piece of text; in a Fluent text, `x` stands where a value goes in."""

    language: str
    file: str
    where: str
    text: str
    is_variant: bool = False
    """Whether it is read in one country alone."""

    def problem(self, what: str, mend: str) -> Problem:
        """Describe a fault of these words, with their file and line."""
        return Problem(self.file, self.where, what, mend)


def of_texts(language: str, files: FluentFiles) -> Iterator[ContentString]:
    """Yield each text, and each variant inside a text on its own."""
    for entry in files.entries.values():
        where = f"line {entry.line} ({entry.key})"
        for words in _pattern(entry.node.value) if entry.node.value else ():
            yield ContentString(language, entry.file, where, words)


def of_theme(language: str, theme: Theme) -> Iterator[ContentString]:
    """Return the strings of the theme and of all its challenges."""
    file = f"themes/{language}/{theme.id}.toml"
    yield from (
        ContentString(language, file, "head", words) for words in (theme.title, theme.about)
    )
    for challenge in theme.challenges:
        yield from of_challenge(language, file, challenge)


def of_challenge(language: str, file: str, challenge: Challenge) -> Iterator[ContentString]:
    """Yield everything that one challenge says, field by field."""
    for field, words in _fields(challenge):
        yield ContentString(language, file, f"{challenge.id}, field {field}", words)


def of_evidence(findings: Evidence) -> Iterator[ContentString]:
    """Return the strings in which the findings are told."""
    for finding in findings.findings:
        for field in evidence.TRANSLATED_FIELDS:
            for language, said in getattr(finding, field).items():
                where = f"{finding.id}, field {field}.{language}"
                yield ContentString(language, evidence.FILE, where, said)


def of_support(support: Support) -> Iterator[ContentString]:
    """Return the sentences on what each service is for; the services' own names are left out."""
    for each in support.services:
        for language, said in each.about.items():
            yield ContentString(
                language, SUPPORT_FILE, f"{each.country}, {each.name}, field about", said
            )


def of_wishes(wishes: Wishes) -> Iterator[ContentString]:
    """Return each wish in each language."""
    for kind, of_kind in wishes.by_kind.items():
        for each in of_kind:
            for language, said in each.words.items():
                file, where = f"wishes/{kind}.toml", f"{each.id}, field words.{language}"
                yield ContentString(language, file, where, said)


def _fields(page: FrozenModel, prefix: str = "") -> Iterator[tuple[str, str]]:
    for name, value in page:
        if name in SKIPPED_FIELDS:
            continue
        for each in value if isinstance(value, tuple) else (value,):
            if isinstance(each, FrozenModel):
                yield from _fields(each, f"{prefix}{name}.")
            elif isinstance(each, str):
                yield f"{prefix}{name}", each


def _pattern(pattern: ast.Pattern) -> Iterator[str]:
    yield "".join(_flat(element) for element in pattern.elements)
    for element in pattern.elements:
        if isinstance(element, ast.Placeable):
            yield from _variants(element.expression)


def _variants(
    expression: ast.InlineExpression | ast.Placeable | ast.SelectExpression,
) -> Iterator[str]:
    if isinstance(expression, ast.Placeable):
        yield from _variants(expression.expression)
    elif isinstance(expression, ast.SelectExpression):
        for variant in expression.variants:
            yield from _pattern(variant.value)


def _flat(element: ast.TextElement | ast.Placeable) -> str:
    if isinstance(element, ast.TextElement):
        return element.value
    inner = element.expression
    return str(inner.parse()["value"]) if isinstance(inner, ast.StringLiteral) else "x"
