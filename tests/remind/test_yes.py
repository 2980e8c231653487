"""Test that a yes is for what was shown: a later change is asked for again, and waits for it."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from bot.app import App
from domain.remind import reminders
from domain.remind.export import REMINDERS
from storage.tables.remind import Reminder, ReminderRecipient
from tests.pair.test_again import YES
from tests.privacy.test_export import exports
from tests.privacy.test_forget import forgets
from tests.support.couples import linked, paired, unlinked
from tests.support.people import Person, Time
from tests.support.reminders import (
    active_reminders,
    move_to_zone,
    newest_occurrence_message,
    reminds,
    shares_reminder,
)

pytestmark = pytest.mark.long

DINNER = "dinner"
THREAT = "I know where you were"
OFTEN = ("every 15 minutes", "every hour", "every 12 hours")


@pytest.fixture(autouse=True)
async def couple(alice: Person, bob: Person, app: App) -> None:
    await paired(alice, bob, app)


async def opens(person: Person, words: str, app: App) -> None:
    """Begin to change the reminder that says this in their list."""
    await person.says("/reminders")
    lines = [line for line in person.last.text.splitlines() if f". {words}" in line]
    await person.presses(lines[0].partition(".")[0])
    await person.presses("Change")


async def rewords(person: Person, before: str, after: str, app: App) -> None:
    await opens(person, before, app)
    await person.presses("The words")
    await person.says(after)
    await person.presses("Confirm")


async def moves(person: Person, words: str, when: str, app: App) -> None:
    await opens(person, words, app)
    await person.presses("The time")
    await person.says(when)
    await person.presses("Confirm")


def rung(person: Person) -> list[str]:
    """Return the rings of this person, oldest first."""
    return [shown.text for shown in person.screen if "⏰ " in shown.text]


def without_days(text: str) -> str:
    return re.sub(r"\d+ \w+( \d{4})?", "", text)


def said(person: Person, words: str) -> bool:
    """Return whether a push with these words reached this person."""
    return any(words in each for each in person.platform.pushes.get(person.id, []))


@pytest.mark.parametrize("audience", ["us", "partner"])
async def test_a_dinner_that_was_accepted_stays_a_dinner_until_the_next_yes(
    audience: str, alice: Person, bob: Person, app: App, clock: Time
) -> None:
    """Seen: at 3:00 for three nights "I know where you were", with sound."""
    await reminds(bob, f"{audience} {DINNER} every Friday 19:00")
    await alice.presses("Yes, remind me")
    await rewords(bob, DINNER, THREAT, app)
    await moves(bob, THREAT, "every day 3:00", app)
    alice.looks()
    await clock.advance(days=7)
    assert len(rung(alice)) == 1
    assert f"⏰ {DINNER}" in rung(alice)[0]


async def test_a_new_request_shows_what_it_would_replace(
    alice: Person, bob: Person, app: App
) -> None:
    await shares_reminder(bob, alice, f"{DINNER} every Friday 19:00")
    await rewords(bob, DINNER, "supper", app)
    alice.sees("Bob would like to change", "supper", f"“{DINNER}”", "I won’t tell")
    assert {"Yes, remind me", "No, thanks"} <= set(alice.buttons())


async def test_a_yes_to_the_change_ends_what_was_before(
    alice: Person, bob: Person, app: App, clock: Time
) -> None:
    await shares_reminder(bob, alice, f"{DINNER} every Friday 19:00")
    await rewords(bob, DINNER, "supper", app)
    await alice.presses("Yes, remind me")
    alice.looks()
    await clock.advance(days=7)
    assert len(rung(alice)) == 1
    assert "⏰ supper" in rung(alice)[0]
    assert len(await active_reminders(app)) == 1
    await alice.says("/reminders")
    assert DINNER not in alice.last.text


async def test_a_no_to_the_change_keeps_what_was_before(
    alice: Person, bob: Person, app: App, clock: Time
) -> None:
    await shares_reminder(bob, alice, f"{DINNER} every Friday 19:00")
    await rewords(bob, DINNER, "supper", app)
    bob.looks()
    await alice.presses("No, thanks")
    bob.sees_nothing_new()
    alice.looks()
    await rewords(bob, "supper", "late supper", app)
    alice.sees_nothing_new()
    await clock.advance(days=7)
    assert [DINNER in each for each in rung(alice)] == [True]


async def test_the_changing_person_reads_the_same_after_any_reply(
    alice: Person, bob: Person, app: App, clock: Time
) -> None:
    """Yes, no, silence, and a mute from before."""
    seen = []
    for way in ("silence", "Yes, remind me", "No, thanks", "muted"):
        await shares_reminder(bob, alice, f"{DINNER} every Friday 19:00")
        if way == "muted":
            await alice.presses("Mute it")
        count = len(bob.screen)
        await rewords(bob, DINNER, "supper", app)
        if way in alice.buttons():
            await alice.presses(way)
        await bob.says("/reminders")
        await bob.presses("1")
        seen.append(
            [(without_days(shown.text), len(shown.buttons)) for shown in bob.screen[count:]]
        )
        await bob.presses("Delete")
        await clock.advance(days=7)
    assert seen[1:] == [seen[0]] * 3


async def test_an_author_may_let_it_rest_until_the_yes(
    alice: Person, bob: Person, app: App, clock: Time
) -> None:
    await shares_reminder(bob, alice, f"{DINNER} every day 19:00")
    await opens(bob, DINNER, app)
    await bob.presses("The words")
    await bob.says("supper")
    await bob.presses("Confirm, and stop the old one")
    await clock.advance(days=1)
    assert rung(alice) == []
    await alice.presses("Yes, remind me")
    await clock.advance(days=1)
    assert ["supper" in each for each in rung(alice)] == [True]


async def test_a_yes_to_a_version_that_has_changed_since_shows_the_new_one_first(
    alice: Person, bob: Person, app: App, clock: Time
) -> None:
    await reminds(bob, f"us {DINNER} every day 19:00")
    old = alice.button("Yes, remind me")
    await rewords(bob, DINNER, THREAT, app)
    await alice.presses_button(old)
    assert "changed" in alice.last.text
    assert THREAT in alice.last.text
    await clock.advance(days=1)
    assert rung(alice) == []
    await alice.presses("Yes, remind me")
    await clock.advance(days=1)
    assert [THREAT in each for each in rung(alice)] == [True]


async def test_coming_back_to_what_has_changed_since_asks_first(
    alice: Person, bob: Person, app: App, clock: Time
) -> None:
    """Seen: *Undo* under *I don’t want it any more* was a yes to words that nobody had shown."""
    await shares_reminder(bob, alice, f"{DINNER} every day 19:00")
    await alice.presses("I don’t want it any more")
    undo = alice.button("Undo")
    await rewords(bob, DINNER, THREAT, app)
    await alice.presses_button(undo)
    await clock.advance(days=1)
    assert rung(alice) == []


async def test_muted_stays_muted_and_the_change_waits_in_the_list(
    alice: Person, bob: Person, app: App, clock: Time
) -> None:
    """Seen to fail: "You muted me. Be home at six." came as a fresh request, with sound."""
    for audience in ("us", "partner"):
        await reminds(bob, f"{audience} home{audience} every day 18:00")
        await alice.presses("Yes, remind me")
        await alice.presses("Mute it")
        alice.looks()
        await rewords(bob, f"home{audience}", f"You muted me {audience}", app)
        alice.sees_nothing_new()
    await clock.advance(days=2)
    alice.sees_nothing_new()
    await alice.says("/reminders")
    alice.sees("You muted me us", "needs your yes", "homeus", "muted")


async def test_both_change_one_in_the_same_instant_and_each_keeps_their_own(
    alice: Person, bob: Person, app: App, clock: Time
) -> None:
    await shares_reminder(bob, alice, f"{DINNER} every day 19:00")
    for person, words in ((alice, "pasta"), (bob, "pizza")):
        await opens(person, DINNER, app)
        await person.presses("The words")
        await person.says(words)
    await alice.presses("Confirm")
    await bob.presses("Confirm")
    assert said(alice, "pizza") or "pizza" in alice.last.text
    await clock.advance(days=1)
    assert "⏰ pasta" in newest_occurrence_message(alice, "pasta").text
    assert "⏰ pizza" in newest_occurrence_message(bob, "pizza").text
    assert (len(rung(alice)), len(rung(bob))) == (1, 1)


async def test_undo_after_the_other_said_yes_brings_back_what_they_said_yes_to(
    alice: Person, bob: Person, app: App, clock: Time
) -> None:
    await shares_reminder(bob, alice, f"{DINNER} every day 19:00")
    await rewords(bob, DINNER, "supper", app)
    await bob.says("/reminders")
    await bob.presses("1")
    await bob.presses("Delete")
    await clock.advance(days=1)
    assert rung(alice) == []
    await bob.presses("Undo")
    await clock.advance(days=1)
    assert [DINNER in each for each in rung(alice)] == [True]


async def test_muting_or_leaving_after_a_change_applies_to_the_old_version(
    alice: Person, bob: Person, app: App, clock: Time
) -> None:
    """The button stands under the first yes; a press on it is no yes to the change."""
    await shares_reminder(bob, alice, f"{DINNER} every day 19:00")
    mute = alice.button("Mute it")
    await rewords(bob, DINNER, "supper", app)
    await alice.presses_button(mute)
    assert f"“{DINNER}”" in alice.last.text
    undo = alice.button("Undo")
    await clock.advance(days=1)
    assert rung(alice) == []
    await alice.presses_button(undo)
    await clock.advance(days=1)
    assert [DINNER in each for each in rung(alice)] == [True]


@pytest.mark.parametrize("leaver", ["alice", "bob"])
async def test_forgetting_between_a_change_and_its_yes_leaves_nothing_that_rings(
    leaver: str, alice: Person, bob: Person, app: App, clock: Time
) -> None:
    await shares_reminder(bob, alice, f"{DINNER} every day 19:00")
    await rewords(bob, DINNER, "supper", app)
    person, other = (alice, bob) if leaver == "alice" else (bob, alice)
    await forgets(person)
    other.looks()
    await clock.advance(days=2)
    assert rung(alice) == rung(bob) == []
    async with app.database.read() as session:
        kept = Reminder.changes.is_not(None) & (Reminder.state == reminders.ACTIVE)
        left = (await session.scalars(select(Reminder).where(kept))).all()
        sides = set(await session.scalars(select(ReminderRecipient.reminder_id)))
    assert {each.id for each in left} <= sides


@pytest.mark.parametrize("when", OFTEN)
async def test_nobody_makes_one_for_the_other_that_rings_more_than_once_a_day(
    when: str, alice: Person, bob: Person
) -> None:
    for audience in ("us", "partner"):
        await bob.says(f"/remind {audience} answer me {when}")
        bob.sees("once a day")
        assert "Confirm" not in bob.buttons()
    alice.sees_nothing_new()
    await reminds(bob, f"me answer me {when}")
    bob.sees("I’ll remind you")


async def test_one_for_both_cannot_be_changed_to_more_than_once_a_day(
    alice: Person, bob: Person, app: App
) -> None:
    await shares_reminder(bob, alice, f"{DINNER} every day 19:00")
    await opens(bob, DINNER, app)
    await bob.presses("The time")
    await bob.says("every 15 minutes")
    bob.sees("once a day")
    alice.sees_nothing_new()


async def test_a_ring_at_another_hour_than_the_accepted_one_waits_for_the_morning(
    alice: Person, bob: Person, app: App, clock: Time
) -> None:
    """She accepted 19:00; in Tokyo the same moment is at 3:00, in her quiet hours."""
    await shares_reminder(bob, alice, f"{DINNER} every day 19:00")
    await move_to_zone(alice, app, "Asia/Tokyo", quiet=True)
    await clock.advance(hours=12)
    assert rung(alice) == []
    await clock.advance(hours=6)
    assert len(rung(alice)) == 1


async def test_a_ring_at_the_accepted_hour_comes_in_quiet_hours(
    alice: Person, bob: Person, app: App, clock: Time
) -> None:
    await reminds(bob, "us medicine every day 23:30")
    await alice.presses("Yes, remind me")
    await clock.advance(hours=16)
    assert len(rung(alice)) == 1


async def test_an_export_contains_the_version_that_each_accepted(
    alice: Person, bob: Person, app: App
) -> None:
    await shares_reminder(bob, alice, f"{DINNER} every day 19:00")
    await rewords(bob, DINNER, "supper", app)
    for person, words in ((alice, {DINNER, "supper"}), (bob, {"supper"})):
        _, document = await exports(person)
        assert {each.words for each in document.part(REMINDERS)} == words


async def test_two_who_link_again_take_up_what_each_went_by(
    alice: Person, bob: Person, app: App, clock: Time
) -> None:
    """And neither the offer nor the list of the one shows what the other had not said yes to."""
    await shares_reminder(bob, alice, f"{DINNER} every day 19:00")
    await rewords(bob, DINNER, "supper", app)
    await unlinked(alice)
    await linked(alice, bob)
    for person in (alice, bob):
        await person.says("/reminders")
        assert DINNER not in person.last.text
        await person.presses(YES)
    await clock.advance(days=1)
    assert [DINNER in each for each in rung(alice)] == [True]
    assert ["supper" in each for each in rung(bob)] == [True]
