"""Test wishes of one's own, bad input, and what is left after unlinking and forgetting."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from bot.app import App
from domain.wishes import own
from storage.columns import Base
from storage.tables.wishes import OwnWish, SharedWish, WishDeck
from tests.privacy.test_export import exports
from tests.support.couples import linked, paired, unlinked
from tests.support.people import Person, Time
from tests.wishes.test_wishes import votes_of
from tests.wishes.wishing import (
    opens_deck,
    until_card,
    votes,
    wish_in,
    writes_wish,
)

pytestmark = pytest.mark.long

BOTH = "You’ve both said yes to this"
OWN = "Swim in the fountain"


async def count(app: App, table: type[Base]) -> int:
    async with app.database.read() as session:
        return await session.scalar(select(func.count()).select_from(table)) or 0


async def test_a_wish_of_ones_own_says_first_that_it_can_be_guessed(
    alice: Person, bob: Person, the_wish: str, clock: Time, app: App
) -> None:
    await paired(alice, bob)
    await alice.says("/wishes")
    await alice.presses("Add a wish")
    await alice.says(OWN)
    alice.sees("can guess that it’s yours", OWN)
    assert await count(app, OwnWish) == 0
    await alice.presses("Add it, I agree")
    bob.looks()
    await votes(bob, OWN, "Yes")
    await until_card(clock)
    for person in (alice, bob):
        person.sees(BOTH, OWN)


async def test_two_who_write_the_same_have_both_said_yes(
    alice: Person, bob: Person, the_wish: str, clock: Time, app: App
) -> None:
    await paired(alice, bob)
    await writes_wish(alice, OWN)
    written = alice.last.text
    await writes_wish(bob, f" {OWN.upper()}! ")
    assert bob.last.text == written
    assert await opens_deck(bob) == the_wish
    await bob.presses("Skip")
    assert "That’s your deck" in bob.last.text
    await until_card(clock)
    for person in (alice, bob):
        person.sees(BOTH)
    assert await count(app, SharedWish) == 1


async def test_a_yes_to_a_wish_and_the_same_words_of_ones_own_meet_once(
    alice: Person, bob: Person, the_wish: str, clock: Time, app: App
) -> None:
    """Without the keys noted one by one, the cards told of it twice."""
    await paired(alice, bob)
    await writes_wish(alice, OWN)
    await votes(bob, OWN, "Yes")
    await writes_wish(bob, f" {OWN.upper()}! ")
    await until_card(clock)
    for person in (alice, bob):
        assert person.last.text.count(BOTH) == 1
        await person.says("/wishes")
        await person.presses("My yeses")
        assert OWN.casefold() not in person.last.text.casefold()
    assert await count(app, SharedWish) == 1


async def test_what_both_have_been_told_cannot_be_written_again(
    alice: Person, bob: Person, the_wish: str, clock: Time, app: App
) -> None:
    """It would wait for ever: the other has said yes to the same words already."""
    await paired(alice, bob)
    await writes_wish(alice, OWN)
    await votes(bob, OWN, "Yes")
    await until_card(clock)
    for person in (alice, bob):
        await writes_wish(person, OWN.upper())
        person.sees("your cards have told you")
    assert await count(app, OwnWish) == 1


async def test_add_it_shows_changed_words_again(
    alice: Person, bob: Person, the_wish: str, app: App
) -> None:
    await paired(alice, bob)
    await alice.says("/wishes")
    await alice.presses("Add a wish")
    await alice.says("Swim in the lake")
    old = alice.button("Add it, I agree")
    await alice.presses("Edit")
    await alice.says(OWN)
    await alice.presses_button(old)
    alice.sees("can guess that it’s yours", OWN)
    assert await count(app, OwnWish) == 0
    await alice.presses("Add it, I agree")
    assert await count(app, OwnWish) == 1


async def test_bad_wishes_get_a_kind_line(
    alice: Person, bob: Person, the_wish: str, app: App
) -> None:
    await paired(alice, bob)
    await alice.says("/wishes")
    await alice.presses("Add a wish")
    for words, line in (("a" * 4000, "too many"), ("\u2800", "no words in that")):
        await alice.says(words)
        alice.sees(line)
    await alice.says("<b>Dance</b>\n\u202eslowly 🙂")
    await alice.presses("Add it, I agree")
    await writes_wish(alice, the_wish.upper())
    alice.sees("among mine already")
    for words in (OWN, f"{OWN}."):
        await writes_wish(alice, words)
    alice.sees("added that one already")
    assert await count(app, OwnWish) == 2
    await opens_deck(bob)
    seen = {wish_in(bob)}
    for _ in range(2):
        await bob.presses("Skip")
        seen.add(wish_in(bob))
    assert {the_wish, OWN} < seen
    assert any("<b>Dance</b>" in each for each in seen)


async def test_three_wishes_of_ones_own_in_four_weeks(
    alice: Person, bob: Person, clock: Time, app: App
) -> None:
    """Taking one back, or linking again, frees no place."""
    await paired(alice, bob)
    for number in range(own.MOST):
        await writes_wish(alice, f"{OWN} {number}")
    await alice.says("/wishes")
    await alice.presses("My yeses")
    await alice.presses("Take 1 back")
    await unlinked(alice)
    await linked(alice, bob)
    await writes_wish(alice, "One more")
    alice.sees("all there’s room for")
    await clock.advance(days=28)
    await writes_wish(alice, "One more")
    assert "It’s among the others now" in alice.last.text


async def test_a_wish_that_was_taken_back_leaves_the_others_deck(
    alice: Person, bob: Person, the_wish: str
) -> None:
    await paired(alice, bob)
    await writes_wish(alice, OWN)
    await opens_deck(bob)
    while wish_in(bob) != OWN:
        await bob.presses("Skip")
    old = bob.button("Yes")
    await alice.says("/wishes")
    await alice.presses("My yeses")
    await alice.presses("Take 1 back")
    await bob.presses_button(old)
    await bob.says("/wishes")
    await bob.presses("My yeses")
    assert OWN not in bob.last.text


async def test_a_deck_in_use_while_the_other_unlinks(
    alice: Person, bob: Person, the_wish: str, clock: Time, app: App
) -> None:
    await paired(alice, bob)
    await votes(alice, the_wish, "Yes")
    await opens_deck(bob)
    await unlinked(alice)
    assert await count(app, WishDeck) == 0
    await bob.presses("Yes")
    bob.sees("linked")
    await linked(alice, bob)
    bob.looks()
    await votes(bob, the_wish, "Yes")
    await until_card(clock, 1)
    bob.sees_not(BOTH)


async def test_stale_and_forged_taps_and_strangers_change_nothing(
    alice: Person, bob: Person, carol: Person, the_wish: str, app: App, clock: Time
) -> None:
    await paired(alice, bob)
    await opens_deck(alice)
    yes = alice.button("Yes")
    await carol.says("/start")
    await carol.presses_button(yes)
    await bob.presses_button(yes)
    await opens_deck(bob)
    await bob.presses_button(replace(yes, choice="always"))
    bob.sees("not here any more")
    for _ in range(2):
        await alice.presses_button(yes)
    await clock.advance(days=8)
    await alice.presses_button(yes)
    assert (await votes_of(app, alice)).count('"yes"') == 1


async def test_after_forgetting_the_other_keeps_what_both_wanted(
    alice: Person, bob: Person, the_wish: str, clock: Time, app: App
) -> None:
    await paired(alice, bob)
    await writes_wish(bob, OWN)
    for person in (alice, bob):
        await votes(person, the_wish, "Yes")
    await until_card(clock)
    await bob.says("/forget")
    await bob.presses("Go on")
    await bob.says("forget me")
    assert await count(app, OwnWish) == await count(app, WishDeck) == 0
    await alice.says("/wishes")
    await alice.presses("What we both want")
    assert the_wish in alice.last.text


async def test_the_export_has_ones_own_votes_and_nothing_of_the_others(
    alice: Person, bob: Person, the_wish: str, clock: Time
) -> None:
    await paired(alice, bob)
    await writes_wish(bob, OWN)
    await votes(alice, the_wish, "Yes")
    page, _ = await exports(alice)
    assert the_wish in page.replace("&#39;", "’")
    assert OWN not in page
    page, _ = await exports(bob)
    assert the_wish not in page
    assert OWN in page
