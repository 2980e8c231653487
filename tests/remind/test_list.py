"""Test /reminders: paging, changing, skipping, deleting with an undo, and the calendar file."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar, Event

from bot.app import App
from domain.remind import calendar_file
from storage.sealing import Vault
from tests.challenge.test_week import SUNDAY
from tests.conftest import RING
from tests.support.contexts import context
from tests.support.couples import member_of, paired
from tests.support.people import Person, Time
from tests.support.reminders import (
    active_reminders,
    copy_reminder,
    move_to_zone,
    reminds,
    shares_reminder,
    unanswered_messages,
)

pytestmark = pytest.mark.long


@pytest.fixture(autouse=True)
async def couple(alice: Person, bob: Person, app: App) -> None:
    await paired(alice, bob, app)


@pytest.mark.clients("telegram")
async def test_the_list_shows_what_is_to_come_soonest_first(alice: Person, bob: Person) -> None:
    await alice.says("/reminders")
    alice.sees("You don’t have any reminders")
    await reminds(alice, "me call mum Friday 19:00")
    await reminds(alice, "us water the plants tomorrow 9:00")
    await alice.says("/reminders")
    lines = alice.last.text.splitlines()
    assert lines[1] == "1. water the plants"
    assert lines[2] == "Thu, 5 Mar, 09:00 · For you and Bob"
    assert lines[3] == "2. call mum"
    assert alice.buttons() == ["1", "2", "New reminder", "Calendar file"]


async def test_two_hundred_are_leafed_through_five_at_a_time(alice: Person, app: App) -> None:
    await reminds(alice, "me stretch Friday 19:00")
    async with app.database.write() as session:
        await copy_reminder(session, (await active_reminders(app))[0], 199)
    await reminds_sealed(alice, app)
    await alice.says("/reminders")
    assert alice.last.text.count("Fri, 6 Mar, 19:00") == 5
    for _ in range(39):
        await alice.presses("Later ▶")
    assert "Later ▶" not in alice.buttons()
    assert alice.last.text.count("Fri, 6 Mar, 19:00") == 5
    await alice.presses("◀ Sooner")
    await alice.presses("3")
    await alice.presses("◀ Back")
    assert "Later ▶" in alice.buttons()


async def reminds_sealed(person: Person, app: App) -> None:
    """Give the copied rows different words."""
    async with app.database.write() as session:
        vault = Vault(session, RING)
        for each in await active_reminders(app):
            reminder = await session.merge(each)
            await vault.seal(reminder, "words", "stretch")


async def test_the_next_one_can_be_skipped(alice: Person, clock: Time) -> None:
    await reminds(alice, "me stretch every day 8:00")
    await alice.says("/reminders")
    await alice.presses("1")
    await alice.presses("Skip the next one")
    assert "Next time: Fri, 6 Mar, 08:00" in alice.last.text
    await clock.advance(days=1)
    assert unanswered_messages(alice, "stretch") == []
    await clock.advance(days=1)
    assert len(unanswered_messages(alice, "stretch")) == 1


@pytest.mark.clients("telegram")
async def test_a_deletion_can_be_undone_in_the_same_message(
    alice: Person, bob: Person, clock: Time
) -> None:
    await shares_reminder(alice, bob, "stretch every day 8:00")
    await clock.advance(days=1)
    await alice.says("/reminders")
    await alice.presses("1")
    count = len(alice.screen)
    await alice.presses("Delete")
    assert "I deleted" in alice.last.text
    for person in (alice, bob):
        assert unanswered_messages(person, "stretch") == []
    assert "Alice took back the reminder" in bob.last.text
    await alice.presses("Undo")
    assert "It’s back" in alice.last.text
    assert len(alice.screen) == count
    for person in (alice, bob):
        assert len(unanswered_messages(person, "stretch")) == 1
    await clock.advance(days=1)
    for person in (alice, bob):
        assert len([each for each in person.screen if "⏰ stretch" in each.text]) == 1


async def test_a_deleted_one_comes_no_more(alice: Person, bob: Person, clock: Time) -> None:
    await shares_reminder(alice, bob, "stretch every day 8:00")
    await alice.says("/reminders")
    page = alice.button("1")
    await alice.presses("1")
    await alice.presses("Delete")
    for person in (alice, bob):
        person.looks()
    await clock.advance(days=3)
    for person in (alice, bob):
        person.sees_nothing_new()
    await alice.presses_button(page)
    alice.sees("isn’t there any more")


async def test_only_its_author_deletes_one_for_both(alice: Person, bob: Person) -> None:
    await shares_reminder(alice, bob, "stretch every day 8:00")
    await alice.says("/reminders")
    await alice.presses("1")
    delete = alice.button("Delete")
    await bob.says("/reminders")
    await bob.presses("1")
    assert "Delete" not in bob.buttons()
    await bob.presses_button(delete)
    bob.sees("isn’t there any more")


@pytest.mark.parametrize(
    ("change", "taps", "shown"),
    [
        ("The words", "breathe", "breathe"),
        ("The time", "every Sunday 9:00", "every Sunday at 09:00"),
        ("The time", "Friday 19:00", "Friday, 6 March 2026, 19:00"),
    ],
)
async def test_words_and_times_and_recurrence_are_changed_and_restored(
    alice: Person, app: App, change: str, taps: str, shown: str
) -> None:
    await reminds(alice, "me stretch every day 8:00")
    await alice.says("/reminders")
    await alice.presses("1")
    await alice.presses("Change")
    await alice.presses(change)
    await alice.says(taps)
    alice.sees("Changed.", shown)
    await alice.presses_button(alice.button("Undo"))
    alice.sees("It’s back as it was", "every day at 08:00")
    assert len(await active_reminders(app)) == 1


async def test_the_mode_is_changed_and_confirmed(alice: Person, bob: Person, clock: Time) -> None:
    await shares_reminder(alice, bob, "stretch every day 8:00")
    await alice.says("/reminders")
    await alice.presses("1")
    await alice.presses("Change")
    await alice.presses("Who ticks it off")
    await alice.presses("One tick counts")
    await alice.presses("Confirm")
    await bob.presses("Yes, remind me")
    await clock.advance(days=1)
    await bob.presses("Done")
    assert "✓ stretch" in alice.screen[-1].text


async def test_a_change_that_is_given_up_changes_nothing(alice: Person) -> None:
    await reminds(alice, "me stretch every day 8:00")
    await alice.says("/reminders")
    await alice.presses("1")
    await alice.presses("Change")
    await alice.presses("◀ Back")
    await alice.says("/reminders")
    alice.sees("stretch")


@pytest.mark.clients("telegram")
async def test_the_calendar_file_holds_what_is_to_come_for_this_person_alone(
    alice: Person, bob: Person, app: App
) -> None:
    await shares_reminder(alice, bob, "water the plants every Sunday 9:00")
    await reminds(alice, "me call mum Friday 19:00")
    await reminds(alice, "partner dentist tomorrow 8:30")
    await alice.says("/reminders")
    await alice.presses("Calendar file")
    assert alice.last.attachment == "reminders.ics"
    events = await _events(alice, app)
    assert sorted(events) == ["call mum", "water the plants"]
    assert events["call mum"].start == datetime(2026, 3, 6, 19, tzinfo=ZoneInfo("Europe/Berlin"))
    last = events["water the plants"].start
    assert isinstance(last, datetime)
    assert (last.weekday(), last.hour) == (SUNDAY.weekday(), 9)


async def test_the_calendar_file_does_not_tell_where_the_other_is(
    alice: Person, bob: Person, app: App
) -> None:
    await move_to_zone(bob, app, "America/Los_Angeles")
    await shares_reminder(alice, bob, "water the plants every Sunday 9:00")
    async with app.database.read() as session:
        member = await member_of(session, bob, app)
        file = await calendar_file.write_calendar_file(
            context(session, vault=Vault(session, RING), now=app.clock.now()), member, "Same Side"
        )
    assert file
    assert b"Berlin" not in file
    event = _read(file)[0]
    start = event.start
    assert isinstance(start, datetime)
    assert start.astimezone(ZoneInfo("Europe/Berlin")).hour == 9


async def test_without_reminders_there_is_no_file(alice: Person, clock: Time) -> None:
    await reminds(alice, "me call mum in 20 minutes")
    await alice.says("/reminders")
    file = alice.button("Calendar file")
    await clock.advance(hours=1)
    await alice.presses_button(file)
    alice.sees("would be empty")


async def _events(person: Person, app: App) -> dict[str, Event]:
    async with app.database.read() as session:
        member = await member_of(session, person, app)
        file = await calendar_file.write_calendar_file(
            context(session, vault=Vault(session, RING), now=app.clock.now()), member, "Same Side"
        )
    assert file
    return {str(event["summary"]): event for event in _read(file)}


def _read(file: bytes) -> list[Event]:
    found = Calendar.from_ical(file.decode()).walk("VEVENT")
    return [event for event in found if isinstance(event, Event)]
