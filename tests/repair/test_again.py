"""Test that a way back after a fight belongs to the link in which it was begun."""

from __future__ import annotations

import pytest

from bot.app import App
from domain.repair.export import REPAIRS
from tests.privacy.test_export import exports
from tests.repair.test_repair import FAIR, FELT, NEED, WISH, is_ready, rows, writes
from tests.support.couples import linked, paired, settled, unlinked
from tests.support.people import Person, Time
from tests.support.storage import snapshots

pytestmark = pytest.mark.long

BEFORE = "What I wrote before"
HIDE = "Hide earlier partner"


async def part_and_link_again(alice: Person, bob: Person) -> None:
    async def play() -> None:
        await unlinked(alice)
        await linked(alice, bob)

    await snapshots.play_once("part and link again", (alice, bob), play)


@pytest.mark.clients
async def test_one_that_was_begun_before_a_break_up_does_not_hold_up_the_next(
    alice: Person, bob: Person, clock: Time
) -> None:
    """Seen to fail with one open side for each person: both were ready and nothing came."""
    await paired(alice, bob)
    await is_ready(alice, clock, " [old]")
    await part_and_link_again(alice, bob)
    await is_ready(alice, clock, " [A]")
    await is_ready(bob, clock, " [B]")
    for person in (alice, bob):
        person.sees(f"{FAIR} [A]", f"{WISH} [B]", "Face to face")
    bob.sees_not("[old]")


@pytest.mark.clients("telegram")
async def test_earlier_words_stay_readable_for_their_author(
    alice: Person, bob: Person, clock: Time, app: App
) -> None:
    """Seen to fail with one open side for each person."""
    await paired(alice, bob)
    await is_ready(alice, clock, " [old]")
    await part_and_link_again(alice, bob)
    await alice.says("/repair")
    alice.sees("When should I come back", "wrote before")
    await alice.presses(BEFORE)
    alice.sees(*(f"{words} [old]" for words in (FAIR, FELT, NEED, WISH)))
    assert alice.buttons() == ["Keep a copy in my journal", "Yes, delete it", HIDE]
    await alice.presses("Keep a copy")
    assert await rows(app) == (0, 0, 0)
    await alice.says("/repair")
    assert BEFORE not in "".join(button.label for button in alice.screen[-2].buttons)
    await alice.says("/journal")
    alice.sees(f"{WISH} [old]")
    bob.sees_not("[old]")


async def test_half_of_it_can_be_read_and_deleted_as_well(
    alice: Person, bob: Person, clock: Time, app: App
) -> None:
    await paired(alice, bob)
    await alice.says("/repair")
    await alice.presses("In an hour")
    await alice.says("/repair")
    await alice.presses("let’s begin")
    await alice.says(f"{FAIR} [old]")
    await part_and_link_again(alice, bob)
    await alice.says("/repair")
    await alice.presses(BEFORE)
    alice.sees(f"{FAIR} [old]")
    await alice.presses("Yes, delete it")
    assert await rows(app) == (0, 0, 0)


async def test_words_for_a_question_of_the_former_link_stay_with_it(
    alice: Person, bob: Person, clock: Time
) -> None:
    await paired(alice, bob)
    await alice.says("/repair")
    await alice.presses("In an hour")
    await alice.says("/repair")
    await alice.presses("let’s begin")
    await unlinked(bob)
    await linked(alice, bob)
    await alice.says(f"{FAIR} [old]")
    for words in (FELT, NEED, WISH):
        await alice.says(words)
    alice.sees("Only you can see this", "[old]")
    assert "Show it when both are ready" not in alice.buttons()
    await is_ready(bob, clock, " [B]")
    await is_ready(alice, clock, " [A]")
    bob.sees("[A]", "[B]")
    bob.sees_not("[old]")


async def test_one_that_was_begun_alone_does_not_hold_up_the_first_of_two(
    alice: Person, bob: Person, clock: Time
) -> None:
    """Seen to fail with one open side for each person."""
    await settled(alice, "Berlin")
    await settled(bob, "Berlin")
    await writes(alice, clock, " [alone]")
    await linked(alice, bob)
    await is_ready(bob, clock, " [B]")
    await is_ready(alice, clock, " [A]")
    for person in (alice, bob):
        person.sees("[A]", "[B]")
    bob.sees_not("[alone]")
    await alice.says("/repair")
    await alice.presses(BEFORE)
    alice.sees(f"{FAIR} [alone]")


