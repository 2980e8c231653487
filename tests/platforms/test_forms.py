"""Test that a form's words go where its button meant, or are stored, and never anywhere else."""

from __future__ import annotations

import pytest

from bot.app import App
from chat.buttons import Button
from chat.messages import Kind, Reply
from chat.router import Router
from tests.cards.two_phones import begins
from tests.media import samples
from tests.repair.test_repair import both_ready, is_ready
from tests.support.couples import member_of, paired, settled, unlinked
from tests.support.goals import DANCE, drafts, opens, until_sunday
from tests.support.people import Person, Time
from tests.wishes.wishing import until_card

pytestmark = pytest.mark.long

WORDS = "The lake at dawn."
ON_DISCORD = pytest.mark.clients("discord", elsewhere=False)
"""Played through the real client as well; no other platform has forms."""
HELD = "can’t go where it was meant to"
PICTURED = "z" + "\u0301" * 3_999


async def starts(alice: Person, bob: Person) -> None:
    await paired(alice, bob)
    await alice.presses("Start now")


async def test_an_answer_by_form_is_an_answer_like_any(alice: Person, bob: Person) -> None:
    await starts(alice, bob)
    await alice.fills_in("Answer", WORDS)
    alice.sees("This is what you wrote", WORDS)
    await alice.presses("Share when both are in")
    await bob.fills_in("Answer", "My sister.")
    await bob.presses("Share when both are in")
    for person in (alice, bob):
        person.sees(WORDS, "My sister.")


@ON_DISCORD
async def test_a_photo_in_a_form_is_an_answer_and_shown_back(alice: Person, bob: Person) -> None:
    """Without its being sent back: a form's photo is nowhere in the chat."""
    await starts(alice, bob)
    await alice.fills_in("Answer", "", samples.photo())
    alice.sees("This is what you wrote", "📷 Photo")
    assert alice.sees_photo()
    await alice.fills_in("Edit", WORDS, samples.photo("red"), samples.photo("blue"))
    alice.sees("📷 Photo 1", "📷 Photo 2", WORDS)
    await alice.presses("Share when both are in")
    await bob.fills_in("Answer", "My sister.")
    await bob.presses("Share when both are in")
    bob.sees("📷 Photo 1", "📷 Photo 2", WORDS)
    assert bob.sees_photo()


@ON_DISCORD
async def test_thanks_in_a_form_may_be_a_photo(alice: Person, bob: Person) -> None:
    await paired(alice, bob)
    await alice.says("/thanks")
    await alice.fills_in("Write", "", samples.photo())
    assert alice.sees_photo()
    await alice.fills_in("Change", "For the soup", samples.photo("red"))
    alice.sees("For the soup")
    await alice.presses("Send")
    assert bob.sees_photo()


@ON_DISCORD
async def test_an_empty_form_is_told_so(alice: Person, bob: Person) -> None:
    """A form that may have a photo lets words be empty."""
    await starts(alice, bob)
    await alice.fills_in("Answer", "")
    alice.sees("so I’ve kept nothing")
    await alice.fills_in("Answer", "", b"")
    alice.sees("came through empty")
    await alice.says("/thanks")
    await alice.fills_in("Write", " ")
    alice.sees("so I’ve kept nothing")


async def test_a_form_is_answered_even_when_its_press_never_came(
    alice: Person, bob: Person
) -> None:
    """After a crash between form and commit, the form's button has all that is needed."""
    await starts(alice, bob)
    await alice.submits(alice.button("Answer"), WORDS)
    alice.sees("This is what you wrote", WORDS)


@ON_DISCORD
async def test_one_line_back_is_shown_to_its_author(alice: Person, bob: Person) -> None:
    """The words of a form are not in the chat, unlike those of a message."""
    await starts(alice, bob)
    for person in (alice, bob):
        await person.fills_in("Answer", f"{person.name}’s")
        await person.presses("Share when both are in")
    await alice.fills_in("Write one line", WORDS)
    alice.sees("This goes to Bob", WORDS)
    await alice.presses("Send")
    bob.sees(WORDS)


