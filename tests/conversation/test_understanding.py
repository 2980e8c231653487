"""Test that people can write as they talk, and that their words reach the right place."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.support.couples import asked_where, code_of, consented, linked, paired, settled
from tests.support.people import Person, Time
from tests.support.reminders import reminds

WORDS = "I keep thinking about the move."


async def with_a_card(alice: Person, bob: Person) -> None:
    """Give both this week's card."""
    await paired(alice, bob)
    await alice.presses("Start now")
    bob.looks()


@pytest.mark.clients
async def test_words_under_the_card_are_offered_as_the_answer(alice: Person, bob: Person) -> None:
    await with_a_card(alice, bob)
    await alice.says(WORDS)
    alice.sees("Is this your answer", "Nobody sees it until you share it")
    assert "Send it as a note of thanks" not in alice.buttons()
    await alice.presses("My answer")
    alice.sees("This is what you wrote", WORDS)
    bob.sees_nothing_new()


async def test_words_right_after_an_answer_are_added_to_it(alice: Person, bob: Person) -> None:
    await with_a_card(alice, bob)
    await alice.presses("Answer")
    await alice.says("mostly the new job")
    await alice.says("and too little sleep")
    alice.sees("mostly the new job\n\nand too little sleep")
    await alice.says("and too little sleep")
    alice.sees("That’s in your answer already")


async def test_words_much_later_are_asked_about(alice: Person, bob: Person, clock: Time) -> None:
    await with_a_card(alice, bob)
    await alice.presses("Answer")
    await alice.says("mostly the new job")
    await clock.advance(hours=3)
    await alice.says("and too little sleep")
    alice.sees("Is this part of your answer")
    await alice.presses("Add to my answer")
    alice.sees("mostly the new job\n\nand too little sleep")


@pytest.mark.clients
async def test_a_reply_to_last_weeks_card_answers_last_week(
    alice: Person, bob: Person, clock: Time
) -> None:
    await with_a_card(alice, bob)
    title = alice.last.text.splitlines()[3]
    await clock.advance(days=12)
    await alice.replies(WORDS, to=title)
    alice.sees("This is what you wrote", WORDS)
    await alice.says("/history")
    await alice.presses("Older")
    alice.sees_changed(WORDS)


async def test_a_reply_to_ones_own_message_adds_to_what_it_became(
    alice: Person, bob: Person, clock: Time
) -> None:
    await with_a_card(alice, bob)
    await alice.presses("Answer")
    await alice.says("mostly the new job")
    await clock.advance(days=1)
    await alice.replies("and my mother", to="mostly the new job")
    alice.sees("mostly the new job\n\nand my mother")


@pytest.mark.parametrize(
    ("words", "seen"),
    [
        ("later", "When should I bring it back?"),
        ("Later!", "When should I bring it back?"),
        ("skip", "Skipped"),
        ("why?", "How sure"),
        ("asnwer", "Write it here"),
        ("help", "one small thing to do"),
    ],
)
async def test_a_buttons_own_words_do_what_it_does(
    alice: Person, bob: Person, words: str, seen: str
) -> None:
    await with_a_card(alice, bob)
    await alice.says(words)
    alice.sees(seen)


async def test_sharing_takes_the_exact_label_under_the_newest_message(
    alice: Person, bob: Person
) -> None:
    await with_a_card(alice, bob)
    await alice.says("Answer")
    await alice.says(WORDS)
    await alice.says("Share wen both are in")
    alice.sees(f"{WORDS}\n\nShare wen both are in")
    await alice.says("/help")
    await alice.says("Share when both are in")
    alice.sees("Share when both are in")
    await alice.says("/challenge")
    await alice.says("Share when both are in")
    alice.sees("Yours is in")


async def test_skip_while_the_question_is_open_can_have_been_the_answer(
    alice: Person, bob: Person
) -> None:
    await with_a_card(alice, bob)
    await alice.presses("Answer")
    await alice.says("skip")
    alice.sees("Skipped", "I took that as “Skip”")
    await alice.presses("That was my answer")
    alice.sees("This is what you wrote", "skip")


async def test_cancel_while_a_question_is_open_can_have_been_the_answer(alice: Person) -> None:
    await consented(alice)
    await alice.says("/reflect")
    await alice.says("cancel")
    alice.sees("Cancelled")
    await alice.presses("That was my answer")
    await alice.says("/journal")
    alice.sees("cancel", "1 of 1")


