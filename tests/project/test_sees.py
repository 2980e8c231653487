"""The tests' people tell what is new on their screen from what was edited and what is old."""

from __future__ import annotations

import pytest

from tests.support.couples import settled
from tests.support.people import Message, Person


async def test_an_old_message_is_not_taken_for_an_edited_one(alice: Person) -> None:
    await alice.says("/support")
    alice.sees("Help from people")
    alice.looks()
    with pytest.raises(AssertionError, match="nothing was edited"):
        alice.sees_changed("Help from people")


async def test_an_old_message_is_not_taken_for_a_new_one(alice: Person) -> None:
    """Seen to fail while `sees` fell back to the last message."""
    await alice.says("/support")
    alice.sees("Help from people")
    alice.looks()
    with pytest.raises(AssertionError, match="nothing came for Alice"):
        alice.sees("Help from people")


async def test_an_edited_message_is_not_taken_for_a_new_one(alice: Person) -> None:
    await settled(alice, "Berlin")
    await alice.says("/settings")
    await alice.presses("Quiet hours")
    with pytest.raises(AssertionError, match="nothing came for Alice"):
        alice.sees("22:00 to 07:00")


async def test_an_edit_is_found_by_its_new_words(alice: Person) -> None:
    await settled(alice, "Berlin")
    await alice.says("/settings")
    await alice.presses("Quiet hours")
    alice.sees_changed("22:00 to 07:00")
    with pytest.raises(AssertionError, match="does not see"):
        alice.sees_changed("words that nobody wrote")


async def test_a_message_in_the_place_of_a_deleted_one_is_new(alice: Person) -> None:
    """Seen to fail while messages were counted."""
    await alice.says("/support")
    alice.looks()
    alice.screen[:] = [Message("another", "Something else", [])]
    alice.sees("Something else")
    with pytest.raises(AssertionError, match="something new"):
        alice.sees_nothing_new()
