"""Test that an edited message updates what was stored, or its author reads that it did not."""

from __future__ import annotations

import pytest

from tests.support.couples import paired, paired_in_two_languages
from tests.support.people import Person

LATE = "I haven’t changed it"


@pytest.mark.clients
async def test_a_reminder_that_waits_for_a_yes_follows_its_message(
    alice: Person, bob: Person
) -> None:
    await paired(alice, bob)
    await alice.says("/remind me renew pasport tomorrow 9:00", message="m")
    await alice.edits("m", "/remind me renew passport tomorrow 10:00")
    alice.sees("Changed. I’ll remind you", "renew passport", "10:00")
    await alice.says("/reminders")
    alice.sees("renew passport")


async def test_a_reminder_sentence_follows_its_message_too(alice: Person, bob: Person) -> None:
    await paired(alice, bob)
    await alice.says("remind me to call mun tomorrow at 9:00", message="m")
    await alice.edits("m", "remind bob to call mum tomorrow at 9:00")
    alice.sees("call mum", "For Bob")
    bob.sees_nothing_new()


async def test_words_that_were_asked_for_follow_and_keep_their_moment(
    alice: Person, bob: Person
) -> None:
    await paired(alice, bob)
    await alice.says("/remind me")
    await alice.says("renew pasport tomorrow 9:00", message="m")
    await alice.edits("m", "renew passport")
    alice.sees("renew passport", "09:00")


async def test_a_confirmed_reminder_stays_and_says_so(alice: Person, bob: Person) -> None:
    await paired(alice, bob)
    await alice.says("/remind bob dentits tomorrow 9:00", message="m")
    await alice.presses("Confirm")
    bob.looks()
    await alice.edits("m", "/remind bob dentist tomorrow 9:00")
    alice.sees(LATE)
    bob.sees_nothing_new()


async def test_a_reminder_does_not_turn_into_another_command(alice: Person, bob: Person) -> None:
    await paired(alice, bob)
    await alice.says("/remind me call mum tomorrow 9:00", message="m")
    await alice.edits("m", "/thanks for the soup")
    alice.sees("can’t become a command")
    await alice.says("/reminders")
    alice.sees("call mum")


@pytest.mark.clients
async def test_a_goal_follows_its_message_until_it_is_proposed(alice: Person, bob: Person) -> None:
    await paired(alice, bob)
    await alice.says("/goals Learn to dnace", message="m")
    await alice.edits("m", "/goals Learn to dance")
    alice.sees("“Learn to dance”", "Only you can see this")
    bob.sees_nothing_new()
    await alice.presses("Propose it")
    bob.sees("Learn to dance")
    bob.looks()
    await alice.edits("m", "/goals Learn to sing")
    alice.sees(LATE)
    bob.sees_nothing_new()


async def test_a_goal_that_was_asked_for_follows_too(alice: Person, bob: Person) -> None:
    await paired(alice, bob)
    await alice.says("/goals")
    await alice.presses("Propose a goal")
    await alice.says("Learn to dnace", message="m")
    await alice.edits("m", "Learn to dance")
    alice.sees("“Learn to dance”")


async def test_it_is_said_in_the_authors_language(alice: Person, bob: Person) -> None:
    await paired_in_two_languages(alice, bob)
    await bob.says("/goals Aprender a bialar", message="m")
    await bob.edits("m", "/goals Aprender a bailar")
    bob.sees("Aprender a bailar")
    await bob.presses("Proponer")
    await bob.edits("m", "/goals Aprender a cantar")
    bob.sees("no la cambié")
