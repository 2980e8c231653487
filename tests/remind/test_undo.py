"""Test that one's own reminder counts at once, and that it can be taken back or changed."""

from __future__ import annotations

import pytest

from bot.app import App
from domain.remind import reminders
from tests.support.couples import paired
from tests.support.people import Person, Time
from tests.support.reminders import active_reminders, copy_reminder

FIFTH = "Thursday, 5 March 2026, 09:00, Berlin time"
SIXTH = "Friday, 6 March 2026, 09:00, Berlin time"


@pytest.fixture(autouse=True)
async def couple(alice: Person, bob: Person, app: App) -> None:
    await paired(alice, bob, app)


@pytest.mark.clients
async def test_what_was_understood_counts_at_once_in_one_sentence(
    alice: Person, bob: Person, app: App
) -> None:
    bob.looks()
    await alice.says("/remind me call mum tomorrow 9:00")
    alice.sees(f"I’ll remind you: call mum, {FIFTH}.")
    assert alice.buttons() == ["Undo", "Change"]
    assert len(await active_reminders(app)) == 1
    bob.sees_nothing_new()


async def test_an_answer_to_the_bots_own_question_counts_at_once(alice: Person, app: App) -> None:
    await alice.says("/remind")
    await alice.presses("Me")
    await alice.says("call mum")
    await alice.says("tomorrow 9:00")
    alice.sees(f"I’ll remind you: call mum, {FIFTH}.")
    assert len(await active_reminders(app)) == 1


async def test_a_reading_that_was_tapped_counts_at_once(alice: Person, app: App) -> None:
    await alice.says("/remind me call mum tomorrow at 9")
    await alice.presses(FIFTH)
    assert f"I’ll remind you: call mum, {FIFTH}." in alice.last.text.replace("*", "")
    assert len(await active_reminders(app)) == 1


@pytest.mark.parametrize(
    "said", ["remind me to call mum tomorrow 9:00", "don’t let me forget to call mum tomorrow 9:00"]
)
async def test_a_bare_sentence_is_offered_first(alice: Person, app: App, said: str) -> None:
    await alice.says(said)
    alice.sees("Is this right?", f"For you: call mum, {FIFTH}.")
    assert await active_reminders(app) == []
    await alice.presses("Confirm")
    assert alice.buttons() == ["Undo", "Change"]
    assert len(await active_reminders(app)) == 1


@pytest.mark.parametrize("audience", ["us", "Bob"])
async def test_what_is_for_the_other_is_never_set_at_once(
    alice: Person, bob: Person, app: App, audience: str
) -> None:
    bob.looks()
    await alice.says(f"/remind {audience} dinner tomorrow 19:00")
    alice.sees("Is this right?")
    assert await active_reminders(app) == []
    bob.sees_nothing_new()


async def test_undo_takes_it_back_and_gives_the_words_back(
    alice: Person, app: App, clock: Time
) -> None:
    await alice.says("/remind me call mum tomorrow 9:00")
    await alice.presses("Undo")
    alice.sees_changed("Undone", "Here are your words", "call mum", FIFTH)
    assert await active_reminders(app) == []
    await clock.advance(days=2)
    alice.sees_not("⏰")


async def test_undo_works_twice_and_late(alice: Person, app: App, clock: Time) -> None:
    await alice.says("/remind me call mum tomorrow 9:00")
    undo, under = alice.button("Undo"), alice.last.id
    await clock.advance(days=3)
    for _ in range(2):
        await alice.presses_button(undo, under)
        assert await active_reminders(app) == []
    await alice.says("/reminders")
    alice.sees("You don’t have any reminders")


@pytest.mark.parametrize("word", ["undo", "Undo"])
async def test_undo_can_be_typed(alice: Person, app: App, word: str) -> None:
    await alice.says("/remind me call mum tomorrow 9:00")
    await alice.says(word)
    alice.sees("Undone")
    assert await active_reminders(app) == []


