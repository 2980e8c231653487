"""Implement the Bot API's methods; each takes the state and the arguments."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import Any

from playground.shared.change_signal import Change
from playground.shared.errors import Refused, bad_request
from playground.telegram.arguments import Arguments
from playground.telegram.state import Telegram

Method = Callable[[Telegram, Arguments], object | Awaitable[object]]

METHODS: dict[str, Method] = {}
"""By name in lower case: Telegram does not mind the case."""

ACTION = re.compile(
    "typing|choose_sticker|find_location|upload_(photo|document)"
    "|(record|upload)_(video|voice|video_note)"
)
ANSWER_CHARACTERS = 200
POLL_OR_WEBHOOK = Refused(
    409,
    "Conflict: can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first",
)


def method(function: Method) -> Method:
    """Register `send_message` as `sendmessage`."""
    METHODS[function.__name__.replace("_", "")] = function
    return function


@method
def get_me(telegram: Telegram, _: Arguments) -> dict[str, Any]:
    """Return the bot itself."""
    settings = telegram.settings
    return telegram.bot | {
        "can_join_groups": settings.may_be_added_to_groups,
        "can_read_all_group_messages": settings.reads_all_group_messages,
        "supports_inline_queries": settings.inline_mode,
        "has_topics_enabled": settings.threaded_mode,
        "allows_users_to_create_topics": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


@method
async def get_updates(telegram: Telegram, given: Arguments) -> list[dict[str, Any]]:
    """Wait for updates in a long poll of at most 50 s."""
    if telegram.webhook.url:
        raise POLL_OR_WEBHOOK
    _set_allowed(telegram, given)
    seconds = max(given.number("timeout"), 0)
    return await telegram.updates.poll(given.number("offset"), given.number("limit"), seconds)


@method
def set_webhook(telegram: Telegram, given: Arguments) -> bool:
    """Push updates to an address; an empty one goes back to polling."""
    _set_allowed(telegram, given)
    if given.flag("drop_pending_updates"):
        telegram.updates.forget_all()
    telegram.webhook.set(
        given.text("url"), given.text("secret_token"), given.number("max_connections", 40)
    )
    return True


@method
def delete_webhook(telegram: Telegram, given: Arguments) -> bool:
    """Go back to polling."""
    if given.flag("drop_pending_updates"):
        telegram.updates.forget_all()
    telegram.webhook.set("")
    return True


@method
def get_webhook_info(telegram: Telegram, _: Arguments) -> dict[str, Any]:
    """Return where updates go, how many wait, and the last error."""
    telegram.updates.drop_expired()
    info = telegram.webhook.info() | {"pending_update_count": len(telegram.updates.waiting)}
    if telegram.updates.allowed:
        info["allowed_updates"] = telegram.updates.allowed
    return info


@method
def answer_callback_query(telegram: Telegram, given: Arguments) -> bool:
    """Stop the pressed button's spinner, with a short notice if there is a text."""
    text = given.text("text")
    if len(text) > ANSWER_CHARACTERS:
        raise bad_request("MESSAGE_TOO_LONG")
    telegram.answer_query(given.text("callback_query_id"), text, given.flag("show_alert"))
    return True


@method
def send_chat_action(telegram: Telegram, given: Arguments) -> bool:
    """Show that the bot is typing."""
    chat = telegram.writable_chat(given.number("chat_id"))
    if not ACTION.fullmatch(given.text("action")):
        raise bad_request("wrong parameter action in request")
    telegram.changes.notify(Change("typing", chat["id"]))
    return True


@method
def get_chat(telegram: Telegram, given: Arguments) -> dict[str, Any]:
    """Return what the bot may know of a chat."""
    chat = telegram.writable_chat(given.number("chat_id"))
    no_gifts = dict.fromkeys(
        (
            "unlimited_gifts",
            "limited_gifts",
            "unique_gifts",
            "premium_subscription",
            "gifts_from_channels",
        ),
        False,
    )
    return chat | {
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": no_gifts,
    }


def _set_allowed(telegram: Telegram, given: Arguments) -> None:
    """Set the allowed updates: no list changes nothing, an empty one restores the default."""
    if "allowed_updates" in given:
        telegram.updates.allowed = given.array("allowed_updates")
