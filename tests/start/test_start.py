"""Test the first minute, and the way around later on."""

from __future__ import annotations

import pytest

import handlers
from bot.app import App
from handlers.turn import Content
from tests.support.couples import consented, linked, paired, paired_in_two_languages, unlinked
from tests.support.people import DirectPlatform, Person, Time


@pytest.fixture
def german(app: App, platform: DirectPlatform) -> Person:
    return Person("Alice", app, platform, "1001", language="de-DE")


async def test_a_newcomer_taps_once_and_has_a_question_then_writes_and_may_invite(
    german: Person,
) -> None:
    await german.says("/start")
    german.sees("Same Side", "journal is yours alone", "10:00", "Berlin")
    await german.presses("Yes")
    await german.presses("Yes, keep what I write")
    assert_noted(german, "Berlin")
    german.sees("A line or two")
    await german.says("The garden. I would like to be asked about the garden.")
    german.sees("in your journal now")
    assert german.buttons() == ["Invite your partner", "I have a code", "Later"]
    await german.says("/journal")
    german.sees("I would like to be asked about the garden", "1 of 1")


@pytest.mark.clients("telegram")
async def test_a_language_without_a_country_is_asked_what_the_clock_shows(alice: Person) -> None:
    await alice.says("/start")
    alice.sees("What does your clock show?")
    await alice.presses("10:00")
    alice.sees_changed("Which of these")
    await alice.presses("Berlin, Germany")
    assert_noted(alice, "Berlin")
    await alice.presses("Yes, keep what I write")
    alice.sees("A line or two")


async def test_the_first_value_is_at_most_four_taps_away(alice: Person) -> None:
    taps = [
        alice.says("/start"),
        alice.presses("10:00"),
        alice.presses("Paris"),
        alice.presses("Yes, keep what I write"),
    ]
    for tap in taps:
        await tap
    alice.sees("A line or two")
    assert len(taps) <= 4


async def test_the_question_is_of_this_weeks_theme(alice: Person, shelf: Content) -> None:
    await alice.says("/start")
    await alice.says("Berlin")
    await alice.presses("Berlin, Germany")
    await alice.presses("Yes, keep what I write")
    week = alice.app.clock.now().isocalendar().week
    alice.sees(shelf.library.themes[week % 9].title)


async def test_a_guess_can_be_wrong(german: Person) -> None:
    await german.says("/start")
    await german.presses("No")
    german.sees_changed("What does your clock show?")
    await german.says("Tokio")
    await german.presses("Tokyo, Japan")
    assert_noted(german, "Tokyo")
    await german.presses("Yes, keep what I write")
    german.sees("A line or two")


async def test_the_first_question_may_be_left(german: Person) -> None:
    await german.says("/start")
    await german.presses("Yes")
    await german.presses("Yes, keep what I write")
    await german.presses("Not now")
    german.sees_changed("no question now")
    await german.presses("Later")
    german.sees_changed("/pair makes an invitation")
    await german.says("/journal")
    german.sees("empty so far")


async def test_a_double_tap_asks_once(german: Person) -> None:
    await german.says("/start")
    yes = german.button("Yes")
    await german.presses_button(yes, german.last.id)
    before = len(german.screen)
    await german.presses_button(yes, german.screen[-2].id)
    assert len(german.screen) == before


@pytest.mark.parametrize("words", ["x", "x" * 20_000, "👩‍👩‍👧", "אני אוהב אותך", "<b>&*_`|"])
async def test_the_first_answer_may_be_of_any_kind(german: Person, words: str) -> None:
    await german.says("/start")
    await german.presses("Yes")
    await german.presses("Yes, keep what I write")
    await german.says(words)
    german.sees("in your journal now")
    await german.says("/journal")
    german.sees(words[:100])


async def test_blanks_are_not_an_answer_and_the_question_stays(german: Person) -> None:
    await german.says("/start")
    await german.presses("Yes")
    await german.presses("Yes, keep what I write")
    await german.says("   ")
    german.sees("no words")
    await german.says("Now then")
    german.sees("in your journal now")


