"""Reads the files of cards for an evening, and says in one line each what is wrong with them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Annotated

from pydantic import Field

from content import FALLBACK, theme_files
from content.challenges import THEME_IDS
from content.deck.card import Card
from content.models import FrozenModel
from content.problems import Problem

FOLDER = "cards"
SAME_IN_ALL_LANGUAGES = ("mood", "intensity", "minutes", "kind", "alone")


class _Page(FrozenModel):
    card: Annotated[tuple[Card, ...], Field(min_length=1)]


def read(folder: Path) -> tuple[dict[str, list[Card]], list[Problem]]:
    """Return the cards of all languages, and every problem; raises nothing for content."""
    problems: list[Problem] = []
    places = sorted(path for path in (folder / FOLDER).glob("*") if path.is_dir())
    found = {path.name: _read_language(path, problems) for path in places}
    if FALLBACK not in found:
        problems.append(Problem(FOLDER, FALLBACK, "no cards in English", "add cards/en"))
    for language, translated in found.items():
        name_file = partial(file_of, language)
        problems += translation_problems(found.get(FALLBACK, ()), translated, name_file)
    return found, problems


def file_of(language: str, card: Card) -> str:
    """Return the file in which a card stands."""
    return f"{FOLDER}/{language}/{card.theme}.toml"


def duplicate_ids(placed: Sequence[tuple[str, Card]]) -> Iterator[Problem]:
    """Yield a problem for each id that stands more than once."""
    seen: set[str] = set()
    for file, each in placed:
        if each.id in seen:
            yield Problem(file, each.id, "this id stands twice", "give each its own")
        seen.add(each.id)


def translation_problems(
    source: Sequence[Card], translated: Sequence[Card], name_file: Callable[[Card], str]
) -> Iterator[Problem]:
    """Yield where a translation is not of the same make as the English."""
    wanted = {each.id: each for each in source}
    found = {each.id: each for each in translated}
    for missing in sorted(wanted.keys() - found.keys()):
        yield Problem(
            name_file(wanted[missing]), missing, "missing, but English has it", "translate it"
        )
    for unknown in sorted(found.keys() - wanted.keys()):
        yield Problem(
            name_file(found[unknown]), unknown, "English has no such card", "correct the id"
        )
    for id in sorted(wanted.keys() & found.keys()):
        for field in SAME_IN_ALL_LANGUAGES:
            if getattr(wanted[id], field) != getattr(found[id], field):
                where = f"{id}, field {field}"
                yield Problem(
                    name_file(found[id]), where, "differs from English", "make it the same"
                )


def _read_language(folder: Path, problems: list[Problem]) -> list[Card]:
    placed: list[tuple[str, Card]] = []
    for path in sorted(folder.glob("*.toml")):
        name = f"{FOLDER}/{folder.name}/{path.name}"
        if path.stem not in THEME_IDS:
            problems.append(Problem(name, "file", "not one of the nine themes", "rename it"))
        elif page := theme_files.read_toml(path, name, _Page, problems):
            placed += [(name, each) for each in page.card]
            problems += _stray_cards(name, path.stem, page.card)
    problems += duplicate_ids(placed)
    return [each for _, each in placed]


def _stray_cards(file: str, theme: str, cards: Sequence[Card]) -> Iterator[Problem]:
    for each in cards:
        if each.theme != theme:
            yield Problem(file, each.id, "belongs to another theme", f"begin its id with {theme}-")
