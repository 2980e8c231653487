"""Implement Discord's interaction responses: the first within 3 s, the rest within 15 minutes."""

from __future__ import annotations

from typing import Any

from playground.discord.api.errors import UNKNOWN_MESSAGE, invalid
from playground.discord.api.forms import checked_form
from playground.discord.api.message_validation import checked_changes, checked_content
from playground.discord.api.operations import OperationResult, operation
from playground.discord.api.requests import RequestArguments
from playground.discord.gateway.interaction_events import metadata
from playground.discord.interactions import (
    COMMAND,
    COMPONENT,
    DEFER,
    DEFER_UPDATE,
    MODAL,
    REPLY,
    SUBMIT,
    UPDATE,
    OpenForm,
    SentInteraction,
)
from playground.discord.messages import (
    EPHEMERAL,
    LOADING,
    ChannelMessage,
)
from playground.discord.people import Channel
from playground.discord.state import Discord
from playground.shared.change_signal import Change

ALLOWED = {
    COMMAND: (REPLY, DEFER, MODAL),
    COMPONENT: (REPLY, DEFER, DEFER_UPDATE, UPDATE, MODAL),
    SUBMIT: (REPLY, DEFER, DEFER_UPDATE, UPDATE),
}
CHAT_INPUT_COMMAND = 20
ORIGINAL = "@original"
WEBHOOK_PATH = "/webhooks/{webhook_id}/{webhook_token}"


@operation(
    "POST", "/interactions/{interaction_id}/{interaction_token}/callback", needs_no_token=True
)
def create_interaction_response(discord: Discord, given: RequestArguments) -> OperationResult:
    """Take the first answer: a message, a deferral, a change of the pressed message, or a form."""
    interaction = discord.interactions.awaiting_response(
        given.path_id("interaction_id"), given.path_text("interaction_token"), discord.now()
    )
    kind = given.body.get("type")
    if kind not in ALLOWED[interaction.kind] or _has_no_message(interaction, kind):
        raise invalid("type", "INTERACTION_RESPONSE_TYPE_INVALID", "Not allowed here.")
    message = _apply_response(
        discord, interaction, kind, given.with_body(given.body.get("data") or {})
    )
    interaction.answer = kind
    record = discord.ledger.event_of_interaction(interaction.id)
    if record is not None:
        record.record_outcome("answered")
    pressed = interaction.message_id or 0
    answered = Change("answered", interaction.channel_id, pressed, interaction_id=interaction.id)
    discord.changes.notify(answered)
    new = message.id if message and kind == REPLY else None
    if given.query.get("with_response") not in ("1", "true"):
        return OperationResult(message_id=new)
    return OperationResult(_callback_body(interaction, kind, message), message_id=new)


@operation("POST", WEBHOOK_PATH, needs_no_token=True)
def execute_webhook(discord: Discord, given: RequestArguments) -> OperationResult:
    """Add one more message; the first after a deferral replaces it."""
    interaction, channel = _interaction_and_channel(discord, given)
    content = checked_content(discord, channel, given)
    promised = _original(discord, interaction)
    if promised is not None and promised.loading:
        _replace_deferred(discord, promised, content)
        return OperationResult(promised.body, message_id=promised.id)
    message = _add_response_message(discord, interaction, content)
    return OperationResult(message.body, message_id=message.id)


@operation("GET", f"{WEBHOOK_PATH}/messages/{{message_id}}", needs_no_token=True)
def get_webhook_message(discord: Discord, given: RequestArguments) -> OperationResult:
    """Return one of the interaction's messages."""
    interaction, _ = _interaction_and_channel(discord, given)
    return OperationResult(_requested_message(discord, interaction, given).body)


@operation("PATCH", f"{WEBHOOK_PATH}/messages/{{message_id}}", needs_no_token=True)
def update_webhook_message(discord: Discord, given: RequestArguments) -> OperationResult:
    """Replace text, buttons or files in one of the interaction's messages."""
    interaction, channel = _interaction_and_channel(discord, given)
    message = _requested_message(discord, interaction, given)
    content = checked_changes(discord, channel, given, message.body)
    if message.loading:
        _replace_deferred(discord, message, content)
    else:
        discord.edit_message(message, content)
    return OperationResult(message.body, message_id=message.id)


@operation("DELETE", f"{WEBHOOK_PATH}/messages/{{message_id}}", needs_no_token=True)
def delete_webhook_message(discord: Discord, given: RequestArguments) -> OperationResult:
    """Delete one of the interaction's messages."""
    interaction, _ = _interaction_and_channel(discord, given)
    discord.delete_message(_requested_message(discord, interaction, given))
    return OperationResult()


