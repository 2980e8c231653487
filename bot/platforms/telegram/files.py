"""Finds the files of a message that can be kept, and loads one from Telegram."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from telegram import Bot, File
from telegram.error import BadRequest, Forbidden, TelegramError

from bot.platforms.adapter import FileGone, FileTooLarge
from bot.platforms.telegram.errors import to_send_failed
from bot.platforms.telegram.http import AiohttpRequest
from chat.media import IncomingFile

Json = dict[str, Any]

RECORDING_FIELDS = ("voice", "video_note", "video", "animation", "audio")
KEPT_DOCUMENTS = ("image/", "video/", "audio/")
"""The types that a document may have; its sender names them, and its content decides."""
TOO_LARGE = "file is too big"
"""Description of a 400 of getFile, which hands over up to 20 MB."""


def read_files(body: Json) -> tuple[IncomingFile, ...]:
    """Return what can be loaded of a message: on Telegram, one file at most."""
    return tuple(_read_file(each) for each in list(_find(body))[:1])


def _find(body: Json) -> Iterator[Json]:
    # Of a live photo the picture is kept; `photo` has it in every size, the largest last.
    sizes = body.get("photo") or (body.get("live_photo") or {}).get("photo") or []
    yield from sizes[-1:]
    yield from (body[name] for name in RECORDING_FIELDS if isinstance(body.get(name), dict))
    document = body.get("document") or {}
    if str(document.get("mime_type", "")).startswith(KEPT_DOCUMENTS):
        yield document


def _read_file(field: Json) -> IncomingFile:
    size, seconds = int(field.get("file_size") or 0), int(field.get("duration") or 0)
    return IncomingFile(str(field["file_id"]), size, seconds)


async def load_file(bot: Bot, request: AiohttpRequest, file: IncomingFile, max_bytes: int) -> bytes:
    """Return the content of a file. Raises FileGone, FileTooLarge and SendFailed."""
    try:
        found = await bot.get_file(file.id)
        _check_size(found, max_bytes)
        content = await request.load(str(found.file_path), max_bytes)
    except (BadRequest, Forbidden) as error:
        raise (FileTooLarge if TOO_LARGE in error.message.casefold() else FileGone) from None
    except TelegramError as error:
        raise to_send_failed(error) from None
    if found.file_size and len(content) != found.file_size:
        raise to_send_failed(TelegramError("the file was cut"))
    return content


def _check_size(found: File, max_bytes: int) -> None:
    if not found.file_path:
        raise FileGone
    if (found.file_size or 0) > max_bytes:
        raise FileTooLarge
