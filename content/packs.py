"""Adds packs to the library, and refuses each one that is not fit for it as a whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from content import evidence, pack_files
from content.deck.card import Card
from content.deck.deck import Deck
from content.evidence import Evidence
from content.library import Library
from content.lint import banned_phrases, cards, deck as lint_deck, readability, similarity, strings
from content.lint.banned_phrases import BannedPhrases
from content.lint.cards import ChallengeInFile
from content.lint.run import wording_problems
from content.lint.toml_lines import with_line_numbers
from content.pack_files import Pack, PackResult
from content.problems import ContentBroken, Problem
from content.texts import Texts


@dataclass(frozen=True)
class BaseContent:
    """The content that a pack adds to, other packs included."""

    library: Library
    evidence: Evidence
    texts: Texts
    banned: BannedPhrases
    check_markup: Callable[[str], None]
    deck: Deck


@dataclass(frozen=True)
class LoadedPacks:
    """The library, its evidence and the deck with all fit packs, and why another is not fit."""

    library: Library
    evidence: Evidence
    deck: Deck
    names: Sequence[str] = ()
    refused: Mapping[str, Sequence[Problem]] = field(default_factory=dict)


def load_base(
    folder: Path,
    library: Library,
    found: Evidence,
    texts: Texts,
    check_markup: Callable[[str], None],
    deck: Deck | None = None,
) -> BaseContent:
    """Load the content that packs add to. Raises `ContentBroken` for its `unsaid.toml`."""
    avoided, problems = banned_phrases.read(folder)
    if avoided is None:
        raise ContentBroken(problems)
    return BaseContent(library, found, texts, avoided, check_markup, deck or Deck.load(folder))


def load_packs(path: Path, base: BaseContent) -> LoadedPacks:
    """Load all packs of a folder in the order of their names; raise nothing for what they hold."""
    unchanged = LoadedPacks(base.library, base.evidence, base.deck)
    try:
        folders = pack_files.folders(path)
    except OSError as fault:
        what = f"cannot be opened ({type(fault).__name__})"
        mend = "make it, or correct PACKS_DIR"
        return replace(unchanged, refused={path.name: [Problem(str(path), "folder", what, mend)]})
    names: list[str] = []
    refused: dict[str, Sequence[Problem]] = dict(_stray_files(path))
    for folder in folders:
        pack, problems = check(folder, base)
        if pack is None:
            refused[folder.name] = problems
            continue
        names.append(pack.name)
        base = replace(
            base,
            library=base.library.merged_with(pack.challenges),
            evidence=base.evidence.merged_with(pack.evidence),
            deck=base.deck.merged_with(pack.cards),
        )
    return LoadedPacks(base.library, base.evidence, base.deck, names, refused)


def check(folder: Path, base: BaseContent) -> PackResult:
    """Check one pack; return it, or None and everything that is wrong with it."""
    pack, problems = pack_files.read(folder, base.library.languages)
    if pack:
        problems = sorted(set(with_line_numbers(_pack_problems(pack, base), folder.parent)))
    return (None if problems else pack), problems


def _stray_files(folder: Path) -> Iterator[tuple[str, Sequence[Problem]]]:
    for path in sorted(folder.glob("*.toml")):
        mend = "put it into a folder of its own"
        yield path.name, [Problem(path.name, "file", "lies outside of a pack", mend)]


def _pack_problems(pack: Pack, base: BaseContent) -> Iterator[Problem]:
    file = f"{pack.name}/{evidence.FILE}"
    joined = base.evidence.merged_with(pack.evidence)
    for language, challenges in pack.challenges.items():
        there = [(f"{pack.name}/{language}.toml", each) for each in challenges]
        yield from _language_problems(language, there, replace(base, evidence=joined))
        yield from _card_problems(
            language, f"{pack.name}/{language}.toml", pack.cards[language], base
        )
    for id in sorted(pack.evidence.ids & base.evidence.ids):
        yield Problem(file, id, "there is evidence of this id already", "choose another id")
    used = {
        id for challenges in pack.challenges.values() for each in challenges for id in each.evidence
    }
    for id in sorted(pack.evidence.ids - used):
        yield Problem(file, id, "no challenge of this pack names it", "delete or use it")
    yield from evidence.missing_translations(pack.evidence, base.library.languages, file)
    spoken = [replace(each, file=file) for each in strings.of_evidence(pack.evidence)]
    yield from wording_problems(spoken, base.banned, base.check_markup)


def _language_problems(
    language: str, there: Sequence[ChallengeInFile], base: BaseContent
) -> Iterator[Problem]:
    library = base.library
    for file, each in there:
        if each.id in library:
            yield Problem(
                file, each.id, "there is a challenge of this id already", "choose another id"
            )
        yield from readability.check(language, file, each)
        spoken = list(strings.of_challenge(language, file, each))
        yield from wording_problems(spoken, base.banned, base.check_markup)
    themes = library.in_language(language)
    known = [("", each) for theme in themes.values() for each in theme.challenges]
    yield from similarity.check(there, known)
    yield from cards.missing_evidence(there, base.evidence.ids)
    yield from cards.length_problems(base.texts, base.evidence, language, themes, there)


def _card_problems(
    language: str, file: str, cards: Sequence[Card], base: BaseContent
) -> Iterator[Problem]:
    there = [(file, each) for each in cards]
    for each in cards:
        if each.id in base.deck:
            yield Problem(file, each.id, "there is a card of this id already", "choose another id")
    spoken = list(lint_deck.strings_of(language, there))
    yield from wording_problems(spoken, base.banned, base.check_markup)
    yield from lint_deck.similar(there, base.deck.in_language(language))
