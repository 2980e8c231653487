"""Reads events of Telegram's groups, but not what people say to each other there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from telegram import Bot

from chat.messages import Address, GroupEvent, Kind

Json = dict[str, Any]

GROUP_CHAT_TYPES = ("group", "supergroup")
GONE_STATUSES = ("kicked", "left")
COMMAND_PATTERN = re.compile(r"\s*/([a-z][a-z0-9_]*)(?:@(\w+))?(?![\w/])", re.IGNORECASE)
MENTION_PATTERN = re.compile(r"@(\w+)")


@dataclass(frozen=True, slots=True)
class BotIdentity:
    """The bot's id and name on Telegram, to recognise messages to it."""

    id: int
    username: str
    """"" before the name is known; then any name may be the bot's."""

    @classmethod
    def from_bot(cls, bot: Bot) -> BotIdentity:
        number = bot.token.partition(":")[0]
        try:
            handle = bot.username.casefold()
        except RuntimeError:
            handle = ""
        return cls(int(number) if number.isdecimal() else 0, handle)

    def is_called(self, name: str) -> bool:
        return not self.username or name.casefold() == self.username


def is_overheard(kind: str, body: Json, me: BotIdentity) -> bool:
    """Return whether it was said in a group but not to the bot: then it is not even kept."""
    is_group_message = kind in ("message", "edited_message") and is_in_group(body)
    return is_group_message and read_event(kind, body, me) is None


def is_in_group(body: Json) -> bool:
    return bool(body.get("chat", {}).get("type") in GROUP_CHAT_TYPES)


def read_event(kind: str, body: Json, me: BotIdentity) -> Json | None:
    """Return the fields of the event; None if it is not for us."""
    if kind == "my_chat_member":
        return {"kind": Kind.GROUP, "name": _membership_change(body)}
    if kind != "message":
        return None
    if new_chat_id := body.get("migrate_to_chat_id"):
        return {"kind": Kind.GROUP, "name": GroupEvent.MOVED, "text": str(new_chat_id)}
    return _read_addressed(body, me)


def is_group(address: Address) -> bool:
    """Return whether it is a group's: its number is negative."""
    return address.id.startswith("-")


def topic_id(body: Json) -> str:
    """Return the number of a forum's or chat's topic; elsewhere the field names a message.

    A pressed button is in the topic of its message.
    """
    message = body.get("message") or body
    in_topic = message.get("is_topic_message")
    return str(message.get("message_thread_id") or "") if in_topic else ""


def _membership_change(body: Json) -> GroupEvent:
    was, is_now = _is_member(body["old_chat_member"]), _is_member(body["new_chat_member"])
    if not is_now:
        return GroupEvent.LEFT
    return GroupEvent.CHANGED if was else GroupEvent.JOINED


def _is_member(member: Json) -> bool:
    return member["status"] not in GONE_STATUSES and bool(member.get("is_member", True))


def _read_addressed(body: Json, me: BotIdentity) -> Json | None:
    """Read a message to the bot: a reply to it, one that names it, or a command."""
    if "forward_origin" in body:
        return None
    text = str(body.get("text") or body.get("caption") or "")
    command = COMMAND_PATTERN.match(text)
    is_unaddressed_command = command is not None and not command[2]
    is_reply = (body.get("reply_to_message") or {}).get("from", {}).get("id") == me.id
    is_mentioned = any(me.is_called(name) for name in MENTION_PATTERN.findall(text))
    if not (is_unaddressed_command or is_reply or is_mentioned):
        return None
    command_name = (
        command[1].lower()
        if command and is_unaddressed_command and not (is_reply or is_mentioned)
        else ""
    )
    message = str(body["message_id"])
    return {
        "kind": Kind.GROUP,
        "name": GroupEvent.ADDRESSED,
        "text": command_name,
        "message": message,
    }
