"""Builds the buttons under a message on Telegram, and the key below the chat."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    KeyboardButtonRequestUsers,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)
from telegram.constants import KeyboardButtonStyle

from chat.buttons import Button, Sign
from chat.messages import ButtonRows, PersonPicker

REQUEST_ID = 1
"""Names the one request for a person that the bot makes."""
MAIN_STYLE: str = KeyboardButtonStyle.PRIMARY.value
DESTRUCTIVE_STYLE: str = KeyboardButtonStyle.DANGER.value
"""Blue and red; an app that is too old for them shows all buttons alike."""


def build_button_styles(main: Iterable[str], destructive: Iterable[str]) -> dict[str, str]:
    """Return Telegram's words for the looks of buttons, by action."""
    return dict.fromkeys(main, MAIN_STYLE) | dict.fromkeys(destructive, DESTRUCTIVE_STYLE)


@dataclass(frozen=True, slots=True)
class InlineKeyboards:
    """Builds keyboards; `styles` are the looks of buttons by action, and others are plain."""

    styles: Mapping[str, str] = field(default_factory=dict)

    def build_inline(self, rows: ButtonRows, sign: Sign) -> InlineKeyboardMarkup | None:
        """Return the buttons of a message, of which only the first main one looks like one."""
        styles = iter(self._pick_styles(button for row in rows for button in row))
        keyboard = [
            [
                InlineKeyboardButton(
                    each.label, callback_data=each.to_wire(sign), style=next(styles)
                )
                for each in row
            ]
            for row in rows
        ]
        return InlineKeyboardMarkup(keyboard) if keyboard else None

    def _pick_styles(self, buttons: Iterable[Button]) -> Iterator[str | None]:
        has_main = False
        for each in buttons:
            style = self.styles.get(each.action)
            yield None if has_main and style == MAIN_STYLE else style
            has_main = has_main or style == MAIN_STYLE


def build_picker(picker: PersonPicker | None) -> ReplyKeyboardMarkup | ReplyKeyboardRemove | None:
    """Return the key that opens Telegram's own picker, for one person, or its removal."""
    if picker is None:
        return None
    if not picker.label:
        return ReplyKeyboardRemove()
    request = KeyboardButtonRequestUsers(REQUEST_ID, user_is_bot=False, max_quantity=1)
    key = KeyboardButton(picker.label, request_users=request)
    return ReplyKeyboardMarkup([[key]], resize_keyboard=True, one_time_keyboard=True)
