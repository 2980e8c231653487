"""Test that a shared reminder never shows its author's time zone, in words, rings or files."""

from __future__ import annotations

import re
from datetime import time, timedelta

import pytest

from bot.app import App
from domain import settings
from handlers.turn import Content
from tests.conftest import RING
from tests.privacy.side_by_side.couples import Stage, stage
from tests.support.contexts import context
from tests.support.couples import member_of, paired
from tests.support.people import START, Person, Time
from tests.support.reminders import move_to_zone, unanswered_messages
from tests.support.storage.databases import PreparedDatabase

pytestmark = [pytest.mark.sqlite, pytest.mark.long]
"""The bot says the same on both databases."""

PILLS = "take the pills"
TIMES = re.compile(r"\d{8}T\d{4,6}Z?")
FRIDAY = START.date() + timedelta(days=2)
SAID = (
    ("us", "Europe/London", "tomorrow 19:00", "tomorrow 18:00"),
    ("us", "Europe/London", "every Friday 19:00", "every Friday 18:00"),
    ("partner", "Europe/London", "every 2 weeks on Monday 0:30", "every 2 weeks on Sunday 23:30"),
    ("us", "Europe/London", "every month on the 1st at 0:30", "every month on the last day 23:30"),
    ("partner", "Europe/London", "every 36 hours", "every 36 hours"),
    ("us", "Asia/Tokyo", "every Friday 18:00", "every Saturday 2:00"),
)
"""The same moments as somebody in Berlin says them, and somebody abroad."""


@pytest.fixture
async def play(ground: PreparedDatabase, shelf: Content) -> Stage:
    return await stage(ground, RING, shelf, elsewhere=False, before=False)


async def is_in(person: Person, zone: str) -> None:
    async with person.app.database.write() as session:
        member = await member_of(session, person, person.app)
        await settings.change_zone(context(session, now=person.app.clock.now()), member, zone)


async def confirms(person: Person, said: str) -> None:
    await person.says(f"/remind {said}")
    await person.presses("Confirm")


async def changes(person: Person, said: str) -> None:
    await person.says("/reminders")
    await person.presses("1")
    await person.presses("Change")
    await person.presses("The time")
    await person.says(said)
    await person.presses("Confirm")


async def looks(person: Person) -> None:
    """Look at the list, its page, and the file for a calendar."""
    await person.says("/reminders")
    await person.presses("1")
    await person.says("/reminders")
    await person.presses("calendar")


@pytest.mark.parametrize(("audience", "zone", "at_home", "abroad"), SAID)
async def test_a_reminder_for_the_other_reads_the_same_wherever_it_was_made(
    audience: str, zone: str, at_home: str, abroad: str, play: Stage
) -> None:
    """In the asking, the list, the confirmation, the file, the ring and the change.

    Seen: 52 single events in the file for one made abroad, and a rule for one made at home.
    """
    await is_in(play.other.alice, zone)
    for alice, said in zip(play.alices(), (at_home, abroad), strict=True):
        await confirms(alice, f"{audience} {PILLS} {said}")
    for bob in play.bobs():
        await bob.presses("Yes, remind me")
        await looks(bob)
    # Later in the year Berlin's clocks change, and others do not.
    play.compare("made", files_without=None if zone == "Europe/London" else TIMES)
    for alice in play.alices():
        await changes(alice, "in 3 hours")
    for bob in play.bobs():
        await bob.presses("Yes, remind me")
    await play.pass_time(timedelta(hours=4))
    play.compare("changed, and rung")


async def test_one_on_each_persons_own_clock_begins_on_the_readers_own_calendar(
    play: Stage,
) -> None:
    """Seen: Friday at 20:00 in Tokyo, "every Friday 19:00" left out the Friday in Berlin."""
    await play.clock.until(FRIDAY, time(11))
    await is_in(play.other.alice, "Asia/Tokyo")
    for alice in play.alices():
        for often in ("every Friday 19:00", "every day 20:00", "every month on the 6th at 19:30"):
            await alice.says(f"/remind us {PILLS} {often}")
            await alice.presses("Change")
            await alice.presses("Each on our own clock")
            await alice.presses("Confirm")
    for bob in play.bobs():
        for _ in range(3):
            await bob.presses("Yes, remind me")
        await looks(bob)
    await play.pass_time(timedelta(days=8))
    play.compare("a week")


async def test_a_ring_on_ones_own_clock_comes_despite_the_others_tick(
    alice: Person, bob: Person, app: App, clock: Time
) -> None:
    """Seen: Alice ticked in Tokyo, and what rings at 9:00 in Berlin did not come."""
    await paired(alice, bob, app)
    await move_to_zone(alice, app, "Asia/Tokyo")
    await bob.says(f"/remind us {PILLS} every Friday 9:00")
    for choice in (
        "Change",
        "Each on our own clock",
        "Change",
        "Who ticks it off",
        "One tick counts",
    ):
        await bob.presses(choice)
    await bob.presses("Confirm")
    await alice.presses("Yes, remind me")
    await clock.until(FRIDAY, time(3))
    await alice.presses("Done")
    assert not unanswered_messages(bob, PILLS)
    await clock.until(FRIDAY, time(9))
    assert len(unanswered_messages(bob, PILLS)) == 1
    await alice.presses("Undo")
    await alice.presses("Done")
    assert not unanswered_messages(bob, PILLS)
