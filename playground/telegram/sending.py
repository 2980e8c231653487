"""Implement the Bot API's methods that send, edit and delete messages."""

from __future__ import annotations

from typing import Any

from playground.shared.change_signal import Change
from playground.shared.errors import bad_request
from playground.shared.text_spans import utf16_length
from playground.telegram.arguments import Arguments
from playground.telegram.formatting.entities import parse_formatting
from playground.telegram.groups import topic_of
from playground.telegram.keyboards.inline import Keyboard, inline_keyboard
from playground.telegram.keyboards.reply import checked_reply_markup
from playground.telegram.media.fields import CAPTIONED
from playground.telegram.messages import ChatMessage
from playground.telegram.methods import method
from playground.telegram.state import Telegram, texts

TEXT_LIMIT, CAPTION_LIMIT = 4096, 1024
"""After entity parsing. Telegram counts code points; UTF-16 units are the stricter reading."""
CAPTION_FIELDS = ("caption", "caption_entities", "show_caption_above_media")
DELETE_SECONDS = 48 * 60 * 60
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)


@method
def send_message(telegram: Telegram, given: Arguments) -> dict[str, Any]:
    """Send a text."""
    chat = telegram.writable_chat(given.number("chat_id"))
    return post(telegram, given, chat, _text(given))


@method
def edit_message_text(telegram: Telegram, given: Arguments) -> dict[str, Any]:
    """Replace a message's text; without reply_markup the buttons go."""
    message = own_message(telegram, given)
    content = _text(given, "MESSAGE_TOO_LONG")
    if "text" not in message.body:
        raise bad_request("there is no text in the message to edit")
    body = message.with_keyboard(keyboard_of(given))
    body = {key: value for key, value in body.items() if key not in ("text", "entities")} | content
    return replace_body(telegram, message, body)


@method
def edit_message_caption(telegram: Telegram, given: Arguments) -> dict[str, Any]:
    """Replace the caption of a picture or a file; without reply_markup the buttons go."""
    message = own_message(telegram, given)
    if message.body.keys().isdisjoint(CAPTIONED):
        raise bad_request("there is no caption in the message to edit")
    body = message.with_keyboard(keyboard_of(given))
    kept = {k: v for k, v in body.items() if k not in CAPTION_FIELDS}
    return replace_body(telegram, message, kept | caption_fields(given))


@method
def edit_message_reply_markup(telegram: Telegram, given: Arguments) -> dict[str, Any]:
    """Replace the buttons under a message; without reply_markup they go."""
    message = own_message(telegram, given)
    body = message.with_keyboard(keyboard_of(given))
    return replace_body(telegram, message, body, stamped=False)


@method
def delete_message(telegram: Telegram, given: Arguments) -> bool:
    """Delete a message of a private chat, the bot's or the person's, within 48 hours."""
    message = _message(telegram, given, "delete")
    if telegram.now() - message.body["date"] > DELETE_SECONDS:
        raise bad_request("message can't be deleted for everyone")
    telegram.messages.delete(message)
    return True


def post(
    telegram: Telegram, given: Arguments, chat: dict[str, Any], content: dict[str, Any]
) -> dict[str, Any]:
    """Send a message and return it."""
    fields = content | shared_fields(telegram, given, chat)
    markup = _markup(given, private=chat["type"] == "private")
    if markup.get("inline_keyboard"):
        fields["reply_markup"] = markup
    telegram.rate_limiter.count_message(chat["id"])
    sent = add_message(telegram, given, chat, fields)
    telegram.reply_keyboards.show(chat["id"], sent["message_id"], markup)
    if "keyboard" in markup or "remove_keyboard" in markup:
        telegram.changes.notify(Change("keys", chat["id"]))
    return sent


def shared_fields(telegram: Telegram, given: Arguments, chat: dict[str, Any]) -> dict[str, Any]:
    """Return the fields that messages of every kind can have: topic, reply and protection."""
    person, topic = telegram.people.get(chat["id"]), given.number("message_thread_id")
    fields = topic_of(telegram.groups.get(chat["id"]), topic, person.topics if person else ())
    if answered := _answered(telegram, given, chat["id"]):
        fields["reply_to_message"] = {
            key: value for key, value in answered.body.items() if key != "reply_to_message"
        }
    if given.flag("protect_content"):
        fields["has_protected_content"] = True
    return fields


def add_message(
    telegram: Telegram, given: Arguments, chat: dict[str, Any], content: dict[str, Any]
) -> dict[str, Any]:
    """Add a message from the bot, which was counted, to a chat and return it."""
    silent = given.flag("disable_notification")
    return telegram.messages.add(telegram.bot, chat, content, silent).body


def replace_body(
    telegram: Telegram, message: ChatMessage, body: dict[str, Any], *, stamped: bool = True
) -> dict[str, Any]:
    """Edit a message of the bot and return it; refuse an edit that changes nothing."""
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


def caption_fields(given: Arguments) -> dict[str, Any]:
    """Return the fields of the caption, at most 1,024 characters after entity parsing."""
    if "caption" not in given:
        return {}
    words, entities = parse_formatting(
        given.text("caption"), given.text("parse_mode"), given.array("caption_entities")
    )
    if utf16_length(words) > CAPTION_LIMIT:
        raise bad_request("message caption is too long")
    if not words:
        return {}
    above = {"show_caption_above_media": True} if given.flag("show_caption_above_media") else {}
    return texts(words, entities, "caption") | above


def keyboard_of(given: Arguments) -> Keyboard | None:
    """Return the rows of buttons for an edited message, if there are any."""
    if "reply_markup" not in given:
        return None
    return inline_keyboard(given.json_value("reply_markup"), only_inline=True)


def _markup(given: Arguments, *, private: bool) -> dict[str, Any]:
    """Return a new message's checked markup of any kind; an empty one if there is none."""
    if "reply_markup" not in given:
        return {}
    rows = inline_keyboard(given.json_value("reply_markup"))
    markup = given.object("reply_markup")
    if "inline_keyboard" not in markup:
        return checked_reply_markup(markup, private=private)
    prompts = {"force_reply": True} if markup.get("force_reply") else {}
    return ({"inline_keyboard": rows} if rows else {}) | prompts


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


def own_message(telegram: Telegram, given: Arguments) -> ChatMessage:
    """Return the message of the bot to edit; refuse another's, and one that is gone."""
    message = _message(telegram, given, "edit")
    if not message.from_bot:
        raise bad_request("message can't be edited")
    return message
