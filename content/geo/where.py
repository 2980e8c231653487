"""The words that people put around a place or a time when they say where they are."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict

from content import word_files
from content.normalize import fold
from content.problems import Problem

FoldedWords = Annotated[frozenset[str], BeforeValidator(lambda text: fold(text).split())]


class PlaceWords(BaseModel):
    """A language's words, folded; `content/where/en.toml` explains both."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    around: FoldedWords
    before: FoldedWords


def read(folder: Path) -> tuple[dict[str, PlaceWords], list[Problem]]:
    """Return every language of `folder/where`, and the problems of the files."""
    return word_files.read(folder, "where", PlaceWords)


@lru_cache(maxsize=1)
def load_words() -> PlaceWords:
    """Return the words of all languages together. Raises `ContentBroken` with every problem found.

    People often write in another language than that of their app, so all languages count at once.
    """
    found = word_files.load("where", PlaceWords).values()
    around = frozenset().union(*(words.around for words in found))
    before = frozenset().union(*(words.before for words in found))
    return PlaceWords.model_construct(around=around, before=before)
