"""Discord's operations on interactions: the first answer within 3 s, the rest within 15 minutes."""

from __future__ import annotations

from typing import Any

from playground.changes import Change
from playground.discord import Discord
from playground.discord_components import checked_form
from playground.discord_events import metadata
from playground.discord_interactions import (
    COMMAND,
    COMPONENT,
    DEFER,
    DEFER_UPDATE,
    MODAL,
    REPLY,
    SUBMIT,
    UPDATE,
    Interaction,
    OpenForm,
)
from playground.discord_operations import Answer, operation
from playground.discord_people import Channel
from playground.discord_posts import EPHEMERAL, LOADING, Post
from playground.discord_refusals import UNKNOWN_MESSAGE, invalid
from playground.discord_requests import Given
from playground.discord_writing import rewritten, written

ALLOWED = {
    COMMAND: (REPLY, DEFER, MODAL),
    COMPONENT: (REPLY, DEFER, DEFER_UPDATE, UPDATE, MODAL),
    SUBMIT: (REPLY, DEFER, DEFER_UPDATE, UPDATE),
}
SLASH_MESSAGE = 20
ORIGINAL = "@original"
HOOK = "/webhooks/{webhook_id}/{webhook_token}"


@operation("POST", "/interactions/{interaction_id}/{interaction_token}/callback", open=True)
def create_interaction_response(discord: Discord, given: Given) -> Answer:
    """The first answer: words, a promise of words, a change of the pressed message, or a form."""
    interaction = discord.interactions.to_answer(
        given.number("interaction_id"), given.name("interaction_token"), discord.now()
    )
    kind = given.body.get("type")
    if kind not in ALLOWED[interaction.kind] or _has_no_message(interaction, kind):
        raise invalid("type", "INTERACTION_RESPONSE_TYPE_INVALID", "Not allowed here.")
    post = _first(discord, interaction, kind, given.part(given.body.get("data") or {}))
    interaction.answer = kind
    record = discord.ledger.of(interaction.id)
    if record is not None:
        record.end("answered")
    pressed = interaction.message_id or 0
    answered = Change("answered", interaction.channel_id, pressed, interaction_id=interaction.id)
    discord.changes.tell(answered)
    new = post.id if post and kind == REPLY else None
    if given.query.get("with_response") not in ("1", "true"):
        return Answer(message_id=new)
    return Answer(_told(interaction, kind, post), message_id=new)


@operation("POST", HOOK, open=True)
def execute_webhook(discord: Discord, given: Given) -> Answer:
    """One more message; the first after a promise takes the promise's place."""
    interaction, channel = _followed(discord, given)
    content = written(discord, channel, given)
    promised = _original(discord, interaction)
    if promised is not None and promised.loading:
        _fulfil(discord, promised, content)
        return Answer(promised.body, message_id=promised.id)
    post = _add(discord, interaction, content)
    return Answer(post.body, message_id=post.id)


@operation("GET", f"{HOOK}/messages/{{message_id}}", open=True)
def get_webhook_message(discord: Discord, given: Given) -> Answer:
    """One of the interaction's messages."""
    interaction, _ = _followed(discord, given)
    return Answer(_named(discord, interaction, given).body)


@operation("PATCH", f"{HOOK}/messages/{{message_id}}", open=True)
def update_webhook_message(discord: Discord, given: Given) -> Answer:
    """Other words, buttons or files in one of the interaction's messages."""
    interaction, channel = _followed(discord, given)
    post = _named(discord, interaction, given)
    content = rewritten(discord, channel, given, post.body)
    if post.loading:
        _fulfil(discord, post, content)
    else:
        discord.changes_post(post, content)
    return Answer(post.body, message_id=post.id)


@operation("DELETE", f"{HOOK}/messages/{{message_id}}", open=True)
def delete_webhook_message(discord: Discord, given: Given) -> Answer:
    """Takes one of the interaction's messages away."""
    interaction, _ = _followed(discord, given)
    discord.deletes(_named(discord, interaction, given))
    return Answer()


