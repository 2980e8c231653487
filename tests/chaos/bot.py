"""Run the bot for the harness: `bot.run.serve` in a separate process, on a controlled clock."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cache
from multiprocessing.connection import Connection
from pathlib import Path

import bot.run
from bot.app import App
from bot.clock import MovedClock
from bot.ops import logs
from bot.settings import Settings
from bot.startup import load_content
from handlers.turn import Content
from storage import migrate
from storage.database import Database
from tests.chaos import kill_points
from tests.chaos.kill_points import (
    TRAP,
    UNSTORED_DISPATCHES,
    KillPoint,
)

SWEEP_AFTER = timedelta(hours=1)

UP, SETTLED, FAILED = "up", "calm", "failed"
"""The words of the bot's process; `calm` comes with the next moment at which it has work."""


def main(
    pipe: Connection,
    settings: Mapping[str, str],
    folder: Path,
    migrations: Path,
    ahead: float,
    fault: KillPoint,
) -> None:
    """Run until killed; `ahead` is how far its clock is before the machine's, in seconds."""
    _set_up(settings, folder, migrations)
    kill_points.install_hooks()
    TRAP.arm(fault)
    clock = MovedClock(timedelta(seconds=ahead))
    _patch_database_clock(clock)
    steering: list[BotController] = []
    asyncio.run(
        bot.run.serve(
            Settings.read(), clock, lambda app: steering.append(BotController(app, clock, pipe))
        )
    )


@cache
def load_content_once() -> Content:
    """Load the content once for all starts that are forked from this process."""
    return load_content()


def _set_up(settings: Mapping[str, str], folder: Path, migrations: Path) -> None:
    """Apply only the given settings, the folder, and one file for all output."""
    os.environ.update(settings)
    os.chdir(folder)
    log = (folder / "bot.log").open("a", buffering=1)
    os.dup2(log.fileno(), 1)
    os.dup2(log.fileno(), 2)
    logs.set_up("WARNING", log)
    setattr(migrate, "MIGRATIONS", migrations)  # noqa: B010 those of today and of tomorrow
    content = load_content_once()
    setattr(bot.run, "load_content", lambda *_: content)  # noqa: B010 a start loads it again


def _patch_database_clock(clock: MovedClock) -> None:
    """Control the database's clock too, on which replicas agree."""

    async def now(_: Database) -> datetime:
        return clock.now()

    setattr(Database, "now", now)  # noqa: B010 a seam, laid over a method


class BotController:
    """The bot's end of the pipe: move the clock, arm the trap, report when all is done."""

    def __init__(self, app: App, clock: MovedClock, connection: Connection) -> None:
        self._app = app
        self._clock = clock
        self._pipe = connection
        self._said: asyncio.Queue[float | KillPoint] = asyncio.Queue()
        asyncio.get_running_loop().add_reader(connection.fileno(), self._receive)
        self._working = asyncio.create_task(self._run_commands())
        connection.send((UP, None))

    def _receive(self) -> None:
        try:
            self._said.put_nowait(self._pipe.recv())
        except EOFError:
            kill_points.die()

    async def _run_commands(self) -> None:
        while True:
            match await self._said.get():
                case KillPoint() as fault:
                    TRAP.arm(fault)
                case ahead:
                    self._pipe.send(await self._advance_and_settle(timedelta(seconds=ahead)))

    async def _advance_and_settle(self, ahead: timedelta) -> tuple[str, object]:
        """Move the clock there, both kinds of time at once, and do all that is to be done."""
        by = ahead - self._clock.offset
        self._clock.advance(by)
        try:
            await UNSTORED_DISPATCHES.wait_until_empty()
            if by >= SWEEP_AFTER:
                await self._app.sweep()
            await self._app.run_until_idle()
            coming = await self._app.next_moment()
        except Exception as error:
            return FAILED, repr(error)
        return SETTLED, coming.timestamp() if coming else None
