"""What people type beside the point has a way on: nothing hangs, and nothing is taken too far."""

from __future__ import annotations

import pytest

from tests.couples import paired, settled
from tests.people import Person, Time
from tests.reminders import reminds


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


@pytest.mark.parametrize("yes", ["my answer", "My answer!", "yes", "Sí"])
async def test_of_several_texts_that_wait_the_newest_is_the_answer(
    alice: Person, bob: Person, yes: str
) -> None:
    await paired(alice, bob)
    await alice.presses("Start now")
    await alice.says("lol")
    await alice.says("work mostly")
    await alice.says(yes)
    alice.sees("This is what you wrote", "work mostly")
    assert "lol" not in alice.last.text
    bob.sees_not("work mostly")


async def test_of_several_texts_that_wait_the_newest_is_kept(alice: Person) -> None:
    await settled(alice, "Berlin")
    await alice.says("One thought.")
    await alice.says("Another thought.")
    await alice.says("keep for me")
    alice.sees("in your journal now")
    await alice.says("/journal")
    alice.sees("Another thought.")


async def two_ring(alice: Person, clock: Time, first: str, second: str) -> None:
    """Two reminders have rung, and Alice has said that one of them is done."""
    await settled(alice, "Berlin")
    await reminds(alice, f"me {first} today 19:00")
    await reminds(alice, f"me {second} today 19:30")
    await clock.advance(hours=11)
    await alice.says("done")


@pytest.mark.parametrize(
    "choice", ["2", "2.", "call mum", "Done: call mum", "2 · Done: ⏰ call mum"]
)
async def test_a_number_or_its_words_choose_from_a_list(
    alice: Person, clock: Time, choice: str
) -> None:
    await two_ring(alice, clock, "call mum", "water the plants")
    await alice.says(choice)
    assert any("call mum" in shown.text and "✓" in shown.text for shown in alice.screen)
    assert not any("water" in shown.text and "✓" in shown.text for shown in alice.screen)


async def test_things_of_one_name_are_told_apart_by_their_numbers(
    alice: Person, clock: Time
) -> None:
    await two_ring(alice, clock, "call mum", "call mum")
    assert len(set(alice.buttons())) == 2
    await alice.says("1")
    assert any("call mum" in shown.text and "✓" in shown.text for shown in alice.screen)


async def test_a_list_further_up_is_chosen_from_no_more(alice: Person, clock: Time) -> None:
    await two_ring(alice, clock, "call mum", "water the plants")
    await alice.says("/help")
    await alice.says("2 · Done: ⏰ call mum")
    assert not any("✓" in shown.text for shown in alice.screen)
    await alice.says("done")
    assert len(alice.buttons()) == 2
