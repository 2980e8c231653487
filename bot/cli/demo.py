"""The demo: a local Telegram and Discord with two phones, and the unchanged bot behind them."""

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
from bot.cli.permissions import select_exposed
from bot.clock import MovedClock
from bot.errors import OperatorError
from bot.run import serve
from bot.settings import Settings
from domain.challenge.week import PROMPT_DUE
from playground import ClockState, DiscordPerson, Person, Playground
from storage.sealing import KeyRing
from storage.tables.challenge import Answer, Round
from storage.tables.queues import Due

REFRESH_SECONDS = 1.0
KEPT_FILES = ("demo.json", "keys", "forgotten.txt*", "same-side.db*")
CHAT_RATE = 5.0
"""Messages a second to one phone: one person who plays both writes faster than two people do."""


async def run_demo(settings: Settings, port: int, keep: Path | None, opens: bool) -> None:
    """Serve the page and run the bot until it is told to stop. Raises OperatorError."""
    with _demo_folder(keep) as folder:
        state = DemoState(folder)
        ready = asyncio.get_running_loop().create_future()
        time = TimeMachine(MovedClock(state.clock_offset), ready)
        playground = _build_playground(time)
        if state.phones:
            playground.restore(state.phones)
        await _start_playground(playground, port)
        click.echo("The bot is starting…", err=True)
        tasks = [asyncio.create_task(_keep_page_current(time, playground, state))]

        def on_started(app: App) -> None:
            tasks.append(asyncio.create_task(_announce_when_ready(app, ready, playground, opens)))

        try:
            await serve(_demo_settings(settings, folder, playground), time.moved_clock, on_started)
        finally:
            for task in tasks:
                task.cancel()
            state.save(time, playground)
            await playground.stop()


def _build_playground(time: TimeMachine) -> Playground:
    """Return a playground with Alice and Bob on both platforms, and tokens nobody else knows."""
    return Playground(
        f"1234567:{token_urlsafe()}",
        people={"alice": Person(1001, "Alice"), "bob": Person(1002, "Bob")},
        discord_people={"alice": DiscordPerson(2001, "Alice"), "bob": DiscordPerson(2002, "Bob")},
        now=lambda: time.moved_clock.now().timestamp(),
        time_machine=time,
        discord_token=f"ODgwMDAw.playground.{token_urlsafe()}",
    )


class TimeMachine:
    """Moves the bot's clock so that everything that falls due on the way happens in order."""

    def __init__(self, moved_clock: MovedClock, ready: asyncio.Future[App]) -> None:
        self.moved_clock = moved_clock
        self._ready = ready
        """The bot, once it is ready to play with."""
        self._next_challenge_at: datetime | None = None
        self._steps_done: list[str] = []
        self._move_lock = asyncio.Lock()

    def clock(self) -> ClockState:
        now = self.moved_clock.now()
        return {
            "now": now.timestamp(),
            "iso": f"{now:%Y-%m-%dT%H:%M:%SZ}",
            "moved_by": self.moved_clock.offset.total_seconds(),
            "can_move": self._ready.done(),
            "next": {
                "challenge": self._next_challenge_at.timestamp()
                if self._next_challenge_at
                else None
            },
            "steps": self._steps_done,
        }

    async def advance(self, seconds: float) -> None:
        async with self._move_lock:
            await self._run_app_until_idle()
            await self._advance_through_due(timedelta(seconds=seconds))

    async def to_next_challenge(self) -> bool:
        async with self._move_lock:
            await self._run_app_until_idle()
            planned = await self._next_challenge_times()
            if planned:
                await self._advance_through_due(planned[-1] - self.moved_clock.now())
            return bool(planned)

    async def refresh(self) -> bool:
        """Look up the next challenge and the steps done; return whether either has changed."""
        before = self._next_challenge_at, self._steps_done
        planned = await self._next_challenge_times()
        self._next_challenge_at, self._steps_done = (
            planned[0] if planned else None,
            await self._completed_steps(),
        )
        return (self._next_challenge_at, self._steps_done) != before

    async def _advance_through_due(self, by: timedelta) -> None:
        """Stop at each due moment; one that passed while the last was handled is handled there."""
        ahead = self.moved_clock.offset + by
        while at := await self._next_due_within(ahead - self.moved_clock.offset):
            self.moved_clock.advance(at - self.moved_clock.now())
            await self._run_app_until_idle()
        self.moved_clock.advance(ahead - self.moved_clock.offset)
        await self._run_app_until_idle()
        await self.refresh()

    async def _next_due_within(self, remaining: timedelta) -> datetime | None:
        end = self.moved_clock.now() + remaining
        at = await self._ready.result().next_moment() if self._ready.done() else None
        return at if at and at < end else None

    async def _run_app_until_idle(self) -> None:
        if self._ready.done():
            await self._ready.result().run_until_idle()

    async def _next_challenge_times(self) -> Sequence[datetime]:
        """Return the two moments at which the partners get it, both on one local date."""
        if not self._ready.done():
            return []
        async with self._ready.result().database.read() as session:
            prompts = select(Due.at, Due.day).where(Due.kind == PROMPT_DUE).order_by(Due.at)
            found = (await session.execute(prompts)).all()
        return [at for at, day in found if day == found[0].day]

    async def _completed_steps(self) -> list[str]:
        """Return the page's steps that were taken: a week was begun, and both partners answered."""
        if not self._ready.done():
            return []
        answers = select(func.count(Answer.id)).where(Answer.round_id == Round.id).scalar_subquery()
        async with self._ready.result().database.read() as session:
            most_answers = await session.scalar(select(func.max(answers)).select_from(Round))
        return (
            [] if most_answers is None else ["clock", "answer"] if most_answers > 1 else ["clock"]
        )


