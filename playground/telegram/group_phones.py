"""Show a group chat on somebody's phone: their actions there, and what they see of the bot."""

from __future__ import annotations

from typing import Any

from playground.telegram.contents import reply_fields
from playground.telegram.formatting.entities import parse_formatting
from playground.telegram.messages import ChatMessage
from playground.telegram.people import LARGEST_GROUP, Group, Person
from playground.telegram.state import Telegram, texts

GENERAL = 0
"""The topic of a forum that has no number."""


class GroupPhone:
    """One person's view of one group; the bot is an administrator and receives every message."""

    def __init__(self, telegram: Telegram, person: Person, group: Group) -> None:
        self.group = group
        self._telegram = telegram
        self._person = person

    @classmethod
    def make(
        cls, telegram: Telegram, person: Person, title: str = "Family", *, forum: bool = False
    ) -> GroupPhone:
        """Make a group without the bot in it."""
        number = len(telegram.groups) + 1
        id = LARGEST_GROUP - number if forum else -(4_000_000_000 + number)
        telegram.groups[id] = Group(id, title, forum, "left")
        return cls(telegram, person, telegram.groups[id])

    def adds_bot(self, *, may_write: bool = True) -> None:
        """Add the bot to the group, for the first time or again."""
        self._set_bot_status("member" if may_write else "restricted")

    def lets_bot_write(self, may: bool) -> None:
        """Grant or remove the right to write of the bot, which is in the group."""
        self._set_bot_status("member" if may else "restricted")

    def kicks_bot(self) -> None:
        """Remove the bot from the group."""
        self._set_bot_status("kicked")

    def says(self, text: str, *, topic: int = GENERAL, reply_to: int | None = None) -> int:
        """Write into the group and return the message's id."""
        return self._sends(texts(*parse_formatting(text)), topic, reply_to)

    def sends_a_photo(self, caption: str = "") -> int:
        """Send a picture, with or without a caption."""
        words = texts(*parse_formatting(caption), field="caption") if caption else {}
        photo = {"file_id": "f", "file_unique_id": "u", "width": 2, "height": 2}
        return self._sends({"photo": [photo]} | words)

    def opens_topic(self, name: str) -> int:
        """Open a topic of a forum and return its number."""
        number = self._telegram.messages.next_id
        self.group.topics[str(number)] = True
        begun = {"forum_topic_created": {"name": name, "icon_color": 7322096}}
        return self._sends(begun, number)

    def closes_topic(self, topic: int) -> None:
        """Close a topic: from now on only administrators may write there."""
        self._sends({"forum_topic_closed": {}}, topic)
        self.group.topics[str(topic)] = False

    def upgrades(self) -> GroupPhone:
        """Turn the group into a supergroup with another id; the bot is told in both."""
        grown = Group(LARGEST_GROUP - len(self._telegram.groups) - 1, self.group.title)
        self._telegram.groups[grown.id] = grown
        self._sends({"migrate_to_chat_id": grown.id})
        self.group.moved_to = grown.id
        phone = GroupPhone(self._telegram, self._person, grown)
        phone._sends({"migrate_from_chat_id": self.group.id})
        self._telegram.queue_membership_update(self._person, grown.as_chat(), "left", "member")
        return phone

    @property
    def bot_messages(self) -> list[dict[str, Any]]:
        """The bot's messages in the group, oldest first, as the Bot API's Messages."""
        return [each.body for each in self._all() if each.from_bot]

    def _sends(
        self, content: dict[str, Any], topic: int = GENERAL, reply_to: int | None = None
    ) -> int:
        begun = self._telegram.messages.find(self.group.id, topic)
        about = self._telegram.messages.find(self.group.id, reply_to) if reply_to else begun
        if topic:
            content |= {"message_thread_id": topic, "is_topic_message": True}
        if about:
            content |= reply_fields(about, self._all()[-1], "")
        return self._telegram.post_as_person(self._person, content, self.group).id

    def _all(self) -> list[ChatMessage]:
        return self._telegram.messages.of_chat(self.group.id)

    def _set_bot_status(self, status: str) -> None:
        before, self.group.status = self.group.status, status
        self._telegram.queue_membership_update(self._person, self.group.as_chat(), before, status)
