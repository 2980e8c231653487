"""What an error of Discord's library means for the message that was being sent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from http import HTTPStatus
from typing import Any

import discord

from bot import discord_http
from bot.adapter import Ambiguous, NotSent, Rejected, SendFailed, TokenRefused, Unreachable
from bot.descriptions import without_words

UNKNOWN_CHANNEL = 10003
UNKNOWN_MESSAGE, NOT_OURS, NOT_IN_A_DM = 10008, 50005, 50003
NOBODY = (10013, 50033)
"""Nobody (any more) to write to: unknown user, invalid recipient."""
CLOSED = (50007, 50278)
"""Takes no direct messages from us: by their own choice, or because nothing links us any more."""
MISSING_ACCESS = 50001
"""Comes and goes by itself, so it is no word of the person's; `bot/discord_access.py` counts."""
ACKNOWLEDGED = 40060
TOO_LATE = (10062, ACKNOWLEDGED, 10015, 50027, UNKNOWN_MESSAGE)
"""An interaction that takes no first answer, or nothing after it, any more; messages still go."""
OPENING_TOO_FAST = 40003
OPENING_SECONDS = 60.0
"""Discord does not say how fast is too fast; the wait is our own guess."""

CLOSED_FOR_TOKEN = 4004
PORTAL = "discord.com/developers/applications"
WRONG_TOKEN = (
    "Discord does not accept DISCORD_TOKEN: reset it on your application's page Bot "
    f"({PORTAL}) and copy the new one"
)
CLOSED_FOR_GOOD = {
    4010: "Discord knows no such part of this bot (4010): update Same Side, then start again",
    4011: "Discord finds the bot on too many servers for one line (4011): take it off most of "
    f"them, and off Guild Install on its page Installation ({PORTAL}), then start again",
    4012: "Discord no longer speaks as we do (4012): update Same Side, then start again",
    4013: "Discord does not know what we ask to hear (4013): update Same Side, then start again",
    4014: "Discord does not let the bot hear what it asks for (4014): on your application's page "
    f"Bot ({PORTAL}) look at Privileged Gateway Intents, then start again",
}
"""Codes with which the gateway says that the next try would end the same, and what to change."""


def failure(error: discord.DiscordException | OSError) -> SendFailed:
    """How a send ended; whatever is not known for certain is ambiguous."""
    match error:
        case discord.RateLimited():
            return NotSent(error.retry_after)
        case discord_http.NotSent() | discord.DiscordServerError():
            return NotSent()
        case discord.HTTPException():
            return _refusal(error)
        case _:
            return Ambiguous()


def _refusal(error: discord.HTTPException) -> SendFailed:
    if not _is_discords_own(error):
        return NotSent()
    if error.status == HTTPStatus.UNAUTHORIZED:
        return TokenRefused()
    if error.code in (*CLOSED, *NOBODY):
        return Unreachable()
    if error.code in (MISSING_ACCESS, UNKNOWN_CHANNEL):
        return NotSent()
    return (
        NotSent(OPENING_SECONDS) if error.code == OPENING_TOO_FAST else Rejected(described(error))
    )


def what_to_change(error: Exception) -> str:
    """Before the gateway lets us in again; "" when the next try may go well."""
    code = error.code if isinstance(error, discord.ConnectionClosed) else 0
    return CLOSED_FOR_GOOD.get(code, "")


def is_of_the_token(error: Exception) -> bool:
    """Whether our token was refused, by the gateway or on the way there."""
    if isinstance(error, discord.ConnectionClosed):
        return error.code == CLOSED_FOR_TOKEN
    if isinstance(error, (discord.DiscordException, OSError)):
        return isinstance(failure(error), TokenRefused)
    return False


def described(error: BaseException) -> str:
    """Discord's number, its message, and each field that it names; without people's words.

    "" for what is no answer of Discord's.
    """
    if not isinstance(error, discord.HTTPException):
        return ""
    message = error.text.partition("\n")[0]
    fields = [f"{place}: {words}" for place, words in _named(getattr(error, "_errors", None) or {})]
    return f"{error.code} {without_words('; '.join([message, *fields]))}"


def _named(errors: Mapping[str, Any], place: str = "") -> Iterator[tuple[str, str]]:
    for name, held in errors.items():
        if name == "_errors":
            told = [f"{each.get('code', '')} {each.get('message', '')}" for each in held]
            yield place, " ".join(told)
        elif isinstance(held, Mapping):
            yield from _named(held, f"{place}.{name}" if place else name)


def _is_discords_own(error: discord.HTTPException) -> bool:
    # A proxy or a sign-in page on the way answers in HTML, and its 401 says nothing of our token.
    return bool(error.response.headers.get("Content-Type") == "application/json")