def _has_no_message(interaction: SentInteraction, kind: int) -> bool:
    return kind in (UPDATE, DEFER_UPDATE) and interaction.message_id is None


def _apply_response(
    discord: Discord, interaction: SentInteraction, kind: int, given: RequestArguments
) -> ChannelMessage | None:
    if kind == MODAL:
        form = checked_form(given.body)
        discord.interactions.forms[interaction.person_id] = OpenForm(interaction.id, **form)
        discord.changes.notify(Change("form", interaction.person_id))
        return None
    if kind in (DEFER_UPDATE, UPDATE):
        return _update_pressed_message(discord, interaction, kind, given)
    if kind == DEFER:
        flags = int(given.body.get("flags") or 0) & EPHEMERAL
        message = _add_response_message(discord, interaction, {"flags": flags | LOADING})
    else:
        channel = discord.channels[interaction.channel_id]
        message = _add_response_message(
            discord, interaction, checked_content(discord, channel, given)
        )
    interaction.original_id = message.id
    return message


def _update_pressed_message(
    discord: Discord, interaction: SentInteraction, kind: int, given: RequestArguments
) -> ChannelMessage:
    message = discord.messages.find(interaction.channel_id, interaction.message_id or 0)
    if message is None:
        raise UNKNOWN_MESSAGE
    interaction.original_id = message.id
    if kind == UPDATE:
        channel = discord.channels[interaction.channel_id]
        discord.edit_message(message, checked_changes(discord, channel, given, message.body))
    return message


def _add_response_message(
    discord: Discord, interaction: SentInteraction, content: dict[str, Any]
) -> ChannelMessage:
    """Add a message of the bot that answers an interaction."""
    channel = discord.channels[interaction.channel_id]
    about: dict[str, Any] = {
        "application_id": str(discord.application_id),
        "webhook_id": str(discord.application_id),
        "interaction_metadata": metadata(discord, interaction),
    }
    if interaction.kind == COMMAND and interaction.original_id is None:
        about["type"] = CHAT_INPUT_COMMAND
        who = discord.people[interaction.person_id].as_user()
        name = {"name": interaction.name, "user": who}
        about["interaction"] = {"id": str(interaction.id), "type": COMMAND} | name
    body = discord.message_body(discord.bot, channel, content | about)
    hidden = interaction.person_id if body["flags"] & EPHEMERAL else None
    message = discord.messages.add(ChannelMessage(channel.id, body, from_bot=True, only_for=hidden))
    discord.dispatch_message("MESSAGE_CREATE", message)
    return message


def _replace_deferred(discord: Discord, message: ChannelMessage, content: dict[str, Any]) -> None:
    """Put the answer in place of the deferral, which has settled who may see it."""
    flags = message.body["flags"] & ~LOADING
    discord.edit_message(message, content | {"flags": flags})


def _interaction_and_channel(
    discord: Discord, given: RequestArguments
) -> tuple[SentInteraction, Channel]:
    interaction = discord.interactions.awaiting_follow_up(
        given.path_text("webhook_token"), discord.now()
    )
    return interaction, discord.channels[interaction.channel_id]


def _original(discord: Discord, interaction: SentInteraction) -> ChannelMessage | None:
    return discord.messages.find(interaction.channel_id, interaction.original_id or 0)


def _requested_message(
    discord: Discord, interaction: SentInteraction, given: RequestArguments
) -> ChannelMessage:
    if given.path_text("message_id") == ORIGINAL:
        message = _original(discord, interaction)
    else:
        message = discord.messages.find(interaction.channel_id, given.path_id("message_id"))
    if (
        message is None
        or not message.from_bot
        or message.only_for not in (None, interaction.person_id)
    ):
        raise UNKNOWN_MESSAGE
    return message


def _callback_body(
    interaction: SentInteraction, kind: int, message: ChannelMessage | None
) -> dict[str, Any]:
    """Return what the bot receives about its own answer when it asks for it."""
    about: dict[str, Any] = {"id": str(interaction.id), "type": interaction.kind}
    if message is not None:
        about |= {
            "response_message_id": str(message.id),
            "response_message_loading": message.loading,
            "response_message_ephemeral": message.only_for is not None,
        }
    if message is None or kind not in (REPLY, UPDATE):
        return {"interaction": about}
    return {"interaction": about, "resource": {"type": kind, "message": message.body}}
