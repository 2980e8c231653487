"""Reads dispatches of Discord's gateway as events; those that are not for us are ignored."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import IntEnum
from typing import Any

from bot.platforms.discord.files import read_form_files, read_message_files
from bot.platforms.event_words import read_words
from chat import buttons
from chat.buttons import Button, Sign
from chat.messages import Address, Event, Kind

PLATFORM = "discord"
INTERACTION = "INTERACTION_CREATE"
REACTION = "MESSAGE_REACTION_ADD"
"""We do not ask for removals of reactions: each effect has a button that undoes it."""
BOT_DM = 1
"""The context of an interaction in the direct messages with the bot."""
CHAT_INPUT = 1
STRING_OPTION = 3
USER_MESSAGE_TYPES = (0, 19)
"""Types of message that a person writes: on its own, or as a reply to another."""
MEDIA_FIELDS = ("attachments", "sticker_items", "poll")
"""Fields of anything but text; a text of over 2,000 characters comes as a file, too."""
FORWARD_REFERENCE = 1
"""The type of a reference to a message that was forwarded, not replied to."""
DISCORD_EPOCH = datetime(2015, 1, 1, tzinfo=UTC)
"""The start of the milliseconds in Discord's ids (Discord API reference, Snowflakes)."""

Signer = Callable[[Address], Sign]
Json = dict[str, Any]


class InteractionType(IntEnum):
    """The ways in which a person begins an interaction, by Discord's number."""

    PING = 1
    APPLICATION_COMMAND = 2
    MESSAGE_COMPONENT = 3
    MODAL_SUBMIT = 5


@dataclass(frozen=True, slots=True)
class Dispatch:
    """One dispatch of the gateway: its kind, its content, and the person behind it.

    `session_sequence` is its session and its number there, which are the same if it is sent again.
    """

    kind: str
    body: Json
    user: Json
    session_sequence: str = ""

    @classmethod
    def read(cls, raw: Json, session: str = "") -> Dispatch | None:
        """Read the payload's `t` and `d`; return None if no person did it, or not to us."""
        kind, body = raw.get("t", ""), raw.get("d")
        if kind not in READERS or not isinstance(body, dict):
            return None
        if kind != INTERACTION and "guild_id" in body:
            return None
        member = body.get("member") or {}
        person = body.get("author") or body.get("user") or member.get("user")
        if kind == REACTION and "user_id" in body:
            person = {"id": body["user_id"]}
        session_sequence = f"{session}:{raw.get('s')}"
        return (
            None if not person or person.get("bot") else cls(kind, body, person, session_sequence)
        )

    @property
    def sender(self) -> Address:
        """Return the person to answer, with the channel if they were alone with us."""
        return Address(PLATFORM, str(self.user["id"]), self.direct_channel_id)

    @property
    def has_files(self) -> bool:
        """Return whether a person sent something that has to be loaded."""
        if self.kind == INTERACTION:
            return bool(read_form_files(self.body.get("data") or {}))
        message = _forwarded_message(self.body) or self.body
        return self.kind == "MESSAGE_CREATE" and bool(read_message_files(message, ""))

    @property
    def event_id(self) -> str:
        """Return an id that is the same if the gateway repeats the dispatch, as after a resume.

        A reaction has no id of its own, and may come, go and come again.
        """
        if self.kind == REACTION:
            return f"{PLATFORM}:{self.session_sequence}"
        edited = self.body.get("edited_timestamp") if self.kind == "MESSAGE_UPDATE" else None
        return ":".join([PLATFORM, str(self.body["id"]), *([edited] if edited else [])])

    @property
    def direct_channel_id(self) -> str:
        """Return the id of the channel of their direct messages with us; "" if it was not there.

        A reaction is to a message sent there, so its channel is nothing new.
        """
        if self.kind == REACTION:
            return ""
        is_direct = self.kind != INTERACTION or self.body.get("context") == BOT_DM
        return str(self.body.get("channel_id", "")) if is_direct else ""


def translate(raw: Json, id: str, at: datetime, signer: Signer) -> Event | None:
    """Return the event in a dispatch; buttons are read with the key of the person who pressed them.

    Actions in a guild count as private: they are answered in the person's direct messages.
    """
    dispatch = Dispatch.read(raw)
    fields = READERS[dispatch.kind](dispatch, signer) if dispatch else None
    if dispatch is None or fields is None:
        return None
    return Event(
        id,
        at=at,
        address=dispatch.sender,
        language=dispatch.body.get("locale", ""),
        nickname=dispatch.user.get("global_name") or dispatch.user.get("username", ""),
        **fields,
    )


def _read_message(dispatch: Dispatch, signer: Signer) -> Json | None:
    """Read a text, with or without attachments; a forwarded message has its words elsewhere."""
    body = dispatch.body
    if body.get("type", 0) not in USER_MESSAGE_TYPES:
        return None
    forwarded = _forwarded_message(body)
    message = forwarded or body
    text = message.get("content", "")
    media = next((kind for kind in MEDIA_FIELDS if message.get(kind)), "")
    if not text.strip() and not media:
        return None
    return {
        **(read_words(text) if text.strip() else {"kind": Kind.MEDIA}),
        "message": str(body["id"]),
        "said": _created_at(body),
        "media": media,
        "files": read_message_files(message, "" if forwarded else str(body.get("channel_id", ""))),
        "forwarded": forwarded is not None,
        **_read_reply(body, signer(dispatch.sender)),
    }


