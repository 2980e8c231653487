"""Test that a file comes whole or not at all, however badly the platform hands it over."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from bot.app import App
from bot.media.cleaning import clean_now
from bot.platforms.adapter import NotDelivered
from handlers.turn import Content
from playground.shared.faults import Faults
from storage import media
from storage.database import Database
from storage.sealing import Vault
from storage.tables.media import KeptFile
from tests.conftest import RING
from tests.media import samples
from tests.media.test_answers import rows_of
from tests.storage.test_broken import Disk
from tests.support.couples import consented
from tests.support.people import DirectPlatform, FakeClock, Person, Time
from tests.support.real_clients import ClientHarness, run_client_harness

CUTS = 20
PLATFORMS = pytest.mark.parametrize("platform_name", ["telegram", "discord"])
GONE = "couldn’t get that file"

pytestmark = [pytest.mark.sqlite, pytest.mark.long]


@pytest.fixture
async def harness(
    database: Database, shelf: Content, fake_clock: FakeClock
) -> AsyncIterator[ClientHarness]:
    async with run_client_harness(database, RING, shelf, fake_clock, "telegram", "discord") as line:
        yield line


async def person_on(harness: ClientHarness, platform_name: str) -> tuple[Person, Faults]:
    """Return somebody whom the bot may keep words of, and the faults of their platform."""
    if platform_name == "telegram":
        person: Person = harness.telegram("Alice", "1001")
        faults = harness.playground.faults
    else:
        person = harness.discord("Alice", "2001")
        faults = harness.playground.discord.faults
    await consented(person)
    return person, faults


async def tries_again(harness: ClientHarness, clock: FakeClock) -> None:
    """Let a minute pass, after which the bot has tried again."""
    clock.move(timedelta(minutes=1))
    await harness.wait_until_idle()


async def kept_files(app: App) -> list[bytes]:
    """Return the content of every kept file."""
    async with app.database.read() as session:
        vault = Vault(session, RING)
        rows = await session.scalars(select(KeptFile))
        return [await media.load(vault, each) for each in rows.all()]


@PLATFORMS
async def test_a_download_that_is_cut_anywhere_comes_whole_in_the_end(
    harness: ClientHarness, fake_clock: FakeClock, platform_name: str
) -> None:
    """Without the look at its length, a cut one counts as broken, and is lost."""
    alice, faults = await person_on(harness, platform_name)
    expected = []
    for number in range(CUTS):
        picture = samples.noisy_photo()
        faults.add("cut", "download", after_bytes=len(picture) * number // CUTS)
        await alice.sends_photo(picture)
        await tries_again(harness, fake_clock)
        expected.append(clean_now(picture).content)
    assert faults.switched == []
    assert set(await kept_files(harness.app)) == set(expected)
    assert len(set(expected)) == CUTS


@PLATFORMS
@pytest.mark.parametrize("kind", ["drop", "reset", "500", "503", "429"])
async def test_a_download_that_fails_is_repeated(
    harness: ClientHarness, fake_clock: FakeClock, platform_name: str, kind: str
) -> None:
    alice, faults = await person_on(harness, platform_name)
    faults.add(kind, "download", times=2)
    await alice.sends_photo(samples.photo())
    for _ in range(2):
        await tries_again(harness, fake_clock)
    assert faults.switched == []
    assert await kept_files(harness.app) == [clean_now(samples.photo()).content]


@PLATFORMS
async def test_a_slow_download_comes_whole(harness: ClientHarness, platform_name: str) -> None:
    alice, faults = await person_on(harness, platform_name)
    faults.add("slow", "download", seconds=0.2)
    await alice.sends_photo(samples.photo())
    assert await kept_files(harness.app) == [clean_now(samples.photo()).content]


@PLATFORMS
async def test_a_file_that_the_platform_no_longer_has_is_said_to_be_gone(
    harness: ClientHarness, platform_name: str
) -> None:
    alice, faults = await person_on(harness, platform_name)
    faults.add("404", "download", times=None)
    await alice.sends_photo(samples.photo())
    alice.sees(GONE)
    assert await rows_of(harness.app) == (0, 0, 0)


@pytest.mark.parametrize("kind", ["video_note", "live_photo"])
async def test_a_round_video_and_a_live_photo_are_kept(harness: ClientHarness, kind: str) -> None:
    """Of a live photo its picture is kept, as both platforms can show it."""
    alice = harness.telegram("Alice", "1001")
    await consented(alice)
    await alice.sends(kind)
    async with harness.app.database.read() as session:
        (kept,) = await session.scalars(select(KeptFile.kind))
    assert kept == ("photo" if kind == "live_photo" else "video")


@pytest.mark.parametrize("kind", ["sticker", "location"])
async def test_what_is_no_file_to_keep_leaves_nothing(harness: ClientHarness, kind: str) -> None:
    alice = harness.telegram("Alice", "1001")
    await consented(alice)
    await alice.sends(kind)
    assert alice.looks()
    assert await rows_of(harness.app) == (0, 0, 0)


async def test_a_database_without_room_keeps_nothing_half_and_all_when_there_is_some(
    alice: Person, app: App, clock: Time, platform: DirectPlatform
) -> None:
    """Without one transaction for the file and its event: chunks stay that nothing names."""
    await consented(alice)
    platform.fetch_failures[:] = [NotDelivered()]
    picture = samples.photo(size=(1200, 900))
    await alice.sends_photo(picture)
    disk = Disk(app.database)
    await disk.fill()
    with suppress(OperationalError):
        await clock.advance(minutes=1)
    assert await rows_of(app) == (0, 0, 0)
    disk.clear()
    await clock.advance(minutes=5)
    alice.sees("What would you like to do with it?")
    assert await kept_files(app) == [clean_now(picture).content]
