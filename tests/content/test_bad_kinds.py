"""Test packs whose questions or fields are badly written: refused as a whole, with how to mend it.

The pack with one challenge of each kind is spoiled, in one language or in both.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.cli.content import find_faults, load_base_content
from content import FOLDER, packs
from content.packs import BaseContent
from tests.support.content_copy import replace_text

NAME = "one-of-each-kind"
LINES = (FOLDER.parent / f"docs/example-packs/{NAME}/en.toml").read_text("utf-8").splitlines()
Spoil = Callable[[str], str]


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """Copy the pack with a challenge of each kind, to be spoiled."""
    place = tmp_path / "packs" / NAME
    shutil.copytree(FOLDER.parent / f"docs/example-packs/{NAME}", place)
    return place


@pytest.fixture(scope="module")
def own() -> BaseContent:
    """Load the built-in content."""
    return load_base_content()


def put(old: str, new: str) -> Spoil:
    def spoil(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return spoil


def cut(begin: str, end: str = "]\n") -> Spoil:
    """Leave out everything from `begin` to the next `end`."""

    def spoil(text: str) -> str:
        before, found, rest = text.partition(begin)
        assert found
        return before + rest.partition(end)[2]

    return spoil


SPOILED: dict[str, tuple[Spoil, str]] = {
    "a guess without its question": (
        cut("guess = ", "\n"),
        "perspectives-breakfast-bet, field question: a guess question needs guess (add guess, or",
    ),
    "a guess in the old format": (
        put('kind = "guess"', 'kind = "choice"'),
        "breakfast-bet, field question: a choice question has no guess (delete guess, or change",
    ),
    "an old kind with pairs": (
        put('kind = "this-or-that"', 'kind = "text"'),
        "differences-holiday-duel, field question: a text question has no pairs (delete pairs, or",
    ),
    "a rank in the old format": (
        put('kind = "rank"', 'kind = "text"'),
        "goals-three-jars, field question: a text question has no choices (delete choices, or",
    ),
    "a scale that takes a photo": (
        put('kind = "scale"', 'kind = "scale"\ntakes = "photo"'),
        "storm-scale, field question: a scale question has no takes (delete takes, or change",
    ),
    "a rank without options": (
        cut('choices = [\n    { id = "rest"'),
        "goals-three-jars, field question: a rank question needs choices (add choices, or change",
    ),
    "a rank of two": (
        cut('    { id = "play"', "\n"),
        "goals-three-jars, field question: a rank question has exactly 3 choices (there are 2: add",
    ),
    "a pick of nine": (
        put(
            '    { id = "music"',
            "".join(f'    {{ id = "{each}", label = "{each}" }},\n' for each in "xyz")
            + '    { id = "music"',
        ),
        "good-evening, field question: a pick question has 3 to 8 choices (there are 9: add or",
    ),
    "a pick without options": (
        cut('choices = [\n    { id = "music"'),
        "intimacy-good-evening, field question: a pick question needs choices (add choices",
    ),
    "four pairs": (
        cut('    { id = "way"', "\n"),
        "holiday-duel, field question: a this-or-that question has exactly 5 pairs (there are 4:",
    ),
    "no pairs": (
        cut("pairs = ["),
        "holiday-duel, field question: a this-or-that question needs pairs (add pairs, or change",
    ),
    "a pair with one side": (
        put('left = "Sea", ', ""),
        "holiday-duel, field question.pairs.0.left: Field required (add left)",
    ),
    "choices for pairs": (
        put("pairs = [", "choices = ["),
        "holiday-duel, field question.choices.0.label: Field required (add label)",
    ),
    "a side that is too long": (
        put("Sea", "The sea, or a lake in summer"),
        "holiday-duel, field question.pairs.0.left: String should have at most 20 characters (keep"
        " it to 20)",
    ),
    "an option that is too long": (
        put("A slow coffee", "A slow coffee, then another one, and a third"),
        "breakfast-bet, field question.choices.1.label: String should have at most 40 characters",
    ),
    "an empty option": (
        put("A slow coffee", "  "),
        "breakfast-bet, field question.choices.1.label: String should have at least 1 character",
    ),
    "an option twice": (
        put("A slow coffee", "SLEEPING IN!"),
        "breakfast-bet, field question: two choices have the same label (let them say something",
    ),
    "an option's id twice": (
        put('"coffee"', '"sleep"'),
        "breakfast-bet, field question: two choices have the same id (give each its own)",
    ),
    "an id in capitals": (
        put('"coffee"', '"Coffee"'),
        "breakfast-bet, field question.choices.1.id: String should match pattern",
    ),
    "a side twice": (
        put("Hills", "sea"),
        "holiday-duel, field question: two sides have the same label, so typed words would fit",
    ),
    "a pair's id twice": (
        put('id = "plan"', 'id = "sea"'),
        "holiday-duel, field question: two pairs have the same id (give each its own)",
    ),
    "a sentence that is finished": (
        put("On a free Sunday morning I…", "On a free Sunday morning I sleep."),
        "free-morning, field question: a sentence to finish ends in … (write … at its end)",
    ),
    "a scale in the old format": (
        cut("means = ["),
        "problem-solving-storm-scale, field question: a scale question needs means (add means",
    ),
    "a scale that says nothing at the reveal": (
        cut("near = ", "\n"),
        "storm-scale, field question: a scale question needs near (add near, or change the kind)",
    ),
    "a scale with four meanings": (
        cut('    "one to remember"', "\n"),
        "storm-scale, field question: means says what each of the 5 numbers means (there are 4:",
    ),
    "an unknown kind": (
        put('"finish"', '"photo"'),
        "independence-free-morning, field question.kind: Input should be 'text', 'choice', 'scale'",
    ),
    "an unknown field": (
        put("near = ", "nearly = "),
        "storm-scale, field question.nearly: Extra inputs are not permitted (correct its name, or",
    ),
    "no place": (
        cut("place = ", "\n"),
        'breakfast-bet, field place: Field required (add place = "home", "out" or "anywhere")',
    ),
    "no cost": (
        cut("cost = ", "\n"),
        'breakfast-bet, field cost: Field required (add cost = "free" or "little")',
    ),
    "no word on children": (
        cut("children = ", "\n"),
        "breakfast-bet, field children: Field required (add children = true or false)",
    ),
    "no minutes": (
        cut("minutes = ", "\n"),
        "breakfast-bet, field minutes: Field required (add minutes = 20)",
    ),
    "minutes of a whole evening": (
        put("minutes = 20", "minutes = 240"),
        "breakfast-bet, field minutes: Input should be less than or equal to 90",
    ),
    "a place that is none": (
        put('place = "home"', 'place = "garden"'),
        "breakfast-bet, field place: Input should be 'home', 'out' or 'anywhere'",
    ),
    "a price": (
        put('cost = "little"', 'cost = "5 euros"'),
        "breakfast-bet, field cost: Input should be 'free' or 'little'",
    ),
}


@pytest.mark.parametrize("name", SPOILED)
def test_a_badly_written_challenge_is_refused(name: str, pack: Path, own: BaseContent) -> None:
    spoil, fault = SPOILED[name]
    path = pack / "en.toml"
    path.write_text(spoil(path.read_text("utf-8")), "utf-8")
    admitted = packs.load_packs(pack.parent, own)
    said = "\n".join(map(str, admitted.refused[NAME]))
    assert fault in said
    assert f"{NAME}/en.toml, line " in said
    assert admitted.names == []
    assert admitted.library.challenges == own.library.challenges
    assert said.splitlines() == find_faults([path])


def test_the_line_is_that_of_the_challenge(pack: Path) -> None:
    path = pack / "en.toml"
    path.write_text(cut("pairs = [")(path.read_text("utf-8")), "utf-8")
    (fault,) = find_faults([path])
    line = LINES.index('id = "differences-holiday-duel"')
    assert fault.startswith(f"{NAME}/en.toml, line {line}, differences-holiday-duel, ")


IN_SPANISH: dict[str, tuple[Spoil, str]] = {
    "another option": (put('id = "coffee"', 'id = "tea"'), "field question.choices"),
    "options in another order": (
        lambda text: put('"x"', '"work"')(put('"work"', '"rest"')(put('"rest"', '"x"')(text))),
        "field question.choices",
    ),
    "another pair": (put('id = "sea"', 'id = "mar"'), "field question.pairs"),
    "another place": (put('place = "home"', 'place = "out"'), "field place"),
    "another cost": (put('cost = "little"', 'cost = "free"'), "field cost"),
    "children in one language": (put("children = true", "children = false"), "field children"),
    "another kind": (put('kind = "rank"', 'kind = "pick"'), "field question.kind"),
}


@pytest.mark.parametrize("name", IN_SPANISH)
def test_a_translation_of_another_make_is_refused(name: str, pack: Path, own: BaseContent) -> None:
    spoil, field = IN_SPANISH[name]
    path = pack / "es.toml"
    path.write_text(spoil(path.read_text("utf-8")), "utf-8")
    admitted = packs.load_packs(pack.parent, own)
    said = "\n".join(map(str, admitted.refused[NAME]))
    assert f"{field}: differs from English (make it the same)" in said
    assert f"{NAME}/es.toml, line " in said
    assert admitted.names == []


def test_a_pack_that_is_translated_by_half_is_left_out_as_a_whole(
    pack: Path, own: BaseContent
) -> None:
    path = pack / "es.toml"
    half = path.read_text("utf-8").split("[[challenge]]")[:4]
    path.write_text("[[challenge]]".join(half), "utf-8")
    admitted = packs.load_packs(pack.parent, own)
    said = "\n".join(map(str, admitted.refused[NAME]))
    assert f"{NAME}/es.toml, goals-three-jars: missing, but English has it (translate it)" in said
    assert admitted.names == []
    assert admitted.library.challenges == own.library.challenges


def test_a_missing_field_in_the_translation_is_found(pack: Path, own: BaseContent) -> None:
    replace_text(pack / "es.toml", 'guess = "', 'ges = "')
    said = "\n".join(map(str, packs.load_packs(pack.parent, own).refused[NAME]))
    assert "field question.ges: Extra inputs are not permitted (correct its name, or delete" in said
