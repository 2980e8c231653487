"""Test that a voice note or a photo is an answer as words are: kept apart, then both see both."""

from __future__ import annotations

from io import BytesIO

import av
import pytest
from PIL import Image
from sqlalchemy import func, select

from bot.app import App
from storage.tables.media import KeptFile, MediaChunk, MediaUse
from tests.media import samples
from tests.support.couples import paired, unlinked
from tests.support.people import Message, Person

SAID_IN_THE_FILE = (samples.DEVICE.encode(), samples.PLACE, b"Exif")


async def asked(person: Person) -> None:
    await person.says("/challenge")
    await person.presses("Answer")


async def in_their_week(alice: Person, bob: Person) -> None:
    await paired(alice, bob)
    await alice.presses("Start now")


async def shares_both(alice: Person, bob: Person) -> None:
    """Let Alice answer with a voice note and Bob with a photo."""
    await in_their_week(alice, bob)
    await asked(alice)
    await alice.sends_voice(samples.voice())
    await alice.presses("Share when both are in")
    await asked(bob)
    await bob.sends_photo(samples.photo(), "From our walk")
    await bob.presses("Share when both are in")


def files(messages: list[Message]) -> list[str]:
    return [each.media for each in messages if each.media]


async def rows_of(app: App) -> tuple[int, int, int]:
    async with app.database.read() as session:
        counts = [
            await session.scalar(select(func.count()).select_from(table))
            for table in (KeptFile, MediaChunk, MediaUse)
        ]
    files_, chunks, uses = (count or 0 for count in counts)
    return files_, chunks, uses


@pytest.mark.clients
async def test_both_see_both_after_both_have_shared(alice: Person, bob: Person) -> None:
    await in_their_week(alice, bob)
    await asked(alice)
    await alice.sends_voice(samples.voice())
    alice.sees("🎤 Voice note")
    assert files(alice.looks()) == []
    await alice.presses("Share when both are in")
    assert files(bob.screen) == []
    await asked(bob)
    await bob.sends_photo(samples.photo(), "From our walk")
    alice.looks()
    await bob.presses("Share when both are in")
    seen: set[bytes] = set()
    heard: set[bytes] = set()
    for person in (alice, bob):
        person.sees("🎤 Voice note", "📷 Photo", "From our walk")
        seen.add(person.sees_photo())
        new = person.looks()
        # Discord shows a file with sound as a player, and keeps voice messages for people.
        heard.update(each.content for each in new if each.media in ("voice", "audio"))
        assert files(new[-1:]) == []
    assert len(seen) == len(heard) == 1
    with Image.open(BytesIO(seen.pop())) as picture:
        assert picture.size == (64, 48)
    with av.open(BytesIO(heard.pop()), "r") as note:
        assert note.streams.audio[0].codec_context.name == "opus"


async def test_nothing_in_a_file_tells_of_place_or_device(alice: Person, bob: Person) -> None:
    await in_their_week(alice, bob)
    await asked(alice)
    await alice.sends_voice(samples.voice())
    await alice.sends_video(samples.video())
    await alice.presses("Share when both are in")
    await asked(bob)
    await bob.sends_photo(samples.photo())
    await bob.presses("Share when both are in")
    for content in (alice.sees_photo(), alice.hears_voice(), alice.sees_video()):
        assert content
        assert [each for each in SAID_IN_THE_FILE if each in content] == []


async def test_an_unasked_picture_is_covered_and_its_caption_names_nobody(
    alice: Person, bob: Person
) -> None:
    await in_their_week(alice, bob)
    alice.looks()
    await asked(alice)
    await alice.sends_photo(samples.photo("red"))
    await alice.presses("Share when both are in")
    await asked(bob)
    await bob.sends_photo(samples.photo("blue"))
    await bob.presses("Share when both are in")
    covered = [each for each in alice.screen if each.media]
    assert [each.is_covered and each.silent for each in covered] == [True, True]
    assert [each.text for each in covered] == ["📷 Photo 1", "📷 Photo 2"]
    assert [each.is_covered for each in bob.screen if each.media] == [False, False]


async def test_what_was_shared_outlives_its_author(alice: Person, bob: Person, app: App) -> None:
    await shares_both(alice, bob)
    await alice.says("/forget")
    await alice.presses("Go on")
    await alice.says("forget me")
    await bob.says("/history")
    bob.sees("🎤 Voice note")
    assert bob.hears_voice()


async def test_an_unshared_file_is_gone_with_its_author(
    alice: Person, bob: Person, app: App
) -> None:
    await in_their_week(alice, bob)
    await asked(alice)
    await alice.sends_voice(samples.voice())
    assert await rows_of(app) == (1, 1, 1)
    await alice.says("/forget")
    await alice.presses("Go on")
    await alice.says("forget me")
    assert await rows_of(app) == (0, 0, 0)


async def test_another_answer_leaves_nothing_of_the_first(
    alice: Person, bob: Person, app: App
) -> None:
    await in_their_week(alice, bob)
    await asked(alice)
    await alice.sends_voice(samples.voice())
    await alice.presses("Edit")
    await alice.says("In words after all")
    assert await rows_of(app) == (0, 0, 0)


async def test_an_edited_caption_keeps_its_photo(alice: Person, bob: Person) -> None:
    await in_their_week(alice, bob)
    await asked(alice)
    await alice.sends_photo(samples.photo(), "At the sae", message="walk")
    await alice.edits_caption("walk", "At the sea")
    alice.sees("📷 Photo", "At the sea")


async def test_after_unlinking_the_reveal_is_still_there(alice: Person, bob: Person) -> None:
    await shares_both(alice, bob)
    await unlinked(bob)
    await alice.says("/history")
    assert alice.sees_photo()
