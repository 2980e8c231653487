"""Adds packs to the library, and refuses each one that is not fit for it as a whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from content import alike, card_checks, evidence, pack_files, reading, unsaid, words
from content.card_checks import Placed
from content.check import wording
from content.evidence import Evidence
from content.library import Library
from content.lines import located
from content.pack_files import Checked, Pack
from content.problems import ContentBroken, Problem
from content.texts import Texts
from content.unsaid import Unsaid


@dataclass(frozen=True)
class House:
    """What a pack has to get along with: all that is there before it, other packs included."""

    library: Library
    evidence: Evidence
    texts: Texts
    unsaid: Unsaid
    check_markup: Callable[[str], None]


@dataclass(frozen=True)
class Admitted:
    """The library and its evidence with all fit packs, and by its name why another is not."""

    library: Library
    evidence: Evidence
    packs: Sequence[str] = ()
    refused: Mapping[str, Sequence[Problem]] = field(default_factory=dict)


def furnish(
    folder: Path,
    library: Library,
    found: Evidence,
    texts: Texts,
    check_markup: Callable[[str], None],
) -> House:
    """The house of a content folder. Raises `ContentBroken` for its `unsaid.toml`."""
    avoided, problems = unsaid.read(folder)
    if avoided is None:
        raise ContentBroken(problems)
    return House(library, found, texts, avoided, check_markup)


def admit(place: Path, house: House) -> Admitted:
    """All packs of a folder in the order of their names; raises nothing for what they hold."""
    admitted = Admitted(house.library, house.evidence)
    try:
        folders = pack_files.folders(place)
    except OSError as fault:
        what = f"cannot be opened ({type(fault).__name__})"
        mend = "make it, or correct PACKS_DIR"
        return replace(admitted, refused={place.name: [Problem(str(place), "folder", what, mend)]})
    names: list[str] = []
    refused: dict[str, Sequence[Problem]] = dict(_stray(place))
    for folder in folders:
        pack, problems = check(folder, house)
        if pack is None:
            refused[folder.name] = problems
            continue
        names.append(pack.name)
        library, joined = (
            house.library.joined_by(pack.challenges),
            house.evidence.joined_by(pack.evidence),
        )
        house = replace(house, library=library, evidence=joined)
    return Admitted(house.library, house.evidence, names, refused)


def check(folder: Path, house: House) -> Checked:
    """One pack, or None and all that keeps it from being admitted to this house."""
    pack, problems = pack_files.read(folder, house.library.languages)
    if pack:
        problems = sorted(set(located(_misfits(pack, house), folder.parent)))
    return (None if problems else pack), problems


def _stray(place: Path) -> Iterator[tuple[str, Sequence[Problem]]]:
    for path in sorted(place.glob("*.toml")):
        mend = "put it into a folder of its own"
        yield path.name, [Problem(path.name, "file", "lies outside of a pack", mend)]


def _misfits(pack: Pack, house: House) -> Iterator[Problem]:
    file = f"{pack.name}/{evidence.FILE}"
    joined = house.evidence.joined_by(pack.evidence)
    for language, challenges in pack.challenges.items():
        there = [(f"{pack.name}/{language}.toml", each) for each in challenges]
        yield from _of_language(language, there, replace(house, evidence=joined))
    for id in sorted(pack.evidence.ids & house.evidence.ids):
        yield Problem(file, id, "there is evidence of this id already", "choose another id")
    used = {
        id for challenges in pack.challenges.values() for each in challenges for id in each.evidence
    }
    for id in sorted(pack.evidence.ids - used):
        yield Problem(file, id, "no challenge of this pack names it", "delete or use it")
    yield from evidence.untranslated(pack.evidence, house.library.languages, file)
    spoken = [replace(each, file=file) for each in words.of_evidence(pack.evidence)]
    yield from wording(spoken, house.unsaid, house.check_markup)


def _of_language(language: str, there: Sequence[Placed], house: House) -> Iterator[Problem]:
    library = house.library
    for file, each in there:
        if each.id in library:
            yield Problem(
                file, each.id, "there is a challenge of this id already", "choose another id"
            )
        yield from reading.check(language, file, each)
        spoken = list(words.of_challenge(language, file, each))
        yield from wording(spoken, house.unsaid, house.check_markup)
    themes = library.in_language(language)
    known = [("", each) for theme in themes.values() for each in theme.challenges]
    yield from alike.check(there, known)
    yield from card_checks.unfounded(there, house.evidence.ids)
    yield from card_checks.too_long(house.texts, house.evidence, language, themes, there)
