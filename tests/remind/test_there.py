"""Test that a request for a yes says how often it comes, on the reader's own calendar alone."""

from __future__ import annotations

import pytest

from bot.app import App
from tests.support.couples import paired
from tests.support.people import Person
from tests.support.reminders import move_to_zone, reminds


@pytest.fixture(autouse=True)
async def couple(alice: Person, bob: Person, app: App) -> None:
    await paired(alice, bob, app)


@pytest.mark.parametrize("away", ["Europe/Berlin", "Europe/London", "America/Los_Angeles"])
@pytest.mark.parametrize(
    ("said", "how_often"),
    [
        ("every Thursday 12:00", "every Thursday at "),
        ("every 2 weeks on Thursday 12:00", "every 2 weeks on Thursday at "),
        ("every day 12:00", "every day at "),
        ("weekdays at 12:00", "every weekday at "),
        ("last Friday of the month 12:00", "on the last Friday of every month at "),
        ("every month on the 5th at 12:00", "on the 5th of every month at "),
        ("every year on 14 July at 12:00", "every year on "),
        ("every 36 hours", "every 36 hours, next on "),
    ],
)
async def test_a_request_for_a_yes_says_how_often_and_when_next_in_any_zone(
    alice: Person, bob: Person, app: App, away: str, said: str, how_often: str
) -> None:
    """The wording is the same for somebody at home and for somebody abroad."""
    await move_to_zone(bob, app, away)
    for audience in ("us", "partner"):
        await reminds(alice, f"{audience} take out the bins {said}")
        bob.sees("Alice would like", "take out the bins", how_often, "next on")
        assert away.startswith("Europe/Berlin") or "Berlin" not in bob.last.text


@pytest.mark.parametrize(
    ("said", "there"),
    [
        ("every Thursday 8:00", "every Wednesday at 11:00 PM"),
        ("every Monday and Thursday 8:00", "every Wednesday and Sunday at 11:00 PM"),
        ("weekdays at 8:00", "every Monday, Tuesday, Wednesday, Thursday and Sunday at"),
        ("every month on the 5th at 8:00", "on the 4th of every month at 11:00 PM"),
        ("every month on the 1st at 7:00", "on the last day of every month at 10:00 PM"),
        ("every month on the last day at 8:00", "every month at 11:00 PM"),
        ("every year on 1 March at 8:00", "every year on the last day of February at 11:00 PM"),
    ],
)
async def test_the_days_are_those_of_the_readers_own_calendar(
    alice: Person, bob: Person, app: App, said: str, there: str
) -> None:
    await move_to_zone(bob, app, "America/Los_Angeles")
    await reminds(alice, f"partner take out the bins {said}")
    assert there in bob.last.text.replace("\N{NO-BREAK SPACE}", " ")


async def test_a_person_who_moved_reads_their_reminder_in_their_own_days(
    alice: Person, bob: Person, app: App
) -> None:
    await reminds(alice, "us take out the bins every Thursday 8:00")
    await move_to_zone(alice, app, "America/Los_Angeles")
    await alice.says("/reminders")
    await alice.presses("1")
    assert "every Wednesday at 11:00" in alice.last.text
