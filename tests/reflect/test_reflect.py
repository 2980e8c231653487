"""Test /reflect and /done: one’s own words, in as many messages as it takes."""

from __future__ import annotations

import pytest
from sqlalchemy import update

from bot.app import App
from chat.buttons import Button
from domain import reflect
from domain.challenge import solo
from handlers.turn import Content
from storage.sealing import Vault
from storage.tables.challenge import Round
from storage.tables.pair import CoupleMember
from tests.support.contexts import context
from tests.support.couples import consented, member_of, paired
from tests.support.people import START, Person, Time

SECRET = "zanzibar"


async def test_words_behind_the_command_are_kept_and_the_bot_says_where(alice: Person) -> None:
    await consented(alice)
    await alice.says(f"/reflect {SECRET}")
    alice.sees("Saved in your journal", "Nobody but you")
    await alice.says("/journal")
    alice.sees(SECRET, "1 of 1", "Wednesday, March 4, 2026")


async def test_without_words_there_is_a_question_that_fits_the_week(
    alice: Person, shelf: Content
) -> None:
    await consented(alice)
    challenge = solo.weekly_challenge(shelf.library, START, None)
    week = shelf.library.challenge(challenge, "en")
    await alice.says("/reflect")
    alice.sees(week.reflect)
    await alice.says(SECRET)
    await alice.says("/journal")
    alice.sees(week.title, SECRET)


async def test_the_question_fits_the_couples_open_round(
    alice: Person, bob: Person, app: App, shelf: Content
) -> None:
    await paired(alice, bob, app)
    week = shelf.library.challenges[-1]
    async with app.database.write() as session:
        member = await member_of(session, alice, app)
        assert member.couple_id
        now = app.clock.now()
        came = update(CoupleMember).where(CoupleMember.couple_id == member.couple_id)
        await session.execute(came.values(prompted_on=now.date()))
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


@pytest.mark.clients
async def test_several_messages_become_one_entry_and_one_note(alice: Person) -> None:
    await consented(alice)
    await alice.says("/reflect First.")
    note = alice.last
    for words in ("Second.", "Third."):
        await alice.says(words)
        alice.sees_nothing_new()
    assert "3 messages saved" in note.text
    await alice.presses("Done")
    assert note.text.startswith("3 messages saved")
    await alice.says("/journal")
    alice.sees("First.\n\nSecond.\n\nThird.", "1 of 1")


@pytest.mark.parametrize("word", ["/done", "Done", " done "])
async def test_the_writing_can_be_ended_by_a_word(alice: Person, word: str) -> None:
    await consented(alice)
    await alice.says("/reflect First.")
    note = alice.last
    await alice.says(word)
    alice.sees("journal")
    await alice.says("/journal")
    alice.sees("First.", "1 of 1")
    await alice.says("This belongs somewhere else.")
    assert note.text.startswith("Saved in your journal")


@pytest.mark.parametrize("word", ["Ya está", "ya esta.", "YA ESTÁ"])
async def test_the_word_needs_no_accent(alice: Person, word: str) -> None:
    """Without `fold` in `handlers/conversation/matching.py`: "ya esta." goes into the journal."""
    alice.language = "es"
    await consented(alice)
    await alice.says("/reflect Una línea.")
    await alice.says(word)
    alice.sees("Ya está en tu diario")


async def test_done_without_anything_open_says_how_to_begin(alice: Person) -> None:
    await alice.says("/done")
    alice.sees("/reflect starts")


async def test_done_does_not_answer_another_question(alice: Person, bob: Person) -> None:
    await paired(alice, bob)
    await alice.says(f"/thanks {SECRET}")
    await alice.presses("Change")
    await alice.says("/done")
    alice.sees("aren’t writing anything")
    await alice.presses("Send")
    bob.sees(SECRET)


async def test_a_question_that_got_no_words_leaves_nothing_behind(alice: Person) -> None:
    await consented(alice)
    for ending in ("/done", "/cancel", "/reflect"):
        await alice.says("/reflect")
        await alice.says(ending)
    await alice.presses("Not now")
    alice.sees_changed("kept nothing")
    await alice.says("/journal")
    alice.sees("empty so far")


async def test_a_question_waits_despite_the_others_actions(
    alice: Person, bob: Person, shelf: Content
) -> None:
    await consented(alice)
    week = shelf.library.challenge(solo.weekly_challenge(shelf.library, START, None), "en")
    await alice.says("/reflect")
    await bob.says("/reflect")
    await alice.says(SECRET)
    await alice.says("/journal")
    alice.sees(week.title, SECRET)


async def test_words_of_the_next_day_begin_a_new_entry(alice: Person, clock: Time) -> None:
    await consented(alice)
    await alice.says("/reflect Tonight.")
    await clock.advance(hours=13)
    await alice.says("Tomorrow.")
    alice.sees("Saved in your journal")
    await alice.says("/journal")
    alice.sees("Tomorrow.", "1 of 2")


async def test_a_question_may_be_answered_days_later(
    alice: Person, clock: Time, shelf: Content
) -> None:
    await consented(alice)
    week = shelf.library.challenge(solo.weekly_challenge(shelf.library, START, None), "en")
    await alice.says("/reflect")
    await clock.advance(days=10)
    await alice.says("Now.")
    await alice.says("/journal")
    alice.sees(week.title, "Saturday, March 14, 2026")


async def test_the_note_deletes_too_and_the_next_words_are_not_lost(alice: Person) -> None:
    await consented(alice)
    await alice.says("/reflect One.")
    await alice.presses("Delete this")
    await alice.presses("keep it")
    alice.sees_changed("Saved in your journal")
    await alice.says("Two.")
    await alice.presses("Delete this")
    await alice.presses("Yes, delete it")
    await alice.says("/journal")
    alice.sees("empty so far")


@pytest.mark.clients
async def test_an_edited_message_changes_the_entry_and_the_note(alice: Person) -> None:
    await consented(alice)
    await alice.says("/reflect Tpyo.", message="a")
    note = alice.last
    await alice.says("Two.", message="b")
    await alice.edits("a", "/reflect Typo.")
    alice.sees_nothing_new()
    assert "the same change" in note.text
    await alice.edits("b", "Two, better.")
    await alice.says("/journal")
    alice.sees("Typo.\n\nTwo, better.")
    assert "/reflect" not in alice.last.text


async def test_a_message_of_somebody_else_is_not_changed(alice: Person, bob: Person) -> None:
    await consented(alice)
    await alice.says(f"/reflect {SECRET}", message="a")
    await bob.edits("a", "Overwritten.")
    await alice.says("/journal")
    alice.sees(SECRET)


async def test_an_open_entry_is_kept_or_dropped_by_its_author(alice: Person, app: App) -> None:
    await consented(alice)
    await alice.says("/help")
    async with app.database.write() as session:
        member = await member_of(session, alice, app)
        vault = Vault(session, app.parts.ring)
        now, made = app.clock.now(), []
        for words in ("Kept.", "Dropped."):
            made.append(await reflect.begin(context(session, now=now), member))
            await reflect.append(
                context(session, vault=vault, now=now), made[-1], words, day=now.date()
            )
        kept, dropped = made
    await alice.presses_button(Button("", "reflect:keep", kept.id))
    alice.sees("Saved in your journal")
    await alice.presses_button(Button("", "reflect:drop", dropped.id))
    alice.sees("kept nothing")
    await alice.presses_button(Button("", "reflect:drop", kept.id))
    alice.sees("Saved in your journal")
    await alice.says("/journal")
    alice.sees("Kept.", "1 of 1")
