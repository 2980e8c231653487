"""Where help is found, for /support: services by country, and how sure each entry is."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from content import FALLBACK, theme_files, translated
from content.geo import countries
from content.models import FrozenModel, NonEmptyText
from content.problems import ContentBroken, Problem
from content.translated import Translated

SUPPORT_FILE = "support.toml"
ANYWHERE = "INTL"
"""Stands for directories that lead on to services in many countries."""
KINDS = ("abuse", "crisis", "relationship", "therapist")
STALE_AFTER = timedelta(days=180)
PHONE_NUMBER = re.compile(r"\b\d[\d -]*\d{2}\b")
"""Digits that could be taken for a number to call."""


class Service(FrozenModel):
    """One service. `seen_on` is when it was seen, `checked_on` when a person tried it out."""

    country: Annotated[str, StringConstraints(pattern=r"^([A-Z]{2}|INTL)$")]
    kind: Literal["abuse", "crisis", "relationship", "therapist"]
    name: NonEmptyText
    for_whom: Translated
    phone: NonEmptyText | None = None
    chat: bool = False
    always: bool = False
    url: Annotated[str, StringConstraints(pattern=r"^https://[^\s]+$")] | None = None
    languages: tuple[str, ...] = ()
    verified: Literal["official", "third-party"]
    seen_at: Literal["own", "authority", "elsewhere"]
    seen_on: date
    source: NonEmptyText
    checked_on: date | None = None

    def for_whom_in(self, language: str) -> str:
        """Return who it is for, in English where the language is missing."""
        return translated.translated_text(self.for_whom, language)

    @model_validator(mode="after")
    def _check_contact(self) -> Self:
        if not (self.phone or self.url):
            raise ValueError("neither a phone number nor an address")
        if (self.verified == "official") == (self.seen_at == "elsewhere"):
            raise ValueError("official means seen at own or authority, third-party elsewhere")
        if self.country not in (ANYWHERE, *countries.codes_by_name(FALLBACK).values()):
            raise ValueError("not a country")
        return self

    @model_validator(mode="after")
    def _check_numbers_official(self) -> Self:
        if self.verified != "official" and (self.phone or self.chat or self.always):
            raise ValueError("a phone number, a chat and hours need verified = official")
        if self.verified != "official" and PHONE_NUMBER.search(self.name):
            raise ValueError("the name holds a number, which needs verified = official")
        if self.phone and self.country == ANYWHERE:
            raise ValueError("a phone number needs its country")
        return self


class _Services(FrozenModel):
    service: Annotated[tuple[Service, ...], Field(min_length=1)]


class Support:
    """All services, in the order of their kinds within each country."""

    def __init__(self, services: Sequence[Service]) -> None:
        self.services = tuple(sorted(services, key=lambda each: KINDS.index(each.kind)))

    @classmethod
    def load(cls, folder: Path) -> Support:
        """Read `folder/support.toml`. Raises `ContentBroken` with every problem found."""
        support, problems = read(folder)
        if support is None:
            raise ContentBroken(problems)
        return support

    @property
    def countries(self) -> frozenset[str]:
        """The two letters of each country that has a service here."""
        return frozenset(each.country for each in self.services) - {ANYWHERE}

    def services_in(self, country: str) -> Sequence[Service]:
        """Return a country's services, or with `ANYWHERE` the directories; else nothing."""
        return [each for each in self.services if each.country == country]

    def stale_entries(self, today: date) -> Iterator[Problem]:
        """Entries that nobody has looked at for half a year: a warning, not a fault."""
        for each in self.services:
            looked = each.checked_on or each.seen_on
            if today - looked > STALE_AFTER:
                what = f"last looked at on {looked}, over {STALE_AFTER.days} days ago"
                mend = "open its page, try the number, and set checked_on; or delete it"
                yield Problem(SUPPORT_FILE, f"{each.country}, {each.name}", what, mend)


def read(folder: Path) -> tuple[Support | None, list[Problem]]:
    """Return the services, or None, and the problems of their file."""
    problems: list[Problem] = []
    path = folder / SUPPORT_FILE
    if not path.is_file():
        return None, [Problem(SUPPORT_FILE, "file", "it is missing", "bring it back")]
    services = theme_files.read_toml(path, SUPPORT_FILE, _Services, problems)
    return (Support(services.service) if services else None), problems


def missing_translations(support: Support, languages: Collection[str]) -> Iterator[Problem]:
    """Services whose `for_whom` lacks one of these languages."""
    for each in support.services:
        where = f"{each.country}, {each.name}, field for_whom"
        yield from translated.missing_translations(each.for_whom, languages, SUPPORT_FILE, where)
