"""Local servers with our bot on their lines, for phones that speak to it through real clients."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from random import Random
from typing import Protocol

from bot.adapter import Adapter
from bot.app import App, Rates, unlock, wire
from bot.lines import Receiver
from handlers.turn import Shelf
from playground import Limits, Playground
from storage.database import Database
from storage.sealing import House, KeyRing
from tests.discord_phones import DiscordLine, DiscordPhone
from tests.people import FakeClock, Sleep
from tests.telegram_phones import TelegramLine, TelegramPhone

FAST = Rates(all=1e6, chat=1e6)


class Line(Protocol):
    """One platform's server and client."""

    @property
    def adapter(self) -> Adapter:
        """What the bot sends through."""

    async def open(self, shelf: Shelf) -> None:
        """The bot can send."""

    def receiver(self, app: App, sleep: Sleep) -> Receiver:
        """What hears for the bot."""

    async def heard(self) -> None:
        """Returns when the bot has stored all that people did."""

    async def answered(self) -> None:
        """Returns when nobody waits for a sign that the bot has heard them."""

    async def close(self) -> None:
        """The bot sends no more."""


LINES: dict[str, Callable[[Playground, House], Line]] = {
    "telegram": TelegramLine,
    "discord": DiscordLine,
}


@dataclass
class Exchange:
    """A local Telegram, a local Discord, and our bot on the lines of one of them or of both."""

    playground: Playground
    app: App
    lines: Sequence[Line]

    def telegram(self, name: str, id: str, language: str = "en") -> TelegramPhone:
        """A person with Telegram; their id is the one that the bot gets to see."""
        return TelegramPhone(name, self, id, language)

    def discord(self, name: str, id: str, language: str = "en") -> DiscordPhone:
        """A person with Discord; their id is the one that the bot gets to see."""
        return DiscordPhone(name, self, id, language)

    async def idle(self) -> None:
        """Returns when the bot has stored, handled and answered all that was done."""
        for line in self.lines:
            await line.heard()
        await self.app.settle()
        for line in self.lines:
            await line.answered()


@asynccontextmanager
async def exchange(
    database: Database,
    ring: KeyRing,
    shelf: Shelf,
    clock: FakeClock,
    *platforms: str,
    sleep: Sleep = asyncio.sleep,
) -> AsyncIterator[Exchange]:
    """Opens the lines; the bot listens until the end, and handles when a phone waits for it."""
    playground = Playground(now=lambda: clock.now().timestamp(), limits=Limits(on=False))
    await playground.start()
    async with AsyncExitStack() as stack:
        stack.push_async_callback(playground.stop)
        house = await unlock(database, ring)
        lines = [await _opened(each, playground, house, shelf, stack) for each in platforms]
        adapters = {line.adapter.platform: line.adapter for line in lines}
        app = wire(database, ring, house, shelf, adapters, clock, FAST, Random(7))
        stop = asyncio.Event()
        hearing = [asyncio.create_task(line.receiver(app, sleep).run(stop)) for line in lines]
        try:
            for line in lines:
                await line.heard()  # from here on nothing that people do can be missed
            yield Exchange(playground, app, lines)
        finally:
            stop.set()
            await asyncio.gather(*hearing)


async def _opened(
    platform: str, playground: Playground, house: House, shelf: Shelf, stack: AsyncExitStack
) -> Line:
    line = LINES[platform](playground, house)
    stack.push_async_callback(line.close)
    await line.open(shelf)
    return line
