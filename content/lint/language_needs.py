"""Checks that a language is complete: it has more than texts and themes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from babel import Locale, UnknownLocaleError

from content import overlays
from content.fluent_files import FluentFiles
from content.lint import banned_phrases, readability, strings, style
from content.lint.banned_phrases import BannedPhrases
from content.lint.style import Style
from content.problems import Problem

WORD_FOLDERS = ("when", "where", "remind")
"""Folders with a file of words for each language."""
OPTION_NAME = "option-words"
DISCORD_NAME = re.compile(r"(?=[^A-Z]*$)[-_'\w]{1,32}")
"""A name in Discord's menu; one that breaks this makes Discord refuse the whole menu."""


def problems(
    folder: Path,
    files: Mapping[str, FluentFiles],
    avoided: BannedPhrases | None,
    wording: Style | None,
) -> Iterator[Problem]:
    """Return what each language lacks beside its texts and themes."""
    for language, texts in files.items():
        yield from _locale_problems(language)
        yield from _discord_problems(language, texts)
        if overlays.base_of(language, files):
            continue
        yield from _reading_problems(language)
        yield from _missing_files(folder, language)
        if avoided and not avoided.gendered.get(language):
            mend = "list the words that take a person’s gender for granted"
            yield Problem(banned_phrases.FILE, f"gendered.{language}", "it is missing", mend)
        if wording and language not in wording.languages:
            mend = "add what people do not say in this language"
            yield Problem(style.FILE, f"said.{language}", "no rule is about it", mend)


def _locale_problems(language: str) -> Iterator[Problem]:
    try:
        Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        mend = "name the folder by a language code that Babel knows"
        yield Problem(f"locales/{language}", "folder", "not a language code", mend)


def _reading_problems(language: str) -> Iterator[Problem]:
    if language not in readability.BANDS or language not in readability.FORMULAS:
        mend = "add it to BANDS and FORMULAS in content/lint/readability.py"
        yield Problem(f"locales/{language}", "language", "it has no reading band", mend)


def _missing_files(folder: Path, language: str) -> Iterator[Problem]:
    if not (folder / "themes" / language).is_dir():
        what = f"{language} has no challenges"
        yield Problem(f"themes/{language}", "folder", what, "translate the challenges")
    if not (folder / "cards" / language).is_dir():
        what = f"{language} has no cards for an evening"
        yield Problem(f"cards/{language}", "folder", what, "translate the cards")
    for name in WORD_FOLDERS:
        if not (folder / name / f"{language}.toml").is_file():
            what = f"{language} has no words for it"
            yield Problem(f"{name}/{language}.toml", "file", what, "add the file")


def _discord_problems(language: str, texts: FluentFiles) -> Iterator[Problem]:
    entry = texts.entries.get(OPTION_NAME)
    if entry is None:
        return
    for each in strings.of_texts(language, FluentFiles({OPTION_NAME: entry})):
        if not DISCORD_NAME.fullmatch(each.text) or each.text != each.text.lower():
            mend = "one word in small letters, up to 32"
            yield each.problem(f"“{each.text}” is no name for Discord’s menu", mend)
