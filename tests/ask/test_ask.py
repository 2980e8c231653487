"""Test /ask: one asks, both answer unseen, both see both, and silence looks the same."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import time

import pytest
from sqlalchemy import func, select

from bot.app import App
from domain.ask import questions
from storage.tables.ask import AskedQuestion, QuestionAnswer
from tests.ask.asking import WHAT, answers, asks, opens
from tests.challenge.test_week import SUNDAY
from tests.privacy.test_export import exports
from tests.support.couples import linked, member_of, paired, paired_in_two_languages, unlinked
from tests.support.people import Person, Time

OVER = "A question in /ask is over"


async def wants_questions(person: Person, app: App, when: str) -> None:
    async with app.database.write() as session:
        (await member_of(session, person, app)).extras_from_partner = when


@pytest.mark.clients
async def test_one_asks_and_both_see_both_once_both_have_shared(alice: Person, bob: Person) -> None:
    await paired(alice, bob)
    await alice.says(f"/ask {WHAT}")
    alice.sees("This asks you both", WHAT)
    await alice.presses("Ask it")
    assert "Asked." in alice.last.text
    bob.sees_nothing_new()
    await alice.presses("Answer")
    await alice.says("Sleep until noon")
    assert "Only you can see it" in alice.last.text
    await alice.presses("Share when both are in")
    assert "Yours is in" in alice.last.text
    bob.sees_nothing_new()
    await bob.says("/ask")
    bob.sees("Alice asks", WHAT)
    bob.sees_not("noon")
    await bob.presses("Question 1")
    await bob.presses("Answer")
    await bob.says("Paint the door")
    alice.looks()
    await bob.presses("Share when both are in")
    assert all(words in bob.last.text for words in ("Alice asks", "Paint the door", "noon"))
    alice.sees_nothing_new()
    await alice.says("/ask")
    await alice.presses("What you both answered")
    assert all(words in alice.last.text for words in ("You ask", "Paint the door", "noon"))


async def test_it_works_across_two_languages(alice: Person, bob: Person) -> None:
    await paired_in_two_languages(alice, bob)
    await asks(alice)
    await bob.says("/ask")
    bob.sees("Pregunta Alice", WHAT)
    await bob.says("Pregunta 1")
    await bob.says("Responder")
    await bob.says("Pintar la puerta")
    await bob.says("Compartir a la vez")
    assert "La tuya ya está" in bob.last.text
    await answers(alice, "Sleep")
    assert "Pintar la puerta" in alice.last.text


async def test_the_command_alone_and_typed_words_do_it_all(alice: Person, bob: Person) -> None:
    await paired(alice, bob)
    await alice.says("/ask")
    await alice.says("Ask something")
    alice.sees("What would you like to ask Bob")
    await alice.says(WHAT)
    await alice.says("Edit")
    await alice.says("What is your favourite smell?")
    await alice.says("Ask it")
    await alice.says("Answer")
    await alice.says("Rain")
    await alice.says("Share when both are in")
    await alice.says("Take it back")
    assert "Only you can see it" in alice.last.text
    await alice.says("Delete my answer")
    alice.sees("is deleted")
    await bob.says("/ask")
    bob.sees("favourite smell")


async def test_the_next_card_says_that_something_waits_and_never_what(
    alice: Person, bob: Person, clock: Time
) -> None:
    await paired(alice, bob)
    await asks(alice)
    bob.looks()
    await clock.until(SUNDAY, time(20))
    bob.sees("Waiting for you from Alice: something in /ask")
    bob.sees_not(WHAT)
    await bob.presses("Questions")
    bob.sees(WHAT)


async def test_at_once_only_if_the_receiver_chose_so(alice: Person, bob: Person, app: App) -> None:
    await paired(alice, bob)
    await wants_questions(bob, app, "now")
    await asks(alice)
    bob.sees("Something from your partner", WHAT)
    await bob.presses("Answer")
    await bob.says("Paint")
    await bob.presses("Share when both are in")
    bob.looks()
    await answers(alice, "Sleep")
    bob.sees("Something the two of you answered", "Sleep")


@pytest.mark.parametrize("when", ["now", "card", "off"])
async def test_a_pause_keeps_it_away_and_the_list_has_it(
    when: str, alice: Person, bob: Person, app: App
) -> None:
    await paired(alice, bob)
    await wants_questions(bob, app, when)
    await bob.says("/pause")
    await bob.presses("1 week")
    bob.looks()
    await asks(alice)
    bob.sees_nothing_new()
    await bob.says("/ask")
    bob.sees(WHAT)


async def test_quiet_hours_hold_it_until_the_morning(
    alice: Person, bob: Person, app: App, clock: Time
) -> None:
    await paired(alice, bob)
    await wants_questions(bob, app, "now")
    await clock.until(clock.now().date(), time(23))
    bob.looks()
    await asks(alice)
    bob.sees_nothing_new()
    await clock.advance(hours=9)
    bob.sees(WHAT)


async def test_three_in_two_weeks_whatever_becomes_of_them(
    alice: Person, bob: Person, clock: Time
) -> None:
    await paired(alice, bob)
    for number in range(questions.MAX_OPEN):
        await asks(alice, f"{WHAT} {number}")
    await opens(bob)
    await bob.presses("Not this one")
    await answers(bob, "Mine")
    await answers(alice, "Yours", 2)
    await alice.says("/ask One more?")
    await alice.presses("Ask it")
    alice.sees("that’s all there’s room for")
    await clock.advance(days=14)
    await alice.says("/ask One more?")
    await alice.presses("Ask it")
    assert "Asked." in alice.last.text


async def leaves(bob: Person) -> None:
    """See nothing of it at all."""


async def declines(bob: Person) -> None:
    await opens(bob)
    await bob.presses("Not this one")


async def reads(bob: Person) -> None:
    await opens(bob)


async def drafts(bob: Person) -> None:
    await opens(bob)
    await bob.presses("Answer")
    await bob.says("Half of it")


async def shares(bob: Person) -> None:
    await answers(bob, "All of it")


async def shares_and_takes_back(bob: Person) -> None:
    await shares(bob)
    await bob.presses("Take it back")


Deed = Callable[[Person], Awaitable[None]]
DEEDS: tuple[Deed, ...] = (leaves, declines, reads, drafts, shares, shares_and_takes_back)


@pytest.mark.parametrize("deed", DEEDS)
async def test_it_ends_with_the_same_line_whatever_the_other_did(
    deed: Deed, alice: Person, bob: Person, clock: Time
) -> None:
    """Its author's pages, card and limits are those of a question that was never seen."""
    await paired(alice, bob)
    await asks(alice)
    asked = alice.last.text
    await deed(bob)
    assert alice.last.text == asked
    first = await look(alice)
    await clock.advance(days=13)
    assert await look(alice) == first
    alice.sees_not(OVER)
    await clock.advance(days=9)
    assert WHAT not in await look(alice)
    shown = "\n".join(message.text for message in alice.screen)
    assert shown.count(OVER) == 1
    assert "of it" not in shown


