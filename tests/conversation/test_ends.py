"""Test that typed words off the topic have a way on: nothing hangs, and nothing goes too far."""

from __future__ import annotations

import pytest

from tests.repair.test_repair import writes
from tests.support.couples import code_of, consented, paired, settled
from tests.support.people import Person, Time
from tests.support.reminders import reminds


async def test_deleting_words_is_confirmed(alice: Person) -> None:
    await settled(alice, "Berlin")
    await alice.says("/forget")
    await alice.says("erase")
    await alice.says("delete")
    alice.sees("I’ve deleted those words and nothing else.")


async def test_deleting_words_is_confirmed_in_spanish(alice: Person) -> None:
    alice.language = "es"
    await alice.says("/start")
    await alice.says("Cómo canta en la ducha")
    await alice.presses("Sí")
    await alice.says("Una idea de hoy.")
    await alice.says("Borrar")
    alice.sees("Borré esas palabras y nada más.")


@pytest.mark.parametrize(
    "words", ["he hit me", "i'm scared of him", "i want to die", "me pegó", "tengo miedo de él"]
)
async def test_hard_words_are_met_with_where_to_find_people_to_talk_to(
    alice: Person, bob: Person, words: str
) -> None:
    await paired(alice, bob)
    await alice.says(words)
    alice.sees("What would you like to do with it?", "/support")
    assert "Send it as a note of thanks" not in alice.buttons()
    await alice.presses("Start now")
    await alice.says(words)
    alice.sees("Is this your answer", "/support")


@pytest.mark.parametrize("words", ["Thank you!", "You were so kind, thank you"])
async def test_words_that_thank_can_become_a_thank_you(
    alice: Person, bob: Person, words: str
) -> None:
    await paired(alice, bob)
    await alice.says(words)
    assert "Send it as a note of thanks" in alice.buttons()


@pytest.mark.parametrize("yes", ["my answer", "My answer!", "yes", "Sí"])
async def test_of_several_texts_that_wait_the_newest_is_the_answer(
    alice: Person, bob: Person, yes: str
) -> None:
    await paired(alice, bob)
    await alice.presses("Start now")
    await alice.says("lol")
    await alice.says("work mostly")
    await alice.says(yes)
    alice.sees("This is what you wrote", "work mostly")
    assert "lol" not in alice.last.text
    bob.sees_not("work mostly")


async def test_of_several_texts_that_wait_the_newest_is_kept(alice: Person) -> None:
    await settled(alice, "Berlin")
    await alice.says("One thought.")
    await alice.says("Another thought.")
    await alice.says("keep for me")
    alice.sees("in your journal now")
    await alice.says("/journal")
    alice.sees("Another thought.")


async def two_ring(alice: Person, clock: Time, first: str, second: str) -> None:
    """Let two reminders ring, and let Alice say that one of them is done."""
    await settled(alice, "Berlin")
    await reminds(alice, f"me {first} today 19:00")
    await reminds(alice, f"me {second} today 19:30")
    await clock.advance(hours=11)
    await alice.says("done")


@pytest.mark.parametrize(
    "choice", ["2", "2.", "call mum", "Done: call mum", "2 · Done: ⏰ call mum"]
)
async def test_a_number_or_its_words_choose_from_a_list(
    alice: Person, clock: Time, choice: str
) -> None:
    await two_ring(alice, clock, "call mum", "water the plants")
    await alice.says(choice)
    assert any("call mum" in shown.text and "✓" in shown.text for shown in alice.screen)
    assert not any("water" in shown.text and "✓" in shown.text for shown in alice.screen)


async def test_things_of_one_name_are_told_apart_by_their_numbers(
    alice: Person, clock: Time
) -> None:
    await two_ring(alice, clock, "call mum", "call mum")
    assert len(set(alice.buttons())) == 2
    await alice.says("1")
    assert any("call mum" in shown.text and "✓" in shown.text for shown in alice.screen)


async def test_a_list_further_up_is_chosen_from_no_more(alice: Person, clock: Time) -> None:
    await two_ring(alice, clock, "call mum", "water the plants")
    await alice.says("/help")
    await alice.says("2 · Done: ⏰ call mum")
    assert not any("✓" in shown.text for shown in alice.screen)
    await alice.says("done")
    assert len(alice.buttons()) == 2


async def test_a_yes_and_a_stray_word_still_lead_to_the_question(
    alice: Person, bob: Person
) -> None:
    await consented(alice)
    await consented(bob)
    await bob.says(await code_of(alice))
    await bob.says("yes!")
    bob.sees("To do that, tap it or write exactly: Yes, link us", "invites you")
    await bob.says("Yes, link us")
    bob.sees("Alice to confirm")
    alice.sees("Is this your partner?")
    await alice.says("yes!")
    alice.sees("To do that, tap it or write exactly: Yes, that’s us")
    await alice.says("who else")
    await alice.says("Yes, that’s us")
    alice.sees("To do that, tap it or write exactly: Yes, that’s us", "Is this your partner?")
    await alice.says("Yes, that’s us")
    alice.sees("linked")


