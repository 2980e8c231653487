"""Translates errors of Discord's library into outcomes of a send."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from http import HTTPStatus
from typing import Any

import discord

from bot.platforms.adapter import (
    DeliveryUnknown,
    NotDelivered,
    Rejected,
    SendFailed,
    TokenRefused,
    Unreachable,
)
from bot.platforms.discord import http
from bot.platforms.error_descriptions import redact_description

UNKNOWN_CHANNEL = 10003
UNKNOWN_MESSAGE, NOT_AUTHOR, NOT_IN_A_DM = 10008, 50005, 50003
RECIPIENT_GONE = (10013, 50033)
"""The recipient does not exist (any more): unknown user, invalid recipient."""
CANNOT_SEND_TO_USER = (50007, 50278)
"""The recipient takes no direct messages from us: by choice, or for lack of a shared server."""
MISSING_ACCESS = 50001
"""Temporary, so it does not mark the person unreachable; see `missing_access.py`."""
ALREADY_ACKNOWLEDGED = 40060
TOO_LATE_TO_RESPOND = (10062, ALREADY_ACKNOWLEDGED, 10015, 50027, UNKNOWN_MESSAGE)
"""The interaction takes no first answer, or nothing after it, any more; messages still work."""
OPENING_DMS_TOO_FAST = 40003
OPENING_WAIT_SECONDS = 60.0
"""A guess, since Discord does not say how fast is too fast."""

AUTHENTICATION_FAILED = 4004
DEVELOPER_PORTAL = "discord.com/developers/applications"
WRONG_TOKEN = (
    "Discord does not accept DISCORD_TOKEN: reset it on your application's page Bot "
    f"({DEVELOPER_PORTAL}) and copy the new one"
)
FATAL_CLOSE_CODES = {
    4010: "Discord knows no such part of this bot (4010): update Same Side, then start again",
    4011: "Discord finds the bot on too many servers for one line (4011): take it off most of "
    f"them, and off Guild Install on its page Installation ({DEVELOPER_PORTAL}), then start again",
    4012: "Discord no longer speaks as we do (4012): update Same Side, then start again",
    4013: "Discord does not know what we ask to hear (4013): update Same Side, then start again",
    4014: "Discord does not let the bot hear what it asks for (4014): on your application's page "
    f"Bot ({DEVELOPER_PORTAL}) look at Privileged Gateway Intents, then start again",
}
"""The gateway's codes for errors that another try would repeat, and what to change."""


def to_send_failed(error: discord.DiscordException | OSError) -> SendFailed:
    """Return how a send ended; if that is not certain, the delivery is unknown."""
    match error:
        case discord.RateLimited():
            return NotDelivered(error.retry_after)
        case http.DiscordRequestNotSent() | discord.DiscordServerError():
            return NotDelivered()
        case discord.HTTPException():
            return _from_http_error(error)
        case _:
            return DeliveryUnknown()


def _from_http_error(error: discord.HTTPException) -> SendFailed:
    if not _is_from_discord(error):
        return NotDelivered()
    if error.status == HTTPStatus.UNAUTHORIZED:
        return TokenRefused()
    if error.code in (*CANNOT_SEND_TO_USER, *RECIPIENT_GONE):
        return Unreachable()
    if error.code in (MISSING_ACCESS, UNKNOWN_CHANNEL):
        return NotDelivered()
    return (
        NotDelivered(OPENING_WAIT_SECONDS)
        if error.code == OPENING_DMS_TOO_FAST
        else Rejected(describe_error(error))
    )


def fatal_close_advice(error: Exception) -> str:
    """Return what to change before the gateway lets us in again; "" if another try may succeed."""
    code = error.code if isinstance(error, discord.ConnectionClosed) else 0
    return FATAL_CLOSE_CODES.get(code, "")


def is_token_refused(error: Exception) -> bool:
    """Return whether our token was refused, by the gateway or on the way there."""
    if isinstance(error, discord.ConnectionClosed):
        return error.code == AUTHENTICATION_FAILED
    if isinstance(error, (discord.DiscordException, OSError)):
        return isinstance(to_send_failed(error), TokenRefused)
    return False


def describe_error(error: BaseException) -> str:
    """Return Discord's number, message and named fields, without people's words.

    Return "" for an error that is no answer of Discord's.
    """
    if not isinstance(error, discord.HTTPException):
        return ""
    message = error.text.partition("\n")[0]
    fields = [
        f"{path}: {text}" for path, text in _field_errors(getattr(error, "_errors", None) or {})
    ]
    return f"{error.code} {redact_description('; '.join([message, *fields]))}"


def _field_errors(errors: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, str]]:
    for name, value in errors.items():
        if name == "_errors":
            messages = [f"{each.get('code', '')} {each.get('message', '')}" for each in value]
            yield path, " ".join(messages)
        elif isinstance(value, Mapping):
            yield from _field_errors(value, f"{path}.{name}" if path else name)


def _is_from_discord(error: discord.HTTPException) -> bool:
    # A proxy or a sign-in page on the way answers in HTML, and its 401 says nothing of our token.
    return bool(error.response.headers.get("Content-Type") == "application/json")
