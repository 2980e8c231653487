"""The words by which people ask for a reminder, language by language."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from content import word_files
from content.problems import Problem

Phrases = tuple[Annotated[str, Field(min_length=1)], ...]
Audience = Literal["me", "us", "partner"]


class _ReminderWords(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class RequestPhrases(_ReminderWords):
    """Ways to ask for a reminder; `content/remind/en.toml` explains each field."""

    audience: Literal["", Audience]
    named: bool = False
    words: Annotated[Phrases, Field(min_length=1)]
    unless: Phrases = ()


class ReminderPhrases(_ReminderWords):
    """A language's words that ask for a reminder and say for whom it is."""

    opening: Phrases
    polite: Phrases
    links: Phrases
    asks: Annotated[tuple[RequestPhrases, ...], Field(min_length=1)]
    audiences: dict[Audience, Phrases]


def read(folder: Path) -> tuple[dict[str, ReminderPhrases], list[Problem]]:
    """Return every language of `folder/remind`, and the problems of the files."""
    return word_files.read(folder, "remind", ReminderPhrases)


@lru_cache(maxsize=16)
def words_for(language: str) -> tuple[ReminderPhrases, ...]:
    """Return the words of every language, the reader's own or the nearest first."""
    found = word_files.load("remind", ReminderPhrases)
    own = word_files.closest_language(language, found)
    return (found[own], *(words for code, words in found.items() if code != own))
