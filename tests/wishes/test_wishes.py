"""Test /wishes: each answers alone, and only a double yes shows, with the cards."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from bot.app import App
from domain.challenge import order
from handlers.turn import Content
from storage.sealing import Vault
from storage.tables.wishes import WishDeck
from tests.support.couples import member_of, paired, paired_in_two_languages, unlinked
from tests.support.people import Person, Time
from tests.wishes.wishing import (
    LABELS,
    opens_deck,
    until_card,
    until_counted,
    votes,
    wish_in,
)

pytestmark = pytest.mark.long

BOTH = "You’ve both said yes to this"
OWN = "Swim in the fountain"


async def votes_of(app: App, person: Person) -> str:
    """Return the person's votes as they are kept, opened."""
    async with app.database.read() as session:
        member = await member_of(session, person, app)
        row = await session.scalar(select(WishDeck).where(WishDeck.member_id == member.id))
        return await Vault(session, app.parts.ring).open(row, "votes") if row else ""


async def both_say_yes(alice: Person, bob: Person, wish: str, clock: Time) -> None:
    for person in (alice, bob):
        await votes(person, wish, "Yes")
        assert "your answers stay with you" in person.last.text
        person.looks()
    alice.sees_nothing_new()
    await until_card(clock)
    for person in (alice, bob):
        person.sees(BOTH, wish)


@pytest.mark.clients
async def test_a_double_yes_becomes_an_evening_and_a_memory(
    alice: Person, bob: Person, the_wish: str, clock: Time
) -> None:
    await paired(alice, bob)
    await both_say_yes(alice, bob, the_wish, clock)
    await alice.presses("What we both want")
    await alice.presses("When?")
    await alice.says("Tuesday at 19:00")
    await alice.presses("Confirm")
    await bob.presses("Yes, remind me")
    await clock.advance(days=2)
    for person in (alice, bob):
        person.sees(the_wish)
    await clock.advance(days=1)
    for person in (alice, bob):
        person.sees("Something you two had planned", "How was it?", the_wish)
    await alice.presses("Write a line")
    await alice.says("Crumbs everywhere")
    alice.sees("Crumbs everywhere", "once you’ve both written")
    await alice.presses("Keep it")
    await bob.presses("Write a line")
    await bob.says("The best floor in town")
    bob.sees_not("Crumbs")
    await bob.presses("Keep it")
    assert "Crumbs everywhere" in bob.last.text
    await alice.says("/history")
    await alice.presses("What we both want")
    assert "The best floor in town" in alice.last.text


async def test_of_two_who_ask_when_the_second_finds_what_the_first_proposed(
    alice: Person, bob: Person, the_wish: str, clock: Time
) -> None:
    """Two reminders of one evening used to ring at the same minute."""
    await paired(alice, bob)
    await both_say_yes(alice, bob, the_wish, clock)
    await alice.presses("What we both want")
    when = alice.button("When?")
    await alice.presses("When?")
    await alice.says("Tuesday at 19:00")
    await alice.presses("Confirm")
    await bob.presses("What we both want")
    await bob.presses("When?")
    assert "This reminder needs your yes" in bob.last.text
    await bob.presses("Yes, remind me")
    await alice.presses_button(when)
    assert the_wish in alice.last.text
    assert "When should I remind you" not in alice.last.text
    await clock.advance(days=2)
    for person in (alice, bob):
        assert sum(f"⏰ {the_wish}" in shown.text for shown in person.screen) == 1


async def test_it_works_in_two_languages(
    alice: Person, bob: Person, the_wish: str, clock: Time, shelf: Content
) -> None:
    await paired_in_two_languages(alice, bob)
    await votes(alice, the_wish, "Yes")
    await bob.says("/wishes")
    await bob.says("Abrir mi baraja")
    await bob.says("Sí")
    await until_card(clock)
    alice.sees(BOTH, the_wish)
    bob.sees(
        "A esto dijeron que sí ustedes dos", shelf.wishes.words(shelf.wishes.up_to(1)[0], "es")
    )


async def test_typed_words_do_it_all(alice: Person, bob: Person, the_wish: str) -> None:
    await paired(alice, bob)
    await alice.says("/wishes")
    await alice.says("Open my deck")
    await alice.says("Maybe one day")
    await alice.says("Change an answer")
    assert "You said maybe one day" in alice.last.text
    await alice.says("Yes")
    await alice.says("My yeses")
    assert the_wish in alice.last.text
    await alice.says("Take 1 back")
    assert "no yes of yours" in alice.last.text


async def test_a_vote_can_be_changed_until_it_is_counted(
    alice: Person, bob: Person, the_wish: str, clock: Time
) -> None:
    await paired(alice, bob)
    for person in (alice, bob):
        await votes(person, the_wish, "Yes")
    await bob.presses("Change an answer")
    await bob.presses("No")
    await until_card(clock)
    for person in (alice, bob):
        person.sees_not(BOTH)


