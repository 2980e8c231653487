"""What people write around an answer: more of it, changes to a part, and words that are none."""

from __future__ import annotations

import pytest
from sqlalchemy import update

from handlers.turn import Shelf
from storage.models import Round
from tests.people import Person, Time
from tests.understanding.states import Stage, set_up

BECAUSE = {"en": "because we never see them", "es": "porque nunca los vemos"}


async def picked(alice: Person, bob: Person, clock: Time, shelf: Shelf) -> str:
    """Alice has tapped the second choice of the open card; its label."""
    await set_up(Stage(alice, bob, clock, shelf), "the card asks for a choice")
    label = alice.buttons()[1]
    await alice.presses(label)
    alice.sees(label)
    return label


@pytest.mark.parametrize("language", ["en", "es"])
async def test_words_after_a_pick_are_put_aside_and_leave_it_alone(
    alice: Person, bob: Person, clock: Time, shelf: Shelf, language: str
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
    alice: Person, bob: Person, clock: Time, shelf: Shelf
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
    alice: Person, bob: Person, clock: Time, shelf: Shelf
) -> None:
    await set_up(Stage(alice, bob, clock, shelf), "the week's card is open")
    answer = alice.button("Answer")
    await _ask_for_a_choice(alice, shelf)
    await alice.presses_button(answer)
    alice.sees("Pick again")
    await alice.says("mostly the new job")
    assert "This is what you wrote" not in alice.last.text


async def _ask_for_a_choice(alice: Person, shelf: Shelf) -> None:
    """The open round turns to a question that is answered with a tap, as a swap may do."""
    ids = sorted(each.id for each in shelf.library.challenges)
    kinds = {each: shelf.library.challenge(each, "en").question.kind for each in ids}
    found = next(each for each in ids if kinds[each] == "choice")
    async with alice.app.database.write() as session:
        await session.execute(update(Round).values(challenge=found))
