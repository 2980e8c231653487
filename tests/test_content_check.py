"""The check of all content finds each fault and names its file and place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from chat import markup
from content import FOLDER
from content.check import check
from tests.content_copy import FTL, add, add_german, change, copy_content

THEME = "themes/en/goals.toml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the real content, to be changed."""
    return copy_content(tmp_path)


def problems(folder: Path) -> str:
    """As the command line shows them, one a line."""
    return "\n".join(map(str, check(folder, markup.check)))


def test_the_content_has_no_problem() -> None:
    assert problems(FOLDER) == ""


def test_a_copy_in_two_languages_has_no_problem(folder: Path) -> None:
    assert problems(add_german(folder)) == ""


Break = Callable[[Path], object]


def ftl(text: str) -> Break:
    return lambda folder: add(folder / FTL, text)


def toml(old: str, new: str, file: str = THEME) -> Break:
    return lambda folder: change(folder / file, old, new)


def in_german(old: str, new: str, file: str = "themes/de/goals.toml") -> Break:
    return lambda folder: change(add_german(folder) / file, old, new)


BROKEN: dict[str, tuple[Break, str]] = {
    "junk": (ftl("what is this\n"), f"{FTL}, line 6: not Fluent"),
    "a key twice": (ftl("weeks = again\n"), "(weeks): this key is already in"),
    "a missing text": (ftl("a = { nothing }\n"), "(a): mentions nothing, which does not exist"),
    "a missing term": (ftl("a = { -no }\n"), "(a): mentions -no, which does not exist"),
    "a missing function": (ftl("a = { UPPER($b) }\n"), "(a): calls UPPER(), which does not"),
    "a circle": (ftl("a = { b }\nb = { a }\n"), "(a): mentions itself"),
    "an attribute": (ftl("a = b\n  .c = d\n"), "(a): has an attribute"),
    "an open mark": (ftl("a = *bold\n"), "(a): markup: "),
    "an open mark in a variant": (
        ftl("a = { $n ->\n  [one] _b\n *[other] c\n }\n"),
        "(a): markup: ",
    ),
    "a gendered text": (ftl("a = Tell your wife\n"), "(a): says “wife”"),
    "a long description": (ftl(f"command-a = {'x' * 101}\n"), "(command-a): 101 characters in"),
    "no UTF-8": (
        lambda folder: (folder / FTL).write_bytes(b"a = \xff\n"),
        "not UTF-8",
    ),
    "TOML that is no UTF-8": (
        lambda folder: (folder / THEME).write_bytes(b'id = "\xff"'),
        f"{THEME}, syntax: not TOML: ",
    ),
    "TOML syntax": (toml("minutes = 20", "minutes ="), f"{THEME}, syntax: not TOML: "),
    "the line of a TOML fault": (toml("minutes = 20", "minutes ="), "(at line 8, "),
    "a missing field": (
        toml('nudge = "What would', 'nudged = "What would'),
        f"{THEME}, goals-small-plan, field nudge: Field required",
    ),
    "an unknown field": (toml("minutes", "minuets"), "goals-small-plan, field minuets: Extra"),
    "a wrong type": (toml("minutes = 20", 'minutes = "x"'), "goals-small-plan, field minutes: "),
    "an unknown kind": (toml('"choice"', '"poll"'), "goals-small-plan, field question.kind: "),
    "a wild intensity": (toml("intensity = 2", "intensity = 4"), "one-wish, field intensity: "),
    "no gentle start": (toml("intensity = 1", "intensity = 2"), f"{THEME}, whole file: a theme's"),
    "a foreign id": (toml('"goals-small-plan"', '"small-plan"'), "the id has to begin with goals-"),
    "an id twice": (toml("goals-back-one-wish", "goals-small-plan"), "plan: this id stands twice"),
    "a choice twice": (toml('"people"', '"rest"'), "question: two choices have the same id"),
    "a long label": (toml("Proper rest", "Rest " * 9), "question.choices.3.label: "),
    "a choice without choices": (toml('"text"', '"choice"'), "question: a choice needs 2 to 6"),
    "a text with choices": (toml('"choice"', '"text"'), "question: a text question has no choices"),
    "a scale without ends": (toml('"text"', '"scale"'), "question: low and high belong to a scale"),
    "no reason given": (toml('["gollwitzer-2006-ifthen"]', "[]"), "give either evidence or lore"),
    "an unknown study": (
        toml('["gollwitzer-2006-ifthen"]', '["nobody-1900-nothing"]'),
        "nobody-1900-nothing is not in evidence.toml",
    ),
    "an unused study": (
        toml('["gollwitzer-2006-ifthen"]', '["algoe-2016-you"]'),
        "evidence.toml, gollwitzer-2006-ifthen: no challenge names it",
    ),
    "a study twice": (
        toml('id = "finkel-2013-reappraisal"', 'id = "algoe-2016-you"', "evidence.toml"),
        "evidence.toml, algoe-2016-you: this id stands twice",
    ),
    "a broken study": (toml("year = 2018", "yaer = 2018", "evidence.toml"), "field year: Field"),
    "a study not translated": (
        in_german("caveat.de = ", "caveat.fr = ", "evidence.toml"),
        "evidence.toml, eyal-2018-mistaking, field caveat: de is missing (translate it)",
    ),
    "a study not in English": (
        toml("caveat.en = ", "caveat.fr = ", "evidence.toml"),
        "evidence.toml, eyal-2018-mistaking, field caveat: needed in English",
    ),
    "a long card": (toml("Over 94 tests", "Over 94 tests" * 100), "goals-small-plan: the card has"),
    "a gendered step": (toml("Go for a walk.", "Ask him."), "field steps: says “him”"),
    "an open mark in a step": (toml("Go for", "*Go for"), "field steps: markup: "),
    "a gendered study": (toml("made nobody", "made her", "evidence.toml"), "claim.en: says “her”"),
    "a theme's wrong id": (toml('id = "goals"', 'id = "guidance"'), "begin with guidance-"),
    "a theme without a file": (
        lambda folder: (folder / THEME).unlink(),
        f"{THEME}, file: a theme without a file",
    ),
    "a tenth theme": (
        lambda folder: add(folder / "themes/en/money.toml", "a = 1\n"),
        "themes/en/money.toml, file: not one of the nine themes",
    ),
    "a text not translated": (
        in_german("greeting = Hello", "gruss = Hello", "locales/de/example.ftl"),
        "locales/de, greeting: missing, but English has it",
    ),
    "a text too many": (
        in_german("weeks =", "monate =", "locales/de/example.ftl"),
        "(monate): English has no such key",
    ),
    "another variable": (
        in_german("{ $name }", "{ $nom }", "locales/de/example.ftl"),
        "locales/de/example.ftl, line 1 (greeting): $name, $nom not in both",
    ),
    "a challenge not translated": (
        in_german("goals-back-one-wish", "goals-other"),
        "themes/de/goals.toml, goals-back-one-wish: missing, but English has it",
    ),
    "a challenge too many": (
        in_german("goals-back-one-wish", "goals-other"),
        "themes/de/goals.toml, goals-other: English has no such challenge",
    ),
    "another choice": (in_german('"rest"', '"ruhe"'), "field question.choices: differs from Eng"),
    "another intensity": (in_german("intensity = 2", "intensity = 3"), "field intensity: differs"),
    "no cities": (lambda folder: (folder / "cities.tsv").unlink(), "cities.tsv, file: it is"),
    "no evidence": (lambda folder: (folder / "evidence.toml").unlink(), "evidence.toml, file: it"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_the_check_finds(name: str, folder: Path) -> None:
    breaks, finding = BROKEN[name]
    breaks(folder)
    assert finding in problems(folder)