@ON_DISCORD
async def test_a_trial_after_a_quarrel_is_shown_to_its_author(
    alice: Person, bob: Person, clock: Time
) -> None:
    await both_ready(alice, bob, clock)
    await alice.fills_in("Something small to try", WORDS)
    alice.sees("This goes to Bob", WORDS)
    await alice.presses("Propose it")
    bob.sees(WORDS)


async def test_words_that_the_answer_shows_anyway_are_not_shown_twice(
    alice: Person, bob: Person
) -> None:
    await starts(alice, bob)
    await alice.fills_in("Answer", WORDS)
    assert sum(shown.text.count(WORDS) for shown in alice.screen) == 1


@ON_DISCORD
async def test_a_forms_words_never_go_to_a_question_asked_meanwhile(
    alice: Person, bob: Person
) -> None:
    """Without the press before the words: they become the answer.

    Without the question being put back: Alice's next words are held for her journal.
    """
    await starts(alice, bob)
    await alice.says("/thanks")
    await alice.presses("Write one")
    thanks = alice.button("Write one")
    await alice.presses("Answer")
    await alice.submits(thanks, "For the tea.")
    alice.sees("For Bob", "For the tea.")
    await alice.says(WORDS)
    alice.sees("This is what you wrote", WORDS)
    alice.sees_not(HELD)


async def test_a_submitted_forms_question_is_closed(
    alice: Person, bob: Person, clock: Time
) -> None:
    """Without the look at which question it was: the next words changed the answer."""
    await starts(alice, bob)
    await alice.fills_in("Answer", WORDS)
    await clock.advance(hours=1)
    await alice.says("Something else.")
    alice.sees("Is this part of your answer")


@ON_DISCORD
async def test_a_form_that_comes_after_the_round_was_closed_is_a_late_answer(
    alice: Person, bob: Person, clock: Time
) -> None:
    await starts(alice, bob)
    await alice.presses("Answer")
    answer = alice.button("Answer")
    await clock.advance(days=12)
    await alice.submits(answer, WORDS)
    alice.sees("This is what you wrote", WORDS, "Only you can see it")
    await alice.presses("Share when both are in")
    alice.sees_changed("Yours is in")


async def test_a_form_that_comes_after_the_reveal_is_told_so_and_kept(
    alice: Person, bob: Person
) -> None:
    """Without the unasked words' handler after the refusal: they stand nowhere."""
    await starts(alice, bob)
    answer = alice.button("Answer")
    for person in (alice, bob):
        await person.fills_in("Answer", f"{person.name}’s")
        await person.presses("Share when both are in")
    await alice.submits(answer, WORDS)
    alice.sees("You’ve both seen these answers already", HELD)
    await alice.presses("Keep")
    await alice.says("/journal")
    alice.sees(WORDS)
    bob.sees_not(WORDS)


async def test_a_form_that_comes_after_a_swap_answers_what_it_was_under(
    alice: Person, bob: Person
) -> None:
    """Without the challenge's mark on the button: the words answer the other challenge."""
    await starts(alice, bob)
    await alice.presses("Answer")
    answer = alice.button("Answer")
    await bob.presses("Another one")
    await bob.presses("Surprise me")
    await alice.submits(answer, WORDS)
    alice.sees("The challenge has changed since", WORDS)
    await alice.says("/history")
    alice.sees(WORDS, "Before the swap")


async def test_an_edit_by_form_that_comes_after_a_swap_changes_what_it_was_under(
    alice: Person, bob: Person
) -> None:
    await starts(alice, bob)
    await alice.fills_in("Answer", "The sea.")
    await alice.presses("Edit")
    edit = alice.button("Edit")
    await bob.presses("Another one")
    await bob.presses("Surprise me")
    await alice.submits(edit, WORDS)
    alice.sees("The challenge has changed since", WORDS)


@ON_DISCORD
async def test_of_a_form_that_is_sent_twice_the_last_words_count(
    alice: Person, bob: Person
) -> None:
    await starts(alice, bob)
    await alice.fills_in("Answer", "The sea.")
    await alice.submits(alice.button("Answer"), WORDS)
    alice.sees("This is what you wrote", WORDS)