class DemoState:
    """The state of a kept demo outside its database: its clock and the contents of the phones."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "demo.json"
        state = self._load()
        self.clock_offset = timedelta(seconds=state.get("ahead", 0.0))
        self.phones: dict[str, Any] = state.get("phones", {})

    def save(self, time: TimeMachine, playground: Playground) -> None:
        """Replace the file in one step, so that it is never partly written."""
        state = {
            "ahead": time.moved_clock.offset.total_seconds(),
            "phones": playground.snapshot(),
        }
        fresh = self._file.with_suffix(".new")
        fresh.write_text(json.dumps(state), encoding="utf-8")
        os.replace(fresh, self._file)

    def _load(self) -> dict[str, Any]:
        if not self._file.exists():
            return {}
        try:
            state: dict[str, Any] = json.loads(self._file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            raise OperatorError(
                f"{self._file} cannot be read: remove its folder, or choose another with --keep"
            ) from None
        return state


@contextmanager
def _demo_folder(keep: Path | None) -> Iterator[Path]:
    if keep is None:
        with TemporaryDirectory(prefix="same-side-", ignore_cleanup_errors=True) as folder:
            yield Path(folder)
        return
    try:
        keep.mkdir(parents=True, exist_ok=True)
        (keep / "keys").touch(mode=0o600)
        _close_to_others(keep)
    except OSError as error:
        raise OperatorError(
            f"{keep} cannot be written ({error.strerror}): choose another folder with --keep"
        ) from None
    yield keep


def _close_to_others(keep: Path) -> None:
    """Close the file to other accounts: an earlier demo may have left it open. Raises OSError."""
    files = [each for name in KEPT_FILES for each in keep.glob(name)]
    for each in select_exposed(files, [keep]):
        each.close_to_others()


async def _start_playground(playground: Playground, port: int) -> None:
    try:
        await playground.start(port)
    except OSError as error:
        reason = "is in use" if error.errno == errno.EADDRINUSE else "may not be used here"
        raise OperatorError(
            f"port {port} {reason}: choose another with --port, or make demo PORT=9000"
        ) from None


def _demo_settings(settings: Settings, folder: Path, playground: Playground) -> Settings:
    """Return the settings with the demo's addresses, keys and, unless one is set, its pace."""
    database = URL.create("sqlite+aiosqlite", database=str(folder / "same-side.db"))
    return settings.model_copy(
        update={
            "telegram_token": SecretStr(playground.token),
            "telegram_base_url": playground.url,
            "discord_token": SecretStr(playground.discord_token),
            "discord_base_url": playground.url,
            "database_url": database.render_as_string(),
            "secret_keys": SecretStr(_read_or_make_key(folder / "keys")),
            "forgotten_file": folder / "forgotten.txt",
            "health_port": None,
            "backup_dir": None,
            "chat_rate": settings.chat_rate
            if "chat_rate" in settings.model_fields_set
            else CHAT_RATE,
        }
    )


def _read_or_make_key(file: Path) -> str:
    file.touch(mode=0o600)
    if not file.read_text():
        file.write_text(KeyRing.generate_key("demo"))
    return file.read_text()


async def _announce_when_ready(
    app: App, ready: asyncio.Future[App], playground: Playground, opens: bool
) -> None:
    """Announce the page once Discord is connected: it keeps nothing for an absent bot."""
    with suppress(TimeoutError):
        await playground.until(lambda: bool(playground.discord.sessions.connected))
    ready.set_result(app)
    playground.show_clock()
    click.echo(f"Two phones are waiting at {playground.url} (Ctrl-C ends the demo).")
    if opens:
        click.launch(playground.url)


async def _keep_page_current(time: TimeMachine, playground: Playground, state: DemoState) -> None:
    """Keep the page's clock and the album up to date."""
    saved: object = None
    while True:
        if await time.refresh():
            playground.show_clock()
        now = (playground.activity_count(), time.moved_clock.offset)
        if now != saved:
            state.save(time, playground)
            saved = now
        await asyncio.sleep(REFRESH_SECONDS)
