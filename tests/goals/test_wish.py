"""Test that one tap leads from a wish in a round about the future to a proposal."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from bot.app import App
from chat.buttons import Button
from storage.tables.challenge import Round
from tests.support.couples import consented, paired
from tests.support.people import Person

pytestmark = pytest.mark.long

WISH = "I would like to learn to sail."
ABOUT_WISHES = "goals-back-one-wish"


async def in_a_round(alice: Person, bob: Person, app: App, challenge: str) -> Round:
    await paired(alice, bob)
    await alice.presses("Start now")
    async with app.database.write() as session:
        round_ = (await session.scalars(select(Round))).one()
        round_.challenge = challenge
    return round_


async def shares(person: Person, words: str) -> None:
    """Share by a text, or by the label of a choice."""
    await person.says("/challenge")
    if "Answer" in person.buttons():
        await person.presses("Answer")
        await person.says(words)
    else:
        await person.presses(words)
    await person.presses("Share when both are in")


@pytest.mark.clients("telegram")
async def test_a_wish_becomes_a_proposal_with_one_tap(alice: Person, bob: Person, app: App) -> None:
    await in_a_round(alice, bob, app, ABOUT_WISHES)
    await shares(alice, WISH)
    await shares(bob, "A garden.")
    bob.looks()
    await alice.presses("Make it a shared goal")
    alice.sees(WISH, "Only you can see this")
    assert "A garden." not in alice.last.text
    assert any("Both answers are in" in shown.text for shown in alice.screen)
    bob.sees_nothing_new()
    await alice.presses("Propose it")
    bob.sees("Alice proposes", WISH)
    await bob.presses("Make it a shared goal")
    bob.sees("A garden.")
    assert WISH not in bob.last.text


async def test_a_picked_wish_counts_by_its_name(alice: Person, bob: Person, app: App) -> None:
    await in_a_round(alice, bob, app, "goals-small-plan")
    await shares(alice, "Proper rest")
    await shares(bob, "Time outdoors")
    await alice.presses("Make it a shared goal")
    alice.sees("“Proper rest”")


async def test_a_long_wish_is_asked_for_in_one_sentence(
    alice: Person, bob: Person, app: App
) -> None:
    await in_a_round(alice, bob, app, ABOUT_WISHES)
    await shares(alice, WISH * 20)
    await shares(bob, "A garden.")
    await alice.presses("Make it a shared goal")
    alice.sees("in one sentence")
    await alice.says(WISH)
    await alice.presses("No step yet")
    await alice.presses("Propose it")
    bob.sees(WISH)


async def test_nothing_is_taken_from_a_round_before_both_have_shared(
    alice: Person, bob: Person, app: App
) -> None:
    round_ = await in_a_round(alice, bob, app, ABOUT_WISHES)
    await shares(alice, WISH)
    for person in (alice, bob):
        await person.presses_button(Button("", "goals:from", round_.id))
        person.sees("not here any more")


async def test_nobody_takes_a_wish_from_the_round_of_others(
    alice: Person, bob: Person, carol: Person, app: App
) -> None:
    round_ = await in_a_round(alice, bob, app, ABOUT_WISHES)
    await shares(alice, WISH)
    await shares(bob, "A garden.")
    await consented(carol)
    await carol.presses_button(Button("", "goals:from", round_.id))
    carol.sees("not here any more")


async def test_a_round_about_something_else_has_no_such_button(
    alice: Person, bob: Person, app: App
) -> None:
    round_ = await in_a_round(alice, bob, app, _another(app))
    await shares(alice, WISH)
    await shares(bob, "A garden.")
    alice.sees("Both answers are in")
    assert "Make it a shared goal" not in alice.buttons()
    await alice.presses_button(Button("", "goals:from", round_.id))
    alice.sees("not here any more")


def _another(app: App) -> str:
    """Return a challenge of another theme that asks for a text."""
    library = app.parts.content.library
    texts = [each for each in library.challenges if each.question.kind == "text"]
    return next(each.id for each in texts if each.theme != "goals")
