"""Words in several languages side by side, for lists that are one list in all of them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Annotated

from pydantic import AfterValidator

from content import FALLBACK
from content.models import NonEmptyText
from content.problems import Problem
from content.word_files import closest_language


def _require_english(words: dict[str, str]) -> dict[str, str]:
    if FALLBACK not in words:
        raise ValueError("needed in English")
    return words


Translated = Annotated[dict[str, NonEmptyText], AfterValidator(_require_english)]
"""The same words by language."""


def translated_text(words: Translated, language: str) -> str:
    """Return the words in a language or its base, or in English if both are missing."""
    return words[closest_language(language, words)]


def missing_translations(
    words: Translated, languages: Collection[str], file: str, where: str
) -> Iterator[Problem]:
    """Return a problem for each missing language."""
    for missing in sorted(set(languages) - words.keys()):
        yield Problem(file, where, f"{missing} is missing", "translate it")
