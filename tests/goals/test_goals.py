"""Test /goals: nothing is a goal before both say yes, and nobody can tell a no from silence."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from sqlalchemy import select

from bot.app import App
from domain.goals import proposals as goals_proposals
from storage.sealing import Vault
from storage.tables.goals import Goal, GoalProposal
from tests.support.contexts import context
from tests.support.couples import consented, linked, member_of, paired, settled, unlinked
from tests.support.goals import DANCE, STEP, agreed, drafts, opens, proposes
from tests.support.people import Person, Time
from tests.support.thanks import choose_thanks_delivery

pytestmark = pytest.mark.long


@pytest.fixture(autouse=True)
async def couple(alice: Person, bob: Person, app: App) -> None:
    await paired(alice, bob, app)


@pytest.mark.clients
async def test_a_goal_is_proposed_by_one_and_agreed_by_the_other(
    alice: Person, bob: Person
) -> None:
    await alice.says("/goals")
    await alice.presses("Propose a goal")
    await alice.says(DANCE)
    alice.sees("half an hour at most")
    await alice.says(STEP)
    await alice.presses("Both of us")
    alice.sees_changed(DANCE, STEP, "Only you can see this")
    bob.sees_nothing_new()
    await alice.presses("Propose it")
    alice.sees_changed("Proposed to Bob")
    bob.sees("Alice proposes a goal", DANCE, "for both of you", STEP)
    alice.looks()
    await bob.presses("Agree")
    bob.sees_changed("You and Alice agree", DANCE)
    alice.sees("You and Bob agree", DANCE)


async def test_a_reason_and_a_date_can_be_added(alice: Person, bob: Person) -> None:
    await drafts(alice)
    await alice.presses("Why")
    await alice.says("I miss moving with you.")
    await alice.presses("A date")
    await alice.says("24 December")
    alice.sees("Why: I miss moving with you.", "By: Thursday, 24 December 2026")
    await alice.presses("A date")
    await alice.presses("In a week")
    alice.sees_changed("By: Wednesday, 11 March 2026")
    await alice.presses("Propose it")
    bob.sees("I miss moving with you.", "Wednesday, 11 March 2026")


async def test_a_date_that_may_be_two_days_is_chosen_with_a_tap(alice: Person, bob: Person) -> None:
    await drafts(alice)
    await alice.presses("A date")
    await alice.says("5/6")
    alice.sees("Which day do you mean?")
    await alice.presses("5 June")
    alice.sees_changed("By: Friday, 5 June 2026")
    await alice.presses("Propose it")
    bob.sees("Friday, 5 June 2026")


async def test_a_date_that_is_over_offers_the_next_one(alice: Person) -> None:
    await drafts(alice)
    await alice.presses("A date")
    await alice.says("3 March")
    alice.sees("already over")
    await alice.presses("2027")
    alice.sees_changed("By: Wednesday, 3 March 2027")


async def test_an_added_part_can_be_left_out_again(alice: Person) -> None:
    await drafts(alice)
    for piece, answer, without in [
        ("Why", "Because.", "No reason"),
        ("A date", "2026-12-24", "No date"),
        ("Next step", "Look for shoes", "No step yet"),
    ]:
        await alice.presses(piece)
        await alice.says(answer)
        await alice.presses(piece if piece != "Next step" else "Both of us")
        await alice.presses(piece)
        await alice.presses(without)
    assert "Because" not in alice.last.text
    assert "By:" not in alice.last.text
    assert "Next step" not in alice.last.text


@pytest.mark.parametrize(
    ("who", "alices", "bobs"),
    [
        ("I do", "for you:", "for Alice:"),
        ("Bob", "for Bob:", "for you:"),
        ("Both of us", "for both of you:", "for both of you:"),
    ],
)
async def test_each_reads_in_their_own_words_who_does_the_step(
    alice: Person, bob: Person, who: str, alices: str, bobs: str
) -> None:
    await alice.says(f"/goals {DANCE}")
    await alice.says(STEP)
    await alice.presses(who)
    alice.sees_changed(alices)
    await alice.presses("Propose it")
    bob.sees(bobs)


@pytest.mark.clients("telegram")
async def test_a_change_is_suggested_back_until_both_agree(alice: Person, bob: Person) -> None:
    await proposes(alice)
    await bob.presses("Suggest a change")
    await bob.presses("Words")
    await bob.says("Learn the tango")
    await bob.presses("Propose it")
    alice.sees("Bob proposes", "Learn the tango", STEP)
    await alice.presses("Agree")
    bob.sees("You and Alice agree", "Learn the tango")
    for person in (alice, bob):
        await person.says("/goals")
        assert person.buttons() == ["Learn the tango", "Propose a goal"]


async def test_a_proposal_can_be_taken_back_quietly(alice: Person, bob: Person) -> None:
    await proposes(alice)
    agree = bob.button("Agree")
    bob.looks()
    await alice.says("/goals")
    await alice.presses("Proposed: ")
    await alice.presses("Take it back")
    bob.sees_nothing_new()
    await bob.presses_button(agree)
    bob.sees("changed in the meantime")
    await bob.says("/goals")
    assert bob.buttons() == ["Propose a goal"]


async def test_an_older_proposal_cannot_be_agreed_to_by_mistake(alice: Person, bob: Person) -> None:
    await proposes(alice)
    first = bob.button("Agree")
    await alice.says("/goals")
    await alice.presses("Proposed: ")
    await alice.presses("Change it")
    await alice.presses("Words")
    await alice.says("Learn to fly")
    await alice.presses("Propose it")
    await bob.presses_button(first)
    bob.sees("changed in the meantime")
    await bob.presses("Agree")
    alice.sees("Learn to fly")


async def test_agreeing_or_proposing_twice_is_once(alice: Person, bob: Person) -> None:
    await drafts(alice)
    propose = alice.button("Propose it")
    bob.looks()
    for _ in range(2):
        await alice.presses_button(propose, alice.last.id)
    assert len(bob.looks()) == 1
    agree = bob.button("Agree")
    alice.looks()
    for _ in range(2):
        await bob.presses_button(agree, bob.last.id)
    assert len(alice.looks()) == 1
    await alice.says("/goals")
    assert alice.buttons() == [DANCE, "Propose a goal"]


@pytest.mark.parametrize(
    ("asked", "question", "done"),
    [
        ("Set it aside", "set this goal aside", "have set"),
        ("Let it go", "let this goal go", "makes room"),
        ("We did it", "you two have done it", "did it"),
    ],
)
async def test_parking_finishing_or_dropping_a_goal_takes_a_yes_from_both(
    alice: Person, bob: Person, asked: str, question: str, done: str
) -> None:
    await agreed(alice, bob)
    await opens(alice)
    await alice.presses(asked)
    alice.sees_changed("once you’ve both said yes")
    bob.sees(question, DANCE)
    await alice.says("/goals")
    assert DANCE in alice.buttons()
    agree = bob.button("Agree")
    await bob.presses_button(agree)
    for person in (alice, bob):
        person.sees(done, DANCE)
    alice.looks()
    await bob.presses_button(agree)
    alice.sees_nothing_new()


async def test_a_goal_that_was_set_aside_can_be_taken_up_again(alice: Person, bob: Person) -> None:
    await agreed(alice, bob)
    await opens(alice)
    await alice.presses("Set it aside")
    await bob.presses("Agree")
    await bob.says("/goals")
    await bob.presses("Set aside: ")
    await bob.presses("Take it up again")
    alice.sees("take up this goal again")
    await alice.presses("Agree")
    await alice.says("/goals")
    assert DANCE in alice.buttons()


@pytest.mark.clients("telegram")
async def test_a_goal_that_was_reached_is_celebrated_and_kept_to_be_read(
    alice: Person, bob: Person
) -> None:
    await agreed(alice, bob)
    await opens(alice)
    await alice.presses("We did it")
    await bob.presses("Agree")
    alice.sees("did it", DANCE)
    bob.sees("did it", DANCE)
    assert not any("Agree" in each.label for shown in bob.screen for each in shown.buttons)
    for person in (alice, bob):
        assert "Send a note of thanks" in person.buttons()
        await person.says("/goals")
        await person.presses("Look back")
        assert "You two did this one together" in person.last.text
        assert DANCE in person.last.text
        assert person.buttons() == ["Our page", "All goals"]


async def test_two_who_ask_for_the_same_have_agreed(alice: Person, bob: Person) -> None:
    await agreed(alice, bob)
    await opens(bob)
    await opens(alice)
    await alice.presses("We did it")
    finish = bob.button("We did it")
    await bob.presses_button(finish)
    for person in (alice, bob):
        person.sees("did it", DANCE)


async def test_two_who_press_at_the_same_instant_have_agreed(alice: Person, bob: Person) -> None:
    await agreed(alice, bob)
    for person in (alice, bob):
        await opens(person)
    await asyncio.gather(alice.presses("We did it"), bob.presses("We did it"))
    for person in (alice, bob):
        assert [each for each in person.screen if "🎉" in each.text]


async def test_new_words_for_a_goal_take_a_yes_from_both(alice: Person, bob: Person) -> None:
    await agreed(alice, bob)
    await opens(bob)
    await bob.presses("Change it")
    await bob.presses("Words")
    await bob.says("Dance in the kitchen")
    await bob.presses("Propose it")
    alice.sees_changed("Bob suggests this change", "Dance in the kitchen")
    await opens(alice)
    alice.sees_changed(DANCE, "Bob suggests this change", "Dance in the kitchen")
    await alice.presses("Agree")
    bob.sees("Dance in the kitchen")
    await bob.says("/goals")
    assert "Dance in the kitchen" in bob.buttons()


async def test_the_next_step_is_agreed_like_everything_else(alice: Person, bob: Person) -> None:
    await agreed(alice, bob)
    await opens(alice)
    await alice.presses("Choose the next step")
    await alice.says("Clear the kitchen floor")
    await alice.presses("I do")
    await alice.presses("Propose it")
    bob.sees("for Alice: Clear the kitchen floor")
    await bob.presses("Agree")
    await opens(bob)
    bob.sees_changed("Clear the kitchen floor")


async def test_when_both_change_a_goal_the_later_suggestion_stands(
    alice: Person, bob: Person, app: App
) -> None:
    await agreed(alice, bob)
    for person, words in ((alice, "Dance on Mondays"), (bob, "Dance on Fridays")):
        await opens(person)
        await person.presses("Change it")
        await person.presses("Words")
        await person.says(words)
    await asyncio.gather(alice.presses("Propose it"), bob.presses("Propose it"))
    async with app.database.read() as session:
        open_ones = select(GoalProposal).where(GoalProposal.state == goals_proposals.OPEN)
        (standing,) = (await session.scalars(open_ones)).all()
        is_alices = standing.member_id == (await member_of(session, alice, app)).id
    author, asked = (alice, bob) if is_alices else (bob, alice)
    await asked.presses("Agree")
    asked.sees_changed("agree")
    author.sees("agree")


@pytest.mark.clients("telegram")
async def test_leaving_ones_own_part_needs_nobody_and_is_quiet(alice: Person, bob: Person) -> None:
    await agreed(alice, bob)
    await opens(bob)
    before = (bob.last.text, bob.buttons())
    bob.looks()
    await opens(alice)
    await alice.presses("Step back from it")
    alice.sees_changed("nobody is told")
    bob.sees_nothing_new()
    await opens(bob)
    assert (bob.last.text, bob.buttons()) == before
    await bob.presses("We did it")
    alice.sees_not("you two have done it")
    await alice.says("/goals")
    await alice.presses("Left: ")
    await alice.presses("I’m in again")
    assert "thinks it’s done" in alice.last.text


async def test_a_goal_that_both_have_left_is_gone(alice: Person, bob: Person) -> None:
    await agreed(alice, bob)
    for person in (alice, bob):
        await opens(person)
        await person.presses("Step back from it")
        person.sees_changed("nobody is told")
    for person in (alice, bob):
        await person.says("/goals")
        assert person.buttons() == ["Propose a goal"]


async def test_a_dropped_goal_leaves_no_words_behind(alice: Person, bob: Person, app: App) -> None:
    await agreed(alice, bob)
    await opens(alice)
    await alice.presses("Let it go")
    await bob.presses("Agree")
    async with app.database.read() as session:
        goal = (await session.scalars(select(Goal))).one()
        proposals = (await session.scalars(select(GoalProposal))).all()
    assert (goal.state, goal.plan) == (goals_proposals.DROPPED, None)
    assert {(row.draft, row.plan) for row in proposals} == {(None, None)}


async def test_a_draft_waits_and_can_be_forgotten(alice: Person, bob: Person) -> None:
    bob.looks()
    await drafts(alice)
    await alice.says("/goals")
    await alice.presses("My draft")
    alice.sees_changed(DANCE)
    propose = alice.button("Propose it")
    await alice.presses("Never mind")
    await alice.presses_button(propose)
    alice.sees("not here any more")
    bob.sees_nothing_new()


async def test_a_day_holds_five_proposals(alice: Person, bob: Person, clock: Time) -> None:
    for number in range(goals_proposals.MAX_PER_DAY):
        await proposes(alice, f"Goal number {number}")
        await bob.presses("Agree")
    bob.looks()
    await proposes(alice, "One more")
    alice.sees("the limit for one day")
    bob.sees_nothing_new()
    await clock.advance(days=1)
    await alice.presses("Propose it")
    await bob.says("/goals")
    assert "Proposed: One more" in bob.buttons()


async def test_during_a_pause_proposals_wait_in_the_list(
    alice: Person, bob: Person, clock: Time
) -> None:
    await bob.says("/pause")
    await bob.presses("1 week")
    bob.looks()
    await proposes(alice)
    alice.sees_changed("Proposed to Bob")
    await clock.advance(days=8)
    bob.sees_not(DANCE)
    await bob.says("/goals")
    await bob.presses("Proposed: ")
    await bob.presses("Agree")
    alice.sees("You and Bob agree")


async def test_words_are_sealed_for_their_author_and_then_for_the_couple(
    alice: Person, bob: Person, app: App
) -> None:
    await drafts(alice)
    async with app.database.read() as session:
        draft = (await session.scalars(select(GoalProposal))).one()
        assert draft.draft
        assert draft.plan is None
        assert DANCE.encode() not in draft.draft
    await alice.presses("Propose it")
    await bob.presses("Agree")
    async with app.database.read() as session:
        row = (await session.scalars(select(GoalProposal))).one()
        goal = (await session.scalars(select(Goal))).one()
        assert (row.draft, row.plan) == (None, None)
        plan = await goals_proposals.plan_of(
            context(
                Vault(session, app.parts.ring)._session,
                vault=Vault(session, app.parts.ring),
            ),
            goal,
        )
    assert (plan.words, plan.step) == (DANCE, STEP)


async def test_after_an_unlink_goals_can_be_read_and_nothing_else(
    alice: Person, bob: Person, carol: Person
) -> None:
    await agreed(alice, bob)
    await opens(alice)
    old = [button for shown in alice.screen for button in shown.buttons]
    await unlinked(bob)
    await alice.says("/goals")
    alice.sees("aren’t linked")
    await alice.presses("Look back")
    assert "just to read" in alice.last.text
    assert DANCE in alice.last.text
    bob.looks()
    for button in old:
        if button.action.startswith("goals:") and button.action not in ("goals:all", "goals:show"):
            await alice.presses_button(button)
            assert any(
                each in alice.last.text for each in ("not here any more", "aren’t linked")
            ), button.action
    bob.sees_nothing_new()
    await settled(carol, "Berlin")
    await linked(alice, carol)
    await carol.says("/goals")
    carol.sees_not(DANCE)
    for button in old:
        if button.action.startswith("goals:"):
            await carol.presses_button(button)
    carol.sees_not(DANCE)


async def test_a_stranger_reaches_nothing_with_somebody_elses_button(
    alice: Person, bob: Person, carol: Person
) -> None:
    await proposes(alice)
    old = [button for person in (alice, bob) for shown in person.screen for button in shown.buttons]
    await settled(carol, "Berlin")
    for button in old:
        if button.action.startswith("goals:"):
            await carol.presses_button(button)
            carol.sees("not here any more" if button.id else "aren’t linked")
    carol.sees_not(DANCE)
    await bob.presses("Agree")
    alice.sees("You and Bob agree")


async def test_a_draft_is_its_authors_alone(alice: Person, bob: Person) -> None:
    await drafts(alice)
    for button in [button for shown in alice.screen for button in shown.buttons]:
        if button.id and button.action.startswith("goals:"):
            await bob.presses_button(button)
            bob.sees("not here any more")
    bob.sees_not(DANCE)


async def test_people_cannot_accept_or_withdraw_for_the_other(alice: Person, bob: Person) -> None:
    await proposes(alice)
    agree = bob.button("Agree")
    await alice.presses_button(agree)
    alice.sees("not here any more")
    await bob.presses_button(replace(agree, action="goals:back"))
    bob.sees("not here any more")
    await bob.presses("Agree")
    alice.sees("You and Bob agree")


async def test_a_choice_that_was_never_offered_changes_nothing(alice: Person, bob: Person) -> None:
    await drafts(alice)
    await alice.presses("A date")
    offered = alice.button("In a week")
    for action, choice, told in [
        ("goals:on", "soon", "not here any more"),
        ("goals:on", "2026-03-03", "already over"),
        ("goals:who", "carol", "not here any more"),
        ("goals:without", "words", "not here any more"),
    ]:
        await alice.presses_button(replace(offered, action=action, choice=choice))
        alice.sees(told)
    await alice.presses("Propose it")
    await bob.presses("Agree")
    await opens(alice)
    await alice.presses_button(replace(alice.button("Set it aside"), choice="win"))
    alice.sees("not here any more")


async def test_alone_there_is_an_invitation_instead(carol: Person) -> None:
    await consented(carol)
    for words in ("/goals", f"/goals {DANCE}"):
        await carol.says(words)
        carol.sees("aren’t linked")
        assert carol.buttons() == ["Invite your partner"]


async def test_words_that_come_after_an_unlink_are_not_lost(alice: Person, bob: Person) -> None:
    for question in ("Words", "Why"):
        await drafts(alice)
        await alice.presses(question)
    await unlinked(bob)
    await alice.says("These were for the draft.")
    alice.sees("wasn’t sure where this belongs")
    await alice.says("/journal")
    alice.sees("These were for the draft.")


async def test_too_long_or_empty_words_are_asked_for_again(alice: Person) -> None:
    await alice.says("/goals " + "a" * 201)
    alice.sees("200", "1 too many")
    await alice.says("b" * 20_000)
    alice.sees("19,800 too many")
    await alice.says("\u200b \u2060")
    alice.sees("That message was empty")
    await alice.says("c" * 200)
    alice.sees("first step")
    await alice.says("d" * 201)
    alice.sees("1 too many")
    await alice.presses("No step yet")
    await alice.presses("Why")
    await alice.says("e" * 501)
    alice.sees("500", "1 too many")
    await alice.says("e" * 500)
    alice.sees("e" * 500)


@pytest.mark.parametrize(
    "words", ["a", "👩‍👩‍👧‍👦" * 8, "<b>&amp; *bold* _it_ `c` ||s|| \\", "לרקוד יחד", "two\nlines"]
)
async def test_any_words_arrive_as_they_were(alice: Person, bob: Person, words: str) -> None:
    await proposes(alice, words)
    assert words in bob.last.text.replace("\u2068", "").replace("\u2069", "")
    await bob.presses("Agree")
    await bob.says("/goals")
    assert len(bob.buttons()) == 2


async def test_a_change_that_no_message_brought_shows_in_the_list(
    alice: Person, bob: Person, app: App
) -> None:
    """Among several goals it was unclear which one the other had asked about."""
    await agreed(alice, bob)
    await choose_thanks_delivery(bob, app, "off")
    await opens(alice)
    await alice.presses("Set it aside")
    bob.sees_nothing_new()
    await bob.says("/goals")
    assert f"Waits for your answer: {DANCE}" in bob.buttons()
    await bob.presses("Waits for your answer")
    await bob.presses("Agree")
    await bob.says("/goals")
    assert f"Set aside: {DANCE}" in bob.buttons()
