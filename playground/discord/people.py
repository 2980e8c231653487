"""Model the people on Discord, the channels they write in, and one guild."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

DM, GUILD, PRIVATE = "dm", "guild", "private"
"""Kinds of channel: with the bot alone, in a guild, between people who have installed the bot."""
KIND_NUMBERS = {DM: 1, GUILD: 0, PRIVATE: 1}
CONTEXTS = {GUILD: 0, DM: 1, PRIVATE: 2}
EPOCH = 1_420_070_400
"""Unix seconds of the first moment of 2015, from which Discord counts."""
ALL_PERMISSIONS = "2248473465835073"


def stamp(seconds: float) -> str:
    """Return a moment as Discord writes it, from unix seconds."""
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="microseconds")


@dataclass(slots=True)
class DiscordPerson:
    """Somebody with Discord on a phone; `locale` is the app's, such as `es-ES`.

    `installed` says that they have the bot in their own account, `closed` that the bot may not
    write them direct messages.
    """

    id: int
    name: str
    locale: str = "en-US"
    username: str | None = None
    installed: bool = True
    in_guild: bool = True
    closed: bool = False

    def as_user(self) -> dict[str, Any]:
        """Return Discord's User."""
        username = self.username or f"{self.name.lower()}.{self.id}"
        return user(self.id, username, self.name)

    def as_member(self) -> dict[str, Any]:
        """Return Discord's Member of the guild, without the user."""
        return member()


@dataclass(slots=True)
class Channel:
    """A channel; `people` are ids, `access` is the bot's: `write`, `read` or `none`."""

    id: int
    kind: str
    people: list[int]
    name: str = ""
    access: str = "write"

    @property
    def context(self) -> int:
        """Discord's number for where an interaction takes place."""
        return CONTEXTS[self.kind]


@dataclass(slots=True)
class DiscordGuild:
    """The one guild that the bot is in."""

    id: int
    name: str = "Our place"
    locale: str = "en-US"
    channels: list[int] = field(default_factory=list)

    def partial(self) -> dict[str, Any]:
        """Return the guild as an interaction describes it."""
        return {"id": str(self.id), "locale": self.locale, "features": []}

    def whole(
        self, bot: dict[str, Any], members: int, channels: list[dict[str, Any]]
    ) -> dict[str, Any]:
        """Return the guild as the gateway describes it when a session begins."""
        everyone = {
            "id": str(self.id),
            "name": "@everyone",
            "permissions": ALL_PERMISSIONS,
            "color": 0,
            "hoist": False,
            "position": 0,
            "managed": False,
            "mentionable": False,
            "flags": 0,
        }
        return self.partial() | {
            "name": self.name,
            "owner_id": "0",
            "roles": [everyone],
            "emojis": [],
            "stickers": [],
            "channels": channels,
            "members": [member() | {"user": bot}],
            "member_count": members,
            "unavailable": False,
            "preferred_locale": self.locale,
        }


def user(number: int, username: str, name: str, *, bot: bool = False) -> dict[str, Any]:
    """Return Discord's User."""
    body: dict[str, Any] = {
        "id": str(number),
        "username": username,
        "global_name": name,
        "discriminator": "0",
        "avatar": None,
        "public_flags": 0,
        "flags": 0,
        "primary_guild": None,
    }
    return body | {"bot": True} if bot else body


def member() -> dict[str, Any]:
    """Return Discord's Member, without the user."""
    return {
        "nick": None,
        "avatar": None,
        "roles": [],
        "joined_at": stamp(EPOCH),
        "premium_since": None,
        "deaf": False,
        "mute": False,
        "pending": False,
        "flags": 0,
        "permissions": ALL_PERMISSIONS,
    }
