"""Marks that stand in a text for a voice note, a photo or a video, and move with the words.

Only the bot makes them: what people type loses the two characters that a mark needs.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

MARK_START, MARK_END = "\ue0f0", "\ue0f1"
"""From Unicode's private use area, so that no keyboard has them."""
MARK_PATTERN = re.compile(f"{MARK_START}(photo|voice|video)([0-9a-f]{{32}}){MARK_END}")
FORGED_MARK_CHARACTERS = {ord(MARK_START): None, ord(MARK_END): None}


class MediaKind(StrEnum):
    """The kind of a kept file, as its content tells."""

    PHOTO = "photo"
    VOICE = "voice"
    VIDEO = "video"


@dataclass(frozen=True, slots=True)
class MediaMark:
    """A kept file by its id."""

    kind: MediaKind
    id: UUID

    def __str__(self) -> str:
        return f"{MARK_START}{self.kind}{self.id.hex}{MARK_END}"


@dataclass(frozen=True, slots=True)
class IncomingFile:
    """A file that a person sent, with all that the platform asks for to hand it over.

    `size` is in bytes; it and `seconds` are 0 where the platform says nothing. On Discord the `url`
    ends soon; `channel` and `message` lead to a new one.
    """

    id: str
    size: int = 0
    seconds: int = 0
    url: str = ""
    channel: str = ""
    message: str = ""


def find_marks(text: str) -> list[MediaMark]:
    """Return the marks in a text, each once."""
    if MARK_START not in text:
        return []
    found = (MediaMark(MediaKind(kind), UUID(id)) for kind, id in MARK_PATTERN.findall(text))
    return list(dict.fromkeys(found))


def without_marks(text: str) -> str:
    """Return the words alone."""
    return MARK_PATTERN.sub("", text).strip() if MARK_START in text else text


def count_characters(text: str) -> int:
    """Return the length of the words alone."""
    return len(without_marks(text))


def replace_marks(text: str, label: Callable[[MediaMark], str]) -> str:
    """Put a label in the place of each mark."""
    if MARK_START not in text:
        return text
    return MARK_PATTERN.sub(
        lambda found: label(MediaMark(MediaKind(found[1]), UUID(found[2]))), text
    )


def remove_forged(text: str) -> str:
    """Return typed words without the characters that only our marks have."""
    return text.translate(FORGED_MARK_CHARACTERS)


def cut_before_broken_mark(text: str) -> str:
    """Return the beginning of a text without the half of a mark that a cut left at its end."""
    start = text.rfind(MARK_START)
    return text if start == -1 or MARK_END in text[start:] else text[:start]


def with_marks(marks: list[MediaMark], words: str) -> str:
    """Return the words below the marks of what came with them."""
    head = "".join(map(str, marks))
    return f"{head}\n{words}" if head and words.strip() else head or words
