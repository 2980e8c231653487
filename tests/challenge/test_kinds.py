"""Test the kinds of question that take more than one tap or one text."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from handlers.turn import Content
from storage.tables.challenge import Answer, Reveal
from tests.challenge import kinds
from tests.challenge.kinds import in_a_round_of
from tests.support.people import Person

SHARE = "Share when both are in"


@pytest.fixture(scope="module")
def shelf(shelf: Content) -> Content:
    """Return the content with one challenge of each kind."""
    return kinds.with_example_packs(shelf)


async def taps(person: Person, *labels: str) -> None:
    """Open the question and tap these in their order."""
    await person.presses("Answer")
    for label in labels:
        await person.presses(label)


async def stored_answers(person: Person) -> int:
    """Return how many answers with words are kept."""
    async with person.app.database.read() as session:
        kept = await session.scalars(select(Answer.id).where(Answer.text.is_not(None)))
        return len(kept.all())


async def is_revealed(person: Person) -> bool:
    async with person.app.database.read() as session:
        return (await session.scalars(select(Reveal))).first() is not None


@pytest.mark.clients
async def test_three_things_are_ranked_by_tapping_them_in_order(alice: Person, bob: Person) -> None:
    await in_a_round_of(kinds.RANK, alice, bob)
    await alice.presses("Answer")
    alice.sees("What do you need most this month?", "in your order")
    await alice.presses("Play")
    alice.sees_changed("in your order")
    assert alice.buttons() == ["Rest", "Time to work", "① Play", "Undo"]
    await alice.presses("Rest")
    alice.sees_changed("1. Play", "2. Rest", "3. Time to work")
    await alice.presses(SHARE)
    await taps(bob, "Time to work", "Play")
    await bob.presses(SHARE)
    for person in (alice, bob):
        person.sees("1. Play\n2. Rest\n3. Time to work", "1. Time to work\n2. Play\n3. Rest")


@pytest.mark.clients
async def test_several_things_are_tapped_on_and_off_until_done(alice: Person, bob: Person) -> None:
    await in_a_round_of(kinds.PICK, alice, bob)
    await taps(alice, "Music", "A walk", "✓ Music", "A long talk")
    assert "✓ A walk" in alice.buttons()
    assert "Music" in alice.buttons()
    assert await stored_answers(alice) == 0
    await alice.presses("Done")
    alice.sees_changed("• A walk\n• A long talk")
    await alice.presses(SHARE)
    await taps(bob, "Music", "Done")
    await bob.presses(SHARE)
    for person in (alice, bob):
        person.sees("• A walk\n• A long talk", "• Music")


async def test_nothing_picked_cannot_be_done(alice: Person, bob: Person) -> None:
    await in_a_round_of(kinds.PICK, alice, bob)
    await taps(alice, "Music", "✓ Music")
    assert "Done" not in alice.buttons()


@pytest.mark.clients
async def test_five_pairs_are_shown_side_by_side(alice: Person, bob: Person) -> None:
    await in_a_round_of(kinds.PAIRS, alice, bob)
    await taps(alice, "Sea", "No plan", "Cooking", "With friends")
    assert await stored_answers(alice) == 0
    await alice.presses("Train")
    alice.sees_changed("Sea\nNo plan\nCooking\nWith friends\nTrain")
    await alice.presses(SHARE)
    await taps(bob, "Hills", "No plan", "Cooking", "Only us", "Car")
    await bob.presses(SHARE)
    alice.sees("Sea  ·  Hills\nNo plan  ·  No plan\nCooking  ·  Cooking")
    bob.sees("Hills  ·  Sea\nNo plan  ·  No plan")


@pytest.mark.clients
async def test_a_guess_is_shown_as_four_lines_without_a_score(alice: Person, bob: Person) -> None:
    await in_a_round_of(kinds.CHOSEN_GUESS, alice, bob)
    await taps(alice, "Sleeping in")
    alice.sees_changed("Your own answer: Sleeping in", "what will your partner say?")
    await alice.presses("A slow coffee")
    await alice.presses(SHARE)
    await taps(bob, "Going out early", "Sleeping in")
    bob.sees_changed("Your guess: Sleeping in")
    await bob.presses(SHARE)
    alice.sees(
        "You: Sleeping in",
        "Bob’s guess of yours: Sleeping in",
        "Bob: Going out early",
        "Your guess of theirs: A slow coffee",
    )
    bob.sees("You: Going out early", "Alice’s guess of yours: A slow coffee")
    alice.sees_not("wrong", "score", "points")


@pytest.mark.clients
async def test_a_guess_in_words_is_asked_after_the_own_answer(alice: Person, bob: Person) -> None:
    await in_a_round_of(kinds.TYPED_GUESS, alice, bob)
    await alice.presses("Answer")
    await alice.says("The note in my coat")
    alice.sees("Your own answer: The note in my coat", "which one made your partner smile?")
    assert SHARE not in alice.buttons()
    await alice.says("The soup, I think")
    alice.sees("The note in my coat", "Your guess: The soup, I think")
    await alice.presses(SHARE)
    bob.sees_not("my coat", "soup")
    await bob.presses("Answer")
    await bob.says("Your call at noon")
    await bob.says("The note")
    await bob.presses(SHARE)
    alice.sees(
        "You: The note in my coat",
        "Bob’s guess of yours: The note",
        "Bob: Your call at noon",
        "Your guess of theirs: The soup, I think",
    )


async def test_a_guess_of_one_alone_reveals_nothing(alice: Person, bob: Person) -> None:
    await in_a_round_of(kinds.TYPED_GUESS, alice, bob)
    for person in (alice, bob):
        await person.presses("Answer")
        await person.says(f"{person.name}’s own")
    await alice.says("the flowers")
    await alice.presses(SHARE)
    bob.sees_not("Alice’s own", "the flowers")
    assert not await is_revealed(alice)
    await bob.says("/challenge")
    assert SHARE not in bob.buttons()
    await bob.fills_in("My guess", "his guess")
    await bob.presses(SHARE)
    assert await is_revealed(alice)


@pytest.mark.clients
async def test_a_sentence_is_finished(alice: Person, bob: Person) -> None:
    await in_a_round_of(kinds.FINISH, alice, bob)
    await alice.presses("Answer")
    alice.sees("On a free Sunday morning I…", "the rest of the sentence")
    await alice.says("… bake bread")
    alice.sees("On a free Sunday morning I bake bread")
    await alice.presses(SHARE)
    await bob.presses("Answer")
    await bob.says("on a free sunday morning i sleep")
    await bob.presses(SHARE)
    alice.sees("On a free Sunday morning I bake bread", "on a free sunday morning i sleep")


@pytest.mark.parametrize(
    ("hers", "his", "asked"),
    [("2", "3", "like to do again?"), ("1 Stormy", "3", "lend the other")],
)
async def test_a_scale_reads_as_words_and_asks_by_its_distance(
    alice: Person, bob: Person, hers: str, his: str, asked: str
) -> None:
    await in_a_round_of(kinds.SCALE, alice, bob)
    for person, number in ((alice, hers), (bob, his)):
        await person.presses(number)
        await person.presses(SHARE)
    for person in (alice, bob):
        person.sees("a bit of everything", asked)


TYPED = {
    kinds.RANK: ("3, 1, 2", "1. Play\n2. Rest\n3. Time to work"),
    f"{kinds.RANK} by label": ("play, rest, time to work", "1. Play\n2. Rest"),
    f"{kinds.RANK} by letter": ("c, a and b", "1. Play\n2. Rest"),
    f"{kinds.RANK} two of three": ("3 1", "3. Time to work"),
    kinds.PICK: ("1, 4", "• Music\n• A long talk"),
    f"{kinds.PICK} by label": ("a walk, good food", "• Good food\n• A walk"),
    kinds.PAIRS: ("left, right, left, left, right", "Sea\nNo plan\nCooking\nOnly us\nCar"),
    f"{kinds.PAIRS} by letter": ("l r l l r", "Sea\nNo plan\nCooking\nOnly us\nCar"),
    f"{kinds.PAIRS} by label": (
        "Hills, no plan, eating out, train, only us",
        "Hills\nNo plan\nEating out\nOnly us\nTrain",
    ),
    kinds.CHOSEN_GUESS: ("1, 2", "Sleeping in\n\nYour guess: A slow coffee"),
    f"{kinds.CHOSEN_GUESS} by label": (
        "no plans at all, no plans at all",
        "No plans at all\n\nYour guess: No plans at all",
    ),
}


@pytest.mark.parametrize("asked", [True, False], ids=["asked", "unasked"])
@pytest.mark.parametrize("name", TYPED)
async def test_a_whole_answer_can_be_typed(
    alice: Person, bob: Person, name: str, asked: bool
) -> None:
    words, shown = TYPED[name]
    await in_a_round_of(name.split(" ", 1)[0], alice, bob)
    if asked:
        await alice.says("Answer")
    await alice.says(words)
    alice.sees(shown)
    assert alice.buttons() == [SHARE, "Edit", "Keep private"]


async def test_an_answer_can_be_typed_thing_by_thing(alice: Person, bob: Person) -> None:
    await in_a_round_of(kinds.PICK, alice, bob)
    for words in ("answer", "2", "a walk", "2", "Done"):
        await alice.says(words)
    alice.sees("This is what you wrote:\n\n• A walk\n\n")


async def test_the_last_tap_of_an_order_can_be_undone_by_typing(alice: Person, bob: Person) -> None:
    await in_a_round_of(kinds.RANK, alice, bob)
    for words in ("answer", "3", "undo", "2", "rest"):
        await alice.says(words)
    alice.sees("1. Time to work\n2. Rest\n3. Play")


async def test_a_tie_is_explained_and_nothing_is_kept(alice: Person, bob: Person) -> None:
    await in_a_round_of(kinds.RANK, alice, bob)
    await alice.presses("Answer")
    await alice.says("1, 1, 2")
    alice.sees("just once")
    assert await stored_answers(alice) == 0
    await alice.says("2, 1, 3")
    alice.sees("1. Time to work")
