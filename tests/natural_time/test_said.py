"""Test that the running bot says back, or asks about, what people say of a time."""

from __future__ import annotations

import pytest

from bot.app import App
from tests.support.couples import paired
from tests.support.people import Person
from tests.support.reminders import active_reminders

pytestmark = pytest.mark.sqlite
AT_ONCE = [
    ("every tue/thu at 18:00", "every Tuesday and Thursday at 18:00"),
    ("M W F at 7:00", "every Monday, Wednesday and Friday at 07:00"),
    ("every day except Sunday at 7:00", "Friday and Saturday at 07:00"),
    ("biweekly on Friday at 9:00", "every 2 weeks on Friday at 09:00"),
    ("the last day of every month at 9:00", "on the last day of every month at 09:00"),
    ("the second Tuesday of May at 9:00", "12 May 2026, 09:00"),
    ("the 5th of next month at 9:00", "5 April 2026, 09:00"),
    ("in 2 and a half hours", "4 March 2026, 12:30"),
    ("in 1h30m", "4 March 2026, 11:30"),
    ("Easter Sunday at 9:00", "5 April 2026, 09:00"),
    ("a week on Tuesday at 9:00", "17 March 2026, 09:00"),
    ("Friday week at 9:00", "13 March 2026, 09:00"),
    ("6p", "4 March 2026, 18:00"),
    ("at ٢٠:٣٠", "4 March 2026, 20:30"),
    ("at \uff11\uff19:\uff13\uff10", "4 March 2026, 19:30"),
    ("tomor\u200brow at 9:00", "5 March 2026, 09:00"),
    ("every day at 8am and 8pm", "every day at 08:00 and 20:00"),
]
ASKED = [
    ("at half 7", ["07:30", "19:30"]),
    ("Anna's birthday on 5 May at 9:00", ["every", "5 May 2026"]),
    ("every third Tuesday at 9:00", ["every 3 weeks", "third Tuesday"]),
    ("on 5/6 at 9:00", ["5 June", "6 May"]),
    ("first and fifteenth at 9:00", ["1st", "1 April", "15 March"]),
    ("31 February at 9:00", ["28 February 2027", "29 February 2028"]),
    ("mañana at 18:00", ["5 March 2026, 18:00", "4 March 2026, 18:00"]),
]
OPEN = ["at 25:00", "every 0 days", "in 10000 years", "twice a day", "soon", "🕘", "x" * 150]


@pytest.fixture(autouse=True)
async def couple(alice: Person, bob: Person, app: App) -> None:
    await paired(alice, bob, app)


async def speaks_spanish(alice: Person) -> None:
    await alice.says("/settings")
    await alice.presses("Language")
    await alice.presses("Español")


@pytest.mark.parametrize(("said", "shown"), AT_ONCE)
@pytest.mark.parametrize("place", ["behind", "in front"])
async def test_what_is_clear_counts_at_once_and_is_said_back(
    alice: Person, app: App, said: str, shown: str, place: str
) -> None:
    words = f"call mum {said}" if place == "behind" else f"{said} call mum"
    await alice.says(f"/remind me {words}")
    alice.sees("call mum", shown)
    assert alice.buttons() == ["Undo", "Change"]
    assert len(await active_reminders(app)) == 1


@pytest.mark.parametrize(("said", "readings"), ASKED)
async def test_what_is_in_doubt_has_its_readings_as_buttons(
    alice: Person, app: App, said: str, readings: list[str]
) -> None:
    await alice.says(f"/remind me call mum {said}")
    *choices, other = alice.buttons()
    assert other == "Another time"
    assert len(choices) == len(readings)
    for choice, reading in zip(choices, readings, strict=True):
        assert reading.casefold() in choice.casefold()
    assert await active_reminders(app) == []
    await alice.presses(choices[0])
    assert len(await active_reminders(app)) == 1


@pytest.mark.parametrize("said", OPEN)
async def test_what_names_no_moment_is_asked_for_and_nothing_counts(
    alice: Person, app: App, said: str
) -> None:
    await alice.says(f"/remind me call mum {said}")
    assert alice.buttons() == ["In 1 hour", "Tonight", "Tomorrow morning", "Pick a day"]
    assert await active_reminders(app) == []
    await alice.presses("In 1 hour")
    assert "call mum" in alice.last.text
    assert "11:00" in alice.last.text


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("watch 24 at 21:00", "watch 24"),
        ("The 5th Element tomorrow 20:00", "The 5th Element"),
        ("tomorrow 20:00 The 5th Element", "The 5th Element"),
        ("prepare tomorrow's lunch at 19:00", "prepare tomorrow's lunch"),
        ("Friday at 18:00 night shift", "night shift"),
    ],
)
async def test_no_word_of_a_title_that_is_a_time_is_lost(
    alice: Person, words: str, title: str
) -> None:
    await alice.says(f"/remind me {words}")
    alice.sees(title)


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("lunes, miércoles y viernes a las 7:00", "lunes, miércoles y viernes"),
        ("dentro de dos horas y media", "12:30"),
        ("a las 12 del día", "12:00"),
        ("el sábado en quince a las 10:00", "21 de marzo de 2026"),
        ("Nochevieja a las 23:30", "31 de diciembre de 2026"),
    ],
)
async def test_in_spanish_as_well(alice: Person, said: str, shown: str) -> None:
    await speaks_spanish(alice)
    await alice.says(f"/remind para mí llamar a mamá {said}")
    alice.sees("llamar a mamá", shown)
    assert alice.buttons() == ["Deshacer", "Cambiar"]


async def test_every_third_day_is_asked_about_where_it_has_two_meanings(alice: Person) -> None:
    await speaks_spanish(alice)
    await alice.says("/remind para mí regar cada tercer día a las 9:00")
    assert len(alice.buttons()) == 3


async def test_four_thousand_letters_with_two_hundred_numbers_are_asked_about(
    alice: Person, app: App
) -> None:
    words = " ".join(f"{number} {'x' * 15}" for number in range(200, 400))[:4000]
    await alice.says(f"/remind me {words}")
    alice.sees("200")
    assert await active_reminders(app) == []
