"""Discord's messages as the stand-in keeps them, and all the messages of all channels."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from playground.changes import Change, Changes
from playground.discord_components import MENU

EPHEMERAL, LOADING, SILENT = 1 << 6, 1 << 7, 1 << 12


@dataclass(slots=True)
class Post:
    """One message: `body` is Discord's, never changed in place once it went out.

    `only_for` is the one person who sees an ephemeral message, until they have `dismissed` it.
    `reactions` says by emoji whose they are.
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
        """The rows of buttons under it."""
        rows = [row["components"] for row in self.body["components"]]
        return [row for row in rows if row[0]["type"] != MENU]

    def menus(self) -> list[dict[str, Any]]:
        """The menus under it, each with its options."""
        every = [each for row in self.body["components"] for each in row["components"]]
        return [each for each in every if each["type"] == MENU]

    def seen_by(self, person_id: int) -> bool:
        """Whether that person has it on their phone."""
        return self.only_for in (None, person_id) and not self.dismissed


class Posts:
    """Every channel's messages in order; tells of each change."""

    def __init__(self, changes: Changes) -> None:
        self._changes = changes
        self._channels: dict[int, dict[int, Post]] = {}

    def add(self, post: Post) -> Post:
        """Puts a new message into its channel."""
        self._channels.setdefault(post.channel_id, {})[post.id] = post
        self._changes.tell(Change("message", post.channel_id, post.id))
        return post

    def find(self, channel_id: int, message_id: int) -> Post | None:
        """One message, unless it was deleted or never was."""
        return self._channels.get(channel_id, {}).get(message_id)

    def edit(self, post: Post, body: dict[str, Any]) -> None:
        """Gives a message another body."""
        post.body = body
        self._changes.tell(Change("edit", post.channel_id, post.id))

    def delete(self, post: Post) -> None:
        """Takes a message out of its channel."""
        del self._channels[post.channel_id][post.id]
        self._changes.tell(Change("delete", post.channel_id, post.id))

    def dismiss(self, post: Post) -> None:
        """Takes an ephemeral message off its only screen; it can still be changed, unseen."""
        post.dismissed = True
        self._changes.tell(Change("delete", post.channel_id, post.id))

    def of(self, channel_id: int) -> list[Post]:
        """A channel's messages, oldest first."""
        return list(self._channels.get(channel_id, {}).values())

    def snapshot(self) -> list[dict[str, Any]]:
        """Everything as JSON."""
        return [asdict(post) for posts in self._channels.values() for post in posts.values()]

    def restore(self, kept: list[dict[str, Any]]) -> None:
        """Takes over what `snapshot` made."""
        for raw in kept:
            post = Post(**raw)
            self._channels.setdefault(post.channel_id, {})[post.id] = post
