"""The demo: a local Telegram with two phones, and the same bot as ever behind it."""

from __future__ import annotations

import asyncio
import errno
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path
from secrets import token_urlsafe
from tempfile import TemporaryDirectory
from typing import Any

import click
from pydantic import SecretStr
from sqlalchemy import URL, func, select

from bot.app import App
from bot.cli.permissions import found_open
from bot.clock import MovedClock
from bot.errors import OperatorError
from bot.run import serve
from bot.settings import Settings
from domain.challenge.rounds import PROMPT_DUE
from playground import ClockState, DiscordPerson, Person, Playground
from storage.sealing import KeyRing
from storage.tables.challenge import Answer, Round
from storage.tables.queues import Due

LOOK_SECONDS = 1.0
KEPT = ("demo.json", "keys", "forgotten.txt*", "same-side.db*")
CHAT_RATE = 5.0
"""Messages a second to one phone: whoever plays both people at once writes faster than two do."""


async def show(settings: Settings, port: int, keep: Path | None, opens: bool) -> None:
    """Serves the page and runs the bot until it is told to stop. Raises OperatorError."""
    with _folder(keep) as folder:
        album = Album(folder)
        ready = asyncio.get_running_loop().create_future()
        time = TimeMachine(MovedClock(album.ahead), ready)
        playground = _playground(time)
        if album.phones:
            playground.restore(album.phones)
        await _open(playground, port)
        click.echo("The bot is starting…", err=True)
        beside = [asyncio.create_task(_watch(time, playground, album))]

        def started(app: App) -> None:
            beside.append(asyncio.create_task(_greet(app, ready, playground, opens)))

        try:
            await serve(_settings(settings, folder, playground), time.machine, started)
        finally:
            for task in beside:
                task.cancel()
            album.keep(time, playground)
            await playground.stop()


def _playground(time: TimeMachine) -> Playground:
    """Alice and Bob on both platforms, with tokens that nobody else can know."""
    return Playground(
        f"1234567:{token_urlsafe()}",
        people={"alice": Person(1001, "Alice"), "bob": Person(1002, "Bob")},
        discord_people={"alice": DiscordPerson(2001, "Alice"), "bob": DiscordPerson(2002, "Bob")},
        now=lambda: time.machine.now().timestamp(),
        time_machine=time,
        discord_token=f"ODgwMDAw.playground.{token_urlsafe()}",
    )


class TimeMachine:
    """Moves the bot's clock so that what falls due on the way happens in its order."""

    def __init__(self, machine: MovedClock, ready: asyncio.Future[App]) -> None:
        self.machine = machine
        self._ready = ready
        """The bot, once it can be played with."""
        self._challenge: datetime | None = None
        self._steps: list[str] = []
        self._moving = asyncio.Lock()

    def clock(self) -> ClockState:
        now = self.machine.now()
        return {
            "now": now.timestamp(),
            "iso": f"{now:%Y-%m-%dT%H:%M:%SZ}",
            "moved_by": self.machine.ahead.total_seconds(),
            "can_move": self._ready.done(),
            "next": {"challenge": self._challenge.timestamp() if self._challenge else None},
            "steps": self._steps,
        }

    async def advance(self, seconds: float) -> None:
        async with self._moving:
            await self._settle()
            await self._move(timedelta(seconds=seconds))

    async def to_next_challenge(self) -> bool:
        async with self._moving:
            await self._settle()
            planned = await self._next_challenge()
            if planned:
                await self._move(planned[-1] - self.machine.now())
            return bool(planned)

    async def look(self) -> bool:
        """Looks when the next challenge comes, and what was done; True when that has changed."""
        before = self._challenge, self._steps
        planned = await self._next_challenge()
        self._challenge, self._steps = planned[0] if planned else None, await self._done()
        return (self._challenge, self._steps) != before

    async def _move(self, by: timedelta) -> None:
        ahead = self.machine.ahead + by
        while at := await self._moment_within(ahead - self.machine.ahead):
            self.machine.advance(at - self.machine.now())
            await self._settle()
        self.machine.advance(ahead - self.machine.ahead)
        await self._settle()
        await self.look()

    async def _moment_within(self, left: timedelta) -> datetime | None:
        now = self.machine.now()
        at = await self._ready.result().next_moment() if self._ready.done() else None
        return at if at and now < at < now + left else None

    async def _settle(self) -> None:
        if self._ready.done():
            await self._ready.result().run_until_idle()

    async def _next_challenge(self) -> Sequence[datetime]:
        """The hours at which it comes to one and the other, which is on one local date."""
        if not self._ready.done():
            return []
        async with self._ready.result().database.read() as session:
            prompts = select(Due.at, Due.day).where(Due.kind == PROMPT_DUE).order_by(Due.at)
            found = (await session.execute(prompts)).all()
        return [at for at, day in found if day == found[0].day]

    async def _done(self) -> list[str]:
        """Which of the page's steps were taken: a week was begun, and answered by two."""
        if not self._ready.done():
            return []
        answers = select(func.count(Answer.id)).where(Answer.round_id == Round.id).scalar_subquery()
        async with self._ready.result().database.read() as session:
            most = await session.scalar(select(func.max(answers)).select_from(Round))
        return [] if most is None else ["clock", "answer"] if most > 1 else ["clock"]