async def test_what_was_undone_can_be_set_again(alice: Person, app: App) -> None:
    await alice.says("/remind me call mum tomorrow 9:00")
    await alice.presses("Undo")
    await alice.presses("Set it again")
    assert len(await active_reminders(app)) == 1


async def test_change_leads_to_the_words_and_the_time(alice: Person, app: App) -> None:
    await alice.says("/remind me call mum tomorrow 9:00")
    await alice.presses("Change")
    await alice.presses("The words")
    await alice.says("call dad")
    alice.sees(f"Changed. I’ll remind you: call dad, {FIFTH}.")
    await alice.presses("Change")
    await alice.presses("The time")
    await alice.says("Friday 9:00")
    alice.sees(f"Changed. I’ll remind you: call dad, {SIXTH}.")
    assert len(await active_reminders(app)) == 1


async def test_undo_of_a_change_restores_what_was_there_before(
    alice: Person, app: App, clock: Time
) -> None:
    await alice.says("/remind me call mum tomorrow 9:00")
    await alice.presses("Change")
    await alice.presses("The words")
    await alice.says("call dad Friday 9:00")
    await alice.presses("Change")
    await alice.presses("The time")
    await alice.says("Friday 9:00")
    undo, under = alice.button("Undo"), alice.last.id
    for _ in range(2):
        await alice.presses_button(undo, under)
        assert "It’s back as it was" in alice.last.text or alice.last.id != under
    await clock.advance(days=1)
    assert len(await active_reminders(app)) == 1
    alice.sees("⏰ call dad Friday 9:00")


async def test_undo_of_a_change_leaves_a_newer_one_alone(alice: Person, app: App) -> None:
    await alice.says("/remind me call mum tomorrow 9:00")
    await alice.presses("Change")
    await alice.presses("The time")
    await alice.says("Friday 9:00")
    undo, under = alice.button("Undo"), alice.last.id
    await alice.presses("Change")
    await alice.presses("The time")
    await alice.says("Saturday 9:00")
    await alice.presses_button(undo, under)
    alice.sees("changed this one again since")
    assert [one.at.day for one in await active_reminders(app) if one.at] == [7]


async def test_undo_of_a_change_says_if_the_time_before_is_over(alice: Person, clock: Time) -> None:
    await alice.says("/remind me call mum in 20 minutes")
    await alice.presses("Change")
    await alice.presses("The time")
    await alice.says("in 3 hours")
    await clock.advance(hours=1)
    await alice.presses("Undo")
    assert "that time has passed" in alice.last.text


async def test_an_edited_command_changes_what_it_set(alice: Person, app: App) -> None:
    await alice.says("/remind me call mum tomorrow 9:00", message="m")
    await alice.edits("m", "/remind me call mum Friday 9:00")
    alice.sees(f"Changed. I’ll remind you: call mum, {SIXTH}.")
    await alice.presses("Undo")
    assert [one.at.day for one in await active_reminders(app) if one.at] == [5]


async def test_a_strangers_undo_does_nothing(alice: Person, bob: Person, app: App) -> None:
    await alice.says("/remind me call mum tomorrow 9:00")
    await bob.presses_button(alice.button("Undo"))
    bob.sees("isn’t there any more")
    assert len(await active_reminders(app)) == 1


async def test_one_too_many_waits_to_be_confirmed(alice: Person, app: App) -> None:
    await alice.says("/remind me stretch every day 9:00")
    async with app.database.write() as session:
        await copy_reminder(session, (await active_reminders(app))[0], reminders.MAX_OWN - 1)
    await alice.says("/remind me call dad tomorrow 9:00")
    alice.sees("You already have 200 reminders of your own", "Is this right?")
    assert len(await active_reminders(app)) == reminders.MAX_OWN
    await alice.says("/reminders")
    await alice.presses("1")
    await alice.presses("Delete")
    await alice.presses("Confirm")
    assert len(await active_reminders(app)) == reminders.MAX_OWN