async def test_a_second_line_for_the_other_is_kept_for_its_author(
    alice: Person, bob: Person
) -> None:
    """Without the look before asking: the second line is nowhere."""
    await starts(alice, bob)
    for person in (alice, bob):
        await person.fills_in("Answer", f"{person.name}’s")
        await person.presses("Share when both are in")
    line = bob.button("Write one line")
    await bob.fills_in("Write one line", "Yes!")
    await bob.presses("Send")
    alice.sees("Yes!")
    await bob.submits(line, "And again!")
    bob.sees(HELD)
    alice.sees_not("And again!")


@ON_DISCORD
async def test_a_form_that_comes_after_an_unlinking_is_kept_for_its_author_alone(
    alice: Person, bob: Person
) -> None:
    await starts(alice, bob)
    await alice.presses("Answer")
    await alice.says("/thanks")
    await alice.presses("Write one")
    forms = [alice.button("Answer"), alice.button("Write one")]
    await unlinked(bob)
    for number, form in enumerate(forms):
        await alice.submits(form, f"words {number}")
        alice.sees(HELD)
    pages = ""
    for _ in range(2):
        await alice.says("/journal")
        pages += alice.last.text
        await alice.presses("Keep for me")
    assert [words for words in ("words 0", "words 1") if words not in pages] == []
    bob.sees_not("words 0", "words 1")


@pytest.mark.parametrize("blank", ["", " \n "])
async def test_a_form_without_words_is_asked_for_again(
    alice: Person, bob: Person, blank: str
) -> None:
    await starts(alice, bob)
    await alice.fills_in("Answer", blank)
    alice.sees("That was empty")
    await alice.says(WORDS)
    alice.sees("This is what you wrote", WORDS)


@ON_DISCORD
async def test_four_thousand_marks_on_one_letter_are_words_like_any(
    alice: Person, bob: Person
) -> None:
    await starts(alice, bob)
    await alice.fills_in("Answer", PICTURED)
    assert "".join(shown.text for shown in alice.screen).count("\u0301") == 3_999
    await alice.presses("Share when both are in")
    alice.sees_changed("Yours is in")


async def test_a_form_that_was_lost_is_tapped_for_again(alice: Person, bob: Person) -> None:
    await starts(alice, bob)
    await alice.presses("Answer")
    await alice.fills_in("Answer", WORDS)
    alice.sees("This is what you wrote", WORDS)


@ON_DISCORD
async def test_words_in_the_chat_do_as_well_as_the_form(alice: Person, bob: Person) -> None:
    """The form that is sent after all replaces them."""
    await starts(alice, bob)
    await alice.presses("Answer")
    await alice.says("The sea.")
    alice.sees("This is what you wrote", "The sea.")
    await alice.submits(alice.button("Answer"), WORDS)
    alice.sees("This is what you wrote", WORDS)


@ON_DISCORD
async def test_unusable_words_of_a_form_are_returned_and_asked_for_again(
    alice: Person, bob: Person
) -> None:
    """Without the words under the refusal: nobody knows any more what was written."""
    await starts(alice, bob)
    await alice.presses("Later")
    await alice.fills_in("Another time", "half past late")
    alice.sees("couldn’t read that as a time", "This is what you wrote", "half past late")
    await alice.says("21:30")
    alice.sees("I’ll bring it back")


async def test_a_form_about_a_draft_that_is_gone_is_kept(alice: Person, bob: Person) -> None:
    await paired(alice, bob)
    await drafts(alice)
    await alice.presses("Why")
    why = alice.button("Why")
    await alice.presses("Never mind")
    await alice.submits(why, WORDS)
    alice.sees(HELD)
    await alice.says("/journal")
    alice.sees(WORDS)


async def test_without_consent_a_forms_words_are_returned(alice: Person) -> None:
    """Without the words under the question: they stand nowhere."""
    await settled(alice, "Berlin")
    await alice.says("/settings")
    await alice.presses("Privacy")
    await alice.presses("Stop keeping what I write")
    before = len(alice.screen)
    await alice.submits(Button("", "thanks:write"), WORDS)
    alice.sees(WORDS, "May I keep what you write")
    assert sum("May I keep" in shown.text for shown in alice.screen[before:]) == 1