async def look(person: Person) -> str:
    await person.says("/ask")
    return person.last.text


async def test_declining_can_be_undone(alice: Person, bob: Person) -> None:
    await paired(alice, bob)
    await asks(alice)
    await declines(bob)
    await bob.presses("Undo")
    assert WHAT in bob.last.text


async def test_an_answer_that_found_no_other_stays_its_authors(
    alice: Person, bob: Person, clock: Time
) -> None:
    await paired(alice, bob)
    await asks(alice)
    await shares(bob)
    old = bob.button("Take it back")
    await clock.advance(days=15)
    bob.looks()
    await bob.presses_button(old)
    bob.sees("isn’t open any more")
    await answers_late(alice)
    alice.sees("isn’t open any more")
    page, _ = await exports(bob)
    assert "All of it" in page
    page, _ = await exports(alice)
    assert "All of it" not in page


async def answers_late(alice: Person) -> None:
    button = next(
        button for shown in alice.screen for button in shown.buttons if button.label == "Answer"
    )
    await alice.presses_button(button)


async def test_bad_words_get_a_kind_line_and_nothing_is_lost(
    alice: Person, bob: Person, app: App
) -> None:
    await paired(alice, bob)
    await alice.says("/ask " + "why " * 1000)
    alice.sees("too many")
    await alice.says("/ask")
    await alice.presses("Ask something")
    await alice.says("\u2800")
    alice.sees("no words in that")
    await alice.says("<b>Why</b> \u202eabc 🙂?")
    await alice.presses("Ask it")
    await bob.says("/ask")
    bob.sees("<b>Why</b>")
    await bob.presses("Question 1")
    await bob.presses("Answer")
    await bob.says("long " * 500)
    bob.sees("too many")
    await bob.says("short")
    assert "short" in bob.last.text
    assert await count(app, AskedQuestion) == 1


async def test_the_same_question_twice_is_one(alice: Person, bob: Person, app: App) -> None:
    await paired(alice, bob)
    await asks(alice)
    again = alice.button("Answer")
    await asks(alice, WHAT.upper())
    alice.sees("asked that one already")
    await asks(bob)
    assert "Asked." in bob.last.text
    assert again
    assert await count(app, AskedQuestion) == 2


