"""Everything that can be wrong with the content, found before anybody reads it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from content import FALLBACK, evidence, overlays, pages, remind, support, theme_files, when
from content.evidence import Evidence
from content.fluent_files import FluentFiles
from content.geo import cities, where
from content.lint import (
    banned_phrases,
    cards,
    deck,
    language_needs,
    readability,
    similarity,
    strings,
    style,
    texts as lint_texts,
)
from content.lint.banned_phrases import BannedPhrases
from content.lint.cards import ChallengeInFile, Themes
from content.lint.strings import ContentString
from content.lint.toml_lines import with_line_numbers
from content.problems import Problem
from content.support import Support
from content.texts import Texts, read_languages
from content.wishes import wishes

CheckMarkup = Callable[[str], None]
Languages = Mapping[str, Themes]


def check_folder(folder: Path, check_markup: CheckMarkup) -> list[Problem]:
    """Return all problems of a content folder, by file.

    `check_markup` raises `ValueError` for a text whose marks are not in pairs.
    """
    files = read_languages(folder)
    themes, theme_problems = theme_files.read(folder)
    findings, evidence_problems = evidence.read(folder)
    services, support_problems = support.read(folder)
    avoided, unsaid_problems = banned_phrases.read(folder)
    wording, style_problems = style.read(folder)
    languages = {*files, *themes} - {each for each in files if overlays.base_of(each, files)}
    written = [*_all_strings(files, themes, findings, services), *_other_strings(folder)]
    problems = [
        *lint_texts.check(files),
        *theme_problems,
        *evidence_problems,
        *(evidence.missing_translations(findings, languages) if findings else ()),
        *support_problems,
        *unsaid_problems,
        *style_problems,
        *language_needs.problems(folder, files, avoided, wording),
        *_other_file_problems(folder, languages),
        *(support.language_problems(services, languages) if services else ()),
        *_challenge_problems(themes, findings),
        *_length_problems(files, themes, findings),
        *wording_problems(written, avoided, check_markup),
        *(wording.find_problems(written) if wording else ()),
    ]
    return sorted(set(with_line_numbers(problems, folder)))


def _other_file_problems(folder: Path, languages: Collection[str]) -> Iterator[Problem]:
    for read in (when.read, where.read, remind.read):
        yield from read(folder)[1]
    yield from deck.problems(folder)
    yield from cities.problems(folder)
    yield from _wish_problems(folder, languages)
    yield from pages.problems(folder)


def challenges_with_files(language: str, themes: Themes) -> list[ChallengeInFile]:
    """Return a language's challenges with the files they come from."""
    return [
        (f"themes/{language}/{theme.id}.toml", each)
        for theme in themes.values()
        for each in theme.challenges
    ]


def wording_problems(
    spoken: Sequence[ContentString], avoided: BannedPhrases | None, check_markup: CheckMarkup
) -> Iterator[Problem]:
    """Return the problems of unpaired markup and banned phrases."""
    for each in spoken:
        try:
            check_markup(each.text)
        except ValueError as fault:
            yield each.problem(f"markup: {fault}", "close each mark, or write \\ before it")
    yield from avoided.find_problems(spoken) if avoided else ()


def _other_strings(folder: Path) -> Iterator[ContentString]:
    yield from deck.strings_in(folder)
    found, _ = wishes.read(folder)
    yield from strings.of_wishes(found) if found else ()


def _wish_problems(folder: Path, languages: Collection[str]) -> Iterator[Problem]:
    found, problems = wishes.read(folder)
    yield from problems
    yield from wishes.missing_translations(found, languages) if found else ()


def _all_strings(
    files: Mapping[str, FluentFiles],
    themes: Languages,
    findings: Evidence | None,
    services: Support | None,
) -> Iterator[ContentString]:
    for language, texts in files.items():
        base = overlays.base_of(language, files)
        for each in strings.of_texts(base or language, texts):
            yield replace(each, is_variant=bool(base))
    for language, loaded_themes in themes.items():
        for theme in loaded_themes.values():
            yield from strings.of_theme(language, theme)
    yield from strings.of_evidence(findings) if findings else ()
    yield from strings.of_support(services) if services else ()


def _length_problems(
    files: Mapping[str, FluentFiles], themes: Languages, findings: Evidence | None
) -> Iterator[Problem]:
    if (
        findings is None
        or FALLBACK not in files
        or any(fluent_files.problems for fluent_files in files.values())
    ):
        return
    texts = Texts(overlays.merge(files), str, strict=True)
    for language, loaded_themes in themes.items():
        there = challenges_with_files(language, loaded_themes)
        yield from cards.length_problems(texts, findings, language, loaded_themes, there)


def _challenge_problems(themes: Languages, findings: Evidence | None) -> Iterator[Problem]:
    for language, loaded_themes in themes.items():
        there = challenges_with_files(language, loaded_themes)
        if findings:
            yield from cards.missing_evidence(there, findings.ids)
        yield from similarity.check(there)
        yield from cards.size_problems(there)
        for file, each in there:
            yield from readability.check(language, file, each)
    if FALLBACK in themes:
        yield from cards.missing_intensities(themes[FALLBACK])
        yield from cards.unused_evidence(themes[FALLBACK], findings) if findings else ()
