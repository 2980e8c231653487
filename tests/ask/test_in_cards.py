"""Test questions that both answered as cards for an evening: by two yeses, each said alone."""

from __future__ import annotations

import pytest

from bot.app import App
from content.deck.card import OWN_MOOD, DeckChoice
from tests.ask.asking import WHAT, answers, asks
from tests.cards.test_one_phone import lays_out
from tests.cards.two_phones import puts_in
from tests.privacy.test_forget import forgets
from tests.support.couples import linked, paired, unlinked
from tests.support.people import Person, Time, reads

pytestmark = pytest.mark.long

YES, NO = "Put it among our cards", "Take it out of our cards"
OWN = "One of your own questions"


@pytest.fixture(autouse=True)
async def couple(alice: Person, bob: Person, app: App) -> None:
    await paired(alice, bob, app)


async def answered(alice: Person, bob: Person, words: str = WHAT) -> None:
    """Ask a question that both answer."""
    await asks(alice, words)
    for person in (alice, bob):
        await answers(person, f"{person.name} answers")


async def opens_past(person: Person) -> None:
    await person.says("/ask")
    await person.presses("What you both answered")


async def chooses(person: Person, label: str) -> None:
    await opens_past(person)
    await person.presses(label)


async def deck_of(person: Person, app: App) -> list[str]:
    """Go through the whole deck of closer cards, and a bit further."""
    await lays_out(person, "Closer")
    seen = [person.last.text]
    for _ in range(len(app.parts.content.deck.pool(DeckChoice(OWN_MOOD), 3, 0)) + 3):
        await person.presses("Next card")
        seen.append(person.last.text)
    return seen


@pytest.mark.clients
async def test_it_comes_up_once_both_have_said_yes(alice: Person, bob: Person, app: App) -> None:
    await answered(alice, bob)
    for person in (alice, bob):
        await chooses(person, YES)
        reads(person, "once", "has said so, too")
    seen = await deck_of(alice, app)
    [card] = {each for each in seen if WHAT in each}
    assert OWN in card
    assert "Alice answers" not in "".join(seen)


@pytest.mark.sqlite
async def test_no_card_comes_twice_before_the_deck_is_through(
    alice: Person, bob: Person, app: App, clock: Time
) -> None:
    for number in range(3):
        await clock.advance(minutes=1)
        await answered(alice, bob, f"Question number {number}?")
        for person in (alice, bob):
            await chooses(person, YES)
    seen = await deck_of(alice, app)
    size = len(seen) - 1
    assert len({*seen[:size]}) == size
    assert sum(OWN in each for each in seen[:size]) == 3
    assert seen[size] == seen[0]


@pytest.mark.sqlite
@pytest.mark.parametrize("way", ["one alone", "taken back", "not asked"])
async def test_without_two_yeses_it_does_not_come(
    way: str, alice: Person, bob: Person, app: App
) -> None:
    """Without the count of two in `domain/ask/in_cards.py` it comes by one yes."""
    await answered(alice, bob)
    for person in (alice, bob)[: 0 if way == "not asked" else 1 if way == "one alone" else 2]:
        await chooses(person, YES)
    if way == "taken back":
        await chooses(bob, NO)
        reads(bob, "won’t come up", "Nobody is told")
    assert not [each for each in await deck_of(alice, app) if OWN in each]


async def test_nobody_learns_what_the_other_chose(alice: Person, bob: Person) -> None:
    """The page, its button and the reply are the same before and after the other's yes."""
    await answered(alice, bob)
    shown = []
    for step in range(2):
        await opens_past(bob)
        shown.append((bob.last.text, bob.buttons()))
        if step == 0:
            await chooses(alice, YES)
    assert shown[0] == shown[1]
    bob.sees_nothing_new()


async def test_a_question_that_is_open_cannot_be_put_there(alice: Person, bob: Person) -> None:
    await asks(alice)
    await alice.says("/ask")
    question = alice.button("Question 1")
    await alice.presses_button(type(question)("", "ask:card", question.id))
    reads(alice, "not here any more")


async def test_on_two_phones_it_is_answered_as_any_other(
    alice: Person, bob: Person, app: App
) -> None:
    await answered(alice, bob)
    for person in (alice, bob):
        await chooses(person, YES)
    await alice.says("/cards")
    await alice.presses("Closer")
    await alice.presses("On both phones")
    for _ in range(len(app.parts.content.deck.cards)):
        if WHAT in alice.last.text:
            break
        await alice.presses("Another card")
    reads(alice, OWN, WHAT)
    await puts_in(alice, "Hers")
    await bob.says("/cards")
    await bob.presses("I’m in")
    await puts_in(bob, "His")
    bob.sees(OWN, WHAT, "Hers", "His")


@pytest.mark.sqlite
@pytest.mark.parametrize("forgotten", [False, True])
async def test_after_parting_it_is_no_card_any_more(
    forgotten: bool, alice: Person, bob: Person, app: App
) -> None:
    await answered(alice, bob)
    for person in (alice, bob):
        await chooses(person, YES)
    if forgotten:
        await forgets(bob)
    else:
        await unlinked(bob)
        await linked(alice, bob)
        assert not [each for each in await deck_of(alice, app) if OWN in each]
    await opens_past(alice)
    assert NO not in alice.buttons()
    assert YES not in alice.buttons()
