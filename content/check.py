"""Everything that can be wrong with the content, found before anybody reads it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from content import FALLBACK, evidence, support, text_checks, theme_files, words
from content.challenges import Challenge, Theme
from content.cities import Cities
from content.evidence import Evidence
from content.problems import ContentBroken, Problem
from content.texts import read_languages
from content.words import Spoken

CARD = 1_900
"""Characters on one card: a Discord message holds 2,000, and a line or two may come on top."""
GENDERED = {
    "en": re.compile(
        r"\b(he|she|him|her|his|hers|himself|herself|husbands?|wife|wives|hubby"
        r"|boyfriends?|girlfriends?|fiancée?s?)\b",
        re.IGNORECASE,
    )
}
"""Words that take a partner's gender for granted, by language."""

CheckMarkup = Callable[[str], None]
Languages = Mapping[str, Mapping[str, Theme]]


def check(folder: Path, check_markup: CheckMarkup) -> list[Problem]:
    """All problems of a content folder, by file.

    `check_markup` raises `ValueError` for a text whose marks are not in pairs.
    """
    texts = read_languages(folder)
    themes, theme_problems = theme_files.read(folder)
    findings, evidence_problems = evidence.read(folder)
    services, support_problems = support.read(folder)
    languages = {*texts, *themes}
    spoken = [each for code, files in texts.items() for each in words.of_texts(code, files)]
    for language, held in themes.items():
        for theme in held.values():
            spoken += words.of_theme(language, theme)
    spoken += words.of_evidence(findings) if findings else ()
    spoken += words.of_support(services) if services else ()
    problems = [
        *text_checks.check(texts),
        *theme_problems,
        *evidence_problems,
        *(evidence.untranslated(findings, languages) if findings else ()),
        *support_problems,
        *(support.untranslated(services, languages) if services else ()),
        *_cards(themes),
        *_citations(themes, findings),
        *_wording(spoken, check_markup),
        *_cities(folder),
    ]
    return sorted(set(problems))


def card_length(theme: Theme, challenge: Challenge) -> int:
    """Characters of the fullest card: theme, title, why, numbered steps and the question."""
    question = challenge.question
    labels = [*(choice.label for choice in question.choices), question.low, question.high]
    steps = "\n".join(f"{at}. {step}" for at, step in enumerate(challenge.steps, 1))
    head = [theme.title, challenge.title, challenge.good_for, challenge.why]
    return len("\n\n".join([*head, steps, question.ask, *filter(None, labels)]))


def _cards(themes: Languages) -> Iterator[Problem]:
    for language, held in themes.items():
        for theme in held.values():
            for challenge in theme.challenges:
                length = card_length(theme, challenge)
                if length >= CARD:
                    file = f"themes/{language}/{theme.id}.toml"
                    what = f"the card has {length} characters"
                    yield Problem(file, challenge.id, what, f"keep it under {CARD}")


def _citations(themes: Languages, findings: Evidence | None) -> Iterator[Problem]:
    if findings is None:
        return
    known = {finding.id for finding in findings.findings}
    used: set[str] = set()
    for language, held in themes.items():
        for challenge in (each for theme in held.values() for each in theme.challenges):
            used.update(challenge.evidence)
            for unknown in sorted(set(challenge.evidence) - known):
                file = f"themes/{language}/{challenge.theme}.toml"
                where = f"{challenge.id}, field evidence"
                yield Problem(file, where, f"{unknown} is not in evidence.toml", "add or correct")
    for unused in sorted(known - used if FALLBACK in themes else ()):
        yield Problem("evidence.toml", unused, "no challenge names it", "delete or use it")


def _wording(spoken: list[Spoken], check_markup: CheckMarkup) -> Iterator[Problem]:
    for each in spoken:
        try:
            check_markup(each.words)
        except ValueError as fault:
            yield each.problem(f"markup: {fault}", "close each mark, or write \\ before it")
        gendered = GENDERED.get(each.language)
        if gendered and (found := gendered.search(each.words)):
            yield each.problem(f"says “{found[0]}”", "say it of anybody: partner, they, their")


def _cities(folder: Path) -> list[Problem]:
    try:
        Cities.load(folder / "cities.tsv")
    except ContentBroken as broken:
        return list(broken.problems)
    except OSError:
        return [Problem("cities.tsv", "file", "it is missing", "run tools/make_cities.py")]
    return []
