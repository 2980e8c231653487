"""Build the content of people's messages besides text, as Discord's API describes it."""

from __future__ import annotations

from typing import Any

from playground.discord.messages import ChannelMessage
from playground.discord.people import Channel, stamp
from playground.discord.state import Discord
from playground.shared.files import sample_png

REPLY_MESSAGE = 19
"""The type of a message that answers another."""
REPLY_REFERENCE, FORWARD_REFERENCE = 0, 1
"""The types of a reference to a message."""
VOICE_MESSAGE = 1 << 13
DAY = 86_400.0
SNAPSHOT = (
    "type",
    "content",
    "mentions",
    "mention_roles",
    "attachments",
    "embeds",
    "timestamp",
    "edited_timestamp",
    "flags",
    "components",
)
FILES = {
    "photo": ("photo.png", "image/png"),
    "document": ("list.txt", "text/plain"),
    "video": ("video.mp4", "video/mp4"),
    "voice": ("voice-message.ogg", "audio/ogg"),
}
KINDS = (*FILES, "sticker", "poll")
Content = dict[str, Any]


def attachment_fields(discord: Discord, channel: Channel, kind: str, count: int = 1) -> Content:
    """Return the fields of `count` attachments; raise ValueError for a kind not in `KINDS`."""
    if kind not in KINDS:
        raise ValueError(f"none of {', '.join(KINDS)}: {kind}")
    if kind == "sticker":
        return {"sticker_items": [{"id": "749054660769218631", "name": "Wave", "format_type": 3}]}
    if kind == "poll":
        return {"poll": _poll(stamp(discord.now() + DAY))}
    files = {"attachments": [_file(discord, channel, kind) for _ in range(count)]}
    return files | ({"flags": VOICE_MESSAGE} if kind == "voice" else {})


def reply_fields(channel: Channel, message_id: int, answered: ChannelMessage | None) -> Content:
    """Return the fields that say which message another one replies to; None if that was deleted."""
    channel_id, referenced = str(channel.id), str(message_id)
    reference = {"type": REPLY_REFERENCE, "channel_id": channel_id, "message_id": referenced}
    return {
        "type": REPLY_MESSAGE,
        "message_reference": reference,
        "referenced_message": answered.body if answered else None,
    }


def forwarded_fields(message: ChannelMessage) -> Content:
    """Return the fields of a forwarded message: its own text is empty, a copy has it."""
    snapshot = {name: message.body[name] for name in SNAPSHOT} | {"components": []}
    return {
        "message_reference": {
            "type": FORWARD_REFERENCE,
            "channel_id": str(message.channel_id),
            "message_id": str(message.id),
        },
        "message_snapshots": [{"message": snapshot}],
    }


def _file(discord: Discord, channel: Channel, kind: str) -> Content:
    name, mime = FILES[kind]
    content = sample_png() if kind == "photo" else kind.encode()
    file = discord.store_attachment(channel, name, mime, content)
    if kind == "photo":
        return file | {"width": 240, "height": 160}
    return file | ({"duration_secs": 4.0, "waveform": "AAAA"} if kind == "voice" else {})


def _poll(expiry: str) -> Content:
    answers = [
        {"answer_id": place, "poll_media": {"text": text}}
        for place, text in enumerate(("Yes", "No"), start=1)
    ]
    return {
        "question": {"text": "Soup tonight?"},
        "answers": answers,
        "expiry": expiry,
        "allow_multiselect": False,
        "layout_type": 1,
        "results": {"answer_counts": [], "is_finalized": False},
    }
