"""Reads a raw Telegram update as an event; what is not for us is None."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from bot.platforms.event_words import read_words
from bot.platforms.telegram import groups
from bot.platforms.telegram.groups import GONE_STATUSES, BotIdentity, is_in_group
from chat import buttons
from chat.buttons import Button, Sign
from chat.messages import Address, Event, Kind

PLATFORM = "telegram"
UPDATE_TYPES = ("message", "edited_message", "callback_query", "my_chat_member")
"""The kinds of update that we ask Telegram for."""
MEDIA_FIELDS = (
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
class TelegramUpdate:
    """One update: its kind, its content, who it came from (a group counts as one somebody)."""

    kind: str
    body: Json
    sender: Address

    @classmethod
    def read(cls, raw: Json) -> TelegramUpdate | None:
        """None for what nobody can be answered on: channels, polls, kinds that we do not know."""
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


def translate(raw: Json, id: str, at: datetime, signer: Signer, me: BotIdentity) -> Event | None:
    """The event in an update; buttons are read with the key of whoever pressed them."""
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
        who=update.sender,
        language=person.get("language_code", ""),
        nickname=person.get("first_name", ""),
        **fields,
    )


def _sender_id(kind: str, body: Json) -> int | None:
    """Nobody for a channel, nor for a press in a group, where no button of ours stands."""
    person = int(body["from"]["id"]) if "from" in body else None
    if kind == "callback_query":
        return None if is_in_group(body.get("message") or {}) else person
    if is_in_group(body):
        return int(body["chat"]["id"])
    return person if body.get("chat", {}).get("type") == "private" else None


def _read_message(update: TelegramUpdate, signer: Signer) -> Json | None:
    """A text or a caption; a picture without words is media alone."""
    body = update.body
    media = next((kind for kind in MEDIA_FIELDS if kind in body), "")
    text = str(body.get("text") or body.get("caption") or "")
    if not text and not media:
        return None
    return {
        **(read_words(text) if text.strip() else {"kind": Kind.MEDIA}),
        "message": str(body["message_id"]),
        "said": _from_unix_time(body.get("date")),
        "media": media,
        "album": str(body.get("media_group_id", "")),
        "place": _read_location(body),
        "forwarded": _is_forwarded_from_other(body),
        **_read_reply(body.get("reply_to_message") or {}, signer(update.sender)),
    }


def _read_location(body: Json) -> tuple[float, float] | None:
    """The spot on the map of a location, of a live one as it began, or of a venue."""
    pin = body.get("location") or body.get("venue", {}).get("location")
    return (float(pin["latitude"]), float(pin["longitude"])) if pin else None


def _is_forwarded_from_other(body: Json) -> bool:
    """Whether it was forwarded from anybody but its sender."""
    origin = body.get("forward_origin")
    if not isinstance(origin, dict):
        return False
    author = origin.get("sender_user", {}).get("id")
    return author is None or author != body.get("from", {}).get("id")


def _read_reply(original: Json, sign: Sign) -> Json:
    """What the message replies to; Telegram may leave it out, also where the person replied."""
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
    """Telegram's Unix time, in whole seconds."""
    return datetime.fromtimestamp(stamp, UTC) if isinstance(stamp, int) else None


def _read_edit(update: TelegramUpdate, _: Signer) -> Json | None:
    """A command's name stands apart, as in a message."""
    body = update.body
    text = str(body.get("text") or body.get("caption") or "")
    if not text.strip():
        return None
    return {
        **read_words(text),
        "kind": Kind.EDIT,
        "message": str(body["message_id"]),
        "said": _from_unix_time(body.get("edit_date")),
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
