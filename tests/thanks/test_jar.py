"""Test what becomes of thanks: the weekly card, the jar, and who can look into it."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from bot.app import App
from chat.buttons import Button
from domain import thanks
from storage.sealing import Vault
from storage.tables.thanks import Thanks
from tests.support.contexts import context
from tests.support.couples import linked, member_of, paired, settled, unlinked
from tests.support.people import Person, Time
from tests.support.thanks import KIND, choose_thanks_delivery, gives, looks_into_the_jar, pauses

JAR = ("thanks:jar", "thanks:draw")


@pytest.fixture(autouse=True)
async def couple(alice: Person, bob: Person, app: App) -> None:
    await paired(alice, bob, app)


async def card_of(person: Person, app: App) -> list[tuple[str, str]]:
    async with app.database.write() as session:
        member = await member_of(session, person, app)
        return await thanks.take_for_card(
            context(session, vault=Vault(session, app.parts.ring)), member
        )


@pytest.mark.parametrize("when", ["card", "off"])
async def test_it_waits_in_the_jar_for_somebody_who_does_not_want_it_at_once(
    alice: Person, bob: Person, app: App, when: str
) -> None:
    await choose_thanks_delivery(bob, app, when)
    bob.looks()
    await gives(alice)
    bob.sees_nothing_new()
    await looks_into_the_jar(bob)
    bob.sees_changed("From Alice", KIND)


async def test_a_pause_is_quiet_and_brings_no_backlog(
    alice: Person, bob: Person, app: App, clock: Time
) -> None:
    await pauses(bob, app, days=1)
    bob.looks()
    await gives(alice)
    await clock.advance(days=2)
    bob.sees_nothing_new()
    await looks_into_the_jar(bob)
    assert KIND in bob.last.text


async def test_the_weekly_card_brings_what_waited_for_it_once(
    alice: Person, bob: Person, app: App, clock: Time
) -> None:
    for person in (alice, bob):
        await choose_thanks_delivery(person, app, "card")
    await gives(alice, "First.")
    await clock.advance(hours=1)
    await gives(alice, "Second.")
    assert await card_of(alice, app) == []
    assert await card_of(bob, app) == [("Alice", "First."), ("Alice", "Second.")]
    assert await card_of(bob, app) == []


@pytest.mark.parametrize("when", ["now", "off"])
async def test_the_card_brings_nothing_to_somebody_who_chose_otherwise(
    alice: Person, bob: Person, app: App, when: str
) -> None:
    await choose_thanks_delivery(bob, app, when)
    await pauses(bob, app, days=1)
    await gives(alice)
    assert await card_of(bob, app) == []


async def test_the_card_stays_short_after_a_long_pause(
    alice: Person, bob: Person, app: App, clock: Time
) -> None:
    await choose_thanks_delivery(bob, app, "card")
    for number in range(7):
        await gives(alice, f"Number {number}.")
        await clock.advance(hours=12)
    assert [words for _, words in await card_of(bob, app)] == [
        f"Number {number}." for number in range(2, 7)
    ]
    assert await card_of(bob, app) == []


async def test_nobody_can_read_from_the_database_when_it_was_shown(
    alice: Person, bob: Person, app: App, clock: Time
) -> None:
    await choose_thanks_delivery(bob, app, "card")
    await gives(alice)
    await clock.advance(days=1)
    await card_of(bob, app)
    async with app.database.read() as session:
        row = (await session.scalars(select(Thanks))).one()
    assert row.shown_at == row.at


@pytest.mark.clients("telegram")
async def test_the_jar_pages_through_both_ways_without_dates_or_numbers(
    alice: Person, bob: Person, clock: Time
) -> None:
    for number, person in enumerate((alice, bob, alice)):
        await gives(person, f"Sentence {'abc'[number]}.")
        await clock.advance(days=1)
    await looks_into_the_jar(bob)
    page = bob.last
    assert page.text == "From Alice:\n\n“Sentence c.”"
    await bob.presses("Older")
    assert page.text == "You, to Alice:\n\n“Sentence b.”"
    await bob.presses("Older")
    assert page.text == "From Alice:\n\n“Sentence a.”"
    assert bob.buttons() == ["◀ Newer", "A random one", "Write one", "Take it out of my jar"]


async def test_the_jar_stays_readable_after_unlinking(alice: Person, bob: Person, app: App) -> None:
    await gives(alice)
    await unlinked(bob, app)
    for person, line in ((alice, "You, to Bob"), (bob, "From Alice")):
        await looks_into_the_jar(person)
        assert line in person.last.text
        assert KIND in person.last.text
        assert "Write one" not in person.buttons()


async def test_a_strangers_buttons_open_nothing(
    alice: Person, bob: Person, carol: Person, app: App
) -> None:
    await alice.says("/thanks A draft.")
    buttons = list(alice.last.buttons)
    await gives(alice)
    await gives(alice, "Older.")
    await looks_into_the_jar(alice)
    buttons += [each for each in alice.last.buttons if each.id]
    async with app.database.read() as session:
        rows = (await session.scalars(select(Thanks.id))).all()
    buttons += [Button("", "thanks:jar", row) for row in rows]
    await paired(carol, Person("Dan", app, alice.platform, "1004"), app)
    for button in buttons:
        await carol.presses_button(button)
        carol.sees("not here any more")
    await looks_into_the_jar(carol)
    assert "empty so far" in carol.last.text
    drafts = [button for button in buttons if button.action not in JAR]
    for button in drafts:
        await bob.presses_button(button)
        bob.sees("not here any more")
    bob.sees_not("A draft.")
    carol.sees_not(KIND, "Older.", "A draft.")


async def test_stored_rows_do_not_show_the_words(alice: Person, app: App) -> None:
    await gives(alice)
    async with app.database.read() as session:
        row = (await session.scalars(select(Thanks))).one()
    assert row.text
    assert KIND.encode() not in row.text


async def test_on_a_grey_day_there_is_a_random_one_of_those_they_got(
    alice: Person, bob: Person
) -> None:
    """Seen to fail without leaving out what they gave, and the one before."""
    for words in ("Sentence a.", "Sentence b.", "Sentence c."):
        await gives(alice, words)
    await gives(bob, "From me.")
    await looks_into_the_jar(bob)
    seen = [bob.last.text]
    for _ in range(12):
        await bob.presses("A random one")
        assert "From Alice" in bob.last.text
        assert bob.last.text != seen[-1]
        seen.append(bob.last.text)
    assert len(set(seen[1:])) == 3


async def test_a_jar_with_nothing_from_the_partner_says_so_kindly(
    alice: Person, bob: Person, carol: Person, app: App
) -> None:
    """Thanks of an earlier partner are no surprise for a grey day; they are still in the jar."""
    await gives(alice)
    await unlinked(bob, app)
    await settled(carol, "Berlin")
    await linked(carol, bob)
    await looks_into_the_jar(bob)
    await bob.presses("A random one")
    assert "nothing in the jar from Carol yet" in bob.last.text
    bob_alone = bob.last
    await unlinked(bob, app)
    await looks_into_the_jar(bob)
    await bob.presses("A random one")
    assert bob.last is not bob_alone
    assert KIND in bob.last.text
