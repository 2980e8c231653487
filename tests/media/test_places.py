"""Test files in thanks, the journal, a side after a fight, and the export."""

from __future__ import annotations

import io
import zipfile
from base64 import b64decode
from re import findall

import pytest

from bot.app import App
from tests.media import samples
from tests.media.test_answers import asked, in_their_week, rows_of, shares_both
from tests.support.couples import consented, paired
from tests.support.people import Person


async def test_thanks_can_be_spoken(alice: Person, bob: Person) -> None:
    await paired(alice, bob)
    await alice.says("/thanks")
    await alice.sends_voice(samples.voice())
    assert not bob.looks()
    await alice.presses("Send")
    bob.sees("🎤 Voice note")
    assert bob.hears_voice() == [each.content for each in bob.screen if each.media][-1]
    await bob.says("/thanks")
    await bob.presses("jar")
    assert bob.hears_voice()


async def test_a_photo_with_the_command_is_thanks(alice: Person, bob: Person) -> None:
    await paired(alice, bob)
    await alice.sends_photo(samples.photo(), "/thanks for the soup")
    alice.sees("📷 Photo", "for the soup")
    await alice.presses("Send")
    assert bob.sees_photo()


async def test_a_journal_page_shows_its_photos_and_loses_them(alice: Person, app: App) -> None:
    await consented(alice)
    await alice.says("/reflect")
    await alice.sends_photo(samples.photo())
    await alice.says("The sea that day")
    await alice.says("/done")
    await alice.says("/journal")
    alice.sees("📷 Photo", "The sea that day")
    assert alice.sees_photo()
    await alice.presses("Delete")
    await alice.presses("Yes")
    assert await rows_of(app) == (0, 0, 0)


async def test_a_photo_that_nobody_asked_for_waits_for_a_choice(alice: Person, app: App) -> None:
    await consented(alice)
    await alice.sends_photo(samples.photo())
    assert "Keep" in " ".join(alice.buttons())
    assert not any("remind" in each.casefold() for each in alice.buttons())
    await alice.presses("Delete")
    assert await rows_of(app) == (0, 0, 0)


async def test_a_photo_becomes_the_answer_by_one_tap(alice: Person, bob: Person, app: App) -> None:
    await in_their_week(alice, bob)
    await alice.sends_photo(samples.photo())
    await alice.presses("My answer")
    alice.sees("📷 Photo", "Only you can see it")
    assert (await rows_of(app))[0] == 1


async def test_the_export_brings_them_in_pages_that_open_alone(alice: Person, bob: Person) -> None:
    await shares_both(alice, bob)
    await alice.says("/export")
    first, second = [each for each in alice.looks() if each.attachment]
    with zipfile.ZipFile(io.BytesIO(first.content)) as packed:
        page = packed.read("same-side.html").decode()
        data = packed.read("same-side.json").decode()
    for document in (page, data):
        assert "🎤 Voice note" in document
        assert "\ue0f0" not in document
    with zipfile.ZipFile(io.BytesIO(second.content)) as packed:
        gallery = packed.read("same-side-2.html").decode()
    kept = {b64decode(each) for each in findall(r"base64,([A-Za-z0-9+/=]+)", gallery)}
    assert kept == {each.content for each in alice.screen if each.media in ("photo", "voice")}
    assert "<audio controls" in gallery
    assert "<img" in gallery


async def test_an_export_without_files_is_one_file(alice: Person) -> None:
    await consented(alice)
    await alice.says("/export")
    assert len([each for each in alice.screen if each.attachment]) == 1


@pytest.mark.parametrize("shared", [True, False])
async def test_only_the_author_takes_an_unshared_file_along(
    alice: Person, bob: Person, *, shared: bool
) -> None:
    await in_their_week(alice, bob)
    await asked(alice)
    await alice.sends_voice(samples.voice())
    if shared:
        await alice.presses("Share when both are in")
    await bob.says("/export")
    assert len([each for each in bob.screen if each.attachment]) == 1
    await alice.says("/export")
    assert len([each for each in alice.screen if each.attachment]) == 2
