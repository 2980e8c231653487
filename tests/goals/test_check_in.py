"""Test weekly check-ins: wanted by both, answered apart, seen together, kept for a week."""

from __future__ import annotations

import asyncio
from datetime import time, timedelta

import pytest
from sqlalchemy import select

from bot.app import App
from domain.goals import check_in_week as check_week
from scheduler.tick import tick
from storage.tables.goals import GoalCheckIn, GoalProposal
from tests.challenge.test_week import SUNDAY
from tests.support.couples import consented, member_of, paired, unlinked
from tests.support.goals import (
    DANCE,
    STEP,
    agreed,
    agreed_with_check_in,
    answers,
    opens,
    until_sunday,
)
from tests.support.people import FakeClock, Message, Person, Time

pytestmark = pytest.mark.long

NOTE = "Twice, in socks."


@pytest.fixture(autouse=True)
async def couple(alice: Person, bob: Person, app: App) -> None:
    await paired(alice, bob, app)


def questions(person: Person) -> list[Message]:
    """Return the check-ins that came on their own."""
    return [shown for shown in person.screen if "since last week?" in shown.text]


def reveals(person: Person) -> list[Message]:
    return [shown for shown in person.screen if "You’ve both looked" in shown.text]


@pytest.mark.clients
async def test_answers_are_given_apart_and_seen_together(
    alice: Person, bob: Person, clock: Time
) -> None:
    await agreed_with_check_in(alice, bob)
    await until_sunday(clock)
    for person in (alice, bob):
        person.sees("How has this been going", DANCE, STEP)
    bob.looks()
    await answers(alice, "It went well", NOTE)
    alice.sees_changed("You’ve shared this", "It went well.", NOTE)
    bob.sees_nothing_new()
    await bob.presses("Not yet")
    assert [shown for shown in bob.screen if "Only you can see it" in shown.text]
    bob.sees_not(NOTE)
    await bob.presses("Share when both are in")
    for person in (alice, bob):
        assert len(reveals(person)) == 1
        assert all(each in reveals(person)[0].text for each in ("well.", NOTE, "Not yet.", STEP))


async def test_it_starts_only_when_both_want_it(alice: Person, bob: Person, clock: Time) -> None:
    await agreed(alice, bob)
    await opens(alice)
    await alice.presses("Ask me once a week")
    alice.sees_changed("Once you both want it")
    bob.sees_nothing_new()
    await until_sunday(clock)
    assert questions(alice) == questions(bob) == []
    await opens(bob)
    await bob.presses("Ask me once a week")
    await until_sunday(clock, weeks=1)
    assert len(questions(alice)) == len(questions(bob)) == 1


async def test_it_comes_at_each_ones_own_hour_and_place(
    alice: Person, bob: Person, app: App, clock: Time
) -> None:
    await agreed(alice, bob)
    async with app.database.write() as session:
        member = await member_of(session, bob, app)
        member.zone, member.minute = "America/Los_Angeles", 8 * 60
    for person in (alice, bob):
        await opens(person)
        await person.presses("Ask me once a week")
    await clock.until(SUNDAY, time(8), "America/Los_Angeles")
    assert (len(questions(alice)), len(questions(bob))) == (0, 1)
    await until_sunday(clock)
    assert (len(questions(alice)), len(questions(bob))) == (1, 1)


async def test_it_follows_the_day_of_the_challenge(alice: Person, bob: Person, clock: Time) -> None:
    await agreed_with_check_in(alice, bob)
    await alice.says("/settings")
    await alice.presses("Day")
    await alice.presses("Saturday")
    await clock.until(SUNDAY - timedelta(days=1), time(19))
    before = len(questions(alice))
    await until_sunday(clock)
    assert len(questions(alice)) == before
    await clock.until(SUNDAY + timedelta(days=6), time(19))
    assert len(questions(alice)) == before + 1
    await until_sunday(clock, weeks=1)
    assert len(questions(alice)) == before + 1


async def test_a_new_hour_counts_from_the_next_time_on_and_asks_nobody_twice(
    alice: Person, bob: Person, clock: Time
) -> None:
    """Seen to fail without `replan` in the settings."""
    await agreed_with_check_in(alice, bob)
    await sets_the_hour(alice, "18:00")
    await clock.until(SUNDAY, time(18))
    assert (len(questions(alice)), len(questions(bob))) == (1, 0)
    await sets_the_hour(alice, "20:00")
    await clock.until(SUNDAY, time(21))
    assert (len(questions(alice)), len(questions(bob))) == (1, 1)


async def sets_the_hour(person: Person, hour: str) -> None:
    await person.says("/settings")
    await person.presses("My hour")
    await person.says(hour)