@pytest.mark.parametrize("action", ["pair:unpair", "challenge:share", "nobody:knows"])
async def test_a_foreign_form_counts_as_unrequested_words(
    alice: Person, bob: Person, app: App, action: str
) -> None:
    """Without the look at what may ask: a form does what its button would have done."""
    await starts(alice, bob)
    await alice.presses("Answer")
    async with app.database.read() as session:
        couple = (await member_of(session, alice, app)).couple_id
    await alice.submits(Button("", action, couple), WORDS)
    alice.sees(HELD)
    await alice.says("/unpair")
    alice.sees("Bob")


@ON_DISCORD
async def test_a_forged_form_counts_as_unrequested_words(alice: Person, bob: Person) -> None:
    """Without a kind of its own: its words go to what is being asked."""
    await starts(alice, bob)
    await alice.presses("Answer")
    await alice.submits(None, "forged")
    alice.sees("Is this your answer")
    await alice.says(WORDS)
    alice.sees("This is what you wrote", WORDS)


def test_an_included_router_passes_on_its_questions() -> None:
    """Without `asks` in `include`: no form ever opens."""
    one, all_ = Router[int](), Router[int]()

    @one.button("x:write", asks=12)
    async def write(_: int) -> list[Reply]:  # pragma: no cover - nobody presses it
        return []

    all_.include(one)
    assert all_.longest_answers == {"x:write": 12}


@pytest.mark.sqlite
async def test_every_button_that_opens_a_form_takes_its_words(
    alice: Person, bob: Person, carol: Person, clock: Time, app: App
) -> None:
    """Test each one; a new one is missing here until somebody fills it in."""
    await settled(carol, "Berlin")
    await carol.says("/pair")
    await carol.fills_in("I have a code", "7QK4M-9XWPC")
    carol.sees("I don’t know that code")
    await starts(alice, bob)
    await write_to_each_other(alice, bob)
    await agree_on_a_goal(alice, bob, clock)
    await remind_oneself(alice, clock)
    await make_up(alice, clock)
    await ask_each_other(alice, bob)
    await note_days(alice)
    await seal_a_letter(alice)
    await answer_cards(alice, bob)
    await wish(alice, bob, clock)
    await alice.says("/move")
    await alice.fills_in("I have a code for moving", "7QK4M-9XWPC")
    await alice.says("/settings")
    await alice.presses("Privacy")
    await alice.fills_in("A word of your own", "river river")
    alice.sees("taken that")
    await alice.says("/settings")
    await alice.fills_in("My name", "Alicia")
    alice.sees("Alicia")
    await alice.presses("Where I am")
    await alice.presses("Go by my clock")
    await alice.fills_in("Another time", "Lisbon")
    alice.sees("Tap the place")
    for person in (alice, bob, carol):
        person.sees_not(HELD)
    filled = {each.name for each in alice.platform._events.values() if each.kind is Kind.FORM}
    # A guess needs a card of its kind; `tests/challenge/test_kinds.py` fills in its form.
    assert app.parts.features.router.longest_answers.keys() - filled == {"challenge:guess"}


async def write_to_each_other(alice: Person, bob: Person) -> None:
    await alice.presses("Later")
    await alice.fills_in("Another time", "21:30")
    alice.sees("I’ll bring it back")
    await alice.fills_in("Answer", WORDS)
    await alice.fills_in("Edit", "The sea.")
    alice.sees("The sea.")
    for person in (alice, bob):
        if person is bob:
            await bob.fills_in("Answer", WORDS)
        await person.presses("Share when both are in")
    await bob.fills_in("Write one line", "Yes")
    await bob.fills_in("Edit", "Yes!")
    await bob.presses("Send")
    alice.sees("Yes!")
    await alice.says("/thanks")
    await alice.fills_in("Write one", "For the tea.")
    await alice.fills_in("Change", "For the walk.")
    await alice.presses("Send")
    bob.sees("For the walk.")


