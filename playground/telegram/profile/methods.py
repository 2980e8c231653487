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

DESCRIPTION_CHARACTERS, SHORT_CHARACTERS, NAME_CHARACTERS = 512, 120, 64
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
    telegram.menus.describe(
        "description",
        given.text("language_code"),
        given.text("description"),
        DESCRIPTION_CHARACTERS,
    )
    return True


@method
def get_my_description(telegram: Telegram, given: Arguments) -> dict[str, str]:
    """Return what an empty chat with the bot says."""
    words = telegram.menus.description("description", given.text("language_code"))
    return {"description": words}


@method
def set_my_short_description(telegram: Telegram, given: Arguments) -> bool:
    """Set what the bot's profile says, at most 120 characters."""
    words, language = given.text("short_description"), given.text("language_code")
    telegram.menus.describe("short_description", language, words, SHORT_CHARACTERS)
    return True


@method
def get_my_short_description(telegram: Telegram, given: Arguments) -> dict[str, str]:
    """Return what the bot's profile says."""
    words = telegram.menus.description("short_description", given.text("language_code"))
    return {"short_description": words}


@method
def set_my_name(telegram: Telegram, given: Arguments) -> bool:
    """Set the bot's name for one language, at most 64 characters."""
    words, language = given.text("name"), given.text("language_code")
    telegram.menus.describe("name", language, words, NAME_CHARACTERS)
    return True


@method
def get_my_name(telegram: Telegram, given: Arguments) -> dict[str, str]:
    """Return the bot's name in a language; the one from BotFather if none was set."""
    words = telegram.menus.description("name", given.text("language_code"))
    return {"name": words or telegram.bot["first_name"]}


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
