"""What an error of Telegram's library means for the message that was being sent."""

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

# PTB's own switch: durations are durations, and no warning comes with every 429.
os.environ.setdefault("PTB_TIMEDELTA", "true")

RECIPIENT_GONE = ("chat not found", "user is deactivated", "user_is_deactivated", "peer_id_invalid")
"""What a 400 says when there is nobody (any more) to write to."""
NOT_MODIFIED = "message is not modified"
NOT_EDITABLE = (
    "message to edit not found",
    "message can't be edited",
    "message_id_invalid",
    "there is no text in the message to edit",
)
"""What a 400 says when a message cannot be changed in place: gone, or not of the bot's texts."""
DELETE_TARGET_GONE = ("message to delete not found", "message_id_invalid")


def to_send_failed(error: TelegramError) -> SendFailed:
    """How a send ended; whatever is not known for certain is ambiguous."""
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
    """What Telegram says of it, without people's words."""
    return redact_description(error.message)


def has_description(error: TelegramError, *texts: str) -> bool:
    """Whether the error's description holds one of these."""
    description = error.message.casefold()
    return any(each in description for each in texts)


def retry_after_seconds(error: RetryAfter) -> float:
    """How long Telegram asks us to wait."""
    return cast(timedelta, error.retry_after).total_seconds()
