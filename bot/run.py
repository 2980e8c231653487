"""Runs the bot until it is told to stop: the same for `run` and for the demo."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import replace
from random import SystemRandom

import structlog

import handlers
from bot import collection
from bot.app import App, build_app
from bot.backoff import Backoff, until_stopped
from bot.cli.reapply_erasures import reapply_erasures
from bot.clock import Clock, ClockWatch, SharedClock
from bot.errors import OperatorError
from bot.ops import file_lock
from bot.ops.database_errors import explain_database_errors
from bot.outbox.circuit_breaker import PROBE_SECONDS
from bot.pace import Rates
from bot.parts import Parts
from bot.platforms.adapter import SendFailed, TokenRefused
from bot.platforms.platform import Platform, configured_platforms, platforms_without_token
from bot.platforms.telegram.former_groups import erase_former_groups
from bot.reception import receive
from bot.role import Role
from bot.schema_watch import end_before_newer_tables
from bot.settings import Settings
from bot.startup import database_file, load_content, open_configured_database, open_verified_keys
from storage.database import Database
from storage.sealing import KeyRing, ServerKeys

log = structlog.get_logger(__name__)

STOP_SECONDS = 8.0
"""How long the work in hand may still take after the bot is told to stop."""


async def serve(
    settings: Settings,
    clock: Clock,
    started: Callable[[App], None] = lambda _: None,
    role: Role = Role.ALL,
) -> None:
    """Open, run and close everything; call `started` when all is ready. Raises OperatorError."""
    stop = asyncio.Event()
    _listen_for_signals(stop)
    async with (
        open_app(settings, clock, role) as (app, platforms),
        _serve_metrics(app, settings.health_port),
    ):
        collection.resume()
        if known := await until_stopped(stop, wait_for_first_platform(app, platforms)):
            for platform in await platforms_without_token(app.database, app.adapters):
                log.warning("no_token_for_people_on", reason=platform)
            started(app)
            log.info("running")
            await run(app, platforms, known, stop, settings.webhook_port)
    log.info("stopped")


@asynccontextmanager
async def _serve_metrics(app: App, port: int | None) -> AsyncIterator[None]:
    """Serve the health pages during the block, if a port is set. Raises OperatorError."""
    if port is None:
        yield
        return
    # The import takes a third of a second, and most bots do without the pages.
    from bot.ops.health import serve_pages

    async with serve_pages(app.metrics, app.process_metrics, port):
        yield


@asynccontextmanager
async def open_app(
    settings: Settings, clock: Clock, role: Role = Role.ALL
) -> AsyncIterator[tuple[App, list[Platform]]]:
    """Open the whole bot, wired but not yet running. Raises OperatorError."""
    _, ring = settings.read_tokens(), settings.read_key_ring()
    content = replace(load_content(settings.packs_dir), run_by=settings.run_by)
    async with AsyncExitStack() as stack:
        stack.enter_context(file_lock.shared(database_file(settings.database_url)))
        database = await open_configured_database(settings)
        stack.push_async_callback(database.close)
        shared = await _open_shared_clock(clock, database)
        watch = ClockWatch(shared or clock)
        server_keys = await _open_keys(settings, database, ring)
        features = handlers.collect_features()
        given = settings, server_keys, features.router, content.texts, watch
        platforms = configured_platforms(*given)
        await _open_adapters(platforms, stack)
        parts = Parts(
            database=database,
            ring=ring,
            server_keys=server_keys,
            features=features,
            content=content,
            adapters={platform.adapter.platform: platform.adapter for platform in platforms},
            clock=watch,
            chance=SystemRandom(),
            for_partner=settings.reminders_for_partner,
            media_mb_each=settings.media_mb_each,
        )
        yield _build_app(settings, parts, shared, role), platforms


async def _open_keys(settings: Settings, database: Database, ring: KeyRing) -> ServerKeys:
    """Open the server keys, and erase again what a restored backup brought back."""
    server_keys = await open_verified_keys(database, ring)
    with explain_database_errors(database_file(settings.database_url)):
        await reapply_erasures(database, ring, settings.forgotten_path())
        await erase_former_groups(database, ring)
    return server_keys


def _build_app(settings: Settings, parts: Parts, shared: SharedClock | None, role: Role) -> App:
    return build_app(
        parts,
        Rates(settings.send_rate, settings.chat_rate),
        forgotten=settings.forgotten_path(),
        backups=settings.backup_dir,
        shared=shared,
        role=role,
    )


async def _open_adapters(platforms: Sequence[Platform], stack: AsyncExitStack) -> None:
    for platform in platforms:
        stack.push_async_callback(platform.adapter.close)
        await platform.adapter.open()


async def _open_shared_clock(clock: Clock, database: Database) -> SharedClock | None:
    if database.is_sqlite:
        return None
    shared = SharedClock(clock, database.now)
    await shared.synchronize()
    return shared


async def run(
    app: App,
    platforms: Sequence[Platform],
    known: set[str],
    stop: asyncio.Event,
    webhook_port: int = 0,
) -> None:
    """Receive, handle and send until `stop` is set; then finish the work in hand."""
    hearing = [
        _receive(
            app, platform, stop, known=platform.adapter.platform in known, alone=len(platforms) == 1
        )
        for platform in platforms
        if app.role.receives
    ]
    calls = _serve_calls(app, platforms, webhook_port, stop)
    watching = end_before_newer_tables(app.database, stop)
    working = [asyncio.create_task(each) for each in (app.run(stop), watching, *hearing, *calls)]
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


def _serve_calls(
    app: App, platforms: Sequence[Platform], port: int, stop: asyncio.Event
) -> list[Coroutine[None, None, None]]:
    """Return what takes the platforms' calls; nothing if none calls us, or another part does it."""
    calls = [
        platform.build_call_handler(app.accept, app.metrics)
        for platform in platforms
        if platform.build_call_handler and app.role.receives
    ]
    if not calls:
        return []
    # The import takes a third of a second, and most bots poll.
    from bot.web_server import serve_calls

    return [serve_calls(calls, port, stop)]


