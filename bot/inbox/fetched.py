"""Says in a row of the inbox what became of its files, and reads it into the event."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from chat.media import MediaKind, MediaMark, remove_forged, with_marks
from chat.messages import Event, Kind
from storage.tables.media import KeptFile

REFUSED = "!"


def dump_fetched(found: Sequence[KeptFile | str]) -> str:
    """Return files by kind and id, and reasons, separated by spaces."""
    return " ".join(
        f"{REFUSED}{each}" if isinstance(each, str) else f"{each.kind}:{each.id.hex}"
        for each in found
    )


def add_fetched(event: Event, fetched: str | None) -> Event:
    """Return the event with the marks of the files that are kept, and why others are not.

    No words that a person typed have a mark.
    """
    words = remove_forged(event.text)
    parts = (fetched or "").split()
    marks = [_read_mark(each) for each in parts if not each.startswith(REFUSED)]
    reasons = [each.removeprefix(REFUSED) for each in parts if each.startswith(REFUSED)]
    kind = Kind.TEXT if event.kind is Kind.MEDIA and marks else event.kind
    text, refused = with_marks(marks, words), next(iter(reasons), "")
    return replace(event, kind=kind, text=text, refused=refused)


def _read_mark(part: str) -> MediaMark:
    kind, _, id = part.partition(":")
    return MediaMark(MediaKind(kind), UUID(id))
