"""Test the first minute, and the way around later on."""

from __future__ import annotations

import pytest

import handlers
from bot.app import App
from handlers.feature import HELP_GROUPS
from tests.support.couples import consented, linked, paired, paired_in_two_languages, unlinked
from tests.support.people import DirectPlatform, Person, Time

YES = "Yes, keep what I write"


@pytest.fixture
def german(app: App, platform: DirectPlatform) -> Person:
    return Person("Alice", app, platform, "1001", language="de-DE")


async def test_the_first_question_may_be_left(german: Person) -> None:
    await german.says("/start")
    await german.presses("Not now")
    german.sees_changed("no question now")
    await german.presses("Later")
    german.sees_changed("/pair makes an invitation")
    await german.says("/journal")
    german.sees("empty so far")


async def test_a_double_tap_on_yes_keeps_the_answer_once(german: Person) -> None:
    await german.says("/start")
    await german.says("The garden")
    yes = german.button("Yes, keep")
    await german.presses_button(yes, german.last.id)
    before = len(german.screen)
    await german.presses_button(yes, german.screen[-2].id)
    assert len(german.screen) == before
    await german.says("/journal")
    german.sees("The garden", "1 of 1")


@pytest.mark.parametrize("words", ["x", "x" * 20_000, "👩‍👩‍👧", "אני אוהב אותך", "<b>&*_`|"])
async def test_the_first_answer_may_be_of_any_kind(german: Person, words: str) -> None:
    await german.says("/start")
    await german.says(words)
    await german.presses(YES)
    german.sees("in your journal now")
    await german.says("/journal")
    german.sees(words[:100])


async def test_blanks_are_not_an_answer_and_the_question_stays(german: Person) -> None:
    await german.says("/start")
    await german.says("   ")
    german.sees("That message was empty")
    await german.says("Now then")
    await german.presses(YES)
    german.sees("in your journal now")


async def test_a_very_late_answer_may_still_be_kept(german: Person, clock: Time) -> None:
    await german.says("/start")
    await clock.jump(days=30)
    await german.says("After a month")
    await german.presses(YES)
    german.sees("in your journal now")


async def test_editing_the_message_changes_the_journal(german: Person) -> None:
    await german.says("/start")
    await german.says("First words", message="own-first")
    await german.presses(YES)
    await german.edits("own-first", "Better words")
    await german.says("/journal")
    german.sees("Better words")


async def test_starting_again_alone_shows_a_short_menu(german: Person) -> None:
    await consented(german)
    await german.says("/start")
    german.sees("on your own so far")
    assert "Invite your partner" in german.buttons()


async def test_starting_again_as_a_couple_leads_to_the_challenge(
    german: Person, bob: Person
) -> None:
    await paired(german, bob)
    await german.says("/start")
    german.sees("You and Bob are on the same side here")
    await german.presses("This week’s challenge")


@pytest.mark.parametrize("who_leaves", ["alice", "bob"])
@pytest.mark.clients
async def test_a_formerly_linked_person_is_not_told_that_they_were_always_alone(
    alice: Person, bob: Person, who_leaves: str
) -> None:
    """Seen to fail with one text for all who are on their own."""
    await paired(alice, bob)
    await unlinked(alice if who_leaves == "alice" else bob)
    for each in (alice, bob):
        await each.says("/start")
        each.sees("not linked with anybody here right now", "/history")
        each.sees_not("so far")
        assert "Invite your partner" in each.buttons()


@pytest.mark.clients
async def test_a_linked_person_without_a_clock_reads_that_and_no_hello(
    alice: Person, bob: Person
) -> None:
    """Seen to fail with a hello for all whose clock is not known."""
    await linked(alice, bob)
    for each, other in ((alice, "Bob"), (bob, "Alice")):
        await each.says("/start")
        each.sees("on the same side here", other, "Which city are you in?")
        each.sees_not("I’m Same Side")


async def test_a_formerly_linked_person_without_a_clock_reads_that_and_no_hello(
    alice: Person, bob: Person
) -> None:
    await linked(alice, bob)
    await unlinked(bob)
    await alice.says("/start")
    alice.sees("not linked with anybody here right now")
    alice.sees_not("I’m Same Side", "so far", "I keep only the time zone")


async def test_each_state_has_true_words_in_spanish_too(alice: Person, bob: Person) -> None:
    await paired_in_two_languages(alice, bob)
    await bob.says("/start")
    bob.sees("Alice y tú están aquí del mismo lado")
    await unlinked(alice)
    await bob.says("/start")
    bob.sees("Ahora mismo no tienes conexión con nadie", "/history")
    await bob.presses("English")
    bob.sees_changed("not linked with anybody here right now")


@pytest.mark.clients("telegram", elsewhere=False)
async def test_a_link_leads_to_the_inviter_before_any_question(alice: Person, bob: Person) -> None:
    await alice.says("/pair")
    link = next(each.text for each in alice.screen if "start=" in each.text)
    payload = link.partition("start=")[2].split()[0]
    await bob.says(f"/start {payload}")
    bob.sees("Alice", "nobody’s told")
    bob.sees_not("city", "smile")


async def test_pairing_before_answering_skips_the_invitation(alice: Person, bob: Person) -> None:
    await bob.says("/start")
    question, hello = bob.button("Not now"), bob.last.id
    await linked(alice, bob)
    await bob.presses_button(question, hello)
    bob.sees_changed("All right, no question now.")
    bob.sees_not("Would you like to invite")


async def test_a_wrong_link_is_told_kindly(alice: Person) -> None:
    await alice.says("/start " + "x" * 64)
    alice.sees("don’t know that code")


async def test_once_linked_the_clock_is_asked_for_and_no_solo_question_follows(
    alice: Person, bob: Person
) -> None:
    await linked(alice, bob)
    bob.sees_nothing_new()
    await bob.presses("Choose my city")
    bob.sees("Which city are you in?")
    await bob.says("Berlin")
    await bob.presses("Berlin, Germany")
    assert_noted(bob, "Berlin")
    bob.sees_not("smile")


@pytest.mark.clients
async def test_help_names_every_command_of_the_menu(alice: Person) -> None:
    seen = ""
    for group in HELP_GROUPS:
        await alice.says(f"/help {group}")
        seen += alice.last.text
    assert [name for name in handlers.collect_features().menu if f"/{name} " not in seen] == []


@pytest.mark.clients("telegram")
async def test_cancel_takes_a_question_back(alice: Person) -> None:
    await alice.says("/cancel")
    alice.sees("nothing to cancel")
    await alice.says("/start")
    await alice.says("/cancel")
    alice.sees("Cancelled")
    await consented(alice)
    await alice.says("What a day")
    alice.sees("wasn’t sure where this belongs")


def assert_noted(person: Person, city: str) -> None:
    """Check that the question about the clock has become a note of where they are."""
    assert any(f"Noted: {city}" in shown.text and shown.edited for shown in person.screen)
