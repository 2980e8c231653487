"""Read the files that the bot sends: uploads, and earlier files by their ids."""

from __future__ import annotations

import mimetypes

from aiohttp import web

from playground.shared.errors import TOO_LARGE, bad_request
from playground.shared.files import StoredFile
from playground.shared.media import Media
from playground.telegram.arguments import Arguments
from playground.telegram.media.fields import FOLDERS, store_media
from playground.telegram.state import Telegram

PHOTO_BYTES, UPLOAD_BYTES = 10 * 2**20, 50 * 2**20
"""Of a photo and of any other upload (Bot API, Sending files)."""
TYPES = {"photos": "Photo", "voice": "VoiceNote", "videos": "Video", "documents": "Document"}
"""The names in TDLib's refusals (FileManager, check_input_file_id)."""
VOICE_ENDINGS = {"mp3": "audio/mpeg", "m4a": "audio/mp4"}
PLAYABLE = (b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2")
MOST_SECONDS, MOST_SIDE = 86_400, 10_000
"""Telegram brings what a bot states into these bounds (telegram-bot-api, Client.cpp)."""


def sent_file(
    telegram: Telegram, given: Arguments, kind: str, sent: web.FileField | str | None
) -> tuple[str, StoredFile]:
    """Return what the file becomes, which is its `kind` or a document, and the file.

    Refuse what is missing, empty, too big, broken or of another kind. The local Telegram reaches
    no other server, so it refuses every address too.
    """
    if sent is None:
        raise bad_request(f"there is no {kind} in the request")
    if isinstance(sent, str):
        return kind, _earlier(telegram, kind, sent)
    content = read_upload(kind, sent)
    if kind == "voice" and not is_voice(content):
        kind = "document"
    media = Media(
        kind,
        content,
        sent.filename,
        _mime(kind, sent.filename),
        seconds=_within(given, "duration", MOST_SECONDS),
        width=_within(given, "width", MOST_SIDE),
        height=_within(given, "height", MOST_SIDE),
    )
    return kind, store_media(telegram.files, media)


def read_upload(kind: str, sent: web.FileField) -> bytes:
    """Return an upload's bytes; refuse none, and too many."""
    sent.file.seek(0)  # two items of an album may name one upload
    content = sent.file.read()
    _check_bytes(kind, content)
    return content


def is_voice(content: bytes) -> bool:
    """Return whether Telegram shows it as a voice note: Ogg Opus, MP3 or M4A (sendVoice)."""
    if content.startswith(b"OggS"):
        return b"OpusHead" in content[:128]
    return content.startswith(PLAYABLE) or content[4:11] == b"ftypM4A"


def _earlier(telegram: Telegram, kind: str, id: str) -> StoredFile:
    if "." in id:
        raise bad_request("failed to get HTTP URL content")
    file = telegram.files.find(id)
    if file.folder != FOLDERS[kind][0]:
        names = TYPES.get(file.folder, "Document"), TYPES[FOLDERS[kind][0]]
        raise bad_request(f"can't use file of type {names[0]} as {names[1]}")
    return file


def _check_bytes(kind: str, content: bytes) -> None:
    size = len(content)
    if not size:
        raise bad_request("file must be non-empty")
    if size > UPLOAD_BYTES:
        raise TOO_LARGE
    if kind == "photo" and size > PHOTO_BYTES:
        raise bad_request(
            f"file of size {size} bytes is too big for a photo; "
            f"the maximum size is {PHOTO_BYTES} bytes"
        )


def _mime(kind: str, name: str) -> str:
    """Return the type that the name's ending tells, if the kind allows it."""
    ending = name.rpartition(".")[2].lower()
    guessed = mimetypes.guess_type(name)[0] or ""
    if kind == "voice":
        return VOICE_ENDINGS.get(ending, "audio/ogg")
    if kind == "video" and not guessed.startswith("video/"):
        return "video/mp4"
    return guessed


def _within(given: Arguments, name: str, most: int) -> int:
    return min(max(given.number(name), 0), most)
