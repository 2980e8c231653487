"""Test unexpected input: nothing is lost, nothing is shared, and each case has a clear reply."""

from __future__ import annotations

import pytest

from tests.support.couples import code_of, linked, paired, settled, unlinked
from tests.support.people import Message, Person, Time

pytestmark = pytest.mark.long

WORDS = "I keep thinking about the move."


async def answering(alice: Person, bob: Person) -> None:
    """Bring Alice to the point where the bot asks for her answer."""
    await paired(alice, bob)
    await alice.presses("Start now")
    await alice.presses("Answer")
    bob.looks()


async def waiting(alice: Person) -> str:
    """Return the text at the head of the journal."""
    await alice.says("/journal")
    return alice.last.text


async def test_thirty_messages_within_a_second_are_one_answer(alice: Person, bob: Person) -> None:
    await answering(alice, bob)
    for number in range(30):
        await alice.says(f"thought {number}.")
    await alice.says("/challenge")
    shown = "\n".join(each.text for each in alice.looks())
    assert "\n\n".join(f"thought {number}." for number in range(30)) in shown
    assert "Not yet sorted" not in await waiting(alice)
    bob.sees_nothing_new()


async def test_thirty_messages_under_a_card_are_all_there(alice: Person, bob: Person) -> None:
    await answering(alice, bob)
    await alice.says("/cancel")
    for number in range(30):
        await alice.says(f"thought {number}.")
    for number in range(30):
        assert f"thought {number}." in await waiting(alice)
        await alice.presses("Keep for me")
    assert "Not yet sorted" not in await waiting(alice)
    alice.sees("1 of 30")
    bob.sees_nothing_new()


async def test_an_answer_does_not_turn_into_a_command(alice: Person, bob: Person) -> None:
    await answering(alice, bob)
    await alice.says(WORDS, message="m")
    await alice.edits("m", "/thanks for the soup")
    alice.sees("can’t become a command")
    await alice.edits("m", "/forget")
    alice.sees("can’t become a command")
    await alice.says("/challenge")
    alice.sees(WORDS)
    bob.sees_nothing_new()


async def test_words_that_wait_do_not_turn_into_a_command(alice: Person, bob: Person) -> None:
    await paired(alice, bob)
    await alice.says(WORDS, message="m")
    await alice.edits("m", "/unpair")
    alice.sees("can’t become a command")
    assert WORDS in await waiting(alice)


async def test_a_reply_to_a_card_of_a_former_couple_reaches_nobody(
    alice: Person, bob: Person, carol: Person
) -> None:
    await answering(alice, bob)
    await unlinked(alice)
    await settled(carol, "Berlin")
    await linked(alice, carol)
    await alice.replies(WORDS, to="One question")
    alice.sees("can’t go where it was meant to")
    assert WORDS in await waiting(alice)
    for other in (bob, carol):
        other.sees_not(WORDS)


async def test_a_reply_to_a_kind_word_of_a_former_couple_reaches_nobody(
    alice: Person, bob: Person, carol: Person
) -> None:
    await paired(alice, bob)
    await alice.says("/thanks for the soup")
    shown = alice.last
    await unlinked(alice)
    await settled(carol, "Berlin")
    await linked(alice, carol)
    alice.screen.append(Message(shown.id, "of old", shown.buttons))
    await alice.replies("Send", to="of old")
    await alice.replies(WORDS, to="of old")
    for other in (bob, carol):
        other.sees_not(WORDS, "the soup")


async def test_a_reply_to_a_message_that_is_gone_counts_as_written(
    alice: Person, bob: Person
) -> None:
    await paired(alice, bob)
    await alice.presses("Start now")
    bob.looks()
    alice.screen.insert(0, Message("no-such-message", "deleted long ago", []))
    await alice.replies(WORDS, to="deleted long ago")
    alice.sees("Is this your answer")
    bob.sees_nothing_new()


