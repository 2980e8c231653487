"""Test that a partner's message pushes only as far as its reader wants, and else waits."""

from __future__ import annotations

from datetime import time, timedelta

import pytest

from bot.app import App
from domain import pushes
from tests.challenge.test_week import SUNDAY
from tests.support.couples import linked, paired, unlinked
from tests.support.goals import proposes
from tests.support.people import Person, Time
from tests.support.reminders import reminds, shares_reminder
from tests.support.thanks import choose_thanks_delivery, gives

pytestmark = pytest.mark.long


@pytest.fixture(autouse=True)
async def couple(alice: Person, bob: Person, app: App) -> None:
    await paired(alice, bob, app)


async def six_things(bob: Person) -> None:
    """Send two kinds of things, so that the limit of neither is the one that counts."""
    for number in range(3):
        await gives(bob, f"Thank you, {number}")
        await reminds(bob, f"us tea {number} tomorrow 8:30")


async def asks(bob: Person, number: int) -> None:
    await reminds(bob, f"partner water plant {number} tomorrow 8:30")


async def test_one_choice_is_about_all_that_the_partner_sends(alice: Person, bob: Person) -> None:
    await alice.says("/settings")
    alice.sees("What your partner sends you: right away", "up to 5 messages a day")
    await alice.presses("From my partner")
    await alice.presses("Only when I look")
    assert "What your partner sends you: only when you look" in alice.last.text
    alice.looks()
    await six_things(bob)
    alice.sees_nothing_new()
    await alice.says("/reminders")
    alice.sees("tea 0", "needs your yes")
    await alice.says("/thanks")
    await alice.presses("Look into the jar")
    assert "Thank you, " in "".join(shown.text for shown in alice.screen[-2:])


async def test_the_sixth_thing_of_a_day_waits_where_one_looks(
    alice: Person, bob: Person, clock: Time
) -> None:
    """Without the common limit six messages come."""
    await six_things(bob)
    assert len(alice.looks()) == pushes.MAX_PER_DAY
    await gives(bob, "And this")
    alice.sees_nothing_new()
    await alice.says("/reminders")
    alice.sees("tea 2")
    await clock.advance(days=1)
    alice.looks()
    await gives(bob, "A new day")
    alice.sees("A new day")


async def test_the_day_is_that_of_the_receivers_own_clock_and_begins_in_the_morning(
    alice: Person, bob: Person, clock: Time
) -> None:
    """A message that waits for the end of quiet hours counts for the day on which it comes."""
    await clock.advance(hours=13)
    for number in range(3):
        await gives(bob, f"At night {number}")
    await clock.advance(hours=12)
    assert len(alice.looks()) == 3
    for number in range(3):
        await gives(bob, f"By day {number}")
    assert len(alice.looks()) == 2


async def test_after_three_asks_without_a_yes_the_next_ones_wait_in_the_list(
    alice: Person, bob: Person, clock: Time
) -> None:
    """Without it thirty came in three days, each declined."""
    for number in range(pushes.MAX_ASKS_IN_A_ROW):
        await asks(bob, number)
        await alice.presses("No, thanks")
        alice.looks()
    await clock.advance(days=1)
    await asks(bob, 7)
    alice.sees_nothing_new()
    await alice.says("/reminders")
    alice.sees("water plant 7", "needs your yes")
    await alice.presses("1")
    await alice.presses("Yes, remind me")
    alice.looks()
    await asks(bob, 8)
    alice.sees("water plant 8")


async def test_thanks_are_not_requests(alice: Person, bob: Person) -> None:
    for number in range(pushes.MAX_ASKS_IN_A_ROW):
        await asks(bob, number)
    alice.looks()
    await gives(bob)
    assert len(alice.looks()) == 1


async def test_a_new_link_starts_everything_afresh(alice: Person, bob: Person, clock: Time) -> None:
    await six_things(bob)
    await unlinked(alice)
    await clock.advance(minutes=1)
    await linked(alice, bob)
    alice.looks()
    await six_things(bob)
    assert len(alice.looks()) == pushes.MAX_PER_DAY


async def test_forgetting_resets_the_count(alice: Person, bob: Person) -> None:
    await six_things(bob)
    await bob.says("/forget")
    await bob.presses("Go on")
    await bob.says("forget me")
    alice.looks()
    await alice.says("/settings")
    alice.sees("What your partner sends you: right away")


