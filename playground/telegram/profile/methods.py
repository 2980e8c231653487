"""Implement the Bot API's methods with which the bot introduces itself."""

from __future__ import annotations

from typing import Any

from playground.shared.change_signal import Change
from playground.shared.errors import bad_request
from playground.shared.media import Media
from playground.telegram.arguments import Arguments
from playground.telegram.media.fields import media_fields, store_media
from playground.telegram.media.uploads import read_upload
from playground.telegram.methods import method
from playground.telegram.state import Telegram

MAX_CHARACTERS = {"description": 512, "short_description": 120, "name": 64}
MENU_BUTTONS = ("default", "commands")
"""Without Web Apps, which the local Telegram has none of."""
MOST_PHOTOS = 100


@method
def set_my_commands(telegram: Telegram, given: Arguments) -> bool:
    """Replace the command menu of one scope and language."""
    telegram.menus.set(
        given.json_value("scope"), given.text("language_code"), given.json_value("commands")
    )
    telegram.changes.notify(Change("commands"))
    return True


@method
def get_my_commands(telegram: Telegram, given: Arguments) -> list[dict[str, str]]:
    """Return the command menu of exactly one scope and language."""
    return telegram.menus.get(given.json_value("scope"), given.text("language_code"))


@method
def delete_my_commands(telegram: Telegram, given: Arguments) -> bool:
    """Remove the command menu of one scope and language."""
    telegram.menus.delete(given.json_value("scope"), given.text("language_code"))
    telegram.changes.notify(Change("commands"))
    return True


@method
def set_my_description(telegram: Telegram, given: Arguments) -> bool:
    """Set what an empty chat with the bot says, at most 512 characters."""
    return _set_text(telegram, given, "description")


@method
def get_my_description(telegram: Telegram, given: Arguments) -> dict[str, str]:
    """Return what an empty chat with the bot says."""
    return _get_text(telegram, given, "description")


@method
def set_my_short_description(telegram: Telegram, given: Arguments) -> bool:
    """Set what the bot's profile says, at most 120 characters."""
    return _set_text(telegram, given, "short_description")


@method
def get_my_short_description(telegram: Telegram, given: Arguments) -> dict[str, str]:
    """Return what the bot's profile says."""
    return _get_text(telegram, given, "short_description")


@method
def set_my_name(telegram: Telegram, given: Arguments) -> bool:
    """Set the bot's name for one language, at most 64 characters."""
    return _set_text(telegram, given, "name")


@method
def get_my_name(telegram: Telegram, given: Arguments) -> dict[str, str]:
    """Return the bot's name in a language; the one from BotFather if none was set."""
    name = _get_text(telegram, given, "name")["name"]
    return {"name": name or telegram.bot["first_name"]}


@method
def set_my_profile_photo(telegram: Telegram, given: Arguments) -> bool:
    """Set the bot's picture, a JPEG that is uploaded with the call."""
    wish = given.object("photo")
    if wish.get("type") != "static":
        raise bad_request("can't parse InputProfilePhoto: type of the profile photo is unsupported")
    upload = given.attached(str(wish.get("photo", "")))
    if upload is None or isinstance(upload, str):
        raise bad_request("profile photo must be uploaded as a file")
    content = read_upload("photo", upload)
    if not content.startswith(b"\xff\xd8"):
        raise bad_request("IMAGE_PROCESS_FAILED")
    photo = store_media(telegram.files, Media("photo", content))
    telegram.photos.insert(0, photo.id)
    return True


@method
def remove_my_profile_photo(telegram: Telegram, _: Arguments) -> bool:
    """Remove the bot's current picture; the one before shows again."""
    if telegram.photos:
        del telegram.photos[0]
    return True


@method
def get_user_profile_photos(telegram: Telegram, given: Arguments) -> dict[str, Any]:
    """Return the pictures of the bot, the newest first; people here have none."""
    user_id = given.number("user_id")
    if user_id != telegram.bot["id"] and user_id not in telegram.people:
        raise bad_request("user not found")
    ids = telegram.photos if user_id == telegram.bot["id"] else []
    count = given.number("limit", MOST_PHOTOS)
    start = given.number("offset")
    photos = [
        media_fields(telegram.files, "photo", telegram.files.find(id))["photo"]
        for id in ids[start : start + count]
    ]
    return {"total_count": len(ids), "photos": photos}


@method
def set_chat_menu_button(telegram: Telegram, given: Arguments) -> bool:
    """Set the button beside the input field, of one chat or of all."""
    kind = given.object("menu_button").get("type", "default")
    if kind not in MENU_BUTTONS:
        raise bad_request("can't parse menu button: MenuButton has unsupported type")
    telegram.menus.set_button(given.chat_id(), kind)
    return True


@method
def get_chat_menu_button(telegram: Telegram, given: Arguments) -> dict[str, str]:
    """Return the button beside the input field of one chat, or of all."""
    return {"type": telegram.menus.button(given.chat_id())}


def _set_text(telegram: Telegram, given: Arguments, field: str) -> bool:
    language, words = given.text("language_code"), given.text(field)
    telegram.menus.describe(field, language, words, MAX_CHARACTERS[field])
    return True


def _get_text(telegram: Telegram, given: Arguments, field: str) -> dict[str, str]:
    return {field: telegram.menus.description(field, given.text("language_code"))}
