"""Test that after a quarrel two people try something only once both have said yes."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from domain.repair.export import REPAIRS
from tests.privacy.test_export import exports
from tests.repair.test_repair import both_ready
from tests.support.couples import linked, settled, unlinked
from tests.support.people import Person, Time

pytestmark = pytest.mark.long

TEA, WALK = "Tea at nine, no phones.", "A walk on Sunday."
AGREED = ("For this week:", "wrote down", "the two of you try")


@pytest.fixture(autouse=True)
async def quarrel(alice: Person, bob: Person, clock: Time) -> None:
    await both_ready(alice, bob, clock)
    for person in (alice, bob):
        person.looks()


async def drafts(person: Person, words: str = TEA) -> None:
    await person.says("/repair")
    await person.presses("Something small to try")
    await person.says(words)


async def proposes(person: Person, words: str = TEA) -> None:
    await drafts(person, words)
    await person.presses("Propose it")


async def page(person: Person) -> tuple[str, list[str]]:
    await person.says("/repair")
    return person.last.text, person.buttons()


async def test_a_trial_is_the_proposal_of_one_until_both_have_said_yes(
    alice: Person, bob: Person
) -> None:
    """Seen to fail: what Bob wrote was what "the two of you try", and there was no no."""
    await proposes(bob)
    bob.sees_changed("proposed")
    alice.sees("Something from your partner", "Bob proposes", TEA)
    for person, author in ((alice, "Bob"), (bob, "you")):
        text, _ = await page(person)
        assert f"proposed by {author}" in text.casefold().replace("bob", "Bob")
        assert TEA in text
        person.sees_not(*AGREED)
        _, export = await exports(person)
        assert export.part(REPAIRS)[0].trial is None
    await alice.says("/repair")
    await alice.presses("Yes, let’s try it")
    alice.sees_changed("both said yes", "For this week", TEA)
    bob.sees("both said yes", "For this week", TEA)
    for person in (alice, bob):
        text, buttons = await page(person)
        assert "For this week" in text
        assert "proposed by" not in text.casefold()
        assert "Ask me in a week" in buttons
        _, export = await exports(person)
        assert export.part(REPAIRS)[0].trial == TEA


async def test_nothing_goes_out_before_its_words_were_shown_and_a_tap(
    alice: Person, bob: Person
) -> None:
    """Seen to fail: what was typed after a tap went out as it was typed."""
    await drafts(bob, "Alice shows me her phone")
    bob.sees("This goes to Alice", "Alice shows me her phone")
    alice.sees_nothing_new()
    propose = bob.button("Propose it")
    await bob.presses("Edit")
    await bob.says(TEA)
    bob.sees("This goes to Alice", TEA)
    await bob.presses_button(propose)
    bob.sees(TEA)
    alice.sees_nothing_new()
    await bob.presses("Discard")
    await bob.presses_button(propose)
    bob.sees("not here any more")
    alice.sees_not("her phone", TEA)
    await drafts(bob)
    await bob.says("yes")
    alice.sees_nothing_new()
    await bob.says("Propose it")
    alice.sees(TEA)


async def test_a_no_is_silent_and_its_author_reads_the_same(alice: Person, bob: Person) -> None:
    await proposes(bob)
    before = await page(bob)
    bob.looks()
    await alice.presses("Not for me")
    alice.sees_changed("Nobody is told")
    bob.sees_nothing_new()
    assert await page(bob) == before
    text, buttons = await page(alice)
    assert TEA not in text
    assert "Something small to try" in buttons
    alice.looks()
    await proposes(bob, WALK)
    alice.sees_nothing_new()
    text, _ = await page(alice)
    assert WALK in text
    await proposes(alice, "Only listening.")
    bob.sees("Alice proposes", "Only listening.")
    text, buttons = await page(bob)
    assert WALK in text
    assert "Only listening." in text
    await bob.presses("Yes, let’s try it")
    alice.sees("both said yes", "Only listening.")
    text, _ = await page(alice)
    assert WALK not in text


async def test_a_yes_counts_for_what_it_stood_under(alice: Person, bob: Person) -> None:
    """A new proposal, one that was taken back, and one of somebody who let it all go."""
    await proposes(bob)
    first = alice.button("Yes, let’s try it")
    await proposes(bob, WALK)
    await alice.presses_button(first)
    alice.sees("changed in the meantime", WALK)
    bob.sees_not(*AGREED)
    second = alice.button("Yes, let’s try it")
    await page(bob)
    await bob.presses("Take it back")
    await alice.presses_button(second)
    alice.sees("changed in the meantime")
    assert WALK not in alice.last.text
    await proposes(bob)
    third = alice.button("Yes, let’s try it")
    await page(bob)
    await bob.presses("Let it go")
    await alice.presses_button(third)
    alice.sees("changed in the meantime")
    for person in (alice, bob):
        person.sees_not(*AGREED)


async def test_two_propose_and_two_agree_at_the_same_instant(alice: Person, bob: Person) -> None:
    for person, words in ((alice, TEA), (bob, WALK)):
        await drafts(person, words)
    await asyncio.gather(*(each.presses("Propose it") for each in (alice, bob)))
    for person in (alice, bob):
        text, _ = await page(person)
        assert TEA in text
        assert WALK in text
    yes = "Yes, let’s try it"
    await asyncio.gather(*(each.presses(yes) for each in (alice, bob)))
    tried = {
        words for words in (TEA, WALK) for each in (alice, bob) if words in (await page(each))[0]
    }
    assert len(tried) == 1
    for person in (alice, bob):
        assert "For this week" in (await page(person))[0]


async def test_a_typed_yes_is_none_and_an_old_one_brings_the_page_again(
    alice: Person, bob: Person
) -> None:
    await proposes(bob)
    await alice.says("yes")
    bob.sees_not("Alice both said yes")
    await alice.says("Yes, let’s try it")
    bob.sees("both said yes")


async def test_nobody_else_can_say_yes_and_nobody_to_themselves(
    alice: Person, bob: Person, carol: Person
) -> None:
    await settled(carol, "Berlin")
    await proposes(bob)
    held = [alice.button(each) for each in ("Yes, let’s try it", "Not for me")]
    await drafts(bob, WALK)
    held += [bob.button("Propose it")]
    for button in held:
        for thief in (carol, *((bob,) if button.action != "repair:propose" else (alice,))):
            await thief.presses_button(button)
            thief.sees("not here any more")
    await unlinked(bob)
    for person, buttons in ((alice, held[:2]), (bob, held[2:])):
        for button in buttons:
            await person.presses_button(button)
            person.sees("not here any more")
    await linked(alice, bob)
    for person, buttons in ((alice, held[:2]), (bob, held[2:])):
        for button in buttons:
            await person.presses_button(button)
            person.sees("not here any more")
        person.sees_not(*AGREED)


async def test_after_two_weeks_a_late_yes_finds_nothing(
    alice: Person, bob: Person, clock: Time
) -> None:
    await proposes(bob)
    yes = alice.button("Yes, let’s try it")
    await clock.advance(days=15)
    await alice.presses_button(yes)
    alice.sees("not here any more")
    bob.sees_not(*AGREED)


async def test_without_a_trial_there_is_no_look_back(alice: Person, bob: Person) -> None:
    await proposes(bob)
    for person in (alice, bob):
        await page(person)
        look = replace(person.button("Let it go"), action="repair:look", choice="")
        await person.presses_button(look)
        person.sees("not here any more")
