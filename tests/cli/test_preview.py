"""Test that the preview shows a challenge as the two see it, word by word."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from bot.app import App
from bot.cli.preview import render_preview
from bot.errors import OperatorError
from handlers.turn import Content
from tests.challenge import kinds
from tests.challenge.test_challenge import shares
from tests.challenge.test_order import now_open
from tests.content.test_packs import EXAMPLE, TRAY
from tests.support.command_line import run_command
from tests.support.couples import paired
from tests.support.people import Person


@pytest.fixture(scope="module")
def shelf(shelf: Content) -> Content:
    """Return the content with one challenge of each kind."""
    return kinds.with_example_packs(shelf)


def places(id: str, language: str, packs: Path | None = None) -> dict[str, str]:
    """Return the preview's texts, without styles, by the place where a couple meets them."""
    lines = [click.unstyle(each).strip() for each in render_preview(id, language, packs)]
    return {
        head.removeprefix("── "): text for head, text in zip(lines[::2], lines[1::2], strict=True)
    }


async def test_it_shows_what_alice_sees(alice: Person, bob: Person, app: App) -> None:
    await paired(alice, bob)
    await alice.presses("Start now")
    shown = places(await now_open(app), "en")
    card = alice.last
    assert shown["the card"].startswith(card.text)
    labels = re.findall(r"\[ (.*?) \]", shown["the card"])
    assert labels == [button.label for button in card.buttons]
    await alice.presses("Why?")
    alice.sees(shown["Why?"])
    await alice.says("/reflect")
    alice.sees(shown["for the journal"])
    for each in (alice, bob):
        await each.says("/challenge")
        await shares(each, "…")
    assert shown["both have shared"] == bob.last.text.replace("Alice", "…")


@pytest.mark.parametrize(
    ("kind", "first_tap"),
    [
        (kinds.RANK, "Rest"),
        (kinds.PICK, "Music"),
        (kinds.PAIRS, "Sea"),
        (kinds.CHOSEN_GUESS, "Sleeping in"),
    ],
)
async def test_it_shows_how_a_newer_question_is_asked(
    alice: Person, bob: Person, kind: str, first_tap: str
) -> None:
    shown = places(kind, "en", EXAMPLE)
    await kinds.in_a_round_of(kind, alice, bob)
    await alice.presses("Answer")
    for place in ("Answer", "after one tap"):
        assert re.findall(r"\[ (.*?) \]", shown[place]) == alice.buttons()
        assert shown[place].startswith(alice.last.text)
        await alice.presses(first_tap)


@pytest.mark.parametrize("kind", [kinds.TYPED_GUESS, kinds.FINISH])
async def test_it_shows_how_words_are_asked_for(alice: Person, bob: Person, kind: str) -> None:
    shown = places(kind, "en", EXAMPLE)
    await kinds.in_a_round_of(kind, alice, bob)
    await alice.presses("Answer")
    assert shown["Answer"] == alice.last.text
    if kind == kinds.TYPED_GUESS:
        await alice.says("…")
        assert shown["then the guess"] == alice.last.text


async def test_it_shows_both_reveals_of_a_scale(alice: Person, bob: Person) -> None:
    shown = places(kinds.SCALE, "en", EXAMPLE)
    near, apart = shown["both have shared, one apart"], shown["both have shared"]
    assert "do again" in near
    assert "lend the other" in apart
    await kinds.in_a_round_of(kinds.SCALE, alice, bob)
    for person, number in ((bob, "3"), (alice, "4")):
        await person.presses(number)
        await person.presses("Share when both are in")
    assert near == bob.last.text.replace("Alice", "…")


def test_it_shows_all_places_in_spanish() -> None:
    shown = places("goals-small-plan", "es")
    assert "Un plan que cabe en una nota" in shown["the card"]
    assert "[ Una pequeña aventura ]" in shown["the card"]
    assert "Qué tan seguro es" in shown["Why?"]
    assert "ningún plan" in shown["the nudge"]
    assert "Cara a cara" in shown["both have shared"]
    assert "hacer para ti" in shown["alone"]
    assert "costumbre" in shown["for the journal"]


def test_it_knows_packs() -> None:
    assert "A tray for one" in places(TRAY, "en", EXAMPLE)["the card"]


@pytest.mark.parametrize(
    ("id", "language", "line"),
    [
        ("goals-smal-plan", "en", "no challenge goals-smal-plan: did you mean goals-small-plan, "),
        ("goals-small-plan", "fr", "no challenges in fr: --lang takes en or es"),
    ],
)
def test_a_missing_challenge_is_reported_with_the_existing_ones(
    id: str, language: str, line: str
) -> None:
    with pytest.raises(OperatorError, match=line):
        next(render_preview(id, language, None))


async def test_an_unknown_id_is_one_line_and_two(tmp_path: Path) -> None:
    said = await run_command(tmp_path, "content", "preview", "goals-smal-plan", "--lang", "es")
    assert (said.code, said.out, len(said.err.splitlines())) == (2, "", 1)
