"""The words that people put around a place or a time when they say where they are."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict

from content import FALLBACK, FOLDER, theme_files
from content.normalize import fold
from content.problems import ContentBroken, Problem

FoldedWords = Annotated[frozenset[str], BeforeValidator(lambda text: fold(text).split())]


class PlaceWords(BaseModel):
    """A language's words, folded; `content/where/en.toml` explains both."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    around: FoldedWords
    before: FoldedWords


def read(folder: Path) -> tuple[PlaceWords, list[Problem]]:
    """Return the words of all languages of `folder/where` together, and the problems of the files.

    People often write in another language than that of their app, so all languages count at once.
    """
    problems: list[Problem] = []
    around: set[str] = set()
    before: set[str] = set()
    paths = sorted((folder / "where").glob("*.toml"))
    if not paths:
        problems.append(Problem("where", FALLBACK, "no words around places", "add where/en.toml"))
    for path in paths:
        words = theme_files.read_toml(path, f"where/{path.name}", PlaceWords, problems)
        if words is not None:
            around |= words.around
            before |= words.before
    return PlaceWords.model_construct(around=frozenset(around), before=frozenset(before)), problems


@lru_cache(maxsize=1)
def load_words() -> PlaceWords:
    """Return the words of all languages. Raises `ContentBroken` with every problem found."""
    found, problems = read(FOLDER)
    if problems:
        raise ContentBroken(problems)
    return found
