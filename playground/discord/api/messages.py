"""Discord's operations on channels and the messages in them."""

from __future__ import annotations

from typing import Any

from playground.discord.api.errors import (
    NO_SUCH_RECIPIENT,
    NOT_IN_A_DM,
    NOT_YOURS,
    UNKNOWN_MESSAGE,
    wrong_length,
)
from playground.discord.api.message_validation import (
    channel_to_read,
    channel_to_write,
    checked_changes,
    checked_content,
)
from playground.discord.api.operations import OperationResult, operation
from playground.discord.api.requests import RequestArguments
from playground.discord.messages import EPHEMERAL, ChannelMessage
from playground.discord.people import Channel
from playground.discord.state import Discord
from playground.shared.change_signal import Change

NONCE_SECONDS = 5 * 60.0
"""Discord says "the past few minutes"; this is our reading of it."""
LONGEST_NONCE = 25
MOST_AT_ONCE = 100


@operation("POST", "/users/@me/channels")
def create_dm(discord: Discord, given: RequestArguments) -> OperationResult:
    """Return the channel with one person, new or known; a closed one shows only at a message."""
    recipient = str(given.body.get("recipient_id", ""))
    person = discord.people.get(int(recipient)) if recipient.isdigit() else None
    if person is None:
        raise NO_SUCH_RECIPIENT
    if discord.known_dm(person) is None:
        discord.rate_limiter.count_dm_opening()
    return OperationResult(discord.channel_body(discord.dm(person)))


@operation("GET", "/channels/{channel_id}")
def get_channel(discord: Discord, given: RequestArguments) -> OperationResult:
    """Return a channel."""
    return OperationResult(discord.channel_body(channel_to_read(discord, given)))


@operation("POST", "/channels/{channel_id}/typing")
def trigger_typing_indicator(discord: Discord, given: RequestArguments) -> OperationResult:
    """Show that the bot is typing."""
    channel = channel_to_write(discord, given)
    discord.changes.notify(Change("typing", channel.id))
    return OperationResult()


@operation("GET", "/channels/{channel_id}/messages")
def list_messages(discord: Discord, given: RequestArguments) -> OperationResult:
    """Return messages, newest first; `after` and `before` are ids."""
    channel = channel_to_read(discord, given)
    after, before = (int(given.query.get(name, 0)) for name in ("after", "before"))
    messages = [
        p for p in discord.messages.of_channel(channel.id) if p.only_for is None and p.id > after
    ]
    messages = [message for message in messages if not before or message.id < before]
    count = min(int(given.query.get("limit", 50)), MOST_AT_ONCE)
    chosen = messages[:count] if after else messages[-count:]
    return OperationResult([discord.cdn.renew(message.body) for message in reversed(chosen)])


@operation("GET", "/channels/{channel_id}/messages/{message_id}")
def get_message(discord: Discord, given: RequestArguments) -> OperationResult:
    """Return one message."""
    message = _requested_message(discord, channel_to_read(discord, given), given)
    return OperationResult(discord.cdn.renew(message.body))


@operation("POST", "/channels/{channel_id}/messages")
def create_message(discord: Discord, given: RequestArguments) -> OperationResult:
    """Create a message, or return the one made with the same nonce a short while ago."""
    channel = channel_to_write(discord, given)
    nonce = _nonce(given)
    known = (
        _message_with_nonce(discord, channel, nonce) if given.body.get("enforce_nonce") else None
    )
    if known is not None:
        return OperationResult(
            known.body, discord.rate_limiter.headers(channel.id), known.id, again=True
        )
    content = checked_content(discord, channel, given)
    content["flags"] &= ~EPHEMERAL  # only what answers an interaction can be for one person
    discord.rate_limiter.count_message(channel.id)
    if nonce is not None:
        content["nonce"] = nonce
    message = ChannelMessage(
        channel.id, discord.message_body(discord.bot, channel, content), from_bot=True
    )
    discord.messages.add(message)
    if nonce is not None:
        discord.nonces[channel.id, nonce] = (message.id, discord.now())
    discord.dispatch_message("MESSAGE_CREATE", message)
    return OperationResult(message.body, discord.rate_limiter.headers(channel.id), message.id)


@operation("PATCH", "/channels/{channel_id}/messages/{message_id}")
def update_message(discord: Discord, given: RequestArguments) -> OperationResult:
    """Replace text, buttons or files in place; fields that are not named stay."""
    channel = channel_to_read(discord, given)
    message = _requested_message(discord, channel, given)
    if not message.from_bot:
        raise NOT_YOURS
    discord.edit_message(message, checked_changes(discord, channel, given, message.body))
    return OperationResult(message.body, message_id=message.id)


@operation("DELETE", "/channels/{channel_id}/messages/{message_id}")
def delete_message(discord: Discord, given: RequestArguments) -> OperationResult:
    """Delete one of the bot's own messages."""
    channel = channel_to_read(discord, given)
    message = _requested_message(discord, channel, given)
    if not message.from_bot:
        raise NOT_IN_A_DM
    discord.delete_message(message)
    return OperationResult()


def _nonce(given: RequestArguments) -> str | None:
    nonce: Any = given.body.get("nonce")
    if nonce is not None and len(str(nonce)) > LONGEST_NONCE:
        raise wrong_length("nonce", 0, LONGEST_NONCE)
    return None if nonce is None else str(nonce)


def _message_with_nonce(
    discord: Discord, channel: Channel, nonce: str | None
) -> ChannelMessage | None:
    message_id, at = discord.nonces.get((channel.id, nonce or ""), (0, 0.0))
    if nonce is None or discord.now() - at > NONCE_SECONDS:
        return None
    return discord.messages.find(channel.id, message_id)


def _requested_message(
    discord: Discord, channel: Channel, given: RequestArguments
) -> ChannelMessage:
    message = discord.messages.find(channel.id, given.path_id("message_id"))
    if message is None or message.only_for is not None:
        raise UNKNOWN_MESSAGE
    return message
