"""Refuse a request as Discord does: a status, its own code, and the path of the wrong field."""

from __future__ import annotations

import math
from http import HTTPStatus
from typing import Any

from playground.shared.faults import Fault


class DiscordRefused(Exception):
    """A request that Discord does not accept; `status` is HTTP's, `code` is Discord's own."""

    def __init__(
        self,
        status: int,
        code: int,
        message: str,
        errors: dict[str, Any] | None = None,
        retry_after: float | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.errors = errors
        self.retry_after = retry_after

    def response_body(self) -> dict[str, Any]:
        """Return the body that Discord sends for it."""
        body: dict[str, Any] = {"message": self.message, "code": self.code}
        if self.errors is not None:
            body["errors"] = self.errors
        if self.retry_after is not None:
            body |= {"retry_after": self.retry_after, "global": False}
        return body

    def headers(self) -> dict[str, str]:
        """Return its headers; a 429 without `Via` would look like a ban by Discord's network."""
        if self.retry_after is None:
            return {}
        return {"Retry-After": str(math.ceil(self.retry_after)), "Via": "1.1 playground"}


def invalid(path: str, code: str, message: str) -> DiscordRefused:
    """Return the refusal of an invalid form; `path` is such as `components.0.label`."""
    errors: dict[str, Any] = {"_errors": [{"code": code, "message": message}]}
    for name in reversed(path.split(".") if path else []):
        errors = {name: errors}
    return DiscordRefused(400, 50035, "Invalid Form Body", errors)


def too_long(path: str, most: int) -> DiscordRefused:
    """Return the refusal of a text over its limit."""
    words = f"Must be {most} or fewer in length."
    return invalid(path, "BASE_TYPE_MAX_LENGTH", words)


def wrong_length(path: str, least: int, most: int) -> DiscordRefused:
    """Return the refusal of a text or list outside its limits."""
    words = f"Must be between {least} and {most} in length."
    return invalid(path, "BASE_TYPE_BAD_LENGTH", words)


def missing(path: str) -> DiscordRefused:
    """Return the refusal for a missing field."""
    return invalid(path, "BASE_TYPE_REQUIRED", "This field is required")


def too_many_requests(seconds: float) -> DiscordRefused:
    """Return the refusal of a bot that is too fast; it may try again after that many seconds."""
    return DiscordRefused(429, 0, "You are being rate limited.", retry_after=round(seconds, 3))


def refusal_of(fault: Fault) -> DiscordRefused | None:
    """Return the refusal for a fault's error status; None for the other kinds."""
    if not fault.kind.isdigit():
        return None
    if fault.kind == "429":
        return too_many_requests(max(fault.seconds, 0.001))
    status = int(fault.kind)
    words = fault.description or f"{status}: {HTTPStatus(status).phrase}"
    return DiscordRefused(status, fault.code, words)


UNAUTHORIZED = DiscordRefused(401, 0, "401: Unauthorized")
NOT_FOUND = DiscordRefused(404, 0, "404: Not Found")
BAD_JSON = DiscordRefused(400, 50109, "The request body contains invalid JSON.")
UNKNOWN_CHANNEL = DiscordRefused(404, 10003, "Unknown Channel")
UNKNOWN_MESSAGE = DiscordRefused(404, 10008, "Unknown Message")
UNKNOWN_USER = DiscordRefused(404, 10013, "Unknown User")
UNKNOWN_WEBHOOK = DiscordRefused(404, 10015, "Unknown Webhook")
UNKNOWN_INTERACTION = DiscordRefused(404, 10062, "Unknown interaction")
OPENING_TOO_FAST = DiscordRefused(400, 40003, "You are opening direct messages too fast")
ALREADY_ACKNOWLEDGED = DiscordRefused(400, 40060, "Interaction has already been acknowledged.")
NO_ACCESS = DiscordRefused(403, 50001, "Missing Access")
NOT_IN_A_DM = DiscordRefused(403, 50003, "Cannot execute action on a DM channel")
NOT_YOURS = DiscordRefused(403, 50005, "Cannot edit a message authored by another user")
EMPTY = DiscordRefused(400, 50006, "Cannot send an empty message")
CLOSED_DMS = DiscordRefused(403, 50007, "Cannot send messages to this user")
NO_PERMISSION = DiscordRefused(403, 50013, "Missing Permissions")
OLD_TOKEN = DiscordRefused(401, 50027, "Invalid Webhook Token")
NO_SUCH_RECIPIENT = DiscordRefused(400, 50033, "Invalid Recipient(s)")
NO_MUTUAL_GUILD = DiscordRefused(
    403, 50278, "Cannot send messages to this user due to having no mutual guilds"
)
