"""Test that changing, deleting and restoring a reminder pushes nothing to the other."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest

from bot.app import App
from domain import settings
from domain.privacy import consent
from domain.remind import reminders
from tests.support.contexts import context
from tests.support.couples import member_of, paired
from tests.support.people import Person, Time
from tests.support.reminders import reminds, shares_reminder
from tests.support.thanks import pauses

pytestmark = pytest.mark.long

DINNER = "dinner"
TIMES = 4
"""Fewer than a day holds, so that each of them could be a message."""
WAYS = ("paused", "muted", "refused", "quiet", "paused for good")


@pytest.fixture(autouse=True)
async def couple(alice: Person, bob: Person, app: App) -> None:
    await paired(alice, bob, app)


async def wants_quiet(person: Person, way: str, app: App) -> None:
    if way == "muted":
        await person.presses("Mute it")
    if way == "paused":
        await pauses(person, app, days=30)
    async with app.database.write() as session:
        member = await member_of(session, person, app)
        if way == "paused for good":
            member.paused_until = settings.FOREVER
        if way == "refused":
            await consent.refuse(context(session, now=app.clock.now()), member)
        if way == "quiet":
            settings.set_quiet_hours(member, 0, 23 * 60)


async def rewords(person: Person, number: int) -> None:
    await person.presses("Change")
    await person.presses("The words")
    await person.says(f"{DINNER} {number}, you paused me")
    await person.presses("Confirm")
    await begins(person)


async def begins(person: Person) -> None:
    await person.says("/reminders")
    await person.presses("1")


async def deletes_and_undoes(person: Person, number: int) -> None:
    await person.presses("Delete")
    await person.presses("Undo")
    await begins(person)


Act = Callable[[Person, int], Awaitable[None]]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("act", [rewords, deletes_and_undoes])
async def test_a_person_who_wants_quiet_is_pushed_nothing(
    way: str, act: Act, alice: Person, bob: Person, app: App
) -> None:
    """Seen: 50 rewordings were 50 messages, in a pause, muted, and with consent taken back."""
    await shares_reminder(bob, alice, f"{DINNER} every day 19:00")
    await wants_quiet(alice, way, app)
    alice.looks()
    await begins(bob)
    for number in range(TIMES):
        await act(bob, number)
    alice.sees_nothing_new()


@pytest.mark.parametrize("act", [rewords, deletes_and_undoes])
async def test_any_number_of_changes_is_one_message_until_it_was_looked_at(
    act: Act, alice: Person, bob: Person, app: App
) -> None:
    """Seen: 200 rewordings within a minute were 200 messages."""
    await shares_reminder(bob, alice, f"{DINNER} every day 19:00")
    count = len(alice.screen)
    await begins(bob)
    for number in range(TIMES):
        await act(bob, number)
    assert len(alice.screen) == count + 1
    assert alice.last.silent


async def test_after_a_look_the_next_change_is_a_separate_message(
    alice: Person, bob: Person, app: App
) -> None:
    await shares_reminder(bob, alice, f"{DINNER} every day 19:00")
    await begins(bob)
    await rewords(bob, 1)
    await alice.says("/reminders")
    alice.looks()
    await rewords(bob, 2)
    await rewords(bob, 3)
    alice.sees(f"{DINNER} 3")
    assert sum(f"{DINNER} 3" in shown.text for shown in alice.screen) == 1
    assert not any(f"{DINNER} 2" in shown.text for shown in alice.screen)


async def test_changes_at_night_come_once_in_the_morning_in_their_final_form(
    alice: Person, bob: Person, app: App, clock: Time
) -> None:
    """Seen: all 50 were saved up."""
    await shares_reminder(bob, alice, f"{DINNER} every Friday 19:00")
    await clock.advance(hours=15)
    alice.looks()
    await begins(bob)
    for number in range(5):
        await rewords(bob, number)
    alice.sees_nothing_new()
    await clock.advance(hours=9)
    assert [shown.text for shown in alice.screen if "you paused me" in shown.text] == [
        alice.last.text
    ]
    assert f"{DINNER} 4" in alice.last.text


async def test_changes_count_towards_what_a_day_holds(alice: Person, bob: Person, app: App) -> None:
    await shares_reminder(bob, alice, f"{DINNER} every day 19:00")
    await begins(bob)
    for number in range(reminders.MAX_ACTS_PER_DAY - 1):
        await rewords(bob, number)
    await reminds(bob, "partner one more tomorrow 8:30")
    bob.sees("the most for one day")


async def test_begun_long_ago_and_confirmed_now_counts_now(
    alice: Person, bob: Person, app: App, clock: Time
) -> None:
    """Nobody saves up drafts of days to confirm them all at once."""
    await shares_reminder(bob, alice, f"{DINNER} every Friday 19:00")
    drafts = []
    for number in range(reminders.MAX_ACTS_PER_DAY + 1):
        await begins(bob)
        await bob.presses("Change")
        await bob.presses("The words")
        await bob.says(f"{DINNER} {number}")
        drafts.append(bob.button("Confirm"))
    await clock.advance(days=1, hours=1)
    for each in drafts:
        await bob.presses_button(each)
    bob.sees("the most for one day")
