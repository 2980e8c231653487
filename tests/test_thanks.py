"""/thanks: a kind sentence for the other, the jar, and what nobody can tell from either."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from bot.adapter import NotSent
from bot.app import App
from chat.buttons import Button
from domain import pair, thanks
from storage.models import EntryPart, Thanks
from storage.sealing import Vault
from tests.couples import linked, member_of, paired, settled, unlinked
from tests.people import Person, Time

KIND = "Thank you for the tea at four in the morning."


@pytest.fixture(autouse=True)
async def couple(alice: Person, bob: Person, app: App) -> None:
    await paired(alice, bob, app)


async def likes_them(person: Person, app: App, when: str) -> None:
    async with app.database.write() as session:
        (await member_of(session, person, app)).thanks_when = when


async def pauses(person: Person, app: App, until: datetime) -> None:
    async with app.database.write() as session:
        (await member_of(session, person, app)).paused_until = until


async def gives(person: Person, words: str = KIND) -> None:
    await person.says(f"/thanks {words}")
    await person.presses("Send")


async def card_of(person: Person, app: App) -> list[tuple[str, str]]:
    async with app.database.write() as session:
        member = await member_of(session, person, app)
        return await thanks.with_card(session, Vault(session, app.dispatcher.ring), member)


async def test_a_sentence_is_shown_back_before_it_reaches_the_other(
    alice: Person, bob: Person
) -> None:
    bob.looks()
    await alice.says(f"/thanks {KIND}")
    alice.sees("For Bob", KIND)
    bob.sees_nothing_new()
    await alice.presses("Send")
    assert alice.last.text == "Kept for them."
    bob.sees("From Alice", KIND)


async def test_the_command_alone_asks_for_the_sentence(alice: Person, bob: Person) -> None:
    await alice.says("/thanks")
    alice.sees("thank Bob")
    await alice.says(KIND)
    await alice.presses("Send")
    bob.sees(KIND)


async def test_the_buttons_lead_to_the_question_and_to_the_jar(alice: Person) -> None:
    await alice.says("/thanks")
    await alice.presses("Write one")
    alice.sees("thank Bob", "before it is sent")
    await alice.presses("Look into the jar")
    assert "empty so far" in alice.screen[-2].text


async def test_it_can_be_written_again(alice: Person, bob: Person) -> None:
    await alice.says("/thanks Thnak you.")
    old = alice.button("Send")
    await alice.presses("Change")
    await alice.says(KIND)
    await alice.presses_button(old)
    alice.sees("not here any more")
    await alice.presses("Send")
    bob.sees(KIND)
    bob.sees_not("Thnak")
    await alice.says("/journal")
    alice.sees("empty so far")


async def test_what_is_not_sent_stays_with_its_author(alice: Person, bob: Person) -> None:
    bob.looks()
    await alice.says(f"/thanks {KIND}")
    await alice.presses("Not now")
    alice.sees_not("Kept for them")
    await alice.says("/journal")
    alice.sees(KIND)
    bob.sees_nothing_new()


async def test_the_author_always_reads_the_same_words(
    alice: Person, bob: Person, app: App, clock: Time
) -> None:
    seen = []
    for when in ("now", "card", "off"):
        await likes_them(bob, app, when)
        await gives(alice)
        seen.append((alice.last.text, alice.buttons()))
    await likes_them(bob, app, "now")
    await pauses(bob, app, app.clock.now() + timedelta(days=7))
    await gives(alice)
    seen.append((alice.last.text, alice.buttons()))
    await bob.blocks()
    await gives(alice)
    seen.append((alice.last.text, alice.buttons()))
    assert seen == [seen[0]] * 5


@pytest.mark.parametrize("when", ["card", "off"])
async def test_it_waits_in_the_jar_for_somebody_who_does_not_want_it_at_once(
    alice: Person, bob: Person, app: App, when: str
) -> None:
    await likes_them(bob, app, when)
    bob.looks()
    await gives(alice)
    bob.sees_nothing_new()
    await looks_into_the_jar(bob)
    bob.sees("From Alice", KIND)


async def looks_into_the_jar(person: Person) -> None:
    await person.says("/thanks")
    await person.presses("Look into the jar")


async def test_a_pause_is_quiet_and_brings_no_backlog(
    alice: Person, bob: Person, app: App, clock: Time
) -> None:
    await pauses(bob, app, app.clock.now() + timedelta(days=1))
    bob.looks()
    await gives(alice)
    await clock.advance(days=2)
    bob.sees_nothing_new()
    await looks_into_the_jar(bob)
    assert KIND in bob.last.text


async def test_the_weekly_card_brings_what_waited_for_it_once(
    alice: Person, bob: Person, app: App, clock: Time
) -> None:
    await likes_them(bob, app, "card")
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
    await likes_them(bob, app, when)
    await pauses(bob, app, app.clock.now() + timedelta(days=1))
    await gives(alice)
    assert await card_of(bob, app) == []


async def test_the_card_stays_short_after_a_long_pause(
    alice: Person, bob: Person, app: App, clock: Time
) -> None:
    await likes_them(bob, app, "card")
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
    await likes_them(bob, app, "card")
    await gives(alice)
    await clock.advance(days=1)
    await card_of(bob, app)
    async with app.database.read() as session:
        row = (await session.scalars(select(Thanks))).one()
    assert row.shown_at == row.at


async def test_a_day_holds_five_and_the_next_day_five_more(
    alice: Person, bob: Person, clock: Time
) -> None:
    for _ in range(thanks.A_DAY):
        await gives(alice)
    bob.looks()
    await gives(alice, "One more.")
    alice.sees("as many as a day holds")
    bob.sees_nothing_new()
    await clock.advance(days=1)
    await alice.presses("Send")
    bob.sees("One more.")


async def test_the_day_is_that_of_the_authors_own_place(
    alice: Person, app: App, clock: Time
) -> None:
    async with app.database.write() as session:
        (await member_of(session, alice, app)).zone = "Pacific/Auckland"
    for _ in range(thanks.A_DAY):
        await gives(alice)
    await clock.advance(hours=3)
    await gives(alice)
    assert alice.last.text == "Kept for them."


async def test_one_persons_limit_is_not_the_others(alice: Person, bob: Person) -> None:
    for _ in range(thanks.A_DAY):
        await gives(alice)
    await gives(bob)
    assert "Kept for them." in bob.last.text


async def test_pressing_send_twice_gives_it_once(alice: Person, bob: Person, app: App) -> None:
    await alice.says(f"/thanks {KIND}")
    button, message = alice.button("Send"), alice.last.id
    bob.looks()
    for _ in range(2):
        await alice.presses_button(button, message)
        assert alice.last.text == "Kept for them."
    assert len(bob.looks()) == 1
    async with app.database.read() as session:
        assert len((await session.scalars(select(Thanks))).all()) == 1


async def test_a_sentence_for_one_partner_never_reaches_the_next_one(
    alice: Person, bob: Person, carol: Person, app: App
) -> None:
    await alice.says(f"/thanks {KIND}")
    old = alice.button("Send")
    await unlinked(bob, app)
    await alice.presses_button(old)
    alice.sees("not linked")
    await settled(carol, "Berlin")
    await linked(alice, carol)
    await alice.presses_button(old)
    alice.sees("not here any more")
    for person in (bob, carol):
        person.sees_not(KIND)


async def test_too_long_a_sentence_is_asked_to_be_shorter(alice: Person, bob: Person) -> None:
    await alice.says("/thanks " + "a" * 501)
    alice.sees("500", "1 more")
    await alice.says("b" * 20_000)
    alice.sees("19,500 more")
    await alice.says("c" * 500)
    await alice.presses("Send")
    bob.sees("c" * 500)


@pytest.mark.parametrize(
    "words", ["a", "👩‍👩‍👧‍👦", "<b>&amp; *bold* _it_ `c` ||s|| \\", "תודה רבה"]
)
async def test_any_words_arrive_as_they_were(alice: Person, bob: Person, words: str) -> None:
    await gives(alice, words)
    assert words in bob.last.text.replace("\u2068", "").replace("\u2069", "")


async def test_words_with_nothing_asked_can_become_thanks(
    alice: Person, bob: Person, app: App
) -> None:
    await alice.says(KIND, message="a")
    await alice.presses("Thank my partner")
    assert "For Bob" in alice.last.text
    await alice.edits("a", "Something else.")
    await alice.presses("Send")
    bob.sees(KIND)
    async with app.database.read() as session:
        assert (await session.scalars(select(EntryPart))).all() == []


async def test_a_letter_with_nothing_asked_stays_in_the_journal(alice: Person, bob: Person) -> None:
    bob.looks()
    await alice.says("long " * 200)
    await alice.presses("Thank my partner")
    alice.sees("500 characters")
    await alice.says(KIND)
    await alice.presses("Send")
    bob.sees(KIND)
    await alice.says("/journal")
    alice.sees("long long")


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
    assert bob.buttons() == ["◀ Newer", "Write one"]


async def test_the_jar_stays_readable_after_unlinking(alice: Person, bob: Person, app: App) -> None:
    await gives(alice)
    await unlinked(bob, app)
    for person, line in ((alice, "You, to Bob"), (bob, "From Alice")):
        await looks_into_the_jar(person)
        assert line in person.last.text
        assert KIND in person.last.text
        assert "Write one" not in person.buttons()


async def test_a_sentence_on_its_way_stops_when_they_unlink(
    alice: Person, bob: Person, app: App, clock: Time
) -> None:
    await alice.says(f"/thanks {KIND}")
    alice.platform.failures.extend([NotSent(60.0), NotSent(60.0)])
    await alice.presses("Send")
    async with app.database.write() as session:
        await pair.unlink(session, await member_of(session, alice, app), app.clock.now())
    await clock.advance(hours=1)
    assert alice.last.text == "Kept for them."
    bob.sees_not(KIND)


async def test_alone_there_is_an_invitation_instead(carol: Person) -> None:
    for words in ("/thanks", f"/thanks {KIND}"):
        await carol.says(words)
        carol.sees("not linked")
        assert carol.buttons() == ["Invite your partner", "Look into the jar"]
    await carol.presses("Look into the jar")
    assert "empty so far" in carol.last.text


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
    drafts = [button for button in buttons if button.action != "thanks:jar"]
    for button in drafts:
        await bob.presses_button(button)
        bob.sees("not here any more")
    bob.sees_not("A draft.")
    carol.sees_not(KIND, "Older.", "A draft.")


async def test_what_is_stored_does_not_show_the_words(alice: Person, app: App) -> None:
    await gives(alice)
    async with app.database.read() as session:
        row = (await session.scalars(select(Thanks))).one()
    assert row.text
    assert KIND.encode() not in row.text
