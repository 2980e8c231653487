"""Test that two who link again take up their goals and reminders only if both say yes."""

from __future__ import annotations

import asyncio
import io
import json
import zipfile
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.app import App
from domain.pair import again as pair_again
from scheduler.retention import sweep
from storage.sealing import Vault
from storage.tables.goals import Goal
from storage.tables.pair import CoupleMember
from storage.tables.remind import Reminder
from tests.support.contexts import context
from tests.support.couples import (
    code_of,
    linked,
    member_of,
    paired,
    paired_in_two_languages,
    settled,
    unlinked,
)
from tests.support.goals import DANCE, agreed, agreed_with_check_in, drafts, opens, proposes
from tests.support.people import Person, Time
from tests.support.reminders import newest_occurrence_message, reminds, shares_reminder
from tests.support.storage import snapshots

pytestmark = pytest.mark.long

OFFER = "take it up again?"
YES, NO = "Yes, take it up again", "No, leave it"
WAITS = "It happens once you’ve both said yes"
BED = "Air the bedroom"


async def had_something(alice: Person, bob: Person) -> None:
    """Give the two a goal, and a reminder for both."""
    await paired(alice, bob)
    await agreed(alice, bob)
    await shares_reminder(alice, bob, f"{BED} every day at 21:00")


async def again(alice: Person, bob: Person) -> None:
    async def play() -> None:
        await unlinked(alice)
        await linked(alice, bob)

    await snapshots.play_once("again", (alice, bob), play)


async def part_and_link_again(alice: Person, bob: Person) -> None:
    async def play() -> None:
        await had_something(alice, bob)
        await again(alice, bob)

    await snapshots.play_once("part and link again", (alice, bob), play)


async def is_offered(person: Person, command: str = "/goals") -> bool:
    await person.says(command)
    return OFFER in person.last.text


async def says_yes(*people: Person) -> None:
    async def play() -> None:
        for person in people:
            assert await is_offered(person)
            await person.presses(YES)

    await snapshots.play_once("says yes", people, play)


async def standing(app: App) -> set[str | None]:
    async with app.database.read() as session:
        return set(await session.scalars(select(CoupleMember.again)))


@pytest.mark.clients
async def test_goals_and_reminders_resume_once_both_have_said_yes(
    alice: Person, bob: Person, clock: Time
) -> None:
    """Seen to fail without an offer: it was gone, and nobody spoke of it."""
    await part_and_link_again(alice, bob)
    for person in (alice, bob):
        assert not [each for each in person.looks() if OFFER in each.text]
    await alice.says("/goals")
    alice.sees(OFFER, DANCE, BED)
    await alice.presses(YES)
    alice.sees_changed(WAITS)
    await bob.says("/reminders")
    bob.sees(OFFER, DANCE, BED)
    alice.looks()
    await bob.presses(YES)
    bob.sees_changed("It’s all back")
    alice.sees_nothing_new()
    for person in (alice, bob):
        await opens(person)
        person.sees_changed(DANCE, "Find one song")
        await person.says("/reminders")
        person.sees(BED)
    await clock.advance(days=1)
    for person in (alice, bob):
        assert newest_occurrence_message(person, BED)


async def test_each_sees_the_offer_once_and_with_their_own_command(
    alice: Person, bob: Person
) -> None:
    await part_and_link_again(alice, bob)
    bob.looks()
    assert await is_offered(alice, "/reminders")
    assert not await is_offered(alice, "/goals")
    assert not await is_offered(alice, "/reminders")
    bob.sees_nothing_new()
    assert await is_offered(bob, "/goals")


