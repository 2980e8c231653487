"""Reads and writes Discord's page of the bot: how it is reached, its description, its picture."""

from __future__ import annotations

from base64 import b64encode
from typing import Any

from discord.http import Route

from bot.errors import OperatorError
from bot.platforms.discord.http import DiscordHttp
from bot.platforms.introduction import DESCRIPTION, PICTURE, describe
from content import FALLBACK
from content.texts import Texts

CURRENT_APPLICATION = Route("GET", "/applications/@me")
GUILD_INSTALL, USER_INSTALL = "0", "1"
"""The ways to install an application: in a guild, or for one person everywhere."""
INTERACTIONS_SENT_ELSEWHERE = (
    "Discord sends commands and taps to another address: empty the Interactions Endpoint URL "
    "on your application's page General Information, or set DISCORD_PUBLIC_KEY if it is ours"
)
INTERACTIONS_BY_GATEWAY = (
    "DISCORD_PUBLIC_KEY is set, but Discord sends commands and taps over the gateway: enter the "
    "Interactions Endpoint URL on your application's page General Information, or empty the setting"
)
GUILD_INSTALL_ONLY = (
    "only members of a server with this bot can use it: tick User Install "
    "on your application's page Installation"
)

Json = dict[str, Any]


def advise_owner(application: Json, *, is_called: bool) -> str:
    """Return advice on the application, or raise OperatorError if presses go elsewhere.

    `is_called` says whether Discord is to send interactions to our own address.
    """
    is_sent_to_address = bool(application.get("interactions_endpoint_url"))
    if is_sent_to_address and not is_called:
        raise OperatorError(INTERACTIONS_SENT_ELSEWHERE)
    if is_called and not is_sent_to_address:
        return INTERACTIONS_BY_GATEWAY
    is_for_people = USER_INSTALL in application.get("integration_types_config", {})
    return "" if is_for_people else GUILD_INSTALL_ONLY


async def introduce(http: DiscordHttp, texts: Texts, application: Json) -> None:
    """Write what differs from what people see; an owner's own picture stays.

    Discord has one description for all languages.
    """
    words = str(texts.render(FALLBACK, DESCRIPTION))
    if application.get("description") != words:
        await http.request(Route("PATCH", "/applications/@me"), json={"description": words})
    if not _has_picture(application):
        picture = f"data:image/jpeg;base64,{b64encode(PICTURE.read_bytes()).decode()}"
        await http.request(Route("PATCH", "/users/@me"), json={"avatar": picture})


def describe_profile(application: Json) -> str:
    """Return what people see of the bot."""
    words = [str(application.get("description") or "")]
    return describe(words, has_picture=_has_picture(application))


def _has_picture(application: Json) -> bool:
    return bool((application.get("bot") or {}).get("avatar"))
