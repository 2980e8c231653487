"""Model the people and group chats that the bot meets on Telegram."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

LARGEST_GROUP = -1_000_000_000_000
"""Supergroups have numbers below this one."""


@dataclass(slots=True)
class Person:
    """Somebody with Telegram on a phone; `language` is the language of their app.

    A person with Premium can forbid voice messages, those of bots included. `topics` are the
    numbers of those in their chat with the bot.
    """

    id: int
    name: str
    language: str = "en"
    username: str | None = None
    started: bool = False
    blocked: bool = False
    forbids_voice: bool = False
    topics: list[int] = field(default_factory=list)

    def as_user(self) -> dict[str, Any]:
        """Return the Bot API's User."""
        user: dict[str, Any] = {"id": self.id, "is_bot": False, "first_name": self.name}
        if self.username:
            user["username"] = self.username
        if self.language:
            user["language_code"] = self.language
        return user

    def as_chat(self) -> dict[str, Any]:
        """Return the Bot API's Chat of this person with the bot."""
        chat: dict[str, Any] = {"id": self.id, "type": "private", "first_name": self.name}
        if self.username:
            chat["username"] = self.username
        return chat


@dataclass(slots=True)
class BotSettings:
    """The switches of a bot that only its owner has, at BotFather."""

    may_be_added_to_groups: bool = True
    reads_all_group_messages: bool = False
    inline_mode: bool = False
    threaded_mode: bool = False


@dataclass(slots=True)
class Group:
    """A group chat, the bot's status in it, and the topics of a forum by their numbers.

    `moved_to` is the supergroup that it was turned into; a topic is `True` while it is open.
    """

    id: int
    title: str
    forum: bool = False
    status: str = "member"
    moved_to: int = 0
    topics: dict[str, bool] = field(default_factory=dict)

    def as_chat(self) -> dict[str, Any]:
        """Return the Bot API's Chat."""
        kind = "supergroup" if self.id < LARGEST_GROUP else "group"
        chat: dict[str, Any] = {"id": self.id, "type": kind, "title": self.title}
        return chat | {"is_forum": True} if self.forum else chat
