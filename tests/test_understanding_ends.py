"""What people type beside the point has a way on: nothing hangs, and nothing is taken too far."""

from __future__ import annotations

import pytest

from tests.couples import paired, settled
from tests.people import Person


async def test_what_was_deleted_is_said(alice: Person) -> None:
    await settled(alice, "Berlin")
    await alice.says("/forget")
    await alice.says("erase")
    await alice.says("delete")
    alice.sees("Those words are deleted; nothing else is.")


async def test_what_was_deleted_is_said_in_spanish(alice: Person) -> None:
    alice.language = "es"
    await alice.says("/start")
    await alice.says("Madrid")
    await alice.presses("Madrid")
    await alice.presses("Sí")
    await alice.presses("Ahora no")
    await alice.says("Una idea de hoy.")
    await alice.says("Borrar")
    alice.sees("Esas palabras están borradas; nada más.")


@pytest.mark.parametrize(
    "words",
    ["he hit me", "i'm scared of him", "i want to die", "me pegó", "tengo miedo de él"],
)
async def test_hard_words_are_met_with_where_to_find_people_to_talk_to(
    alice: Person, bob: Person, words: str
) -> None:
    await paired(alice, bob)
    await alice.says(words)
    alice.sees("What would you like to do with it?", "/support")
    assert "Say thank you with it" not in alice.buttons()
    await alice.presses("Start now")
    await alice.says(words)
    alice.sees("Is this your answer", "/support")


@pytest.mark.parametrize("words", ["Thank you!", "You were so kind, thank you"])
async def test_words_that_thank_can_become_a_thank_you(
    alice: Person, bob: Person, words: str
) -> None:
    await paired(alice, bob)
    await alice.says(words)
    assert "Say thank you with it" in alice.buttons()
