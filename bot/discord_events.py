"""Reads what Discord's gateway dispatched as an event; what is not for us is None."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from typing import Any

from chat import buttons
from chat.buttons import Sign
from chat.messages import Address, Event, Kind

PLATFORM = "discord"
INTERACTION = "INTERACTION_CREATE"
WITH_THE_BOT_ALONE = 1
"""The context of an interaction in the direct messages with the bot; the rest is elsewhere."""
CHAT_INPUT = 1
TEXT_OPTION = 3
WORDS = (0, 19)
"""Types of message that a person writes: on its own, or as a reply to another."""
TYPED_COMMAND = re.compile(r"/([a-z][a-z0-9_]*)(?:\s+(.*))?", re.IGNORECASE | re.DOTALL)
MEDIA = ("attachments", "sticker_items", "poll", "message_snapshots")
"""What people send that is no text; a text of over 2,000 characters comes as a file, too."""

Signer = Callable[[Address], Sign]
Json = dict[str, Any]


class Did(IntEnum):
    """What a person did to begin an interaction, by Discord's number."""

    COMMAND = 2
    PRESS = 3
    FORM = 5


@dataclass(frozen=True, slots=True)
class Dispatch:
    """One dispatch of the gateway: its kind, its content, and the person behind it."""

    kind: str
    body: Json
    person: Json

    @classmethod
    def read(cls, raw: Json) -> Dispatch | None:
        """From the payload's `t` and `d`; None for what no person did, or nobody said to us."""
        kind, body = raw.get("t", ""), raw.get("d")
        if kind not in READERS or not isinstance(body, dict):
            return None
        if kind != INTERACTION and "guild_id" in body:
            return None
        member = body.get("member") or {}
        person = body.get("author") or body.get("user") or member.get("user")
        return None if not person or person.get("bot") else cls(kind, body, person)

    @property
    def who(self) -> Address:
        """Whom to answer, wherever they spoke, and in which channel if it was alone with us."""
        return Address(PLATFORM, str(self.person["id"]), self.direct)

    @property
    def key(self) -> str:
        """The same whenever the gateway tells the same once more, as after a resume."""
        edited = self.body.get("edited_timestamp") if self.kind == "MESSAGE_UPDATE" else None
        return ":".join([PLATFORM, str(self.body["id"]), *([edited] if edited else [])])

    @property
    def direct(self) -> str:
        """The id of the channel of their direct messages with us; "" if it was not there."""
        there = self.kind != INTERACTION or self.body.get("context") == WITH_THE_BOT_ALONE
        return str(self.body.get("channel_id", "")) if there else ""


def translate(raw: Json, id: str, at: datetime, signer: Signer) -> Event | None:
    """The event in a dispatch; buttons are read with the key of whoever pressed them.

    What people do in a guild counts as theirs alone: it is answered in their direct messages.
    """
    dispatch = Dispatch.read(raw)
    what = READERS[dispatch.kind](dispatch, signer) if dispatch else None
    if dispatch is None or what is None:
        return None
    return Event(
        id,
        at=at,
        who=dispatch.who,
        language=dispatch.body.get("locale", ""),
        nickname=dispatch.person.get("global_name") or dispatch.person.get("username", ""),
        **what,
    )


def _message(dispatch: Dispatch, _: Signer) -> Json | None:
    body = dispatch.body
    text, message = body.get("content", ""), str(body["id"])
    if body.get("type", 0) not in WORDS:
        return None
    if any(body.get(kind) for kind in MEDIA):
        return {"kind": Kind.MEDIA, "text": text, "message": message}
    if command := TYPED_COMMAND.fullmatch(text):
        words = (command[2] or "").strip()
        name = command[1].lower()
        return {"kind": Kind.COMMAND, "name": name, "text": words, "message": message}
    return {"kind": Kind.TEXT, "text": text, "message": message} if text else None


def _edit(dispatch: Dispatch, _: Signer) -> Json | None:
    """Discord also calls it an update when it has found the preview of a link."""
    body = dispatch.body
    if not body.get("edited_timestamp") or not body.get("content"):
        return None
    return {"kind": Kind.EDIT, "text": body["content"], "message": str(body["id"])}


def _interaction(dispatch: Dispatch, signer: Signer) -> Json | None:
    about = dispatch.body.get("data") or {}
    match dispatch.body.get("type"):
        case Did.COMMAND if about.get("type", CHAT_INPUT) == CHAT_INPUT:
            return {"kind": Kind.COMMAND, "name": about["name"], "text": _option(about)}
        case Did.PRESS:
            message = str((dispatch.body.get("message") or {}).get("id", ""))
            return {"kind": Kind.PRESS, "message": message} | _meaning(dispatch, about, signer)
        case Did.FORM:
            words = {"kind": Kind.FORM, "text": _written(about)}
            return words | _meaning(dispatch, about, signer)
    return None


def _option(about: Json) -> str:
    """The words behind a command: the first option that is a text."""
    texts = (o.get("value") for o in about.get("options", []) if o.get("type") == TEXT_OPTION)
    return str(next(texts, "")).strip()


def _meaning(dispatch: Dispatch, about: Json, signer: Signer) -> Json:
    """What the button says, which a form has from the one that brought it up; if it is ours."""
    button = buttons.read(_wire(about), signer(dispatch.who))
    if button is None:
        return {}
    return {"name": button.action, "subject": button.id, "choice": button.choice}


def _wire(about: Json) -> str:
    """A menu's own id means nothing; what was chosen from it does."""
    chosen = about.get("values") or [about.get("custom_id", "")]
    return str(chosen[0])


def _written(about: Json) -> str:
    """What stands in a form's first field, which a label or, in older forms, a row holds."""
    for held in about.get("components", []):
        for field in (held.get("component"), *held.get("components", [])):
            if field and "value" in field:
                return str(field["value"])
    return ""


READERS: dict[str, Callable[[Dispatch, Signer], Json | None]] = {
    INTERACTION: _interaction,
    "MESSAGE_CREATE": _message,
    "MESSAGE_UPDATE": _edit,
}