async def test_where_two_messages_have_the_button_the_bot_asks_which(
    alice: Person, clock: Time
) -> None:
    await settled(alice, "Berlin")
    await reminds(alice, "me call mum today 19:00")
    await reminds(alice, "me water the plants today 19:30")
    await clock.advance(hours=11)
    await alice.says("done")
    alice.sees("Which do you mean?")
    labels = alice.buttons()
    assert [label.partition(": ")[2] for label in labels] == ["⏰ water the plants", "⏰ call mum"]
    await alice.presses("call mum")
    assert any("call mum" in shown.text and "✓" in shown.text for shown in alice.screen)


async def test_a_whole_invitation_that_was_pasted_leads_to_its_card(
    alice: Person, bob: Person
) -> None:
    await settled(alice, "Berlin")
    await settled(bob, "Lisbon")
    code = await code_of(alice)
    invitation = alice.last.text
    await bob.says(invitation)
    bob.sees("invites you to Same Side")
    await bob.presses("Not now")
    await bob.says(f"The code is {code} ❤️")
    bob.sees("invites you to Same Side")
    await bob.says("/journal")
    bob.sees("empty so far")


async def test_a_first_hi_is_met_with_the_hello(bob: Person) -> None:
    await bob.says("hi")
    assert "I’m Same Side" in bob.looks()[0].text


@pytest.mark.clients
async def test_a_reminder_sentence_without_a_slash_is_shown_back(alice: Person) -> None:
    await settled(alice, "Berlin")
    await alice.says("remind me to call mum tomorrow at 9:00")
    alice.sees("call mum", "5 March", "9:00")
    await alice.says("/journal")
    alice.sees("empty so far")


async def test_thank_you_to_the_partner_is_shown_before_it_is_sent(
    alice: Person, bob: Person
) -> None:
    await paired(alice, bob)
    await alice.says("Thank you for waiting up last night")
    alice.sees("For Bob", "Thank you for waiting up last night")
    bob.sees_nothing_new()
    await alice.says("Send")
    bob.sees("Thank you for waiting up last night")


async def test_thank_you_under_an_open_card_does_not_count_as_thanks_yet(
    alice: Person, bob: Person
) -> None:
    await with_a_card(alice, bob)
    await alice.says("Thank you for waiting up last night")
    alice.sees("Is this your answer")
    assert "Send it as a note of thanks" not in alice.buttons()


async def test_forwarded_words_are_not_ones_own_answer(alice: Person, bob: Person) -> None:
    await with_a_card(alice, bob)
    await alice.presses("Answer")
    await alice.forwards("I never said that.", name="Bob")
    alice.sees("somebody else’s message")
    await alice.says(WORDS)
    alice.sees("This is what you wrote", WORDS)


async def test_the_words_beside_a_picture_are_the_answer(alice: Person, bob: Person) -> None:
    await with_a_card(alice, bob)
    await alice.presses("Answer")
    await alice.sends_an_album("The walk by the river", count=5)
    seen = [shown.text for shown in alice.looks()]
    assert len(seen) == 1
    assert "The walk by the river" in seen[0]
    assert "📷 Photo 5" in seen[0]


async def test_unsorted_words_are_erased_after_a_week(alice: Person, clock: Time) -> None:
    await settled(alice, "Berlin")
    await alice.says("A thought.")
    alice.sees("I’ll delete it in a week")
    await alice.says("/journal")
    alice.sees("Not yet sorted", "A thought.", "empty so far")
    await clock.advance(days=8)
    await alice.says("/journal")
    assert "A thought." not in alice.last.text


async def test_unsorted_words_are_kept_for_people_who_chose_that(
    alice: Person, clock: Time
) -> None:
    await settled(alice, "Berlin")
    await alice.says("/settings")
    await alice.presses("Privacy")
    await alice.presses("Keep unsorted words")
    await alice.says("A thought.")
    alice.sees("I’ll put it in your journal in a week")
    await clock.advance(days=8)
    await alice.says("/journal")
    alice.sees("A thought.", "1 of 1", "Wednesday")


async def test_a_page_keeps_the_day_on_which_it_was_written(alice: Person, clock: Time) -> None:
    await settled(alice, "Tokyo")
    await clock.advance(hours=6, minutes=20)  # 00:20 on Thursday in Tokyo
    await alice.says("/reflect Late.")
    await alice.says("/settings")
    await alice.presses("Where I am")
    await alice.says("New York")
    await alice.presses("New York")
    await alice.says("/journal")
    alice.sees("Thursday")


async def test_words_said_before_midnight_belong_to_that_day(alice: Person, clock: Time) -> None:
    await settled(alice, "Berlin")
    said = clock.now() + timedelta(hours=13, minutes=50)
    await clock.jump(hours=15)
    await alice.said("/reflect The last minutes of Wednesday.", said)
    await alice.says("/journal")
    alice.sees("Wednesday")


