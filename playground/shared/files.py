"""Keep the files that people and the bot send each other, in memory."""

from __future__ import annotations

import struct
import zlib
from base64 import b64decode, b64encode
from dataclasses import asdict, dataclass
from typing import Any

from playground.shared.errors import bad_request

PNG = b"\x89PNG\r\n\x1a\n"
JPEG = b"\xff\xd8"


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file and its ids at Telegram; `path` is where the bot can load it from.

    Its sender stated the seconds and the pixels; `smaller` are the ids of a photo's other sizes.
    """

    id: str
    path: str
    name: str
    mime: str
    content: bytes
    seconds: int = 0
    width: int = 0
    height: int = 0
    smaller: tuple[str, ...] = ()

    @property
    def folder(self) -> str:
        """The folder of its kind, with which its path begins."""
        return self.path.partition("/")[0]

    def as_file(self) -> dict[str, Any]:
        """Return the fields that every kind of file has in the Bot API."""
        return {
            "file_id": self.id,
            "file_unique_id": f"u{self.id}",
            "file_size": len(self.content),
        }


class Files:
    """All files by id."""

    def __init__(self) -> None:
        self._by_id: dict[str, StoredFile] = {}
        self._by_path: dict[str, StoredFile] = {}

    def add(
        self,
        folder: str,
        name: str,
        mime: str,
        content: bytes,
        *,
        seconds: int = 0,
        width: int = 0,
        height: int = 0,
        smaller: tuple[str, ...] = (),
    ) -> StoredFile:
        """Store a new file in a folder."""
        number = len(self._by_id) + 1
        ending = name.rpartition(".")[2] if "." in name else "bin"
        place = f"file-{number:06}", f"{folder}/file_{number}.{ending}"
        file = StoredFile(*place, name, mime, content, seconds, width, height, smaller)
        return self.store(file)

    def find(self, file_id: str) -> StoredFile:
        """Return the file with that id; refuse one that was never sent."""
        if file_id not in self._by_id:
            raise bad_request("wrong file_id or the file is temporarily unavailable")
        return self._by_id[file_id]

    def find_by_path(self, path: str) -> StoredFile | None:
        """Return the file at the path that getFile named."""
        return self._by_path.get(path)

    def snapshot(self) -> list[dict[str, Any]]:
        """Return all files as JSON."""
        return [
            asdict(file) | {"content": b64encode(file.content).decode()}
            for file in self._by_id.values()
        ]

    def restore(self, files: list[dict[str, Any]]) -> None:
        """Restore what `snapshot` made."""
        for raw in files:
            content, smaller = b64decode(raw["content"]), tuple(raw.get("smaller", ()))
            self.store(StoredFile(**raw | {"content": content, "smaller": smaller}))

    def store(self, file: StoredFile) -> StoredFile:
        """Store a file that already has its id and its path."""
        self._by_id[file.id] = file
        self._by_path[file.path] = file
        return file


def sample_png(width: int = 240, height: int = 160) -> bytes:
    """Return a small PNG of an evening sky, for people who have nothing else to send."""
    rows = b"".join(
        b"\0"
        + bytes((70 + 150 * y // height, 90 + 60 * y // height, 150 - 40 * y // height)) * width
        for y in range(height)
    )
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        PNG + _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(rows)) + _chunk(b"IEND", b"")
    )


def size_of(content: bytes) -> tuple[int, int]:
    """Return width and height of a PNG or JPEG in pixels; refuse anything else."""
    if content.startswith(PNG) and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
        return width, height
    size = _jpeg_size(content) if content.startswith(JPEG) else None
    if size is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    return size


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:
        marker, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        at += 2 + length
    return None


def _chunk(kind: bytes, content: bytes) -> bytes:
    check = struct.pack(">I", zlib.crc32(kind + content))
    return struct.pack(">I", len(content)) + kind + content + check
