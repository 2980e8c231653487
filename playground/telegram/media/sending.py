"""Implement the Bot API's methods that send files, and put one in the place of another."""

from __future__ import annotations

from typing import Any

from playground.shared.errors import bad_request
from playground.telegram.arguments import Arguments
from playground.telegram.media.fields import SPOILED, media_fields
from playground.telegram.media.uploads import sent_file
from playground.telegram.methods import method
from playground.telegram.sending import (
    CAPTION_FIELDS,
    add_message,
    caption_fields,
    keyboard_of,
    own_message,
    post,
    replace_body,
    shared_fields,
)
from playground.telegram.state import Telegram

MOST_IN_AN_ALBUM = 10
ALBUM_KINDS = ("photo", "video", "document")
"""Without live photos and audio files, which the local Telegram does not take from a bot."""
OLD_CONTENT = (
    *("text", "entities", "photo", "video", "document", "animation", "audio", "live_photo"),
    *("has_media_spoiler", *CAPTION_FIELDS),
)
Content = dict[str, Any]


@method
def send_photo(telegram: Telegram, given: Arguments) -> Content:
    """Send a PNG or JPEG, new or by its id."""
    return _send(telegram, given, "photo")


@method
def send_voice(telegram: Telegram, given: Arguments) -> Content:
    """Send a voice note; what no phone can play as one arrives as a document."""
    chat = telegram.writable_chat(given.number("chat_id"))
    person = telegram.people.get(chat["id"])
    if person and person.forbids_voice:
        raise bad_request("VOICE_MESSAGES_FORBIDDEN")
    return _send(telegram, given, "voice")


@method
def send_video(telegram: Telegram, given: Arguments) -> Content:
    """Send a video, new or by its id."""
    return _send(telegram, given, "video")


@method
def send_document(telegram: Telegram, given: Arguments) -> Content:
    """Send any file, new or by its id."""
    return _send(telegram, given, "document")


@method
def send_media_group(telegram: Telegram, given: Arguments) -> list[Content]:
    """Send up to 10 files as an album; a refused one sends nothing."""
    chat = telegram.writable_chat(given.number("chat_id"))
    items = [_item(given, raw, ALBUM_KINDS) for raw in given.array("media")]
    _check_album([item.text("type") for item in items])
    contents = [_content(telegram, item, item.text("type"), "media") for item in items]
    shared = shared_fields(telegram, given, chat)
    if len(items) > 1:
        shared["media_group_id"] = str(10**10 + telegram.messages.next_id)
    for _ in contents:
        telegram.rate_limiter.count_message(chat["id"])
    return [add_message(telegram, given, chat, content | shared) for content in contents]


@method
def edit_message_media(telegram: Telegram, given: Arguments) -> Content:
    """Put a file in the place of another or of a text; without reply_markup the buttons go."""
    message = own_message(telegram, given)
    item = _item(given, given.json_value("media"), ALBUM_KINDS)
    kind, body = item.text("type"), message.body
    if body.keys().isdisjoint(OLD_CONTENT):
        raise bad_request("message media can't be edited")
    if "media_group_id" in body and (kind == "document") != ("document" in body):
        raise bad_request("can't change media type in the album")
    content = _content(telegram, item, kind, "media")
    body = message.with_keyboard(keyboard_of(given))
    kept = {key: value for key, value in body.items() if key not in OLD_CONTENT}
    return replace_body(telegram, message, kept | content)


def _send(telegram: Telegram, given: Arguments, kind: str) -> Content:
    chat = telegram.writable_chat(given.number("chat_id"))
    return post(telegram, given, chat, _content(telegram, given, kind, kind))


def _content(telegram: Telegram, given: Arguments, kind: str, field: str) -> Content:
    """Return the fields of a file, which the argument `field` names, and of its caption."""
    caption = caption_fields(given)
    shown, file = sent_file(telegram, given, kind, given.file(field))
    covered = given.flag("has_spoiler") and shown in SPOILED
    spoiler = {"has_media_spoiler": True} if covered else {}
    return media_fields(telegram.files, shown, file) | caption | spoiler


def _item(given: Arguments, raw: object, kinds: tuple[str, ...]) -> Arguments:
    """Return an InputMedia with its uploaded file; refuse a kind that cannot be sent so."""
    if not isinstance(raw, dict):
        raise bad_request("can't parse InputMedia: expected an Object")
    if raw.get("type") not in kinds:
        raise bad_request(f'can\'t parse InputMedia: type "{raw.get("type")}" is unsupported')
    file = given.attached(str(raw.get("media", "")))
    if not file:
        raise bad_request("can't parse InputMedia: media not found")
    return Arguments(raw | {"media": file})


def _check_album(kinds: list[str]) -> None:
    if not kinds:
        raise bad_request("there are no messages to send")
    if len(kinds) > MOST_IN_AN_ALBUM:
        raise bad_request("too many messages to send as an album")
    if "document" in kinds and set(kinds) != {"document"}:
        raise bad_request("document can't be mixed with other media types")
