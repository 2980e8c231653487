"""Test /journal: it pages through one’s own words, and nobody else’s."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.app import App
from domain import reflect
from storage.sealing import Vault
from storage.tables.reflect import JournalPart
from tests.support.contexts import context
from tests.support.couples import consented, member_of, paired, unlinked
from tests.support.people import Person, Time

SECRET = "zanzibar"


@pytest.mark.clients
async def test_the_journal_pages_through_the_entries_from_the_newest_on(
    alice: Person, clock: Time
) -> None:
    await consented(alice)
    for words in ("Oldest.", "Middle.", "Newest."):
        await alice.says(f"/reflect {words}")
        await clock.advance(days=1)
    await alice.says("/journal")
    alice.sees("Newest.", "1 of 3")
    page = alice.last
    await alice.presses("Older")
    await alice.presses("Older")
    assert "Oldest." in page.text
    assert "3 of 3" in page.text
    assert alice.buttons() == ["◀ Newer", "Delete this", "Remove this message"]
    await alice.presses("Newer")
    assert "Middle." in page.text
    alice.sees_nothing_new()


async def test_the_date_is_that_of_the_writers_own_place(
    alice: Person, app: App, clock: Time
) -> None:
    await consented(alice)
    await alice.says("/help")
    async with app.database.write() as session:
        (await member_of(session, alice, app)).zone = "Pacific/Auckland"
    await clock.advance(hours=5)
    await alice.says("/reflect Late.")
    await alice.says("/journal")
    alice.sees("Thursday, 5 March 2026")


@pytest.mark.clients("telegram")
async def test_deleting_asks_once_and_is_final(alice: Person, app: App) -> None:
    await consented(alice)
    await alice.says(f"/reflect {SECRET}")
    await alice.says("/journal")
    await alice.presses("Delete this")
    await alice.presses("keep it")
    assert SECRET in alice.last.text
    await alice.presses("Delete this")
    old = alice.button("Yes, delete it")
    await alice.presses("Yes, delete it")
    assert "It’s gone" in alice.last.text
    await alice.presses("Open my journal")
    assert "empty so far" in alice.last.text
    async with app.database.read() as session:
        assert (await session.scalars(select(JournalPart))).all() == []
    await alice.presses_button(old)
    alice.sees("not here any more")


@pytest.mark.parametrize(
    "words",
    ["a", "👩‍👩‍👧‍👦", "<b>&amp; *bold* _it_ `c` ||s|| \\", "שלום עולם", "{ $name }", "\n\n."],
)
async def test_any_words_come_back_as_they_were(alice: Person, words: str) -> None:
    await consented(alice)
    await alice.says("/reflect")
    await alice.says(words)
    await alice.says("/journal")
    shown = alice.last.text.replace("\u2068", "").replace("\u2069", "")
    assert words.strip() in shown


async def test_twenty_thousand_characters_are_kept_whole(alice: Person, clock: Time) -> None:
    await consented(alice)
    words = " ".join(f"word{number}" for number in range(2500))[:20_000]
    await alice.says("/reflect Short.")
    await clock.advance(days=1)
    await alice.says("/reflect")
    await alice.says(words)
    await alice.says("/journal")
    shown = " ".join(message.text for message in alice.looks())
    assert all(word in shown for word in words.split())
    assert "Older ▶" in alice.buttons()
    await alice.presses("Older")
    alice.sees_changed("Short.")


async def test_the_partner_never_learns_that_a_journal_exists(
    alice: Person, bob: Person, app: App, clock: Time
) -> None:
    await paired(alice, bob, app)
    before = len(bob.screen)
    await alice.says(f"/reflect {SECRET}")
    await alice.says(f"{SECRET} again")
    await alice.presses("Done")
    await alice.says("/journal")
    assert len(bob.screen) == before
    await bob.says("/journal")
    bob.sees("empty so far")
    await unlinked(bob, app)
    await bob.says("/journal")
    bob.sees("empty so far")
    bob.sees_not(SECRET)
    await alice.says("/journal")
    alice.sees(SECRET)


@pytest.mark.parametrize("linked", ["partner", "former partner", "stranger"])
@pytest.mark.clients("telegram")
async def test_nobody_else_can_press_the_buttons_of_an_entry(
    alice: Person, bob: Person, app: App, linked: str
) -> None:
    if linked == "stranger":
        await consented(alice)
        await consented(bob)
    else:
        await paired(alice, bob, app)
    await alice.says(f"/reflect {SECRET}")
    buttons = list(alice.last.buttons)
    await alice.presses("Delete this")
    buttons += alice.last.buttons
    await alice.says("/journal")
    buttons += alice.last.buttons
    if linked == "former partner":
        await unlinked(bob, app)
    # The button that takes a message off its reader's screen names no row.
    for button in (each for each in buttons if each.action != "privacy:remove"):
        await bob.presses_button(button)
        bob.sees("not here any more")
    bob.sees_not(SECRET)
    await alice.says("/journal")
    alice.sees(SECRET)


async def test_stored_rows_do_not_show_the_words(alice: Person, app: App) -> None:
    await consented(alice)
    await alice.says(f"/reflect {SECRET}")
    async with app.database.read() as session:
        parts = (await session.scalars(select(JournalPart.text))).all()
    assert parts
    assert not any(SECRET.encode() in (part or b"") for part in parts)


async def test_a_pause_does_not_close_the_journal(alice: Person, app: App) -> None:
    await consented(alice)
    await alice.says("/help")
    async with app.database.write() as session:
        member = await member_of(session, alice, app)
        member.paused_until = app.clock.now() + timedelta(days=7)
    await alice.says(f"/reflect {SECRET}")
    await alice.says("/journal")
    alice.sees(SECRET)


async def test_entries_of_other_features_are_closed_and_dated(alice: Person, app: App) -> None:
    await consented(alice)
    await alice.says("/help")
    async with app.database.write() as session:
        member = await member_of(session, alice, app)
        vault = Vault(session, app.parts.ring)
        now = app.clock.now()
        entry = await reflect.write_entry(
            context(session, vault=vault, now=now), member, "Solo.", day=now.date(), message="a"
        )
        assert not entry.open
    await alice.edits("a", "Solo, better.")
    await alice.says("/journal")
    alice.sees("Solo, better.")
