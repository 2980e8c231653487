"""Keep the keys and the reply prompt that the bot's last messages put below a chat."""

from __future__ import annotations

from typing import Any

from playground.shared.errors import bad_request

MOST_SHARED_USERS = 10
"""In one request (Bot API, KeyboardButtonRequestUsers)."""
PLACEHOLDER_CHARACTERS = 64
REQUESTS = ("request_users", "request_chat", "request_contact", "request_location", "request_poll")
STYLES = ("danger", "primary", "success")
Markup = dict[str, Any]


class ReplyKeyboards:
    """Each chat's keys, and the message that its next one will answer; a later one replaces it."""

    def __init__(self) -> None:
        self._keys: dict[int, Markup] = {}
        self._prompts: dict[int, int] = {}

    def show(self, chat_id: int, message_id: int, markup: Markup) -> None:
        """Change the place below a chat as a message's checked markup says."""
        if "keyboard" in markup:
            self._keys[chat_id] = markup
        elif markup.get("remove_keyboard"):
            self._keys.pop(chat_id, None)
        if markup.get("force_reply"):
            self._prompts[chat_id] = message_id

    def keys(self, chat_id: int) -> list[list[Markup]]:
        """Return the rows of keys; none where the phone shows letters."""
        return list(self._keys.get(chat_id, {}).get("keyboard", []))

    def on_used(self, chat_id: int) -> None:
        """Hide keys that are meant to be used once."""
        if self._keys.get(chat_id, {}).get("one_time_keyboard"):
            del self._keys[chat_id]

    def prompt(self, chat_id: int) -> int | None:
        """Return the message that the person's next one answers, unless they dismiss that."""
        return self._prompts.get(chat_id)

    def end_prompt(self, chat_id: int) -> None:
        """Forget which message the next one answers."""
        self._prompts.pop(chat_id, None)

    def snapshot(self) -> dict[str, Any]:
        """Return everything as JSON."""
        return {"keys": list(self._keys.items()), "prompts": list(self._prompts.items())}

    def restore(self, kept: dict[str, Any]) -> None:
        """Restore what `snapshot` made."""
        self._keys, self._prompts = dict(kept["keys"]), dict(kept["prompts"])


def checked_reply_markup(markup: Markup, *, private: bool) -> Markup:
    """Return a markup that is no inline keyboard; refuse one that Telegram refuses."""
    placeholder = markup.get("input_field_placeholder")
    if placeholder is not None and not 1 <= len(str(placeholder)) <= PLACEHOLDER_CHARACTERS:
        raise bad_request("input field placeholder must be 1-64 characters long")
    if "keyboard" not in markup:
        return markup
    rows = markup["keyboard"]
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request(
            'can\'t parse keyboard markup: Field "keyboard" must be an Array of Arrays'
        )
    keys = [[_key(key, private=private) for key in row] for row in rows if row]
    return markup | {"keyboard": keys}


def _key(key: object, *, private: bool) -> Markup:
    key = {"text": key} if isinstance(key, str) else key
    if not isinstance(key, dict):
        raise _unreadable("KeyboardButton must be a String or an Object")
    if not isinstance(key.get("text"), str) or not key["text"].strip():
        raise _unreadable('Can\'t find field "text"')
    if key.get("style") not in (None, *STYLES):
        raise _unreadable("invalid button style specified")
    if not private and any(key.get(request) for request in REQUESTS):
        raise bad_request("BUTTON_TYPE_INVALID")
    if "request_users" in key:
        _check_request(key["request_users"])
    return key


def _check_request(request: object) -> None:
    if not isinstance(request, dict) or not isinstance(request.get("request_id"), int):
        raise _unreadable('Can\'t find field "request_id"')
    if not 1 <= int(request.get("max_quantity", 1)) <= MOST_SHARED_USERS:
        raise bad_request("BUTTON_TYPE_INVALID")


def _unreadable(why: str) -> Exception:
    return bad_request(f"can't parse keyboard button: {why}")
