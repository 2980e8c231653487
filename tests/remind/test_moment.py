"""Test that the day and the hour of a reminder may be said or tapped one after the other."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from bot.app import App
from storage.tables.remind import Reminder
from tests.support.couples import paired
from tests.support.people import Person, Time

EIGHTH = "Sunday, 8 March 2026, 22:00"


@pytest.fixture(autouse=True)
async def couple(alice: Person, bob: Person, app: App) -> None:
    await paired(alice, bob, app)


@pytest.mark.clients
@pytest.mark.parametrize("answer", ["10pm", "at 10pm", "22:00"])
async def test_an_hour_that_is_written_is_one_of_the_day_that_was_tapped(
    alice: Person, answer: str
) -> None:
    await alice.says("/remind me call mum")
    await alice.presses("Pick a day")
    await alice.presses("8")
    await alice.says(answer)
    alice.sees("I’ll remind you", "call mum", EIGHTH)


async def test_a_day_in_another_month_is_kept_as_well(alice: Person) -> None:
    await alice.says("/remind me call mum")
    await alice.presses("Pick a day")
    await alice.presses("▶")
    await alice.presses("17")
    await alice.says("10pm")
    alice.sees("Friday, 17 April 2026, 22:00")


async def test_leafing_through_the_months_does_not_lose_the_day(alice: Person) -> None:
    await alice.says("/remind me call mum")
    await alice.presses("Pick a day")
    await alice.presses("8")
    await alice.presses("◀ Back")
    assert alice.last.text == "Which day?"
    await alice.presses("▶")
    await alice.says("10pm")
    alice.sees(EIGHTH)


async def test_the_last_day_that_was_tapped_counts(alice: Person) -> None:
    await alice.says("/remind me call mum")
    await alice.presses("Pick a day")
    await alice.presses("8")
    await alice.presses("◀ Back")
    await alice.presses("9")
    await alice.says("10pm")
    alice.sees("Monday, 9 March 2026, 22:00")


@pytest.mark.clients("telegram")
@pytest.mark.parametrize(
    ("said", "answer", "shown"),
    [
        ("buy bread tomorrow", "at 10pm", "Thursday, 5 March 2026, 22:00"),
        ("buy bread on the 8th", "10pm", EIGHTH),
        ("buy bread every Sunday", "10pm", "every Sunday at 22:00"),
        ("buy bread tomorrow at 7", "in the evening", "Thursday, 5 March 2026, 19:00"),
        ("buy bread tomorrow", "Friday at 10pm", "Friday, 6 March 2026, 22:00"),
    ],
)
async def test_an_hour_that_is_written_is_one_of_the_day_that_was_said(
    alice: Person, said: str, answer: str, shown: str
) -> None:
    await alice.says(f"/remind me {said}")
    await alice.says(answer)
    alice.sees("I’ll remind you", "buy bread", shown)


@pytest.mark.parametrize(
    ("said", "answer", "shown"),
    [
        ("comprar pan mañana", "a las 22:00", "jueves, 5 de marzo de 2026, 22:00"),
        ("comprar pan el día 8", "a las 10 de la noche", "domingo, 8 de marzo de 2026, 22:00"),
        ("comprar pan todos los domingos", "22:00", "cada domingo a las 22:00"),
        ("comprar pan mañana a las 7", "de la tarde", "jueves, 5 de marzo de 2026, 19:00"),
    ],
)
async def test_in_spanish_as_well(alice: Person, said: str, answer: str, shown: str) -> None:
    await alice.says("/settings")
    await alice.presses("Language")
    await alice.presses("Español")
    await alice.says(f"/remind para mí: {said}")
    await alice.says(answer)
    alice.sees("Te lo voy a recordar", "comprar pan", shown)


async def test_tomorrow_stays_the_same_day_after_midnight(alice: Person, clock: Time) -> None:
    await alice.says("/remind me buy bread tomorrow")
    await clock.advance(hours=15)
    await alice.says("10pm")
    alice.sees("Thursday, 5 March 2026, 22:00")


async def test_the_words_may_come_between_the_day_and_the_hour(alice: Person) -> None:
    await alice.says("/remind me tomorrow")
    await alice.says("buy bread")
    assert "Thursday, 5 March 2026. At what time?" in alice.last.text
    await alice.says("10pm")
    alice.sees("buy bread", "Thursday, 5 March 2026, 22:00")


async def test_an_hour_that_is_over_today_is_asked_about(alice: Person) -> None:
    await alice.says("/remind me call mum")
    await alice.presses("Pick a day")
    await alice.presses("4")
    await alice.says("8:00")
    alice.sees("That time has passed. Did you mean the next one?")
    await alice.presses("Thursday, 5 March 2026, 08:00")
    assert "I’ll remind you" in alice.last.text
    assert "Thursday, 5 March 2026, 08:00" in alice.last.text


@pytest.mark.parametrize(
    ("said", "answer", "shown"),
    [
        ("call mum on 30 February 21:30", "28 March", "Saturday, 28 March 2026, 21:30"),
        ("call mum every week at 21:30", "Friday", "every Friday at 21:30"),
        ("call mum yesterday at 21:30", "tomorrow", "Thursday, 5 March 2026, 21:30"),
    ],
)
async def test_the_hour_is_kept_while_the_day_is_asked(
    alice: Person, said: str, answer: str, shown: str
) -> None:
    await alice.says(f"/remind me {said}")
    await alice.says(answer)
    alice.sees("I’ll remind you", shown)


async def test_the_hour_that_was_said_is_kept_when_the_day_is_tapped(alice: Person) -> None:
    await alice.says("/remind me call mum on 30 February 21:30")
    await alice.presses("Another time")
    await alice.presses("Pick a day")
    await alice.presses("15")
    assert "Sunday, 15 March 2026, 21:30" in alice.last.text


async def test_a_change_of_the_hour_keeps_the_day_and_the_reverse(alice: Person) -> None:
    await alice.says("/remind me call mum Saturday 20:00")
    for said, shown in (
        ("10pm", "Saturday, 7 March 2026, 22:00"),
        ("Sunday", EIGHTH),
        ("every Sunday 9:00", "every Sunday at 09:00"),
        ("10:30", "every Sunday at 10:30"),
    ):
        await alice.presses("Change")
        await alice.presses("The time")
        await alice.says(said)
        alice.sees("I’ll remind you", shown)


async def test_a_change_by_tapping_asks_for_the_hour(alice: Person) -> None:
    await alice.says("/remind me call mum Saturday 20:00")
    await alice.presses("Change")
    await alice.presses("The time")
    await alice.presses("Pick a day")
    await alice.presses("9")
    await alice.says("21:00")
    alice.sees("Monday, 9 March 2026, 21:00")


async def test_an_offered_choice_is_not_a_reminder_yet(alice: Person, app: App) -> None:
    await alice.says("/remind me call mum tomorrow at 7")
    await alice.says("maybe at 8")
    async with app.database.read() as session:
        kept = list(await session.scalars(select(Reminder)))
    assert len(kept) == 1


async def test_an_old_choice_still_means_what_it_says(alice: Person, clock: Time) -> None:
    await alice.says("/remind me call mum tomorrow at 7")
    old = alice.button("Thursday, 5 March 2026, 19:00")
    await alice.says("Friday at 8")
    await alice.presses_button(old, alice.last.id)
    assert "Thursday, 5 March 2026, 19:00" in alice.last.text
    await alice.says("/remind me call mum tomorrow at 7")
    await clock.advance(days=2)
    await alice.presses_button(alice.button("19:00, Berlin time"), alice.last.id)
    alice.sees("has passed by now")


@pytest.mark.parametrize("said", ["tonight take pills", "take pills tonight", "this night pills"])
@pytest.mark.parametrize("hours", [11.14, 13, 13.9])
async def test_a_question_that_offers_something_has_something_to_offer(
    alice: Person, clock: Time, said: str, hours: float
) -> None:
    """At 21:08, 23:00 and 23:54."""
    await clock.advance(hours=hours)
    await alice.says(f"/remind me {said}")
    offered = [label for label in alice.buttons() if "March 2026," in label]
    assert offered
    await alice.presses(offered[0])
    assert "I’ll remind you" in alice.last.text


async def test_a_past_moment_is_asked_about_without_an_offer(alice: Person) -> None:
    await alice.says("/remind me call mum 2 hours ago")
    alice.sees("That time has passed. When should I remind you instead?")
    alice.sees_not("Did you mean")