@pytest.mark.parametrize("what", ["nothing", "looks", NO])
async def test_a_yes_reads_the_same_whatever_the_other_does(
    alice: Person, bob: Person, what: str
) -> None:
    await part_and_link_again(alice, bob)
    await says_yes(alice)
    said, before = alice.last.text, len(alice.screen)
    if what != "nothing":
        assert await is_offered(bob)
    if what == NO:
        await bob.presses(NO)
        bob.sees_changed("Nobody is told")
    assert len(alice.screen) == before
    assert alice.last.text == said
    await alice.says("/goals")
    assert DANCE not in alice.last.text
    assert not [button for button in alice.buttons() if DANCE[:20] in button]
    await alice.says("/reminders")
    assert BED not in alice.last.text


async def test_a_yes_and_a_no_can_be_changed_until_it_happens(alice: Person, bob: Person) -> None:
    await part_and_link_again(alice, bob)
    await says_yes(alice)
    await alice.presses(NO)
    await says_yes(bob)
    bob.sees_changed(WAITS)
    await bob.says("/goals")
    assert not [button for button in bob.buttons() if DANCE[:20] in button]
    await alice.presses(YES)
    alice.sees_changed("It’s all back")


@pytest.mark.clients("telegram")
async def test_both_at_the_same_instant_take_it_up_once(
    alice: Person, bob: Person, app: App
) -> None:
    await part_and_link_again(alice, bob)
    for person in (alice, bob):
        assert await is_offered(person)
    await asyncio.gather(*(person.presses(YES) for person in (alice, bob)))
    texts = [person.last.text for person in (alice, bob)]
    assert sum("It’s all back" in text for text in texts) == 1
    async with app.database.read() as session:
        goals = (await session.scalars(select(Goal))).all()
        reminders = (
            await session.scalars(select(Reminder).where(Reminder.state == "active"))
        ).all()
    assert len(goals) == len(reminders) == 1


@pytest.mark.postgresql
async def test_a_yes_that_is_heard_while_the_other_is_being_kept_waits_for_it(
    alice: Person, bob: Person, app: App
) -> None:
    """Without the couple's row locked in `own`: each sees one yes, and nothing ever happens."""
    await part_and_link_again(alice, bob)

    async def says(session: AsyncSession, person: Person) -> bool:
        member = await member_of(session, person, app)
        mine = select(CoupleMember.id).where(
            CoupleMember.member_id == member.id, CoupleMember.again.is_not(None)
        )
        couple_member = await pair_again.find_own(
            context(session), member, await session.scalar(mine)
        )
        vault = Vault(session, app.parts.ring)
        return await pair_again.answer(
            context(session, vault=vault, now=app.clock.now()), couple_member, pair_again.YES
        )

    async def comes_second() -> bool:
        async with app.database.write() as session:
            return await says(session, bob)

    async with app.database.write() as session:
        assert not await says(session, alice)
        second = asyncio.create_task(comes_second())
        await asyncio.wait([second], timeout=0.2)
    assert await second


async def test_a_yes_of_a_link_that_ended_does_not_count_in_the_next(
    alice: Person, bob: Person, app: App
) -> None:
    await part_and_link_again(alice, bob)
    await says_yes(alice)
    old = alice.button(NO)
    await again(alice, bob)
    assert await standing(app) == {None, pair_again.NEW}
    await alice.presses_button(old)
    alice.sees("not here any more")
    await says_yes(bob)
    bob.sees_changed(WAITS)
    assert await is_offered(alice)
    await alice.presses(YES)
    alice.sees_changed("It’s all back")


async def test_resumed_things_can_be_resumed_again(alice: Person, bob: Person) -> None:
    await part_and_link_again(alice, bob)
    await says_yes(alice, bob)
    await again(bob, alice)
    await says_yes(alice, bob)
    await opens(bob)
    bob.sees_changed(DANCE)


@pytest.mark.parametrize(("days", "offered"), [(89, True), (91, False)])
async def test_it_is_offered_within_90_days(
    alice: Person, bob: Person, clock: Time, days: int, offered: bool
) -> None:
    await had_something(alice, bob)
    await unlinked(bob)
    await clock.jump(days=days)
    await linked(alice, bob)
    for person in (alice, bob):
        assert await is_offered(person) is offered


