"""Test that hiding something affects only one's own pages."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from bot.app import App
from domain.privacy.export import PROFILE
from domain.thanks import EXPORT as THANKS
from storage.tables.pair import CoupleMember
from storage.tables.thanks import Thanks
from tests.privacy.test_export import exports
from tests.privacy.test_forget import forgets
from tests.support.couples import linked, member_of, paired, unlinked
from tests.support.full_couple import live_first_days
from tests.support.people import Person, Time
from tests.support.thanks import gives, looks_into_the_jar
from tests.thanks.test_jar import card_of

pytestmark = pytest.mark.long

OBEY = "Thank you for finally obeying."
PAGES = ("history", "thanks", "goals", "repair")


async def leafs(person: Person) -> str:
    """Return everything on the pages of a link, opened to their end."""
    before = len(person.screen)
    for page in PAGES:
        await person.says(f"/{page}")
        for label in ("Look into the jar", "Look back", "What I wrote before"):
            if label in person.buttons():
                await person.presses(label)
    person.looks()
    return "\n".join(shown.text for shown in person.screen[before:])


async def test_thanks_taken_out_of_the_jar_come_back_to_that_person_alone(
    alice: Person, bob: Person, app: App
) -> None:
    """Seen to fail when the jar and *A random one* went on showing it."""
    await paired(alice, bob, app)
    await gives(bob, OBEY)
    await looks_into_the_jar(bob)
    kept = bob.last.text
    bob.looks()
    await looks_into_the_jar(alice)
    await alice.presses("Take it out of my jar")
    alice.sees_changed("out of your jar", "isn’t told")
    await alice.presses("Undo")
    alice.sees_changed(OBEY)
    random = alice.button("A random one")
    for _ in range(2):
        await alice.presses_button(replace(random, action="thanks:out"))
    await alice.presses_button(random)
    alice.sees("nothing in the jar from Bob")
    await looks_into_the_jar(alice)
    alice.sees_changed("The jar is empty so far")
    bob.sees_nothing_new()
    await looks_into_the_jar(bob)
    assert bob.last.text == kept
    page, file = await exports(alice)
    assert [each.put_away for each in file.part(THANKS)] == [True]
    assert OBEY in page


async def test_it_comes_on_no_card_after_it_was_taken_out(
    alice: Person, bob: Person, app: App
) -> None:
    await paired(alice, bob, app)
    async with app.database.write() as session:
        (await member_of(session, alice, app)).from_partner = "card"
    await gives(bob, OBEY)
    await looks_into_the_jar(alice)
    await alice.presses("Take it out of my jar")
    assert await card_of(alice, app) == []


async def test_only_what_one_was_given_can_be_taken_out(
    alice: Person, bob: Person, carol: Person, app: App
) -> None:
    await paired(alice, bob, app)
    await gives(bob, OBEY)
    await looks_into_the_jar(bob)
    assert "Take it out of my jar" not in bob.buttons()
    forged = replace(bob.button("A random one"), action="thanks:out")
    await carol.says("/start")
    for person in (bob, carol):
        for action in ("thanks:out", "thanks:in"):
            await person.presses_button(replace(forged, action=action))
            person.sees("not here any more")
    await looks_into_the_jar(alice)
    alice.sees_changed(OBEY)


async def test_an_earlier_link_is_out_of_sight_until_it_is_brought_back(
    alice: Person, bob: Person, clock: Time, app: App
) -> None:
    """Seen to fail with a page of goals that went on showing them."""
    await live_first_days(alice, bob, clock)
    await unlinked(alice)
    had, kept = await leafs(alice), await leafs(bob)
    await alice.says("/history")
    await alice.presses("Hide earlier partner")
    alice.sees_changed("What you had with Bob", "Nobody is told", "/export still has it")
    hidden = await leafs(alice)
    for words in ("tea at four", "Walk by the sea", "Phones away", "Bob"):
        assert words in had
        assert words not in hidden
    bob.sees_nothing_new()
    assert await leafs(bob) == kept
    page, file = await exports(alice)
    assert file.part(PROFILE).hides == ["Bob"]
    assert "tea at four" in page
    await alice.says("/settings")
    await alice.presses("Privacy")
    await alice.presses("Show it again")
    await alice.presses("Bob")
    alice.looks()
    assert await leafs(alice) == had


async def test_neither_the_present_partner_nor_anothers_link_can_be_hidden(
    alice: Person, bob: Person, carol: Person, app: App
) -> None:
    await paired(alice, bob, app)
    await gives(bob, OBEY)
    await looks_into_the_jar(alice)
    assert "Hide earlier partner" not in alice.buttons()
    async with app.database.read() as session:
        ties = (await session.scalars(select(CoupleMember.id))).all()
    await carol.says("/start")
    for person in (alice, carol):
        for tie in ties:
            forged = replace(alice.button("A random one"), action="privacy:hide", id=tie)
            await person.presses_button(forged)
            person.sees("not here any more")
    await looks_into_the_jar(alice)
    alice.sees_changed(OBEY)


async def test_a_hidden_link_offers_nothing_and_forgetting_leaves_no_trace(
    alice: Person, bob: Person, clock: Time, app: App
) -> None:
    await live_first_days(alice, bob, clock)
    await unlinked(alice)
    await alice.says("/history")
    await alice.presses("Hide earlier partner")
    await linked(alice, bob)
    await alice.says("/goals")
    assert "Before your link ended" not in "".join(each.text for each in alice.looks())
    await bob.says("/goals")
    bob.sees("Before your link ended")
    await looks_into_the_jar(alice)
    await gives(bob, OBEY)
    await looks_into_the_jar(alice)
    await alice.presses("Take it out of my jar")
    await forgets(alice)
    async with app.database.read() as session:
        assert not any(await session.scalars(select(CoupleMember.hidden)))
        assert not any(await session.scalars(select(Thanks.put_away)))
