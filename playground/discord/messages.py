"""Keep all the messages of all Discord channels."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from playground.discord.api.components import BUTTON, ROW, SELECT_MENU, TEXT
from playground.discord.api.layout import walk
from playground.shared.change_signal import Change, Changes

EPHEMERAL, LOADING, SILENT = 1 << 6, 1 << 7, 1 << 12


@dataclass(slots=True)
class ChannelMessage:
    """One message; `body` is Discord's, never changed in place once it was sent.

    `only_for` is the one person who sees an ephemeral message, until they have `dismissed` it.
    `reactions` lists the people by emoji.
    """

    channel_id: int
    body: dict[str, Any]
    from_bot: bool
    only_for: int | None = None
    dismissed: bool = False
    reactions: dict[str, list[int]] = field(default_factory=dict)

    @property
    def id(self) -> int:
        """Its snowflake."""
        return int(self.body["id"])

    @property
    def loading(self) -> bool:
        """Whether it only says that the bot is thinking."""
        return bool(self.body["flags"] & LOADING)

    def buttons(self) -> list[list[dict[str, Any]]]:
        """Return the rows of buttons under it."""
        return [row for row in self.rows() if row[0]["type"] == BUTTON]

    def rows(self) -> list[list[dict[str, Any]]]:
        """Return the rows of buttons, and each menu as a row, from the top."""
        rows = []
        for part in walk(self.body["components"]):
            if part["type"] == ROW:
                rows.append(part["components"])
            elif part.get("accessory", {}).get("type") == BUTTON:
                rows.append([part["accessory"]])
        return rows

    def select_menus(self) -> list[dict[str, Any]]:
        """Return the menus under it, each with its options."""
        return [each for each in walk(self.body["components"]) if each["type"] == SELECT_MENU]

    def words(self) -> str:
        """Return its text, in Components v2 that of all parts from the top."""
        parts = walk(self.body["components"])
        texts = [part["content"] for part in parts if part["type"] == TEXT]
        return "\n\n".join(texts) if texts else str(self.body["content"])

    def is_visible_to(self, person_id: int) -> bool:
        """Return whether that person has it on their phone."""
        return self.only_for in (None, person_id) and not self.dismissed


class ChannelMessages:
    """Every channel's messages in order; listeners are told of each change."""

    def __init__(self, changes: Changes) -> None:
        self._changes = changes
        self._channels: dict[int, dict[int, ChannelMessage]] = {}

    def add(self, message: ChannelMessage) -> ChannelMessage:
        """Add a new message to its channel."""
        self._channels.setdefault(message.channel_id, {})[message.id] = message
        self._changes.notify(Change("message", message.channel_id, message.id))
        return message

    def find(self, channel_id: int, message_id: int) -> ChannelMessage | None:
        """Return one message, unless it was deleted or never existed."""
        return self._channels.get(channel_id, {}).get(message_id)

    def edit(self, message: ChannelMessage, body: dict[str, Any]) -> None:
        """Replace a message's body."""
        message.body = body
        self._changes.notify(Change("edit", message.channel_id, message.id))

    def delete(self, message: ChannelMessage) -> None:
        """Delete a message from its channel."""
        del self._channels[message.channel_id][message.id]
        self._changes.notify(Change("delete", message.channel_id, message.id))

    def dismiss(self, message: ChannelMessage) -> None:
        """Take an ephemeral message off its only screen; it can still be changed, unseen."""
        message.dismissed = True
        self._changes.notify(Change("delete", message.channel_id, message.id))

    def of_channel(self, channel_id: int) -> list[ChannelMessage]:
        """Return a channel's messages, oldest first."""
        return list(self._channels.get(channel_id, {}).values())

    def snapshot(self) -> list[dict[str, Any]]:
        """Return everything as JSON."""
        return [
            asdict(message) for messages in self._channels.values() for message in messages.values()
        ]

    def restore(self, kept: list[dict[str, Any]]) -> None:
        """Restore what `snapshot` made."""
        for raw in kept:
            message = ChannelMessage(**raw)
            self._channels.setdefault(message.channel_id, {})[message.id] = message
