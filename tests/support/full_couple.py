"""Play a couple that has left something in every place where words are stored."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from sqlalchemy import select

from bot.app import App
from bot.inbox.store import Arrival, store_arrivals
from chat.messages import Address
from storage.sealing import Vault
from storage.tables.queues import Inbox, Outbox
from tests.ask.asking import answers as answers_question, asks
from tests.cards.two_phones import begins, puts_in
from tests.repair.test_repair import is_ready
from tests.support.couples import linked, member_of, settled
from tests.support.goals import agreed_with_check_in, answers, drafts, proposes, until_sunday
from tests.support.people import START, Person, Time
from tests.support.reminders import shares_reminder
from tests.support.storage import snapshots
from tests.support.thanks import gives
from tests.wishes.wishing import opens_deck, remembers, until_card, writes_wish

LIGHTHOUSE = "Sleep in a lighthouse"
_lasted = [timedelta()]


async def live_first_days(alice: Person, bob: Person, clock: Time) -> None:
    """Play their first days with real commands and taps; leave events and messages waiting."""

    async def play() -> None:
        for person in (alice, bob):
            await settled(person, "Berlin")
        await linked(alice, bob)
        await _share_a_week(alice, bob)
        await _seal_letters(alice)
        await alice.says("/reflect For nobody else")
        await gives(alice)
        await _ask_each_other(alice, bob)
        await _wish(alice, bob)
        await shares_reminder(alice, bob, "water the plants tomorrow at 19:00")
        await _find_a_way_back(alice, bob, clock)
        await _agree(alice, bob, clock)
        await until_card(clock, weeks=1)
        for person in (alice, bob):
            await remembers(person, LIGHTHOUSE, "Windy and good")
            await person.says("/evenings Sat")
            await person.presses("Done")
        await begins(alice)
        await bob.says("/cards")
        await bob.presses("I’m in")
        for person in (alice, bob):
            await puts_in(person, "A heron on the roof")
        await _share_a_day(alice, bob)
        await alice.says("/remind me buy bread tomorrow")  # its hour has not ended
        await alice.says("/cancel")
        await alice.says("A stray thought.")
        await alice.says("/export")
        await _set_a_word(bob)
        await alice.says("/settings")
        await _set_what_words_mean(alice)
        await _leave_queue_rows(alice, clock.app)
        _lasted[0] = clock.now() - START

    await snapshots.play_once("life", (alice, bob), play)
    if clock.now() == START:
        clock.clock.move(_lasted[0])


async def _set_what_words_mean(person: Person) -> None:
    """Let her choose how she is written about, her country, and her hour for "tonight"."""
    await person.says("/settings")
    await person.says("How you write about me")
    await person.says("She")
    await person.says("/settings")
    await person.presses("Country")
    await person.says("Mexico")
    await person.says("/remind me lock the shed tonight")
    await person.says("21:30")


async def _share_a_week(alice: Person, bob: Person) -> None:
    await alice.presses("Start now")
    for person in (alice, bob):
        await person.says("/challenge")
        await person.presses("Answer")
        await person.sends_a_photo("The tea at four")
        await person.presses("Share when both are in")
    await bob.presses("Write one line")
    await bob.says("Thank you for that")
    await bob.presses("Send")


async def _ask_each_other(alice: Person, bob: Person) -> None:
    await asks(alice)
    await answers_question(alice, "Swim before breakfast")
    await answers_question(bob, "Read on the roof")
    await asks(bob, "Which smell takes you back?")
    await answers_question(alice, "Rain on hot stone")


async def _wish(alice: Person, bob: Person) -> None:
    """Let both write the same wish, and leave a deck open; the cards tell of it later."""
    for person in (alice, bob):
        await writes_wish(person, LIGHTHOUSE)
        await opens_deck(person)
        await person.presses("Maybe one day")
        await person.says("/cancel")


async def _find_a_way_back(alice: Person, bob: Person, clock: Time) -> None:
    await is_ready(alice, clock, "")
    await is_ready(bob, clock, "")
    await alice.presses("Something small to try")
    await alice.says("Phones away at dinner")
    await alice.presses("Propose it")
    await bob.presses("Yes, let’s try it")


async def _agree(alice: Person, bob: Person, clock: Time) -> None:
    await agreed_with_check_in(alice, bob)
    await until_sunday(clock)
    for person in (alice, bob):
        await answers(person, "It went well", "Twice, in socks.")
    await proposes(alice, "Walk by the sea", "Look at a map")
    await bob.presses("Agree")
    await proposes(bob, "Plant a lemon tree", "Ask at the market")
    await drafts(alice, "Grow tomatoes", "Find a pot")


async def _seal_letters(alice: Person) -> None:
    """Seal a letter that opens before the first Sunday, and one that waits."""
    for words, day in (("Open now", "in 3 days"), ("Open later", "in a year")):
        await alice.says(f"/letter {words}")
        await alice.says(day)
        await alice.presses("Seal it for")


async def _share_a_day(alice: Person, bob: Person) -> None:
    """Let both have one day, Bob be asked about another, and each want to hear of the first."""
    for words in ("our anniversary 14 May 2018", "the boat 3 June"):
        await alice.says(f"/dates {words}")
        await alice.presses("Share it with")
        await alice.presses("Yes, ask")
        if words.startswith("our"):
            await bob.says("/dates")
            await bob.presses("Alice shares")
            await bob.presses("Yes, for both of us")
    for person in (alice, bob):
        await person.says("/dates")
        await person.presses("our anniversary")
        await person.presses("When to tell me")
        await person.presses("A week before")
        await person.says("/note liked the blue scarf")
    await alice.presses("Which day it’s for")
    await alice.presses("our anniversary")


async def _set_a_word(person: Person) -> None:
    await person.says("/settings")
    await person.presses("Privacy")
    await person.presses("A word of your own")
    await person.says("zanzibar zanzibar")


async def _leave_queue_rows(alice: Person, app: App) -> None:
    later = app.clock.now() + timedelta(days=300)
    async with app.database.write() as session:
        member = await member_of(session, alice, app)
        letter = Outbox(
            id=uuid4(), member_id=member.id, dedup_key="waits", priority=1, made_at=START
        )
        letter.not_before = letter.expires_at = later
        await Vault(session, app.parts.ring).seal(letter, "body", "{}")
        session.add(letter)
    nobody = Address("telegram", "77")
    await store_arrivals(
        app.database, app.server_keys, app.clock, [Arrival("waits", "telegram", nobody, b"?")]
    )
    async with app.database.write() as session:
        row = (await session.scalars(select(Inbox).where(Inbox.id == "waits"))).one()
        row.state = "parked"