async def test_after_90_days_the_offer_and_what_was_said_to_it_are_gone(
    alice: Person, bob: Person, clock: Time, app: App
) -> None:
    await part_and_link_again(alice, bob)
    await says_yes(alice)
    late = alice.button(NO)
    await clock.jump(days=91)
    await sweep(app.database, clock.now() - timedelta(days=2))
    assert pair_again.YES in await standing(app)
    await sweep(app.database, clock.now())
    assert await standing(app) == {None}
    await alice.presses_button(late)
    alice.sees("not here any more")
    assert not await is_offered(bob)


async def test_a_late_yes_finds_nothing_even_before_the_sweep(
    alice: Person, bob: Person, clock: Time
) -> None:
    await part_and_link_again(alice, bob)
    await says_yes(alice)
    assert await is_offered(bob)
    yes = bob.button(YES)
    await clock.jump(days=91)
    await bob.presses_button(yes)
    assert "all back" not in bob.last.text


@pytest.mark.parametrize("who", ["alice", "bob"])
@pytest.mark.parametrize("when", ["before", "after"])
async def test_after_forget_neither_person_is_offered_anything(
    alice: Person, bob: Person, app: App, who: str, when: str
) -> None:
    """Before linking again, or while the offer stands."""
    await had_something(alice, bob)
    await unlinked(alice)
    if when == "after":
        await linked(alice, bob)
        await says_yes(alice)
    one = alice if who == "alice" else bob
    await one.says("/forget")
    await one.presses("Go on")
    await one.says("forget me")
    await settled(one, "Berlin")
    await linked(alice, bob)
    for person in (alice, bob):
        assert not await is_offered(person)
    assert await standing(app) <= {None}


async def test_somebody_else_in_between_sees_nothing_of_it(
    alice: Person, bob: Person, carol: Person
) -> None:
    await had_something(alice, bob)
    await settled(carol, "Berlin")
    await unlinked(alice)
    await linked(alice, carol)
    for person in (alice, carol):
        assert not await is_offered(person)
    await agreed(alice, carol, "Plant a tree")
    await unlinked(carol)
    await linked(alice, bob)
    await alice.says("/goals")
    alice.sees(OFFER, DANCE)
    assert "Plant a tree" not in alice.last.text
    await alice.presses(YES)
    await says_yes(bob)
    await bob.says("/goals")
    assert not any("Plant" in each for each in bob.buttons())


async def test_private_things_stay_private(alice: Person, bob: Person, app: App) -> None:
    """Drafts, reminders for oneself, and what was proposed and not agreed to."""
    await had_something(alice, bob)
    await drafts(alice, "A draft of hers")
    await proposes(alice, "Only proposed")
    await reminds(alice, "me her own pills every day at 20:00")
    await reminds(bob, "me his own keys every day at 20:30")
    for person in (alice, bob):
        person.looks()
    await again(alice, bob)
    for person in (alice, bob):
        await person.says("/goals")
        assert OFFER in person.last.text
        for words in ("A draft of hers", "Only proposed", "her own pills", "his own keys"):
            assert words not in person.last.text
        await person.presses(YES)
    await bob.says("/goals")
    assert not any("Only prop" in each or "A draft" in each for each in bob.buttons())
    await bob.says("/reminders")
    bob.sees("his own keys")
    assert "her own pills" not in bob.last.text


async def test_a_change_that_nobody_agreed_to_is_not_taken_up(alice: Person, bob: Person) -> None:
    await had_something(alice, bob)
    await opens(alice)
    await alice.presses("Set it aside")
    await again(alice, bob)
    await says_yes(alice, bob)
    for person in (alice, bob):
        await opens(person)
        assert "aside for a while" not in person.last.text


