"""Tell the bot when somebody uses a command, presses a button or sends a form."""

from __future__ import annotations

import hashlib
from typing import Any

from playground.discord.interactions import COMMAND, COMPONENT, SUBMIT, SentInteraction
from playground.discord.messages import ChannelMessage
from playground.discord.people import ALL_PERMISSIONS, GUILD, Channel, DiscordPerson
from playground.discord.state import Discord

INTERACTION = "INTERACTION_CREATE"
LARGEST_FILE = 10 * 2**20


def dispatch_interaction(
    discord: Discord,
    person: DiscordPerson,
    channel: Channel,
    kind: int,
    about: dict[str, Any],
    message: ChannelMessage | None = None,
) -> int:
    """Tell the bot what a person did, with the interaction's `data` in `about`; return its id."""
    number = discord.new_id()
    token = hashlib.sha256(str(number).encode()).hexdigest()
    interaction = SentInteraction(
        number,
        token,
        kind,
        person.id,
        channel.id,
        discord.now(),
        name=about.get("name", ""),
        message_id=message.id if message else None,
    )
    discord.interactions.add(interaction)
    body = _body(discord, person, channel, interaction) | {"data": about}
    if message is not None:
        body["message"] = message.body
    _hand_over(discord, body, channel, number)
    return number


def _hand_over(discord: Discord, body: dict[str, Any], channel: Channel, number: int) -> None:
    """Send an interaction to the bot's own address, or over the gateway if it has none."""
    if discord.interaction_calls.url:
        record = discord.ledger.record_event(INTERACTION, channel.id, number)
        discord.interaction_calls.send(body, record)
    else:
        discord.sessions.dispatch(INTERACTION, body, channel_id=channel.id, interaction_id=number)


def metadata(discord: Discord, interaction: SentInteraction) -> dict[str, Any]:
    """Return a message's fields on the interaction that it answers."""
    person = discord.people[interaction.person_id]
    about: dict[str, Any] = {
        "id": str(interaction.id),
        "type": interaction.kind,
        "user": person.as_user(),
        "authorizing_integration_owners": {"1": str(person.id)},
    }
    if interaction.kind == COMPONENT:
        about["interacted_message_id"] = str(interaction.message_id)
    if interaction.kind == SUBMIT:
        plain = {key: about[key] for key in ("id", "user", "authorizing_integration_owners")}
        pressed = {"type": COMPONENT, "interacted_message_id": str(interaction.message_id)}
        trigger = pressed if interaction.message_id else {"type": COMMAND}
        about["triggering_interaction_metadata"] = plain | trigger
    return about


def _body(
    discord: Discord, person: DiscordPerson, channel: Channel, interaction: SentInteraction
) -> dict[str, Any]:
    body: dict[str, Any] = {
        "id": str(interaction.id),
        "application_id": str(discord.application_id),
        "type": interaction.kind,
        "token": interaction.token,
        "version": 1,
        "channel_id": str(channel.id),
        "channel": discord.channel_body(channel),
        "context": channel.context,
        "locale": person.locale,
        "app_permissions": ALL_PERMISSIONS,
        "attachment_size_limit": LARGEST_FILE,
        "entitlements": [],
        "authorizing_integration_owners": {"1": str(person.id)} if person.installed else {},
    }
    if channel.kind != GUILD:
        return body | {"user": person.as_user()}
    body["authorizing_integration_owners"]["0"] = str(discord.guild.id)
    place = {"guild_id": str(discord.guild.id), "guild": discord.guild.partial()}
    member = person.as_member() | {"user": person.as_user()}
    return body | place | {"guild_locale": discord.guild.locale, "member": member}
