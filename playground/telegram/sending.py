"""Implement the Bot API's methods that send, edit and delete messages."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from playground.shared.errors import bad_request
from playground.shared.files import StoredFile, size_of
from playground.shared.text_spans import utf16_length
from playground.telegram.arguments import Arguments
from playground.telegram.formatting.entities import parse_formatting
from playground.telegram.groups import topic_of
from playground.telegram.keyboards import inline_keyboard
from playground.telegram.messages import ChatMessage
from playground.telegram.methods import method
from playground.telegram.state import Telegram, texts

TEXT_LIMIT, CAPTION_LIMIT = 4096, 1024
"""After entity parsing. Telegram counts code points; UTF-16 units are the stricter reading."""
PHOTO_BYTES, DOCUMENT_BYTES = 10 * 2**20, 50 * 2**20
DELETE_SECONDS = 48 * 60 * 60
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)


@method
def send_message(telegram: Telegram, given: Arguments) -> dict[str, Any]:
    """Send a text."""
    chat = telegram.writable_chat(given.number("chat_id"))
    return _send(telegram, given, chat, _text(given))


@method
def send_photo(telegram: Telegram, given: Arguments) -> dict[str, Any]:
    """Send a PNG or JPEG, new or by its id."""
    chat = telegram.writable_chat(given.number("chat_id"))
    file = _file(telegram, given, "photo", "photos", PHOTO_BYTES)
    width, height = size_of(file.content)
    photo = [file.as_file() | {"width": width, "height": height}]
    return _send(telegram, given, chat, {"photo": photo} | _caption(given))


@method
def send_document(telegram: Telegram, given: Arguments) -> dict[str, Any]:
    """Send any file, new or by its id."""
    chat = telegram.writable_chat(given.number("chat_id"))
    file = _file(telegram, given, "document", "documents", DOCUMENT_BYTES)
    document = file.as_file() | {"file_name": file.name, "mime_type": file.mime}
    return _send(telegram, given, chat, {"document": document} | _caption(given))


@method
def edit_message_text(telegram: Telegram, given: Arguments) -> dict[str, Any]:
    """Replace a message's text; without reply_markup the buttons go."""
    message = _own_message(telegram, given)
    content = _text(given, "MESSAGE_TOO_LONG")
    if "text" not in message.body:
        raise bad_request("there is no text in the message to edit")
    body = message.with_keyboard(_keyboard(given, only_inline=True))
    body = {key: value for key, value in body.items() if key not in ("text", "entities")} | content
    return _edit(telegram, message, body)


@method
def edit_message_caption(telegram: Telegram, given: Arguments) -> dict[str, Any]:
    """Replace the caption of a picture or a file; without reply_markup the buttons go."""
    message = _own_message(telegram, given)
    if "text" in message.body:
        raise bad_request("there is no caption in the message to edit")
    body = message.with_keyboard(_keyboard(given, only_inline=True))
    kept = {k: v for k, v in body.items() if k not in ("caption", "caption_entities")}
    return _edit(telegram, message, kept | _caption(given))


@method
def edit_message_reply_markup(telegram: Telegram, given: Arguments) -> dict[str, Any]:
    """Replace the buttons under a message; without reply_markup they go."""
    message = _own_message(telegram, given)
    body = message.with_keyboard(_keyboard(given, only_inline=True))
    return _edit(telegram, message, body, stamped=False)


@method
def delete_message(telegram: Telegram, given: Arguments) -> bool:
    """Delete a message of a private chat, the bot's or the person's, within 48 hours."""
    message = _message(telegram, given, "delete")
    if telegram.now() - message.body["date"] > DELETE_SECONDS:
        raise bad_request("message can't be deleted for everyone")
    telegram.messages.delete(message)
    return True


def _send(
    telegram: Telegram, given: Arguments, chat: dict[str, Any], content: dict[str, Any]
) -> dict[str, Any]:
    keyboard = _keyboard(given)
    content |= topic_of(telegram.groups.get(chat["id"]), given.number("message_thread_id"))
    if keyboard:
        content["reply_markup"] = {"inline_keyboard": keyboard}
    answered = _answered(telegram, given, chat["id"])
    if answered:
        content["reply_to_message"] = {
            key: value for key, value in answered.body.items() if key != "reply_to_message"
        }
    if given.flag("protect_content"):
        content["has_protected_content"] = True
    telegram.rate_limiter.count_message(chat["id"])
    silent = given.flag("disable_notification")
    return telegram.messages.add(telegram.bot, chat, content, silent).body


def _edit(
    telegram: Telegram, message: ChatMessage, body: dict[str, Any], *, stamped: bool = True
) -> dict[str, Any]:
    if body == message.body or body == _without_stamp(message.body):
        raise bad_request(NOT_MODIFIED)
    telegram.messages.edit(message, body, stamped=stamped)
    return message.body


def _without_stamp(body: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in body.items() if key != "edit_date"}


def _text(given: Arguments, too_long: str = "message is too long") -> dict[str, Any]:
    words, entities = parse_formatting(
        given.text("text"), given.text("parse_mode"), given.array("entities")
    )
    if not words:
        raise bad_request("message text is empty")
    if utf16_length(words) > TEXT_LIMIT:
        raise bad_request(too_long)
    return texts(words, entities)


def _caption(given: Arguments) -> dict[str, Any]:
    if "caption" not in given:
        return {}
    words, entities = parse_formatting(
        given.text("caption"), given.text("parse_mode"), given.array("caption_entities")
    )
    if utf16_length(words) > CAPTION_LIMIT:
        raise bad_request("message caption is too long")
    return texts(words, entities, "caption") if words else {}


def _keyboard(given: Arguments, *, only_inline: bool = False) -> list[list[dict[str, Any]]] | None:
    if "reply_markup" not in given:
        return None
    return inline_keyboard(given.json_value("reply_markup"), only_inline=only_inline)


def _answered(telegram: Telegram, given: Arguments, chat_id: int) -> ChatMessage | None:
    """Return the message that the new one replies to."""
    wish = Arguments(given.object("reply_parameters"))
    wanted = wish.number("message_id") or given.number("reply_to_message_id")
    if not wanted:
        return None
    message = telegram.messages.find(wish.number("chat_id", chat_id), wanted)
    may_miss = any(one.flag("allow_sending_without_reply") for one in (wish, given))
    if message is None and not may_miss:
        raise bad_request("message to be replied not found")
    return message


def _message(telegram: Telegram, given: Arguments, what_for: str) -> ChatMessage:
    chat = telegram.writable_chat(given.number("chat_id"))
    message = telegram.messages.find(chat["id"], given.number("message_id"))
    if message is None:
        raise bad_request(f"message to {what_for} not found")
    return message


def _own_message(telegram: Telegram, given: Arguments) -> ChatMessage:
    message = _message(telegram, given, "edit")
    if not message.from_bot:
        raise bad_request("message can't be edited")
    return message


def _file(
    telegram: Telegram, given: Arguments, name: str, folder: str, most_bytes: int
) -> StoredFile:
    sent = given.file(name)
    if sent is None:
        raise bad_request(f"there is no {name} in the request")
    if isinstance(sent, str):
        return telegram.files.find(sent)
    return _stored(telegram, sent, folder, most_bytes)


def _stored(telegram: Telegram, sent: web.FileField, folder: str, most_bytes: int) -> StoredFile:
    content = sent.file.read()
    if not content:
        raise bad_request("file must be non-empty")
    if len(content) > most_bytes:
        raise bad_request("file is too big")
    return telegram.files.add(folder, sent.filename, sent.content_type, content)
