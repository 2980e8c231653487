"""Variants of a language in one country: the few texts in which they differ from their base.

`locales/es-ES` holds what Spain words in another way than `locales/es`; the rest is that of `es`.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping

from content.fluent_files import FluentFiles
from content.problems import Problem


def base_of(language: str, known: Container[str]) -> str:
    """Return the language on which a variant lies: "es" for "es-ES", "" for one of its own."""
    base = language.partition("-")[0]
    return base if base != language and base in known else ""


def merge(files: Mapping[str, FluentFiles]) -> dict[str, FluentFiles]:
    """Return each language with all its texts; a variant's own come before those of its base."""
    return {language: _on_base(language, files) for language in files}


def problems(files: Mapping[str, FluentFiles]) -> Iterator[Problem]:
    """Return a problem for each text of a variant that changes nothing in its base."""
    for language, own in files.items():
        if base := base_of(language, files):
            yield from _overlay_problems(own, base, files[base])


def _on_base(language: str, files: Mapping[str, FluentFiles]) -> FluentFiles:
    own, base = files[language], base_of(language, files)
    if not base:
        return own
    below = files[base]
    return FluentFiles({**below.entries, **own.entries}, [*below.problems, *own.problems])


def _overlay_problems(own: FluentFiles, name: str, base: FluentFiles) -> Iterator[Problem]:
    for key, entry in own.entries.items():
        below = base.entries.get(key)
        if below is None:
            yield entry.problem(f"{name} has no such key", f"correct it, or add it to {name} first")
        elif below.source.strip() == entry.source.strip():
            yield entry.problem(f"it says the same as {name}", "delete it here")
