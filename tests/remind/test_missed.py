"""Test that missed reminders are in the list, and that listed ones can be acted on."""

from __future__ import annotations

import pytest

from bot.app import App
from tests.support.couples import paired
from tests.support.people import Person, Time
from tests.support.reminders import (
    newest_occurrence_message,
    reminds,
    shares_reminder,
    unanswered_messages,
)


@pytest.fixture(autouse=True)
async def couple(alice: Person, bob: Person, app: App) -> None:
    await paired(alice, bob, app)


@pytest.fixture
async def missed(alice: Person, clock: Time) -> Person:
    """Open Alice's list after her reminder would have come while the bot was down."""
    await reminds(alice, "me water the plants every Sunday 9:00")
    await reminds(alice, "me call mum in 20 minutes")
    await clock.jump(hours=13)
    await alice.says("/reminders")
    alice.sees("1. water the plants", "Missed", "2. call mum (Wed, 4 Mar, 10:20)")
    assert alice.buttons()[:2] == ["1", "2"]
    await alice.presses("2")
    assert alice.last.text == "call mum\nYou wanted this earlier: Wed, 4 Mar, 10:20."
    assert alice.buttons() == ["Done", "Tomorrow", "Another time", "Delete", "◀ Back"]
    return alice


@pytest.mark.clients("telegram")
async def test_missed_reminders_can_be_ticked_and_unticked(missed: Person) -> None:
    await missed.presses("Done")
    assert missed.last.text == "✓ call mum"
    await missed.presses("My reminders")
    assert "call mum" not in missed.last.text
    await missed.says("/reminders")
    missed.sees_not("2. call mum")


async def test_a_tick_in_the_list_can_be_undone(missed: Person) -> None:
    await missed.presses("Done")
    await missed.presses("Undo")
    await missed.presses("Back")
    assert "2. call mum" in missed.last.text


async def test_missed_reminders_can_come_back_tomorrow(missed: Person, clock: Time) -> None:
    await missed.presses("Tomorrow")
    assert "I’ll bring “call mum” back: Thursday, 5 March 2026, 09:00" in missed.last.text
    await clock.advance(hours=11)
    assert "⏰ call mum" in newest_occurrence_message(missed, "call mum").text
    await missed.presses("Done")
    assert "✓ call mum" in missed.last.text


async def test_missed_reminders_come_back_at_the_requested_time(
    missed: Person, clock: Time
) -> None:
    await missed.presses("Another time")
    await missed.says("in 2 hours")
    missed.sees("bring it back: ")
    await clock.advance(hours=2, minutes=1)
    assert len(unanswered_messages(missed, "⏰ call mum")) == 1


async def test_missed_reminders_can_be_deleted_and_restored(missed: Person) -> None:
    await missed.presses("Delete")
    assert "I deleted “call mum”" in missed.last.text
    await missed.presses("Undo")
    await missed.says("/reminders")
    missed.sees("2. call mum")


async def test_one_missed_time_of_many_is_taken_off_the_list_alone(
    alice: Person, bob: Person, clock: Time
) -> None:
    await shares_reminder(alice, bob, "stretch every day 8:00")
    await clock.jump(days=3)
    await bob.says("/reminders")
    bob.sees("1. stretch", "3. stretch (Fri, 6 Mar", "4. stretch (Thu, 5 Mar")
    await bob.presses("4")
    assert "Delete" not in bob.buttons()
    await bob.presses("Take it off the list")
    assert "off the list" in bob.last.text
    await bob.says("/reminders")
    bob.sees("1. stretch", "3. stretch (Fri, 6 Mar")
    assert "5 Mar" not in bob.last.text
    await alice.says("/reminders")
    alice.sees("4. stretch (Thu, 5 Mar")


async def test_ticking_in_the_list_also_ticks_the_message_in_the_chat(
    alice: Person, clock: Time
) -> None:
    await reminds(alice, "me call mum in 20 minutes")
    await clock.advance(minutes=21)
    await alice.says("/reminders")
    alice.sees("1. call mum", "not ticked off yet")
    await alice.presses("1")
    await alice.presses("Done")
    assert unanswered_messages(alice, "⏰ call mum") == []
    await alice.presses("Undo")
    assert len(unanswered_messages(alice, "⏰ call mum")) == 1


async def test_an_old_page_of_what_was_missed_does_no_harm(missed: Person) -> None:
    done, later = missed.button("Done"), missed.button("Tomorrow")
    await missed.presses("Done")
    await missed.presses_button(later)
    missed.sees("dealt with this one already")
    await missed.presses_button(done)
    missed.sees("✓ call mum")
    await missed.says("/reminders")
    missed.sees_not("2. call mum")


async def test_nobody_acts_on_another_persons_missed_reminders(missed: Person, bob: Person) -> None:
    await bob.presses_button(missed.button("Done"))
    bob.sees("not here any more")