async def agree_on_a_goal(alice: Person, bob: Person, clock: Time) -> None:
    await alice.says("/goals")
    await alice.fills_in("Propose a goal", "Sing")
    await alice.says("Find a song")
    await alice.presses("Both of us")
    for label, words in (("Words", DANCE), ("Why", "It is fun"), ("Next step", "Find a class")):
        await alice.fills_in(label, words)
        if label == "Next step":
            await alice.presses("Both of us")
            alice.sees_changed(words)
        else:
            alice.sees(words)
    await alice.presses("Propose it")
    await bob.presses("Agree")
    await opens(alice)
    await alice.fills_in("Choose the next step", "Find shoes")
    await alice.presses("Both of us")
    alice.sees_changed("Find shoes")
    await alice.presses("Never mind")
    await opens(alice)
    await alice.fills_in("Add a milestone", "The first class")
    await alice.fills_in("A milestone", "The first ball")
    alice.sees("The first class", "The first ball")
    await alice.presses("Never mind")
    for person in (alice, bob):
        await opens(person)
        await person.presses("Ask me once a week")
    await until_sunday(clock)
    await alice.presses("It went well")
    await alice.fills_in("Add a line", "Twice, in socks.")
    alice.sees("Twice, in socks.")


async def remind_oneself(alice: Person, clock: Time) -> None:
    await alice.says("/remind me call mum in 20 minutes")
    await alice.presses("Change")
    await alice.fills_in("The words", "call dad")
    alice.sees("call dad")
    await clock.advance(minutes=21)
    await alice.presses("Later")
    await alice.fills_in("Another time", "in 2 hours")
    alice.sees("I’ll bring it back")


async def make_up(alice: Person, clock: Time) -> None:
    await is_ready(alice, clock, "")
    await alice.fills_in("Something small to try", "Put the phone away at dinner.")
    alice.sees("In a week")


async def ask_each_other(alice: Person, bob: Person) -> None:
    await alice.says("/ask")
    await alice.fills_in("Ask something", "What would you do with a free Tuesday?")
    await alice.presses("Ask it")
    await bob.says("/ask")
    await bob.presses("Question 1")
    await bob.fills_in("Answer", WORDS)
    await alice.says("/ask")
    await alice.presses("Question 1")
    await alice.fills_in("Answer", WORDS)
    alice.sees(WORDS)


async def note_days(alice: Person) -> None:
    await alice.says("/dates")
    await alice.fills_in("Add a day", "our anniversary is 14 May 2018")
    alice.sees("our anniversary")
    for label, words in (("Its name", "our day"), ("Its day", "15 May"), ("Its year", "2019")):
        await alice.presses("Change it")
        await alice.fills_in(label, words)
    alice.sees("our day", "15 May")
    await alice.says("/note")
    await alice.fills_in("Write a note", "liked the scarf")
    await alice.fills_in("Change the note", "liked the blue scarf")
    alice.sees("liked the blue scarf")


async def seal_a_letter(alice: Person) -> None:
    await alice.says("/letter")
    await alice.fills_in("Write a letter", WORDS)
    await alice.presses("In a year")
    await alice.presses("Seal it for Bob")
    await alice.fills_in("Change the words", "Better words.")
    await alice.fills_in("Another day", "in two years")


async def answer_cards(alice: Person, bob: Person) -> None:
    await begins(alice)
    await bob.says("/cards")
    await bob.presses("I’m in")
    await alice.says("/cards")
    await alice.fills_in("Answer", "A heron on the roof")
    alice.sees("A heron on the roof")
    await alice.says("/cancel")


async def wish(alice: Person, bob: Person, clock: Time) -> None:
    for person in (alice, bob):
        await person.says("/wishes")
        await person.fills_in("Add a wish", "Sleep in a lighthouse")
        await person.presses("Add it, I agree")
    await until_card(clock, weeks=1)
    await alice.says("/wishes")
    await alice.presses("What we both want")
    await alice.fills_in("Write a line", "Windy and good")
    alice.sees("Windy and good")
