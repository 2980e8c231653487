"""Reads a raw Telegram update as an event; what is not for us is None."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chat import buttons
from chat.buttons import Sign
from chat.messages import Address, Event, Kind

PLATFORM = "telegram"
UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")
"""The kinds of update that we ask Telegram for."""
COMMAND = re.compile(r"/([a-z][a-z0-9_]*)(?:@\w+)?(?:\s+(.*))?", re.IGNORECASE | re.DOTALL)
GROUPS = ("group", "supergroup")
GONE = ("kicked", "left")
MEDIA = (
    "photo",
    "sticker",
    "voice",
    "video",
    "video_note",
    "animation",
    "audio",
    "document",
    "contact",
    "location",
    "venue",
    "poll",
    "dice",
    "story",
    "paid_media",
    "game",
    "checklist",
)
"""What people send that is no text; service messages ("pinned a message") are not among them."""

Signer = Callable[[Address], Sign]
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Update:
    """One update: its kind, its content, who it came from (a group counts as one somebody)."""

    kind: str
    body: Json
    who: Address

    @classmethod
    def read(cls, raw: Json) -> Update | None:
        """None for what nobody can be answered on: channels, polls, kinds that we do not know."""
        for kind in UPDATES:
            if isinstance(body := raw.get(kind), dict):
                who = _sender(kind, body)
                return cls(kind, body, Address(PLATFORM, str(who))) if who else None
        return None

    @property
    def in_group(self) -> bool:
        return bool(self.body.get("chat", {}).get("type") in GROUPS)


def translate(raw: Json, id: str, at: datetime, signer: Signer) -> Event | None:
    """The event in an update; buttons are read with the key of whoever pressed them."""
    update = Update.read(raw)
    if update is None:
        return None
    what = _group(update) if update.in_group else READERS[update.kind](update, signer)
    if what is None:
        return None
    person = update.body.get("from", {})
    return Event(
        id,
        at=at,
        who=update.who,
        language=person.get("language_code", ""),
        nickname=person.get("first_name", ""),
        **what,
    )


def _sender(kind: str, body: Json) -> int | None:
    if kind != "callback_query":
        chat = body.get("chat", {})
        if chat.get("type") in GROUPS:
            return int(chat["id"])
        if chat.get("type") != "private":
            return None
    return int(body["from"]["id"]) if "from" in body else None


def _message(update: Update, _: Signer) -> Json | None:
    text = update.body.get("text")
    message = str(update.body["message_id"])
    if text is None:
        return _media(update.body, message)
    if command := COMMAND.fullmatch(text):
        words = (command[2] or "").strip()
        return {
            "kind": Kind.COMMAND,
            "name": command[1].lower(),
            "text": words,
            "message": message,
        }
    return {"kind": Kind.TEXT, "text": text, "message": message}


def _media(body: Json, message: str) -> Json | None:
    if body.keys().isdisjoint(MEDIA):
        return None
    return {"kind": Kind.MEDIA, "text": body.get("caption", ""), "message": message}


def _edit(update: Update, _: Signer) -> Json | None:
    text = update.body.get("text")
    if text is None:
        return None
    return {"kind": Kind.EDIT, "text": text, "message": str(update.body["message_id"])}


def _press(update: Update, signer: Signer) -> Json:
    message = str(update.body.get("message", {}).get("message_id", ""))
    button = buttons.read(update.body.get("data", ""), signer(update.who))
    if button is None:
        return {"kind": Kind.PRESS, "message": message}
    return {
        "kind": Kind.PRESS,
        "name": button.action,
        "subject": button.id,
        "choice": button.choice,
        "message": message,
    }


def _membership(update: Update, _: Signer) -> Json:
    gone = update.body["new_chat_member"]["status"] in GONE
    return {"kind": Kind.LEFT if gone else Kind.BACK}


def _group(update: Update) -> Json | None:
    """Somebody spoke to the bot in a group, or brought it there."""
    if update.kind == "my_chat_member":
        gone = update.body["new_chat_member"]["status"] in GONE
        return {"kind": Kind.LEFT if gone else Kind.GROUP}
    if update.kind != "message" or update.body.keys().isdisjoint({"text", *MEDIA}):
        return None
    return {"kind": Kind.GROUP, "message": str(update.body["message_id"])}


READERS: dict[str, Callable[[Update, Signer], Json | None]] = {
    "message": _message,
    "edited_message": _edit,
    "callback_query": _press,
    "my_chat_member": _membership,
}
