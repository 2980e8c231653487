"""Test a reminder for the other: a yes first, silence for a no, and no sign of which it was."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from bot.app import App
from domain.remind import reminders
from storage.tables.remind import Reminder
from tests.support.couples import consented, linked, paired, unlinked
from tests.support.people import Person, Time
from tests.support.reminders import (
    active_reminders,
    newest_occurrence_message,
    occurrences_of,
    reminds,
    shares_reminder,
    unanswered_messages,
)
from tests.support.thanks import pauses

pytestmark = pytest.mark.long

PLANTS = "water the plants"


@pytest.fixture(autouse=True)
async def couple(alice: Person, bob: Person, app: App) -> None:
    await paired(alice, bob, app)


@pytest.mark.clients
async def test_a_reminder_for_the_partner_rings_only_after_a_yes(
    alice: Person, bob: Person, clock: Time
) -> None:
    await reminds(alice, "partner dentist tomorrow 8:30")
    bob.sees("Alice would like to remind you", "dentist", "08:30", "I won’t tell")
    await bob.presses("Yes, remind me")
    alice.looks()
    await clock.advance(days=1)
    bob.sees("⏰ dentist", "From Alice")
    await bob.presses("Done")
    alice.sees_nothing_new()


async def test_without_an_answer_nothing_rings(alice: Person, bob: Person, clock: Time) -> None:
    await reminds(alice, "partner dentist tomorrow 8:30")
    await reminds(alice, "us stretch every day 8:00")
    bob.looks()
    await clock.advance(days=3)
    bob.sees_nothing_new()
    alice.sees("⏰ stretch")


async def test_no_and_mute_and_drop_and_pause_look_the_same_to_the_other(
    alice: Person, bob: Person, app: App, clock: Time
) -> None:
    """The author sees the same for every way in which the other comes not to tick it."""
    seen = []
    for number, way in enumerate(("silence", "no", "mute", "drop", "pause", "blocked")):
        await reminds(alice, f"us plan{number} every day 8:00")
        await _goes(bob, way, app)
        count = len(alice.screen)
        await clock.advance(days=1)
        await alice.presses("Done")
        after = [shown for shown in alice.screen[count:] if f"plan{number}" in shown.text]
        await alice.says("/reminders")
        text = "\n".join([*(each.text for each in after), *_lines(alice, number)])
        seen.append(re.sub(r"\d+|Mon|Tue|Wed|Thu|Fri|Sat|Sun", "", text))
        await alice.presses("1")
        await alice.presses("Delete")
    assert "You’ve ticked it off" in seen[0]
    assert set(seen) == {seen[0]}


async def _goes(bob: Person, way: str, app: App) -> None:
    if way == "no":
        await bob.presses("No, thanks")
    if way in ("mute", "drop", "pause", "blocked"):
        await bob.presses("Yes, remind me")
    if way == "mute":
        await bob.presses("Mute it")
    if way == "drop":
        await bob.presses("I don’t want it any more")
    if way == "pause":
        await pauses(bob, app, days=1)
    if way == "blocked":
        await bob.blocks()


def _lines(alice: Person, number: int) -> list[str]:
    return [line for line in alice.last.text.splitlines() if f"plan{number}" in line]


async def test_declining_is_silent_and_can_be_thought_over(
    alice: Person, bob: Person, clock: Time
) -> None:
    await reminds(alice, "partner dentist tomorrow 8:30")
    alice.looks()
    await bob.presses("No, thanks")
    assert "I won’t tell anybody" in bob.last.text
    alice.sees_nothing_new()
    await bob.presses("Yes, remind me")
    await clock.advance(days=1)
    bob.sees("⏰ dentist")


async def test_muting_ends_the_sound_and_its_buttons_and_can_be_undone(
    alice: Person, bob: Person, clock: Time
) -> None:
    await shares_reminder(alice, bob, f"{PLANTS} every day 8:00")
    await clock.advance(days=1)
    await bob.presses("More")
    await bob.presses("Mute it")
    assert unanswered_messages(bob, PLANTS) == []
    await bob.says("/reminders")
    bob.sees(PLANTS, "muted")
    count = len(bob.screen)
    await clock.advance(days=2)
    assert len(bob.screen) == count
    await bob.presses("Undo")
    await clock.advance(days=1)
    bob.sees(f"⏰ {PLANTS}")


async def test_a_person_who_drops_their_side_is_left_in_peace(
    alice: Person, bob: Person, clock: Time
) -> None:
    await shares_reminder(alice, bob, f"{PLANTS} every day 8:00")
    await bob.says("/reminders")
    await bob.presses("1")
    alice.looks()
    await bob.presses("I don’t want it any more")
    alice.sees_nothing_new()
    await clock.advance(days=2)
    assert unanswered_messages(bob, PLANTS) == []
    await bob.says("/reminders")
    bob.sees("don’t have any reminders")
    assert newest_occurrence_message(alice, PLANTS)


async def test_nobody_can_have_more_than_five_waiting_for_the_other(
    alice: Person, bob: Person, app: App
) -> None:
    """Declined ones count, too, or the count would tell that they were."""
    for number in range(5):
        await reminds(alice, f"partner errand{number} tomorrow 8:30")
        await bob.says("/reminders")
        await bob.presses("1")
        await bob.presses("No, thanks")
    bob.looks()
    await reminds(alice, "partner one more tomorrow 8:30")
    alice.sees("You already have 5 reminders waiting for your partner")
    bob.sees_nothing_new()
    await alice.says("/reminders")
    await alice.presses("1")
    await alice.presses("Delete")
    await alice.presses("Confirm")
    await bob.says("/reminders")
    bob.sees("one more")


async def test_nobody_can_ask_the_other_all_day(alice: Person, bob: Person) -> None:
    """Deleting counts like asking, for both make a message."""
    for number in range(reminders.MAX_ACTS_PER_DAY // 2):
        await reminds(alice, f"partner errand{number} tomorrow 8:30")
        await alice.says("/reminders")
        await alice.presses("1")
        await alice.presses("Delete")
    bob.looks()
    await reminds(alice, "partner one more tomorrow 8:30")
    alice.sees("the most for one day")
    bob.sees_nothing_new()


async def test_a_change_of_what_was_accepted_asks_for_a_yes_again(
    alice: Person, bob: Person, clock: Time
) -> None:
    await reminds(alice, "partner dentist tomorrow 8:30")
    await bob.presses("Yes, remind me")
    await _changes_time(alice, "tomorrow 7:30")
    bob.sees("Alice would like to change", "07:30", "“dentist”", "08:30")
    bob.looks()
    await clock.advance(hours=21, minutes=45)
    bob.sees_nothing_new()
    await clock.advance(hours=1)
    bob.sees("⏰ dentist")


async def test_a_change_does_not_ask_again_after_a_no(alice: Person, bob: Person) -> None:
    await reminds(alice, "partner dentist tomorrow 8:30")
    await bob.presses("No, thanks")
    bob.looks()
    await _changes_time(alice, "tomorrow 7:30")
    bob.sees_nothing_new()


async def test_either_may_change_one_for_both_and_the_other_is_asked_quietly(
    alice: Person, bob: Person, clock: Time
) -> None:
    await shares_reminder(alice, bob, f"{PLANTS} every Sunday 9:00")
    alice.looks()
    await _changes_time(bob, "every day 8:00")
    alice.sees("Bob would like to change a reminder for both of you", PLANTS, "every day at 08:00")
    assert alice.last.silent
    await alice.presses("Yes, remind me")
    await clock.advance(days=1)
    for person in (alice, bob):
        person.sees(f"⏰ {PLANTS}")


async def test_of_two_changes_at_one_instant_both_are_asked_and_a_yes_ends_the_difference(
    alice: Person, bob: Person, app: App
) -> None:
    await shares_reminder(alice, bob, f"{PLANTS} every Sunday 9:00")
    for person, words in ((alice, "every day 8:00"), (bob, "every day 7:00")):
        await person.says("/reminders")
        await person.presses("1")
        await person.presses("Change")
        await person.presses("The time")
        await person.says(words)
    await alice.presses("Confirm")
    bob.sees("every day at 08:00")
    await bob.presses("Confirm")
    alice.sees("every day at 07:00")
    assert "every day at 07:00" in bob.screen[-2].text + bob.last.text
    await alice.presses("Yes, remind me")
    assert len(await active_reminders(app)) == 1


async def test_while_one_pauses_what_is_shared_waits_and_their_own_comes(
    alice: Person, bob: Person, app: App, clock: Time
) -> None:
    await shares_reminder(alice, bob, f"{PLANTS} every day 8:00")
    await reminds(bob, "me call mum every day 9:00")
    await pauses(bob, app, days=3)
    await clock.advance(days=2, hours=12)
    assert unanswered_messages(bob, PLANTS) == []
    assert "⏰ call mum" in newest_occurrence_message(bob, "call mum").text
    await clock.advance(days=1, hours=2)
    assert [each.text for each in bob.screen if f"⏰ {PLANTS}" in each.text] == []
    await clock.advance(hours=12)
    assert len(unanswered_messages(bob, PLANTS)) == 1
    states = [each.state for each in await occurrences_of(bob, app) if each.state != "over"]
    assert states.count("missed") == 3


async def test_an_unreachable_person_finds_it_listed_as_missed(
    alice: Person, bob: Person, clock: Time
) -> None:
    await shares_reminder(alice, bob, f"{PLANTS} every day 8:00")
    await bob.blocks()
    await clock.advance(days=1, hours=2)
    await bob.unblocks()
    await bob.says("/reminders")
    bob.sees("Missed", f"{PLANTS} (Thu, 5 Mar, 08:00)")


async def test_while_the_partner_pauses_a_request_waits_in_their_list(
    alice: Person, bob: Person, app: App
) -> None:
    await pauses(bob, app, days=3)
    bob.looks()
    await reminds(alice, "partner dentist tomorrow 8:30")
    bob.sees_nothing_new()
    await bob.says("/reminders")
    bob.sees("dentist", "from Alice", "needs your yes")
    await bob.presses("1")
    await bob.presses("Yes, remind me")
    assert "I’ll remind you" in bob.last.text


async def test_words_for_two_are_under_the_couples_key_and_ones_own_are_not(
    alice: Person, bob: Person, app: App
) -> None:
    await reminds(alice, "me own words tomorrow 9:00")
    await reminds(alice, "us our words tomorrow 9:00")
    await reminds(alice, "partner your words tomorrow 9:00")
    assert await _sealed(app) == {"me": (True, False), "us": (True, True), "partner": (True, False)}
    await bob.presses("Yes, remind me")
    assert (await _sealed(app))["partner"] == (True, True)


async def test_an_old_yes_from_a_former_partner_reaches_nobody(
    alice: Person, bob: Person, carol: Person, app: App
) -> None:
    await reminds(alice, "partner dentist tomorrow 8:30")
    old = bob.button("Yes, remind me")
    await consented(carol)
    await carol.presses_button(old)
    carol.sees("not here any more")
    await unlinked(alice)
    await bob.presses_button(old)
    bob.sees("not here any more")
    await linked(alice, bob)
    await bob.presses_button(old)
    bob.sees("not here any more")


async def _sealed(app: App) -> dict[str, tuple[bool, bool]]:
    async with app.database.read() as session:
        found = await session.scalars(select(Reminder).where(Reminder.state == reminders.ACTIVE))
        return {each.audience: (each.words is not None, each.shared is not None) for each in found}


async def _changes_time(person: Person, words: str) -> None:
    await person.says("/reminders")
    await person.presses("1")
    await person.presses("Change")
    await person.presses("The time")
    await person.says(words)
    await person.presses("Confirm")