async def test_a_very_late_answer_is_still_stored(german: Person, clock: Time) -> None:
    await german.says("/start")
    await german.presses("Yes")
    await german.presses("Yes, keep what I write")
    await clock.jump(days=30)
    await german.says("After a month")
    german.sees("in your journal now")


async def test_editing_the_message_changes_the_journal(german: Person) -> None:
    await german.says("/start")
    await german.presses("Yes")
    await german.presses("Yes, keep what I write")
    await german.says("First words", message="own-first")
    await german.edits("own-first", "Better words")
    await german.says("/journal")
    german.sees("Better words")


async def test_starting_again_alone_shows_a_short_menu(german: Person) -> None:
    await german.says("/start")
    await german.presses("Yes")
    await german.presses("Yes, keep what I write")
    await german.says("/start")
    german.sees("on your own so far")
    assert "Invite your partner" in german.buttons()


async def test_starting_again_as_a_couple_leads_to_the_challenge(
    german: Person, bob: Person
) -> None:
    await paired(german, bob)
    await german.says("/start")
    german.sees("on the same side with Bob")
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
        each.sees(f"on the same side with {other}", "What does your clock show?")
        each.sees_not("I am Same Side")


async def test_a_formerly_linked_person_without_a_clock_reads_that_and_no_hello(
    alice: Person, bob: Person
) -> None:
    await linked(alice, bob)
    await unlinked(bob)
    await alice.says("/start")
    alice.sees("not linked with anybody here right now", "What does your clock show?")
    alice.sees_not("I am Same Side", "so far")


async def test_each_state_has_true_words_in_spanish_too(alice: Person, bob: Person) -> None:
    await paired_in_two_languages(alice, bob)
    await bob.says("/start")
    bob.sees("Alice y tú están aquí del mismo lado")
    await unlinked(alice)
    await bob.says("/start")
    bob.sees("Ahora mismo no tienes vínculo con nadie", "/history")
    await bob.presses("English")
    bob.sees_changed("not linked with anybody here right now")


@pytest.mark.clients("telegram", elsewhere=False)
async def test_a_link_leads_to_the_inviter_before_any_question(alice: Person, bob: Person) -> None:
    await alice.says("/pair")
    link = next(each.text for each in alice.screen if "start=" in each.text)
    payload = link.partition("start=")[2].split()[0]
    await bob.says(f"/start {payload}")
    bob.sees("Alice", "nobody is told")
    bob.sees_not("clock")


async def test_pairing_before_answering_skips_the_invitation(alice: Person, bob: Person) -> None:
    await bob.says("/start")
    await bob.says("Berlin")
    await bob.presses("Berlin")
    await bob.presses("Yes, keep what I write")
    question = bob.button("Not now")
    await linked(alice, bob)
    await bob.presses_button(question, bob.last.id)
    assert bob.last.text == "All right, no question now."


async def test_a_wrong_link_is_told_kindly(alice: Person) -> None:
    await alice.says("/start " + "x" * 64)
    alice.sees("do not know that code")


async def test_once_linked_the_clock_is_asked_for_and_no_solo_question_follows(
    alice: Person, bob: Person
) -> None:
    await linked(alice, bob)
    await bob.presses("Set my time zone")
    bob.sees("What does your clock show?")
    await bob.says("Berlin")
    await bob.presses("Berlin, Germany")
    assert_noted(bob, "Berlin")
    bob.sees_not("A line or two")


@pytest.mark.clients
async def test_help_names_every_command_of_the_menu(alice: Person) -> None:
    await alice.says("/help")
    alice.sees(*(f"/{name} " for name in handlers.collect_features().menu))


@pytest.mark.clients("telegram")
async def test_cancel_takes_a_question_back(alice: Person) -> None:
    await consented(alice)
    await alice.says("/cancel")
    alice.sees("nothing to cancel")
    await alice.says("/start")
    await alice.says("/cancel")
    alice.sees("Cancelled")
    await alice.says("What a day")
    alice.sees("wasn’t sure where this belongs")


def assert_noted(person: Person, city: str) -> None:
    """Check that the question about the clock has become a note of where they are."""
    assert any(f"Noted: {city}" in shown.text and shown.edited for shown in person.screen)
