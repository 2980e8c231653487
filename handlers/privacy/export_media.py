"""Adds people's photos, voice notes and videos to an export, as pages that open alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from chat import markup
from chat.media import MediaMark, find_marks, replace_marks
from chat.messages import Gallery, GalleryItem, Replies
from domain.media import kept
from handlers.privacy.lock_screen import REMOVE_BUTTON
from handlers.turn import Turn

PART_NAME = "same-side-{number}"
MAX_PART_BYTES = 10_000_000
"""The most bytes of files in one part. A ZIP does not shrink them, and Discord takes 10 MiB."""


@dataclass(frozen=True, slots=True)
class ExportedMedia:
    """The files of an export by their marks: what each is called, and how large it is."""

    names: Mapping[MediaMark, str]
    sizes: Mapping[MediaMark, int]

    def name_in(self, text: str) -> str:
        """Put each file's name in the place of its mark."""
        return replace_marks(text, lambda mark: self.names.get(mark, ""))

    def parts(self) -> Sequence[Sequence[MediaMark]]:
        """Return which files go together, in the order of the export."""
        parts: list[list[MediaMark]] = []
        room = 0
        for mark, size in self.sizes.items():
            if size > room:
                parts.append([])
                room = MAX_PART_BYTES
            parts[-1].append(mark)
            room -= size
        return parts


async def find_media(turn: Turn, document: str) -> ExportedMedia:
    """Return the files whose marks are in an export, numbered through."""
    marks = find_marks(document)
    sizes = await kept.sizes(turn.ctx, turn.member, marks) if marks else {}
    names = {
        mark: markup.to_plain(turn.text(f"media-{mark.kind}-numbered", number=number))
        for number, mark in enumerate(marks, 1)
    }
    return ExportedMedia(names, {mark: sizes[mark.id] for mark in marks if mark.id in sizes})


def send_parts(turn: Turn, media: ExportedMedia) -> Replies:
    """Return a message for each part; its page is made when its turn to be sent comes."""
    replies: list[Replies] = []
    for number, marks in enumerate(media.parts(), 2):
        title = markup.to_plain(turn.text("privacy-page-part", number=number))
        items = tuple(GalleryItem(mark, media.names[mark]) for mark in marks)
        gallery = Gallery(PART_NAME.format(number=number), title, turn.member.language, items)
        text = turn.text("privacy-export-part", number=number)
        replies.append(turn.send(text, REMOVE_BUTTON, gallery=gallery, silent=True))
    return [each for part in replies for each in part]
