"""Connect the bot to local servers, for phones that reach it through real clients."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Protocol

from bot.app import App, open_server_keys
from bot.clock import ClockWatch
from bot.platforms.adapter import Adapter
from bot.platforms.platform import Receiver
from handlers.turn import Content
from playground import Limits, Playground
from storage.database import Database
from storage.sealing import KeyRing, ServerKeys
from tests.support.apps import open_scenario_app
from tests.support.people import FakeClock, Sleep
from tests.support.phones.discord import DiscordClient, DiscordPhone
from tests.support.phones.telegram import TelegramClient, TelegramPhone


class RealClient(Protocol):
    """One platform's server and client."""

    @property
    def adapter(self) -> Adapter:
        """The adapter that the bot sends through."""

    async def open(self, content: Content) -> None:
        """Open the client, so that the bot can send."""

    def receiver(self, app: App, sleep: Sleep) -> Receiver:
        """Return the receiver of the bot's events."""

    async def wait_until_stored(self) -> None:
        """Return when the bot has stored everything that people did."""

    async def wait_until_answered(self) -> None:
        """Return when nobody waits any longer for a sign that the bot has heard them."""

    async def close(self) -> None:
        """Close the client; the bot can send no more."""


CLIENT_TYPES: dict[str, Callable[[Playground, ServerKeys, Content, ClockWatch], RealClient]] = {
    "telegram": TelegramClient,
    "discord": DiscordClient,
}


@dataclass
class ClientHarness:
    """A local Telegram, a local Discord, and the bot connected to one or both of them."""

    playground: Playground
    app: App
    clients: Sequence[RealClient]

    def telegram(self, name: str, id: str, language: str = "en") -> TelegramPhone:
        """Return a person with Telegram; their id is the one that the bot gets to see."""
        return TelegramPhone(name, self, id, language)

    def discord(self, name: str, id: str, language: str = "en") -> DiscordPhone:
        """Return a person with Discord; their id is the one that the bot gets to see."""
        return DiscordPhone(name, self, id, language)

    async def wait_until_idle(self) -> None:
        """Return when the bot has stored, handled and answered everything."""
        for client in self.clients:
            await client.wait_until_stored()
        await self.app.run_until_idle()
        for client in self.clients:
            await client.wait_until_answered()


@asynccontextmanager
async def run_client_harness(
    database: Database,
    ring: KeyRing,
    content: Content,
    clock: FakeClock,
    *platforms: str,
    sleep: Sleep = asyncio.sleep,
) -> AsyncIterator[ClientHarness]:
    """Connect; the bot listens until the end, and handles events while a phone waits."""
    playground = Playground(now=lambda: clock.now().timestamp(), limits=Limits(on=False))
    await playground.start()
    async with AsyncExitStack() as stack:
        stack.push_async_callback(playground.stop)
        server_keys, watch = await open_server_keys(database, ring), ClockWatch(clock)
        lines = [CLIENT_TYPES[each](playground, server_keys, content, watch) for each in platforms]
        for client in lines:
            stack.push_async_callback(client.close)
            await client.open(content)
        adapters = {client.adapter.platform: client.adapter for client in lines}
        app = await open_scenario_app(
            database, ring, content, adapters, clock, server_keys=server_keys
        )
        stop = asyncio.Event()
        hearing = [asyncio.create_task(client.receiver(app, sleep).run(stop)) for client in lines]
        try:
            for client in lines:
                await client.wait_until_stored()  # from here on no action of people can be missed
            yield ClientHarness(playground, app, lines)
        finally:
            stop.set()
            await asyncio.gather(*hearing)
