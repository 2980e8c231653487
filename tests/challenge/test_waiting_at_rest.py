"""Test that what waits for the weekly card is told while challenges rest and no card comes."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from tests.ask.asking import WHAT, asks
from tests.challenge.test_week import SUNDAY
from tests.letter.test_letter import WORDS, seals
from tests.support.couples import paired, unlinked
from tests.support.people import Person, Time

pytestmark = pytest.mark.long

CARD = time(20)
RESTS_FROM = SUNDAY + timedelta(weeks=4)
STOPPED = "I’ll stop sending you both challenges"
LETTER = "Waiting for you from Alice: a letter"
QUESTION = "Waiting for you from Alice: something in /ask"


async def until_rest(alice: Person, bob: Person, clock: Time) -> None:
    """Link the two, who then answer nothing until challenges rest."""
    await paired(alice, bob)
    await clock.until(RESTS_FROM, CARD)
    bob.sees(STOPPED)
    bob.looks()


async def test_a_letter_that_opens_a_year_later_is_told_though_challenges_rest(
    alice: Person, bob: Person, clock: Time
) -> None:
    """Without the line a letter would open with no word to anybody."""
    await paired(alice, bob)
    await seals(alice)
    await clock.until(date(2027, 3, 4), CARD)
    bob.looks()
    await clock.until(date(2027, 3, 7), time(18))
    bob.sees_nothing_new()
    await clock.until(date(2027, 3, 7), CARD)
    assert bob.last.text.startswith("Something waits for you.\n\n")
    bob.sees(LETTER)
    bob.sees_not(WORDS)
    await bob.presses("Read the letter")
    assert WORDS in bob.last.text
    bob.looks()
    await clock.advance(days=30)
    bob.sees_nothing_new()


async def test_a_letter_of_the_cards_own_day_is_told_on_that_day(
    alice: Person, bob: Person, clock: Time
) -> None:
    await until_rest(alice, bob, clock)
    await seals(alice, day="26 April")
    await clock.until(date(2026, 4, 26), CARD)
    bob.sees(LETTER)


async def test_a_question_waits_for_the_day_and_hour_of_the_card_and_comes_once(
    alice: Person, bob: Person, clock: Time
) -> None:
    await until_rest(alice, bob, clock)
    asked = RESTS_FROM + timedelta(days=2)
    await clock.until(asked, CARD)
    await asks(alice)
    await asks(alice, "Tea or coffee?")
    bob.sees_nothing_new()
    await clock.until(RESTS_FROM + timedelta(days=7), CARD)
    assert sum(QUESTION in shown.text for shown in bob.screen) == 1
    bob.sees_not(WHAT)
    bob.looks()
    await clock.advance(days=21)
    bob.sees_nothing_new()


async def test_the_line_that_challenges_rest_says_what_waits(
    alice: Person, bob: Person, clock: Time
) -> None:
    await paired(alice, bob)
    await clock.until(RESTS_FROM - timedelta(days=2), CARD)
    await asks(alice)
    await clock.until(RESTS_FROM, CARD)
    assert STOPPED in bob.last.text
    assert QUESTION in bob.last.text


async def test_a_pause_puts_the_line_off_and_a_look_makes_it_needless(
    alice: Person, bob: Person, clock: Time
) -> None:
    await until_rest(alice, bob, clock)
    await asks(alice)
    await bob.says("/pause")
    await bob.presses("2 weeks")
    bob.looks()
    await clock.advance(days=13)
    bob.sees_nothing_new()
    await clock.advance(days=9)
    bob.sees(QUESTION)
    await asks(alice, "Tea or coffee?")
    await bob.says("/ask")
    bob.looks()
    await clock.advance(days=10)
    bob.sees_nothing_new()


async def test_a_card_that_comes_again_takes_the_line_along(
    alice: Person, bob: Person, clock: Time
) -> None:
    await until_rest(alice, bob, clock)
    await clock.advance(days=10)
    await asks(alice)
    await alice.says("/challenge")
    bob.sees(QUESTION)
    bob.looks()
    await clock.advance(days=5)
    assert not any(QUESTION in shown.text for shown in bob.screen[-1:])


async def test_unlinking_takes_the_line_away(alice: Person, bob: Person, clock: Time) -> None:
    await until_rest(alice, bob, clock)
    await asks(alice)
    await unlinked(alice)
    bob.looks()
    await clock.advance(days=10)
    bob.sees_nothing_new()


async def test_wishes_say_that_nothing_is_counted(alice: Person, bob: Person, clock: Time) -> None:
    await paired(alice, bob)
    await bob.says("/wishes")
    bob.sees_not("nothing is counted")
    await clock.until(RESTS_FROM, CARD)
    await bob.says("/wishes")
    bob.sees("nothing is counted")
