"""Test a year of silence: one question, and a month to answer it."""

from __future__ import annotations

import pytest
from sqlalchemy import update

from bot.app import App
from storage.tables.member import Member
from storage.tables.reflect import JournalEntry
from tests.privacy.test_forget import count
from tests.support.couples import paired, settled
from tests.support.people import Person, Time


@pytest.fixture
async def diarist(alice: Person, app: App) -> Person:
    """Make somebody with a page in their journal."""
    await settled(alice, "Berlin")
    await alice.says("/reflect remember me")
    await alice.says("/done")
    alice.looks()
    return alice


async def passes(app: App, clock: Time, days: int) -> None:
    """Let time pass, with the hourly sweep."""
    await clock.jump(days=days)
    await app.sweep()
    await app.run_until_idle()


async def test_after_a_year_the_person_is_asked_once(
    diarist: Person, app: App, clock: Time
) -> None:
    await passes(app, clock, 330)
    diarist.sees_nothing_new()
    await passes(app, clock, 36)
    diarist.sees("quiet here for a year", "deleted after")
    assert {"Keep it", "Take my words with me first"} <= set(diarist.buttons())
    diarist.looks()
    await passes(app, clock, 7)
    diarist.sees_nothing_new()


async def test_a_month_after_the_question_everything_goes(
    diarist: Person, app: App, clock: Time
) -> None:
    await passes(app, clock, 366)
    await passes(app, clock, 29)
    assert await count(app, JournalEntry) == 1
    await passes(app, clock, 2)
    assert await count(app, Member) == 0
    assert await count(app, JournalEntry) == 0


async def test_a_person_who_returns_just_before_the_question_is_not_asked(
    diarist: Person, app: App, clock: Time
) -> None:
    """Without the second look at the month: she is here, and asked whether she still is."""
    await clock.jump(days=366)
    await app.sweep()
    async with app.database.write() as session:
        await session.execute(update(Member).values(active_in=clock.now().date()))
    await app.run_until_idle()
    diarist.sees_nothing_new()


@pytest.mark.parametrize("sign", ["Keep it", "/help", "hello again"])
async def test_any_sign_of_life_keeps_everything(
    sign: str, diarist: Person, app: App, clock: Time
) -> None:
    """Seen to fail without noting the month again."""
    await passes(app, clock, 366)
    await (diarist.presses(sign) if sign == "Keep it" else diarist.says(sign))
    await passes(app, clock, 60)
    assert await count(app, JournalEntry) >= 1


async def test_a_returned_person_is_asked_again_before_anything_is_deleted(
    diarist: Person, app: App, clock: Time
) -> None:
    """Seen to fail with the first warning left standing: a year later all went unasked."""
    await passes(app, clock, 366)
    await diarist.presses("Keep it")
    diarist.looks()
    await passes(app, clock, 366)
    diarist.sees("quiet here for a year")
    assert await count(app, JournalEntry) == 1


async def test_a_pause_does_not_keep_the_question_away(
    diarist: Person, app: App, clock: Time
) -> None:
    await diarist.says("/pause")
    await diarist.presses("Until I end")
    await passes(app, clock, 366)
    diarist.sees("quiet here for a year")


async def test_one_of_two_may_fall_silent_and_the_other_keeps_their_own(
    alice: Person, bob: Person, app: App, clock: Time
) -> None:
    await paired(alice, bob)
    await bob.says("/reflect mine")
    await bob.says("/done")
    await clock.jump(days=366)
    await bob.says("/help")
    await passes(app, clock, 1)
    await passes(app, clock, 31)
    assert await count(app, Member) == 1
    await bob.says("/journal")
    bob.sees("mine")


async def test_people_from_before_the_count_are_counted_from_now(
    diarist: Person, app: App, clock: Time
) -> None:
    async with app.database.write() as session:
        await session.execute(update(Member).values(active_in=None))
    await clock.jump(days=366)
    await passes(app, clock, 0)
    diarist.sees_nothing_new()
    await passes(app, clock, 366)
    diarist.sees("quiet here for a year")
