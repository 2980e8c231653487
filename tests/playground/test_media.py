"""Test that files travel through the local Telegram, byte for byte and within its limits."""

from __future__ import annotations

import asyncio
import struct
import zlib
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from telegram import Bot, InputMediaDocument, InputMediaPhoto, InputMediaVideo, Message
from telegram.error import BadRequest, NetworkError, TelegramError

from playground import Playground
from playground.shared.media import sample
from playground.telegram.media.fields import CAPTIONED
from playground.telegram.media.uploads import PHOTO_BYTES, UPLOAD_BYTES
from tests.playground.conftest import Hands

ALICE = 1001
MEGABYTE = 2**20
VOICE, VIDEO = sample("voice").content, sample("video").content


def picture(width: int = 2000, height: int = 1000) -> bytes:
    """Return a JPEG of that size."""
    out = BytesIO()
    Image.new("RGB", (width, height), (90, 120, 150)).save(out, "JPEG")
    return out.getvalue()


def empty_png(width: int, height: int) -> bytes:
    """Return the beginning of a PNG that claims to be of that size."""
    body = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"\0\0\0\x0d" + body + struct.pack(">I", zlib.crc32(body))


async def told(bot: Bot) -> list[Message]:
    """Return the messages that wait for the bot."""
    return [each.message for each in await bot.get_updates(timeout=0) if each.message]


async def loaded(bot: Bot, id: str) -> bytes:
    return bytes(await (await bot.get_file(id)).download_as_bytearray())


async def test_a_voice_note_arrives_as_it_was_sent(server: Playground, bot: Bot) -> None:
    server.phone("alice").sends_voice(VOICE, 4, "listen")
    (message,) = await told(bot)
    voice = message.voice
    assert voice
    assert (voice.duration.seconds, voice.mime_type, voice.file_size) == (  # type: ignore[union-attr]  # PTB_TIMEDELTA is set
        4,
        "audio/ogg",
        len(VOICE),
    )
    assert message.caption == "listen"
    file = await bot.get_file(voice.file_id)
    assert file.file_unique_id == voice.file_unique_id != voice.file_id
    assert await file.download_as_bytearray() == VOICE


async def test_a_photo_arrives_in_several_sizes(server: Playground, bot: Bot) -> None:
    content = picture()
    server.phone("alice").sends_photo(content, "us")
    (message,) = await told(bot)
    assert [(size.width, size.height) for size in message.photo] == [
        *((90, 45), (320, 160), (800, 400), (1280, 640), (2000, 1000)),
    ]
    assert await loaded(bot, message.photo[-1].file_id) == content
    small = Image.open(BytesIO(await loaded(bot, message.photo[0].file_id)))
    assert small.size == (90, 45)
    again = await bot.send_photo(ALICE, message.photo[-1].file_id)
    assert again.photo == message.photo


async def test_films_and_documents_say_what_they_are(server: Playground, bot: Bot) -> None:
    alice = server.phone("alice")
    alice.sends_video(VIDEO, 2, "us")
    alice.sends_video_note(VIDEO, 2)
    alice.sends_document(b"{}", "list.json", mime="application/json")
    video, round_one, document = await told(bot)
    assert video.video
    assert (video.video.width, video.video.mime_type) == (160, "video/mp4")
    assert round_one.video_note
    assert not round_one.caption
    assert document.document
    assert (document.document.file_name, document.document.mime_type) == (
        "list.json",
        "application/json",
    )


async def test_an_album_has_one_id_and_one_caption(server: Playground, bot: Bot) -> None:
    server.phone("alice").sends_album([sample("photo"), sample("video")], "the walk")
    first, second = await told(bot)
    assert first.media_group_id == second.media_group_id != ""
    assert (first.caption, second.caption) == ("the walk", None)


