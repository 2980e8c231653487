"""Refuse as Telegram does: an error code, a sentence, and sometimes what to do about it."""

from __future__ import annotations


class Refused(Exception):
    """A request that Telegram does not accept; `code` is the HTTP status as well.

    Its parameters say what the bot can do about it: wait, or write to another chat.
    """

    def __init__(
        self, code: int, description: str, retry_after: int | None = None, moved_to: int = 0
    ) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.retry_after = retry_after
        self.moved_to = moved_to

    def response_body(self) -> dict[str, object]:
        """Return the body that the Bot API sends for it."""
        body: dict[str, object] = {
            "ok": False,
            "error_code": self.code,
            "description": self.description,
        }
        if self.retry_after is not None:
            body["parameters"] = {"retry_after": self.retry_after}
        if self.moved_to:
            body["parameters"] = {"migrate_to_chat_id": self.moved_to}
        return body


def bad_request(why: str) -> Refused:
    """Return the refusal of a wrong request, which would fail again in the same way."""
    return Refused(400, f"Bad Request: {why}")


def forbidden(why: str) -> Refused:
    """Return the refusal for a person who does not want to hear from the bot."""
    return Refused(403, f"Forbidden: {why}")


def too_many_requests(seconds: int) -> Refused:
    """Return the refusal of a bot that is too fast; it may try again after that many seconds."""
    return Refused(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)


UNAUTHORIZED = Refused(401, "Unauthorized")
NOT_FOUND = Refused(404, "Not Found")
METHOD_NOT_FOUND = Refused(404, "Not Found: method not found")
TOO_LARGE = Refused(413, "Request Entity Too Large")
