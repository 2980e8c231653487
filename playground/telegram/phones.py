"""Show Telegram on somebody's phone: what they can do to the bot, and what they see of it."""

from __future__ import annotations

import re
from typing import Any

from playground.shared.change_signal import Change
from playground.shared.media import Media
from playground.telegram.contents import (
    attachment_fields,
    forwarded_fields,
    origin_fields,
    replied_fields,
    reply_fields,
    shared_user,
)
from playground.telegram.formatting.entities import SPACES, parse_formatting
from playground.telegram.media.fields import CAPTIONED, FILE_KINDS
from playground.telegram.media.phone import MediaSender
from playground.telegram.messages import ChatMessage
from playground.telegram.page_messages import page_message
from playground.telegram.people import Group, Person
from playground.telegram.state import Telegram, texts

LONGEST_TEXT = 4096
PAYLOAD = re.compile(r"[A-Za-z0-9_-]{0,64}")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
LONGEST_CAPTION = 1024


class BotBlocked(Exception):
    """The person has blocked the bot and must unblock it before writing."""


class NothingThere(LookupError):
    """There is no such message in this chat."""


class Phone(MediaSender):
    """One person's chat with the bot."""

    def __init__(self, telegram: Telegram, person: Person) -> None:
        self.person = person
        self._telegram = telegram

    def start(self, payload: str = "") -> int:
        """Open the bot, by a deep link if there is a payload; ValueError for a bad payload."""
        if not PAYLOAD.fullmatch(payload):
            raise ValueError("a deep link carries at most 64 of A-Z a-z 0-9 _ -")
        return self.send(f"/start {payload}".strip())

    def send(
        self,
        text: str,
        group: Group | None = None,
        *,
        reply_to: int | None = None,
        quote: str = "",
        forwarded: Person | str = "",
        topic: int = 0,
    ) -> int:
        """Write a text and return its message id.

        As on a real phone, a text over 4,096 characters leaves in several messages (the id is the
        last one's). `reply_to` is the id of the message that it answers, `quote` a part of its
        words; `forwarded` is the original author of a forwarded message, and `topic` the number of
        a topic that the person has opened. Raise BotBlocked when the
        bot is blocked, ValueError when there is nothing to send.
        """
        self._check_open()
        words = text.strip(SPACES)
        if not words:
            raise ValueError("there is nothing to send")
        about = self._message_fields(group, reply_to, quote, forwarded)
        about |= self._prompted(group) if reply_to is None else {}
        about |= {"message_thread_id": topic, "is_topic_message": True} if topic else {}
        first, *rest = _pieces(words)
        last = self._send(texts(*parse_formatting(first)) | about, group)
        for piece in rest:
            last = self._send(texts(*parse_formatting(piece)), group)
        return last

    def opens_topic(self, name: str) -> int:
        """Open a topic in the chat with the bot, where the bot allows topics; return its number."""
        begun = {"forum_topic_created": {"name": name, "icon_color": 7322096}}
        self.person.topics.append(self._send(begun, None))
        return self.person.topics[-1]

    def deletes_topic(self, topic: int) -> None:
        """Delete a topic; its messages are not looked at again."""
        self.person.topics.remove(topic)

    def forward(self, message_id: int, of: Phone | None = None) -> int:
        """Forward a message of this or somebody else's chat to the bot; return its new id."""
        self._check_open()
        return self._send(forwarded_fields((of or self)._find(message_id)), None)

    def press(self, message_id: int, meaning: str) -> str:
        """Press a button, on any message and with any meaning, and return the query's id."""
        self._check_open()
        return self._telegram.press_as_person(self.person, self._find(message_id), meaning)

    def edit(self, message_id: int, text: str) -> None:
        """Change the person's own text or caption; raise NothingThere when it is not theirs."""
        self._check_open()
        message = self._find(message_id)
        captioned = not message.body.keys().isdisjoint(CAPTIONED)
        if message.from_bot or not (captioned or ("text" in message.body and text.strip())):
            raise NothingThere(f"no text of {self.person.name}'s to edit: {message_id}")
        limit = LONGEST_CAPTION if captioned else LONGEST_TEXT
        self._telegram.edit_as_person(self.person, message, text[:limit])

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
        """Send a file, or a sample of `contents.ATTACHMENTS`, and return the message's id.

        The rest is as in `send`; files with the same `album` belong together. The caption is left
        out where there can be none. Raise ValueError for an unknown kind and a broken photo.
        """
        self._check_open()
        content = attachment_fields(self._telegram.files, what)
        if caption and not content.keys().isdisjoint(CAPTIONED):
            content |= texts(*parse_formatting(caption[:LONGEST_CAPTION]), field="caption")
        if album:
            content["media_group_id"] = album
        return self._send(content | self._message_fields(group, reply_to, "", forwarded), group)

    @property
    def keys(self) -> list[list[dict[str, Any]]]:
        """The rows of keys that the bot put in place of the letters."""
        return self._telegram.reply_keyboards.keys(self.person.id)

    def taps(self, label: str) -> int:
        """Tap a key that sends its own text; raise NothingThere when it is not shown."""
        self._key(label)
        self._use_keys()
        return self.send(label)

    def shares_users(self, label: str, *chosen: Person) -> int:
        """Tap a key that asks for people, choose some and send them.

        Raise NothingThere when there is no such key, ValueError for more people than it takes.
        """
        self._check_open()
        request = self._key(label).get("request_users")
        if request is None:
            raise NothingThere(f"that key asks for nobody: {label}")
        if not 1 <= len(chosen) <= int(request.get("max_quantity", 1)):
            raise ValueError("too few or too many people")
        users = [shared_user(person, request) for person in chosen]
        self._use_keys()
        shared = {"request_id": request["request_id"], "users": users}
        return self._send({"users_shared": shared}, None)

    def dismisses_reply(self) -> None:
        """Close the reply that the bot's message opened above the input field."""
        self._telegram.reply_keyboards.end_prompt(self.person.id)

    def block(self) -> None:
        """Block the bot."""
        self._telegram.set_blocked(self.person, True)

    def unblock(self) -> None:
        """Unblock the bot."""
        self._telegram.set_blocked(self.person, False)

    def speak(self, language: str) -> None:
        """Set the app's language to a code such as `es`; raise ValueError for anything else."""
        if not LANGUAGE.fullmatch(language):
            raise ValueError(f"not a language code: {language}")
        self.person.language = language
        self._telegram.changes.notify(Change("commands"))

    def add_bot_to_group(self, title: str) -> Group:
        """Make a group chat with the bot in it, to write into with `send`."""
        return self._telegram.add_to_group(self.person, title)

    @property
    def messages(self) -> list[dict[str, Any]]:
        """Return the chat as it looks now, oldest first, in the page's words."""
        return [
            page_message(message) for message in self._telegram.messages.of_chat(self.person.id)
        ]

    @property
    def toasts(self) -> list[str]:
        """The short notices that answered button presses, oldest first."""
        return self._telegram.toasts.get(self.person.id, [])

    @property
    def commands(self) -> list[dict[str, str]]:
        """The bot's command menu in the person's language."""
        return self._telegram.menus.shown_to(self.person)

    @property
    def pending(self) -> int:
        """The number of the person's actions that the bot has not confirmed."""
        lane = f"{self.person.id}/"
        self._telegram.updates.drop_expired()
        return sum(update.lane.startswith(lane) for update in self._telegram.updates.waiting)

    @property
    def unanswered(self) -> list[int]:
        """The ids of the messages whose pressed button still shows a spinner."""
        now = self._telegram.now()
        queries = self._telegram.queries.values()
        return [q.message_id for q in queries if q.person_id == self.person.id and q.until > now]

    def message(self, message_id: int) -> dict[str, Any]:
        """Return one message in the page's words; raise NothingThere when it is gone."""
        return page_message(self._find(message_id))

    def file_of(self, message_id: int) -> tuple[str, bytes]:
        """Return the kind and the bytes of a message's file, of a photo the largest; or nothing."""
        body = self._find(message_id).body
        for kind in FILE_KINDS:
            if kind in body:
                file = body[kind][-1] if kind == "photo" else body[kind]
                return kind, self._telegram.files.find(file["file_id"]).content
        return "", b""

    def _send(self, content: dict[str, Any], group: Group | None) -> int:
        return self._telegram.post_as_person(self.person, content, group).id

    def _message_fields(
        self, group: Group | None, reply_to: int | None, quote: str, origin: Person | str
    ) -> dict[str, Any]:
        """Return the fields of a message besides its text."""
        about = origin_fields(origin, int(self._telegram.now())) if origin else {}
        if reply_to is None:
            return about
        answered = self._find(reply_to, group)
        newest = self._telegram.messages.of_chat(answered.chat_id)[-1]
        return about | reply_fields(answered, newest, quote)

    def _key(self, label: str) -> dict[str, Any]:
        for row in self.keys:
            for key in row:
                if key["text"] == label:
                    return key
        raise NothingThere(f"no such key on {self.person.name}'s phone: {label}")

    def _use_keys(self) -> None:
        self._telegram.reply_keyboards.on_used(self.person.id)
        self._telegram.changes.notify(Change("keys", self.person.id))

    def _prompted(self, group: Group | None) -> dict[str, Any]:
        """Return the fields of the reply that the bot's message opened, which ends with this."""
        keyboards, chat = self._telegram.reply_keyboards, group.id if group else self.person.id
        message = self._telegram.messages.find(chat, keyboards.prompt(chat) or 0)
        keyboards.end_prompt(chat)
        return replied_fields(message) if message else {}

    def _find(self, message_id: int, group: Group | None = None) -> ChatMessage:
        chat = group.id if group else self.person.id
        message = self._telegram.messages.find(chat, message_id)
        if message is None:
            raise NothingThere(f"no message {message_id} in {self.person.name}'s chat")
        return message

    def _check_open(self) -> None:
        if self.person.blocked:
            raise BotBlocked(f"{self.person.name} has blocked the bot")


def _pieces(text: str) -> list[str]:
    return [text[at : at + LONGEST_TEXT] for at in range(0, len(text), LONGEST_TEXT)]
