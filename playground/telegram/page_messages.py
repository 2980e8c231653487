"""Describe a message on Telegram in the words of the page."""

from __future__ import annotations

from typing import Any

from playground.telegram.media.fields import FILE_KINDS
from playground.telegram.messages import ChatMessage

NAMES = {
    "location": "Location",
    "contact": "Contact",
    "poll": "Poll",
}
"""The page shows only that these are there."""


def page_message(message: ChatMessage) -> dict[str, Any]:
    """Return a message in the words of the page."""
    body = message.body
    return {
        "message_id": message.id,
        "from": "bot" if message.from_bot else "person",
        "date": body["date"],
        "text": body.get("text"),
        "entities": body.get("entities", []),
        "edited": "edit_date" in body,
        "silent": message.silent,
        "reaction": message.reaction or None,
        "keyboard": message.keyboard,
        "files": _files(body),
        "photo": _address(body["photo"][-1]) if "photo" in body else None,
        "document": _document(body.get("document")),
        "sticker": body["sticker"]["emoji"] if "sticker" in body else None,
        "other": next((NAMES[kind] for kind in NAMES if kind in body), None),
        "caption": body.get("caption"),
        "caption_entities": body.get("caption_entities", []),
        "answered": answered["message_id"] if (answered := body.get("reply_to_message")) else None,
        "forwarded": _sender(body["forward_origin"]) if "forward_origin" in body else None,
    }


def _files(body: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the file of a message, of a photo the largest size."""
    kind = next((kind for kind in FILE_KINDS if kind in body), None)
    if kind is None or kind == "sticker":
        return []
    file = body[kind][-1] if kind == "photo" else body[kind]
    return [
        {
            "kind": kind,
            "name": file.get("file_name", kind),
            "size": file["file_size"],
            "url": _address(file),
            "seconds": file.get("duration"),
            "covered": body.get("has_media_spoiler", False),
        }
    ]


def _sender(origin: dict[str, Any]) -> str:
    """Return the name of a forwarded message's author."""
    return str(origin.get("sender_user_name") or origin["sender_user"]["first_name"])


def _document(document: dict[str, Any] | None) -> dict[str, Any] | None:
    if document is None:
        return None
    name, size = document["file_name"], document["file_size"]
    return {"name": name, "size": size, "url": _address(document)}


def _address(file: dict[str, Any]) -> str:
    return f"/page/file/{file['file_id']}"
