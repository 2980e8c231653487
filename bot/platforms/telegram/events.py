"""Reads Telegram's raw updates as events; those that are not for us are ignored."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from bot.platforms.event_words import read_words
from bot.platforms.telegram import groups
from bot.platforms.telegram.files import read_files
from bot.platforms.telegram.groups import GONE_STATUSES, BotIdentity, is_in_group
from chat import buttons
from chat.buttons import Button, Sign
from chat.messages import Address, Event, Kind

PLATFORM = "telegram"
UPDATE_TYPES = ("message", "edited_message", "callback_query", "my_chat_member")
"""The kinds of update that we ask Telegram for."""
MEDIA_FIELDS = (
    "photo",
    "live_photo",
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
"""Fields of anything but text, without those of service messages ("pinned a message")."""

Signer = Callable[[Address], Sign]
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class TelegramUpdate:
    """One update: its kind, its content and its sender (a whole group counts as one sender)."""

    kind: str
    body: Json
    sender: Address

    @classmethod
    def read(cls, raw: Json) -> TelegramUpdate | None:
        """Return None for an update without an answer: a channel's, a poll, an unknown kind."""
        for kind in UPDATE_TYPES:
            if isinstance(body := raw.get(kind), dict):
                sender_id = _sender_id(kind, body)
                topic = groups.topic_id(body)
                return (
                    cls(kind, body, Address(PLATFORM, str(sender_id), topic)) if sender_id else None
                )
        return None

    @property
    def is_in_group(self) -> bool:
        return is_in_group(self.body)

    @property
    def has_files(self) -> bool:
        """Return whether a person sent something that has to be loaded."""
        return self.kind == "message" and not self.is_in_group and bool(read_files(self.body))


def translate(raw: Json, id: str, at: datetime, signer: Signer, me: BotIdentity) -> Event | None:
    """Return the event in an update; a button is read with the key of the person who pressed it."""
    update = TelegramUpdate.read(raw)
    if update is None:
        return None
    if update.is_in_group:
        fields = groups.read_event(update.kind, update.body, me)
    else:
        fields = READERS[update.kind](update, signer)
    if fields is None:
        return None
    person = update.body.get("from", {})
    return Event(
        id,
        at=at,
        address=update.sender,
        language=person.get("language_code", ""),
        nickname=person.get("first_name", ""),
        **fields,
    )


def _sender_id(kind: str, body: Json) -> int | None:
    """Return None for a channel, and for a press in a group, where we have no buttons."""
    person = int(body["from"]["id"]) if "from" in body else None
    if kind == "callback_query":
        return None if is_in_group(body.get("message") or {}) else person
    if is_in_group(body):
        return int(body["chat"]["id"])
    return person if body.get("chat", {}).get("type") == "private" else None


def _read_message(update: TelegramUpdate, signer: Signer) -> Json | None:
    """Read a text or a caption; a picture without words counts as media alone."""
    body = update.body
    if "users_shared" in body:
        return _read_chosen(body)
    media = _media_field(body)
    text = str(body.get("text") or body.get("caption") or "")
    if not text and not media:
        return None
    return {
        **(read_words(text) if text.strip() else {"kind": Kind.MEDIA}),
        "message": str(body["message_id"]),
        "said": _from_unix_time(body.get("date")),
        "media": media,
        "album": str(body.get("media_group_id", "")),
        "location": _read_location(body),
        "files": read_files(body),
        "forwarded": _is_forwarded_from_other(body),
        **_read_reply(body.get("reply_to_message") or {}, signer(update.sender)),
    }


def _media_field(body: Json) -> str:
    return next((kind for kind in MEDIA_FIELDS if kind in body), "")


def _read_chosen(body: Json) -> Json | None:
    """Read the person whom the sender chose; more than one was not asked for."""
    users = body["users_shared"].get("users", [])
    if len(users) != 1:
        return None
    chosen = Address(PLATFORM, str(users[0]["user_id"]))
    return {"kind": Kind.CHOSEN, "message": str(body["message_id"]), "chosen": chosen}


def _read_location(body: Json) -> tuple[float, float] | None:
    """Return the coordinates of a location, of a live one at its start, or of a venue."""
    pin = body.get("location") or body.get("venue", {}).get("location")
    return (float(pin["latitude"]), float(pin["longitude"])) if pin else None


def _is_forwarded_from_other(body: Json) -> bool:
    """Return whether the message was forwarded from another author than its sender."""
    origin = body.get("forward_origin")
    if not isinstance(origin, dict):
        return False
    author = origin.get("sender_user", {}).get("id")
    return author is None or author != body.get("from", {}).get("id")


def _read_reply(original: Json, sign: Sign) -> Json:
    """Read the message replied to, which Telegram sometimes leaves out."""
    if "message_id" not in original:
        return {}
    return {
        "reply_to": str(original["message_id"]),
        "reply_buttons": tuple(_buttons_under(original, sign)),
    }


def _buttons_under(message: Json, sign: Sign) -> Iterator[Button]:
    for row in (message.get("reply_markup") or {}).get("inline_keyboard", []):
        for each in row:
            if button := buttons.from_wire(str(each.get("callback_data", "")), sign):
                yield buttons.with_label(button, str(each.get("text", "")))


def _from_unix_time(stamp: object) -> datetime | None:
    """Return the moment of Telegram's Unix time, in whole seconds."""
    return datetime.fromtimestamp(stamp, UTC) if isinstance(stamp, int) else None


def _read_edit(update: TelegramUpdate, _: Signer) -> Json | None:
    """Read an edit; a command's name is separate, as in a message."""
    body = update.body
    text = str(body.get("text") or body.get("caption") or "")
    if not text.strip():
        return None
    return {
        **read_words(text),
        "kind": Kind.EDIT,
        "message": str(body["message_id"]),
        "said": _from_unix_time(body.get("edit_date")),
        "media": _media_field(body),
    }


def _read_callback_query(update: TelegramUpdate, signer: Signer) -> Json:
    message = str(update.body.get("message", {}).get("message_id", ""))
    button = buttons.from_wire(update.body.get("data", ""), signer(update.sender))
    if button is None:
        return {"kind": Kind.PRESS, "message": message}
    return {
        "kind": Kind.PRESS,
        "name": button.action,
        "subject": button.id,
        "choice": button.choice,
        "message": message,
    }


def _read_membership(update: TelegramUpdate, _: Signer) -> Json:
    has_left = update.body["new_chat_member"]["status"] in GONE_STATUSES
    return {"kind": Kind.LEFT if has_left else Kind.BACK}


READERS: dict[str, Callable[[TelegramUpdate, Signer], Json | None]] = {
    "message": _read_message,
    "edited_message": _read_edit,
    "callback_query": _read_callback_query,
    "my_chat_member": _read_membership,
}
