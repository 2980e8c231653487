"""Test that doubts come with the likeliest readings, and others behind *Another time*."""

from __future__ import annotations

import pytest

from bot.app import App
from tests.support.couples import paired
from tests.support.people import Person, Time
from tests.support.reminders import active_reminders

PICKS = ["In 1 hour", "Tonight", "Tomorrow morning", "Pick a day"]


@pytest.fixture(autouse=True)
async def couple(alice: Person, bob: Person, app: App) -> None:
    await paired(alice, bob, app)


async def test_readings_stand_first_and_then_another_time(alice: Person) -> None:
    await alice.says("/remind me call mum tomorrow at 7")
    assert alice.buttons() == [
        "Thursday, 5 March 2026, 07:00, Berlin time",
        "Thursday, 5 March 2026, 19:00, Berlin time",
        "Another time",
    ]
    await alice.presses("Another time")
    assert alice.buttons() == PICKS


async def test_without_a_reading_the_quick_picks_stand_at_once(alice: Person) -> None:
    await alice.says("/remind me call mum")
    assert alice.buttons() == PICKS


@pytest.mark.clients
@pytest.mark.parametrize(
    ("pick", "shown"),
    [
        ("In 1 hour", "Wednesday, 4 March 2026, 11:00"),
        ("Tonight", "Wednesday, 4 March 2026, 20:00"),
        ("Tomorrow morning", "Thursday, 5 March 2026, 09:00"),
    ],
)
async def test_a_quick_pick_counts_at_once(alice: Person, app: App, pick: str, shown: str) -> None:
    await alice.says("/remind me call mum")
    await alice.presses(pick)
    assert shown in alice.last.text
    assert len(await active_reminders(app)) == 1


@pytest.mark.parametrize(
    "path", [PICKS[:1], ["another time", "tonight"], ["pick a day", "8", "18:00"]]
)
async def test_all_of_it_works_by_typing_alone(alice: Person, app: App, path: list[str]) -> None:
    await alice.says(
        "/remind me call mum tomorrow at 7" if path[0] == "another time" else "/remind me call mum"
    )
    for word in path:
        await alice.says(word)
    alice.sees("I’ll remind you: call mum")
    assert len(await active_reminders(app)) == 1


async def test_late_in_the_evening_tonight_is_the_next_full_hour(
    alice: Person, clock: Time
) -> None:
    await clock.advance(hours=11)
    await alice.says("/remind me call mum")
    await alice.presses("Tonight")
    assert "Wednesday, 4 March 2026, 22:00" in alice.last.text


async def test_shortly_before_midnight_tonight_is_not_offered(alice: Person, clock: Time) -> None:
    await clock.advance(hours=13.5)
    await alice.says("/remind me call mum")
    assert alice.buttons() == ["In 1 hour", "Tomorrow morning", "Pick a day"]


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("every week", "every Wednesday at 20:00"),
        ("every month", "on the 4th of every month at 20:00"),
        ("every year", "every year on 4 March at 20:00"),
        ("every day", "every day at 20:00"),
    ],
)
async def test_a_repetition_that_was_said_stays(alice: Person, said: str, shown: str) -> None:
    await alice.says(f"/remind me call mum {said}")
    await alice.presses("Another time")
    await alice.presses("Tonight")
    assert shown in alice.last.text


async def test_a_forged_pick_is_refused(alice: Person, app: App) -> None:
    await alice.says("/remind me call mum")
    pick = alice.button("Tonight")
    await alice.presses_button(type(pick)(pick.label, pick.action, pick.id, "never"))
    assert await active_reminders(app) == []
