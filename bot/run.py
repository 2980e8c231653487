"""Runs the bot until it is told to stop: the same for `run` and for the demo."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from random import SystemRandom

import structlog

import handlers
from bot.adapter import SendFailed, TokenRefused
from bot.app import App, Rates, wire
from bot.backoff import Backoff, unless
from bot.clock import Clock, SharedClock
from bot.forgotten import erase_again
from bot.hindrance import Hindrance
from bot.lock import in_use
from bot.settings import Settings
from bot.startup import file_of, load_shelf, open_database, open_house
from bot.telegram_adapter import TelegramAdapter
from bot.telegram_polling import Poller
from storage.database import Database

log = structlog.get_logger(__name__)

STOP_SECONDS = 8.0
"""How long work in hand may take once the bot is told to stop."""


async def serve(
    settings: Settings, clock: Clock, started: Callable[[App], None] = lambda _: None
) -> None:
    """Opens, runs and closes everything. Raises Hindrance; `started` hears when all is ready."""
    stop = asyncio.Event()
    _listen_for_signals(stop)
    async with opened(settings, clock) as (app, telegram), _watched(app, settings.health_port):
        if await unless(stop, introduced(app, telegram)):
            started(app)
            log.info("running")
            await run(app, telegram, stop)
    log.info("stopped")


@asynccontextmanager
async def _watched(app: App, port: int | None) -> AsyncIterator[None]:
    """Raises Hindrance."""
    if port is None:
        yield
        return
    # It takes a third of a second, and most do without.
    from bot.health import pages

    async with pages(app.vitals, port):
        yield


@asynccontextmanager
async def opened(settings: Settings, clock: Clock) -> AsyncIterator[tuple[App, TelegramAdapter]]:
    """The whole bot, wired but not running yet. Raises Hindrance."""
    token, ring = settings.token(), settings.key_ring()
    shelf = load_shelf(settings.packs_dir)
    async with AsyncExitStack() as stack:
        stack.enter_context(in_use(file_of(settings.database_url)))
        database = await open_database(settings.database_url)
        stack.push_async_callback(database.close)
        shared = await _shared(clock, database)
        house = await open_house(database, ring)
        await erase_again(database, settings.forgotten())
        telegram = TelegramAdapter(token, settings.telegram_base_url, house)
        stack.push_async_callback(telegram.close)
        await telegram.open()
        rates = Rates(settings.send_rate, settings.chat_rate)
        adapters = {telegram.platform: telegram}
        app = wire(
            database,
            ring,
            house,
            shelf,
            adapters,
            shared or clock,
            rates,
            SystemRandom(),
            settings.reminders_for_partner,
            settings.forgotten(),
        )
        app.backups, app.shared = settings.backup_dir, shared
        yield app, telegram


async def _shared(clock: Clock, database: Database) -> SharedClock | None:
    if database.is_sqlite:
        return None
    shared = SharedClock(clock, database.now)
    await shared.set()
    return shared


async def run(app: App, telegram: TelegramAdapter, stop: asyncio.Event) -> None:
    """Polls, handles and sends until `stop` is set; then the work in hand is finished."""
    poller = Poller(telegram.bot, app.accept, SystemRandom(), polled=app.vitals.polls)
    working = [asyncio.create_task(each) for each in (app.run(stop), poller.run(stop))]
    stopping = asyncio.create_task(stop.wait())
    try:
        await asyncio.wait({*working, stopping}, return_when=asyncio.FIRST_COMPLETED)
        app.stop(stop)
        await asyncio.wait(working, timeout=STOP_SECONDS)
    finally:
        for task in (*working, stopping):
            task.cancel()
        ends = await asyncio.gather(*working, stopping, return_exceptions=True)
    for end in ends:
        if isinstance(end, Exception):
            raise end


async def introduced(app: App, telegram: TelegramAdapter) -> bool:
    """Waits for Telegram to know us; True in the end. Raises Hindrance for a refused token."""
    backoff = Backoff(SystemRandom())
    while True:
        try:
            await telegram.prepare(app.dispatcher.shelf.texts, handlers.MENU)
            return True
        except TokenRefused:
            raise Hindrance(
                "Telegram does not accept TELEGRAM_TOKEN: copy it again from @BotFather (/token)"
            ) from None
        except SendFailed as failed:
            wait = backoff.next()
            log.warning("telegram_away", error_class=type(failed).__name__, wait=round(wait, 1))
            await asyncio.sleep(wait)


def _listen_for_signals(stop: asyncio.Event) -> None:
    """A second signal changes nothing; where there are none (Windows), Ctrl-C still works."""
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):
            loop.add_signal_handler(number, stop.set)
