"""Check the bot's messages as Discord does: text, buttons and files."""

from __future__ import annotations

from typing import Any

from playground.discord.api.components import checked_components
from playground.discord.api.errors import (
    CLOSED_DMS,
    EMPTY,
    NO_ACCESS,
    NO_MUTUAL_GUILD,
    NO_PERMISSION,
    UNKNOWN_CHANNEL,
)
from playground.discord.api.requests import RequestArguments
from playground.discord.api.uploads import (
    VOICE_IS_FINAL,
    VOICE_MESSAGE,
    check_facts,
    check_voice_message,
    store_files,
)
from playground.discord.messages import EPHEMERAL, SILENT
from playground.discord.people import DM, GUILD, PRIVATE, Channel
from playground.discord.state import Discord

LONGEST_TEXT = 2000
ALLOWED_FLAGS = EPHEMERAL | SILENT | VOICE_MESSAGE | 1 << 2


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
    check_facts(given, [])
    content["attachments"] = store_files(discord, channel, given)
    check_voice_message(content)
    return content


def checked_changes(
    discord: Discord, channel: Channel, given: RequestArguments, old: dict[str, Any]
) -> dict[str, Any]:
    """Return the parts of an old message that a request changes."""
    if old["flags"] & VOICE_MESSAGE:
        raise VOICE_IS_FINAL
    content: dict[str, Any] = {}
    if "content" in given:
        content["content"] = given.text("content", LONGEST_TEXT)
    if "components" in given:
        content["components"] = checked_components(given.body["components"])
    if "embeds" in given:
        content["embeds"] = given.body["embeds"] or []
    if "attachments" in given or given.files:
        check_facts(given, old["attachments"])
        wanted = {str(one.get("id")) for one in given.body.get("attachments") or []}
        stay = [one for one in old["attachments"] if one["id"] in wanted]
        content["attachments"] = stay + store_files(discord, channel, given)
    changed = old | content
    if not (changed["content"].strip() or changed["embeds"] or changed["attachments"]):
        raise EMPTY
    return content
