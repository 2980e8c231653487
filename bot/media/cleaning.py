"""Tells by its content what a file is, and takes out what it says of place, time and device."""

from __future__ import annotations

import asyncio

from bot.media.refusals import EMPTY, OTHER_KIND, TOO_BIG, FileRefused
from chat.media import MediaKind
from domain.media.kept import MAX_BYTES, CleanedFile

HEAD_BYTES = 12
PHOTO, OGG, MP3, MP4, WEBM = "photo", "ogg", "mp3", "mp4", "webm"
HEIF_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")
"""The brands in ISO/IEC 23008-12 that a picture begins with; other brands are videos."""
MP3_SYNC, MP3_SYNC_MASK = 0xFFE0, 0xFFE0


async def clean(content: bytes) -> CleanedFile:
    """Return the file as it may be kept. Raises FileRefused.

    It works in a thread, since a picture takes a while.
    """
    return await asyncio.to_thread(clean_now, content)


def clean_now(content: bytes) -> CleanedFile:
    """Return the file as it may be kept. Raises FileRefused."""
    if not content:
        raise FileRefused(EMPTY)
    if len(content) > MAX_BYTES:
        raise FileRefused(TOO_BIG)
    kind = _kind_by_content(content[:HEAD_BYTES])
    # The libraries are imported with the first file of their kind: a start would wait for them.
    if kind == PHOTO:
        from bot.media.photos import clean_photo

        return CleanedFile(MediaKind.PHOTO, clean_photo(content))
    from bot.media.recordings import clean_recording

    return clean_recording(content, kind)


def _kind_by_content(head: bytes) -> str:
    """Return the kind that the first bytes tell. Raises FileRefused for one that is not kept."""
    if head.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")):
        return PHOTO
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return PHOTO
    if head[4:8] == b"ftyp":
        return PHOTO if head[8:12] in HEIF_BRANDS else MP4
    if head.startswith(b"OggS"):
        return OGG
    if head.startswith(b"\x1a\x45\xdf\xa3"):
        return WEBM
    if head.startswith(b"ID3") or int.from_bytes(head[:2]) & MP3_SYNC_MASK == MP3_SYNC:
        return MP3
    raise FileRefused(OTHER_KIND)
