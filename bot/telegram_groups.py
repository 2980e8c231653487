"""Reads what happens in a group on Telegram; what people say to each other there is not for us."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from telegram import Bot

from chat.messages import InGroup, Kind

Json = dict[str, Any]

GROUPS = ("group", "supergroup")
GONE = ("kicked", "left")
COMMAND = re.compile(r"\s*/([a-z][a-z0-9_]*)(?:@(\w+))?(?![\w/])", re.IGNORECASE)
MENTION = re.compile(r"@(\w+)")


@dataclass(frozen=True, slots=True)
class Self:
    """Who the bot is on Telegram, to know when somebody speaks to it."""

    id: int
    handle: str
    """"" before it was introduced; then any name may be the bot's."""

    @classmethod
    def of(cls, bot: Bot) -> Self:
        number = bot.token.partition(":")[0]
        try:
            handle = bot.username.casefold()
        except RuntimeError:
            handle = ""
        return cls(int(number) if number.isdecimal() else 0, handle)

    def is_called(self, name: str) -> bool:
        return not self.handle or name.casefold() == self.handle


def is_overheard(kind: str, body: Json, me: Self) -> bool:
    """Whether it was said in a group, and not to the bot: then it is not even kept."""
    said = kind in ("message", "edited_message") and is_in_group(body)
    return said and read(kind, body, me) is None


def is_in_group(body: Json) -> bool:
    return bool(body.get("chat", {}).get("type") in GROUPS)


def read(kind: str, body: Json, me: Self) -> Json | None:
    """The fields of the event, None for what is not for us."""
    if kind == "my_chat_member":
        return {"kind": Kind.GROUP, "name": _membership(body)}
    if kind != "message":
        return None
    if grown := body.get("migrate_to_chat_id"):
        return {"kind": Kind.GROUP, "name": InGroup.MOVED, "text": str(grown)}
    return _words(body, me)


def topic(body: Json) -> str:
    """The number of a forum's topic; in other groups the field names what is replied to."""
    in_topic = is_in_group(body) and body.get("is_topic_message")
    return str(body.get("message_thread_id") or "") if in_topic else ""


def _membership(body: Json) -> InGroup:
    was, is_now = _is_in(body["old_chat_member"]), _is_in(body["new_chat_member"])
    if not is_now:
        return InGroup.LEFT
    return InGroup.CHANGED if was else InGroup.JOINED


def _is_in(member: Json) -> bool:
    return member["status"] not in GONE and bool(member.get("is_member", True))


def _words(body: Json, me: Self) -> Json | None:
    """Who replies to the bot, names it or gives a command speaks to it, in words of their own."""
    if "forward_origin" in body:
        return None
    words = str(body.get("text") or body.get("caption") or "")
    command = COMMAND.match(words)
    bare = command is not None and not command[2]
    replies = (body.get("reply_to_message") or {}).get("from", {}).get("id") == me.id
    named = any(me.is_called(name) for name in MENTION.findall(words))
    if not (bare or replies or named):
        return None
    only = command[1].lower() if command and bare and not (replies or named) else ""
    message = str(body["message_id"])
    return {"kind": Kind.GROUP, "name": InGroup.ADDRESSED, "text": only, "message": message}