def _forwarded_message(body: Json) -> Json | None:
    """Return the forwarded message as it was at that time."""
    if (body.get("message_reference") or {}).get("type", 0) != FORWARD_REFERENCE:
        return None
    snapshots = body.get("message_snapshots") or [{}]
    return dict(snapshots[0].get("message") or {})


def _read_reply(body: Json, sign: Sign) -> Json:
    reference = body.get("message_reference") or {}
    if reference.get("type", 0) == FORWARD_REFERENCE or not reference.get("message_id"):
        return {}
    original = body.get("referenced_message") or {}
    return {
        "reply_to": str(reference["message_id"]),
        "reply_buttons": tuple(_buttons_under(original.get("components") or [], sign)),
    }


def _buttons_under(components: list[Json], sign: Sign) -> Iterator[Button]:
    """Yield the buttons in rows and the options of menus, which replace buttons without room."""
    for each in components:
        yield from _buttons_under(each.get("components") or [], sign)
        for option in each.get("options") or [each]:
            wire = str(option.get("value", option.get("custom_id", "")))
            if button := buttons.from_wire(wire, sign):
                yield buttons.with_label(button, str(option.get("label", "")))


def _created_at(body: Json) -> datetime:
    """Return the time of creation, which the id gives to the millisecond."""
    return DISCORD_EPOCH + timedelta(milliseconds=int(body["id"]) >> 22)


def _read_edit(dispatch: Dispatch, _: Signer) -> Json | None:
    """Read an edit. Discord also sends an update when it has found the preview of a link."""
    body = dispatch.body
    if not body.get("edited_timestamp") or not body.get("content", "").strip():
        return None
    edited_at = datetime.fromisoformat(body["edited_timestamp"])
    fields = read_words(body["content"])
    media = "attachments" if body.get("attachments") else ""
    event = {"kind": Kind.EDIT, "message": str(body["id"]), "said": edited_at, "media": media}
    return {**fields, **event}


def _read_reaction(dispatch: Dispatch, _: Signer) -> Json | None:
    """Read a reaction to our message; others are the person's own. An image has no meaning."""
    emoji = dispatch.body.get("emoji") or {}
    is_to_own_message = dispatch.body.get("message_author_id") == dispatch.user["id"]
    if is_to_own_message or emoji.get("id") or not emoji.get("name"):
        return None
    fields = {"message": str(dispatch.body.get("message_id", "")), "text": str(emoji["name"])}
    return {"kind": Kind.REACTION, **fields}


def _read_interaction(dispatch: Dispatch, signer: Signer) -> Json | None:
    fields = _read_interaction_data(dispatch, signer)
    return {**fields, "said": _created_at(dispatch.body)} if fields else None


def _read_interaction_data(dispatch: Dispatch, signer: Signer) -> Json | None:
    data = dispatch.body.get("data") or {}
    match dispatch.body.get("type"):
        case InteractionType.APPLICATION_COMMAND if data.get("type", CHAT_INPUT) == CHAT_INPUT:
            return {"kind": Kind.COMMAND, "name": data["name"], "text": _option_text(data)}
        case InteractionType.MESSAGE_COMPONENT:
            message = str((dispatch.body.get("message") or {}).get("id", ""))
            return {"kind": Kind.PRESS, "message": message} | _button_fields(dispatch, data, signer)
        case InteractionType.MODAL_SUBMIT:
            files = read_form_files(data)
            media = "attachments" if files else ""
            fields = {"kind": Kind.FORM, "text": _modal_text(data), "files": files, "media": media}
            return fields | _button_fields(dispatch, data, signer)
    return None


def _option_text(data: Json) -> str:
    """Return the words after a command: the first option that is a text."""
    texts = (o.get("value") for o in data.get("options", []) if o.get("type") == STRING_OPTION)
    return str(next(texts, "")).strip()


def _button_fields(dispatch: Dispatch, data: Json, signer: Signer) -> Json:
    """Return the meaning of the button, if it is ours; a form has that of its button."""
    button = buttons.from_wire(_chosen_wire(data), signer(dispatch.sender))
    if button is None:
        return {}
    return {"name": button.action, "subject": button.id, "choice": button.choice}


def _chosen_wire(data: Json) -> str:
    """Return the chosen option of a menu, whose own id means nothing, or the button's id."""
    chosen = data.get("values") or [data.get("custom_id", "")]
    return str(chosen[0])


def _modal_text(data: Json) -> str:
    """Return the text of a form's first field, in a label or, in older forms, in a row."""
    for component in data.get("components", []):
        for field in (component.get("component"), *component.get("components", [])):
            if field and "value" in field:
                return str(field["value"])
    return ""


READERS: dict[str, Callable[[Dispatch, Signer], Json | None]] = {
    INTERACTION: _read_interaction,
    "MESSAGE_CREATE": _read_message,
    "MESSAGE_UPDATE": _read_edit,
    REACTION: _read_reaction,
}
