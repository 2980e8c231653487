"""Build the content of people's messages besides text, as the Bot API describes it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playground.shared.errors import bad_request
from playground.shared.files import Files, StoredFile, sample_png
from playground.telegram.messages import ChatMessage
from playground.telegram.people import Person

STICKER = "😀"
Content = dict[str, Any]


def attachment_fields(files: Files, kind: str) -> Content:
    """Return an attachment's fields; raise ValueError for a kind that is not in `ATTACHMENTS`."""
    if kind not in ATTACHMENTS:
        raise ValueError(f"none of {', '.join(ATTACHMENTS)}: {kind}")
    return ATTACHMENTS[kind](files)


def reply_fields(answered: ChatMessage, newest: ChatMessage, quote: str = "") -> Content:
    """Return the fields that say which message another one replies to.

    In a private chat Telegram leaves them out when that is the chat's newest message.
    """
    if answered is newest and newest.body["chat"]["type"] == "private":
        return {}
    older = {key: value for key, value in answered.body.items() if key != "reply_to_message"}
    return {"reply_to_message": older} | (_quote_fields(answered, quote) if quote else {})


def origin_fields(origin: Person | str, date: int) -> Content:
    """Return the fields of the original author; a bare name is for a hidden account."""
    if isinstance(origin, str):
        return {"forward_origin": {"type": "hidden_user", "date": date, "sender_user_name": origin}}
    return user_origin_fields(origin.as_user(), date)


def user_origin_fields(sender: dict[str, Any], date: int) -> Content:
    """Return the same as `origin_fields`, for a User of the Bot API."""
    return {"forward_origin": {"type": "user", "date": date, "sender_user": sender}}


def forwarded_fields(message: ChatMessage) -> Content:
    """Return the fields of a forwarded message; buttons and replies are not forwarded."""
    own = {"message_id", "date", "edit_date", "from", "chat", "reply_markup", "media_group_id"}
    own |= {"reply_to_message", "quote"}
    kept = {key: value for key, value in message.body.items() if key not in own}
    return user_origin_fields(message.body["from"], message.body["date"]) | kept


def _quote_fields(answered: ChatMessage, quote: str) -> Content:
    words = answered.body.get("text") or answered.body.get("caption") or ""
    place = words.find(quote)
    if place < 0:
        raise bad_request("QUOTE_TEXT_INVALID")
    position = len(words[:place].encode("utf-16-le")) // 2
    return {"quote": {"text": quote, "position": position, "is_manual": True}}


def _photo(files: Files) -> Content:
    file = files.add("photos", "photo.png", "image/png", sample_png())
    return {"photo": [file.as_file() | {"width": 240, "height": 160}]}


def _sticker(files: Files) -> Content:
    file = files.add("stickers", "sticker.png", "image/png", sample_png(128, 128))
    looks = {"type": "regular", "width": 128, "height": 128, "is_animated": False}
    return {"sticker": file.as_file() | looks | {"is_video": False, "emoji": STICKER}}


def _voice(files: Files) -> Content:
    file = files.add("voice", "voice.ogg", "audio/ogg", b"OggS")
    return {"voice": file.as_file() | {"duration": 4, "mime_type": file.mime}}


def _video(files: Files) -> Content:
    file = files.add("videos", "video.mp4", "video/mp4", b"\0\0\0\x18ftypmp42")
    return {"video": _named(file) | {"width": 240, "height": 160, "duration": 4}}


def _document(files: Files) -> Content:
    return {"document": _named(files.add("documents", "list.txt", "text/plain", b"bread, milk"))}


def _location(_: Files) -> Content:
    return {"location": {"latitude": 38.7223, "longitude": -9.1393}}


def _contact(_: Files) -> Content:
    return {"contact": {"phone_number": "+351210000000", "first_name": "Mum"}}


def _poll(_: Files) -> Content:
    options = [
        {"persistent_id": str(place), "text": text, "voter_count": 0}
        for place, text in enumerate(("Yes", "No"))
    ]
    closed = {"is_closed": False, "is_anonymous": True, "type": "regular"}
    open_to = {"allows_multiple_answers": False, "allows_revoting": True, "members_only": False}
    about = {"id": "1", "question": "Soup tonight?", "options": options, "total_voter_count": 0}
    return {"poll": about | closed | open_to}


def _named(file: StoredFile) -> Content:
    return file.as_file() | {"file_name": file.name, "mime_type": file.mime}


ATTACHMENTS: dict[str, Callable[[Files], Content]] = {
    "photo": _photo,
    "sticker": _sticker,
    "voice": _voice,
    "video": _video,
    "document": _document,
    "location": _location,
    "contact": _contact,
    "poll": _poll,
}
CAPTIONED = ("photo", "voice", "video", "document")
"""The kinds that can have a caption."""