async def test_a_phone_sends_no_photo_that_is_none(server: Playground) -> None:
    alice = server.phone("alice")
    for content in (b"", b"PK\x03\x04 a zip", b"<svg/>", empty_png(9_000, 1_001), empty_png(2, 2)):
        with pytest.raises(ValueError, match=r"IMAGE_PROCESS_FAILED|PHOTO_INVALID_DIMENSIONS"):
            alice.sends_photo(content)
    assert alice.messages == []


async def test_a_file_over_20_mb_can_be_seen_but_not_loaded(server: Playground, bot: Bot) -> None:
    alice = server.phone("alice")
    alice.sends_document(b"x" * 20 * MEGABYTE, "fits")
    alice.sends_document(b"x" * (20 * MEGABYTE + 1), "too-large")
    fits, too_large = [each.document for each in await told(bot)]
    assert fits
    assert too_large
    assert len(await loaded(bot, fits.file_id)) == 20 * MEGABYTE
    with pytest.raises(BadRequest, match="File is too big"):
        await bot.get_file(too_large.file_id)


async def test_a_link_holds_for_an_hour(server: Playground, bot: Bot, hands: Hands) -> None:
    server.phone("alice").sends_voice(VOICE, 4)
    (message,) = await told(bot)
    assert message.voice
    file = await bot.get_file(message.voice.file_id)
    hands.now += 3599
    assert await file.download_as_bytearray() == VOICE
    hands.now += 1
    with pytest.raises(TelegramError, match="Not Found"):
        await file.download_as_bytearray()
    assert await loaded(bot, message.voice.file_id) == VOICE


@pytest.mark.parametrize("after", [0, 1, 4000])
async def test_a_download_is_cut(server: Playground, bot: Bot, after: int) -> None:
    server.phone("alice").sends_voice(VOICE, 4)
    (message,) = await told(bot)
    assert message.voice
    server.faults.add("cut", "download", after_bytes=after)
    with pytest.raises(NetworkError):
        await loaded(bot, message.voice.file_id)
    assert server.ledger.calls[-1].outcome == "dropped"
    assert await loaded(bot, message.voice.file_id) == VOICE


async def test_a_download_is_slow_or_refused(server: Playground, bot: Bot) -> None:
    server.phone("alice").sends_voice(VOICE, 4)
    (message,) = await told(bot)
    assert message.voice
    for kind in ("404", "502", "reset", "drop"):
        server.faults.add(kind, "download")
        with pytest.raises(TelegramError):
            await loaded(bot, message.voice.file_id)
    server.faults.add("slow", "download", seconds=30)
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.2):
            await loaded(bot, message.voice.file_id)
    server.faults.add("slow", "download", seconds=0.01)
    assert await loaded(bot, message.voice.file_id) == VOICE


async def test_the_bot_sends_what_a_phone_plays(server: Playground, started: Bot) -> None:
    voice = await started.send_voice(ALICE, VOICE, caption="x" * 1024, duration=4)
    video = await started.send_video(
        ALICE, VIDEO, has_spoiler=True, protect_content=True, width=160, height=120, duration=2
    )
    photo = await started.send_photo(ALICE, picture(), has_spoiler=True)
    assert voice.voice
    assert video.video
    assert (video.has_media_spoiler, video.has_protected_content) == (True, True)
    assert photo.has_media_spoiler
    again = await started.send_voice(ALICE, voice.voice.file_id)
    assert again.voice == voice.voice
    assert await loaded(started, voice.voice.file_id) == VOICE
    kinds = [set(CAPTIONED) & each.to_dict().keys() for each in (voice, video, photo)]
    assert kinds == [{"voice"}, {"video"}, {"photo"}]


async def test_a_voice_note_that_no_phone_plays_becomes_a_document(started: Bot) -> None:
    sent = await started.send_voice(ALICE, b"RIFF a wave", filename="voice.wav")
    assert (sent.voice, sent.document is not None) == (None, True)


async def test_somebody_may_forbid_voice_messages(server: Playground, started: Bot) -> None:
    server.phone("alice").person.forbids_voice = True
    with pytest.raises(BadRequest, match=r"(?i)voice_messages_forbidden"):
        await started.send_voice(ALICE, VOICE)
    assert await started.send_document(ALICE, VOICE, filename="voice.ogg")


