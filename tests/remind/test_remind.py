"""Test /remind: it is read, shown in words, and counts only once confirmed."""

from __future__ import annotations

import pytest

from bot.app import App
from domain.remind import reminders
from tests.support.couples import consented, paired, unlinked
from tests.support.people import Person, Time
from tests.support.reminders import active_reminders, copy_reminder, reminds


@pytest.fixture(autouse=True)
async def couple(alice: Person, bob: Person, app: App) -> None:
    await paired(alice, bob, app)


@pytest.mark.clients("telegram")
async def test_an_understood_sentence_is_shown_before_it_counts(
    alice: Person, bob: Person, app: App, clock: Time
) -> None:
    bob.looks()
    await alice.says("remind me to call mum in 20 minutes")
    alice.sees("call mum", "For you:", "Wednesday, 4 March 2026", "10:20", "Berlin time")
    assert await active_reminders(app) == []
    await alice.presses("Confirm")
    alice.sees_changed("I’ll remind you", "call mum")
    await clock.advance(minutes=21)
    alice.sees("⏰ call mum")
    bob.sees_nothing_new()


async def test_a_recurrence_is_named_in_words_with_its_next_day(alice: Person) -> None:
    await alice.says("/remind us water the plants every Sunday 9:00")
    alice.sees(
        "water the plants",
        "For you and Bob",
        "every Sunday at 09:00, Berlin time, next on Sunday, 8 March 2026",
        "once you’ve both ticked it off",
        "the same moment for both",
    )
    assert alice.buttons() == ["Confirm", "Change", "Never mind"]


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("every day 8:00", "every day at 08:00"),
        ("every 2 weeks on Monday 9:00", "every 2 weeks on Monday at 09:00"),
        ("weekdays at 7:30", "every weekday at 07:30"),
        ("last Friday of the month 18:00", "on the last Friday of every month at 18:00"),
        ("every month on the 1st at 9:00", "on the 1st of every month at 09:00"),
        ("every year on 14 February at 9:00", "every year on 14 February at 09:00"),
        ("every 3 hours", "every 3 hours, next on Wednesday, 4 March 2026, 13:00"),
        ("every 20 minutes", "every 20 minutes, next on"),
        ("every month on the last day at 9:00", "on the last day of every month at 09:00"),
        ("every second Monday of the month 9:00", "on the second Monday of every month at 09:00"),
        ("every Monday and Thursday 9:00", "every Monday and Thursday at 09:00"),
    ],
)
async def test_each_kind_of_recurrence_has_its_words(alice: Person, said: str, shown: str) -> None:
    await alice.says(f"/remind me stretch {said}")
    alice.sees("stretch", shown)


async def test_the_command_alone_asks_step_by_step(
    alice: Person, bob: Person, app: App, clock: Time
) -> None:
    await alice.says("/remind")
    alice.sees("Who is it for?")
    assert alice.buttons() == ["Me", "Both of us", "My partner"]
    await alice.presses("Me")
    await alice.says("call mum")
    alice.sees(
        "When should I remind you?",
        "tomorrow 08:30",
        "every Sunday 09:00",
        "last Friday of the month",
    )
    await alice.says("tomorrow 8:30")
    alice.sees("call mum", "Thursday, 5 March 2026, 08:30")
    assert len(await active_reminders(app)) == 1


@pytest.mark.clients
async def test_a_calendar_of_buttons_takes_a_month_a_day_and_an_hour(
    alice: Person, app: App
) -> None:
    await alice.says("/remind me call mum")
    assert "March 2026" not in alice.buttons()
    await alice.presses("Pick a day")
    assert "March 2026" in alice.buttons()
    assert "3" not in alice.buttons()
    await alice.presses("▶")
    assert "April 2026" in alice.buttons()
    await alice.presses("17")
    alice.sees_not("cannot")
    assert "Friday, 17 April 2026" in alice.last.text
    await alice.presses("18:00")
    assert "Friday, 17 April 2026, 18:00, Berlin time" in alice.last.text
    assert len(await active_reminders(app)) == 1


@pytest.mark.clients("telegram", elsewhere=False)
async def test_a_tap_on_what_is_only_to_be_read_in_the_calendar_changes_nothing(
    alice: Person,
) -> None:
    """Discord's menus hold nothing that is only to be read."""
    await alice.says("/remind me call mum")
    await alice.presses("Pick a day")
    before = alice.buttons()
    await alice.presses("March 2026")
    await alice.presses("·")
    assert alice.buttons() == before


