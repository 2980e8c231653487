"""Test what two people have done on the way to a goal, and the page of its year or its end."""

from __future__ import annotations

from datetime import date, time

import pytest

from bot.app import App
from domain import settings
from domain.goals.plan import MAX_MILESTONES, Plan
from tests.privacy.test_forget import forgets
from tests.support.couples import member_of, paired, paired_in_two_languages, unlinked
from tests.support.goals import DANCE, agreed, opens
from tests.support.people import Person, Time, reads

pytestmark = pytest.mark.long

YEAR = date(2027, 3, 4)
"""A year after the scenarios begin."""
EVENING = time(20)
SONG = "Danced a whole song on the landing"
PAGE = "A year ago, this goal began"
PNG = b"\x89PNG"


async def adds(person: Person, other: Person, words: str = SONG) -> None:
    """Add a milestone to the goal, and let the other agree."""
    await opens(person)
    await person.presses("Add a milestone")
    await person.says(words)
    await person.presses("Propose it")
    await other.presses("Agree")
    for each in (person, other):
        each.looks()


@pytest.mark.clients
async def test_a_milestone_takes_a_yes_from_both(alice: Person, bob: Person) -> None:
    await paired(alice, bob)
    await agreed(alice, bob)
    await opens(alice)
    await alice.presses("Add a milestone")
    reads(alice, "What have you two done on the way?")
    await alice.says(SONG)
    reads(alice, "On the way", SONG, "Only you can see this so far")
    await opens(bob)
    bob.sees_not(SONG)
    await alice.presses("My draft" if "My draft" in alice.buttons() else "Propose it")
    bob.sees("suggests this change", SONG)
    await bob.presses("Agree")
    for person in (alice, bob):
        await opens(person)
        reads(person, DANCE, "On the way:", f"• {SONG}")


async def test_the_newest_one_can_be_taken_out_before_it_is_proposed(
    alice: Person, bob: Person
) -> None:
    await paired(alice, bob)
    await agreed(alice, bob)
    await opens(alice)
    await alice.presses("Add a milestone")
    await alice.says(SONG)
    await alice.presses("Take out the newest")
    assert SONG not in alice.last.text
    await alice.presses("A milestone")
    await alice.says("x" * 101)
    reads(alice, "That’s too long")
    await alice.says("🎉")
    reads(alice, "• 🎉")


async def test_there_are_as_many_as_one_picture_holds(alice: Person, bob: Person) -> None:
    await paired(alice, bob)
    await agreed(alice, bob)
    await opens(alice)
    await alice.presses("Add a milestone")
    await alice.says("number 1")
    for number in range(2, MAX_MILESTONES + 1):
        await alice.presses("A milestone")
        await alice.says(f"number {number}")
    await alice.presses("A milestone")
    reads(alice, "that’s as many as fit")


def test_a_plan_without_milestones_is_stored_as_the_version_before_reads_it() -> None:
    plan = Plan("to dance")
    assert Plan.load('["to dance", "", null, "", null]') == plan
    assert plan.dump() == '["to dance", "", null, "", null]'


@pytest.mark.clients
async def test_at_the_end_both_get_the_page_with_its_picture(alice: Person, bob: Person) -> None:
    await paired(alice, bob)
    await agreed(alice, bob)
    await adds(bob, alice)
    await opens(bob)
    await bob.presses("We did it")
    await alice.presses("Agree")
    for person in (alice, bob):
        person.sees("did it", DANCE)
        assert person.sees_photo().startswith(PNG)


async def test_after_a_year_it_comes_to_each_at_their_own_hour(
    alice: Person, bob: Person, clock: Time
) -> None:
    await paired(alice, bob)
    await agreed(alice, bob)
    await adds(alice, bob)
    await clock.until(YEAR, time(18))
    for person in (alice, bob):
        person.sees_not(PAGE)
        person.looks()
    await clock.until(YEAR, EVENING)
    for person in (alice, bob):
        person.sees(PAGE, DANCE, SONG, "What are you glad about?")
        assert person.sees_photo().startswith(PNG)
    [page] = [each for each in bob.screen if each.media]
    assert page.silent
    assert page.is_covered
    assert page.text == "For the two of you"
    [words] = [each for each in bob.screen if PAGE in each.text]
    assert words.text.startswith("Something new about what you two want.")


async def test_the_page_can_be_opened_again_and_not_before_there_is_one(
    alice: Person, bob: Person, clock: Time
) -> None:
    await paired(alice, bob)
    await agreed(alice, bob)
    await opens(alice)
    assert "Our page" not in alice.buttons()
    goal = alice.button("Add a milestone")
    await alice.presses_button(type(goal)("", "goals:page", goal.id))
    assert not [each for each in alice.screen if each.media]
    await clock.until(YEAR, EVENING)
    await opens(alice)
    await alice.presses("Our page")
    assert alice.sees_photo()
    assert not [each for each in alice.screen[-2:] if each.is_covered]
    reads(alice, PAGE, DANCE)
    assert "On the way" not in alice.last.text


async def test_it_speaks_two_languages(alice: Person, bob: Person, clock: Time) -> None:
    await paired_in_two_languages(alice, bob)
    await alice.says(f"/goals {DANCE}")
    await alice.says("One song")
    await alice.presses("Both of us")
    await alice.presses("Propose it")
    await bob.presses("Aceptar")
    await clock.until(YEAR, EVENING)
    alice.sees(PAGE)
    bob.sees("Hace un año empezó esta meta")


async def test_one_who_pauses_gets_nothing_and_the_other_does(
    alice: Person, bob: Person, app: App, clock: Time
) -> None:
    await paired(alice, bob)
    await agreed(alice, bob)
    async with app.database.write() as session:
        (await member_of(session, alice, app)).paused_until = settings.FOREVER
    await clock.until(YEAR, EVENING)
    alice.sees_not(PAGE)
    bob.sees(PAGE)
    await opens(alice)
    await alice.presses("Our page")
    assert alice.sees_photo()


async def test_quiet_hours_hold_the_picture_and_the_words(
    alice: Person, bob: Person, app: App, clock: Time
) -> None:
    await paired(alice, bob)
    await agreed(alice, bob)
    async with app.database.write() as session:
        settings.set_quiet_hours(await member_of(session, alice, app), 18 * 60, 21 * 60)
    await clock.until(YEAR, EVENING)
    alice.sees_not(PAGE)
    assert not [each for each in alice.screen if each.media]
    await clock.until(YEAR, time(21))
    alice.sees(PAGE)
    assert alice.sees_photo()


@pytest.mark.parametrize("way", ["unlinked", "forgotten", "stepped back"])
async def test_nothing_comes_of_a_goal_that_is_no_longer_shared(
    way: str, alice: Person, bob: Person, clock: Time
) -> None:
    await paired(alice, bob)
    await agreed(alice, bob)
    if way == "unlinked":
        await unlinked(bob)
    elif way == "forgotten":
        await forgets(bob)
    else:
        await opens(alice)
        await alice.presses("Step back from it")
    alice.looks()
    await clock.until(YEAR, EVENING)
    alice.sees_not(PAGE)
    assert not [each for each in alice.screen if each.media]


async def test_it_follows_its_readers_clock(
    alice: Person, bob: Person, app: App, clock: Time
) -> None:
    await paired(alice, bob)
    await agreed(alice, bob)
    await clock.advance(days=1)
    await alice.says("/settings")
    await alice.presses("My hour")
    await alice.says("9:00")
    await clock.until(YEAR, time(10))
    alice.sees(PAGE)
    bob.sees_not(PAGE)