def _has_no_message(interaction: Interaction, kind: int) -> bool:
    return kind in (UPDATE, DEFER_UPDATE) and interaction.message_id is None


def _first(discord: Discord, interaction: Interaction, kind: int, given: Given) -> Post | None:
    if kind == MODAL:
        form = checked_form(given.body)
        discord.interactions.forms[interaction.person_id] = OpenForm(interaction.id, **form)
        discord.changes.tell(Change("form", interaction.person_id))
        return None
    if kind in (DEFER_UPDATE, UPDATE):
        return _changed(discord, interaction, kind, given)
    if kind == DEFER:
        flags = int(given.body.get("flags") or 0) & EPHEMERAL
        post = _add(discord, interaction, {"flags": flags | LOADING})
    else:
        channel = discord.channels[interaction.channel_id]
        post = _add(discord, interaction, written(discord, channel, given))
    interaction.original_id = post.id
    return post


def _changed(discord: Discord, interaction: Interaction, kind: int, given: Given) -> Post:
    post = discord.posts.find(interaction.channel_id, interaction.message_id or 0)
    if post is None:
        raise UNKNOWN_MESSAGE
    interaction.original_id = post.id
    if kind == UPDATE:
        channel = discord.channels[interaction.channel_id]
        discord.changes_post(post, rewritten(discord, channel, given, post.body))
    return post


def _add(discord: Discord, interaction: Interaction, content: dict[str, Any]) -> Post:
    """A message of the bot's that answers an interaction."""
    channel = discord.channels[interaction.channel_id]
    about: dict[str, Any] = {
        "application_id": str(discord.application_id),
        "webhook_id": str(discord.application_id),
        "interaction_metadata": metadata(discord, interaction),
    }
    if interaction.kind == COMMAND and interaction.original_id is None:
        about["type"] = SLASH_MESSAGE
        who = discord.people[interaction.person_id].as_user()
        name = {"name": interaction.name, "user": who}
        about["interaction"] = {"id": str(interaction.id), "type": COMMAND} | name
    body = discord.message_body(discord.bot, channel, content | about)
    hidden = interaction.person_id if body["flags"] & EPHEMERAL else None
    post = discord.posts.add(Post(channel.id, body, from_bot=True, only_for=hidden))
    discord.tell_message("MESSAGE_CREATE", post)
    return post


def _fulfil(discord: Discord, post: Post, content: dict[str, Any]) -> None:
    """Puts words where the bot was thinking; who may see them was settled by the promise."""
    flags = post.body["flags"] & ~LOADING
    discord.changes_post(post, content | {"flags": flags})


def _followed(discord: Discord, given: Given) -> tuple[Interaction, Channel]:
    interaction = discord.interactions.to_follow(given.name("webhook_token"), discord.now())
    return interaction, discord.channels[interaction.channel_id]


def _original(discord: Discord, interaction: Interaction) -> Post | None:
    return discord.posts.find(interaction.channel_id, interaction.original_id or 0)


def _named(discord: Discord, interaction: Interaction, given: Given) -> Post:
    if given.name("message_id") == ORIGINAL:
        post = _original(discord, interaction)
    else:
        post = discord.posts.find(interaction.channel_id, given.number("message_id"))
    if post is None or not post.from_bot or post.only_for not in (None, interaction.person_id):
        raise UNKNOWN_MESSAGE
    return post


def _told(interaction: Interaction, kind: int, post: Post | None) -> dict[str, Any]:
    """What the bot hears of its own answer when it asks for it."""
    about: dict[str, Any] = {"id": str(interaction.id), "type": interaction.kind}
    if post is not None:
        about |= {
            "response_message_id": str(post.id),
            "response_message_loading": post.loading,
            "response_message_ephemeral": post.only_for is not None,
        }
    if post is None or kind not in (REPLY, UPDATE):
        return {"interaction": about}
    return {"interaction": about, "resource": {"type": kind, "message": post.body}}
