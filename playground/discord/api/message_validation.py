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
from playground.discord.api.layout import COMPONENTS_V2, check_no_legacy_fields, checked_layout
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
    if int(given.body.get("flags") or 0) & COMPONENTS_V2:
        return _checked_layout(discord, channel, given)
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
    if (old["flags"] | int(given.body.get("flags") or 0)) & COMPONENTS_V2:
        return _changed_layout(discord, channel, given, old)
    content: dict[str, Any] = {}
    if "content" in given:
        content["content"] = given.text("content", LONGEST_TEXT)
    if "components" in given:
        content["components"] = checked_components(given.body["components"])
    if "embeds" in given:
        content["embeds"] = given.body["embeds"] or []
    if "attachments" in given or given.files:
        content["attachments"] = _kept_and_new(discord, channel, given, old)
    changed = old | content
    if not (changed["content"].strip() or changed["embeds"] or changed["attachments"]):
        raise EMPTY
    return content


def _kept_and_new(
    discord: Discord, channel: Channel, given: RequestArguments, old: dict[str, Any]
) -> list[dict[str, Any]]:
    """Return the attachments that an edit names, and those that it uploads."""
    check_facts(given, old["attachments"])
    wanted = {str(one.get("id")) for one in given.body.get("attachments") or []}
    stay = [one for one in old["attachments"] if one["id"] in wanted]
    return stay + store_files(discord, channel, given)


def _checked_layout(discord: Discord, channel: Channel, given: RequestArguments) -> dict[str, Any]:
    """Return a new message's content in Components v2."""
    check_no_legacy_fields(given.body)
    check_facts(given, [])
    attachments = store_files(discord, channel, given)
    return {
        "components": checked_layout(given.body.get("components"), attachments),
        "flags": int(given.body["flags"]) & (ALLOWED_FLAGS | COMPONENTS_V2) & ~VOICE_MESSAGE,
        "attachments": attachments,
    }


def _changed_layout(
    discord: Discord, channel: Channel, given: RequestArguments, old: dict[str, Any]
) -> dict[str, Any]:
    """Return what an edit changes of a message that is in Components v2, or is from now on."""
    check_no_legacy_fields(given.body)
    emptied = {"content": given.body.get("content", old["content"]) or ""}
    emptied["embeds"] = given.body.get("embeds", old["embeds"]) or []
    check_no_legacy_fields(emptied)
    content: dict[str, Any] = emptied | {"flags": old["flags"] | COMPONENTS_V2}
    if "attachments" in given or given.files:
        content["attachments"] = _kept_and_new(discord, channel, given, old)
    attachments = content.get("attachments", old["attachments"])
    if "components" in given or not old["flags"] & COMPONENTS_V2:
        content["components"] = checked_layout(given.body.get("components"), attachments)
    return content
