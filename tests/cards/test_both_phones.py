"""Test an evening on two phones: blind answers, one reveal, and nothing about the other."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import time

import pytest
from sqlalchemy import func, select

from bot.app import App
from storage.tables.cards import CardAnswer, CardEvening, EveningCard
from tests.cards.two_phones import begins, hears_of_evenings, puts_in
from tests.privacy.test_forget import forgets
from tests.support.couples import linked, member_of, paired, paired_in_two_languages, unlinked
from tests.support.people import Person, Time
from tests.support.thanks import pauses

OVER = "The cards are back in the box. This evening is over"
WAITS = "It opens when both are in."
INVITED = "laid out cards for tonight"


@pytest.fixture
async def couple(alice: Person, bob: Person, app: App) -> None:
    await paired(alice, bob, app)
    await hears_of_evenings(bob, app, "now")
    bob.looks()


async def count(app: App, table: type[object]) -> int:
    async with app.database.read() as session:
        return await session.scalar(select(func.count()).select_from(table)) or 0


@pytest.mark.clients
async def test_both_read_both_answers_once_both_are_in(
    couple: None, alice: Person, bob: Person
) -> None:
    await begins(alice)
    bob.sees(INVITED)
    await bob.presses("I’m in")
    await puts_in(alice, "A heron on the roof")
    alice.sees_changed(WAITS)
    await bob.says("The smell of rain")
    alice.sees_not("rain")
    bob.sees_not("heron")
    await bob.presses("Put it in")
    for person in (alice, bob):
        person.sees("A heron on the roof", "The smell of rain", "look up from your phones")


async def test_they_read_it_in_two_languages_and_go_on_to_the_same_next_card(
    alice: Person, bob: Person, app: App
) -> None:
    await paired_in_two_languages(alice, bob)
    await hears_of_evenings(bob, app, "now")
    await begins(alice, "Deep")
    await bob.presses("Me apunto")
    bob.sees("La tarjeta de esta noche")
    for number in range(3):
        await puts_in(alice, f"Mine {number}")
        await bob.says(f"Lo mío {number}")
        await bob.presses("Ponerla en la mesa")
        alice.sees(f"Lo mío {number}")
        bob.sees(f"Mine {number}")
        await bob.presses("Otra tarjeta")
        await alice.presses("Another card")
    async with app.database.read() as session:
        cards = (await session.scalars(select(EveningCard.card))).all()
    assert len(set(cards)) == len(cards) == 4


async def test_the_inviter_reads_the_same_whatever_the_other_chose(
    couple: None, alice: Person, bob: Person, app: App
) -> None:
    seen = []
    for when in ("now", "card", "off", "paused", "blocked"):
        await hears_of_evenings(bob, app, when if when in ("card", "off") else "now")
        await pauses(bob, app, days=9 if when == "paused" else -1)
        if when == "blocked":
            await bob.blocks()
        await begins(alice)
        seen.append((alice.screen[-2].text, alice.buttons()))
        await alice.presses("Enough for tonight")
    assert seen == [seen[0]] * 5
    assert sum(INVITED in each.text for each in bob.screen) == 1


async def test_an_invitation_that_waits_is_one_line_on_the_next_card(
    couple: None, alice: Person, bob: Person, app: App, clock: Time
) -> None:
    await hears_of_evenings(bob, app, "card")
    await begins(alice)
    bob.sees_nothing_new()
    await clock.advance(days=7)
    bob.sees("Waiting for you from Alice: an evening with cards")
    await bob.presses("Tonight’s cards")
    bob.sees("What are you in the mood for?")


async def test_one_who_looks_finds_the_invitation_within_the_hour(
    couple: None, alice: Person, bob: Person, app: App
) -> None:
    await hears_of_evenings(bob, app, "off")
    await begins(alice)
    bob.sees_nothing_new()
    await bob.says("/cards")
    bob.sees(INVITED)
    await bob.presses("I’m in")
    await puts_in(bob, "Here")
    await puts_in(alice, "There")
    bob.sees("Here", "There")


async def stays_away(alice: Person, bob: Person, app: App) -> None:
    """Do nothing at all."""


async def declines(alice: Person, bob: Person, app: App) -> None:
    await bob.presses("Not tonight")
    bob.sees_changed("Nobody is told")


async def joins_and_writes_nothing(alice: Person, bob: Person, app: App) -> None:
    await bob.presses("I’m in")


async def drafts(alice: Person, bob: Person, app: App) -> None:
    await bob.presses("I’m in")
    await bob.says("Nearly")


async def passes_on(alice: Person, bob: Person, app: App) -> None:
    await bob.presses("I’m in")
    await bob.presses("Another card")
    await puts_in(bob, "Elsewhere")


async def leaves(alice: Person, bob: Person, app: App) -> None:
    await bob.presses("I’m in")
    await bob.presses("Enough for tonight")


async def blocks(alice: Person, bob: Person, app: App) -> None:
    await bob.blocks()


async def unlinks(alice: Person, bob: Person, app: App) -> None:
    await unlinked(bob)


async def erases_all(alice: Person, bob: Person, app: App) -> None:
    await forgets(bob)


Silence = Callable[[Person, Person, App], Awaitable[None]]
SILENCES = (
    stays_away,
    declines,
    joins_and_writes_nothing,
    drafts,
    passes_on,
    leaves,
    blocks,
    unlinks,
    erases_all,
)


@pytest.mark.parametrize("silence", SILENCES, ids=lambda each: each.__name__)
async def test_after_an_hour_the_same_line_comes_whatever_the_reason(
    silence: Silence, couple: None, alice: Person, bob: Person, app: App, clock: Time
) -> None:
    await begins(alice)
    await puts_in(alice, "Waiting words")
    alice.looks()
    await silence(alice, bob, app)
    alice.sees_nothing_new()
    await clock.advance(minutes=59)
    alice.sees_nothing_new()
    await clock.advance(minutes=2)
    alice.sees(OVER)
    assert len(alice.looks()) == 1
    await clock.advance(hours=1)
    assert await count(app, CardAnswer) == await count(app, CardEvening) == 0


async def test_two_who_begin_at_the_same_instant_come_to_one_evening(
    couple: None, alice: Person, bob: Person, app: App
) -> None:
    """Without the lock on the couple both make an evening, and one of them fails."""
    for person in (alice, bob):
        await person.says("/cards")
        await person.presses("Closer")
    await asyncio.gather(alice.presses("On both phones"), bob.presses("On both phones"))
    await app.run_until_idle()
    assert await count(app, CardEvening) == 1
    await puts_in(alice, "One")
    await puts_in(bob, "Two")
    alice.sees("Two")
    bob.sees("One")


async def test_two_who_put_in_at_the_same_instant_both_read_it_once(
    couple: None, alice: Person, bob: Person, app: App
) -> None:
    await begins(alice)
    await bob.presses("I’m in")
    for person in (alice, bob):
        await person.says(f"From {person.name}")
        person.looks()
    await asyncio.gather(alice.presses("Put it in"), bob.presses("Put it in"))
    await app.run_until_idle()
    for person in (alice, bob):
        shown = [each for each in person.looks() if "look up from your phones" in each.text]
        assert len(shown) == 1


async def test_a_second_evening_is_the_first_one(
    couple: None, alice: Person, bob: Person, app: App
) -> None:
    await alice.says("/cards")
    await alice.presses("Light")
    begin = alice.button("On both phones")
    await alice.presses("On both phones")
    await alice.presses_button(begin)
    alice.sees("already on the table")
    assert await count(app, CardEvening) == 1
    assert len(bob.looks()) == 1


async def test_a_card_whose_pack_is_gone_can_still_be_answered(
    couple: None, alice: Person, bob: Person, app: App
) -> None:
    await begins(alice)
    await bob.presses("I’m in")
    async with app.database.write() as session:
        (await session.scalars(select(EveningCard))).one().card = "goals-of-a-former-pack"
    await alice.says("/cards")
    alice.sees("isn’t in the deck any more")
    await puts_in(alice, "Anyway")
    await puts_in(bob, "Me too")
    alice.sees("Me too")
    await alice.presses("Another card")
    assert "isn’t in the deck" not in alice.last.text


async def test_a_late_evening_ends_within_quiet_hours_without_a_sound(
    couple: None, alice: Person, clock: Time
) -> None:
    """Held until the morning, the line would come when nobody waits any more."""
    await clock.until(clock.now().date(), time(21, 45))
    await begins(alice)
    await puts_in(alice, "A heron on the roof")
    await clock.advance(hours=1)
    assert OVER in alice.last.text
    assert alice.last.silent


async def test_taps_of_an_evening_that_is_over_say_so(
    couple: None, alice: Person, bob: Person, app: App, clock: Time
) -> None:
    await begins(alice)
    await bob.presses("I’m in")
    await bob.says("Late")
    late, another = bob.button("Put it in"), bob.button("Another card")
    await clock.advance(hours=2)
    bob.looks()
    for old in (late, another):
        await bob.presses_button(old)
        bob.sees(OVER)
    assert await count(app, CardEvening) == 0


async def test_nobody_takes_a_seat_with_a_strangers_or_an_ex_partners_button(
    couple: None, alice: Person, bob: Person, carol: Person, app: App
) -> None:
    await begins(alice)
    join = bob.button("I’m in")
    await unlinked(bob)
    for person in (bob, carol):
        await person.presses_button(join)
        person.sees_not("Tonight’s card")
    assert await count(app, CardAnswer) == 1


async def test_words_for_an_evening_that_ended_are_not_lost(
    couple: None, alice: Person, bob: Person, clock: Time
) -> None:
    await begins(alice)
    await unlinked(bob)
    await alice.says("A thought that came late")
    await alice.says("/journal")
    alice.sees("A thought that came late")


async def test_after_linking_again_the_evening_is_not_there(
    couple: None, alice: Person, bob: Person
) -> None:
    await begins(alice)
    await unlinked(alice)
    await linked(alice, bob)
    await bob.says("/cards")
    bob.sees("What are you in the mood for?")


async def test_unlinking_stops_the_line_for_the_one_who_unlinks(
    couple: None, alice: Person, bob: Person, clock: Time
) -> None:
    await begins(alice)
    await unlinked(alice)
    alice.looks()
    await clock.advance(hours=2)
    alice.sees_nothing_new()


async def test_an_edited_message_changes_the_answer_until_both_have_read_it(
    couple: None, alice: Person, bob: Person
) -> None:
    await begins(alice)
    await bob.presses("I’m in")
    await alice.says("Frist", message="m1")
    await alice.presses("Put it in")
    await alice.edits("m1", "First")
    alice.sees(WAITS)
    await puts_in(bob, "Second")
    bob.sees("First")
    await alice.edits("m1", "Never mind")
    alice.sees("stay as they are")


async def test_words_that_do_not_fit_are_asked_for_again(
    couple: None, alice: Person, bob: Person
) -> None:
    await begins(alice)
    await alice.says("x" * 1001)
    alice.sees("1 too many")
    await puts_in(alice, "🌧️ <b>مطر</b> & rain")
    await bob.presses("I’m in")
    await puts_in(bob, "Yes")
    bob.sees("🌧️ <b>مطر</b> & rain")


async def test_a_locked_phone_shows_no_name_and_no_words(
    couple: None, alice: Person, bob: Person
) -> None:
    await begins(alice)
    assert bob.last.text.splitlines()[0] == "Something for tonight."
    await bob.presses("I’m in")
    await puts_in(bob, "Secret")
    await puts_in(alice, "Also")
    assert bob.last.text.splitlines()[0] == "Something for tonight."


async def test_three_invitations_without_a_yes_are_the_last_that_come_by_themselves(
    couple: None, alice: Person, bob: Person
) -> None:
    for _ in range(6):
        await begins(alice)
        await alice.presses("Enough for tonight")
    assert len(bob.looks()) == 3


async def test_the_gentler_depth_of_the_two_counts(
    couple: None, alice: Person, bob: Person, app: App
) -> None:
    async with app.database.write() as session:
        (await member_of(session, bob, app)).intensity = 1
    deck = app.parts.content.deck
    await begins(alice, "Deep")
    for _ in range(20):
        await alice.presses("Another card")
    async with app.database.read() as session:
        drawn = (await session.scalars(select(EveningCard.card))).all()
    assert len(set(drawn)) == 21
    assert {deck.card(each, "en").intensity for each in drawn} == {1}
    assert {deck.card(each, "en").kind for each in drawn} == {"question"}
