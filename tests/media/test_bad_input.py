"""Test that a file which cannot be kept gets a kind line, and that nothing of it stays."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image
from sqlalchemy import text

from bot.app import App
from bot.media.cleaning import clean_now
from bot.media.refusals import FileRefused
from bot.platforms.adapter import NotDelivered
from tests.media import samples
from tests.media.test_answers import asked, in_their_week, rows_of
from tests.support.couples import consented
from tests.support.people import DirectPlatform, Person, Time

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def bomb() -> bytes:
    """Return a small file that claims eighty million pixels."""
    encoded = BytesIO()
    Image.new("1", (10_000, 8_000)).save(encoded, "PNG")
    return encoded.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("nothing at all", b"", "came through empty"),
        ("a ZIP", samples.zip_named_png(), "not this kind of file"),
        ("an SVG", SVG, "not this kind of file"),
        ("half a photo", samples.photo()[:300], "couldn’t open that file"),
        (
            "noise after a photo's first bytes",
            b"\xff\xd8\xff" + samples.noise(900),
            "couldn’t open",
        ),
        ("a decompression bomb", bomb(), "too big for me"),
        ("a recording of nothing", samples.voice(0.0), "came through empty"),
        ("a recording of two hours", samples.long_voice(7200), "too long for me"),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
async def test_a_file_that_cannot_be_kept_gets_a_kind_line(
    name: str, content: bytes, words: str, alice: Person, bob: Person, app: App
) -> None:
    await in_their_week(alice, bob)
    await asked(alice)
    await alice.sends_file("document", content)
    alice.sees(words, "still open")
    assert await rows_of(app) == (0, 0, 0)
    await alice.says("In words, then")
    alice.sees("In words, then", "Only you can see it")


async def test_one_over_the_limit_is_not_even_loaded(
    alice: Person, app: App, platform: DirectPlatform
) -> None:
    await consented(alice)
    await alice.sends_sized_file("video", b"", 10_000_001)
    alice.sees("up to 10 MB")
    assert platform.fetched == 0
    await alice.sends_sized_file("video", samples.noise(10_000_001), 5)
    alice.sees("up to 10 MB")


async def test_its_words_are_taken_all_the_same(alice: Person, bob: Person) -> None:
    await in_their_week(alice, bob)
    await asked(alice)
    await alice.sends_file("document", SVG, "The walk by the river")
    alice.sees("The walk by the river", "I took your words")


async def test_a_sticker_is_declined(alice: Person) -> None:
    await consented(alice)
    await alice.sends_a_sticker()
    alice.sees("not this kind of file")


async def test_the_same_file_twice_is_kept_once(alice: Person, bob: Person, app: App) -> None:
    await in_their_week(alice, bob)
    await asked(alice)
    await alice.sends_photo(samples.photo())
    await alice.sends_photo(samples.photo())
    alice.sees("already")
    assert (await rows_of(app))[0] == 1


async def test_without_a_yes_nothing_is_loaded(alice: Person, platform: DirectPlatform) -> None:
    await alice.says("/start")
    await alice.sends_photo(samples.photo())
    alice.sees("once you’ve said yes")
    assert platform.fetched == 0


async def test_where_only_words_fit_the_file_is_left(alice: Person, app: App) -> None:
    await consented(alice)
    await alice.says("/settings")
    await alice.presses("Where I am")
    await alice.sends_photo(samples.photo())
    alice.sees("only words", "still open")
    assert await rows_of(app) == (0, 0, 0)


async def test_typed_marks_mean_nothing(alice: Person, app: App) -> None:
    await consented(alice)
    await alice.says("/reflect \ue0f0photo00000000000000000000000000000000\ue0f1 mine")
    await alice.says("/journal")
    alice.sees("photo00000000", "mine")


async def test_a_full_store_says_so(alice: Person, app: App) -> None:
    await consented(alice)
    fetcher = app.fetcher
    fetcher.parts = replace(fetcher.parts, media_mb_each=0)
    await alice.sends_photo(samples.photo())
    alice.sees("no room left")
    assert await rows_of(app) == (0, 0, 0)


async def test_a_failed_download_is_repeated_and_words_keep_their_order(
    alice: Person, bob: Person, clock: Time, platform: DirectPlatform
) -> None:
    await in_their_week(alice, bob)
    await asked(alice)
    platform.fetch_failures[:] = [NotDelivered()]
    await alice.sends_voice(samples.voice())
    await alice.says("And in words")
    alice.sees_nothing_new()
    await clock.advance(minutes=0.1)
    alice.sees("🎤 Voice note", "And in words")


async def test_after_a_minute_later_words_go_first(
    alice: Person, clock: Time, platform: DirectPlatform
) -> None:
    await consented(alice)
    platform.fetch_failures[:] = [NotDelivered()] * 100
    await alice.sends_voice(samples.voice())
    await clock.advance(minutes=1.1)
    await alice.says("/help")
    alice.sees("/challenge")


async def test_after_an_hour_it_is_said_to_have_failed(
    alice: Person, app: App, clock: Time, platform: DirectPlatform
) -> None:
    await consented(alice)
    platform.fetch_failures[:] = [NotDelivered()] * 100
    await alice.sends_voice(samples.voice())
    await clock.advance(hours=2)
    alice.sees("tried for an hour")
    assert await rows_of(app) == (0, 0, 0)


async def test_a_file_that_is_gone_is_said_to_be_gone(
    alice: Person, platform: DirectPlatform
) -> None:
    await consented(alice)
    platform.loses_files = True
    await alice.sends_photo(samples.photo())
    alice.sees("not there any more")


async def test_an_album_of_ten_is_one_question(alice: Person, app: App) -> None:
    await consented(alice)
    await alice.sends_an_album("Our summer", count=10)
    assert len(alice.looks()) == 1
    await alice.presses("Keep")
    await alice.says("/journal")
    alice.sees("Our summer", "📷 Photo 10")
    assert (await rows_of(app))[0] == 10


@pytest.mark.parametrize("format", ["PNG", "WEBP", "HEIF"])
def test_other_kinds_of_photo_become_a_jpeg(format: str) -> None:
    cleaned = clean_now(samples.photo(format=format))
    assert cleaned.content.startswith(b"\xff\xd8\xff")


@pytest.mark.parametrize(
    ("format", "codec", "head"),
    [("webm", "libopus", b"OggS"), ("ipod", "aac", b"ftyp"), ("mp3", "libmp3lame", b"")],
)
def test_other_kinds_of_voice_note_are_kept(format: str, codec: str, head: bytes) -> None:
    cleaned = clean_now(samples.voice(format=format, codec=codec))
    assert head in cleaned.content[:8]
    assert samples.DEVICE.encode() not in cleaned.content


def test_sound_that_is_not_played_everywhere_is_refused() -> None:
    with pytest.raises(FileRefused, match="kind"):
        clean_now(samples.voice(format="ogg", codec="flac"))


async def test_no_plain_byte_is_in_the_database(alice: Person, bob: Person, app: App) -> None:
    await in_their_week(alice, bob)
    await asked(alice)
    await alice.sends_photo(samples.photo("teal", size=(600, 400)))
    async with app.database.read() as session:
        chunks = (await session.scalars(text("SELECT content FROM media_chunk"))).all()
    assert chunks
    assert not any(b"\xff\xd8\xff" in bytes(each)[:40] or b"JFIF" in bytes(each) for each in chunks)
