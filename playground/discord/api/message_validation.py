"""Check the bot's messages as Discord does: text, buttons and files."""

from __future__ import annotations

from mimetypes import guess_type
from typing import Any

from playground.discord.api.components import checked_components
from playground.discord.api.errors import (
    CLOSED_DMS,
    EMPTY,
    NO_ACCESS,
    NO_MUTUAL_GUILD,
    NO_PERMISSION,
    UNKNOWN_CHANNEL,
    DiscordRefused,
)
from playground.discord.api.requests import RequestArguments, Upload
from playground.discord.messages import EPHEMERAL, SILENT
from playground.discord.people import DM, GUILD, PRIVATE, Channel
from playground.discord.state import Discord
from playground.shared.errors import Refused
from playground.shared.files import size_of

LONGEST_TEXT = 2000
LARGEST_FILES = 10 * 2**20
TOO_LARGE = DiscordRefused(400, 40005, "Request entity too large")
ALLOWED_FLAGS = EPHEMERAL | SILENT | 1 << 2


def channel_to_read(discord: Discord, given: RequestArguments) -> Channel:
    """Return the channel of the path; refuse one that the bot must not read."""
    channel = discord.channels.get(given.path_id("channel_id"))
    if channel is None:
        raise UNKNOWN_CHANNEL
    if channel.kind == PRIVATE or channel.access == "none":
        raise NO_ACCESS
    return channel


def channel_to_write(discord: Discord, given: RequestArguments) -> Channel:
    """Return the channel of the path; refuse one that the bot must not write in."""
    channel = channel_to_read(discord, given)
    if channel.kind == GUILD and channel.access != "write":
        raise NO_PERMISSION
    if channel.kind == DM:
        person = discord.people[channel.people[0]]
        if person.closed:
            raise CLOSED_DMS
        if not person.installed and not person.in_guild:
            raise NO_MUTUAL_GUILD
    return channel


def checked_content(discord: Discord, channel: Channel, given: RequestArguments) -> dict[str, Any]:
    """Return a new message's content; refuse an empty one."""
    content: dict[str, Any] = {
        "content": given.text("content", LONGEST_TEXT),
        "components": checked_components(given.body.get("components")),
        "embeds": given.body.get("embeds") or [],
        "flags": int(given.body.get("flags") or 0) & ALLOWED_FLAGS,
    }
    if not (content["content"].strip() or content["embeds"] or given.files):
        raise EMPTY
    return content | {"attachments": store_files(discord, channel, given)}


def checked_changes(
    discord: Discord, channel: Channel, given: RequestArguments, old: dict[str, Any]
) -> dict[str, Any]:
    """Return the parts of an old message that a request changes."""
    content: dict[str, Any] = {}
    if "content" in given:
        content["content"] = given.text("content", LONGEST_TEXT)
    if "components" in given:
        content["components"] = checked_components(given.body["components"])
    if "embeds" in given:
        content["embeds"] = given.body["embeds"] or []
    if "attachments" in given or given.files:
        wanted = {str(one.get("id")) for one in given.body.get("attachments") or []}
        stay = [one for one in old["attachments"] if one["id"] in wanted]
        content["attachments"] = stay + store_files(discord, channel, given)
    changed = old | content
    if not (changed["content"].strip() or changed["embeds"] or changed["attachments"]):
        raise EMPTY
    return content


def store_files(
    discord: Discord, channel: Channel, given: RequestArguments
) -> list[dict[str, Any]]:
    """Store the uploaded files; refuse too many or too large ones."""
    if sum(len(upload.content) for upload in given.files) > LARGEST_FILES:
        raise TOO_LARGE
    return [_store_file(discord, channel, upload) for upload in given.files]


def _store_file(discord: Discord, channel: Channel, upload: Upload) -> dict[str, Any]:
    mime = guess_type(upload.name)[0] or upload.mime
    attachment = discord.store_attachment(channel, upload.name, mime, upload.content)
    if mime in ("image/png", "image/jpeg"):
        try:
            attachment["width"], attachment["height"] = size_of(upload.content)
        except Refused:
            return attachment
    return attachment
