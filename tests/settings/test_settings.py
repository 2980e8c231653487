"""Test /settings: everything a person decides for themselves, on one message changed in place."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from bot.app import App
from tests.support.couples import member_of, paired, settled, unlinked
from tests.support.people import Person, Time

FIRST_SUNDAY = date(2026, 3, 8)


@pytest.mark.clients
async def test_settings_are_one_message_that_changes_in_place(alice: Person) -> None:
    await settled(alice, "Berlin")
    await alice.says("/settings")
    alice.sees(
        "Your settings", "Alice", "Berlin, 10:00 now", "19:00", "yes", "right away", "Pause: no"
    )
    messages = len(alice.screen)
    await alice.presses("Nudges")
    await alice.presses("the challenge: on")
    await alice.presses("Back")
    await alice.presses("From my partner")
    await alice.presses("With the weekly card")
    await alice.presses("My hour")
    await alice.presses("7:00")
    await alice.presses("Pause for a while")
    await alice.presses("My settings")
    assert len(alice.screen) == messages
    assert "nudge midweek: no" in alice.last.text
    assert "with the weekly card" in alice.last.text
    assert "07:00" in alice.last.text


async def test_settings_are_shown_even_before_anything_else(alice: Person) -> None:
    await alice.says("/settings")
    alice.sees("not known yet")
    await alice.presses("Where I am")
    assert "Which city are you in?" in alice.last.text


async def test_the_couples_day_is_shown_to_couples_only(alice: Person, bob: Person) -> None:
    await settled(alice, "Berlin")
    await alice.says("/settings")
    alice.sees_not("Day of the challenge")
    assert "Day" not in alice.buttons()


@pytest.mark.clients("telegram")
async def test_a_new_name_is_the_one_that_the_partner_sees(alice: Person, bob: Person) -> None:
    await paired(alice, bob)
    await alice.says("/settings")
    await alice.presses("My name")
    await alice.says("  Ali *the* <b>Bold</b> 🌻 ")
    alice.sees("Ali *the* <b>Bold</b> 🌻")
    bob.sees_nothing_new()
    await bob.says("/start")
    bob.sees("Ali *the* <b>Bold</b> 🌻")


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("Ali\nce", "one line"),
        ("Ali\u2028ce", "one line"),
        ("   ", "can’t see anything"),
        ("\u200b\u202e\u2066", "can’t see anything"),
        ("x" * 41, "40 characters"),
        ("x" * 20_000, "40 characters"),
    ],
)
async def test_an_invalid_name_is_refused_kindly_and_asked_for_again(
    alice: Person, words: str, answer: str
) -> None:
    await settled(alice, "Berlin")
    await alice.says("/settings")
    await alice.presses("My name")
    await alice.says(words)
    alice.sees(answer)
    await alice.says("x" * 40)
    alice.sees("x" * 40)


@pytest.mark.parametrize("name", ["🌻", "אבי", "O", "Ann Ma" + "r" * 34])
async def test_names_of_every_kind_are_welcome(alice: Person, name: str) -> None:
    await settled(alice, "Berlin")
    await alice.says("/settings")
    await alice.presses("My name")
    await alice.says(name)
    alice.sees("Your settings", name)


@pytest.mark.parametrize("question", ["My name", "My hour", "Where I am"])
async def test_going_back_takes_the_question_back(alice: Person, question: str) -> None:
    await settled(alice, "Berlin")
    await alice.says("/settings")
    await alice.presses(question)
    await alice.presses("Back")
    await alice.says("Not a name")
    alice.sees("wasn’t sure where this belongs")


async def test_a_new_place_moves_the_next_challenge_at_once(
    alice: Person, bob: Person, clock: Time
) -> None:
    await paired(alice, bob)
    await alice.says("/settings")
    await alice.presses("Where I am")
    await alice.says("Tokyo")
    await alice.presses("Tokyo, Japan")
    assert "Tokyo" in alice.last.text
    alice.looks()
    bob.looks()
    await clock.until(FIRST_SUNDAY, time(19), "Asia/Tokyo")
    assert alice.looks()
    bob.sees_nothing_new()


async def test_a_new_hour_moves_ones_own_challenge_only(
    alice: Person, bob: Person, clock: Time
) -> None:
    await paired(alice, bob)
    await alice.says("/settings")
    await alice.presses("My hour")
    await alice.says("7:30 am")
    alice.sees("07:30")
    alice.looks()
    bob.looks()
    await clock.until(FIRST_SUNDAY, time(7, 20), "Europe/Berlin")
    assert not alice.looks()
    await clock.until(FIRST_SUNDAY, time(7, 30), "Europe/Berlin")
    assert alice.looks()
    bob.sees_nothing_new()


async def test_a_time_that_cannot_be_read_is_asked_for_again(alice: Person) -> None:
    await settled(alice, "Berlin")
    await alice.says("/settings")
    await alice.presses("My hour")
    for words in ("after dinner", "25:00", "x" * 20_000):
        await alice.says(words)
        alice.sees("couldn’t read that as a time")
    await alice.says("21:15")
    alice.sees("21:15")


async def test_either_may_change_the_day_and_the_other_reads_it_on_the_next_card(
    alice: Person, bob: Person, clock: Time
) -> None:
    await paired(alice, bob)
    await alice.says("/settings")
    alice.sees("Sunday")
    await alice.presses("Day")
    await alice.presses("Saturday")
    assert "Saturday" in alice.last.text
    bob.sees_nothing_new()
    await clock.until(date(2026, 3, 7), time(19), "Europe/Berlin")
    bob.sees("Saturday")
    await bob.says("/settings")
    bob.sees("Saturday")


async def test_the_day_cannot_be_changed_once_unlinked(alice: Person, bob: Person) -> None:
    await paired(alice, bob)
    await alice.says("/settings")
    await alice.presses("Day")
    saturday = alice.button("Saturday")
    await unlinked(bob)
    await alice.presses_button(saturday, alice.last.id)
    assert "Your settings" in alice.last.text
    assert "Saturday" not in alice.last.text


async def test_a_week_has_seven_days(alice: Person, bob: Person) -> None:
    await paired(alice, bob)
    await alice.says("/settings")
    await alice.presses("Day")
    for choice in ("7", "-1", "x"):
        await alice.presses_button(replace(alice.button("Saturday"), choice=choice))
        alice.sees("not here any more")
    await alice.says("/settings")
    alice.sees("Sunday")


@pytest.mark.clients("telegram")
async def test_a_pause_keeps_everything_away_and_tells_nobody(
    alice: Person, bob: Person, clock: Time
) -> None:
    await paired(alice, bob)
    await alice.says("/pause")
    alice.sees("Would you like me to pause?", "nobody is told")
    await alice.presses("1 week")
    assert "until Wednesday, 11 March 2026" in alice.last.text
    alice.looks()
    bob.sees_nothing_new()
    await clock.until(FIRST_SUNDAY, time(19), "Europe/Berlin")
    alice.sees_nothing_new()
    assert bob.looks()
    bob.sees_not("pause")


async def test_every_command_works_during_a_pause(alice: Person, bob: Person) -> None:
    await paired(alice, bob)
    await alice.says("/pause")
    await alice.presses("Until I end it")
    for command in ("/challenge", "/journal", "/settings", "/help"):
        await alice.says(command)
        assert alice.looks(), command
    await alice.says("/settings")
    alice.sees("until you end it")


async def test_a_pause_can_be_ended_at_any_time_and_twice(
    alice: Person, bob: Person, clock: Time
) -> None:
    await paired(alice, bob)
    await alice.says("/pause")
    await alice.presses("1 month")
    end = alice.button("End the pause")
    await clock.jump(days=3)
    for _ in range(2):
        await alice.presses_button(end, alice.last.id)
    await alice.says("/settings")
    alice.sees("Pause: no")


async def test_a_pause_ends_automatically_without_a_backlog(
    alice: Person, bob: Person, clock: Time
) -> None:
    await paired(alice, bob)
    await alice.says("/pause")
    await alice.presses("1 week")
    alice.looks()
    await clock.advance(days=7, hours=1)
    alice.sees_nothing_new()
    await alice.says("/settings")
    alice.sees("Pause: no")


async def test_settings_are_never_shown_to_the_partner(alice: Person, bob: Person) -> None:
    await paired(alice, bob)
    await alice.says("/settings")
    await alice.presses("Nudges")
    await alice.presses("the challenge: on")
    await alice.presses("Back")
    await alice.presses("Quiet hours")
    await alice.presses("No quiet hours")
    await alice.presses("Back")
    await alice.presses("From my partner")
    await alice.presses("Only when I look")
    await alice.presses("Pause for a while")
    await alice.presses("2 weeks")
    bob.sees_nothing_new()
    await bob.says("/settings")
    bob.sees("nudge midweek: yes", "22:00 to 07:00", "right away", "Pause: no")


@pytest.mark.parametrize(
    ("label", "choice"), [("1 week", "year"), ("Only when I look", "loud"), ("7:00", "99:99")]
)
async def test_a_choice_that_was_never_offered_changes_nothing(
    alice: Person, app: App, label: str, choice: str
) -> None:
    await settled(alice, "Berlin")
    await alice.says("/pause")
    await alice.says("/settings")
    await alice.presses("From my partner")
    await alice.says("/settings")
    await alice.presses("My hour")
    await alice.presses_button(replace(alice.button(label), choice=choice))
    alice.sees("not here any more")
    async with app.database.read() as session:
        member = await member_of(session, alice, app)
    assert member.paused_until is None
    assert (member.from_partner, member.minute) == ("now", 19 * 60)


async def test_questions_letters_and_dates_have_a_choice_of_their_own(
    alice: Person, app: App
) -> None:
    await settled(alice, "Berlin")
    await alice.says("/settings")
    alice.sees("What your partner sends you: right away")
    alice.sees("Their questions, letters and dates: with the weekly card")
    await alice.presses("From my partner")
    await alice.presses("Questions, letters, dates")
    await alice.presses("Only when I look")
    assert "What your partner sends you: right away" in alice.last.text
    assert "Their questions, letters and dates: only when you look" in alice.last.text
    await alice.says("From my partner")
    await alice.says("Questions, letters, dates")
    await alice.presses_button(replace(alice.button("Right away"), choice="loud"))
    alice.sees("not here any more")
    async with app.database.read() as session:
        member = await member_of(session, alice, app)
    assert (member.from_partner, member.extras_from_partner) == ("now", "off")


@pytest.mark.parametrize(
    ("words", "hour"),
    [
        ("9:30 pm", "21:30"),
        ("at half past seven", "07:30"),
        ("7 in the evening", "19:00"),
        ("a las 21:15", "21:15"),
        ("21h", "21:00"),
    ],
)
async def test_an_hour_is_read_as_people_say_it(alice: Person, words: str, hour: str) -> None:
    await settled(alice, "Berlin")
    await alice.says("/settings")
    await alice.presses("My hour")
    await alice.says(words)
    alice.sees(f"Your hour for it: {hour}")
