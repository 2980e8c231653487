"""Introduces the bot on Telegram: its menu, its descriptions in each language, its picture."""

from __future__ import annotations

from collections.abc import Iterable

from telegram import Bot, BotCommand, InputProfilePhotoStatic, MenuButtonCommands

from bot.platforms.introduction import DESCRIPTION, PICTURE, SHORT_DESCRIPTION, describe
from content import FALLBACK
from content.texts import Texts

THREADED_MODE = (
    "Threaded Mode is on: people see a chat per topic, and answers may land in another one; "
    "switch it off at @BotFather"
)
INLINE_MODE = (
    "inline mode is on: anybody can call the bot in any chat by its name; "
    "if you do not want that, switch it off at @BotFather (/setinline)"
)
GROUP_PRIVACY = (
    "group privacy is off: Telegram hands the bot all that people say in groups, "
    "which it drops unread; switch it on at @BotFather (/setprivacy)"
)


async def introduce(bot: Bot, texts: Texts, commands: Iterable[str]) -> None:
    """Write what differs from what people see; an owner's own picture stays.

    Raises TelegramError.
    """
    menu = list(commands)
    for language in texts.languages:
        # English serves every other language; regions are unknown.
        code = None if language == FALLBACK else language.partition("-")[0]
        await _set_commands(bot, texts, language, code, menu)
        await _set_descriptions(bot, texts, language, code)
    if not isinstance(await bot.get_chat_menu_button(), MenuButtonCommands):
        await bot.set_chat_menu_button(menu_button=MenuButtonCommands())
    if not await _has_picture(bot):
        await bot.set_my_profile_photo(InputProfilePhotoStatic(PICTURE.read_bytes()))


async def describe_profile(bot: Bot, texts: Texts) -> str:
    """Return what people see of the bot, in each language. Raises TelegramError."""
    codes = [language.partition("-")[0] for language in texts.languages]
    shown = [(await bot.get_my_short_description(code)).short_description for code in codes]
    return describe(list(dict.fromkeys(shown)), has_picture=await _has_picture(bot))


def advise_owner(bot: Bot) -> str:
    """Return what the owner may want to switch at @BotFather; the bot must know itself already."""
    me = bot.bot
    found = [
        (me.has_topics_enabled, THREADED_MODE),
        (me.supports_inline_queries, INLINE_MODE),
        (me.can_read_all_group_messages, GROUP_PRIVACY),
    ]
    return "; ".join(advice for is_so, advice in found if is_so)


async def _set_commands(
    bot: Bot, texts: Texts, language: str, code: str | None, menu: Iterable[str]
) -> None:
    wanted = tuple(BotCommand(each, texts.render(language, f"command-{each}")) for each in menu)
    if await bot.get_my_commands(language_code=code) != wanted:
        await bot.set_my_commands(wanted, language_code=code)


async def _set_descriptions(bot: Bot, texts: Texts, language: str, code: str | None) -> None:
    words = str(texts.render(language, DESCRIPTION))
    if (await bot.get_my_description(code)).description != words:
        await bot.set_my_description(words, code)
    words = str(texts.render(language, SHORT_DESCRIPTION))
    if (await bot.get_my_short_description(code)).short_description != words:
        await bot.set_my_short_description(words, code)


async def _has_picture(bot: Bot) -> bool:
    photos = await bot.get_user_profile_photos(bot.id, limit=1)
    return photos is not None and photos.total_count > 0
