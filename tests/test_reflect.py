"""/reflect, /done and /journal: one's own words, for nobody else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.app import App
from chat.buttons import Button
from domain import reflect, solo
from handlers.turn import Shelf
from storage.models import EntryPart, Round
from storage.sealing import Vault
from tests.couples import member_of, paired, unlinked
from tests.people import START, Person, Time

SECRET = "zanzibar"


async def test_words_behind_the_command_are_kept_and_the_bot_says_where(alice: Person) -> None:
    await alice.says(f"/reflect {SECRET}")
    alice.sees("Kept in your journal", "Nobody but you")
    await alice.says("/journal")
    alice.sees(SECRET, "1 of 1", "Wednesday, March 4, 2026")


async def test_without_words_there_is_a_question_that_fits_the_week(
    alice: Person, shelf: Shelf
) -> None:
    challenge = solo.this_week(shelf.library, START, None)
    week = shelf.library.challenge(challenge, "en")
    await alice.says("/reflect")
    alice.sees(week.reflect)
    await alice.says(SECRET)
    await alice.says("/journal")
    alice.sees(week.title, SECRET)


async def test_the_question_fits_the_couples_open_round(
    alice: Person, bob: Person, app: App, shelf: Shelf
) -> None:
    await paired(alice, bob, app)
    week = shelf.library.challenges[-1]
    async with app.database.write() as session:
        member = await member_of(session, alice, app)
        assert member.couple_id
        now = app.clock.now()
        session.add(
            Round(
                couple_id=member.couple_id,
                week="2026-W10",
                day=now.date(),
                challenge=week.id,
                opened_at=now,
            )
        )
    await alice.says("/reflect")
    alice.sees(week.reflect)


async def test_several_messages_become_one_entry_and_one_note(alice: Person) -> None:
    await alice.says("/reflect First.")
    note = alice.last
    for words in ("Second.", "Third."):
        await alice.says(words)
        alice.sees_nothing_new()
    assert "3 messages kept" in note.text
    await alice.presses("Done")
    assert note.text.startswith("3 messages kept")
    await alice.says("/journal")
    alice.sees("First.\n\nSecond.\n\nThird.", "1 of 1")


@pytest.mark.parametrize("word", ["/done", "Done", " done "])
async def test_the_writing_can_be_ended_by_a_word(alice: Person, word: str) -> None:
    await alice.says("/reflect First.")
    note = alice.last
    await alice.says(word)
    alice.sees("in your journal now")
    await alice.says("/journal")
    alice.sees("First.", "1 of 1")
    await alice.says("This belongs somewhere else.")
    assert note.text.startswith("Kept in your journal")


async def test_done_without_anything_open_says_how_to_begin(alice: Person) -> None:
    await alice.says("/done")
    alice.sees("/reflect begins")


async def test_a_question_that_got_no_words_leaves_nothing_behind(alice: Person) -> None:
    for ending in ("/done", "/cancel", "/reflect"):
        await alice.says("/reflect")
        await alice.says(ending)
    await alice.presses("Not now")
    alice.sees("kept nothing")
    await alice.says("/journal")
    alice.sees("empty so far")


async def test_words_of_the_next_day_begin_an_entry_of_their_own(
    alice: Person, clock: Time
) -> None:
    await alice.says("/reflect Tonight.")
    await clock.advance(hours=13)
    await alice.says("Tomorrow.")
    alice.sees("Kept in your journal")
    await alice.says("/journal")
    alice.sees("Tomorrow.", "1 of 2")


async def test_a_question_may_be_answered_days_later(
    alice: Person, clock: Time, shelf: Shelf
) -> None:
    week = shelf.library.challenge(solo.this_week(shelf.library, START, None), "en")
    await alice.says("/reflect")
    await clock.advance(days=10)
    await alice.says("Now.")
    await alice.says("/journal")
    alice.sees(week.title, "Saturday, March 14, 2026")


async def test_the_journal_pages_through_the_entries_from_the_newest_on(
    alice: Person, clock: Time
) -> None:
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
    assert alice.buttons() == ["◀ Newer", "Delete this"]
    await alice.presses("Newer")
    assert "Middle." in page.text
    alice.sees_nothing_new()


async def test_the_date_is_that_of_the_writers_own_place(
    alice: Person, app: App, clock: Time
) -> None:
    await alice.says("/help")
    async with app.database.write() as session:
        (await member_of(session, alice, app)).zone = "Pacific/Auckland"
    await clock.advance(hours=5)
    await alice.says("/reflect Late.")
    await alice.says("/journal")
    alice.sees("Thursday, March 5, 2026")


async def test_deleting_asks_once_and_then_is_for_good(alice: Person, app: App) -> None:
    await alice.says(f"/reflect {SECRET}")
    await alice.says("/journal")
    await alice.presses("Delete this")
    await alice.presses("keep it")
    assert SECRET in alice.last.text
    await alice.presses("Delete this")
    old = alice.button("Yes, delete it")
    await alice.presses("Yes, delete it")
    assert "It is gone" in alice.last.text
    await alice.presses("Open my journal")
    assert "empty so far" in alice.last.text
    async with app.database.read() as session:
        assert (await session.scalars(select(EntryPart))).all() == []
    await alice.presses_button(old)
    alice.sees("not here any more")


async def test_the_note_deletes_too_and_the_next_words_are_not_lost(alice: Person) -> None:
    await alice.says("/reflect One.")
    await alice.presses("Delete this")
    await alice.presses("keep it")
    alice.sees("Kept in your journal")
    await alice.says("Two.")
    await alice.presses("Delete this")
    await alice.presses("Yes, delete it")
    await alice.says("/journal")
    alice.sees("empty so far")


async def test_an_edited_message_changes_the_entry_and_the_note(alice: Person) -> None:
    await alice.says("/reflect Tpyo.", message="a")
    note = alice.last
    await alice.says("Two.", message="b")
    await alice.edits("a", "/reflect Typo.")
    alice.sees_nothing_new()
    assert "Your change" in note.text
    await alice.edits("b", "Two, better.")
    await alice.says("/journal")
    alice.sees("Typo.\n\nTwo, better.")


async def test_a_message_of_somebody_else_is_not_changed(alice: Person, bob: Person) -> None:
    await alice.says(f"/reflect {SECRET}", message="a")
    await bob.edits("a", "Overwritten.")
    await alice.says("/journal")
    alice.sees(SECRET)


@pytest.mark.parametrize(
    "words",
    ["a", "👩‍👩‍👧‍👦", "<b>&amp; *bold* _it_ `c` ||s|| \\", "שלום עולם", "{ $name }", "\n\n."],
)
async def test_any_words_come_back_as_they_were(alice: Person, words: str) -> None:
    await alice.says("/reflect")
    await alice.says(words)
    await alice.says("/journal")
    shown = alice.last.text.replace("\u2068", "").replace("\u2069", "")
    assert words.strip() in shown


async def test_twenty_thousand_characters_are_kept_whole(alice: Person, clock: Time) -> None:
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
    alice.sees("Short.")


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
async def test_nobody_else_can_press_the_buttons_of_an_entry(
    alice: Person, bob: Person, app: App, linked: str
) -> None:
    if linked != "stranger":
        await paired(alice, bob, app)
    await alice.says(f"/reflect {SECRET}")
    buttons = list(alice.last.buttons)
    await alice.presses("Delete this")
    buttons += alice.last.buttons
    await alice.says("/journal")
    buttons += alice.last.buttons
    if linked == "former partner":
        await unlinked(bob, app)
    for button in buttons:
        await bob.presses_button(button)
        bob.sees("not here any more")
    bob.sees_not(SECRET)
    await alice.says("/journal")
    alice.sees(SECRET)


async def test_what_is_stored_does_not_show_the_words(alice: Person, app: App) -> None:
    await alice.says(f"/reflect {SECRET}")
    async with app.database.read() as session:
        parts = (await session.scalars(select(EntryPart.text))).all()
    assert parts
    assert not any(SECRET.encode() in (part or b"") for part in parts)


async def test_a_pause_does_not_close_the_journal(alice: Person, app: App) -> None:
    await alice.says("/help")
    async with app.database.write() as session:
        member = await member_of(session, alice, app)
        member.paused_until = app.clock.now() + timedelta(days=7)
    await alice.says(f"/reflect {SECRET}")
    await alice.says("/journal")
    alice.sees(SECRET)


async def test_a_held_draft_is_kept_or_let_go_by_its_author(alice: Person, app: App) -> None:
    await alice.says("/help")
    async with app.database.write() as session:
        member = await member_of(session, alice, app)
        vault = Vault(session, app.dispatcher.ring)
        kept = await reflect.hold(session, vault, member, "Kept.", app.clock.now())
        let_go = await reflect.hold(session, vault, member, "Let go.", app.clock.now())
    await alice.presses_button(Button("", "reflect:keep", kept.id))
    alice.sees("Kept in your journal")
    await alice.presses_button(Button("", "reflect:drop", let_go.id))
    alice.sees("kept nothing")
    await alice.presses_button(Button("", "reflect:drop", kept.id))
    alice.sees("Kept in your journal")
    await alice.says("/journal")
    alice.sees("Kept.", "1 of 1")


async def test_what_another_feature_keeps_is_closed_and_dated(alice: Person, app: App) -> None:
    await alice.says("/help")
    async with app.database.write() as session:
        member = await member_of(session, alice, app)
        vault = Vault(session, app.dispatcher.ring)
        entry = await reflect.keep(session, vault, member, "Solo.", app.clock.now(), message="a")
        assert not entry.open
    await alice.edits("a", "Solo, better.")
    await alice.says("/journal")
    alice.sees("Solo, better.")


def test_the_weeks_take_turns_with_the_themes_and_then_with_their_challenges(
    shelf: Shelf,
) -> None:
    library = shelf.library
    weeks = [solo.this_week(library, START + timedelta(weeks=week), None) for week in range(18)]
    themes = [library.challenge(each, "en").theme for each in weeks]
    assert len(set(themes[:9])) == 9
    assert themes[:9] == themes[9:]
    assert not set(weeks[:9]) & set(weeks[9:])


def test_the_week_turns_at_ones_own_midnight(shelf: Shelf) -> None:
    sunday = START + timedelta(days=4, hours=9)
    here, there = (
        solo.this_week(shelf.library, sunday, zone) for zone in ("Pacific/Auckland", "UTC")
    )
    assert here != there
