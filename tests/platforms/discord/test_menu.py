"""Test the slash commands: all of the menu, in each language, with a field for words."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from discord.http import Route
from structlog.testing import capture_logs

import handlers
from bot.errors import OperatorError
from bot.platforms.discord.adapter import DiscordAdapter
from bot.platforms.discord.application import CURRENT_APPLICATION
from bot.platforms.discord.slash_commands import build_slash_commands
from bot.platforms.introduction import DESCRIPTION
from handlers.turn import Content
from playground import Limits, Playground
from playground.discord.state import APPLICATION_ID
from storage.sealing import ServerKeys
from tests.support.content_copy import FTL, append_text, copy_content, load_texts
from tests.support.couples import paired
from tests.support.discord_adapter import build_discord_adapter
from tests.support.people import Person

pytestmark = pytest.mark.long

SERVER_KEYS = ServerKeys(b"a key for the tests alone")
ALONE = 1
GUILD = 0
FITTING = {"cards": "deep", "evenings": "Wed", "move": "7QK4M-9XWPC"}
"""For commands that read only some words."""


@pytest.fixture
async def server() -> AsyncIterator[Playground]:
    playground = Playground(limits=Limits(on=False))
    await playground.start()
    yield playground
    await playground.stop()


@pytest.fixture
async def discord(server: Playground) -> AsyncIterator[DiscordAdapter]:
    adapter = build_discord_adapter(server.discord_token, server.url, SERVER_KEYS)
    await adapter.open()
    yield adapter
    await adapter.close()


def puts(server: Playground) -> int:
    calls = [call.method for call in server.discord.ledger.calls]
    return calls.count("bulk_set_application_commands")


async def test_every_command_is_offered_everywhere_and_in_ones_own_language(
    server: Playground, discord: DiscordAdapter, shelf: Content
) -> None:
    await discord.register_commands(shelf.texts, handlers.collect_features().menu)
    for context in (GUILD, ALONE):
        shown = server.discord.commands.localized_for("en-US", context)
        assert [each["name"] for each in shown] == list(handlers.collect_features().menu)
    for locale, words in (("fr", "Read your own"), ("es-ES", "Leer tu"), ("es-419", "Leer tu")):
        shown = server.discord.commands.localized_for(locale, ALONE)
        (journal,) = [each["description"] for each in shown if each["name"] == "journal"]
        assert journal.startswith(words)


async def test_the_menu_is_sent_only_when_it_differs(
    server: Playground, discord: DiscordAdapter, shelf: Content, tmp_path: Path
) -> None:
    """Without the look at what is there: three times; a day allows 200 new commands."""
    await discord.register_commands(shelf.texts, handlers.collect_features().menu)
    await discord.register_commands(shelf.texts, handlers.collect_features().menu)
    assert puts(server) == 1
    folder = copy_content(tmp_path)
    append_text(folder / FTL, f"command-help = Help\n{DESCRIPTION} = Words\n")
    await discord.register_commands(load_texts(folder), ["help"])
    await discord.register_commands(load_texts(folder), ["help"])
    assert puts(server) == 2
    assert list(server.discord.commands.known) == ["help"]


async def test_a_command_can_be_installed_in_the_ways_of_its_application_only(
    server: Playground, discord: DiscordAdapter, shelf: Content, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the look at them: Discord refuses the whole menu of one that is for guilds alone."""
    await discord.register_commands(shelf.texts, ["help"])
    assert server.discord.commands.known["help"]["integration_types"] == [0, 1]
    real = discord.http.request

    async def request(route: Route, **kwargs: Any) -> Any:  # noqa: ANN401 - handed on as it is
        said = await real(route, **kwargs)
        return (
            said | {"integration_types_config": {"0": {}}} if route == CURRENT_APPLICATION else said
        )

    monkeypatch.setattr(discord.http, "request", request)
    await discord.register_commands(shelf.texts, ["help"])
    assert server.discord.commands.known["help"]["integration_types"] == [0]


async def test_a_menu_that_is_refused_keeps_nobody_from_starting(
    server: Playground, discord: DiscordAdapter, shelf: Content
) -> None:
    server.discord.faults.add("503", "bulk_set_application_commands")
    with capture_logs() as logs:
        await discord.register_commands(shelf.texts, handlers.collect_features().menu)
    assert [each["event"] for each in logs] == ["menu_not_set"]


async def test_a_command_takes_words_if_its_handler_reads_them(
    alice: Person, bob: Person, shelf: Content
) -> None:
    """Without the key of its words: what somebody wants to write at once finds no field."""
    await paired(alice, bob)
    told = set()
    for name in handlers.collect_features().menu:
        answers = []
        for words in ("", "", f" {FITTING.get(name, 'us xylophone tomorrow')}"):
            await alice.says("/cancel")
            alice.looks()
            await alice.says(f"/{name}{words}")
            answers.append(
                [(each.text, [one.label for one in each.buttons]) for each in alice.looks()]
            )
        if answers[1] != answers[2]:
            told.add(name)
    # Words after /start come from a link; Discord has none.
    declared = {
        each["name"]
        for each in build_slash_commands(shelf.texts, handlers.collect_features().menu, [0])
        if each["options"]
    }
    assert told - {"start"} == declared


async def test_an_application_with_its_own_interactions_url_is_reported(
    server: Playground, discord: DiscordAdapter, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert await discord.setup_advice() == ""
    real = discord.http.request
    about = {"id": str(APPLICATION_ID), "integration_types_config": {"0": {}}}

    async def request(*args: object, **kwargs: object) -> object:
        return about

    monkeypatch.setattr(discord.http, "request", request)
    assert "User Install" in await discord.setup_advice()
    about["interactions_endpoint_url"] = "https://example.org"
    with pytest.raises(OperatorError, match="Interactions Endpoint URL"):
        await discord.setup_advice()
    monkeypatch.setattr(discord.http, "request", real)
