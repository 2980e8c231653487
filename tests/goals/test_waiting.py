"""Test proposed goals: put off for good, over after four weeks, and few at a time."""

from __future__ import annotations

import asyncio

import pytest

from bot.app import App
from domain.goals import proposals
from tests.conftest import World
from tests.support.couples import linked, paired, settled, unlinked
from tests.support.goals import DANCE, agreed, opens, proposes
from tests.support.people import Person, Time

pytestmark = pytest.mark.long

Seen = tuple[str, list[str]]


@pytest.fixture(autouse=True)
async def couple(alice: Person, bob: Person, app: App) -> None:
    await paired(alice, bob, app)


@pytest.fixture
def dora(world: World) -> Person:
    return world.here("Dora", "1004")


async def all_goals(person: Person) -> list[str]:
    await person.says("/goals")
    return person.buttons()


async def own_side(alice: Person) -> list[Seen]:
    """Return what the author reads of a goal: the list, the goal, and all new messages."""
    came = [each.text for each in alice.looks()]
    await alice.says("/goals")
    listed = (alice.last.text, alice.buttons())
    if "Proposed: " not in "".join(alice.buttons()):
        return [*((each, []) for each in came), listed]
    await alice.presses("Proposed: ")
    return [*((each, []) for each in came), listed, (alice.last.text, alice.buttons())]


@pytest.mark.parametrize("reworded", [False, True])
async def test_a_no_removes_the_goal_and_its_author_reads_the_same_as_for_silence(
    alice: Person, bob: Person, carol: Person, dora: Person, clock: Time, *, reworded: bool
) -> None:
    """Carol and Dora live the same weeks, and Dora says nothing.

    Seen to fail with a proposal that stayed in the list, and no end to it.
    """
    await paired(carol, dora)
    for author in (alice, carol):
        await proposes(author)
    await bob.presses("Not now")
    bob.sees_changed("off your list", "Nobody is told")
    assert await all_goals(bob) == ["Propose a goal"]
    bob.looks()
    for _ in range(5):
        if reworded:
            for author in (alice, carol):
                await author.says("/goals")
                await author.presses("Proposed: ")
                await author.presses("Change it")
                await author.presses("Propose it")
        bob.sees_nothing_new()
        seen = [str(await own_side(each)) for each in (alice, carol)]
        assert seen[0] == seen[1].replace("Dora", "Bob")
        reworded = False
        await clock.advance(days=7)
        assert await all_goals(bob) == ["Propose a goal"]
        bob.looks()
    assert await all_goals(alice) == ["Propose a goal"]
    assert await all_goals(dora) == ["Propose a goal"]


async def test_a_late_yes_after_four_weeks_does_not_count(
    alice: Person, bob: Person, clock: Time
) -> None:
    """The bot was down in between. Seen to fail: the yes counted."""
    await proposes(alice)
    agree = bob.button("Agree")
    await clock.advance(days=27, hours=23)
    assert len(await all_goals(bob)) == 2
    await clock.jump(hours=2)
    await bob.presses_button(agree)
    bob.sees("changed in the meantime")
    alice.sees("four weeks without a yes from both")
    await bob.presses_button(agree)
    alice.sees_not("agree on this")


async def test_a_yes_in_time_is_not_ended_later(alice: Person, bob: Person, clock: Time) -> None:
    await agreed(alice, bob)
    await opens(bob)
    await bob.presses("Set it aside")
    await alice.presses("Not now")
    alice.looks()
    await opens(alice)
    assert "Agree" not in alice.buttons()
    assert "would like" not in alice.last.text
    await clock.advance(days=29)
    bob.sees("What you proposed about", "stays as it is")
    alice.sees_not("has waited four weeks")
    assert await all_goals(alice) == [DANCE, "Propose a goal"]


async def test_at_most_three_own_goals_wait_and_a_no_frees_no_place(
    alice: Person, bob: Person
) -> None:
    """Seen to fail with five, and with the other's own kept out by them."""
    for number in range(proposals.MAX_OPEN_NEW_GOALS):
        await proposes(alice, f"Goal number {number}")
        await bob.presses("Not now")
    bob.looks()
    await proposes(alice, "One more")
    alice.sees("3 of your proposals are waiting")
    bob.sees_nothing_new()
    await proposes(bob, "Mine")
    bob.sees_changed("Proposed to Alice")
    await alice.presses("Suggest a change")
    await alice.presses("Propose it")
    await opens(bob, "Proposed: Mine")
    bob.sees_changed("Alice proposes", "Mine")
    for number in range(2):
        await alice.says("/goals")
        await alice.presses(f"Goal number {number}")
        await alice.presses("Take it back")
    await proposes(alice, "In its place")
    alice.sees_changed("Proposed to Bob")


async def test_only_agreed_goals_count_towards_what_fits(
    alice: Person, bob: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Seen to fail: what one of them alone had proposed took the room of both."""
    monkeypatch.setattr(proposals, "MAX_GOALS", 2)
    await agreed(alice, bob)
    for person in (alice, bob):
        await proposes(person, f"{person.name} proposes")
    late = alice.button("Agree")
    await bob.presses("Agree")
    for person in (alice, bob):
        await proposes(person, "One more")
        person.sees("You two have 2 goals already", "let one go")
    await alice.presses_button(late)
    alice.sees("You two have 2 goals already")
    await opens(alice)
    await alice.presses("We did it")
    await bob.presses("Agree")
    await alice.presses_button(late)
    bob.sees("You and Alice agree", "Bob proposes")


async def test_several_proposals_share_one_button(alice: Person, bob: Person, clock: Time) -> None:
    """Seen to fail with a button for each, which filled the page."""
    await agreed(alice, bob)
    await proposes(alice, "One")
    assert await all_goals(bob) == [DANCE, "Proposed: One", "Propose a goal"]
    await proposes(alice, "Two")
    await proposes(alice, "Three")
    await proposes(bob, "Bob's")
    assert await all_goals(bob) == [
        DANCE,
        "Proposed: Bob's",
        "What Alice proposes",
        "Propose a goal",
    ]
    await bob.presses("What Alice proposes")
    assert sorted(bob.buttons()[:-1]) == ["Proposed: One", "Proposed: Three", "Proposed: Two"]
    await bob.presses("Proposed: Two")
    await bob.presses("Not now")
    await bob.says("/goals")
    await bob.presses("What Alice proposes")
    assert sorted(bob.buttons()) == ["All goals", "Proposed: One", "Proposed: Three"]


async def test_goals_nobody_agreed_to_are_not_among_former_ones(
    alice: Person, bob: Person, carol: Person, clock: Time
) -> None:
    """Seen to fail: "You will obey" could be leafed through for ever after an unlink."""
    await proposes(alice, "You will obey")
    folded = bob.button("Agree")
    await bob.presses("Not now")
    await unlinked(bob)
    await clock.advance(days=30)
    for person in (alice, bob):
        await person.says("/goals")
        assert "Look back" not in person.buttons()
    alice.sees_not("has waited four weeks")
    await settled(carol, "Berlin")
    await linked(bob, carol)
    for thief in (bob, carol):
        await thief.presses_button(folded)
        thief.sees("not here any more")


async def test_a_yes_and_a_not_now_at_the_same_instant(alice: Person, bob: Person) -> None:
    await proposes(alice)
    agree, later = bob.button("Agree"), bob.button("Not now")
    await asyncio.gather(bob.presses_button(agree), bob.presses_button(later))
    await bob.presses_button(agree)
    assert await all_goals(bob) == await all_goals(alice) == [DANCE, "Propose a goal"]
