"""Problems of content files, in words that their author can act on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault in one place; `where` is a line, a key or an id with its field."""

    file: str
    where: str
    what: str
    fix: str

    def __str__(self) -> str:
        return f"{self.file}, {self.where}: {self.what} ({self.fix})"


class ContentBroken(Exception):
    """Content files cannot be used as they are."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = tuple(problems)
