"""Who is on the other side of the bot: people and group chats."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(slots=True)
class Person:
    """Somebody with Telegram on a phone; `language` is what their app is set to."""

    id: int
    name: str
    language: str = "en"
    username: str | None = None
    started: bool = False
    blocked: bool = False

    def as_user(self) -> dict[str, Any]:
        """The Bot API's User."""
        user: dict[str, Any] = {"id": self.id, "is_bot": False, "first_name": self.name}
        if self.username:
            user["username"] = self.username
        if self.language:
            user["language_code"] = self.language
        return user

    def as_chat(self) -> dict[str, Any]:
        """The Bot API's Chat of this person with the bot."""
        chat: dict[str, Any] = {"id": self.id, "type": "private", "first_name": self.name}
        if self.username:
            chat["username"] = self.username
        return chat


@dataclass(frozen=True, slots=True)
class Group:
    """A group chat that the bot was added to."""

    id: int
    title: str

    def as_chat(self) -> dict[str, Any]:
        """The Bot API's Chat."""
        return {"id": self.id, "type": "group", "title": self.title}
