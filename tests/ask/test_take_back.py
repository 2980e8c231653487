"""Test that a question can be taken back, and that neither of the two learns anything by it."""

from __future__ import annotations

from datetime import time

import pytest

from bot.app import App
from domain.ask import questions
from tests.ask.asking import WHAT, answers, asks, opens
from tests.ask.test_ask import DEEDS, OVER, Deed, look, shares, wants_questions
from tests.challenge.test_week import SUNDAY
from tests.privacy.test_export import exports
from tests.support.couples import paired, paired_in_two_languages, unlinked
from tests.support.people import Person, Time

pytestmark = pytest.mark.long

GONE = "Your question is gone"
TAKE_BACK = "Take the question back"


async def takes_back(person: Person, number: int = 1) -> None:
    await opens(person, number)
    await person.presses(TAKE_BACK)


@pytest.mark.clients
async def test_its_author_takes_it_back_and_the_other_hears_nothing(
    alice: Person, bob: Person, clock: Time
) -> None:
    await paired(alice, bob)
    await asks(alice)
    bob.looks()
    await takes_back(alice)
    assert GONE in alice.last.text
    bob.sees_nothing_new()
    for person in (alice, bob):
        assert WHAT not in await look(person)
    await clock.until(SUNDAY, time(20))
    bob.sees_not("something in /ask")
    await clock.advance(days=14)
    for person in (alice, bob):
        person.sees_not(OVER)


async def test_typed_words_do_it_in_both_languages(alice: Person, bob: Person) -> None:
    await paired_in_two_languages(alice, bob)
    await asks(alice)
    await alice.says(TAKE_BACK)
    assert GONE in alice.last.text
    await bob.says("/ask ¿Qué harías con un martes libre?")
    await bob.says("Preguntar")
    await bob.says("Retirar la pregunta")
    assert "Tu pregunta ya no está" in bob.last.text


@pytest.mark.parametrize("deed", DEEDS)
async def test_the_author_reads_the_same_whatever_the_other_did(
    deed: Deed, alice: Person, bob: Person, clock: Time
) -> None:
    """Refused once the other had answered, it would tell that they did."""
    await paired(alice, bob)
    await asks(alice)
    await deed(bob)
    bob.looks()
    await takes_back(alice)
    assert GONE in alice.last.text
    bob.sees_nothing_new()
    page, _ = await exports(alice)
    assert "of it" not in page
    assert WHAT not in page
    await clock.advance(days=21)
    alice.sees_not(OVER)
    assert "of it" not in "\n".join(message.text for message in alice.screen)


async def test_what_the_other_wrote_stays_theirs_and_ends_with_the_same_line(
    alice: Person, bob: Person, clock: Time
) -> None:
    await paired(alice, bob)
    await asks(alice)
    await shares(bob)
    old = bob.button("Take it back")
    await takes_back(alice)
    assert WHAT not in await look(bob)
    await bob.presses_button(old)
    assert "isn’t open any more" in bob.last.text
    page, _ = await exports(bob)
    assert "All of it" in page
    assert WHAT not in page
    await clock.advance(days=21)
    assert "\n".join(message.text for message in bob.screen).count(OVER) == 1


async def test_one_that_waits_for_the_morning_is_not_sent(
    alice: Person, bob: Person, app: App, clock: Time
) -> None:
    await paired(alice, bob)
    await wants_questions(bob, app, "now")
    await clock.until(clock.now().date(), time(23))
    bob.looks()
    await asks(alice)
    await takes_back(alice)
    await clock.advance(hours=12)
    bob.sees_nothing_new()


async def test_the_card_still_tells_of_another_question(
    alice: Person, bob: Person, clock: Time
) -> None:
    await paired(alice, bob)
    await asks(alice)
    await asks(alice, "Tea or coffee?")
    await takes_back(alice)
    bob.looks()
    await clock.until(SUNDAY, time(20))
    bob.sees("something in /ask")


async def test_the_card_still_tells_of_what_both_answered(
    alice: Person, bob: Person, clock: Time
) -> None:
    await paired(alice, bob)
    await asks(alice)
    await answers(bob, "Paint")
    await asks(alice, "Tea or coffee?")
    await answers(alice, "Sleep")
    await takes_back(alice)
    bob.looks()
    await clock.until(SUNDAY, time(20))
    bob.sees("something in /ask")


async def test_no_place_is_freed_and_the_same_words_can_be_asked_again(
    alice: Person, bob: Person
) -> None:
    """With a free place, three questions in two weeks would be any number."""
    await paired(alice, bob)
    for _ in range(questions.MAX_OPEN):
        await asks(alice)
        await takes_back(alice)
        assert GONE in alice.last.text
    await asks(alice)
    alice.sees("that’s all there’s room for")


async def test_only_its_author_can_and_only_before_the_reveal(
    alice: Person, bob: Person, carol: Person
) -> None:
    await paired(alice, bob)
    await asks(alice)
    forged = alice.button(TAKE_BACK)
    await carol.says("/start")
    for other in (bob, carol):
        await other.presses_button(forged)
    assert WHAT in await look(alice)
    await opens(bob)
    assert TAKE_BACK not in [each.label for each in bob.last.buttons]
    await answers(alice, "Sleep")
    assert TAKE_BACK in [each.label for each in alice.last.buttons]
    await shares(bob)
    await alice.presses_button(forged)
    alice.sees("so they stay as they are")
    await asks(alice, "Tea or coffee?")
    late = alice.button(TAKE_BACK)
    await unlinked(bob)
    await alice.presses_button(late)
    assert "not here any more" in alice.last.text


async def test_one_tap_twice_and_a_share_that_comes_too_late(alice: Person, bob: Person) -> None:
    await paired(alice, bob)
    await asks(alice)
    await opens(bob)
    await bob.presses("Answer")
    await bob.says("Paint")
    old, message = alice.button(TAKE_BACK), alice.last.id
    for _ in range(2):
        await alice.presses_button(old, message)
    await bob.presses("Share when both are in")
    assert "isn’t open any more" in bob.last.text
    alice.sees_not("Paint")
