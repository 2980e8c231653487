"""The couple's week, as the two of them live it."""

from __future__ import annotations

from tests.couples import paired
from tests.people import Person, Time


async def test_answers_stay_hidden_until_both_are_in(
    alice: Person, bob: Person, clock: Time
) -> None:
    await paired(alice, bob)
    await alice.presses("Start now")
    bob.sees("Together", "One question")
    await alice.presses("Answer")
    await alice.says("I keep thinking about the move.")
    await alice.presses("Share when both are in")
    alice.sees("Yours is in")
    bob.sees_not("the move")
    await bob.presses("Answer")
    await bob.says("My sister, mostly.")
    bob.sees_not("the move")
    await bob.presses("Share when both are in")
    bob.sees("I keep thinking about the move.", "My sister, mostly.", "Face to face")
    alice.sees("I keep thinking about the move.", "My sister, mostly.", "Face to face")
