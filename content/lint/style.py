"""The style of texts: wording, the number of words in a message and how easily it reads."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from content import theme_files
from content.lint import readability
from content.lint.banned_phrases import Patterns
from content.lint.strings import ContentString
from content.models import FrozenModel, NonEmptyText
from content.problems import Problem

FILE = "style.toml"
MOST_WORDS = 120
LONG_TEXTS = {"privacy-see": 200, "privacy-own-word-ask": 230, "support-page": 170}
"""Texts that have to say more at once, with the number of their words."""
JUDGED_WORDS = 40
"""A text of fewer words is not judged alone: one long word would decide."""
TYPED_WORDS = re.compile(r"\bwords-")
"""Keys of texts that list what people type."""
KEY = re.compile(r"\((.+)\)")


class WordingRule(FrozenModel):
    """Wordings that no text uses, by language, and what to write instead."""

    id: NonEmptyText
    mend: NonEmptyText
    only_if_read_everywhere: bool = False
    """Whether a variant for one country may use these wordings."""
    said: dict[str, Patterns]


class Style(FrozenModel):
    """All rules, and the files that they do not look at yet."""

    not_yet: tuple[str, ...]
    rule: tuple[WordingRule, ...]

    @property
    def languages(self) -> frozenset[str]:
        """The languages that some rule is about."""
        return frozenset(language for rule in self.rule for language in rule.said)

    def find_problems(self, written: Sequence[ContentString]) -> Iterator[Problem]:
        """Return what is worded against a rule, too long or hard to read."""
        judged = [each for each in written if self._is_judged(each)]
        yield from self._wording_problems(judged)
        texts = [each for each in judged if each.file.endswith(".ftl")]
        for each in texts:
            yield from _word_count_problems(each)
            yield from _reading_problems(each)
        for file, said in groupby(texts, key=lambda each: each.file):
            yield from _file_problems(file, list(said))

    def _is_judged(self, each: ContentString) -> bool:
        is_open = any(
            each.file.startswith(name) if name.endswith("/") else each.file == name
            for name in self.not_yet
        )
        return not is_open and not TYPED_WORDS.search(each.where)

    def _wording_problems(self, judged: Collection[ContentString]) -> Iterator[Problem]:
        looks = {language: list(self._patterns(language)) for language in self.languages}
        for each in judged:
            words = each.text.lower()
            for look, rule in looks.get(each.language, ()):
                if rule.only_if_read_everywhere and each.is_variant:
                    continue
                if found := look.search(words):
                    yield each.problem(f"says “{found[0].strip()}”", f"{rule.id}: {rule.mend}")

    def _patterns(self, language: str) -> Iterator[tuple[re.Pattern[str], WordingRule]]:
        for rule in self.rule:
            for pattern in rule.said.get(language, ()):
                yield re.compile(pattern, re.MULTILINE), rule


def read(folder: Path) -> tuple[Style | None, list[Problem]]:
    """Return the style, or None, and the problems of its file."""
    problems: list[Problem] = []
    path = folder / FILE
    if not path.is_file():
        return None, [Problem(FILE, "file", "it is missing", "bring it back")]
    return theme_files.read_toml(path, FILE, Style, problems), problems


def _word_count_problems(each: ContentString) -> Iterator[Problem]:
    key = KEY.search(each.where)
    most = LONG_TEXTS.get(key[1] if key else "", MOST_WORDS)
    words = len(readability.WORD.findall(each.text))
    if words > most:
        yield each.problem(f"{words} words in one message", f"keep it to {most}")


def _reading_problems(each: ContentString) -> Iterator[Problem]:
    is_long = len(readability.WORD.findall(each.text)) >= JUDGED_WORDS
    if is_long and (what := readability.too_hard(each.language, each.text)):
        yield each.problem(what, "shorter words and sentences")


def _file_problems(file: str, said: Sequence[ContentString]) -> Iterator[Problem]:
    whole = readability.as_sentences(each.text for each in said)
    if what := readability.too_hard(said[0].language, whole):
        yield Problem(file, "whole file", what, "shorter words and sentences")
