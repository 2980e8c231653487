"""Test letters that hold a photo or a voice note: sealed, opened and destroyed with their words."""

from __future__ import annotations

import zipfile
from base64 import b64decode
from datetime import date, time
from io import BytesIO
from re import findall

import pytest

from bot.app import App
from domain.letter.letters import LONGEST
from tests.letter.test_letter import chooses
from tests.media import samples
from tests.media.test_answers import files, rows_of
from tests.privacy.test_forget import forgets
from tests.support.couples import linked, paired, unlinked
from tests.support.people import Person, Time, reads

pytestmark = pytest.mark.long

DAY, EVENING = date(2027, 3, 4), time(20)
NOTHING = (0, 0, 0)


async def seals_photo(author: Person, words: str = "Our garden, one day") -> None:
    await author.says("/letter")
    await author.presses("Write a letter")
    await author.sends_photo(samples.photo(), words)
    await author.says("In a year")
    await author.presses("Seal it for")


@pytest.mark.clients
async def test_a_photo_comes_with_the_letter_on_its_day(
    alice: Person, bob: Person, app: App, clock: Time
) -> None:
    await paired(alice, bob)
    await chooses(bob, app, "now")
    await seals_photo(alice)
    reads(alice, "Sealed for Bob", "📷 Photo", "Our garden, one day")
    bob.sees_nothing_new()
    await clock.until(DAY, EVENING)
    bob.sees("📷 Photo", "Our garden, one day")
    assert bob.sees_photo()
    [photo] = [each for each in bob.screen if each.media]
    assert photo.silent
    assert photo.is_covered or photo.attachment.startswith("SPOILER_")
    assert photo.text == "📷 Photo"


@pytest.mark.clients("discord")
async def test_a_form_takes_a_photo_for_the_letter_and_for_its_other_words(
    alice: Person, bob: Person
) -> None:
    """Without `media` at the buttons: their forms have a field for words alone."""
    await paired(alice, bob)
    await alice.says("/letter")
    await alice.fills_in("Write a letter", "", samples.photo())
    await alice.says("In a year")
    reads(alice, "📷 Photo")
    await alice.presses("Seal it for")
    await alice.fills_in("Change the words", "Our garden", samples.photo())
    reads(alice, "📷 Photo", "Our garden")


async def test_a_voice_note_alone_is_a_letter(alice: Person, bob: Person, clock: Time) -> None:
    await paired(alice, bob)
    await alice.says("/letter")
    await alice.presses("Write a letter")
    await alice.sends_voice(samples.voice())
    await alice.says("In a year")
    await alice.presses("Seal it for")
    await clock.until(DAY, EVENING)
    await bob.says("/letter")
    await bob.presses("Letters to you")
    bob.sees("🎤 Voice note")
    assert bob.hears_voice()


async def test_the_author_sees_it_again_by_opening_the_letter(alice: Person, bob: Person) -> None:
    await paired(alice, bob)
    await seals_photo(alice)
    assert files(alice.screen) == []
    await alice.says("/letter")
    await alice.presses("For Bob")
    assert alice.sees_photo()


async def test_a_photo_with_the_command_is_a_letter(alice: Person, bob: Person) -> None:
    await paired(alice, bob)
    await alice.sends_photo(samples.photo(), "/letter For a rainy day")
    reads(alice, "On which day")
    await alice.says("In a year")
    reads(alice, "📷 Photo", "For a rainy day")


async def test_other_words_and_a_taken_back_letter_destroy_it(
    alice: Person, bob: Person, app: App
) -> None:
    """Without `media.release` in `domain/letter/letters.py` the file stays."""
    await paired(alice, bob)
    await seals_photo(alice)
    assert (await rows_of(app))[0] == 1
    await alice.presses("Change the words")
    await alice.says("Words alone")
    assert await rows_of(app) == NOTHING
    await alice.presses("Change the words")
    await alice.sends_photo(samples.photo())
    assert (await rows_of(app))[0] == 1
    await alice.presses("Take it back")
    assert await rows_of(app) == NOTHING


async def test_an_edited_caption_keeps_the_photo(alice: Person, bob: Person, app: App) -> None:
    await paired(alice, bob)
    await alice.says("/letter")
    await alice.presses("Write a letter")
    await alice.sends_photo(samples.photo(), "Our gadren", message="m")
    await alice.edits_caption("m", "Our garden")
    reads(alice, "📷 Photo", "Our garden")
    assert (await rows_of(app))[0] == 1


async def test_the_mark_of_a_file_does_not_count_as_length(alice: Person, bob: Person) -> None:
    await paired(alice, bob)
    await alice.says("/letter")
    await alice.presses("Write a letter")
    await alice.sends_photo(samples.photo(), "x" * LONGEST)
    reads(alice, "On which day")


@pytest.mark.parametrize("way", ["unlinked", "forgotten"])
async def test_after_parting_before_the_day_nobody_else_gets_it(
    way: str, alice: Person, bob: Person, app: App, clock: Time
) -> None:
    await paired(alice, bob)
    await chooses(bob, app, "now")
    await seals_photo(alice)
    if way == "forgotten":
        await forgets(alice)
        assert await rows_of(app) == NOTHING
    else:
        await unlinked(alice)
    await clock.until(DAY, EVENING)
    assert files(bob.screen) == []


async def test_linked_again_a_held_letter_brings_its_photo(
    alice: Person, bob: Person, app: App, clock: Time
) -> None:
    await paired(alice, bob)
    await chooses(bob, app, "now")
    await seals_photo(alice)
    await unlinked(alice)
    await linked(alice, bob)
    await alice.says("/letter")
    await alice.presses("Held")
    await alice.presses("Yes, let it open")
    await clock.until(DAY, EVENING)
    assert bob.sees_photo()


async def test_the_readers_export_has_the_photo_of_an_open_letter_alone(
    alice: Person, bob: Person, clock: Time
) -> None:
    await paired(alice, bob)
    await seals_photo(alice)
    await bob.says("/export")
    [alone] = [each for each in bob.looks() if each.attachment]
    assert b"same-side-2" not in alone.content
    await clock.until(DAY, EVENING)
    await bob.says("/export")
    *_, part = [each for each in bob.looks() if each.attachment]
    with zipfile.ZipFile(BytesIO(part.content)) as packed:
        gallery = packed.read("same-side-2.html").decode()
    assert [b64decode(each)[:3] for each in findall(r"base64,([A-Za-z0-9+/=]+)", gallery)]
