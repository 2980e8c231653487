"""The studies behind the challenges, shown to a person who taps *Why?*."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import quote

from pydantic import Field, StringConstraints

from content import theme_files, translated
from content.models import FrozenModel, NonEmptyText
from content.problems import ContentBroken, Problem
from content.translated import Translated

FILE = "evidence.toml"
TRANSLATED_FIELDS = ("claim", "caveat")
"""The fields in our own words; titles and names stay as they were published."""


class Finding(FrozenModel):
    """One study: what it found, what to hold against it, and where to read it.

    The words for a grade are the text `why-grade-<grade>`.
    """

    id: Annotated[str, StringConstraints(pattern=r"^[a-z]+-[0-9]{4}-[a-z]+$")]
    claim: Translated
    caveat: Translated
    grade: Literal["rct", "meta", "lab", "exp", "mixed", "long", "diary", "obs", "theory", "clin"]
    authors: NonEmptyText
    year: Annotated[int, Field(ge=1900, le=2100)]
    title: NonEmptyText
    journal: NonEmptyText
    doi: Annotated[str, StringConstraints(pattern=r"^10\.[0-9]{4,9}/\S+$")] | None = None
    url: Annotated[str, StringConstraints(pattern=r"^https://\S+$")] | None = None
    """Where to read a source that has no DOI."""

    @property
    def link(self) -> str:
        """The address of the source, or nothing; a bracket in it would end the link in a chat."""
        return f"https://doi.org/{quote(self.doi)}" if self.doi else self.url or ""


class _Findings(FrozenModel):
    finding: tuple[Finding, ...]


class Evidence:
    """All findings by their id."""

    def __init__(self, findings: Mapping[str, Finding]) -> None:
        self._findings = findings

    @classmethod
    def load(cls, folder: Path) -> Evidence:
        """Read `folder/evidence.toml`. Raises `ContentBroken` with every problem found."""
        evidence, problems = read(folder)
        if evidence is None:
            raise ContentBroken(problems)
        return evidence

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All of them, in the order of the file."""
        return tuple(self._findings.values())

    @property
    def ids(self) -> frozenset[str]:
        """The id of each."""
        return frozenset(self._findings)

    def merged_with(self, other: Evidence) -> Evidence:
        """Return this evidence together with the other's."""
        return Evidence({**self._findings, **other._findings})

    def finding(self, id: str) -> Finding:
        """Return a finding by its id. Raises `KeyError` for an unknown id."""
        return self._findings[id]


def read(folder: Path) -> tuple[Evidence | None, list[Problem]]:
    """Return the evidence, or None, and the problems of its file."""
    problems: list[Problem] = []
    path = folder / FILE
    if not path.is_file():
        return None, [Problem(FILE, "file", "it is missing", "bring it back")]
    findings = theme_files.read_toml(path, FILE, _Findings, problems)
    if findings is None:
        return None, problems
    by_id = {finding.id: finding for finding in findings.finding}
    ids = [finding.id for finding in findings.finding]
    for duplicate in sorted({id for id in ids if ids.count(id) > 1}):
        problems.append(Problem(FILE, duplicate, "this id stands twice", "keep one"))
    return (None if problems else Evidence(by_id)), problems


def missing_translations(
    evidence: Evidence, languages: Collection[str], file: str = FILE
) -> Iterator[Problem]:
    """Return a problem for each claim or caveat that lacks one of these languages."""
    for finding in evidence.findings:
        for field in TRANSLATED_FIELDS:
            where = f"{finding.id}, field {field}"
            yield from translated.missing_translations(
                getattr(finding, field), languages, file, where
            )