async def test_several_goals_are_one_message(alice: Person, bob: Person, clock: Time) -> None:
    await agreed_with_check_in(alice, bob)
    await agreed_with_check_in(bob, alice, "Eat less in front of the telly")
    bob.looks()
    await until_sunday(clock)
    asked = [shown for shown in bob.looks() if "since last week?" in shown.text]
    assert len(asked) == 1
    assert len(asked[0].buttons) == 2
    await bob.presses("Eat less")
    await answers(bob, "Some of it")
    await alice.presses("Eat less")
    await answers(alice, "Not yet")
    assert len(reveals(alice)) == len(reveals(bob)) == 1


async def test_an_answer_can_be_changed_and_taken_back_until_both_are_in(
    alice: Person, bob: Person, clock: Time
) -> None:
    await agreed_with_check_in(alice, bob)
    await until_sunday(clock)
    await answers(alice, "Not yet", NOTE)
    await alice.presses("Take it back")
    alice.sees_changed("Only you can see it")
    await answers(bob, "Some of it")
    assert not reveals(bob)
    await alice.presses("Change")
    await answers(alice, "It went well")
    assert "It went well." in reveals(bob)[0].text
    assert NOTE in reveals(bob)[0].text


async def test_after_the_reveal_it_stays_as_it_is(alice: Person, bob: Person, clock: Time) -> None:
    await agreed_with_check_in(alice, bob)
    await until_sunday(clock)
    well, later = alice.button("It went well"), alice.last.id
    await answers(alice, "Some of it")
    share, back = alice.button("Change"), alice.button("Take it back")
    await answers(bob, "Some of it")
    await alice.presses_button(well, later)
    alice.sees("stay as they are")
    await alice.presses_button(back)
    alice.sees("stay as they are")
    await alice.presses_button(share)
    alice.sees("You’ve both looked")


async def test_sharing_twice_reveals_once(alice: Person, bob: Person, clock: Time) -> None:
    await agreed_with_check_in(alice, bob)
    await until_sunday(clock)
    await answers(alice)
    await bob.presses("Not yet")
    share = bob.button("Share when both are in")
    for _ in range(2):
        await bob.presses_button(share)
    assert len(reveals(alice)) == len(reveals(bob)) == 1


async def test_a_reveal_does_not_break_into_a_pause(
    alice: Person, bob: Person, clock: Time
) -> None:
    await agreed_with_check_in(alice, bob)
    await until_sunday(clock)
    await answers(bob)
    await bob.says("/pause")
    await bob.presses("1 week")
    bob.looks()
    await answers(alice)
    assert len(reveals(alice)) == 1
    bob.sees_nothing_new()
    await opens(bob)
    await bob.presses("This week’s check-in")
    assert len(reveals(bob)) == 1


async def test_two_who_share_at_the_same_instant_see_both(
    alice: Person, bob: Person, clock: Time
) -> None:
    await agreed_with_check_in(alice, bob)
    await until_sunday(clock)
    for person in (alice, bob):
        await person.presses("Some of it")
    share = "Share when both are in"
    await asyncio.gather(alice.presses(share), bob.presses(share))
    assert len(reveals(alice)) == len(reveals(bob)) == 1


@pytest.mark.clients("telegram")
async def test_from_the_check_in_it_goes_on_to_the_next_step(
    alice: Person, bob: Person, clock: Time
) -> None:
    await agreed_with_check_in(alice, bob)
    await until_sunday(clock)
    await answers(alice)
    await answers(bob)
    await alice.presses("Choose the next step")
    await alice.says("Ask Eva for her old record player")
    await alice.presses("Bob")
    await alice.presses("Propose it")
    bob.sees("for you: Ask Eva")
    await bob.presses("Agree")
    alice.sees("agree on this")


@pytest.mark.parametrize("how", ["switches it off", "leaves", "pauses", "says nothing", "blocks"])
async def test_nobody_can_tell_why_the_other_gives_no_answer(
    alice: Person, bob: Person, clock: Time, how: str
) -> None:
    await agreed_with_check_in(alice, bob)
    alice.looks()
    if how in ("switches it off", "leaves"):
        await opens(bob)
        await bob.presses("Stop asking me" if how == "switches it off" else "Step back from it")
    elif how == "pauses":
        await bob.says("/pause")
        await bob.presses("Until I end it")
    elif how == "blocks":
        await bob.blocks()
    alice.sees_nothing_new()
    for week in range(6):
        await until_sunday(clock, week)
        assert len(questions(alice)) == min(week + 1, check_week.STOP_AFTER)
    assert bool(questions(bob)) == (how == "says nothing")
    await opens(alice)
    assert "Ask me once a week" in alice.buttons()


async def test_it_is_asked_about_until_one_has_had_enough(
    alice: Person, bob: Person, clock: Time
) -> None:
    await agreed_with_check_in(alice, bob)
    await opens(bob)
    await bob.presses("Stop asking me")
    bob.sees_changed("Nobody is told")
    await until_sunday(clock)
    assert (len(questions(alice)), len(questions(bob))) == (1, 0)
    await opens(bob)
    await bob.presses("Ask me once a week")
    await until_sunday(clock, weeks=1)
    assert (len(questions(alice)), len(questions(bob))) == (2, 1)


