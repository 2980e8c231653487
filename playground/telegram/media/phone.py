"""Let a phone on Telegram send files, each kind in its own words."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from itertools import count
from typing import TypedDict, Unpack

from playground.shared.media import Media, film, photo
from playground.telegram.people import Group, Person

ALBUMS = count(1)


class AboutMessage(TypedDict, total=False):
    """The fields of a message with a file, besides its caption.

    Files with the same `album` belong together; the rest is as in `Phone.send`.
    """

    album: str
    reply_to: int | None
    forwarded: Person | str
    group: Group | None


class MediaSender(ABC):
    """A phone that can attach a file to a message."""

    @abstractmethod
    def attach(
        self,
        what: Media | str,
        caption: str = "",
        *,
        album: str = "",
        reply_to: int | None = None,
        forwarded: Person | str = "",
        group: Group | None = None,
    ) -> int:
        """Send a file and return the message's id."""

    def sends_photo(self, content: bytes, caption: str = "", **about: Unpack[AboutMessage]) -> int:
        """Send a photo, of which Telegram makes smaller sizes; ValueError for no PNG or JPEG."""
        return self.attach(photo(content), caption, **about)

    def sends_voice(
        self, content: bytes, seconds: int, caption: str = "", **about: Unpack[AboutMessage]
    ) -> int:
        """Send a voice note that the app says has that length."""
        return self.attach(Media("voice", content, seconds=seconds), caption, **about)

    def sends_video(
        self, content: bytes, seconds: int, caption: str = "", **about: Unpack[AboutMessage]
    ) -> int:
        """Send a video that the app says has that length."""
        return self.attach(film("video", content, seconds), caption, **about)

    def sends_video_note(self, content: bytes, seconds: int, **about: Unpack[AboutMessage]) -> int:
        """Send a round video, which has no caption."""
        return self.attach(film("video_note", content, seconds), **about)

    def sends_document(
        self,
        content: bytes,
        name: str,
        caption: str = "",
        mime: str = "",
        **about: Unpack[AboutMessage],
    ) -> int:
        """Send a file as it is; its type is what the app says."""
        return self.attach(Media("document", content, name, mime), caption, **about)

    def sends_album(self, files: Sequence[Media], caption: str = "") -> list[int]:
        """Send up to 10 files as one album, with a caption under the first."""
        album = f"album-{next(ALBUMS)}"
        captions = (caption, *("" for _ in files[1:]))
        return [
            self.attach(file, words, album=album)
            for file, words in zip(files, captions, strict=True)
        ]
