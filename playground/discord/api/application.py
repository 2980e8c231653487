"""Implement Discord's operations on the bot itself, its commands and the gateway's address."""

from __future__ import annotations

from base64 import b64decode
from hashlib import md5

from playground.discord.api.errors import NOT_FOUND, UNKNOWN_USER, invalid, too_long
from playground.discord.api.operations import OperationResult, operation
from playground.discord.api.requests import RequestArguments
from playground.discord.state import Discord

STARTS_A_DAY = 1000
DESCRIPTION_CHARACTERS = 400


@operation("GET", "/users/@me")
def get_my_user(discord: Discord, given: RequestArguments) -> OperationResult:
    """Return the bot."""
    about = {"mfa_enabled": False, "locale": "en-US", "verified": True, "email": None}
    return OperationResult(discord.bot | about)


@operation("GET", "/users/{user_id}")
def get_user(discord: Discord, given: RequestArguments) -> OperationResult:
    """Return a person, or the bot itself."""
    number = given.path_id("user_id")
    if number == discord.application_id:
        return OperationResult(discord.bot)
    if number not in discord.people:
        raise UNKNOWN_USER
    return OperationResult(discord.people[number].as_user())


@operation("GET", "/oauth2/applications/@me")
def get_my_oauth2_application(discord: Discord, given: RequestArguments) -> OperationResult:
    """Return the application behind the bot."""
    return get_my_application(discord, given)


@operation("GET", "/applications/@me")
def get_my_application(discord: Discord, given: RequestArguments) -> OperationResult:
    """Return the application behind the bot."""
    installs = sum(person.installed for person in discord.people.values())
    about = {
        "id": str(discord.application_id),
        "name": discord.bot["global_name"],
        "icon": discord.icon or None,
        "description": discord.description,
        "type": None,
        "bot": discord.bot,
        "bot_public": True,
        "bot_require_code_grant": False,
        "rpc_origins": [],
        "verify_key": discord.interaction_calls.public_key,
        "flags": 0,
        "flags_new": "0",
        "redirect_uris": [],
        "interactions_endpoint_url": discord.interaction_calls.url or None,
        "role_connections_verification_url": None,
        "owner": discord.bot,
        "approximate_guild_count": 1,
        "approximate_user_install_count": installs,
        "approximate_user_authorization_count": 0,
        "explicit_content_filter": 0,
        "team": None,
        "eligible_oauth2_scopes": [],
    }
    scopes = {"scopes": ["applications.commands"], "permissions": "0"}
    types = {"0": {"oauth2_install_params": scopes}, "1": {"oauth2_install_params": scopes}}
    return OperationResult(about | {"integration_types_config": types})


@operation("PATCH", "/applications/@me")
def update_my_application(discord: Discord, given: RequestArguments) -> OperationResult:
    """Change the description, at most 400 characters, or the picture of the application."""
    words = given.body.get("description")
    if isinstance(words, dict):
        words = words.get("default")
    if words is not None:
        if len(str(words)) > DESCRIPTION_CHARACTERS:
            raise too_long("description", DESCRIPTION_CHARACTERS)
        discord.description = str(words)
    if given.body.get("icon"):
        discord.icon = _picture_hash("icon", given.body["icon"])
    return get_my_application(discord, given)


@operation("PATCH", "/users/@me")
def update_my_user(discord: Discord, given: RequestArguments) -> OperationResult:
    """Change the bot's picture."""
    if given.body.get("avatar"):
        discord.bot["avatar"] = _picture_hash("avatar", given.body["avatar"])
    return get_my_user(discord, given)


@operation("GET", "/applications/{application_id}/commands")
def list_application_commands(discord: Discord, given: RequestArguments) -> OperationResult:
    """Return the slash commands."""
    _check_application(discord, given)
    return OperationResult(list(discord.commands.known.values()))


@operation("PUT", "/applications/{application_id}/commands")
def bulk_set_application_commands(discord: Discord, given: RequestArguments) -> OperationResult:
    """Replace all slash commands at once."""
    _check_application(discord, given)
    return OperationResult(discord.set_commands(given.raw))


@operation("GET", "/gateway")
def get_gateway(discord: Discord, given: RequestArguments) -> OperationResult:
    """Return the gateway's address."""
    return OperationResult({"url": discord.gateway_url})


@operation("GET", "/gateway/bot")
def get_bot_gateway(discord: Discord, given: RequestArguments) -> OperationResult:
    """Return the gateway's address, and how often the bot may still start today."""
    limit = {"total": STARTS_A_DAY, "remaining": STARTS_A_DAY, "reset_after": 0}
    limit["max_concurrency"] = 1
    return OperationResult({"url": discord.gateway_url, "shards": 1, "session_start_limit": limit})


def _picture_hash(field: str, given: object) -> str:
    """Return the hash by which Discord names a picture, from a data URI; refuse anything else."""
    head, _, encoded = str(given).partition(";base64,")
    try:
        content = b64decode(encoded, validate=True)
    except ValueError:
        content = b""
    if not head.startswith("data:image/") or not content:
        raise invalid(field, "IMAGE_INVALID", "Invalid image data")
    return md5(content, usedforsecurity=False).hexdigest()


def _check_application(discord: Discord, given: RequestArguments) -> None:
    if given.path_id("application_id") != discord.application_id:
        raise NOT_FOUND