async def test_no_history_is_kept_of_how_it_went(
    alice: Person, bob: Person, app: App, clock: Time
) -> None:
    await agreed_with_check_in(alice, bob)
    for week in range(3):
        await until_sunday(clock, week)
        await answers(alice, "It went well", NOTE)
        old = alice.button("Change")
        await answers(bob, "Not yet")
    await clock.until(SUNDAY + timedelta(days=3 * 7 + 1), time(14))
    async with app.database.read() as session:
        rows = (await session.scalars(select(GoalCheckIn))).all()
    assert {row.week for row in rows} == {"2026-W13"}
    assert [row.text for row in rows] == [None, None]
    await alice.presses_button(old)
    alice.sees("not here any more")


async def test_a_week_that_was_slept_through_is_asked_about_once(
    alice: Person, bob: Person, clock: Time
) -> None:
    await agreed_with_check_in(alice, bob)
    await clock.jump(days=26)
    assert len(questions(alice)) == len(questions(bob)) == 1


async def test_a_goal_set_aside_is_not_asked_about(alice: Person, bob: Person, clock: Time) -> None:
    await agreed_with_check_in(alice, bob)
    await opens(alice)
    await alice.presses("Set it aside")
    await bob.presses("Agree")
    await until_sunday(clock)
    assert not questions(alice)
    await opens(bob, "Set aside: ")
    await bob.presses("Take it up again")
    await alice.presses("Agree")
    await until_sunday(clock, weeks=1)
    assert len(questions(alice)) == len(questions(bob)) == 1


async def test_the_weeks_question_is_on_the_goals_page_as_well(
    alice: Person, bob: Person, clock: Time
) -> None:
    await agreed_with_check_in(alice, bob)
    await until_sunday(clock)
    await opens(alice)
    await alice.presses("This week’s check-in")
    await answers(alice)
    await opens(alice)
    await alice.presses("This week’s check-in")
    alice.sees_changed("You’ve shared this")


async def test_after_an_unlink_nothing_is_asked_and_nothing_can_be_said(
    alice: Person, bob: Person, clock: Time
) -> None:
    await agreed_with_check_in(alice, bob)
    await until_sunday(clock)
    await answers(alice)
    well = bob.button("Not yet")
    await bob.presses("Some of it")
    share = bob.button("Share when both are in")
    await bob.presses("Add a line")
    await unlinked(alice)
    await bob.says("Half a line")
    bob.sees("wasn’t sure where this belongs")
    for button in (well, share):
        await bob.presses_button(button)
        bob.sees("not here any more")
    await until_sunday(clock, weeks=1)
    assert not reveals(alice)
    assert not questions(alice)


async def test_a_check_in_due_at_the_unlinking_is_not_asked(
    alice: Person, bob: Person, app: App, clock: Time, fake_clock: FakeClock
) -> None:
    await agreed_with_check_in(alice, bob)
    await alice.says("/unpair")
    fake_clock.move(timedelta(days=5))
    await tick(app.database, app.server_keys, clock.now(), app.parts.features.router.due_ranks)
    await alice.presses("Yes, unlink")
    assert questions(alice) == questions(bob) == []


async def test_a_stranger_reaches_no_check_in(
    alice: Person, bob: Person, carol: Person, clock: Time
) -> None:
    await agreed_with_check_in(alice, bob)
    await consented(carol)
    await until_sunday(clock)
    await answers(alice, "It went well", NOTE)
    old = [button for shown in alice.screen for button in shown.buttons]
    for person in (carol, bob):
        for button in old:
            if button.action in ("goals:tick", "goals:how", "goals:note", "goals:share"):
                await person.presses_button(button)
                person.sees("not here any more")


async def test_a_note_of_any_kind_arrives_and_a_letter_is_asked_to_be_shorter(
    alice: Person, bob: Person, clock: Time
) -> None:
    await agreed_with_check_in(alice, bob)
    await until_sunday(clock)
    await alice.presses("Some of it")
    await alice.presses("Add a line")
    await alice.says("x" * 20_000)
    alice.sees("300", "19,700 too many")
    words = "<b>&amp; *bold* 👩‍👩‍👧‍👦 תודה"
    await alice.says(words)
    await alice.presses("Share when both are in")
    await answers(bob)
    assert words in reveals(bob)[0].text.replace("\u2068", "").replace("\u2069", "")


async def test_words_are_sealed_and_never_in_the_clear(
    alice: Person, bob: Person, app: App, clock: Time
) -> None:
    await agreed_with_check_in(alice, bob)
    await until_sunday(clock)
    await answers(alice, "It went well", NOTE)
    async with app.database.read() as session:
        rows = (await session.scalars(select(GoalCheckIn))).all()
        assert await session.scalar(select(GoalProposal.id)) is not None
    (mine,) = [row for row in rows if row.text]
    assert mine.revealed is None
    assert NOTE.encode() not in (mine.text or b"")
