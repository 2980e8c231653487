"""The words by which people say when something is to be, language by language."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from content import FALLBACK, FOLDER, theme_files
from content.folding import fold
from content.problems import ContentBroken, Problem

Words = tuple[Annotated[str, Field(min_length=1)], ...]
Unit = Literal["second", "minute", "hour", "day", "week", "month", "year"]


class _Words(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Part(_Words):
    """A part of the day: its hours on a 24-hour clock, first and last, and the usual one.

    `words` stand after a day or an hour ("Friday night"), `alone` also before ("in the evening").
    """

    words: Words = ()
    alone: Words = ()
    first: Annotated[int, Field(ge=0, le=23)]
    last: Annotated[int, Field(ge=0, le=23)]
    usual: Annotated[int, Field(ge=0, le=23)]

    @model_validator(mode="after")
    def _runs_forward(self) -> Part:
        if not self.first <= self.usual <= self.last:
            raise ValueError("first, usual and last have to follow each other")
        return self


class When(_Words):
    """A language's words for moments and recurrences; `content/when/en.toml` explains each."""

    weekdays: Annotated[tuple[Words, ...], Field(min_length=7, max_length=7)]
    months: Annotated[tuple[Words, ...], Field(min_length=12, max_length=12)]
    units: dict[Unit, Words]
    numbers: dict[str, int]
    ordinals: dict[str, int]
    ordinal_endings: Words
    every: Words
    workdays: Words
    weekend: Words
    next: Words
    this: Words
    last: Words
    days: dict[str, str]
    into: Words
    ago: Words
    hence: Words
    at: Words
    am: Words
    pm: Words
    sharp: Words
    noon: Words
    midnight: Words
    before_hour: dict[str, int]
    after_hour: dict[str, int]
    parts: tuple[Part, ...]
    both: Words
    day_of_month: Words
    filler: Words
    means: dict[str, str]
    doubt: Words
    vague: Words
    please: Words

    @model_validator(mode="after")
    def _has_all_units(self) -> When:
        if len(self.units) != 7:
            raise ValueError("units need second, minute, hour, day, week, month and year")
        return self


def read(folder: Path) -> tuple[dict[str, When], list[Problem]]:
    """Every language of `folder/when`, and what is wrong with the files."""
    problems: list[Problem] = []
    found: dict[str, When] = {}
    for path in sorted((folder / "when").glob("*.toml")):
        held = theme_files.read_toml(path, f"when/{path.name}", When, problems)
        if held is not None:
            found[path.stem] = held
    if FALLBACK not in found and not problems:
        problems.append(Problem("when", FALLBACK, "no words for moments", "add when/en.toml"))
    return found, problems


def key(phrase: str) -> str:
    """A phrase as it is compared: "Sábado, p.m." is "sabado p-m"; a lone sign stays a sign."""
    words = (fold(word).replace(" ", "-") or word.casefold() for word in phrase.split())
    return " ".join(words)


def words_of(language: str) -> tuple[str, When]:
    """The words of a language, or of the nearest that we have, with that one's code."""
    known = _all()
    for code in (language, language.replace("_", "-").partition("-")[0]):
        if code in known:
            return code, known[code]
    return FALLBACK, known[FALLBACK]


@lru_cache(maxsize=1)
def _all() -> dict[str, When]:
    found, problems = read(FOLDER)
    if problems:
        raise ContentBroken(problems)
    return found