class Album:
    """What a kept demo holds besides its database: its clock, and what is on the phones."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "demo.json"
        kept = self._read()
        self.ahead = timedelta(seconds=kept.get("ahead", 0.0))
        self.phones: dict[str, Any] = kept.get("phones", {})

    def keep(self, time: TimeMachine, playground: Playground) -> None:
        """Replaces the file in one go, so that it is never half written."""
        kept = {
            "ahead": time.machine.ahead.total_seconds(),
            "phones": playground.snapshot(),
        }
        fresh = self._file.with_suffix(".new")
        fresh.write_text(json.dumps(kept), encoding="utf-8")
        os.replace(fresh, self._file)

    def _read(self) -> dict[str, Any]:
        if not self._file.exists():
            return {}
        try:
            kept: dict[str, Any] = json.loads(self._file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            raise OperatorError(
                f"{self._file} cannot be read: remove its folder, or choose another with --keep"
            ) from None
        return kept


@contextmanager
def _folder(keep: Path | None) -> Iterator[Path]:
    if keep is None:
        with TemporaryDirectory(prefix="same-side-", ignore_cleanup_errors=True) as folder:
            yield Path(folder)
        return
    try:
        keep.mkdir(parents=True, exist_ok=True)
        (keep / "keys").touch(mode=0o600)
        _close(keep)
    except OSError as error:
        raise OperatorError(
            f"{keep} cannot be written ({error.strerror}): choose another folder with --keep"
        ) from None
    yield keep


def _close(keep: Path) -> None:
    """To other accounts of this machine: an earlier demo may have left it open. Raises OSError."""
    files = [each for name in KEPT for each in keep.glob(name)]
    for each in found_open(files, [keep]):
        each.close()


async def _open(playground: Playground, port: int) -> None:
    try:
        await playground.start(port)
    except OSError as error:
        why = "is in use" if error.errno == errno.EADDRINUSE else "may not be used here"
        raise OperatorError(
            f"port {port} {why}: choose another with --port, or make demo PORT=9000"
        ) from None


def _settings(settings: Settings, folder: Path, playground: Playground) -> Settings:
    """The same as in `run`, but for the addresses, the key and, unless it is set, the pace."""
    database = URL.create("sqlite+aiosqlite", database=str(folder / "same-side.db"))
    return settings.model_copy(
        update={
            "telegram_token": SecretStr(playground.token),
            "telegram_base_url": playground.url,
            "discord_token": SecretStr(playground.discord_token),
            "discord_base_url": playground.url,
            "database_url": database.render_as_string(),
            "secret_keys": SecretStr(_key(folder / "keys")),
            "forgotten_file": folder / "forgotten.txt",
            "health_port": None,
            "backup_dir": None,
            "chat_rate": settings.chat_rate
            if "chat_rate" in settings.model_fields_set
            else CHAT_RATE,
        }
    )


def _key(file: Path) -> str:
    file.touch(mode=0o600)
    if not file.read_text():
        file.write_text(KeyRing.generate_key("demo"))
    return file.read_text()


async def _greet(app: App, ready: asyncio.Future[App], playground: Playground, opens: bool) -> None:
    """Discord keeps nothing for a bot that is not connected, so that is waited for."""
    with suppress(TimeoutError):
        await playground.until(lambda: bool(playground.discord.sessions.connected))
    ready.set_result(app)
    playground.show_clock()
    click.echo(f"Two phones are waiting at {playground.url} (Ctrl-C ends the demo).")
    if opens:
        click.launch(playground.url)


async def _watch(time: TimeMachine, playground: Playground, album: Album) -> None:
    """Keeps the page's clock, and the album, up to date."""
    kept: object = None
    while True:
        if await time.look():
            playground.show_clock()
        now = (playground.activity_count(), time.machine.ahead)
        if now != kept:
            album.keep(time, playground)
            kept = now
        await asyncio.sleep(LOOK_SECONDS)