async def test_asking_twice_with_one_button_asks_once(alice: Person, bob: Person, app: App) -> None:
    await paired(alice, bob)
    await alice.says(f"/ask {WHAT}")
    button, message = alice.button("Ask it"), alice.last.id
    for _ in range(2):
        await alice.presses_button(button, message)
    assert await count(app, AskedQuestion) == 1


async def test_a_share_counts_for_the_words_above_it_alone(alice: Person, bob: Person) -> None:
    await paired(alice, bob)
    await asks(alice)
    await opens(bob)
    await bob.presses("Answer")
    await bob.says("First words", message="77")
    old = bob.button("Share when both are in")
    await bob.edits("77", "Other words")
    assert "Other words" in bob.last.text
    await bob.presses_button(old)
    bob.sees("not here any more")
    await opens(bob)
    assert "Other words" in bob.last.text
    assert "Only you can see it" in bob.last.text


async def test_ask_it_shows_changed_words_again(alice: Person, bob: Person, app: App) -> None:
    await paired(alice, bob)
    await alice.says(f"/ask {WHAT}")
    old = alice.button("Ask it")
    await alice.presses("Edit")
    await alice.says("What is your favourite smell?")
    await alice.presses_button(old)
    assert "favourite smell" in alice.last.text
    assert await count(app, AskedQuestion) == 0
    await alice.presses("Ask it")
    assert await count(app, AskedQuestion) == 1


async def test_words_to_a_question_that_is_over_go_where_unasked_words_go(
    alice: Person, bob: Person, clock: Time
) -> None:
    """Without that, each later text of theirs would read the same."""
    await paired(alice, bob)
    await asks(alice)
    await opens(bob)
    await bob.presses("Answer")
    await clock.advance(days=14)
    await bob.says("Paint the door")
    bob.sees("isn’t open any more", "If you don’t choose")
    await bob.says("Buy paint")
    assert "isn’t open any more" not in bob.last.text


async def test_after_the_reveal_nothing_can_be_changed(
    alice: Person, bob: Person, app: App
) -> None:
    await paired(alice, bob)
    await asks(alice)
    await opens(bob)
    await bob.presses("Answer")
    await bob.says("Mine", message="78")
    drop = bob.button("Delete my answer")
    await bob.presses("Share when both are in")
    await answers(alice, "Yours")
    bob.looks()
    await bob.edits("78", "Never said")
    bob.sees("so they stay as they are")
    await bob.presses_button(drop)
    bob.sees("so they stay as they are")
    await alice.says("/ask")
    await alice.presses("What you both answered")
    assert "Mine" in alice.last.text


async def test_strangers_and_former_partners_reach_nothing(
    alice: Person, bob: Person, carol: Person
) -> None:
    await paired(alice, bob)
    await asks(alice)
    await opens(bob)
    found = [bob.button("Answer"), bob.button("Not this one"), bob.button("All questions")]
    await carol.says("/start")
    for button in found[:2]:
        await carol.presses_button(button)
        carol.sees_not(WHAT)
    await unlinked(alice)
    for button in found[:2]:
        await bob.presses_button(button)
        assert "not here any more" in bob.last.text
    await bob.says("/ask")
    bob.sees("nobody to ask")


async def test_after_linking_again_places_are_still_taken_and_old_questions_are_over(
    alice: Person, bob: Person
) -> None:
    """Without the count over all links: three more after each unlinking."""
    await paired(alice, bob)
    for number in range(questions.MAX_OPEN):
        await asks(alice, f"{WHAT} {number}")
    await unlinked(bob)
    await linked(alice, bob)
    await bob.says("/ask")
    bob.sees_not(WHAT)
    await asks(alice, "And this?")
    alice.sees("that’s all there’s room for")


async def test_what_was_revealed_stays_after_the_other_forgets(alice: Person, bob: Person) -> None:
    await paired(alice, bob)
    await asks(alice)
    await shares(bob)
    await answers(alice, "Yours")
    await bob.says("/forget")
    await bob.presses("Go on")
    await bob.says("forget me")
    await alice.says("/ask")
    await alice.presses("What you both answered")
    assert "All of it" in alice.last.text
    assert "Bob" in alice.last.text


async def count(app: App, table: type[AskedQuestion] | type[QuestionAnswer]) -> int:
    async with app.database.read() as session:
        return await session.scalar(select(func.count()).select_from(table)) or 0
