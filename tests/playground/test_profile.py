"""Test how the bot introduces itself on the local Telegram and Discord."""

from __future__ import annotations

from base64 import b64encode

import pytest
from telegram import Bot, InputProfilePhotoStatic, MenuButtonCommands
from telegram.error import BadRequest

from playground import Playground
from playground.shared.files import sample_png
from tests.playground.discord.client import Client
from tests.playground.test_media import picture

PICTURE = f"data:image/png;base64,{b64encode(sample_png()).decode()}"


async def test_the_bot_has_a_description_in_each_language(bot: Bot) -> None:
    await bot.set_my_description("For two")
    await bot.set_my_description("Para dos", language_code="es")
    await bot.set_my_short_description("Two")
    described = [(await bot.get_my_description(code)).description for code in ("", "es", "de")]
    assert described == ["For two", "Para dos", "For two"]
    assert (await bot.get_my_short_description("es")).short_description == "Two"
    for call in (bot.set_my_description("x" * 513), bot.set_my_short_description("x" * 121)):
        with pytest.raises(BadRequest, match="is too long"):
            await call


async def test_the_bot_has_a_name_and_a_menu_button(bot: Bot) -> None:
    assert (await bot.get_my_name()).name == "Same Side"
    await bot.set_my_name("Mismo lado", "es")
    assert (await bot.get_my_name("es")).name == "Mismo lado"
    await bot.set_chat_menu_button(menu_button=MenuButtonCommands())
    assert await bot.get_chat_menu_button() == MenuButtonCommands()


async def test_the_bot_changes_its_picture(server: Playground, bot: Bot) -> None:
    own = int(server.telegram.bot["id"])
    assert not (await bot.get_user_profile_photos(own)).photos
    await bot.set_my_profile_photo(InputProfilePhotoStatic(picture(640, 640)))
    (sizes,) = (await bot.get_user_profile_photos(own)).photos
    assert (sizes[-1].width, sizes[-1].height) == (640, 640)
    for content in (sample_png(), b"none"):
        with pytest.raises(BadRequest, match=r"(?i)image_process_failed"):
            await bot.set_my_profile_photo(InputProfilePhotoStatic(content))
    await bot.remove_my_profile_photo()
    assert not (await bot.get_user_profile_photos(own)).photos


async def test_the_bot_learns_its_owners_switches(server: Playground, bot: Bot) -> None:
    server.telegram.settings.inline_mode = server.telegram.settings.threaded_mode = True
    server.telegram.settings.may_be_added_to_groups = False
    me = await bot.get_me()
    assert (me.supports_inline_queries, me.has_topics_enabled) == (True, True)
    assert (me.can_join_groups, me.can_read_all_group_messages) == (False, False)


async def test_the_application_has_a_description_on_discord(client: Client) -> None:
    before = await client.application_info()
    assert (before.description, before.icon) == ("", None)
    changed = await before.edit(description="For two", icon=sample_png())
    assert changed.description == "For two"
    assert changed.icon
    assert (await client.application_info()).description == "For two"
    with pytest.raises(Exception, match="400 or fewer"):
        await before.edit(description="x" * 401)


async def test_the_bot_has_a_picture_on_discord(client: Client) -> None:
    assert client.user
    changed = await client.user.edit(avatar=sample_png())
    assert changed.avatar
