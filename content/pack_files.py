"""Reads packs: folders of further challenges that an operator adds to the library."""

from __future__ import annotations

import os
import stat
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Annotated

from pydantic import Field

from content import FALLBACK, evidence, theme_files
from content.challenges import Challenge
from content.deck import files as deck_files
from content.deck.card import Card
from content.evidence import Evidence
from content.lint.toml_lines import with_line_numbers
from content.models import FrozenModel
from content.problems import Problem

LARGEST = 1_000_000
"""Bytes of one file; two hundred challenges have room in it."""
PackResult = tuple["Pack | None", list[Problem]]


class _PackPage(FrozenModel):
    challenge: Annotated[tuple[Challenge, ...], Field(min_length=1)]
    card: tuple[Card, ...] = ()


@dataclass(frozen=True, slots=True)
class Pack:
    """Its challenges and cards by language, the same in each, and the evidence that it brings."""

    name: str
    challenges: Mapping[str, Sequence[Challenge]]
    evidence: Evidence
    cards: Mapping[str, Sequence[Card]]


def folders(path: Path) -> list[Path]:
    """Return the packs in a folder, sorted by name, without those that begin with a full stop."""
    return sorted(each for each in path.iterdir() if each.is_dir() and each.name[0] != ".")


def read(folder: Path, languages: Collection[str]) -> PackResult:
    """Return the pack as written, or None, and its problems; broken files never raise."""
    try:
        problems = list(_folder_problems(folder, languages))
        return (None, problems) if problems else _read(folder, languages)
    except (OSError, RuntimeError) as fault:  # a link that leads to itself is a RuntimeError
        what = f"cannot be read ({type(fault).__name__})"
        return None, [Problem(folder.name, "folder", what, "let the bot's user read it")]


def _read(folder: Path, languages: Collection[str]) -> PackResult:
    problems: list[Problem] = []
    pages = {each: _read_page(folder, each, problems) for each in languages}
    challenges = {each: page.challenge if page else () for each, page in pages.items()}
    cards = {each: page.card if page else () for each, page in pages.items()}
    brought = Evidence({})
    if (folder / evidence.FILE).exists():
        found, faults = evidence.read(folder)
        problems += [_with_pack_name(folder, each) for each in faults]
        brought = found or brought
    for language, translated in challenges.items():
        if language != FALLBACK and not problems:
            name = f"{folder.name}/{language}.toml"
            problems += theme_files.translation_problems(challenges[FALLBACK], translated, name)
            problems += deck_files.translation_problems(
                cards[FALLBACK], cards[language], partial(_file_of_pack, name)
            )
    if problems:
        return None, sorted(with_line_numbers(problems, folder.parent))
    return Pack(folder.name, challenges, brought, cards), []


def _folder_problems(folder: Path, languages: Collection[str]) -> Iterator[Problem]:
    """Return what keeps the files from being opened at all."""
    wanted = [f"{language}.toml" for language in sorted(languages)]
    there = sorted(path.name for path in folder.iterdir() if path.suffix == ".toml")
    if not folder.resolve().is_relative_to(folder.parent.resolve()):
        mend = "put the folder itself there"
        yield Problem(folder.name, "folder", "a link that leads out of the folder of packs", mend)
    elif not there:
        what = f"holds no challenges: {' and '.join(wanted)} are missing"
        yield Problem(folder.name, "folder", what, "docs/content.md shows how to write them")
    for name in there:
        if name not in (*wanted, evidence.FILE):
            what = f"none of {', '.join([*wanted, evidence.FILE])}"
            yield Problem(f"{folder.name}/{name}", "file", what, "rename it, or take it away")
        else:
            yield from _file_problems(folder, name)
    for name in sorted(set(wanted) - set(there)) if there else ():
        what = "missing: a pack speaks every language that the bot speaks"
        yield Problem(f"{folder.name}/{name}", "file", what, "add the translation")


def _file_problems(folder: Path, name: str) -> Iterator[Problem]:
    path, file = folder / name, f"{folder.name}/{name}"
    if not path.resolve().is_relative_to(folder.resolve()):
        what, mend = "a link that leads out of its folder", "put the file itself there"
        yield Problem(file, "file", what, mend)
        return
    about = path.stat()
    if not stat.S_ISREG(about.st_mode):
        yield Problem(file, "file", "not a file", "put a file of text there")
    elif about.st_size > LARGEST:
        what = f"{about.st_size / 1e6:.1f} MB, and a pack's file has at most 1 MB"
        yield Problem(file, "file", what, "divide it into several packs")
    elif not os.access(path, os.R_OK):
        yield Problem(file, "file", "cannot be read", "let the bot's user read it")


def _read_page(folder: Path, language: str, problems: list[Problem]) -> _PackPage | None:
    name = f"{folder.name}/{language}.toml"
    page = theme_files.read_toml(folder / f"{language}.toml", name, _PackPage, problems)
    if page:
        problems += theme_files.duplicate_ids(page.challenge, name)
        problems += deck_files.duplicate_ids([(name, each) for each in page.card])
    return page


def _file_of_pack(name: str, _: Card) -> str:
    return name


def _with_pack_name(folder: Path, problem: Problem) -> Problem:
    file = f"{folder.name}/{problem.file}"
    return Problem(file, problem.where, problem.what, problem.fix)
