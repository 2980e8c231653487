"""Build the content of people's messages besides text, as Discord's API describes it."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from mimetypes import guess_type
from typing import Any

from playground.discord.api.uploads import UNSAFE, VOICE_MESSAGE
from playground.discord.messages import ChannelMessage
from playground.discord.people import Channel, stamp
from playground.discord.state import Discord
from playground.shared.media import Media, sample

REPLY_MESSAGE = 19
"""The type of a message that answers another."""
REPLY_REFERENCE, FORWARD_REFERENCE = 0, 1
"""The types of a reference to a message."""
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
NAMES = {
    "voice": ("voice-message.ogg", "audio/ogg"),
    "photo": ("photo.png", ""),
    "video": ("video.mp4", "video/mp4"),
}
"""The names and types that the app gives to what it records."""
WAVEFORM = b64encode(bytes(range(0, 250, 10))).decode()
FILES = ("photo", "document", "video", "voice")
KINDS = (*FILES, "sticker", "poll")
Content = dict[str, Any]


def sample_fields(discord: Discord, channel: Channel, kind: str, count: int = 1) -> Content:
    """Return the fields of `count` samples; raise ValueError for a kind not in `KINDS`."""
    if kind not in KINDS:
        raise ValueError(f"none of {', '.join(KINDS)}: {kind}")
    if kind == "sticker":
        return {"sticker_items": [{"id": "749054660769218631", "name": "Wave", "format_type": 3}]}
    if kind == "poll":
        return {"poll": _poll(stamp(discord.now() + DAY))}
    return file_fields(discord, channel, [sample(kind)] * count)


def file_fields(discord: Discord, channel: Channel, files: Sequence[Media]) -> Content:
    """Return the fields of files; a voice message is one alone."""
    attachments = [_file(discord, channel, file) for file in files]
    flags = {"flags": VOICE_MESSAGE} if [file.kind for file in files] == ["voice"] else {}
    return {"attachments": attachments} | flags


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


def media_file(file: Media) -> tuple[str, str]:
    """Return a file's name and type; what the sender did not name gets the app's own."""
    name, mime = NAMES.get(file.kind, ("file.bin", ""))
    named = UNSAFE.sub("_", file.name or name)
    return named, file.mime or mime or guess_type(named)[0] or "application/octet-stream"


def _file(discord: Discord, channel: Channel, file: Media) -> Content:
    attachment = discord.store_attachment(channel, *media_file(file), file.content)
    if file.kind == "voice":
        return attachment | {"duration_secs": float(file.seconds), "waveform": WAVEFORM}
    sized = file.kind == "video" and file.width
    return attachment | ({"width": file.width, "height": file.height} if sized else {})


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