async def test_hours_that_are_over_today_are_not_offered(alice: Person) -> None:
    await alice.says("/remind me call mum")
    await alice.presses("Pick a day")
    old = alice.button("5")
    await alice.presses("4")
    assert "10:00" not in alice.buttons()
    assert "11:00" in alice.buttons()
    await alice.presses_button(old, alice.last.id)
    assert "06:00" in alice.buttons()


async def test_an_hour_that_passed_before_the_tap_is_mentioned(alice: Person, clock: Time) -> None:
    await alice.says("/remind me call mum")
    await alice.presses("Pick a day")
    await alice.presses("4")
    await clock.advance(hours=3)
    await alice.presses("11:00")
    alice.sees("has passed by now")


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("call mum at 7", "morning or in the evening"),
        ("call mum in a while", "tell exactly when"),
        ("call mum yesterday", "has passed"),
        ("call mum on 30 February 9:00", "isn’t in the calendar"),
        ("call mum every 1 second", "every 15 minutes at most"),
        ("call mum tomorrow", "At what time"),
        ("call mum tomorrow 24:00", "At the start of that day"),
        ("call mum every year on 29 February 9:00", "leap years"),
    ],
)
async def test_an_ambiguous_reminder_is_asked_about(
    alice: Person, app: App, said: str, why: str
) -> None:
    await alice.says(f"/remind me {said}")
    alice.sees(why)
    assert await active_reminders(app) == []
    await alice.says("Friday 19:00")
    alice.sees("call mum", "Friday, 6 March 2026, 19:00")


async def test_a_likely_meaning_is_one_tap_away(alice: Person, app: App) -> None:
    await alice.says("/remind me call mum tomorrow at 7")
    meant = [label for label in alice.buttons() if "March 2026" in label and ":" in label]
    assert meant == [
        "Thursday, 5 March 2026, 07:00, Berlin time",
        "Thursday, 5 March 2026, 19:00, Berlin time",
    ]
    await alice.presses(meant[1])
    alice.sees_not("Thursday, 5 March 2026, 07:00")
    assert "19:00" in alice.last.text
    assert len(await active_reminders(app)) == 1


async def test_the_bot_asks_who_a_reminder_is_for_when_it_was_not_said(alice: Person) -> None:
    await alice.says("/remind call mum tomorrow 9:00")
    alice.sees("Who is it for?")
    await alice.presses("Both of us")
    assert "both of you" in alice.last.text
    assert "call mum" in alice.last.text


@pytest.mark.parametrize("word", ["partner", "Bob", "bob"])
async def test_the_partner_can_be_named(alice: Person, word: str) -> None:
    await alice.says(f"/remind {word} dentist tomorrow 8:30")
    alice.sees("For Bob", "dentist")


@pytest.mark.parametrize("said", ["José", "jose", "José 🐻:", "both of us", "remind me to"])
async def test_the_first_words_say_for_whom_it_is(alice: Person, bob: Person, said: str) -> None:
    await bob.says("/settings")
    await bob.presses("My name")
    await bob.says("José 🐻")
    await alice.says(f"/remind {said} dentist tomorrow 8:30")
    alice.sees_not("Who is it for?")
    alice.sees("dentist", "Thursday, 5 March 2026, 08:30")


async def test_words_time_mode_and_clock_can_be_changed_before_it_counts(alice: Person) -> None:
    await alice.says("/remind us date night Friday 7pm")
    await alice.presses("Change")
    await alice.presses("The words")
    await alice.says("dinner")
    assert "dinner" in alice.last.text
    await alice.presses("Change")
    await alice.presses("The time")
    await alice.says("Saturday 20:00")
    assert "Saturday, 7 March 2026, 20:00" in alice.last.text
    await alice.presses("Change")
    await alice.presses("Who ticks it off")
    await alice.presses("One tick counts")
    assert "One tick counts for both of you" in alice.last.text
    await alice.presses("Change")
    await alice.presses("Each on our own clock")
    assert "on each person’s own clock" in alice.last.text
    await alice.presses("Change")
    await alice.presses("Who it’s for")
    await alice.presses("Me")
    assert "I’ll remind you: " in alice.last.text


