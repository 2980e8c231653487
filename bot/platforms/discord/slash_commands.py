"""Sets Discord's slash commands: the menu, in each of our languages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from discord import Locale
from discord.http import Route

from bot.platforms.discord.events import CHAT_INPUT, STRING_OPTION
from bot.platforms.discord.http import DiscordHttp
from content import FALLBACK
from content.texts import Texts

ALL_CONTEXTS = [0, 1, 2]
"""In guilds, in direct messages with the bot, and in people's private chats."""
MAX_OPTION_LENGTH = 4000
OPTION_NAME = "words"
COMPARED_FIELDS = ("type", "name", "name_localizations", "description", "description_localizations")

Json = dict[str, Any]


async def sync_commands(http: DiscordHttp, application: str, commands: list[Json]) -> None:
    """Send the menu only if it differs: Discord lets a bot make 200 new commands a day."""
    path = "/applications/{application}/commands"
    registered = await http.request(
        Route("GET", path, application=application), params={"with_localizations": "true"}
    )
    if _index_by_name(registered) != _index_by_name(commands):
        await http.request(Route("PUT", path, application=application), json=commands)


def build_slash_commands(
    texts: Texts, commands: Iterable[str], installs: Iterable[int]
) -> list[Json]:
    """Return Discord's form of each command; one with a text `command-<name>-words` takes words.

    `installs` are the ways in which the application may be installed: Discord refuses a command
    with another one, and then the whole menu.
    """
    integration_types = sorted(installs)
    return [
        _build_descriptions(texts, f"command-{name}")
        | {
            "type": CHAT_INPUT,
            "name": name,
            "integration_types": integration_types,
            "contexts": ALL_CONTEXTS,
            "options": [_build_option(texts, name)]
            if texts.has_text(f"command-{name}-words")
            else [],
        }
        for name in commands
    ]


def _build_option(texts: Texts, name: str) -> Json:
    names = _build_localizations(texts, "option-words")
    length = {"min_length": 1, "max_length": MAX_OPTION_LENGTH}
    option = {"type": STRING_OPTION, "name": OPTION_NAME, "name_localizations": names}
    return _build_descriptions(texts, f"command-{name}-words") | option | length


def _build_descriptions(texts: Texts, key: str) -> Json:
    return {
        "description": str(texts.render(FALLBACK, key)),
        "description_localizations": _build_localizations(texts, key),
    }


def _build_localizations(texts: Texts, key: str) -> dict[str, str]:
    """Return texts by Discord's language codes, some with a region; English is the default."""
    closest = {locale.value: texts.closest_language(locale.value) for locale in Locale}
    return {
        code: str(texts.render(language, key))
        for code, language in closest.items()
        if language != FALLBACK
    }


def _index_by_name(menu: list[Json]) -> dict[str, Json]:
    return {command["name"]: _keep_compared_fields(command) for command in menu}


def _keep_compared_fields(command: Json) -> Json:
    """Return the fields that we set; Discord adds others and leaves out empty ones."""
    return {
        **{name: command.get(name) or None for name in COMPARED_FIELDS},
        "integration_types": sorted(command.get("integration_types") or []),
        "contexts": sorted(command.get("contexts") or []),
        "options": [
            {name: option.get(name) or None for name in COMPARED_FIELDS}
            for option in command.get("options") or []
        ],
    }
