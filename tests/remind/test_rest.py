"""Test pausing by the author: nothing more comes, and what has rung stays as it was."""

from __future__ import annotations

import pytest

from bot.app import App
from tests.remind.test_yes import DINNER, THREAT, opens, rewords, rung
from tests.support.couples import paired
from tests.support.people import Message, Person, Time
from tests.support.reminders import newest_occurrence_message, shares_reminder

pytestmark = pytest.mark.long


@pytest.fixture(autouse=True)
async def couple(alice: Person, bob: Person, app: App) -> None:
    await paired(alice, bob, app)
    await shares_reminder(bob, alice, f"{DINNER} every day 19:00")


async def lets_rest(person: Person, before: str, after: str, app: App) -> None:
    """Change the words, after which nothing accepted before comes until the next yes."""
    await opens(person, before, app)
    await person.presses("The words")
    await person.says(after)
    await person.presses("Confirm, and stop the old one")


async def picks(person: Person, words: str, way: str) -> None:
    """Do this to the reminder in their list that says so."""
    await person.says("/reminders")
    lines = [line for line in person.last.text.splitlines() if f". {words}" in line]
    await person.presses(lines[0].partition(".")[0])
    await person.presses(way)


async def ticks(person: Person, ring: Message) -> None:
    await person.presses_button(next(each for each in ring.buttons if each.label == "Done"))


async def test_a_rung_reminder_keeps_its_words_and_its_tick(
    alice: Person, bob: Person, app: App, clock: Time
) -> None:
    """Seen: the partner's tick turned her "dinner" into "I know where you were"."""
    await clock.advance(hours=10)
    ring, his = newest_occurrence_message(alice, DINNER), newest_occurrence_message(bob, DINNER)
    await lets_rest(bob, DINNER, THREAT, app)
    await ticks(bob, his)
    assert f"⏰ {DINNER}" in newest_occurrence_message(alice, DINNER).text
    await ticks(alice, ring)
    assert any(f"✓ {DINNER}" in shown.text for shown in alice.screen)
    assert sum(THREAT in shown.text for shown in alice.screen) == 1


async def test_a_postponed_ring_still_comes_and_nothing_after_it(
    alice: Person, bob: Person, app: App, clock: Time
) -> None:
    await clock.advance(hours=10)
    await alice.presses("Later")
    await alice.presses("In 1 hour")
    await lets_rest(bob, DINNER, THREAT, app)
    count = len(rung(alice))
    await clock.advance(hours=2)
    assert f"⏰ {DINNER}" in rung(alice)[-1]
    assert len(rung(alice)) == count + 1
    await clock.advance(days=2)
    assert len(rung(alice)) == count + 1


async def test_both_read_that_it_rests_and_her_no_leaves_it_so(
    alice: Person, bob: Person, app: App, clock: Time
) -> None:
    """Seen: "until then it stays for them as it was", and to her no word of it."""
    await lets_rest(bob, DINNER, "supper", app)
    assert "as it was" not in bob.last.text
    bob.sees_changed("Until they do, they won’t get the old one")
    alice.sees("supper", f"“{DINNER}”, is on hold")
    await alice.presses("No, thanks")
    alice.sees_changed(f"“{DINNER}” stays on hold too")
    await clock.advance(days=2)
    assert rung(alice) == []


@pytest.mark.parametrize("says", ["", "No, thanks"])
async def test_it_rests_also_when_an_earlier_change_waits_or_was_declined(
    says: str, alice: Person, bob: Person, app: App, clock: Time
) -> None:
    await rewords(bob, DINNER, "supper", app)
    if says:
        await alice.presses(says)
    await lets_rest(bob, "supper", "late supper", app)
    await clock.advance(days=2)
    assert rung(alice) == []


@pytest.mark.parametrize("first", ["", "Done"])
async def test_new_words_never_come_to_the_last_ring_of_somebody_who_has_left(
    first: str, alice: Person, bob: Person, app: App, clock: Time
) -> None:
    """Seen: each rewording reached her chat with the author's own tick."""
    await clock.advance(hours=10)
    if first:
        await alice.presses(first)
    his, buttons = newest_occurrence_message(bob, DINNER), alice.last.buttons
    await picks(alice, DINNER, "I don’t want it any more")
    await rewords(bob, DINNER, THREAT, app)
    await ticks(bob, his)
    for button in [each for each in buttons if each.label != "More"]:
        await alice.presses_button(button)
    assert not any(THREAT in shown.text for shown in alice.screen)


async def test_a_tick_after_a_change_reads_the_same_after_any_reply(
    alice: Person, bob: Person, app: App, clock: Time
) -> None:
    """Seen: "Done" by both for who had left, or said yes, and for nobody else."""
    seen = []
    ways = {"soup": "", "rice": "Yes, remind me", "stew": "I don’t want it any more", "pie": "rest"}
    for words, way in ways.items():
        await shares_reminder(bob, alice, f"{words} every day 19:00")
        await clock.advance(hours=10, minutes=30)
        his, hers = newest_occurrence_message(bob, words), newest_occurrence_message(alice, words)
        await ticks(alice, hers)
        if way.startswith("Not"):
            await picks(alice, words, "I don’t want it any more")
        await (lets_rest if way == "rest" else rewords)(bob, words, "supper", app)
        if way.startswith("Yes"):
            await alice.presses(way)
        await ticks(bob, his)
        seen += [shown.text for shown in bob.screen if "✓ supper" in shown.text][-1:]
        await picks(bob, "supper", "Delete")
        await clock.advance(hours=13, minutes=30)
    assert seen == [seen[0]] * 4
    assert "by both" not in seen[0]


@pytest.mark.parametrize("mode", ["One tick counts for both", "We each tick our own"])
async def test_a_change_of_who_ticks_takes_the_others_yes(
    mode: str, alice: Person, bob: Person, app: App, clock: Time
) -> None:
    await opens(bob, DINNER, app)
    await bob.presses("Who ticks it off")
    await bob.presses(mode)
    await bob.presses("Confirm")
    alice.sees(
        "would like to change",
        "One tick counts" if mode.startswith("One") else "each tick off your own",
    )
    await clock.advance(hours=10)
    assert "once you’ve both ticked" in newest_occurrence_message(alice, DINNER).text
    await ticks(bob, newest_occurrence_message(bob, DINNER))
    assert any(each.label == "Done" for each in newest_occurrence_message(alice, DINNER).buttons)