async def test_an_ask_that_was_deleted_at_night_does_not_come_in_the_morning(
    alice: Person, bob: Person, clock: Time
) -> None:
    """It came, with buttons that led nowhere."""
    await clock.advance(hours=13)
    await asks(bob, 1)
    await bob.says("/reminders")
    await bob.presses("1")
    await bob.presses("Delete")
    alice.looks()
    await clock.advance(hours=12)
    alice.sees_nothing_new()


async def test_a_choice_that_was_never_offered_changes_nothing(alice: Person, app: App) -> None:
    await choose_thanks_delivery(alice, app, "card")
    await alice.says("/settings")
    await alice.presses("From my partner")
    button = alice.button("Right away")
    await alice.presses_button(type(button)("", button.action, None, "loud"))
    alice.sees("not here any more")
    await alice.says("/settings")
    alice.sees("with the weekly card")


async def test_the_weekly_card_says_what_waits_and_leads_to_it(
    alice: Person, bob: Person, app: App, clock: Time
) -> None:
    """A person who chose the card is told once, with each kind named."""
    await choose_thanks_delivery(alice, app, "card")
    alice.looks()
    await gives(bob, "Thank you for the soup")
    await reminds(bob, "partner water plant 1 every Friday 8:30")
    await proposes(bob, "Dance on Fridays")
    alice.sees_nothing_new()
    await clock.until(SUNDAY, time(19))
    alice.sees("for the soup", "Waiting for you from Bob: something about reminders and something")
    alice.sees_not("water plant", "Dance on Fridays")
    card = alice.last.text
    for way, words in (
        ("Our reminders", "water plant 1"),
        ("Our goals", "Your shared goals"),
        ("Notes of thanks", "for the soup"),
    ):
        await alice.presses(way)
        alice.sees(words)
    assert "Proposed: Dance on Fridays" in [each.label for m in alice.screen for each in m.buttons]
    assert any(shown.text == card for shown in alice.screen)
    await clock.until(SUNDAY + timedelta(days=7), time(19))
    assert "Waiting for you" not in alice.last.text


async def test_things_already_opened_are_not_on_the_card(
    alice: Person, bob: Person, app: App, clock: Time
) -> None:
    await choose_thanks_delivery(alice, app, "card")
    await asks(bob, 1)
    await proposes(bob)
    await alice.says("/reminders")
    await clock.until(SUNDAY, time(19))
    alice.sees("Waiting for you from Bob: something about your goals.")


@pytest.mark.parametrize("when", ["now", "off"])
async def test_with_another_setting_the_card_does_not_mention_it(
    when: str, alice: Person, bob: Person, app: App, clock: Time
) -> None:
    await choose_thanks_delivery(alice, app, when)
    for number in range(pushes.MAX_ASKS_IN_A_ROW + 1):
        await asks(bob, number)
    await clock.until(SUNDAY, time(19))
    alice.sees("Together")
    assert "Waiting for you" not in alice.last.text


async def test_a_way_to_what_waits_that_was_never_there_leads_nowhere(
    alice: Person, bob: Person, app: App, clock: Time
) -> None:
    await choose_thanks_delivery(alice, app, "card")
    await asks(bob, 1)
    await clock.until(SUNDAY, time(19))
    button = alice.button("Our reminders")
    await alice.presses_button(type(button)("", button.action, None, "journal"))
    alice.sees("not here any more")
    await unlinked(bob)
    await alice.presses_button(button)
    alice.sees("don’t have any reminders")


async def test_a_deleted_message_is_not_replaced_at_each_change(alice: Person, bob: Person) -> None:
    """Each change came as a message of its own once the one to be changed was gone."""
    await shares_reminder(bob, alice, "dinner every day 19:00")
    await changes_words(bob, "supper")
    alice.screen.clear()
    alice.looks()
    for number in range(5):
        await changes_words(bob, f"you deleted me {number}")
    alice.sees_nothing_new()


async def changes_words(person: Person, words: str) -> None:
    await person.says("/reminders")
    await person.presses("1")
    await person.presses("Change")
    await person.presses("The words")
    await person.says(words)
    await person.presses("Confirm")