async def test_an_album_arrives_whole_or_not_at_all(server: Playground, started: Bot) -> None:
    photo, video = InputMediaPhoto(picture(), caption="us"), InputMediaVideo(VIDEO)
    sent = await started.send_media_group(ALICE, [photo, video])
    assert sent[0].media_group_id == sent[1].media_group_id is not None
    assert [each.caption for each in sent] == ["us", None]
    refused: list[tuple[list[InputMediaPhoto | InputMediaDocument], str]] = [
        ([photo] * 11, "Too many messages to send as an album"),
        ([photo, InputMediaDocument(b"x")], "can't be mixed"),
        ([photo, InputMediaPhoto(b"none")], r"(?i)image_process_failed"),
        ([InputMediaPhoto("unknown"), photo], "Wrong file_id"),
    ]
    for media, why in refused:
        with pytest.raises(BadRequest, match=why):
            await started.send_media_group(ALICE, media)
    assert len([each for each in server.phone("alice").messages if each["from"] == "bot"]) == 2


async def test_uploads_have_limits(started: Bot) -> None:
    with pytest.raises(BadRequest, match="is too big for a photo; the maximum size is 10485760"):
        await started.send_photo(ALICE, picture() + bytes(PHOTO_BYTES))
    with pytest.raises(TelegramError, match="Request Entity Too Large"):
        await started.send_document(ALICE, bytes(UPLOAD_BYTES + 1))
    with pytest.raises(BadRequest, match="non-empty"):
        await started.send_voice(ALICE, b"")
    with pytest.raises(BadRequest, match="caption is too long"):
        await started.send_voice(ALICE, VOICE, caption="x" * 1025)
    with pytest.raises(BadRequest, match=r"(?i)failed to get HTTP URL content"):
        await started.send_photo(ALICE, "https://example.org/a.png")


async def test_one_kind_is_not_sent_as_another(started: Bot) -> None:
    sent = await started.send_voice(ALICE, VOICE)
    assert sent.voice
    with pytest.raises(BadRequest, match=r"(?i)can't use file of type VoiceNote as Photo"):
        await started.send_photo(ALICE, sent.voice.file_id)


async def test_media_and_captions_are_edited(server: Playground, started: Bot) -> None:
    words = await started.send_message(ALICE, "wait")
    here: dict[str, Any] = {"chat_id": ALICE, "message_id": words.message_id}
    shown = await started.edit_message_media(InputMediaPhoto(picture(), caption="us"), **here)
    assert isinstance(shown, Message)
    assert (shown.text, shown.caption, len(shown.photo)) == (None, "us", 5)
    with pytest.raises(BadRequest, match="not modified"):
        await started.edit_message_media(
            InputMediaPhoto(shown.photo[-1].file_id, caption="us"), **here
        )
    moved = await started.edit_message_media(InputMediaVideo(VIDEO, has_spoiler=True), **here)
    assert isinstance(moved, Message)
    assert (moved.photo, moved.caption, moved.has_media_spoiler) == ((), None, True)
    named = await started.edit_message_caption(**here, caption="the sea")
    assert isinstance(named, Message)
    assert named.caption == "the sea"
    voice = await started.send_voice(ALICE, VOICE)
    with pytest.raises(BadRequest, match="Message media can't be edited"):
        await started.edit_message_media(InputMediaVideo(VIDEO), ALICE, voice.message_id)


async def test_files_outlive_a_restart(server: Playground, bot: Bot, hands: Hands) -> None:
    server.phone("alice").sends_photo(picture())
    (message,) = await told(bot)
    file = await bot.get_file(message.photo[-1].file_id)
    assert file.file_path
    again = Playground(server.token, now=hands)
    again.restore(server.snapshot())
    assert again.telegram.files.snapshot() == server.telegram.files.snapshot()
    assert again.telegram.download_links == server.telegram.download_links