async def test_a_person_still_cooling_down_begins_in_the_present_link(
    alice: Person, bob: Person, clock: Time, app: App
) -> None:
    """Seen to fail with one open side for each person."""
    await paired(alice, bob)
    await alice.says("/repair")
    await alice.presses("In an hour")
    await part_and_link_again(alice, bob)
    await clock.advance(minutes=61)
    alice.sees("Are you calm enough")
    await alice.presses("let’s begin")
    for words in (FAIR, FELT, NEED, WISH):
        await alice.says(f"{words} [A]")
    await alice.presses("Show it when both")
    await is_ready(bob, clock, " [B]")
    for person in (alice, bob):
        person.sees("[A]", "[B]")
    assert (await rows(app))[:2] == (1, 2)


async def test_waiting_once_more_brings_one_call(alice: Person, bob: Person, clock: Time) -> None:
    await paired(alice, bob)
    await alice.says("/repair")
    await alice.presses("In an hour")
    await part_and_link_again(alice, bob)
    await alice.says("/repair")
    await alice.presses("In an hour")
    alice.looks()
    await clock.advance(hours=2)
    assert len([each for each in alice.looks() if "calm enough" in each.text]) == 1


async def test_a_link_with_somebody_else_in_between_has_its_own(
    alice: Person, bob: Person, carol: Person, clock: Time
) -> None:
    """Seen to fail with one open side for each person."""
    await paired(alice, bob)
    await settled(carol, "Berlin")
    await is_ready(alice, clock, " [first]")
    await unlinked(alice)
    await linked(alice, carol)
    await is_ready(alice, clock, " [second]")
    await unlinked(alice)
    await linked(alice, bob)
    await is_ready(alice, clock, " [third]")
    await is_ready(bob, clock, " [B]")
    bob.sees("[third]")
    for person in (bob, carol):
        person.sees_not("[first]", "[second]")
    await alice.says("/repair")
    shown = [b for m in alice.screen[-2:] for b in m.buttons if b.label.startswith(BEFORE)]
    assert len(shown) == 2
    for button in shown:
        await alice.presses_button(button)
    assert all(f"{FAIR} {mark}" in _seen(alice) for mark in ("[first]", "[second]"))
    _, export = await exports(alice)
    told = [each.mine["fair"] for each in export.part(REPAIRS)]
    assert told == [f"{FAIR} {mark}" for mark in ("[third]", "[second]", "[first]")]


async def test_after_a_break_up_nothing_waits_for_a_partner_who_is_gone(
    alice: Person, bob: Person, clock: Time
) -> None:
    """Seen to fail with words that still spoke of both being ready."""
    await paired(alice, bob)
    await is_ready(alice, clock, " [A]")
    await unlinked(bob)
    await alice.says("/repair")
    alice.sees("Only you can see this", f"{WISH} [A]")
    assert "Once you both are" not in alice.last.text
    assert alice.buttons() == ["Something small to try", "Change something", "Stop here"]
    await alice.presses("Something small to try")
    await alice.says("Breathe first.")
    alice.sees("in a week")


async def test_after_a_break_up_a_shared_repair_offers_no_trial_for_two(
    alice: Person, bob: Person, clock: Time
) -> None:
    """Seen to fail with a button that was then refused."""
    await paired(alice, bob)
    await is_ready(alice, clock, " [A]")
    await is_ready(bob, clock, " [B]")
    await unlinked(alice)
    await bob.says("/repair")
    bob.sees("[A]", "[B]")
    assert bob.buttons() == ["Keep a copy in my journal", "Let it go"]
    await linked(alice, bob)
    await bob.says("/repair")
    await bob.presses(BEFORE)
    bob.sees("[A]", "[B]")
    assert bob.buttons() == ["Keep a copy in my journal", "Let it go"]


async def test_ones_own_promises_outlive_a_break_up(
    alice: Person, bob: Person, clock: Time
) -> None:
    """Seen to fail with moments that went with the link: “I will come as planned” was not true."""
    await paired(alice, bob)
    await alice.says("/repair")
    await alice.presses("In an hour")
    await writes(bob, clock)
    await bob.presses("Show it when both")
    await bob.presses("Something small to try")
    await bob.says("Breathe first.")
    await unlinked(alice)
    await clock.advance(minutes=61)
    alice.sees("Are you calm enough")
    await clock.advance(days=8)
    bob.sees("A week ago", "Breathe first.")


async def test_nobody_else_reads_it_with_the_button(
    alice: Person, bob: Person, carol: Person, clock: Time
) -> None:
    await paired(alice, bob)
    await settled(carol, "Berlin")
    await is_ready(alice, clock, " [old]")
    await part_and_link_again(alice, bob)
    await alice.says("/repair")
    button = alice.button(BEFORE)
    for thief in (bob, carol):
        await thief.presses_button(button)
        thief.sees("not here any more")
        thief.sees_not("[old]")


def _seen(person: Person) -> str:
    return "\n".join(shown.text for shown in person.screen[-4:])
