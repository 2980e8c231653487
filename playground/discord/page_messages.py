"""Translate Discord's messages into the words of the page."""

from __future__ import annotations

from typing import Any

from playground.discord.contents import REPLY_MESSAGE
from playground.discord.messages import (
    EPHEMERAL,
    SILENT,
    ChannelMessage,
)


def page_message(message: ChannelMessage) -> dict[str, Any]:
    """Return a message in the page's words; ids are texts, as they are too large for JavaScript."""
    body = message.body
    used = body.get("interaction")
    reference = body.get("message_reference", {})
    return {
        "message_id": str(message.id),
        "from": "bot" if message.from_bot else "person",
        "author": body["author"]["global_name"],
        "date": body["timestamp"],
        "text": body["content"],
        "edited": body["edited_timestamp"] is not None,
        "ephemeral": bool(body["flags"] & EPHEMERAL),
        "silent": bool(body["flags"] & SILENT),
        "loading": message.loading,
        "command": f"/{used['name']}" if used else None,
        "buttons": message.buttons(),
        "menus": message.select_menus(),
        "reactions": [
            {"emoji": each["emoji"]["name"], "count": each["count"]}
            for each in body.get("reactions", [])
        ],
        "files": [_file(attachment) for attachment in body["attachments"]],
        "answered": reference.get("message_id") if body["type"] == REPLY_MESSAGE else None,
        "forwarded": _forwarded(body),
    }


def _forwarded(body: dict[str, Any]) -> str | None:
    """Return the text of a forwarded message; its author stays unknown."""
    copies = body.get("message_snapshots")
    return str(copies[0]["message"]["content"]) if copies else None


def _file(attachment: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": attachment["filename"],
        "size": attachment["size"],
        "mime": attachment["content_type"],
        "url": "/attachments/" + attachment["url"].partition("/attachments/")[2],
    }