@pytest.mark.clients
async def test_a_caption_of_1024_characters_is_kept_whole(alice: Person, bob: Person) -> None:
    await answering(alice, bob)
    words = ("a walk by the river, " * 60)[:1023] + "."
    await alice.sends_a_photo(words)
    alice.sees(words, "📷 Photo")
    bob.sees_nothing_new()


async def test_a_strangers_code_in_a_quote_links_nobody(
    alice: Person, bob: Person, carol: Person
) -> None:
    await settled(carol, "Berlin")
    code = await code_of(carol)
    carol.looks()
    await answering(alice, bob)
    await alice.says(f"“Carol said: {code}”")
    alice.sees("This is what you wrote", code)
    carol.sees_nothing_new()
    await alice.says("/pair")
    alice.sees("You and Bob are linked")


async def test_a_code_in_a_quote_only_shows_who_invites(alice: Person, carol: Person) -> None:
    await settled(alice, "Berlin")
    await settled(carol, "Berlin")
    code = await code_of(carol)
    carol.looks()
    await alice.says(f"My sister got this: “{code}”. What is it?")
    alice.sees("Carol invites you")
    carol.sees_nothing_new()
    await alice.says("yes")
    carol.sees_nothing_new()


@pytest.mark.parametrize(
    "words", ["A black-white film, and HELLO THERE.", "Call 12345 67890 later"]
)
async def test_words_that_only_look_like_a_code_are_not_lost(alice: Person, words: str) -> None:
    await settled(alice, "Berlin")
    await alice.says(words)
    alice.sees("I wasn’t sure where this belongs")
    assert words in await waiting(alice)


async def test_the_first_words_get_the_hello_even_if_they_look_like_a_code(
    alice: Person,
) -> None:
    await alice.says("We saw a black-white film")
    assert any("I’m Same Side" in each.text for each in alice.looks())


@pytest.mark.parametrize("around", ["{}", "The code is {}!"])
async def test_codes_cannot_be_guessed_by_writing_sentences(
    alice: Person, bob: Person, clock: Time, around: str
) -> None:
    await settled(alice, "Berlin")
    await settled(bob, "Berlin")
    code = await code_of(alice)
    for number in range(5):
        await bob.says(around.format(f"AAAAA-0000{number}"))
        await bob.says("/cancel")
    await bob.says(around.format(code))
    assert not any("invites you" in each.text for each in bob.looks())
    await clock.advance(hours=1, minutes=1)
    await bob.says(around.format(code))
    bob.sees("Alice invites you")


async def test_the_same_words_from_two_devices_wait_once(alice: Person, bob: Person) -> None:
    await answering(alice, bob)
    await alice.says("/cancel")
    await alice.says(WORDS)
    await alice.says(WORDS)
    alice.sees("Is this your answer")
    await alice.presses("My answer")
    alice.sees("This is what you wrote", WORDS)
    assert "Not yet sorted" not in await waiting(alice)


async def test_the_same_answer_from_two_devices_is_one(alice: Person, bob: Person) -> None:
    await answering(alice, bob)
    await alice.says(WORDS)
    await alice.says(WORDS)
    alice.sees("in your answer already")
    await alice.presses("Share when both are in")
    await bob.presses("Answer")
    await bob.says("Mine.")
    await bob.presses("Share when both are in")
    reveal = next(each.text for each in bob.screen if "Both answers are in" in each.text)
    assert reveal.count(WORDS) == 1


async def test_a_forwarded_message_is_neither_an_answer_nor_thanks(
    alice: Person, bob: Person
) -> None:
    await answering(alice, bob)
    await alice.forwards("Thank you for waiting up last night", name="Bob")
    alice.sees("somebody else’s message")
    assert "Send it as a note of thanks" not in alice.buttons()
    await alice.forwards("/thanks for the soup", name="Bob")
    await alice.says("Share when both are in")
    bob.sees_nothing_new()
