"""The words by which people ask for a reminder, language by language."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from content import FALLBACK, FOLDER, theme_files
from content.problems import ContentBroken, Problem

Words = tuple[Annotated[str, Field(min_length=1)], ...]
Audience = Literal["me", "us", "partner"]


class _Words(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Ask(_Words):
    """Ways to ask for a reminder; `content/remind/en.toml` explains each field."""

    audience: Literal["", Audience]
    named: bool = False
    words: Annotated[Words, Field(min_length=1)]
    unless: Words = ()


class RemindWords(_Words):
    """A language's words that ask for a reminder and say for whom it is."""

    opening: Words
    polite: Words
    links: Words
    asks: Annotated[tuple[Ask, ...], Field(min_length=1)]
    audiences: dict[Audience, Words]


def read(folder: Path) -> tuple[dict[str, RemindWords], list[Problem]]:
    """Every language of `folder/remind`, and what is wrong with the files."""
    problems: list[Problem] = []
    found: dict[str, RemindWords] = {}
    for path in sorted((folder / "remind").glob("*.toml")):
        held = theme_files.read_toml(path, f"remind/{path.name}", RemindWords, problems)
        if held is not None:
            found[path.stem] = held
    if FALLBACK not in found and not problems:
        problems.append(Problem("remind", FALLBACK, "no words for reminders", "add remind/en.toml"))
    return found, problems


@lru_cache(maxsize=16)
def words_for(language: str) -> tuple[RemindWords, ...]:
    """The words of every language that we have, that of the reader or the nearest first."""
    found, problems = read(FOLDER)
    if problems:
        raise ContentBroken(problems)
    near = language.replace("_", "-").partition("-")[0]
    own = next((code for code in (language, near) if code in found), FALLBACK)
    return (found[own], *(words for code, words in found.items() if code != own))
