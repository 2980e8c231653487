"""Let a phone on Discord send files, each kind in its own words."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any

from playground.discord.api.uploads import MOST_FILES
from playground.discord.contents import file_fields, sample_fields
from playground.discord.messages import ChannelMessage
from playground.discord.page_messages import attachment_kind
from playground.discord.people import Channel, DiscordPerson
from playground.discord.state import Discord
from playground.shared.media import Media, film, photo


class AttachmentSender(ABC):
    """A phone that can attach files to a message."""

    person: DiscordPerson
    _discord: Discord

    def attaches(
        self,
        text: str = "",
        channel: Channel | None = None,
        *,
        kind: str = "photo",
        count: int = 1,
        reply_to: int | str | None = None,
    ) -> int:
        """Send one or more of `playground.discord.contents.KINDS`, perhaps with a text."""
        place = channel or self._open_dm()
        content = {"content": text} | sample_fields(self._discord, place, kind, count)
        content |= self._reply(place, reply_to)
        return self._discord.post_as_person(self.person, place, content).id

    def sends_files(
        self,
        *files: Media,
        text: str = "",
        channel: Channel | None = None,
        reply_to: int | str | None = None,
    ) -> int:
        """Send up to 10 files in one message; a voice message is one recording without a text.

        Raise ValueError for anything else.
        """
        if not 1 <= len(files) <= MOST_FILES or (text and files[0].kind == "voice"):
            raise ValueError(f"1 to {MOST_FILES} files, and no words with a voice message")
        place = channel or self._open_dm()
        content = {"content": text.strip()} | file_fields(self._discord, place, files)
        content |= self._reply(place, reply_to)
        return self._discord.post_as_person(self.person, place, content).id

    def sends_photo(self, content: bytes, text: str = "") -> int:
        """Send a picture, perhaps with a text."""
        return self.sends_files(photo(content), text=text)

    def sends_voice(self, content: bytes, seconds: int) -> int:
        """Send a voice message that the app says has that length."""
        return self.sends_files(Media("voice", content, seconds=seconds))

    def sends_video(self, content: bytes, seconds: int, text: str = "") -> int:
        """Send a video, perhaps with a text."""
        return self.sends_files(film("video", content, seconds), text=text)

    def file_of(self, message_id: int | str) -> tuple[str, bytes]:
        """Return the kind and the bytes of a message's first file; nothing if it has none."""
        message = self._find(message_id, None)
        for attachment in message.body["attachments"]:
            kind = attachment_kind(message.body, attachment)
            return kind, self._discord.files.find(attachment["id"]).content
        return "", b""

    @abstractmethod
    def _open_dm(self) -> Channel:
        """Return the chat with the bot; raise BotBlocked when direct messages are closed."""

    @abstractmethod
    def _reply(self, channel: Channel, message_id: int | str | None) -> dict[str, Any]:
        """Return the fields of a reply to a message, if there is one to reply to."""

    @abstractmethod
    def _find(self, message_id: int | str, channel: Channel | None) -> ChannelMessage:
        """Return a message that this person sees; raise NothingThere for any other."""
