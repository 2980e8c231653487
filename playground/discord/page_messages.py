"""Translate Discord's messages into the words of the page."""

from __future__ import annotations

from typing import Any

from playground.discord.api.layout import CONTAINER
from playground.discord.api.uploads import SPOILER, VOICE_MESSAGE
from playground.discord.contents import REPLY_MESSAGE
from playground.discord.messages import (
    EPHEMERAL,
    SILENT,
    ChannelMessage,
)

KINDS = {"image": "photo", "audio": "audio", "video": "video"}


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
        "text": message.words(),
        "edited": body["edited_timestamp"] is not None,
        "ephemeral": bool(body["flags"] & EPHEMERAL),
        "silent": bool(body["flags"] & SILENT),
        "loading": message.loading,
        "command": f"/{used['name']}" if used else None,
        "buttons": message.buttons(),
        "accents": _accents(body),
        "menus": message.select_menus(),
        "reactions": [
            {"emoji": each["emoji"]["name"], "count": each["count"]}
            for each in body.get("reactions", [])
        ],
        "files": [_file(body, attachment) for attachment in body["attachments"]],
        "answered": reference.get("message_id") if body["type"] == REPLY_MESSAGE else None,
        "forwarded": _forwarded(body),
    }


def _accents(body: dict[str, Any]) -> list[str]:
    """Return the colours at the edges of containers, as CSS writes them."""
    return [
        f"#{part['accent_color']:06x}"
        for part in body["components"]
        if part["type"] == CONTAINER and part["accent_color"] is not None
    ]


def _forwarded(body: dict[str, Any]) -> str | None:
    """Return the text of a forwarded message; its author stays unknown."""
    copies = body.get("message_snapshots")
    return str(copies[0]["message"]["content"]) if copies else None


def attachment_kind(body: dict[str, Any], attachment: dict[str, Any]) -> str:
    """Return how the app shows an attachment: as photo, voice, audio, video or document."""
    if body["flags"] & VOICE_MESSAGE:
        return "voice"
    kind = attachment["content_type"].partition("/")[0]
    return KINDS.get(kind, "document") if "svg" not in attachment["content_type"] else "document"


def _file(body: dict[str, Any], attachment: dict[str, Any]) -> dict[str, Any]:
    return {
        "kind": attachment_kind(body, attachment),
        "name": attachment["filename"],
        "size": attachment["size"],
        "mime": attachment["content_type"],
        "url": f"/page/attachment/{attachment['id']}",
        "seconds": attachment.get("duration_secs"),
        "covered": bool(attachment.get("flags", 0) & SPOILER),
    }
