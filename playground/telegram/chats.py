"""Adapt the chats with the bot on Telegram to the page, which shows and uses them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from playground.shared.change_signal import Change
from playground.shared.chats import Body, Event, media_of, number_of, reply_of, text_of
from playground.telegram.phones import Phone
from playground.telegram.state import Telegram


class TelegramChats:
    """Everybody's chat with the bot; `phones` may grow later."""

    name = "telegram"

    def __init__(self, telegram: Telegram, phones: Mapping[str, Phone]) -> None:
        self._telegram = telegram
        self._phones = phones

    def people(self) -> dict[str, str]:
        """Return the people who have Telegram."""
        return {who: phone.person.name for who, phone in self._phones.items()}

    def state(self, who: str) -> dict[str, Any]:
        """Return all that a phone shows of the chat."""
        phone = self._phones[who]
        return {
            "messages": phone.messages,
            "commands": phone.commands,
            "language": phone.person.language,
            "blocked": phone.person.blocked,
            "started": phone.person.started,
            "keys": phone.keys,
            "description": self._telegram.menus.description(
                "description", phone.person.language[:2]
            ),
        }

    def act(self, who: str, name: str, body: Body) -> dict[str, Any]:
        """Do what somebody did on the page."""
        if name == "share":
            chosen = self._phones[text_of(body, "chosen")].person
            self._phones[who].shares_users(text_of(body, "label"), chosen)
        else:
            ACTIONS[name](self._phones[who], body)
        return {}

    def listen(self, send: Callable[[Event], object], again: Callable[[], object]) -> None:
        """Send each change from now on."""

        def notice(change: Change) -> None:
            if change.kind == "blocked":
                again()
            for event in self._events(change):
                send(event | {"chat": self.name})

        self._telegram.changes.listen(notice)

    def _events(self, change: Change) -> list[Event]:
        if change.kind == "commands":
            return [
                {"type": "commands", "who": who, "commands": phone.commands}
                for who, phone in self._phones.items()
            ]
        return [
            {"type": change.kind, "who": who} | _details(change, phone)
            for who, phone in self._phones.items()
            if phone.person.id == change.chat_id and change.kind != "blocked"
        ]


ACTIONS: dict[str, Callable[[Phone, Body], object]] = {
    "send": lambda phone, body: phone.send(text_of(body, "text"), reply_to=reply_of(body)),
    "press": lambda phone, body: phone.press(number_of(body, "message_id"), text_of(body, "data")),
    "edit": lambda phone, body: phone.edit(number_of(body, "message_id"), text_of(body, "text")),
    "attach": lambda phone, body: phone.attach(
        text_of(body, "kind"), text_of(body, "caption", ""), reply_to=reply_of(body)
    ),
    "upload": lambda phone, body: phone.attach(
        media_of(body), text_of(body, "caption", ""), reply_to=reply_of(body)
    ),
    "tap": lambda phone, body: phone.taps(text_of(body, "label")),
    "start": lambda phone, body: phone.start(text_of(body, "payload", "")),
    "language": lambda phone, body: phone.speak(text_of(body, "language")),
    "block": lambda phone, body: phone.block() if body.get("blocked") else phone.unblock(),
}


def _details(change: Change, phone: Phone) -> dict[str, Any]:
    if change.kind in ("message", "edit"):
        return {"message": phone.message(change.message_id)}
    if change.kind == "keys":
        return {"keys": phone.keys}
    if change.kind == "toast":
        return {"text": change.text, "alert": change.alert}
    return {"message_id": change.message_id} if change.message_id else {}
