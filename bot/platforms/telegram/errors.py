"""Translates errors of Telegram's library into outcomes of a send."""

from __future__ import annotations

import os
from datetime import timedelta
from typing import cast

from telegram.error import (
    BadRequest,
    ChatMigrated,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
)

from bot.platforms.adapter import (
    DeliveryUnknown,
    NotDelivered,
    Rejected,
    SendFailed,
    TokenRefused,
    Unreachable,
)
from bot.platforms.error_descriptions import redact_description
from bot.platforms.telegram import http

# PTB's own switch: durations are timedeltas, and a 429 brings no warning.
os.environ.setdefault("PTB_TIMEDELTA", "true")

RECIPIENT_GONE = ("chat not found", "user is deactivated", "user_is_deactivated", "peer_id_invalid")
"""Descriptions of a 400 if the recipient does not exist (any more)."""
NOT_MODIFIED = "message is not modified"
NOT_EDITABLE = (
    "message to edit not found",
    "message can't be edited",
    "message_id_invalid",
    "there is no text in the message to edit",
)
"""Descriptions of a 400 if a message cannot be edited: gone, or not a text of the bot's."""
TOPIC_GONE = ("message thread not found", "topic_deleted", "topic_closed", "topic_id_invalid")
"""Descriptions of a 400 if the topic of a chat is gone or closed."""
DELETE_TARGET_GONE = ("message to delete not found", "message_id_invalid")


def to_send_failed(error: TelegramError) -> SendFailed:
    """Return how a send ended; if that is not certain, the delivery is unknown."""
    match error:
        case RetryAfter():
            return NotDelivered(retry_after_seconds(error))
        case http.TelegramRequestNotSent() | http.ServerError():
            return NotDelivered()
        case Forbidden():
            return Unreachable()
        case InvalidToken() | EndPointNotFound():
            return TokenRefused()
        case BadRequest():
            return (
                Unreachable()
                if has_description(error, *RECIPIENT_GONE)
                else Rejected(describe_error(error))
            )
        case ChatMigrated():
            return Rejected(describe_error(error))
        case _:
            return DeliveryUnknown()


def describe_error(error: TelegramError) -> str:
    """Return Telegram's description, without people's words."""
    return redact_description(error.message)


def has_description(error: TelegramError, *texts: str) -> bool:
    """Return whether the error's description contains one of these texts."""
    description = error.message.casefold()
    return any(each in description for each in texts)


def retry_after_seconds(error: RetryAfter) -> float:
    """Return how long Telegram asks us to wait."""
    return cast(timedelta, error.retry_after).total_seconds()
