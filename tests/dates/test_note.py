"""Test /note: lines that nobody but their author ever sees."""

from __future__ import annotations

import pytest

from bot.app import App
from domain.note.notes import MAX_NOTES
from storage.tables.dates import Note
from tests.privacy.test_forget import count
from tests.support.couples import settled
from tests.support.people import Person, reads

pytestmark = pytest.mark.long

SCARF = "liked the blue scarf"


@pytest.fixture(autouse=True)
async def person(alice: Person) -> None:
    await settled(alice, "Berlin")


@pytest.mark.clients("discord")
async def test_a_note_may_belong_to_a_day_or_to_none(alice: Person) -> None:
    await alice.says(f"/note {SCARF}")
    reads(alice, f"“{SCARF}”", "Only you see it")
    await alice.presses("Which day it’s for")
    reads(alice, "no days here yet")
    await alice.says("/dates Bob’s birthday 3 April")
    await alice.says("/note")
    await alice.presses("Which day it’s for")
    await alice.presses("Bob’s birthday")
    reads(alice, "Your note for “Bob’s birthday”")
    await alice.says("/dates")
    await alice.presses("Bob’s birthday")
    reads(alice, SCARF)
    await alice.presses("Delete it")
    await alice.says("/note")
    assert alice.last.text.startswith("Your note:")
    assert SCARF in alice.last.text


async def test_notes_are_paged_changed_and_deleted(alice: Person, app: App) -> None:
    for words in ("first", "second"):
        await alice.says(f"/note {words}")
    await alice.says("/note")
    reads(alice, "“second”")
    await alice.presses("Older")
    reads(alice, "“first”")
    await alice.presses("Change the note")
    await alice.says("the first one")
    reads(alice, "“the first one”")
    await alice.presses("Delete the note")
    assert await count(app, Note) == 1


async def test_an_edited_message_changes_its_note(alice: Person) -> None:
    await alice.says("/note")
    await alice.presses("Write a note")
    await alice.says(SCARF, message="a")
    await alice.edits("a", "liked the green scarf")
    await alice.says("/note")
    reads(alice, "“liked the green scarf”")


@pytest.mark.parametrize("words", ["x" * 501, "x" * 4001])
async def test_what_is_too_long_is_said_kindly(alice: Person, app: App, words: str) -> None:
    await alice.says("/note")
    await alice.presses("Write a note")
    await alice.says(words)
    reads(alice, "500 characters fit")
    assert await count(app, Note) == 0
    await alice.says(SCARF)
    reads(alice, SCARF)


async def test_there_is_a_limit(alice: Person, app: App) -> None:
    for number in range(MAX_NOTES + 1):
        await alice.says(f"/note number {number}")
    reads(alice, "as many as fit")
    assert await count(app, Note) == MAX_NOTES


async def test_nobody_elses_button_opens_it(alice: Person, bob: Person) -> None:
    await alice.says(f"/note {SCARF}")
    await settled(bob, "Berlin")
    for button in [each for each in alice.last.buttons if each.id]:
        await bob.presses_button(button)
        reads(bob, "not here any more")
    bob.sees_not(SCARF)
