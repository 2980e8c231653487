"""Describe the files that people send besides words, and hold one small sample of each kind."""

from __future__ import annotations

import struct
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playground.shared.files import PNG, sample_png

SAMPLES_FOLDER = Path(__file__).parent / "samples"
SAMPLE_SIZE = (160, 120)
OPUS_RATE = 48_000
OGG_PAGE = b"OggS"


@dataclass(frozen=True, slots=True)
class Media:
    """A file as somebody's app sends it; the bytes are what the app made of it.

    An empty `name` or `mime` is the app's own for that `kind`; `picture` is the still of a live
    photo. The app states the seconds and the size in pixels, which nobody checks.
    """

    kind: str
    content: bytes
    name: str = ""
    mime: str = ""
    seconds: int = 0
    width: int = 0
    height: int = 0
    picture: bytes = b""


def sample(kind: str) -> Media:
    """Return a small file of that kind; raise KeyError for an unknown kind."""
    return SAMPLES[kind]()


def seconds_of(content: bytes) -> int:
    """Return the length of an Ogg Opus recording in whole seconds, at least 1; 0 for others."""
    last = content.rfind(OGG_PAGE)
    if not content.startswith(OGG_PAGE) or len(content) < last + 14:
        return 0
    (samples,) = struct.unpack("<q", content[last + 6 : last + 14])
    return max(1, round(int(samples) / OPUS_RATE))


def photo(content: bytes) -> Media:
    """Return a photo with the name and the type of its format."""
    if content.startswith(PNG):
        return Media("photo", content, "photo.png", "image/png")
    return Media("photo", content, "photo.jpg", "image/jpeg")


def film(kind: str, content: bytes, seconds: int) -> Media:
    """Return a moving picture of that kind, as large as the sample."""
    width, height = SAMPLE_SIZE
    return Media(kind, content, seconds=seconds, width=width, height=height)


def _live_photo() -> Media:
    return Media("live_photo", _read("video.mp4"), "", "", 2, *SAMPLE_SIZE, sample_png())


def _read(name: str) -> bytes:
    return (SAMPLES_FOLDER / name).read_bytes()


SAMPLES: dict[str, Callable[[], Media]] = {
    "photo": lambda: photo(sample_png()),
    "sticker": lambda: Media("sticker", sample_png(128, 128), width=128, height=128),
    "voice": lambda: Media("voice", _read("voice.ogg"), seconds=4),
    "audio": lambda: Media("audio", _read("audio.mp3"), seconds=2),
    "video": lambda: film("video", _read("video.mp4"), 2),
    "video_note": lambda: film("video_note", _read("video.mp4"), 2),
    "animation": lambda: film("animation", _read("video.mp4"), 2),
    "live_photo": _live_photo,
    "document": lambda: Media("document", b"bread, milk", "list.txt", "text/plain"),
}
