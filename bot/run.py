"""Runs the bot until it is told to stop: the same for `run` and for the demo."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import replace
from random import SystemRandom

import structlog

import handlers
from bot.adapter import SendFailed, TokenRefused
from bot.app import App, Rates, wire
from bot.backoff import Backoff, unless
from bot.clock import Clock, SharedClock
from bot.database_errors import explained
from bot.forgotten import erase_again
from bot.former_groups import erase_former_groups
from bot.hindrance import Hindrance
from bot.hold import PROBE_SECONDS
from bot.lines import Line, left_out, lines_of
from bot.lock import in_use
from bot.settings import Settings
from bot.startup import file_of, load_shelf, open_database, open_house
from storage.database import Database
from storage.sealing import House

log = structlog.get_logger(__name__)

STOP_SECONDS = 8.0
"""How long work in hand may take once the bot is told to stop."""


async def serve(
    settings: Settings, clock: Clock, started: Callable[[App], None] = lambda _: None
) -> None:
    """Opens, runs and closes everything. Raises Hindrance; `started` hears when all is ready."""
    stop = asyncio.Event()
    _listen_for_signals(stop)
    async with opened(settings, clock) as (app, lines), _watched(app, settings.health_port):
        if known := await unless(stop, introduced(app, lines)):
            for platform in await left_out(app.database, app.adapters):
                log.warning("no_token_for_people_on", reason=platform)
            started(app)
            log.info("running")
            await run(app, lines, known, stop)
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
async def opened(settings: Settings, clock: Clock) -> AsyncIterator[tuple[App, list[Line]]]:
    """The whole bot, wired but not running yet. Raises Hindrance."""
    _, ring = settings.tokens(), settings.key_ring()
    shelf = replace(load_shelf(settings.packs_dir), run_by=settings.run_by)
    async with AsyncExitStack() as stack:
        stack.enter_context(in_use(file_of(settings.database_url)))
        database = await open_database(settings.database_url)
        stack.push_async_callback(database.close)
        shared = await _shared(clock, database)
        house = await open_house(database, ring)
        with explained(file_of(settings.database_url)):
            await erase_again(database, settings.forgotten())
            await erase_former_groups(database, ring)
        lines = await _connected(settings, house, stack)
        rates = Rates(settings.send_rate, settings.chat_rate)
        adapters = {line.adapter.platform: line.adapter for line in lines}
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
        yield app, lines


async def _connected(settings: Settings, house: House, stack: AsyncExitStack) -> list[Line]:
    lines = lines_of(settings, house)
    for line in lines:
        stack.push_async_callback(line.adapter.close)
        await line.adapter.open()
    return lines


async def _shared(clock: Clock, database: Database) -> SharedClock | None:
    if database.is_sqlite:
        return None
    shared = SharedClock(clock, database.now)
    await shared.set()
    return shared


async def run(app: App, lines: Sequence[Line], known: set[str], stop: asyncio.Event) -> None:
    """Hears, handles and sends until `stop` is set; then the work in hand is finished."""
    hearing = [
        _hear(app, line, stop, known=line.adapter.platform in known, alone=len(lines) == 1)
        for line in lines
    ]
    working = [asyncio.create_task(each) for each in (app.run(stop), *hearing)]
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


async def introduced(app: App, lines: Sequence[Line]) -> set[str]:
    """Waits for the first platform to know us; each that does by then.

    Raises Hindrance for a refused token.
    """
    backoff = Backoff(SystemRandom())
    while True:
        tries = [_knows_us(app, line) for line in lines]
        found = await asyncio.gather(*tries, return_exceptions=True)
        for error in found:
            if isinstance(error, BaseException):
                raise error
        if any(found):
            return {
                line.adapter.platform for line, knows in zip(lines, found, strict=True) if knows
            }
        await asyncio.sleep(backoff.next())


async def _hear(app: App, line: Line, stop: asyncio.Event, *, known: bool, alone: bool) -> None:
    """From a platform that was away at the start as soon as it is there.

    Where it says that it will not be heard before something is changed, the others go on without
    it. Raises Hindrance when there is no other.
    """
    app.vitals.hears(line.adapter.platform)
    if not known:
        await unless(stop, _known_at_last(app, line))
    if stop.is_set():
        return
    try:
        await line.receiver(app).run(stop)
    except Hindrance as hindrance:
        if alone:
            raise
        log.error("platform_ended", reason=str(hindrance))
        await stop.wait()


async def _known_at_last(app: App, line: Line) -> None:
    """By now a refused token is no reason to end, since another platform works."""
    backoff = Backoff(SystemRandom())
    known = False
    while not known:
        try:
            known = await _knows_us(app, line)
            wait = backoff.next()
        except Hindrance as hindrance:
            log.error("token_refused", reason=str(hindrance))
            wait = PROBE_SECONDS
        if not known:
            await asyncio.sleep(wait)


async def _knows_us(app: App, line: Line) -> bool:
    """False when the platform does not answer. Raises Hindrance for a refused token."""
    try:
        await line.adapter.prepare(app.dispatcher.shelf.texts, handlers.MENU)
    except TokenRefused:
        raise Hindrance(line.refused) from None
    except SendFailed as failed:
        log.warning(f"{line.adapter.platform}_away", error_class=type(failed).__name__)
        return False
    return True


def _listen_for_signals(stop: asyncio.Event) -> None:
    """A second signal changes nothing; where there are none (Windows), Ctrl-C still works."""
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):
            loop.add_signal_handler(number, stop.set)
