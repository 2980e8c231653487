"""Test reminders for two, with changes, a yes, Undo and an end in any order."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import func, select
from structlog.testing import capture_logs

from bot.app import App
from chat.buttons import Button
from domain.errors import RuleBroken
from domain.remind import reminders, sharing
from handlers.turn import Content
from storage.sealing import Vault
from storage.tables.remind import Reminder
from tests.conftest import RING
from tests.privacy.side_by_side.couples import Film, Stage, Two, stage
from tests.privacy.test_forget import forgets
from tests.remind.test_yes import opens, rewords, rung
from tests.support.contexts import context
from tests.support.couples import linked, member_of, paired, settled, unlinked
from tests.support.people import Person, Time
from tests.support.reminders import active_reminders, newest_occurrence_message, shares_reminder
from tests.support.storage.databases import PreparedDatabase
from tests.support.thorough import amount

pytestmark = pytest.mark.long

DINNER = "dinner"
TIMES = amount(200, 1000)


@pytest.fixture
async def play(ground: PreparedDatabase, shelf: Content) -> Stage:
    return await stage(ground, RING, shelf, elsewhere=False, before=False)


async def makes(author: Person, other: Person, words: str) -> UUID:
    """Make one that the other has accepted."""
    await author.says(f"/remind {words}")
    id = author.button("Confirm").id
    await author.presses("Confirm")
    await other.presses("Yes, remind me")
    assert id
    return id


async def drafts_a_change(author: Person, id: UUID, words: str) -> None:
    await author.presses_button(Button("Change", "remind:edit", id))
    await author.presses("The words")
    await author.says(words)


async def are_in_the_middle(two: Two) -> None:
    """Have either ring, mute, ask for a change, change without Confirm, or delete."""
    for author, other in ((two.alice, two.bob), (two.bob, two.alice)):
        name = author.name
        await makes(author, other, f"us {name} rings every day 10:30")
        await makes(author, other, f"partner {name} is muted every day 11:30")
        await other.presses("Mute it")
        changed = await makes(author, other, f"us {name} is changed every day 12:30")
        await drafts_a_change(author, changed, f"{name} is new")
        await author.presses("Confirm")
        await drafts_a_change(author, changed, f"{name} is newer")
        gone = await makes(author, other, f"us {name} is gone every day 13:30")
        await author.presses_button(Button("Delete", "remind:delete", gone))


async def presses_all(bob: Person, film: Film) -> None:
    """Press every button that he has about reminders; each must reply with a line."""
    had = [(button, shown.id) for shown in bob.screen for button in shown.buttons]
    for button, message in had:
        if button.action.startswith("remind:"):
            count = len(film.shots.get(bob.id, []))
            await bob.presses_button(button, message)
            assert len(film.shots[bob.id]) > count, button


@pytest.mark.sqlite
async def test_forgetting_in_the_middle_looks_like_unlinking_to_the_other(
    play: Stage,
) -> None:
    """Also for muted ones: a clear line for each press, and no message beside it."""
    with capture_logs() as logs:
        for two in play.both:
            await are_in_the_middle(two)
        await play.pass_time(timedelta(hours=1))
        play.compare("in the middle")
        await unlinked(play.plain.alice)
        await forgets(play.other.alice)
        await play.pass_time(timedelta(minutes=5))
        play.compare("she left")
        for bob in play.bobs():
            assert rung(bob)
            await presses_all(bob, play.film)
            bob.sees_not("went wrong")
        await play.pass_time(timedelta(days=1))
        play.compare("he pressed all that he had")
    assert [each for each in logs if each["log_level"] != "info"] == []


@pytest.mark.parametrize("second", ["Yes, remind me", "No, thanks", ""])
async def test_undo_restores_each_version_despite_replies_in_between(
    second: str, alice: Person, bob: Person, app: App, clock: Time
) -> None:
    await paired(alice, bob, app)
    await shares_reminder(bob, alice, f"{DINNER} every day 19:00")
    await rewords(bob, DINNER, "supper", app)
    await bob.says("/reminders")
    await bob.presses("1")
    if second:
        await alice.presses(second)
    yes = alice.button("Yes, remind me") if second != "Yes, remind me" else None
    await bob.presses("Delete")
    if yes:
        await alice.presses_button(yes)
        alice.sees("isn’t there any more")
    await bob.presses("Undo")
    await clock.advance(days=1)
    expected = "supper" if second == "Yes, remind me" else DINNER
    assert [f"⏰ {expected}" in each for each in rung(alice)] == [True]
    assert ["⏰ supper" in each for each in rung(bob)] == [True]


async def test_two_links_in_one_week_share_no_reminder_and_no_press_reaches_the_new_partner(
    alice: Person, bob: Person, carol: Person, app: App, clock: Time
) -> None:
    await paired(alice, bob, app)
    await shares_reminder(bob, alice, f"{DINNER} every day 19:00")
    await rewords(bob, DINNER, "supper", app)
    await opens(bob, "supper", app)
    await bob.presses("The words")
    await bob.says("late supper")
    old = [(button, shown.id) for shown in bob.screen for button in shown.buttons]
    hers = [(button, shown.id) for shown in alice.screen for button in shown.buttons]
    await unlinked(alice)
    await settled(carol, "Berlin")
    await linked(carol, bob)
    for person, had in ((bob, old), (alice, hers)):
        for button, message in had:
            if button.action.startswith("remind:") and not button.action.startswith("remind:new"):
                await person.presses_button(button, message)
    carol.sees_nothing_new()
    assert not any(DINNER in shown.text or "supper" in shown.text for shown in carol.screen)
    await clock.advance(days=1)
    assert rung(alice) == rung(bob) == rung(carol) == []


async def test_of_a_thousand_changes_in_a_minute_one_version_counts_and_nothing_is_lost(
    alice: Person, bob: Person, app: App, clock: Time
) -> None:
    """Ten of one for both; the others are drafts that say so, and what was accepted goes on."""
    await paired(alice, bob, app)
    await shares_reminder(bob, alice, f"{DINNER} every day 19:00")
    (reminder,) = await active_reminders(app)
    done = 0
    async with app.database.write() as session:
        vault = Vault(session, RING)
        member, partner = [await member_of(session, each, app) for each in (bob, alice)]
        draft = await reminders.begin_change(
            context(session, vault=vault, now=clock.now()), member, reminder.id
        )
        for number in range(TIMES):
            await reminders.set_words(
                context(vault._session, vault=vault), draft, f"{DINNER} {number}"
            )
            try:
                await sharing.confirm(
                    context(session, vault=vault, now=clock.now()),
                    member,
                    partner,
                    draft.id,
                    reminders.MAX_FOR_PARTNER,
                )
            except RuleBroken:
                continue
            done += 1
            draft = await reminders.begin_change(
                context(session, vault=vault, now=clock.now()), member, reminder.id
            )
    assert done == reminders.MAX_ACTS_PER_DAY - 1
    async with app.database.read() as session:
        of_it = select(func.count()).where(Reminder.state == reminders.ACTIVE)
        assert await session.scalar(of_it) == 2
    await clock.advance(days=1)
    assert f"⏰ {DINNER}\n" in newest_occurrence_message(alice, DINNER).text
    assert f"⏰ {DINNER} {done - 1}\n" in newest_occurrence_message(bob, DINNER).text
    assert (len(rung(alice)), len(rung(bob))) == (1, 1)
