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

from bot import telegram_http
from bot.adapter import Ambiguous, NotSent, Rejected, SendFailed, TokenRefused, Unreachable
from bot.descriptions import without_words

# PTB's own switch: durations are durations, and no warning comes with every 429.
os.environ.setdefault("PTB_TIMEDELTA", "true")

NOBODY = ("chat not found", "user is deactivated", "user_is_deactivated", "peer_id_invalid")
"""What a 400 says when there is nobody (any more) to write to."""
UNCHANGED = "message is not modified"
NOT_EDITABLE = (
    "message to edit not found",
    "message can't be edited",
    "message_id_invalid",
    "there is no text in the message to edit",
)
"""What a 400 says when a message cannot be changed in place: gone, or not of the bot's texts."""
GONE = ("message to delete not found", "message_id_invalid")


def failure(error: TelegramError) -> SendFailed:
    """How a send ended; whatever is not known for certain is ambiguous."""
    match error:
        case RetryAfter():
            return NotSent(seconds_to_wait(error))
        case telegram_http.NotSent() | telegram_http.Refused():
            return NotSent()
        case Forbidden():
            return Unreachable()
        case InvalidToken() | EndPointNotFound():
            return TokenRefused()
        case BadRequest():
            return Unreachable() if says(error, *NOBODY) else Rejected(described(error))
        case ChatMigrated():
            return Rejected(described(error))
        case _:
            return Ambiguous()


def described(error: TelegramError) -> str:
    """What Telegram says of it, without people's words."""
    return without_words(error.message)


def says(error: TelegramError, *words: str) -> bool:
    """Whether the error's description holds one of these."""
    description = error.message.casefold()
    return any(each in description for each in words)


def seconds_to_wait(error: RetryAfter) -> float:
    """How long Telegram asks us to wait."""
    return cast(timedelta, error.retry_after).total_seconds()
