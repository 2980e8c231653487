"""Build the content of people's messages besides text, as the Bot API describes it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playground.shared.errors import Refused, bad_request
from playground.shared.files import Files
from playground.shared.media import SAMPLES, Media, sample
from playground.telegram.media.fields import media_fields, store_media
from playground.telegram.messages import ChatMessage
from playground.telegram.people import Person

Content = dict[str, Any]


def attachment_fields(files: Files, what: Media | str) -> Content:
    """Return the fields of a file, or of a sample; raise ValueError for what cannot be sent."""
    if isinstance(what, str) and what not in ATTACHMENTS:
        raise ValueError(f"none of {', '.join(ATTACHMENTS)}: {what}")
    if isinstance(what, str) and what in SPOTS:
        return SPOTS[what]()
    media = sample(what) if isinstance(what, str) else what
    try:
        file = store_media(files, media)
    except Refused as refused:
        raise ValueError(refused.description) from None
    return media_fields(files, media.kind, file)


def reply_fields(answered: ChatMessage, newest: ChatMessage, quote: str = "") -> Content:
    """Return the fields that say which message another one replies to.

    In a private chat Telegram leaves them out when that is the chat's newest message.
    """
    if answered is newest and newest.body["chat"]["type"] == "private":
        return {}
    return replied_fields(answered) | (_quote_fields(answered, quote) if quote else {})


def replied_fields(answered: ChatMessage) -> Content:
    """Return the answered message, without the one that it answers itself."""
    older = {key: value for key, value in answered.body.items() if key != "reply_to_message"}
    return {"reply_to_message": older}


def shared_user(person: Person, request: Content) -> Content:
    """Return the Bot API's SharedUser, with the name and the username if the bot asked for them."""
    user: Content = {"user_id": person.id}
    if request.get("request_name"):
        user["first_name"] = person.name
    if request.get("request_username") and person.username:
        user["username"] = person.username
    return user


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


def _location() -> Content:
    return {"location": {"latitude": 38.7223, "longitude": -9.1393}}


def _contact() -> Content:
    return {"contact": {"phone_number": "+351210000000", "first_name": "Mum"}}


def _poll() -> Content:
    options = [
        {"persistent_id": str(place), "text": text, "voter_count": 0}
        for place, text in enumerate(("Yes", "No"))
    ]
    closed = {"is_closed": False, "is_anonymous": True, "type": "regular"}
    open_to = {"allows_multiple_answers": False, "allows_revoting": True, "members_only": False}
    about = {"id": "1", "question": "Soup tonight?", "options": options, "total_voter_count": 0}
    return {"poll": about | closed | open_to}


SPOTS: dict[str, Callable[[], Content]] = {
    "location": _location,
    "contact": _contact,
    "poll": _poll,
}
ATTACHMENTS = (*SAMPLES, *SPOTS)
"""Everything that a phone can send besides words."""