async def test_a_keyboard_leaves_when_a_newer_one_has_its_buttons(
    alice: Person, bob: Person
) -> None:
    await with_a_card(alice, bob)
    await alice.presses("Answer")
    await alice.says("One.")
    first = alice.last
    await alice.says("Two.")
    assert first.buttons == []
    assert alice.last.buttons


async def test_a_button_that_leads_nowhere_leaves(alice: Person) -> None:
    await settled(alice, "Berlin")
    await alice.says("A thought.")
    shown = alice.last
    await alice.presses("Keep for me")
    stale = next(iter(shown.buttons), None)
    assert stale is None or stale.action == "reflect:page"


async def test_linking_by_typing_alone(alice: Person, bob: Person) -> None:
    await settled(alice, "Berlin")
    await settled(bob, "Berlin")
    await linked(alice, bob)
    await alice.says("Start now")
    alice.sees("One question")


async def test_tomorrow_is_read_from_when_it_was_said(alice: Person, clock: Time) -> None:
    await settled(alice, "Berlin")
    said = clock.now() + timedelta(hours=13, minutes=50)  # Wednesday, 23:50 in Berlin
    await clock.jump(hours=15.2)
    await alice.said("/remind me call the plumber tomorrow 8:00", said)
    alice.sees("call the plumber", "Thursday", "8:00")


async def test_a_moment_that_has_passed_meanwhile_is_asked_about(
    alice: Person, clock: Time
) -> None:
    await settled(alice, "Berlin")
    said = clock.now()
    await clock.jump(hours=2)
    await alice.said("/remind me take out the bread in 30 minutes", said)
    alice.sees("That time has passed by now")
    await alice.says("at 20:00")
    alice.sees("take out the bread", "20:00")


async def test_words_said_days_ago_are_asked_about_and_never_assumed(
    alice: Person, clock: Time
) -> None:
    await settled(alice, "Berlin")
    said = clock.now()
    await clock.jump(days=2)
    await alice.said("/remind me renew the passport on 20 March 9:00", said)
    alice.sees("You wrote that more than a day ago")
    await alice.presses("20 Mar")
    alice.sees_changed("renew the passport", "20 March", "9:00")


async def test_a_moment_of_saying_in_the_future_counts_as_now(alice: Person, clock: Time) -> None:
    await settled(alice, "Berlin")
    await alice.said("/remind me call mum tomorrow 8:00", clock.now() + timedelta(days=5))
    alice.sees("Thursday", "5 March")


@pytest.mark.parametrize("words", ["hi", "Hey there!", "¿Quién eres?", "what’s this?"])
async def test_a_greeting_is_not_a_place(alice: Person, words: str) -> None:
    """A command's word is never a place, so the bot need not ask about it."""
    await asked_where(alice)
    await alice.says(words)
    alice.sees("Same Side", "What little thing")
    alice.sees_not("couldn’t find a place")


@pytest.mark.parametrize("words", ["hi", "Hey there!", "¿Quién eres?", "menu"])
async def test_a_greeting_is_no_answer_to_the_first_question(alice: Person, words: str) -> None:
    """Without the first question in `TOLD_APART`: it is held as the answer."""
    await alice.says("/start")
    await alice.says(words)
    alice.sees("What little thing")
    alice.sees_not("May I keep")


async def test_an_invitation_can_be_asked_for_where_a_code_is(alice: Person) -> None:
    await alice.says("/start")
    await alice.says("/pair")
    await alice.presses("I have a code")
    await alice.says("invite")
    alice.sees("would like the two of you to try")


async def test_a_yes_after_early_words_leads_on(alice: Person, bob: Person) -> None:
    for person in (alice, bob):
        await person.says("/start")
        await person.presses("Not now")
        await person.says("Our cat died last month.")
        person.sees("I didn’t keep that")
        await person.presses("Yes, keep what I write")
        person.sees("A small question, if you like")


@pytest.mark.parametrize("words", ["later", "skip", "Ahora no"])
async def test_a_word_that_puts_off_does_what_the_questions_own_button_does(
    alice: Person, words: str
) -> None:
    await alice.says("/start")
    await alice.says(words)
    alice.sees("I took that as “Not now”", "Would you like to invite your partner?")


@pytest.mark.parametrize(
    ("words", "seen"),
    [
        ("yes", "If you mean the button “Yes, link us”, please tap it"),
        ("Yes, link us", "tap it or write exactly: Yes, link us"),
    ],
)
async def test_a_button_that_binds_is_named_where_words_do_not_count_for_it(
    alice: Person, bob: Person, words: str, seen: str
) -> None:
    await consented(alice)
    await consented(bob)
    await bob.says(await code_of(alice))
    await bob.says("Who is this?")
    await bob.says(words)
    bob.sees(seen)
    await bob.presses("Yes, link us")
    assert any("Alice to confirm" in shown.text for shown in bob.screen)


