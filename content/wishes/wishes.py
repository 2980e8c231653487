"""Small wishes of which two people may both want one: kinds, depths and words by language."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Literal, get_args
from uuid import UUID, uuid5

from pydantic import Field, StringConstraints

from content import theme_files, translated
from content.models import FrozenModel
from content.normalize import fold
from content.problems import ContentBroken, Problem
from content.translated import Translated

WishKind = Literal["dates", "hobbies", "adventures", "help", "tenderness"]
KINDS: tuple[WishKind, ...] = get_args(WishKind)
LONGEST = 80
"""Characters of a wish: it is read at a glance, and becomes the words of a reminder."""
FEWEST = 120
FEWEST_OF_A_KIND = 20
FEWEST_LIGHT = 80
"""Wishes of depth 1, so that a reader who likes it light has decks for two months."""
NAMESPACE = UUID("6f1d7a52-7f0e-4d38-9f43-1f6d3a0c8b51")
"""Makes a wish's id for buttons out of its name."""


class Wish(FrozenModel):
    """One small thing for two; `depth` is how deep a reader must like to go to be offered it."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+$", max_length=40)]
    depth: Annotated[int, Field(ge=1, le=3)]
    words: Translated

    @property
    def key(self) -> UUID:
        """The id that buttons and votes name it by."""
        return uuid5(NAMESPACE, self.id)


class _WishFile(FrozenModel):
    wishes: Annotated[tuple[Wish, ...], Field(min_length=1)]


class Wishes:
    """All wishes by their key."""

    def __init__(self, by_kind: Mapping[WishKind, tuple[Wish, ...]]) -> None:
        self.by_kind = by_kind
        self._by_key = {each.key: each for wishes in by_kind.values() for each in wishes}

    @classmethod
    def load(cls, folder: Path) -> Wishes:
        """Read `folder/wishes`. Raises `ContentBroken` with every problem found."""
        wishes, problems = read(folder)
        if wishes is None:
            raise ContentBroken(problems)
        return wishes

    def __contains__(self, key: UUID) -> bool:
        return key in self._by_key

    def words(self, key: UUID, language: str) -> str:
        """Return a wish in a language, or in English. Raises `KeyError` for one that is gone."""
        return translated.translated_text(self._by_key[key].words, language)

    def all_words(self, key: UUID) -> Mapping[str, str]:
        """Return a wish in every language. Raises `KeyError` for one that is gone."""
        return self._by_key[key].words

    def up_to(self, depth: int) -> list[UUID]:
        """Return the keys of all wishes that go no deeper, in their order."""
        return [key for key, each in self._by_key.items() if each.depth <= depth]

    def has_words(self, words: str) -> bool:
        """Return whether a wish says this in any language, but for case and punctuation."""
        wanted = fold(words)
        return any(
            fold(each) == wanted for wish in self._by_key.values() for each in wish.words.values()
        )


def read(folder: Path) -> tuple[Wishes | None, list[Problem]]:
    """Return the wishes, or None, and the problems of their files."""
    problems: list[Problem] = []
    found: dict[WishKind, tuple[Wish, ...]] = {}
    for kind in KINDS:
        name = f"wishes/{kind}.toml"
        if not (folder / name).is_file():
            problems.append(Problem(name, "file", "it is missing", "bring it back"))
        elif file := theme_files.read_toml(folder / name, name, _WishFile, problems):
            found[kind] = file.wishes
    problems += _problems(found)
    return (None if problems else Wishes(found)), problems


def missing_translations(wishes: Wishes, languages: Collection[str]) -> Iterator[Problem]:
    """Return a problem for each language that a wish lacks."""
    for kind, each in _all(wishes.by_kind):
        file = f"wishes/{kind}.toml"
        yield from translated.missing_translations(each.words, languages, file, each.id)


def _problems(found: Mapping[WishKind, tuple[Wish, ...]]) -> Iterator[Problem]:
    seen: set[str] = set()
    for kind, each in _all(found):
        for what in (each.id, *(f"{code}: {fold(said)}" for code, said in each.words.items())):
            if what in seen:
                yield Problem(f"wishes/{kind}.toml", each.id, "it stands twice", "keep one")
            seen.add(what)
        for code, said in each.words.items():
            if len(said) > LONGEST:
                where = f"{each.id}, {code}"
                yield Problem(f"wishes/{kind}.toml", where, "it is too long", "shorten it")
    yield from _count_problems(found)


def _count_problems(found: Mapping[WishKind, tuple[Wish, ...]]) -> Iterator[Problem]:
    wishes = [each for _, each in _all(found)]
    light = [each for each in wishes if each.depth == 1]
    for kind, of_kind in found.items():
        if len(of_kind) < FEWEST_OF_A_KIND:
            yield Problem(f"wishes/{kind}.toml", "file", "too few", f"write {FEWEST_OF_A_KIND}")
    if len(wishes) < FEWEST or len(light) < FEWEST_LIGHT:
        yield Problem("wishes", "folder", "too few", f"{FEWEST} are needed, {FEWEST_LIGHT} light")


def _all(by_kind: Mapping[WishKind, tuple[Wish, ...]]) -> Iterator[tuple[WishKind, Wish]]:
    for kind, wishes in by_kind.items():
        for each in wishes:
            yield kind, each