async def test_dropping_it_leaves_nothing(alice: Person, app: App) -> None:
    await alice.says("remind me to call mum tomorrow 9:00")
    old = alice.button("Confirm")
    await alice.presses("Never mind")
    assert "didn’t save it" in alice.last.text
    await alice.presses_button(old)
    alice.sees("not here any more")
    assert await active_reminders(app) == []


async def test_confirming_twice_makes_one(alice: Person, app: App) -> None:
    await alice.says("remind me to call mum tomorrow 9:00")
    old = alice.button("Confirm")
    await alice.presses("Confirm")
    await alice.presses_button(old)
    assert len(await active_reminders(app)) == 1


async def test_a_moment_that_passed_before_confirming_is_mentioned(
    alice: Person, clock: Time
) -> None:
    await alice.says("remind me to call mum in 20 minutes")
    await clock.advance(minutes=30)
    await alice.presses("Confirm")
    alice.sees("has passed")
    await alice.presses("Change")
    await alice.presses("The time")
    await alice.says("in 20 minutes")
    alice.sees_not("cannot")
    assert "I’ll remind you" in alice.last.text


async def test_a_long_title_is_asked_to_be_shorter_and_the_time_is_kept(alice: Person) -> None:
    await alice.says(f"/remind me {'x' * 4000} tomorrow 9:00")
    alice.sees("than the 200 that fit", "3,800 characters more")
    await alice.says("y" * 201)
    alice.sees("1 characters more")
    await alice.says("call mum")
    alice.sees("call mum", "Thursday, 5 March 2026, 09:00")


@pytest.mark.parametrize("words", ["<b>&bold</b>", "🌻 plants 🌻", "שלום לכולם", "*stars* _shine_"])
async def test_any_words_survive(alice: Person, words: str, clock: Time) -> None:
    await reminds(alice, f"me {words} in 20 minutes")
    await clock.advance(minutes=21)
    alice.sees(words)


async def test_a_time_that_the_clock_skips_is_said_so(alice: Person) -> None:
    await alice.says("/remind me sleep on 29 March 2026 at 02:30")
    alice.sees("clocks change", "Sunday, 29 March 2026, 03:00")


async def test_without_a_zone_it_asks_for_it_first(carol: Person) -> None:
    await consented(carol)
    await carol.says("/remind me call mum tomorrow 9:00")
    carol.sees("which city you’re in")
    await carol.presses("Set my city")
    carol.sees("Which city are you in?")


async def test_alone_it_is_for_oneself_and_never_for_two(alice: Person, app: App) -> None:
    await unlinked(alice)
    await alice.says("/remind call mum tomorrow 9:00")
    alice.sees("I’ll remind you:")
    await alice.says("/remind us dinner tomorrow 19:00")
    alice.sees("not linked with anybody")
    await alice.says("/remind")
    alice.sees("What should I remind you of?")


async def test_a_draft_for_two_ends_with_the_two(alice: Person, bob: Person) -> None:
    await alice.says("/remind us dinner")
    await unlinked(bob)
    await alice.says("tomorrow 19:00")
    alice.sees("isn’t open any more")
    await alice.says("tomorrow 19:00")
    alice.sees("wasn’t sure where this belongs")


async def test_a_strangers_draft_is_out_of_reach(alice: Person, carol: Person) -> None:
    await alice.says("remind me to call mum tomorrow 9:00")
    await consented(carol)
    await carol.presses_button(alice.button("Confirm"))
    carol.sees("not here any more")
    await carol.presses_button(alice.button("Change"))
    carol.sees("isn’t open any more")


async def test_a_person_can_have_five_hundred_own_reminders_and_no_more(
    alice: Person, app: App
) -> None:
    """Five hundred in a row: the rest are refused kindly, and the draft stays."""
    for _ in range(3):
        await reminds(alice, "me stretch every day 9:00")
    async with app.database.write() as session:
        one = (await active_reminders(app))[0]
        await copy_reminder(session, one, reminders.MAX_OWN - 3)
    await reminds(alice, "me one too many tomorrow 9:00")
    alice.sees("You already have 200 reminders of your own")
    assert len(await active_reminders(app)) == reminders.MAX_OWN
    await alice.says("/reminders")
    await alice.presses("1")
    await alice.presses("Delete")
