"""Defines values that each text says in its own language: a weekday, a month, a list.

A text may choose by the id of such a value, as in `{ $day -> [mon] … }`; where it does not, the
value is said as Babel knows it in the language of the text.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from babel import Locale
from babel.dates import get_day_names, get_month_names
from babel.lists import format_list

DAY_IDS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MONTH_IDS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WORLD_ENGLISH = Locale("en", "001")


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week; 0 is Monday."""

    number: int

    @property
    def id(self) -> str:
        """Return the word by which a text chooses."""
        return DAY_IDS[self.number]

    def name_in(self, locale: Locale) -> str:
        """Return the name as it stands inside of a sentence."""
        return str(get_day_names("wide", "format", locale=locale)[self.number])


@dataclass(frozen=True, slots=True)
class Month:
    """A month; 1 is January."""

    number: int

    @property
    def id(self) -> str:
        """Return the word by which a text chooses."""
        return MONTH_IDS[self.number - 1]

    def name_in(self, locale: Locale) -> str:
        """Return the name as it stands inside of a sentence."""
        return str(get_month_names("wide", "format", locale=locale)[self.number])


Value = str | int | float | date | Weekday | Month | tuple[str, ...]


def id_of(value: Value) -> object:
    """Return what a text chooses by."""
    return value.id if isinstance(value, Weekday | Month) else value


def say(value: Value, language: str, write: Callable[[str], str]) -> str:
    """Return a value in the language of its text; `write` makes words fit for the markup."""
    if isinstance(value, Weekday | Month):
        return value.name_in(_locale_of(language))
    if isinstance(value, tuple):
        return format_list([write(each) for each in value], locale=_locale_of(language))
    return write(str(value))


def _locale_of(language: str) -> Locale:
    """Return the locale of a text's language; English is that of no country."""
    return WORLD_ENGLISH if language == WORLD_ENGLISH.language else Locale.parse(language, sep="-")
