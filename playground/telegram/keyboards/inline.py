"""Check the buttons under a message as Telegram does."""

from __future__ import annotations

from typing import Any

from playground.shared.errors import bad_request

Keyboard = list[list[dict[str, Any]]]

MOST_BUTTONS = 100
MOST_IN_A_ROW = 8
"""Undocumented; PTB's constants name them, and clients lay out no more."""
CALLBACK_BYTES = 64
COPY_CHARACTERS = 256
ACTIONS = (
    *("callback_data", "url", "copy_text", "web_app", "login_url", "switch_inline_query"),
    *("switch_inline_query_current_chat", "switch_inline_query_chosen_chat", "disabled"),
)
STYLES = ("danger", "primary", "success")
CHOSEN_CHATS = ("allow_user_chats", "allow_bot_chats", "allow_group_chats", "allow_channel_chats")
OTHER_MARKUP = ("keyboard", "remove_keyboard", "force_reply")


def inline_keyboard(markup: object, *, only_inline: bool = False) -> Keyboard | None:
    """Return the rows of buttons, or None if there are none; refuse what Telegram refuses."""
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" not in markup:
        if only_inline or not any(key in markup for key in OTHER_MARKUP):
            raise bad_request("inline keyboard expected")
        return None
    rows = markup["inline_keyboard"]
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request(
            'field "inline_keyboard" of the InlineKeyboardMarkup should be an Array of Arrays'
        )
    keyboard = [[_button(button) for button in row] for row in rows if row]
    if sum(map(len, keyboard)) > MOST_BUTTONS or any(len(row) > MOST_IN_A_ROW for row in keyboard):
        raise bad_request("reply markup is too long")
    return keyboard or None


def _button(button: object) -> dict[str, Any]:
    if not isinstance(button, dict):
        raise _unreadable("InlineKeyboardButton must be an Object")
    if not isinstance(button.get("text"), str):
        raise _unreadable('field "text" must be of type String')
    if not button["text"].strip():
        raise bad_request("BUTTON_TEXT_INVALID")
    actions = [action for action in ACTIONS if button.get(action) is not None]
    if not actions:
        raise _unreadable("Text buttons are not allowed in the inline keyboard")
    if len(actions) > 1:
        raise _unreadable("exactly one action must be given")
    _check_action(actions[0], button[actions[0]])
    shown = {"text": button["text"], actions[0]: button[actions[0]]}
    return shown | ({"style": _style(button)} if button.get("style") else {})


def _style(button: dict[str, Any]) -> str:
    if button["style"] not in STYLES:
        raise _unreadable("invalid button style specified")
    return str(button["style"])


def _check_action(action: str, meaning: Any) -> None:  # noqa: ANN401 - it is what is checked
    if action == "callback_data" and not _fits(meaning):
        raise bad_request("BUTTON_DATA_INVALID")
    if action == "url" and not _leads_somewhere(meaning):
        raise bad_request(f"inline keyboard button URL '{meaning}' is invalid: Wrong HTTP URL")
    if action == "switch_inline_query_chosen_chat" and not (
        isinstance(meaning, dict) and any(meaning.get(kind) for kind in CHOSEN_CHATS)
    ):
        raise bad_request("at least one chat type must be allowed")
    if action == "copy_text":
        text = meaning.get("text") if isinstance(meaning, dict) else None
        if not isinstance(text, str) or not 1 <= len(text) <= COPY_CHARACTERS:
            raise bad_request("BUTTON_COPY_TEXT_INVALID")


def _fits(meaning: object) -> bool:
    return isinstance(meaning, str) and len(meaning.encode()) <= CALLBACK_BYTES


def _leads_somewhere(address: object) -> bool:
    return isinstance(address, str) and address.startswith(("http://", "https://", "tg://"))


def _unreadable(why: str) -> Exception:
    return bad_request(f"can't parse inline keyboard button: {why}")
