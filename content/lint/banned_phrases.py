"""Words that take somebody's gender for granted, and claims that studies do not bear out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator

from content import theme_files
from content.lint.strings import ContentString
from content.models import FrozenModel, NonEmptyText
from content.problems import Problem

FILE = "unsaid.toml"
CHOOSES_PRONOUN = re.compile(r"\(settings-[a-z]+-pronoun\b")
"""Keys of texts in which people choose the words for themselves."""


def _check_pattern(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as fault:
        raise ValueError(f"not a regular expression: {fault}") from None
    return pattern


Patterns = tuple[Annotated[str, AfterValidator(_check_pattern)], ...]


class Claim(FrozenModel):
    """A popular claim that studies do not support, and its usual wording in each language."""

    id: NonEmptyText
    why: NonEmptyText
    said: dict[str, Patterns]


class BannedPhrases(FrozenModel):
    """All that is to be said nowhere."""

    gendered: dict[str, Patterns]
    claim: tuple[Claim, ...]

    def find_problems(self, spoken: Sequence[ContentString]) -> Iterator[Problem]:
        """Return a problem for each text and each banned phrase in it."""
        for language in {each.language for each in spoken}:
            looks = list(self._patterns(language))
            for each in (each for each in spoken if each.language == language):
                words = each.text.lower()
                for look, mend in looks if not CHOOSES_PRONOUN.search(each.where) else ():
                    if found := look.search(words):
                        yield each.problem(f"says “{found[0]}”", mend)

    def _patterns(self, language: str) -> Iterator[tuple[re.Pattern[str], str]]:
        for pattern in self.gendered.get(language, ()):
            yield re.compile(pattern), "say it of anybody: partner, they, their"
        for claim in self.claim:
            for pattern in claim.said.get(language, ()):
                yield re.compile(pattern), f"leave the claim out ({claim.id}): {claim.why}"


def read(folder: Path) -> tuple[BannedPhrases | None, list[Problem]]:
    """Return the banned phrases, or None, and the problems of their file."""
    problems: list[Problem] = []
    path = folder / FILE
    if not path.is_file():
        return None, [Problem(FILE, "file", "it is missing", "bring it back")]
    return theme_files.read_toml(path, FILE, BannedPhrases, problems), problems