async def test_nobody_learns_who_left_or_declined_and_it_stays_so(
    alice: Person, bob: Person, clock: Time
) -> None:
    """Both read the same list, despite anything they did with its entries."""
    await paired(alice, bob)
    await agreed(alice, bob)
    await opens(bob)
    await bob.presses("Step back from it")
    await reminds(alice, f"us {BED} every day at 21:00")
    await bob.presses_button(replace(bob.button("Yes, remind me"), action="remind:decline"))
    await again(alice, bob)
    lists = []
    for person in (alice, bob):
        assert await is_offered(person)
        lists.append(person.last.text)
        await person.presses(YES)
    assert lists[0] == lists[1]
    bob.looks()
    await clock.advance(days=1, hours=6)
    assert newest_occurrence_message(alice, BED)
    assert not [each for each in bob.looks() if BED in each.text]


async def test_the_weekly_look_at_a_goal_goes_on(alice: Person, bob: Person, clock: Time) -> None:
    await paired(alice, bob)
    await agreed_with_check_in(alice, bob)
    await again(alice, bob)
    await says_yes(alice, bob)
    for person in (alice, bob):
        person.looks()
    await clock.advance(days=8)
    for person in (alice, bob):
        assert [
            each for each in person.looks() if "How did this go" in each.text or DANCE in each.text
        ]


async def test_two_who_had_nothing_are_offered_nothing(
    alice: Person, bob: Person, app: App
) -> None:
    await paired(alice, bob)
    await reminds(alice, "me her own pills every day at 20:00")
    await again(alice, bob)
    assert await standing(app) == {None}
    assert not await is_offered(alice)


async def test_nobody_else_can_answer_it(
    alice: Person, bob: Person, carol: Person, app: App
) -> None:
    await part_and_link_again(alice, bob)
    assert await is_offered(alice)
    yes = alice.button(YES)
    for thief in (bob, carol):
        await thief.presses_button(yes)
        thief.sees("not here any more")
    assert pair_again.YES not in await standing(app)
    await alice.presses_button(type(yes)("", yes.action, yes.id, "perhaps"))
    alice.sees("not here any more")


async def test_resumed_things_are_in_an_export_once(alice: Person, bob: Person) -> None:
    await part_and_link_again(alice, bob)
    await says_yes(alice, bob)
    await bob.says("/export")
    with zipfile.ZipFile(io.BytesIO(bob.last.content)) as file:
        held = json.loads(file.read("same-side.json"))
    assert [each["words"] for each in held["goals"]] == [DANCE]
    assert [each["words"] for each in held["reminders"]] == [BED]


async def test_the_other_reads_the_offer_in_their_own_language(alice: Person, bob: Person) -> None:
    await paired_in_two_languages(alice, bob)
    await proposes(alice)
    await bob.presses("Aceptar")
    await unlinked(alice)
    await bob.says(f"/pair {await code_of(alice)}")
    await bob.presses("Sí, adelante")
    await alice.presses("Yes, that’s us")
    await bob.says("/goals")
    bob.sees("¿Quieres retomarlo?", DANCE)
    await bob.presses("Sí, retomarlo")
    bob.sees_changed("Ocurre en cuanto ustedes dos digan que sí")


@pytest.mark.clients("telegram")
async def test_unlinking_says_what_ends_and_what_stays(
    alice: Person, bob: Person, clock: Time
) -> None:
    """Seen to fail with a word about the challenges alone."""
    await had_something(alice, bob)
    await reminds(alice, "me her own pills every day at 20:00")
    await alice.says("/unpair")
    alice.sees(
        *("What ends", "challenges", "goals", "reminders you made for each other"),
        *("What stays", "/journal", "your own reminders", "jar of thanks", "/history"),
    )
    await alice.presses("Yes, unlink")
    await alice.says("/reminders")
    alice.sees("her own pills")
    assert BED not in alice.last.text
    await alice.says("/goals")
    await alice.presses("Look back")
    alice.sees_changed(DANCE)
