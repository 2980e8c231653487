"""Keep the bot's slash commands as Discord does, and show them as each person's app does."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from playground.discord.api.errors import invalid, missing, wrong_length

NAME = re.compile(r"[-_'\w]{1,32}")
MOST_COMMANDS, MOST_OPTIONS, DESCRIPTION = 100, 25, 100
LOCALES = frozenset(
    (
        *("ar", "bg", "cs", "da", "de", "el", "en-GB", "en-US", "es-419", "es-ES", "fi", "fr"),
        *("he", "hi", "hr", "hu", "id", "it", "ja", "ko", "lt", "nl", "no", "pl", "pt-BR", "ro"),
        *("ru", "sv-SE", "th", "tr", "uk", "vi", "zh-CN", "zh-TW"),
    )
)
STRING, INTEGER, BOOLEAN = 3, 4, 5
TYPES = {str: STRING, int: INTEGER, bool: BOOLEAN}
EVERYWHERE = [0, 1, 2]
Value = str | int | bool


class SlashCommands:
    """The global commands of one application."""

    def __init__(self, application_id: int, new_id: Callable[[], int]) -> None:
        self._application_id = application_id
        self._new_id = new_id
        self.known: dict[str, dict[str, Any]] = {}

    def replace(self, given: object) -> list[dict[str, Any]]:
        """Replace the whole list; refuse all of it when one command is wrong."""
        if not isinstance(given, list) or len(given) > MOST_COMMANDS:
            raise wrong_length("", 0, MOST_COMMANDS)
        for number, command in enumerate(given):
            _check(command, str(number))
        names = [command["name"] for command in given]
        if len(names) != len(set(names)):
            words = "Application command names must be unique"
            raise invalid("", "APPLICATION_COMMANDS_DUPLICATE_NAME", words)
        self.known = {command["name"]: self._whole(command) for command in given}
        return list(self.known.values())

    def find(self, name: str, context: int) -> dict[str, Any] | None:
        """Return a command that can be used in such a place."""
        command = self.known.get(name)
        usable = command is not None and context in (command["contexts"] or EVERYWHERE)
        return command if usable else None

    def localized_for(self, locale: str, context: int) -> list[dict[str, Any]]:
        """Return the names, descriptions and options that an app in that locale shows."""
        return [
            {
                "name": command["name"],
                "description": _localized(locale, command),
                "options": [
                    {
                        "name": _localized(locale, option, "name"),
                        "description": _localized(locale, option),
                    }
                    for option in command["options"]
                ],
            }
            for command in self.known.values()
            if context in (command["contexts"] or EVERYWHERE)
        ]

    def _whole(self, given: dict[str, Any]) -> dict[str, Any]:
        known = self.known.get(given["name"])
        return {
            "id": known["id"] if known else str(self._new_id()),
            "application_id": str(self._application_id),
            "version": str(self._new_id()),
            "default_member_permissions": given.get("default_member_permissions"),
            "type": given.get("type") or 1,
            "name": given["name"],
            "name_localizations": given.get("name_localizations"),
            "description": given["description"],
            "description_localizations": given.get("description_localizations"),
            "dm_permission": True,
            "contexts": given.get("contexts"),
            "integration_types": given.get("integration_types") or [0],
            "options": given.get("options") or [],
            "nsfw": False,
        }


def chosen_options(command: dict[str, Any], values: dict[str, Value]) -> list[dict[str, Any]]:
    """Return an interaction's options; raise ValueError for what an app would not accept."""
    described = {option["name"]: option for option in command["options"]}
    for name, value in values.items():
        if name not in described or described[name]["type"] != TYPES[type(value)]:
            raise ValueError(f"/{command['name']} has no such option: {name}")
    for name, option in described.items():
        if option.get("required") and name not in values:
            raise ValueError(f"/{command['name']} wants {name}")
    return [
        {"name": name, "type": TYPES[type(value)], "value": value} for name, value in values.items()
    ]


def _localized(locale: str, thing: dict[str, Any], part: str = "description") -> str:
    words = (thing.get(f"{part}_localizations") or {}).get(locale, thing[part])
    return str(words)


def _check(command: object, path: str) -> None:
    if not isinstance(command, dict):
        raise invalid(path, "MODEL_TYPE_CONVERT", "Only dictionaries may be used")
    _check_words(command, path)
    options = command.get("options") or []
    if len(options) > MOST_OPTIONS:
        raise wrong_length(f"{path}.options", 0, MOST_OPTIONS)
    for number, option in enumerate(options):
        _check_words(option, f"{path}.options.{number}")


def _check_words(thing: dict[str, Any], path: str) -> None:
    name, description = thing.get("name"), thing.get("description")
    if name is None:
        raise missing(f"{path}.name")
    if not NAME.fullmatch(name) or name != name.lower():
        words = "Command name is invalid"
        raise invalid(f"{path}.name", "APPLICATION_COMMAND_INVALID_NAME", words)
    texts = {"": description} | (thing.get("description_localizations") or {})
    for locale, text in texts.items():
        where = f"{path}.description_localizations.{locale}" if locale else f"{path}.description"
        if locale and locale not in LOCALES:
            raise invalid(where, "ENUM_TYPE_COERCE", f"Value {locale!r} is not a locale.")
        if not isinstance(text, str) or not 1 <= len(text) <= DESCRIPTION:
            raise wrong_length(where, 1, DESCRIPTION)