async def test_the_words_of_a_button_further_up_are_no_part_of_the_answer(
    alice: Person, bob: Person
) -> None:
    await with_a_card(alice, bob)
    await alice.says("Answer")
    await alice.says(WORDS)
    await alice.says("/help")
    await alice.says("Share when both are in")
    alice.sees("tap it or write exactly: Share when both are in", WORDS)
    bob.sees_nothing_new()
    await alice.says("Share when both are in")
    alice.sees("Yours is in")


@pytest.mark.parametrize("words", ["yes", "Vale", "ok!"])
async def test_a_yes_takes_the_one_place_that_is_offered(alice: Person, words: str) -> None:
    await asked_where(alice)
    await alice.says("I live in Berlin")
    await alice.says(words)
    alice.sees("Noted: Berlin")


@pytest.mark.parametrize("words", ["1 week", "1 month"])
async def test_a_typed_button_that_shows_the_same_buttons_again_works(
    alice: Person, words: str
) -> None:
    """Both took the buttons off the message, and the second one failed for its key."""
    await settled(alice, "Berlin")
    await alice.says("/pause")
    await alice.says(words)
    alice.sees("I’m paused until")
    await alice.says("/help")
    alice.sees("/challenge")


async def test_done_ends_the_journal_after_an_edit_too(alice: Person) -> None:
    await settled(alice, "Berlin")
    await alice.says("/reflect one", message="a")
    await alice.edits("a", "/reflect ONE")
    await alice.says("done")
    await alice.says("/journal")
    alice.sees("ONE", "1 of 1")
    alice.sees_not("done\n")


async def test_an_open_journal_does_not_take_what_is_written_days_later(
    alice: Person, clock: Time
) -> None:
    await settled(alice, "Berlin")
    await alice.says("/reflect A line.")
    await clock.advance(days=3)
    await alice.says("remind me to call mum tomorrow at 9:00")
    alice.sees("call mum", "9:00")


async def test_a_line_for_the_partner_is_not_what_is_typed_much_later(
    alice: Person, bob: Person, clock: Time
) -> None:
    await with_a_card(alice, bob)
    for person in (alice, bob):
        await person.presses("Answer")
        await person.says("Mine.")
        await person.presses("Share when both are in")
    await alice.presses("Write one line")
    await alice.says("reminders")
    alice.sees("This goes to Bob")
    await alice.presses("Discard")
    await alice.presses("Write one line")
    bob.looks()
    await clock.advance(days=1)
    await alice.says("hm not sure")
    bob.sees_not("hm not sure")


async def test_skip_in_another_question_does_not_skip_the_week(alice: Person, bob: Person) -> None:
    await with_a_card(alice, bob)
    await alice.says("/remind me call mum")
    await alice.says("skip")
    alice.sees("Cancelled")
    await alice.says("/challenge")
    assert "Answer" in alice.buttons()


async def test_a_code_is_one_also_while_the_place_is_asked(alice: Person, bob: Person) -> None:
    await settled(alice, "Berlin")
    code = await code_of(alice)
    await bob.says("hi")
    await bob.says(f"my code is {code.replace('-', ' ').lower()}")
    bob.sees("invites you to Same Side")


@pytest.mark.parametrize("words", ["/start", "/pair", "invite"])
async def test_an_unconfirmed_inviter_is_asked_again(
    alice: Person, bob: Person, words: str
) -> None:
    await settled(alice, "Berlin")
    await settled(bob, "Berlin")
    await bob.says(f"/pair {await code_of(alice)}")
    await bob.presses("Yes, link us")
    await alice.says("hm")
    await alice.says(words)
    alice.sees("Is this your partner?")
    await alice.says("Yes, that’s us")
    alice.sees("on the same side now")


async def test_after_the_reveal_no_button_of_the_week_stays_but_the_reveals(
    alice: Person, bob: Person
) -> None:
    await with_a_card(alice, bob)
    for person in (alice, bob):
        await person.presses("Answer")
        await person.says("Mine.")
        await person.presses("Share when both are in")
    for person in (alice, bob):
        standing = [shown for shown in person.screen if shown.buttons]
        week = [shown for shown in standing if any("❤" in b.label for b in shown.buttons)]
        assert len(week) == 1
        labels = {button.label for shown in standing for button in shown.buttons}
        assert not labels & {"Answer", "Edit", "Take it back", "Skip", "Another one"}