@pytest.mark.parametrize(
    ("begin", "exact"),
    [
        ("/thanks For the soup", "Send"),
        ("remind me to call mum tomorrow 9:00", "Confirm"),
        ("/start", "Start now"),
        ("/unpair", "Yes, unlink"),
    ],
)
async def test_typing_a_label_brings_back_a_message_that_a_stray_word_pushed_up(
    alice: Person, bob: Person, begin: str, exact: str
) -> None:
    await paired(alice, bob)
    bob.looks()
    if begin != "/start":
        await alice.says(begin)
    await alice.says("so nice")
    await alice.says(exact)
    alice.sees(f"To do that, tap it or write exactly: {exact}")
    assert exact in alice.buttons()
    bob.sees_nothing_new()
    await alice.says(exact)
    assert "write exactly" not in alice.looks()[0].text


async def test_a_sentence_for_a_former_partner_is_not_brought_back(
    alice: Person, bob: Person
) -> None:
    await paired(alice, bob)
    await alice.says("/thanks For the soup")
    await alice.says("/unpair")
    await alice.presses("Yes, unlink")
    await alice.says("Send")
    assert "For the soup" not in alice.last.text
    assert "write exactly" not in alice.last.text


async def test_a_goal_comes_back_too(alice: Person, bob: Person) -> None:
    await paired(alice, bob)
    await alice.says("/goals Learn to dance")
    await alice.presses("No step yet")
    bob.looks()
    await alice.says("yes")
    alice.sees("write exactly: Propose it", "Learn to dance")
    await alice.says("nice")
    await alice.says("Propose it")
    alice.sees("write exactly: Propose it", "Learn to dance")
    bob.sees_nothing_new()
    await alice.says("Propose it")
    bob.sees("Learn to dance")
    await bob.says("yes")
    bob.sees("write exactly: Agree", "Learn to dance")
    await bob.says("Agree")
    assert "write exactly" not in bob.last.text


@pytest.mark.parametrize(
    "words", ["ok", "Ok!", "lol", "👍", "👍🏽", "vale", "jaja", "ok 👍", "lol lol", "Got it"]
)
async def test_a_mere_ok_with_nothing_open_is_not_kept(
    alice: Person, bob: Person, words: str
) -> None:
    await paired(alice, bob)
    await alice.says("/help")
    for _ in range(3):
        await alice.says(words)
        assert [each.text for each in alice.looks()] == ["All right."]
    await alice.says("/journal")
    alice.sees("empty so far")
    assert "Not yet sorted" not in alice.last.text


@pytest.mark.parametrize("words", ["ok he hit me", "ok 😢", "lol no really", "😢", "fine"])
async def test_a_reply_that_says_more_than_ok_is_asked_about(alice: Person, words: str) -> None:
    await settled(alice, "Berlin")
    await alice.says(words)
    alice.sees("What would you like to do with it?")


@pytest.mark.parametrize("words", ["ok", "👍", "lol"])
async def test_an_ok_under_an_open_card_is_asked_about(
    alice: Person, bob: Person, words: str
) -> None:
    await paired(alice, bob)
    await alice.presses("Start now")
    await alice.says(words)
    alice.sees("Is this your answer")


async def test_an_ok_while_something_waits_for_one_is_asked_about(
    alice: Person, bob: Person
) -> None:
    await paired(alice, bob)
    await alice.says("/thanks For the soup")
    await alice.says("/help")
    await alice.says("👍")
    alice.sees("What would you like to do with it?")
    bob.looks()
    bob.sees_nothing_new()


async def test_a_yes_to_a_reminder_of_the_partner_brings_its_question_again(
    alice: Person, bob: Person
) -> None:
    await paired(alice, bob)
    await alice.says("/remind us call mum tomorrow 9:00")
    await alice.presses("Confirm")
    bob.sees("call mum")
    await bob.says("yes")
    bob.sees("write exactly: Yes, remind me", "needs your yes", "call mum")
    await bob.says("what is this about")
    await bob.says("Yes, remind me")
    bob.sees("write exactly: Yes, remind me", "call mum")
    await bob.says("Yes, remind me")
    assert "write exactly" not in bob.last.text
    assert "Yes, remind me" not in bob.buttons()


async def test_it_is_the_same_in_spanish(alice: Person, bob: Person) -> None:
    await paired(alice, bob)
    alice.language = "es"
    await alice.says("/settings")
    await alice.presses("Language")
    await alice.presses("Español")
    await alice.says("/thanks Por la sopa")
    await alice.says("sí")
    alice.sees("escribe exactamente: Enviar", "Por la sopa")
    await alice.says("qué bien")
    await alice.says("Enviar")
    alice.sees("escribe exactamente: Enviar", "Por la sopa")
    assert "Por la sopa" not in "".join(each.text for each in bob.screen)
    await alice.says("enviar")
    bob.sees("Por la sopa")
    await alice.says("jaja")
    alice.sees("Muy bien.")


async def test_ones_side_after_a_quarrel_comes_back_too(
    alice: Person, bob: Person, clock: Time
) -> None:
    await paired(alice, bob)
    await writes(alice, clock)
    bob.looks()
    await alice.says("Not sure")
    await alice.says("Show it when both are ready")
    alice.sees("write exactly: Show it when both are ready")
    assert "You’re ready" not in alice.last.text
    await alice.says("Show it when both are ready")
    alice.sees("You’re ready")
    bob.sees_nothing_new()
