"""Test additions to an answer, changes to a part of it, and words that are not an answer."""

from __future__ import annotations

import pytest
from sqlalchemy import update

from handlers.turn import Content
from storage.tables.challenge import Answer, Round
from tests.conversation.typed_words.states import Stage, set_up
from tests.support.people import Person, Time

BECAUSE = {"en": "because we never see them", "es": "porque nunca los vemos"}


async def picked(alice: Person, bob: Person, clock: Time, content: Content) -> str:
    """Tap the second choice of the open card as Alice; return its label."""
    await set_up(Stage(alice, bob, clock, content), "the card asks for a choice")
    label = alice.buttons()[1]
    await alice.presses(label)
    alice.sees(label)
    return label


@pytest.mark.parametrize("language", ["en", "es"])
async def test_words_after_a_pick_are_put_aside_and_leave_it_alone(
    alice: Person, bob: Person, clock: Time, shelf: Content, language: str
) -> None:
    alice.language = language
    label = await picked(alice, bob, clock, shelf)
    await alice.says(BECAUSE[language])
    assert not {"My answer", "Add to my answer", "Mi respuesta"} & set(alice.buttons())
    await alice.says("/challenge")
    alice.sees(label)
    assert BECAUSE[language] not in alice.last.text
    await alice.says("/journal")
    alice.sees(BECAUSE[language])
    bob.sees_nothing_new()


async def test_words_that_waited_since_before_a_swap_do_not_join_a_pick(
    alice: Person, bob: Person, clock: Time, shelf: Content
) -> None:
    await set_up(Stage(alice, bob, clock, shelf), "the week's card is open")
    await alice.says("mostly the new job")
    waiting = alice.button("My answer")
    await _ask_for_a_choice(alice, shelf)
    await alice.presses_button(waiting)
    await alice.says("/challenge")
    assert "mostly the new job" not in alice.last.text
    await alice.says("/journal")
    alice.sees("mostly the new job")


async def test_the_former_answer_button_asks_for_a_tap_where_one_is_wanted(
    alice: Person, bob: Person, clock: Time, shelf: Content
) -> None:
    await set_up(Stage(alice, bob, clock, shelf), "the week's card is open")
    answer = alice.button("Answer")
    await _ask_for_a_choice(alice, shelf)
    await alice.presses_button(answer)
    alice.sees("Pick again")
    await alice.says("mostly the new job")
    assert "This is what you wrote" not in alice.last.text


async def in_two_messages(alice: Person, bob: Person, clock: Time, content: Content) -> None:
    """Write Alice's draft of "the move" and "and mum" in two messages."""
    await set_up(Stage(alice, bob, clock, content), "asked for her answer")
    await alice.says("the moev", message="m1")
    await alice.says("and mun", message="m2")


@pytest.mark.clients
async def test_an_edit_changes_its_own_part_of_an_answer(
    alice: Person, bob: Person, clock: Time, shelf: Content
) -> None:
    await in_two_messages(alice, bob, clock, shelf)
    await alice.edits("m1", "the move")
    alice.sees("the move\n\nand mun")
    await alice.edits("m2", "and mum")
    alice.sees("the move\n\nand mum")
    bob.sees_nothing_new()


async def test_an_edit_changes_its_own_part_of_what_is_shared(
    alice: Person, bob: Person, clock: Time, shelf: Content
) -> None:
    await in_two_messages(alice, bob, clock, shelf)
    await alice.presses("Share when both are in")
    await alice.edits("m2", "and mum")
    alice.sees("I changed your answer as well")
    await alice.edits("m1", "the move")
    await bob.presses("Answer")
    await bob.says("Nothing much.")
    await bob.presses("Share when both are in")
    assert any("the move\n\nand mum" in shown.text for shown in bob.screen)
    await alice.edits("m2", "and dad")
    alice.sees("seen these answers already")


async def test_a_later_addition_is_part_of_the_answer(
    alice: Person, bob: Person, clock: Time, shelf: Content
) -> None:
    await in_two_messages(alice, bob, clock, shelf)
    await clock.advance(hours=3)
    await alice.says("and the cta", message="m3")
    await alice.presses("Add to my answer")
    await alice.replies("and the dgo", to="and the cta", message="m4")
    await alice.edits("m3", "and the cat")
    await alice.edits("m4", "and the dog")
    alice.sees("the moev\n\nand mun\n\nand the cat\n\nand the dog")


async def test_a_part_that_grows_too_long_is_kept_whole(
    alice: Person, bob: Person, clock: Time, shelf: Content
) -> None:
    await in_two_messages(alice, bob, clock, shelf)
    await alice.edits("m1", "word " * 799 + "end")
    alice.sees("4,000 characters")
    await alice.presses("Keep for me")
    await alice.says("/journal")
    alice.sees("and mun")


async def test_an_answer_of_a_former_version_is_one_part(
    alice: Person, bob: Person, clock: Time, shelf: Content
) -> None:
    await set_up(Stage(alice, bob, clock, shelf), "asked for her answer")
    await alice.says("the moev", message="m1")
    async with alice.app.database.write() as session:
        await session.execute(update(Answer).values(parts=None))
    await alice.says("and mum", message="m2")
    await alice.edits("m1", "the move")
    alice.sees("the move\n\nand mum")


async def _ask_for_a_choice(alice: Person, content: Content) -> None:
    """Turn the open round to a question that is answered with a tap, as a swap may do."""
    ids = sorted(each.id for each in content.library.challenges)
    kinds = {each: content.library.challenge(each, "en").question.kind for each in ids}
    found = next(each for each in ids if kinds[each] == "choice")
    async with alice.app.database.write() as session:
        await session.execute(update(Round).values(challenge=found))
