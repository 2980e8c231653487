"""Where help is found, for /support: emergency numbers and services by country, each with proof."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from content import theme_files, translated
from content.geo import countries, emergency
from content.geo.emergency import EmergencyNumbers
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
    about: Translated
    phone: NonEmptyText | None = None
    sms: NonEmptyText | None = None
    sms_word: NonEmptyText | None = None
    whatsapp: NonEmptyText | None = None
    chat: bool = False
    always: bool = False
    url: Annotated[str, StringConstraints(pattern=r"^https://[^\s]+$")] | None = None
    by_name: bool = False
    languages: tuple[str, ...] = ()
    verified: Literal["official", "third-party"]
    seen_at: Literal["own", "authority", "elsewhere"]
    seen_on: date
    source: NonEmptyText
    checked_on: date | None = None

    @property
    def numbers(self) -> Sequence[str]:
        """Return every number that it is reached at."""
        return [each for each in (self.phone, self.sms, self.whatsapp) if each]

    @property
    def looked_at_on(self) -> date:
        """Return the day on which somebody last looked at it."""
        return self.checked_on or self.seen_on

    def about_in(self, language: str) -> str:
        """Return what it is for, in English where the language is missing."""
        return translated.translated_text(self.about, language)

    @model_validator(mode="after")
    def _check_contact(self) -> Self:
        reachable = bool(self.numbers or self.url)
        if not (reachable or self.by_name):
            raise ValueError("neither a phone number nor an address")
        if reachable and self.by_name:
            raise ValueError("by_name is for a service without a number and an address")
        if self.sms_word and not self.sms:
            raise ValueError("sms_word needs the number to send it to, sms")
        return self

    @model_validator(mode="after")
    def _check_proof(self) -> Self:
        if (self.verified == "official") == (self.seen_at == "elsewhere"):
            raise ValueError("official means seen at own or authority, third-party elsewhere")
        if self.country not in (ANYWHERE, *countries.all_codes()):
            raise ValueError("not a country")
        return self

    @model_validator(mode="after")
    def _check_numbers_official(self) -> Self:
        if self.verified != "official" and (self.numbers or self.chat or self.always):
            raise ValueError("a phone number, a chat and hours need verified = official")
        if self.verified != "official" and PHONE_NUMBER.search(self.name):
            raise ValueError("the name holds a number, which needs verified = official")
        if self.numbers and self.country == ANYWHERE:
            raise ValueError("a phone number needs its country")
        return self


class _Services(FrozenModel):
    service: Annotated[tuple[Service, ...], Field(min_length=1)]


class Support:
    """All services, in the order of their kinds within each country, and emergency numbers."""

    def __init__(self, services: Sequence[Service], emergency_numbers: EmergencyNumbers) -> None:
        self.services = tuple(sorted(services, key=lambda each: KINDS.index(each.kind)))
        self.emergency_numbers = emergency_numbers

    @classmethod
    def load(cls, folder: Path) -> Support:
        """Read the two files of a folder. Raises `ContentBroken` with every problem found."""
        support, problems = read(folder)
        if support is None:
            raise ContentBroken(problems)
        return support

    @property
    def countries(self) -> frozenset[str]:
        """The two letters of each country that has a service or an emergency number here."""
        return self.countries_with_services | self.emergency_numbers.countries

    @property
    def countries_with_services(self) -> frozenset[str]:
        """The two letters of each country that has a service here."""
        return frozenset(each.country for each in self.services) - {ANYWHERE}

    def services_in(self, country: str) -> Sequence[Service]:
        """Return a country's services, or with `ANYWHERE` the directories; else nothing."""
        return [each for each in self.services if each.country == country]

    def stale_entries(self, today: date) -> Iterator[Problem]:
        """Return a warning for each entry that nobody has checked for half a year."""
        for each in self.services:
            if today - each.looked_at_on > STALE_AFTER:
                what = f"last looked at on {each.looked_at_on}, over {STALE_AFTER.days} days ago"
                mend = "open its page, try the number, and set checked_on; or delete it"
                yield Problem(SUPPORT_FILE, f"{each.country}, {each.name}", what, mend)


def read(folder: Path) -> tuple[Support | None, list[Problem]]:
    """Return services and emergency numbers, or None, and the problems of their files."""
    numbers, problems = emergency.read(folder)
    path = folder / SUPPORT_FILE
    if not path.is_file():
        return None, [*problems, Problem(SUPPORT_FILE, "file", "it is missing", "bring it back")]
    services = theme_files.read_toml(path, SUPPORT_FILE, _Services, problems)
    return (Support(services.service, numbers) if services and numbers else None), problems


def language_problems(support: Support, languages: Collection[str]) -> Iterator[Problem]:
    """Return a problem for each language without the words of an entry, or without help at home."""
    yield from missing_translations(support, languages)
    yield from missing_countries(support, languages)


def missing_translations(support: Support, languages: Collection[str]) -> Iterator[Problem]:
    """Return a problem for each service whose `about` lacks one of these languages."""
    for each in support.services:
        where = f"{each.country}, {each.name}, field about"
        yield from translated.missing_translations(each.about, languages, SUPPORT_FILE, where)


def missing_countries(support: Support, languages: Collection[str]) -> Iterator[Problem]:
    """Return a problem for each language none of whose countries has a service."""
    for language in sorted(languages):
        if not countries.codes_of_language(language) & support.countries_with_services:
            what = f"no country where {language} is an official language has a service"
            yield Problem(SUPPORT_FILE, language, what, "add the services of one")
