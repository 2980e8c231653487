"""Test a couple's first week without a single tap: everything is typed."""

from __future__ import annotations

import pytest

from tests.support.couples import code_in
from tests.support.people import Person, Time


@pytest.mark.clients
async def test_a_first_week_can_be_lived_by_typing_alone(
    alice: Person, bob: Person, clock: Time
) -> None:
    for person in (alice, bob):
        await person.says("hi")
        assert any("Same Side" in shown.text for shown in person.looks())
        await person.says("The way they laugh")
        person.sees("May I keep what you write?")
        await person.says("Yes, keep what I write")
        person.sees("in your journal now")
    await alice.says("invite")
    invitation = alice.last.text
    assert code_in(invitation)
    await bob.says(invitation)
    bob.sees("invites you")
    await bob.says("Yes, link us")
    await alice.says("Yes, that’s us")
    alice.sees("on the same side now", "which city are you in?")
    await alice.says("start now")
    alice.sees("One question")
    for person, city in ((alice, "I live in Berlin"), (bob, "Lisbon")):
        await person.says(city)
        await person.says(city.rpartition(" ")[2])
        person.sees("Noted")
    await alice.says("The move keeps me awake.")
    alice.sees("Is this your answer")
    await alice.says("my answer")
    await alice.says("share when both are in")
    alice.sees("Yours is in")
    await bob.says("answer")
    await bob.says("My sister.")
    await bob.says("Share when both are in")
    bob.sees("Both answers are in", "The move keeps me awake.", "My sister.")
    await bob.says("❤️")
    alice.sees("❤️")
    await alice.says("thank you for listening to me")
    await alice.says("send")
    bob.sees("listening to me")
    await alice.says("remind us to take a walk tomorrow at 18:00")
    alice.sees("take a walk")
    await alice.says("confirm")
    bob.sees("take a walk")
    await bob.says("Yes, remind me")
    await clock.advance(days=1, hours=10)
    bob.sees("take a walk")
    await bob.says("done")
    await alice.says("reflect")
    await alice.says("A good week.")
    await alice.says("done")
    await alice.says("journal")
    alice.sees("A good week.", "1 of 2")
