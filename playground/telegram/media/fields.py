"""Build the fields of a message with a file, as the Bot API describes them."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

from PIL import Image

from playground.shared.errors import bad_request
from playground.shared.files import Files, StoredFile, size_of
from playground.shared.media import Media, photo

STICKER = "😀"
PHOTO_SIDES = (90, 320, 800, 1280)
"""The longest sides of the smaller sizes that Telegram makes of a photo (core.telegram.org/api/files, types s to y)."""  # noqa: E501 - the address
MOST_PIXELS, LARGEST_RATIO = 10_000, 20
"""Of a photo: width and height together, and one to the other (Bot API, sendPhoto)."""
SPOILED = ("photo", "video", "animation", "live_photo")
"""The kinds that can be covered by a spoiler."""
Content = dict[str, Any]

FOLDERS = {
    "photo": ("photos", "photo.jpg", "image/jpeg"),
    "sticker": ("stickers", "sticker.webp", "image/webp"),
    "voice": ("voice", "voice.oga", "audio/ogg"),
    "audio": ("music", "audio.mp3", "audio/mpeg"),
    "video": ("videos", "video.mp4", "video/mp4"),
    "video_note": ("video_notes", "round.mp4", "video/mp4"),
    "animation": ("animations", "animation.mp4", "video/mp4"),
    "live_photo": ("live_photos", "live.mp4", "video/mp4"),
    "document": ("documents", "file", "application/octet-stream"),
}
"""Each kind's folder in `file_path`, and the name and type of a file that has none of its own."""


def store_media(files: Files, media: Media) -> StoredFile:
    """Store what somebody sent, with the smaller sizes of a photo; refuse a broken photo."""
    folder, name, mime = FOLDERS[media.kind]
    width, height = media.width, media.height
    smaller: tuple[str, ...] = ()
    if media.kind == "photo":
        width, height = _checked_size(media.content)
        smaller = _store_smaller_sizes(files, media.content)
    elif media.picture:
        smaller = (store_media(files, photo(media.picture)).id,)
    return files.add(
        folder,
        media.name or name,
        media.mime or mime,
        media.content,
        seconds=media.seconds,
        width=width,
        height=height,
        smaller=smaller,
    )


def media_fields(files: Files, kind: str, file: StoredFile) -> Content:
    """Return the fields of a message with that file."""
    return SHAPES[kind](files, file)


def _checked_size(content: bytes) -> tuple[int, int]:
    width, height = size_of(content)
    small, large = sorted((width, height))
    if width + height > MOST_PIXELS or large > LARGEST_RATIO * small:
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return width, height


def _store_smaller_sizes(files: Files, content: bytes) -> tuple[str, ...]:
    try:
        picture = Image.open(BytesIO(content)).convert("RGB")
    except (OSError, SyntaxError):
        raise bad_request("IMAGE_PROCESS_FAILED") from None
    sides = [side for side in PHOTO_SIDES if side < max(picture.size)]
    return tuple(_store_size(files, picture, side).id for side in sides)


def _store_size(files: Files, picture: Image.Image, side: int) -> StoredFile:
    small, out = picture.copy(), BytesIO()
    small.thumbnail((side, side))
    small.save(out, "JPEG")
    width, height = small.size
    return files.add(
        "photos", "photo.jpg", "image/jpeg", out.getvalue(), width=width, height=height
    )


def _sizes(files: Files, file: StoredFile) -> list[Content]:
    """Return a photo's sizes, the smallest first."""
    return [_sized(files.find(each)) for each in (*file.smaller, file.id)]


def _photo(files: Files, file: StoredFile) -> Content:
    return {"photo": _sizes(files, file)}


def _sticker(_: Files, file: StoredFile) -> Content:
    looks = {"type": "regular", "is_animated": False, "is_video": False, "emoji": STICKER}
    return {"sticker": _sized(file) | looks}


def _voice(_: Files, file: StoredFile) -> Content:
    return {"voice": file.as_file() | {"duration": file.seconds, "mime_type": file.mime}}


def _audio(_: Files, file: StoredFile) -> Content:
    return {"audio": _named(file) | {"duration": file.seconds}}


def _video(_: Files, file: StoredFile) -> Content:
    return {"video": _film(file)}


def _video_note(_: Files, file: StoredFile) -> Content:
    return {"video_note": file.as_file() | {"length": file.width, "duration": file.seconds}}


def _animation(_: Files, file: StoredFile) -> Content:
    return {"animation": _film(file), "document": _named(file)}


def _live_photo(files: Files, file: StoredFile) -> Content:
    still = files.find(file.smaller[0])
    sizes = {"photo": _sizes(files, still)}
    live = _sized(file) | {"duration": file.seconds, "mime_type": file.mime}
    return {"live_photo": live | sizes} | sizes


def _document(_: Files, file: StoredFile) -> Content:
    return {"document": _named(file)}


def _film(file: StoredFile) -> Content:
    return _named(file) | _sized(file) | {"duration": file.seconds}


def _named(file: StoredFile) -> Content:
    return file.as_file() | {"file_name": file.name, "mime_type": file.mime}


def _sized(file: StoredFile) -> Content:
    return file.as_file() | {"width": file.width, "height": file.height}


SHAPES: dict[str, Callable[[Files, StoredFile], Content]] = {
    "live_photo": _live_photo,
    "photo": _photo,
    "sticker": _sticker,
    "voice": _voice,
    "audio": _audio,
    "video": _video,
    "video_note": _video_note,
    "animation": _animation,
    "document": _document,
}
CAPTIONED = tuple(kind for kind in SHAPES if kind not in ("sticker", "video_note"))
"""The kinds that can have a caption."""
FILE_KINDS = tuple(SHAPES)
"""The fields of a message that can hold a file, what is more particular first."""
