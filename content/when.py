"""The words by which people say when something is to be, language by language."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from content import word_files
from content.problems import Problem

Phrases = tuple[Annotated[str, Field(min_length=1)], ...]
Unit = Literal["second", "minute", "hour", "day", "week", "month", "year"]

WORD_KINDS = frozenset(
    {
        "after",
        "ago",
        "alternate",
        "am",
        "and",
        "and_minutes",
        "article",
        "at",
        "at_edge",
        "before_hour",
        "beginning",
        "between",
        "but",
        "coming",
        "comma",
        "couple",
        "dash",
        "day_before",
        "day_of_month",
        "doubtful",
        "eight",
        "end",
        "every",
        "fifteen",
        "first_of_month",
        "for",
        "from",
        "half",
        "hence",
        "hours_short",
        "hours_word",
        "in",
        "joining",
        "last",
        "midnight",
        "minus",
        "noon",
        "now",
        "of",
        "on_day",
        "or",
        "other",
        "past",
        "per",
        "please",
        "pm",
        "quarter",
        "same_time",
        "sharp",
        "slash",
        "starting",
        "the",
        "the_hour",
        "third_day",
        "this",
        "times_word",
        "to",
        "weekend",
        "weekends",
        "within",
        "workday",
        "workdays",
        "zero",
    }
)
"""The kinds of words that the rules in `domain/natural_time/when.grammar` name."""


class _WhenWords(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class DayPart(_WhenWords):
    """A part of the day: its hours on a 24-hour clock, first and last, and the usual one.

    `words` stand after a day or an hour ("Friday night"), `alone` also before ("in the evening"),
    and `daily` mean each day ("evenings"). `name` is what the usual hour is learnt by.
    """

    name: str = ""
    words: Phrases = ()
    alone: Phrases = ()
    daily: Phrases = ()
    first: Annotated[int, Field(ge=0, le=23)]
    last: Annotated[int, Field(ge=0, le=23)]
    usual: Annotated[int, Field(ge=0, le=23)]

    @model_validator(mode="after")
    def _check_hour_order(self) -> DayPart:
        if not self.first <= self.usual <= self.last:
            raise ValueError("first, usual and last have to follow each other")
        return self


class TimeWords(_WhenWords):
    """A language's words for moments and recurrences; `content/when/en.toml` explains each."""

    weekdays: Annotated[tuple[Phrases, ...], Field(min_length=7, max_length=7)]
    weekdays_plural: Annotated[tuple[Phrases, ...], Field(min_length=7, max_length=7)]
    weekday_letters: Annotated[tuple[Phrases, ...], Field(min_length=7, max_length=7)]
    months: Annotated[tuple[Phrases, ...], Field(min_length=12, max_length=12)]
    units: dict[Unit, Phrases]
    numbers: dict[str, int]
    tens_joiner: str
    ordinals: dict[str, int]
    tens_of_ordinals: Phrases
    ordinal_endings: Phrases
    counts: dict[str, int]
    words: dict[str, Phrases]
    glued: dict[str, Phrases]
    vague: Phrases
    days: dict[str, int]
    named_days: dict[str, Phrases]
    yearly: Phrases
    parts: tuple[DayPart, ...]
    means: dict[str, str]

    @field_validator("words")
    @classmethod
    def _check_kinds(cls, words: dict[str, Phrases]) -> dict[str, Phrases]:
        if missing := sorted(WORD_KINDS - words.keys()):
            raise ValueError(f"missing: {', '.join(missing)}")
        if unknown := sorted(words.keys() - WORD_KINDS):
            raise ValueError(f"no such kind: {', '.join(unknown)}")
        return words

    @model_validator(mode="after")
    def _check_units(self) -> TimeWords:
        if len(self.units) != 7:
            raise ValueError("units need second, minute, hour, day, week, month and year")
        return self


def read(folder: Path) -> tuple[dict[str, TimeWords], list[Problem]]:
    """Return every language of `folder/when`, and the problems of the files."""
    return word_files.read(folder, "when", TimeWords)


def words_for(language: str) -> tuple[str, TimeWords]:
    """Return the words of a language or of the nearest known one, with the code of that one."""
    known = _load_all()
    code = word_files.closest_language(language, known)
    return code, known[code]


def languages() -> tuple[str, ...]:
    """Return the codes of the languages that there are words for."""
    return tuple(_load_all())


@lru_cache(maxsize=1)
def _load_all() -> dict[str, TimeWords]:
    return word_files.load("when", TimeWords)
