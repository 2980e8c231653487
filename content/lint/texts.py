"""Checks that Fluent leaves out: texts that fail when rendered, or that a language lacks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from content import FALLBACK, overlays
from content.fluent_files import Entry, FluentFiles, References
from content.lint import reader_forms, strings
from content.lint.cards import MAX_MESSAGE_LENGTH
from content.problems import Problem
from content.texts import READER

FUNCTIONS = {"NUMBER", "DATETIME"}
"""The functions that fluent.runtime brings along; we add no others."""
MAX_DESCRIPTION_LENGTH = 100
"""Characters of a command's description: Discord allows 100, Telegram 256."""


def check(languages: Mapping[str, FluentFiles]) -> Iterator[Problem]:
    """Return the problems of all languages, including those found while reading."""
    source = languages.get(FALLBACK)
    if source is None:
        yield Problem("locales", FALLBACK, "no texts in English", "add locales/en/*.ftl")
    yield from overlays.problems(languages)
    whole = overlays.merge(languages)
    for language, files in languages.items():
        yield from files.problems
        for entry in files.entries.values():
            yield from _entry_problems(entry, whole[language])
        yield from _length_problems(language, files)
        if source and source is not files:
            yield from _translation_problems(language, whole[language], source)


def _entry_problems(entry: Entry, files: FluentFiles) -> Iterator[Problem]:
    mentions = References(entry.node)
    for key in sorted((mentions.messages | mentions.terms) - files.entries.keys()):
        yield entry.problem(f"mentions {key}, which does not exist", "correct the key")
    for name in sorted(mentions.functions - FUNCTIONS):
        yield entry.problem(f"calls {name}(), which does not exist", "use NUMBER or nothing")
    yield from reader_forms.check(entry)
    if entry.node.attributes:
        yield entry.problem("has an attribute", "give it a key of its own")
    if _is_reachable(entry.key, entry.key, files, set()):
        yield entry.problem("mentions itself", "break the circle")


def _is_reachable(key: str, goal: str, files: FluentFiles, seen: set[str]) -> bool:
    if key in seen or key not in files.entries:
        return False
    seen.add(key)
    mentions = References(files.entries[key].node)
    onward = mentions.messages | mentions.terms
    return goal in onward or any(_is_reachable(each, goal, files, seen) for each in onward)


def _length_problems(language: str, files: FluentFiles) -> Iterator[Problem]:
    for key, entry in files.entries.items():
        is_command = key.startswith("command-")  # or of the words behind it
        limit = MAX_DESCRIPTION_LENGTH if is_command else MAX_MESSAGE_LENGTH
        variants = strings.of_texts(language, FluentFiles({key: entry}))
        length = max((len(spoken.text) for spoken in variants), default=0)
        if length > limit:
            of = "a command's description" if is_command else "one message"
            yield entry.problem(f"{length} characters in {of}", f"keep it to {limit}")


def _translation_problems(
    language: str, files: FluentFiles, source: FluentFiles
) -> Iterator[Problem]:
    folder = f"locales/{language}"
    texts = {key for key in source.entries if not key.startswith("-")}
    for missing in sorted(texts - files.entries.keys()):
        yield Problem(folder, missing, "missing, but English has it", "translate it")
    for key, entry in files.entries.items():
        if key.startswith("-"):
            continue
        if key not in source.entries:
            yield entry.problem("English has no such key", "correct or delete it")
        elif odd := sorted((source.variables(key) ^ files.variables(key)) - {READER}):
            names = ", ".join(f"${name}" for name in odd)
            yield entry.problem(f"{names} not in both this and English", "use the same ones")
