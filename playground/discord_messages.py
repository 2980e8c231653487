"""Discord's operations on channels and the messages in them."""

from __future__ import annotations

from typing import Any

from playground.changes import Change
from playground.discord import Discord
from playground.discord_operations import Answer, operation
from playground.discord_people import Channel
from playground.discord_posts import EPHEMERAL, Post
from playground.discord_refusals import (
    NO_SUCH_RECIPIENT,
    NOT_IN_A_DM,
    NOT_YOURS,
    UNKNOWN_MESSAGE,
    wrong_length,
)
from playground.discord_requests import Given
from playground.discord_writing import channel_to_read, channel_to_write, rewritten, written

NONCE_SECONDS = 5 * 60.0
"""Discord says "the past few minutes"; this is our reading of it."""
LONGEST_NONCE = 25
MOST_AT_ONCE = 100


@operation("POST", "/users/@me/channels")
def create_dm(discord: Discord, given: Given) -> Answer:
    """The channel with one person, new or known; that they closed it shows only at a message."""
    recipient = str(given.body.get("recipient_id", ""))
    person = discord.people.get(int(recipient)) if recipient.isdigit() else None
    if person is None:
        raise NO_SUCH_RECIPIENT
    if discord.known_dm(person) is None:
        discord.pace.opening()
    return Answer(discord.channel_body(discord.dm(person)))


@operation("GET", "/channels/{channel_id}")
def get_channel(discord: Discord, given: Given) -> Answer:
    """A channel."""
    return Answer(discord.channel_body(channel_to_read(discord, given)))


@operation("POST", "/channels/{channel_id}/typing")
def trigger_typing_indicator(discord: Discord, given: Given) -> Answer:
    """Shows that the bot is writing."""
    channel = channel_to_write(discord, given)
    discord.changes.tell(Change("typing", channel.id))
    return Answer()


@operation("GET", "/channels/{channel_id}/messages")
def list_messages(discord: Discord, given: Given) -> Answer:
    """Messages, newest first; `after` and `before` are ids."""
    channel = channel_to_read(discord, given)
    after, before = (int(given.query.get(name, 0)) for name in ("after", "before"))
    posts = [p for p in discord.posts.of(channel.id) if p.only_for is None and p.id > after]
    posts = [post for post in posts if not before or post.id < before]
    count = min(int(given.query.get("limit", 50)), MOST_AT_ONCE)
    chosen = posts[:count] if after else posts[-count:]
    return Answer([post.body for post in reversed(chosen)])


@operation("GET", "/channels/{channel_id}/messages/{message_id}")
def get_message(discord: Discord, given: Given) -> Answer:
    """One message."""
    return Answer(_post(discord, channel_to_read(discord, given), given).body)


@operation("POST", "/channels/{channel_id}/messages")
def create_message(discord: Discord, given: Given) -> Answer:
    """A new message, or the one that was made with the same nonce a short while ago."""
    channel = channel_to_write(discord, given)
    nonce = _nonce(given)
    known = _known(discord, channel, nonce) if given.body.get("enforce_nonce") else None
    if known is not None:
        return Answer(known.body, discord.pace.headers(channel.id), known.id, again=True)
    content = written(discord, channel, given)
    content["flags"] &= ~EPHEMERAL  # only what answers an interaction can be for one person
    discord.pace.message(channel.id)
    if nonce is not None:
        content["nonce"] = nonce
    post = Post(channel.id, discord.message_body(discord.bot, channel, content), from_bot=True)
    discord.posts.add(post)
    if nonce is not None:
        discord.nonces[channel.id, nonce] = (post.id, discord.now())
    discord.tell_message("MESSAGE_CREATE", post)
    return Answer(post.body, discord.pace.headers(channel.id), post.id)


@operation("PATCH", "/channels/{channel_id}/messages/{message_id}")
def update_message(discord: Discord, given: Given) -> Answer:
    """Other words, buttons or files in place; what is not named stays."""
    channel = channel_to_read(discord, given)
    post = _post(discord, channel, given)
    if not post.from_bot:
        raise NOT_YOURS
    discord.changes_post(post, rewritten(discord, channel, given, post.body))
    return Answer(post.body, message_id=post.id)


@operation("DELETE", "/channels/{channel_id}/messages/{message_id}")
def delete_message(discord: Discord, given: Given) -> Answer:
    """Takes one of the bot's own messages away."""
    channel = channel_to_read(discord, given)
    post = _post(discord, channel, given)
    if not post.from_bot:
        raise NOT_IN_A_DM
    discord.deletes(post)
    return Answer()


def _nonce(given: Given) -> str | None:
    nonce: Any = given.body.get("nonce")
    if nonce is not None and len(str(nonce)) > LONGEST_NONCE:
        raise wrong_length("nonce", 0, LONGEST_NONCE)
    return None if nonce is None else str(nonce)


def _known(discord: Discord, channel: Channel, nonce: str | None) -> Post | None:
    message_id, at = discord.nonces.get((channel.id, nonce or ""), (0, 0.0))
    if nonce is None or discord.now() - at > NONCE_SECONDS:
        return None
    return discord.posts.find(channel.id, message_id)


def _post(discord: Discord, channel: Channel, given: Given) -> Post:
    post = discord.posts.find(channel.id, given.number("message_id"))
    if post is None or post.only_for is not None:
        raise UNKNOWN_MESSAGE
    return post