async def wait_for_first_platform(app: App, platforms: Sequence[Platform]) -> set[str]:
    """Wait until a platform accepts us; return all that do at that time.

    Raises OperatorError for a refused token.
    """
    backoff = Backoff(SystemRandom())
    while True:
        tries = [_try_to_register(app, platform) for platform in platforms]
        found = await asyncio.gather(*tries, return_exceptions=True)
        for error in found:
            if isinstance(error, BaseException):
                raise error
        if any(found):
            return {
                platform.adapter.platform
                for platform, knows in zip(platforms, found, strict=True)
                if knows
            }
        await asyncio.sleep(backoff.next_wait())


async def _receive(
    app: App, platform: Platform, stop: asyncio.Event, *, known: bool, alone: bool
) -> None:
    """Receive from one platform, as soon as it answers if it did not at the start.

    If it refuses us until something is changed, the other platforms go on without it. Raises
    OperatorError if there is no other.
    """
    app.metrics.record_contact(platform.adapter.platform)
    if not known:
        await until_stopped(stop, _wait_until_registered(app, platform))
    if stop.is_set():
        return
    try:
        await receive(app, platform, stop)
    except OperatorError as error:
        if alone:
            raise
        log.error("platform_ended", reason=str(error))
        await stop.wait()


async def _wait_until_registered(app: App, platform: Platform) -> None:
    """Wait until the platform accepts us. Another one works, so a refused token is only logged."""
    backoff = Backoff(SystemRandom())
    known = False
    while not known:
        try:
            known = await _try_to_register(app, platform)
            wait = backoff.next_wait()
        except OperatorError as error:
            log.error("token_refused", reason=str(error))
            wait = PROBE_SECONDS
        if not known:
            await asyncio.sleep(wait)


async def _try_to_register(app: App, platform: Platform) -> bool:
    """Return False if the platform does not answer. Raises OperatorError for a refused token."""
    try:
        await platform.adapter.register_commands(app.texts, app.menu)
    except TokenRefused:
        raise OperatorError(platform.token_refused_message) from None
    except SendFailed as failed:
        log.warning(f"{platform.adapter.platform}_away", error_class=type(failed).__name__)
        return False
    return True


def _listen_for_signals(stop: asyncio.Event) -> None:
    """Set `stop` on a signal; where loops have no signals (Windows), Ctrl-C still works."""
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):
            loop.add_signal_handler(number, stop.set)
