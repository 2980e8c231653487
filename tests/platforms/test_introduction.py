"""Test how the bot introduces itself: on both platforms, written only when it differs."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

import handlers
from bot.platforms.discord.adapter import DiscordAdapter
from bot.platforms.introduction import DESCRIPTION, PICTURE, SHORT_DESCRIPTION
from bot.platforms.telegram.adapter import TelegramAdapter
from handlers.turn import Content
from playground import Limits, Playground
from storage.sealing import ServerKeys
from tests.support.content_copy import FTL, append_text, copy_content, load_texts, replace_text
from tests.support.discord_adapter import build_discord_adapter
from tools import make_picture

KEYS = ServerKeys(b"a key for the tests alone")
TOKEN = "1234567:A-token-that-nobody-may-ever-read-in-a-log"
MENU = handlers.collect_features().menu


@pytest.fixture
async def server() -> AsyncIterator[Playground]:
    playground = Playground(TOKEN, limits=Limits(on=False))
    await playground.start()
    yield playground
    await playground.stop()


@pytest.fixture
async def telegram(server: Playground) -> AsyncIterator[TelegramAdapter]:
    adapter = TelegramAdapter(TOKEN, server.url, KEYS)
    await adapter.open()
    yield adapter
    await adapter.close()


@pytest.fixture
async def discord(server: Playground) -> AsyncIterator[DiscordAdapter]:
    adapter = build_discord_adapter(server.discord_token, server.url, KEYS)
    await adapter.open()
    yield adapter
    await adapter.close()


def telegram_writes(server: Playground) -> list[str]:
    calls = [call.method for call in server.telegram.ledger.calls]
    return [each for each in calls if each.lower().startswith("set")]


def discord_writes(server: Playground) -> list[str]:
    calls = [call.method for call in server.discord.ledger.calls]
    return [each for each in calls if each.startswith(("update_my", "bulk_set"))]


async def test_telegram_shows_it_in_each_language_with_a_picture_and_a_menu_button(
    server: Playground, telegram: TelegramAdapter, shelf: Content
) -> None:
    await telegram.register_commands(shelf.texts, MENU)
    for code, words in (("", "the same side"), ("es", "del mismo lado"), ("de", "the same side")):
        assert words in (await telegram.bot.get_my_description(code)).description
        assert (await telegram.bot.get_my_short_description(code)).short_description
    assert (await telegram.bot.get_chat_menu_button()).type == "commands"
    photos = await telegram.bot.get_user_profile_photos(telegram.bot.id)
    assert photos
    assert photos.total_count == 1
    assert "del mismo lado" not in await telegram.describe_profile(shelf.texts)
    assert "with a picture" in await telegram.describe_profile(shelf.texts)


async def test_discord_shows_a_description_and_a_picture(
    server: Playground, discord: DiscordAdapter, shelf: Content
) -> None:
    await discord.register_commands(shelf.texts, MENU)
    assert "the same side" in server.discord.description
    assert server.discord.bot["avatar"]
    assert "with a picture" in await discord.describe_profile(shelf.texts)


async def test_it_is_written_only_when_it_differs(
    server: Playground,
    telegram: TelegramAdapter,
    discord: DiscordAdapter,
    tmp_path: Path,
) -> None:
    folder = copy_content(tmp_path)
    words = f"{SHORT_DESCRIPTION} = Our words\n{DESCRIPTION} = Our longer words\n"
    append_text(folder / FTL, f"command-help = Help\n{words}")
    for adapter in (telegram, discord):
        await adapter.register_commands(load_texts(folder), ["help"])
    before = telegram_writes(server), discord_writes(server)
    for adapter in (telegram, discord):
        await adapter.register_commands(load_texts(folder), ["help"])
    assert (telegram_writes(server), discord_writes(server)) == before
    replace_text(folder / FTL, words, words.replace("Our", "Other"))
    for adapter in (telegram, discord):
        await adapter.register_commands(load_texts(folder), ["help"])
    new = telegram_writes(server)[len(before[0]) :]
    assert {each.lower() for each in new} == {"setmydescription", "setmyshortdescription"}
    assert discord_writes(server)[len(before[1]) :] == ["update_my_application"]


async def test_a_picture_of_the_owners_own_stays(
    server: Playground, telegram: TelegramAdapter, discord: DiscordAdapter, shelf: Content
) -> None:
    server.discord.bot["avatar"] = "their own"
    await discord.register_commands(shelf.texts, MENU)
    assert server.discord.bot["avatar"] == "their own"
    await telegram.register_commands(shelf.texts, MENU)
    own = list(server.telegram.photos)
    await telegram.register_commands(shelf.texts, MENU)
    assert server.telegram.photos == own


@pytest.mark.parametrize("method", ["setMyDescription", "setMyProfilePhoto", "getChatMenuButton"])
async def test_a_refused_introduction_does_not_stop_the_start(
    server: Playground, telegram: TelegramAdapter, shelf: Content, method: str
) -> None:
    server.faults.add("429", method, seconds=30)
    await telegram.register_commands(shelf.texts, MENU)
    assert telegram.username


@pytest.mark.parametrize(
    ("switch", "words"),
    [
        ("threaded_mode", "Threaded Mode"),
        ("inline_mode", "inline mode"),
        ("reads_all_group_messages", "group privacy"),
    ],
)
async def test_the_owner_is_warned_of_switches_that_people_would_feel(
    server: Playground, telegram: TelegramAdapter, switch: str, words: str
) -> None:
    await telegram.fetch_identity()
    assert await telegram.setup_advice() == ""
    setattr(server.telegram.settings, switch, True)
    await telegram.fetch_identity()
    assert words in await telegram.setup_advice()


def test_each_text_fits_where_it_is_shown(shelf: Content) -> None:
    for language in shelf.texts.languages:
        assert len(str(shelf.texts.render(language, DESCRIPTION))) <= 400
        assert len(str(shelf.texts.render(language, SHORT_DESCRIPTION))) <= 120


def test_the_picture_is_the_one_that_the_script_draws(tmp_path: Path) -> None:
    made = tmp_path / "picture.jpg"
    make_picture.draw().save(made, quality=make_picture.QUALITY)
    assert made.read_bytes() == PICTURE.read_bytes()
