"""The number to call for help at once in each country; emergency.toml says how it is known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, StringConstraints, model_validator

from content import theme_files
from content.geo import countries
from content.models import FrozenModel, NonEmptyText
from content.problems import Problem

EMERGENCY_FILE = "emergency.toml"


def _check_country(code: str) -> str:
    if code not in countries.all_codes():
        raise ValueError("not a country")
    return code


Country = Annotated[str, AfterValidator(_check_country)]
Number = Annotated[str, StringConstraints(pattern=r"^\d{2,5}$")]


@dataclass(frozen=True, slots=True)
class EmergencyNumber:
    """A number to call at once, and whether it reaches every service or only the police."""

    number: str
    reaches: Literal["everything", "police"]


class EmergencyNumbers(FrozenModel):
    """All of them, by the two letters of their country."""

    source: NonEmptyText
    seen_on: date
    everything: dict[Country, Number]
    police: dict[Country, Number]

    @property
    def countries(self) -> frozenset[str]:
        """The two letters of each country whose number is known."""
        return frozenset({*self.everything, *self.police})

    def number_in(self, country: str) -> EmergencyNumber | None:
        """Return a country's number, or None where none is sure."""
        if number := self.everything.get(country):
            return EmergencyNumber(number, "everything")
        number = self.police.get(country)
        return EmergencyNumber(number, "police") if number else None

    @model_validator(mode="after")
    def _check_one_each(self) -> Self:
        if both := sorted(self.everything.keys() & self.police.keys()):
            raise ValueError(f"{', '.join(both)} stands in both lists")
        return self


def read(folder: Path) -> tuple[EmergencyNumbers | None, list[Problem]]:
    """Return the numbers, or None, and the problems of their file."""
    path = folder / EMERGENCY_FILE
    if not path.is_file():
        return None, [Problem(EMERGENCY_FILE, "file", "it is missing", "bring it back")]
    problems: list[Problem] = []
    return theme_files.read_toml(path, EMERGENCY_FILE, EmergencyNumbers, problems), problems
