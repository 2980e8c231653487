"""Reactions under Discord's messages: whose they are, and what the bot is told of them."""

from __future__ import annotations

from typing import Any

from playground.discord import Discord
from playground.discord_operations import Answer, operation
from playground.discord_people import GUILD, PRIVATE
from playground.discord_posts import Post
from playground.discord_refusals import UNKNOWN_MESSAGE
from playground.discord_requests import Given
from playground.discord_sessions import DIRECT_REACTIONS, GUILD_REACTIONS
from playground.discord_writing import channel_to_read


@operation("PUT", "/channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}/@me")
def add_my_message_reaction(discord: Discord, given: Given) -> Answer:
    """The bot's own reaction, of which it is told like of anybody's."""
    channel = channel_to_read(discord, given)
    post = discord.posts.find(channel.id, given.number("message_id"))
    if post is None or post.only_for is not None:
        raise UNKNOWN_MESSAGE
    react(discord, discord.application_id, post, given.name("emoji_name"))
    return Answer()


def react(discord: Discord, user_id: int, post: Post, emoji: str) -> None:
    """Adds a reaction and tells of it, unless it is there; `name:id` is a custom emoji."""
    givers = post.reactions.setdefault(emoji, [])
    if user_id not in givers:
        givers.append(user_id)
        about = {"message_author_id": post.body["author"]["id"], "burst_colors": []}
        _tell(discord, "MESSAGE_REACTION_ADD", user_id, post, emoji, about)


def take_back(discord: Discord, user_id: int, post: Post, emoji: str) -> bool:
    """Removes a reaction and tells of it; False when it is not there."""
    if user_id not in post.reactions.get(emoji, []):
        return False
    post.reactions[emoji].remove(user_id)
    _tell(discord, "MESSAGE_REACTION_REMOVE", user_id, post, emoji, {})
    return True


def _tell(
    discord: Discord, event: str, user_id: int, post: Post, emoji: str, about: dict[str, Any]
) -> None:
    discord.posts.edit(post, post.body | {"reactions": _shown(discord, post)})
    channel = discord.channels[post.channel_id]
    if channel.kind == PRIVATE:
        return
    body = about | {
        "user_id": str(user_id),
        "channel_id": str(channel.id),
        "message_id": str(post.id),
        "emoji": _emoji(emoji),
        "burst": False,
        "type": 0,
    }
    if channel.kind == GUILD:
        body["guild_id"] = str(discord.guild.id)
    intent = GUILD_REACTIONS if channel.kind == GUILD else DIRECT_REACTIONS
    own = user_id == discord.application_id
    discord.sessions.tell(event, body, intent, channel_id=channel.id, own=own)


def _shown(discord: Discord, post: Post) -> list[dict[str, Any]]:
    """What a message says of the reactions to it."""
    return [
        {
            "emoji": _emoji(emoji),
            "count": len(givers),
            "count_details": {"burst": 0, "normal": len(givers)},
            "burst_colors": [],
            "me_burst": False,
            "me": discord.application_id in givers,
        }
        for emoji, givers in post.reactions.items()
        if givers
    ]


def _emoji(emoji: str) -> dict[str, Any]:
    name, _, number = emoji.partition(":")
    return {"id": number or None, "name": name}
