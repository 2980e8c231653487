"""Add and remove reactions to Discord's messages, and tell the bot of them."""

from __future__ import annotations

from typing import Any

from playground.discord.api.errors import UNKNOWN_MESSAGE
from playground.discord.api.message_validation import channel_to_read
from playground.discord.api.operations import OperationResult, operation
from playground.discord.api.requests import RequestArguments
from playground.discord.gateway.sessions import DIRECT_REACTIONS, GUILD_REACTIONS
from playground.discord.messages import ChannelMessage
from playground.discord.people import GUILD, PRIVATE
from playground.discord.state import Discord


@operation("PUT", "/channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}/@me")
def add_my_message_reaction(discord: Discord, given: RequestArguments) -> OperationResult:
    """Add the bot's own reaction; the bot is told of it as of anybody's."""
    channel = channel_to_read(discord, given)
    message = discord.messages.find(channel.id, given.path_id("message_id"))
    if message is None or message.only_for is not None:
        raise UNKNOWN_MESSAGE
    add_reaction(discord, discord.application_id, message, given.path_text("emoji_name"))
    return OperationResult()


def add_reaction(discord: Discord, user_id: int, message: ChannelMessage, emoji: str) -> None:
    """Add a reaction and tell of it, unless it is there already; `name:id` is a custom emoji."""
    givers = message.reactions.setdefault(emoji, [])
    if user_id not in givers:
        givers.append(user_id)
        about = {"message_author_id": message.body["author"]["id"], "burst_colors": []}
        _publish(discord, "MESSAGE_REACTION_ADD", user_id, message, emoji, about)


def remove_reaction(discord: Discord, user_id: int, message: ChannelMessage, emoji: str) -> bool:
    """Remove a reaction and tell of it; return False when it is not there."""
    if user_id not in message.reactions.get(emoji, []):
        return False
    message.reactions[emoji].remove(user_id)
    _publish(discord, "MESSAGE_REACTION_REMOVE", user_id, message, emoji, {})
    return True


def _publish(
    discord: Discord,
    event: str,
    user_id: int,
    message: ChannelMessage,
    emoji: str,
    about: dict[str, Any],
) -> None:
    discord.messages.edit(message, message.body | {"reactions": _reaction_counts(discord, message)})
    channel = discord.channels[message.channel_id]
    if channel.kind == PRIVATE:
        return
    body = about | {
        "user_id": str(user_id),
        "channel_id": str(channel.id),
        "message_id": str(message.id),
        "emoji": _emoji(emoji),
        "burst": False,
        "type": 0,
    }
    if channel.kind == GUILD:
        body["guild_id"] = str(discord.guild.id)
    intent = GUILD_REACTIONS if channel.kind == GUILD else DIRECT_REACTIONS
    own = user_id == discord.application_id
    discord.sessions.dispatch(event, body, intent, channel_id=channel.id, own=own)


def _reaction_counts(discord: Discord, message: ChannelMessage) -> list[dict[str, Any]]:
    """Return a message's field on its reactions."""
    return [
        {
            "emoji": _emoji(emoji),
            "count": len(givers),
            "count_details": {"burst": 0, "normal": len(givers)},
            "burst_colors": [],
            "me_burst": False,
            "me": discord.application_id in givers,
        }
        for emoji, givers in message.reactions.items()
        if givers
    ]


def _emoji(emoji: str) -> dict[str, Any]:
    name, _, number = emoji.partition(":")
    return {"id": number or None, "name": name}
