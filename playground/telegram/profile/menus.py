"""Keep the bot's command menus and descriptions, one for each language and scope."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from playground.shared.errors import bad_request
from playground.telegram.people import Person

COMMAND = re.compile(r"[a-z0-9_]{1,32}")
LANGUAGE = re.compile(r"[a-z]{2}")
MOST_COMMANDS = 100
DESCRIPTION_CHARACTERS = 256
SCOPES = (
    "default",
    "all_private_chats",
    "all_group_chats",
    "all_chat_administrators",
    "chat",
    "chat_administrators",
    "chat_member",
)
Commands = list[dict[str, str]]


class Menus:
    """The menus and descriptions of the bot's profile, by scope and language."""

    def __init__(self) -> None:
        self._menus: dict[str, Commands] = {}
        self.descriptions: dict[str, str] = {}
        self._buttons: dict[str, str] = {}

    def set(self, scope: object, language: str, commands: object) -> None:
        """Replace one menu; refuse commands that Telegram refuses."""
        self._menus[_key(scope, language)] = _checked(commands)

    def get(self, scope: object, language: str) -> Commands:
        """Return exactly one menu, or an empty one."""
        return self._menus.get(_key(scope, language), [])

    def delete(self, scope: object, language: str) -> None:
        """Remove one menu, so that the one of the next wider scope shows."""
        self._menus.pop(_key(scope, language), None)

    def shown_to(self, person: Person) -> Commands:
        """Return the menu in a person's chat: narrowest scope first, their language before none."""
        for key in self._candidates(person):
            if key in self._menus:
                return self._menus[key]
        return []

    def _candidates(self, person: Person) -> Iterator[str]:
        language = person.language[:2]
        for scope in (f"chat/{person.id}", "all_private_chats", "default"):
            yield f"{scope}/{language}"
            yield f"{scope}/"

    def describe(self, what: str, language: str, words: str, most: int) -> None:
        """Set a description of the bot; an empty one removes it."""
        if len(words) > most:
            raise bad_request(f"{what} is too long")
        self.descriptions[f"{what}/{_language(language)}"] = words

    def description(self, what: str, language: str) -> str:
        """Return the description in that language, or the one for all languages."""
        return self.descriptions.get(f"{what}/{_language(language)}") or self.descriptions.get(
            f"{what}/", ""
        )

    def set_button(self, chat_id: int | None, kind: str) -> None:
        """Set the kind of button beside the input field, of one chat or of all."""
        self._buttons[str(chat_id or "")] = kind

    def button(self, chat_id: int | None) -> str:
        """Return the kind of button of a chat, or of all."""
        return self._buttons.get(str(chat_id or "")) or self._buttons.get("", "commands")

    def snapshot(self) -> dict[str, Any]:
        """Return everything as JSON."""
        menus, words = dict(self._menus), dict(self.descriptions)
        return {"menus": menus, "words": words, "buttons": dict(self._buttons)}

    def restore(self, kept: dict[str, Any]) -> None:
        """Restore what `snapshot` made."""
        self._menus = dict(kept["menus"])
        self.descriptions = dict(kept["words"])
        self._buttons = dict(kept.get("buttons", {}))


def _key(scope: object, language: str) -> str:
    scope = scope if isinstance(scope, dict) else {"type": "default"}
    kind = scope.get("type")
    if kind not in SCOPES:
        raise bad_request("can't parse BotCommandScope: unsupported type specified")
    scope_path = "".join(f"/{scope[key]}" for key in ("chat_id", "user_id") if key in scope)
    return f"{kind}{scope_path}/{_language(language)}"


def _language(language: str) -> str:
    if language and not LANGUAGE.fullmatch(language):
        raise bad_request("invalid language code specified")
    return language


def _checked(commands: object) -> Commands:
    if not isinstance(commands, list):
        raise bad_request("expected an Array of BotCommand")
    if len(commands) > MOST_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    return [_command(command) for command in commands]


def _command(command: object) -> dict[str, str]:
    if not isinstance(command, dict):
        raise bad_request("expected BotCommand to be an Object")
    name, description = command.get("command"), command.get("description")
    if not isinstance(name, str) or not COMMAND.fullmatch(name.removeprefix("/")):
        raise bad_request("BOT_COMMAND_INVALID")
    if not isinstance(description, str) or not 1 <= len(description) <= DESCRIPTION_CHARACTERS:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name.removeprefix("/"), "description": description}