@pytest.mark.parametrize("label", LABELS)
async def test_counted_yeses_stay_until_the_card_whatever_the_other_said(
    label: str, alice: Person, bob: Person, the_wish: str, clock: Time
) -> None:
    """Without the wait, a change between two cards shows one of them what the other never sees."""
    await paired(alice, bob)
    await votes(alice, the_wish, "Yes")
    await votes(bob, the_wish, label)
    await until_counted(clock)
    await alice.presses("Change an answer")
    await alice.presses("No")
    alice.sees("I’ve counted your yeses")
    await alice.says("/wishes")
    await alice.presses("My yeses")
    assert the_wish in alice.last.text
    await until_card(clock)
    assert (BOTH in alice.screen[-1].text) == (label == "Yes")


async def test_a_deck_opens_once_in_seven_days(
    alice: Person, bob: Person, the_wish: str, clock: Time
) -> None:
    await paired(alice, bob)
    await votes(alice, the_wish, "Maybe one day")
    await clock.advance(days=6)
    await alice.says("/wishes")
    await alice.presses("Open my deck")
    assert "A new one opens on" in alice.last.text
    await clock.advance(days=1, hours=1)
    assert await opens_deck(alice) == the_wish


@pytest.mark.parametrize("label", LABELS)
async def test_a_no_is_forgotten_with_the_deck(
    label: str, alice: Person, bob: Person, whole_decks: None, clock: Time, app: App
) -> None:
    """A no and a skip leave the same behind; only "maybe" comes back before all is seen."""
    await paired(alice, bob)
    first = await opens_deck(alice)
    await alice.presses(label)
    await alice.presses("Skip")
    assert '"given": {}' not in await votes_of(app, alice)
    await clock.advance(days=7, minutes=1)
    kept = await votes_of(app, alice)
    assert '"given": {}' in kept
    assert '"no"' not in kept
    shown = await opens_deck(alice)
    seen = {shown}
    while "That’s your deck" not in alice.last.text:
        seen.add(wish_in(alice))
        await alice.presses("Skip")
    assert (first in seen) == (label == "Maybe one day")


async def test_a_deck_depends_on_its_readers_own_dial_alone(
    alice: Person, bob: Person, whole_decks: None, app: App, shelf: Content
) -> None:
    await paired(alice, bob)
    async with app.database.write() as session:
        order.choose_intensity(await member_of(session, alice, app), 1)
    for person in (alice, bob):
        await opens_deck(person)
    sizes = [
        (await votes_of(app, person)).split('"deck": [')[1].split("]")[0].count(",") + 1
        for person in (alice, bob)
    ]
    assert sizes == [len(shelf.wishes.up_to(1)), len(shelf.wishes.up_to(3))]


async def test_a_pause_and_a_missed_card_lose_nothing(
    alice: Person, bob: Person, the_wish: str, clock: Time
) -> None:
    await paired(alice, bob)
    for person in (alice, bob):
        await votes(person, the_wish, "Yes")
    await bob.says("/pause")
    await bob.presses("1 week")
    bob.looks()
    await until_card(clock)
    bob.sees_nothing_new()
    alice.sees(BOTH)
    await bob.says("/wishes")
    await bob.presses("What we both want")
    assert the_wish in bob.last.text
    await until_card(clock, 1)
    bob.sees(BOTH, the_wish)
    await until_card(clock, 2)
    assert BOTH not in bob.screen[-1].text


async def test_nobody_is_asked_how_it_was_while_paused_or_unlinked(
    alice: Person, bob: Person, the_wish: str, clock: Time
) -> None:
    await paired(alice, bob)
    for person in (alice, bob):
        await votes(person, the_wish, "Yes")
    await until_card(clock)
    await alice.says("/wishes")
    await alice.presses("What we both want")
    await alice.presses("When?")
    await alice.says("tomorrow at 12:00")
    await alice.presses("Confirm")
    await bob.presses("Yes, remind me")
    await clock.advance(days=1)
    await bob.says("/pause")
    await bob.presses("1 week")
    await unlinked(alice)
    for person in (alice, bob):
        person.looks()
    await clock.advance(days=2)
    for person in (alice, bob):
        person.sees_not("How was it")


async def test_a_card_by_hand_counts_nothing(
    alice: Person, bob: Person, the_wish: str, clock: Time
) -> None:
    await paired(alice, bob)
    for person in (alice, bob):
        await votes(person, the_wish, "Yes")
    await alice.says("/challenge")
    await alice.presses("Start now")
    for person in (alice, bob):
        person.sees_not(BOTH)
