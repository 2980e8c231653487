"""Test what times mean to a person: their hour for "tonight", and the country of their dates."""

from __future__ import annotations

from datetime import time

import pytest

from bot.app import App
from tests.support.couples import paired
from tests.support.people import Person, Time
from tests.support.reminders import active_reminders

TONIGHT = "Wednesday, 4 March 2026, "


@pytest.fixture(autouse=True)
async def couple(alice: Person, bob: Person, app: App) -> None:
    await paired(alice, bob, app)


async def learns_tonight(person: Person, hour: str = "21:30") -> None:
    await person.says("/remind me lock the shed tonight")
    await person.says(hour)
    person.sees("lock the shed", TONIGHT + hour)


async def test_tonight_is_learnt_from_what_is_typed(alice: Person) -> None:
    await learns_tonight(alice)
    await alice.says("/remind me water the basil tonight")
    assert alice.buttons()[0] == f"{TONIGHT}21:30, Berlin time"
    await alice.presses("Another time")
    await alice.presses("Tonight")
    assert f"{TONIGHT}21:30" in alice.last.text


async def test_tonight_is_learnt_from_what_is_tapped(alice: Person) -> None:
    await alice.says("/remind me lock the shed tonight")
    await alice.presses("Another time")
    await alice.presses("Pick a day")
    await alice.presses("4")
    await alice.presses("22:00")
    await alice.says("/remind me water the basil tonight")
    assert alice.buttons()[0] == f"{TONIGHT}22:00, Berlin time"


@pytest.mark.parametrize("hour", ["tomorrow at 08:15", "at 12:30", "in 20 minutes"])
async def test_an_hour_of_another_part_of_the_day_teaches_nothing(alice: Person, hour: str) -> None:
    await alice.says("/remind me lock the shed tonight")
    await alice.says(hour)
    await alice.says("/remind me water the basil tonight")
    assert alice.buttons()[0] == f"{TONIGHT}20:00, Berlin time"


@pytest.mark.parametrize("audience", ["us", "partner"])
async def test_a_reminder_for_the_partner_tells_nobodys_hour(alice: Person, audience: str) -> None:
    """Seen to fail with the hours used for every reminder."""
    await learns_tonight(alice)
    await alice.says(f"/remind {audience} water the basil tonight")
    assert alice.buttons()[0] == f"{TONIGHT}20:00, Berlin time"


async def test_who_it_is_for_may_be_asked_before_the_hour(alice: Person) -> None:
    """Seen to fail with the readings gone once it was asked for whom."""
    await learns_tonight(alice)
    await alice.says("/remind water the basil tonight")
    await alice.presses("Me")
    assert alice.buttons()[0] == f"{TONIGHT}21:30, Berlin time"


async def test_a_doubt_stays_one_when_it_was_first_asked_for_whom(alice: Person, app: App) -> None:
    """Seen to fail with what was said settled at once: it counted without a word."""
    await alice.says("/remind call mum by Friday at 18:00")
    await alice.presses("Me")
    assert alice.buttons() == ["Friday, 6 March 2026, 18:00, Berlin time", "Another time"]
    assert await active_reminders(app) == []


async def test_the_hours_stand_in_settings_and_are_forgotten_by_a_button(
    alice: Person, bob: Person
) -> None:
    await learns_tonight(alice)
    await alice.says("/settings")
    alice.sees("tonight 21:30")
    await bob.says("/settings")
    bob.sees_not("21:30", "Forget my hours")
    await alice.says("Forget my hours")
    alice.sees("mean what they did at first")
    await alice.says("/settings")
    assert "tonight 21:30" not in alice.last.text
    assert "Forget my hours" not in alice.buttons()
    await alice.says("/remind me water the basil tonight")
    assert alice.buttons()[0] == f"{TONIGHT}20:00, Berlin time"


async def test_mothers_day_goes_by_the_country(alice: Person, app: App) -> None:
    """Berlin's is 10 May, that of Spain 3 May, and that of Argentina 18 October."""
    await alice.says("/remind me call mum on Mother's Day at 9:00")
    alice.sees("10 May 2026")
    for typed, day in (("Argentina", "18 October 2026"), ("🇪🇸", "3 May 2026")):
        await alice.says("/settings")
        await alice.presses("Country")
        await alice.says(typed)
        alice.sees("All right")
        await alice.says("/remind me call mum on Mother's Day at 9:00")
        alice.sees(day)
    assert len(await active_reminders(app)) == 3


async def test_the_order_of_day_and_month_goes_by_the_country(alice: Person) -> None:
    await alice.says("/remind me yoga on 5/6 at 18:00")
    assert ["5 June" in each for each in alice.buttons()[:2]] == [True, False]
    await alice.says("/settings")
    await alice.presses("Country")
    await alice.says("the United States")
    await alice.says("/remind me yoga on 5/6 at 18:00")
    assert ["5 June" in each for each in alice.buttons()[:2]] == [False, True]


async def test_the_country_can_be_that_of_the_city_again(alice: Person) -> None:
    await alice.says("/settings")
    alice.sees("Country: Germany")
    await alice.presses("Country")
    await alice.says("Mexico")
    await alice.says("/settings")
    alice.sees("Country: Mexico")
    await alice.presses("Country")
    await alice.presses("Go by where I am")
    await alice.says("/settings")
    alice.sees("Country: Germany")


@pytest.mark.parametrize("words", ["Atlantis", "🏝", "<b>", "42", "x" * 4000])
async def test_words_that_name_no_country_change_nothing(alice: Person, words: str) -> None:
    await alice.says("/settings")
    await alice.presses("Country")
    await alice.says(words)
    alice.sees("I don’t know a country")
    await alice.says("/settings")
    alice.sees("Country: Germany")


async def test_words_that_name_several_countries_are_asked_about(alice: Person) -> None:
    await alice.says("/settings")
    await alice.presses("Country")
    await alice.says("Korea")
    assert len(alice.buttons()) >= 2
    await alice.says("/cancel")


async def test_the_partner_never_sees_country_or_hours(
    alice: Person, bob: Person, clock: Time
) -> None:
    await learns_tonight(alice)
    await alice.says("/settings")
    await alice.presses("Country")
    await alice.says("Argentina")
    bob.looks()
    await clock.until(clock.now().date(), time(22))
    bob.sees_nothing_new()
    for words in ("/settings", "/whatcansee", "/reminders", "/history", "/goals", "/export"):
        await bob.says(words)
        bob.sees_not("Argentina", "21:30")
