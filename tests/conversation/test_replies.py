"""Test that a typed yes counts for the message that it replies to, and for no other."""

from __future__ import annotations

import pytest

from bot.app import App
from tests.support.couples import paired
from tests.support.goals import proposes
from tests.support.people import Person
from tests.support.reminders import reminds

pytestmark = pytest.mark.long


def waiting(person: Person) -> list[str]:
    """Return the reminders in the list that still wait for this person's yes."""
    lines = person.last.text.splitlines()
    asked = [at for at, line in enumerate(lines) if line.endswith("needs your yes")]
    return [lines[at - 1].partition(". ")[2] for at in asked]


@pytest.mark.clients("telegram", "discord")
async def test_a_yes_in_reply_to_an_older_ask_counts_for_that_one(
    alice: Person, bob: Person, app: App
) -> None:
    """Without the look at what is replied to, the yes counted for the newest ask."""
    await paired(alice, bob, app)
    await reminds(bob, "us dinner every day 19:00")
    await reminds(bob, "us swim every day 18:00")
    await alice.replies("Yes, remind me", to="dinner")
    await alice.says("/reminders")
    assert waiting(alice) == ["swim"]


async def test_an_agreement_in_reply_to_an_older_proposal_counts_for_that_one(
    alice: Person, bob: Person, app: App
) -> None:
    await paired(alice, bob, app)
    await proposes(bob, "Walk on Sundays")
    await proposes(bob, "Obey me")
    await alice.replies("Agree", to="Walk on Sundays")
    agreed = [each.text for each in bob.screen if "agree on this" in each.text]
    assert "Walk on Sundays" in agreed[0]
    assert "Obey" not in agreed[0]


async def test_a_yes_in_reply_to_something_else_counts_for_nothing(
    alice: Person, bob: Person, app: App
) -> None:
    await paired(alice, bob, app)
    await alice.says("/help")
    await reminds(bob, "us dinner every day 19:00")
    await alice.replies("Yes, remind me", to="/pair")
    await alice.says("/reminders")
    assert waiting(alice) == ["dinner"]
