"""Test forms in the real client: shown before anything is stored, and understood by any process."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random

import pytest

import handlers
from bot.app import App, open_server_keys
from bot.inbox.store import Arrival
from bot.platforms.discord.adapter import DiscordAdapter
from bot.platforms.discord.forms import Modals
from bot.platforms.discord.gateway import Gateway
from bot.platforms.discord.http import DiscordHttp
from bot.platforms.discord.interactions import OpenInteractions
from bot.platforms.discord.missing_access import MissingAccess
from handlers.turn import Content
from playground import DiscordPhone, Limits, Playground
from storage.database import Database
from tests.conftest import RING
from tests.support.apps import open_scenario_app
from tests.support.people import FakeClock

pytestmark = pytest.mark.sqlite
"""Discord gets the same on both databases."""

NAME = "My name"


@dataclass
class DiscordBot:
    """A bot on a local Discord; it stores nothing while the gate is shut, or when dead."""

    server: Playground
    app: App
    alice: DiscordPhone
    gate: asyncio.Event = field(default_factory=asyncio.Event)
    dead: bool = False
    kept: int = 0

    async def accept(self, arrivals: Sequence[Arrival]) -> None:
        await self.gate.wait()
        if not self.dead:
            await self.app.accept(arrivals)
        self.kept += len(arrivals)
        self.server.discord.changes.wake()

    async def idle(self) -> None:
        """Return when everything is stored, handled and answered."""
        events = self.server.discord.ledger.events
        await self.server.until(lambda: self.kept >= len(events))
        await self.app.run_until_idle()
        await self.server.until(lambda: not self.alice.unanswered)

    async def says(self, words: str) -> None:
        self.alice.says(words)
        await self.idle()

    def presses(self, label: str) -> None:
        """Press the newest button with this label."""
        for shown in reversed(self.alice.messages):
            for row in shown["buttons"]:
                for button in row:
                    if button["label"] == label:
                        self.alice.presses(shown["message_id"], button["custom_id"])
                        return
        raise AssertionError(f"there is no button {label!r}")

    async def shows_form(self) -> None:
        await self.server.until(lambda: self.alice.form is not None)

    @property
    def screen(self) -> str:
        return "\n".join(shown["text"] for shown in self.alice.messages)


@pytest.fixture
async def server(fake_clock: FakeClock) -> AsyncIterator[Playground]:
    playground = Playground(now=lambda: fake_clock.now().timestamp(), limits=Limits(on=False))
    playground.add_discord_person("alice")
    await playground.start()
    yield playground
    await playground.stop()


@asynccontextmanager
async def listening(
    server: Playground, database: Database, content: Content, clock: FakeClock
) -> AsyncIterator[DiscordBot]:
    """Run a bot that knows nothing but the contents of the database."""
    phone = server.discord_phone("alice")
    server_keys = await open_server_keys(database, RING)
    http = DiscordHttp(server.discord_token, server.url)
    router = handlers.collect_features().router
    requests = router.longest_answers, router.media_requests
    modals = Modals(*requests, server_keys.signer, content.texts, clock.now)
    interactions = OpenInteractions(http, content.texts, clock, modals.for_dispatch)
    access = MissingAccess(clock, lambda: None)
    adapter = DiscordAdapter(http, server_keys, interactions, access)
    await adapter.open()
    app = await open_scenario_app(
        database, RING, content, {"discord": adapter}, clock, server_keys=server_keys
    )
    bot = DiscordBot(server, app, phone)
    bot.gate.set()
    bot.kept = len(server.discord.ledger.events)
    gateway = Gateway(http, bot.accept, interactions, Random(7), clock)
    stop = asyncio.Event()
    hearing = asyncio.create_task(gateway.run(stop))
    await server.until(lambda: bool(server.discord.sessions.connected))
    try:
        yield bot
    finally:
        stop.set()
        bot.gate.set()
        await hearing
        await adapter.close()


@pytest.fixture
async def bot(
    server: Playground, database: Database, shelf: Content, fake_clock: FakeClock
) -> AsyncIterator[DiscordBot]:
    async with listening(server, database, shelf, fake_clock) as line:
        await line.says("/settings")
        yield line


async def test_the_form_is_there_before_anything_is_kept_and_its_words_do_what_they_say(
    bot: DiscordBot,
) -> None:
    """Without the form in `on_received`: no form as long as the database is slow."""
    bot.gate.clear()
    bot.presses(NAME)
    await bot.shows_form()
    assert bot.alice.form
    assert bot.alice.form.title == NAME
    assert [field.most for field in bot.alice.fields] == [40]
    bot.gate.set()
    await bot.idle()
    assert "What name would you like" in bot.screen
    bot.alice.submits("Alicia")
    await bot.idle()
    assert "Alicia" in bot.screen
    assert bot.alice.failed == []


async def test_words_in_the_chat_do_as_well(bot: DiscordBot) -> None:
    bot.presses(NAME)
    await bot.shows_form()
    bot.alice.dismisses()
    await bot.idle()
    await bot.says("Alicia")
    assert "Alicia" in bot.screen


async def test_a_form_that_was_lost_is_tapped_for_again(bot: DiscordBot) -> None:
    for way in ([NAME], ["Back", NAME]):
        bot.alice.dismisses()
        for label in way:
            bot.presses(label)
            await bot.idle()
    bot.alice.submits("Alicia")
    await bot.idle()
    assert "Alicia" in bot.screen


async def test_a_press_that_comes_late_gets_the_question_alone(
    bot: DiscordBot, fake_clock: FakeClock
) -> None:
    """Without the look at its age: Discord says that the application did not respond."""
    bot.presses(NAME)
    fake_clock.move(timedelta(seconds=2))
    await bot.idle()
    assert bot.alice.form is None
    assert bot.alice.failed == []
    await bot.says("Alicia")
    assert "Alicia" in bot.screen


async def test_a_form_outlives_the_bot_that_showed_it(
    bot: DiscordBot, server: Playground, database: Database, shelf: Content, fake_clock: FakeClock
) -> None:
    """Kill the bot with -9 before the commit: nobody knows of the press.

    Without the press before the words: nobody asked for them.
    """
    bot.dead = True
    bot.presses(NAME)
    await bot.shows_form()
    server.gateway.cut(resumable=False)
    async with listening(server, database, shelf, fake_clock) as anew:
        anew.alice.submits("Alicia")
        await anew.idle()
        assert "Alicia" in anew.screen
        assert "May I keep what you write" not in anew.screen
