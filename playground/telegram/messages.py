"""Keep all the messages of all chats."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from playground.shared.change_signal import Change, Changes

FIRST_ID = 1


@dataclass(slots=True)
class ChatMessage:
    """One message; `body` is the Bot API's Message, never changed in place once sent."""

    chat_id: int
    body: dict[str, Any]
    from_bot: bool
    silent: bool = False
    reaction: str = ""
    """The emoji with which the bot reacted; the Bot API's Message does not tell of it."""

    @property
    def id(self) -> int:
        """Its number, unique among all messages of the bot."""
        return int(self.body["message_id"])

    @property
    def keyboard(self) -> list[list[dict[str, Any]]] | None:
        """The rows of buttons under it."""
        markup = self.body.get("reply_markup")
        return markup["inline_keyboard"] if markup else None

    def with_keyboard(self, keyboard: list[list[dict[str, Any]]] | None) -> dict[str, Any]:
        """Return its body with other buttons, or with none."""
        body = {key: value for key, value in self.body.items() if key != "reply_markup"}
        if keyboard:
            prompts = (self.body.get("reply_markup") or {}).get("force_reply")
            body["reply_markup"] = {"inline_keyboard": keyboard}
            body["reply_markup"] |= {"force_reply": True} if prompts else {}
        return body


class Messages:
    """Every chat's messages in order; listeners are told of each change."""

    def __init__(self, now: Callable[[], float], changes: Changes) -> None:
        self.next_id = FIRST_ID
        self._now = now
        self._changes = changes
        self._chats: dict[int, dict[int, ChatMessage]] = {}

    def add(
        self,
        sender: dict[str, Any],
        chat: dict[str, Any],
        content: dict[str, Any],
        silent: bool = False,
    ) -> ChatMessage:
        """Add a new message to a chat."""
        head = {"message_id": self.next_id, "date": int(self._now()), "from": sender, "chat": chat}
        self.next_id += 1
        message = ChatMessage(chat["id"], head | content, bool(sender["is_bot"]), silent)
        self._chats.setdefault(message.chat_id, {})[message.id] = message
        self._changes.notify(Change("message", message.chat_id, message.id))
        return message

    def find(self, chat_id: int, message_id: int) -> ChatMessage | None:
        """Return one message, unless it was deleted or never existed."""
        return self._chats.get(chat_id, {}).get(message_id)

    def edit(self, message: ChatMessage, body: dict[str, Any], *, stamped: bool = True) -> None:
        """Replace a message's body; `stamped` says that its text was changed just now."""
        message.body = body | {"edit_date": int(self._now())} if stamped else body
        self._changes.notify(Change("edit", message.chat_id, message.id))

    def react(self, message: ChatMessage, emoji: str) -> None:
        """Put the bot's reaction under a message, or take it away."""
        message.reaction = emoji
        self._changes.notify(Change("edit", message.chat_id, message.id))

    def delete(self, message: ChatMessage) -> None:
        """Delete a message from its chat."""
        del self._chats[message.chat_id][message.id]
        self._changes.notify(Change("delete", message.chat_id, message.id))

    def of_chat(self, chat_id: int) -> list[ChatMessage]:
        """Return a chat's messages, oldest first."""
        return list(self._chats.get(chat_id, {}).values())

    def snapshot(self) -> dict[str, Any]:
        """Return everything as JSON."""
        kept = [asdict(message) for chat in self._chats.values() for message in chat.values()]
        return {"next_id": self.next_id, "messages": kept}

    def restore(self, kept: dict[str, Any]) -> None:
        """Restore what `snapshot` made; numbers go on from there."""
        self.next_id = max(self.next_id, kept["next_id"])
        for raw in kept["messages"]:
            message = ChatMessage(**raw)
            self._chats.setdefault(message.chat_id, {})[message.id] = message
