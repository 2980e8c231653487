"""The bot as the harness runs it: `bot.run.serve` in a process of its own, on a steered clock."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Mapping
from datetime import datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path

import bot.run
from bot import logs
from bot.app import App
from bot.clock import MovedClock
from bot.settings import Settings
from storage import migrate
from storage.database import Database
from tests.chaos import faults
from tests.chaos.faults import TRAP, UNREAD, Fault

A_LONG_MOVE = timedelta(hours=1)

UP, CALM, FAILED = "up", "calm", "failed"
"""What the bot's process says; `calm` comes with the next moment at which there is work."""


def main(
    line: Connection,
    settings: Mapping[str, str],
    folder: Path,
    migrations: Path,
    ahead: float,
    fault: Fault,
) -> None:
    """Runs until it is killed; `ahead` is how far its clock is before the machine's, in seconds."""
    _set_up(settings, folder, migrations)
    faults.lay()
    TRAP.arm(fault)
    clock = MovedClock(timedelta(seconds=ahead))
    _move_the_database(clock)
    steering: list[Steering] = []
    asyncio.run(
        bot.run.serve(
            Settings.read(), clock, lambda app: steering.append(Steering(app, clock, line))
        )
    )


def _set_up(settings: Mapping[str, str], folder: Path, migrations: Path) -> None:
    """Its settings and no others, its folder, and one file for all that it says."""
    from tests.chaos.shelf import SHELF  # read already, in the process that this one is forked from

    os.environ.update(settings)
    os.chdir(folder)
    log = (folder / "bot.log").open("a", buffering=1)
    os.dup2(log.fileno(), 1)
    os.dup2(log.fileno(), 2)
    logs.set_up("WARNING", log)
    setattr(migrate, "MIGRATIONS", migrations)  # noqa: B010 those of today and of tomorrow
    setattr(bot.run, "load_shelf", lambda *_: SHELF)  # noqa: B010 see there


def _move_the_database(clock: MovedClock) -> None:
    """Where replicas agree on the database's clock, that one is steered as well."""

    async def now(_: Database) -> datetime:
        return clock.now()

    setattr(Database, "now", now)  # noqa: B010 a seam, laid over a method


class Steering:
    """Does what the harness says: moves the clock, arms the trap, tells when all is done."""

    def __init__(self, app: App, clock: MovedClock, line: Connection) -> None:
        self._app = app
        self._clock = clock
        self._line = line
        self._said: asyncio.Queue[float | Fault] = asyncio.Queue()
        asyncio.get_running_loop().add_reader(line.fileno(), self._hear)
        self._working = asyncio.create_task(self._work())
        line.send((UP, None))

    def _hear(self) -> None:
        try:
            self._said.put_nowait(self._line.recv())
        except EOFError:
            faults.die()

    async def _work(self) -> None:
        while True:
            match await self._said.get():
                case Fault() as fault:
                    TRAP.arm(fault)
                case ahead:
                    self._line.send(await self._settled(timedelta(seconds=ahead)))

    async def _settled(self, ahead: timedelta) -> tuple[str, object]:
        """Moves the clock there, both kinds of time at once, and does all that is to be done."""
        by = ahead - self._clock.ahead
        self._clock.advance(by)
        try:
            await UNREAD.none()
            if by >= A_LONG_MOVE:
                await self._app.sweep()
            await self._app.settle()
            coming = await self._app.next_moment()
        except Exception as error:
            return FAILED, repr(error)
        return CALM, coming.timestamp() if coming else None
