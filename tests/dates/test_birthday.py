"""Test a birthday with its note, which comes back to its author alone before the day."""

from __future__ import annotations

from datetime import date, time

import pytest

from tests.support.couples import paired
from tests.support.people import Person, Time, reads

SCARF = "liked the blue scarf"


@pytest.mark.clients
async def test_a_birthday_brings_its_note_the_day_before_and_to_its_author_alone(
    alice: Person, bob: Person, clock: Time
) -> None:
    await paired(alice, bob)
    await alice.says("/dates Bob’s birthday is 14 March 1990")
    await alice.presses("When to tell me")
    await alice.presses("The day before")
    await alice.presses("Add a note")
    await alice.says(SCARF)
    await clock.until(date(2026, 3, 13), time(20))
    assert alice.last.text.startswith("Something you wanted to hear about.\n\n")
    reads(alice, "Bob’s birthday", "tomorrow", "36 years old", SCARF)
    for shown in bob.screen:
        assert "birthday" not in shown.text
        assert SCARF not in shown.text
