"""Everything that can be wrong with the content, found before anybody reads it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from content import (
    FALLBACK,
    alike,
    card_checks,
    cities,
    evidence,
    pages,
    reading,
    remind,
    support,
    text_checks,
    theme_files,
    unsaid,
    when,
    where,
    words,
)
from content.card_checks import Placed, Themes
from content.evidence import Evidence
from content.fluent_files import FluentFiles
from content.lines import located
from content.problems import Problem
from content.support import Support
from content.texts import Texts, read_languages
from content.unsaid import Unsaid
from content.words import Spoken

CheckMarkup = Callable[[str], None]
Languages = Mapping[str, Themes]


def check(folder: Path, check_markup: CheckMarkup) -> list[Problem]:
    """All problems of a content folder, by file.

    `check_markup` raises `ValueError` for a text whose marks are not in pairs.
    """
    files = read_languages(folder)
    themes, theme_problems = theme_files.read(folder)
    findings, evidence_problems = evidence.read(folder)
    services, support_problems = support.read(folder)
    avoided, unsaid_problems = unsaid.read(folder)
    languages = {*files, *themes}
    problems = [
        *text_checks.check(files),
        *theme_problems,
        *evidence_problems,
        *(evidence.untranslated(findings, languages) if findings else ()),
        *support_problems,
        *unsaid_problems,
        *when.read(folder)[1],
        *where.read(folder)[1],
        *remind.read(folder)[1],
        *cities.problems(folder),
        *pages.problems(folder),
        *(support.untranslated(services, languages) if services else ()),
        *_of_all(themes, findings),
        *_shown(files, themes, findings),
        *wording([*_spoken(files, themes, findings, services)], avoided, check_markup),
    ]
    return sorted(set(located(problems, folder)))


def placed(language: str, themes: Themes) -> list[Placed]:
    """A language's challenges with their files."""
    return [
        (f"themes/{language}/{theme.id}.toml", each)
        for theme in themes.values()
        for each in theme.challenges
    ]


def wording(
    spoken: Sequence[Spoken], avoided: Unsaid | None, check_markup: CheckMarkup
) -> Iterator[Problem]:
    """Marks that are not in pairs, and words that are to be said nowhere."""
    for each in spoken:
        try:
            check_markup(each.words)
        except ValueError as fault:
            yield each.problem(f"markup: {fault}", "close each mark, or write \\ before it")
    yield from avoided.faults(spoken) if avoided else ()


def _spoken(
    files: Mapping[str, FluentFiles],
    themes: Languages,
    findings: Evidence | None,
    services: Support | None,
) -> Iterator[Spoken]:
    for language, texts in files.items():
        yield from words.of_texts(language, texts)
    for language, held in themes.items():
        for theme in held.values():
            yield from words.of_theme(language, theme)
    yield from words.of_evidence(findings) if findings else ()
    yield from words.of_support(services) if services else ()


def _shown(
    files: Mapping[str, FluentFiles], themes: Languages, findings: Evidence | None
) -> Iterator[Problem]:
    if findings is None or FALLBACK not in files or any(held.problems for held in files.values()):
        return
    texts = Texts(files, str, strict=True)
    for language, held in themes.items():
        there = placed(language, held)
        yield from card_checks.too_long(texts, findings, language, held, there)


def _of_all(themes: Languages, findings: Evidence | None) -> Iterator[Problem]:
    for language, held in themes.items():
        there = placed(language, held)
        if findings:
            yield from card_checks.unfounded(there, findings.ids)
        yield from alike.check(there)
        for file, each in there:
            yield from reading.check(language, file, each)
    if FALLBACK in themes:
        yield from card_checks.uneven(themes[FALLBACK])
        yield from card_checks.unused(themes[FALLBACK], findings) if findings else ()
