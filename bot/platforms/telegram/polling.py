"""Fetches updates, which are committed first and only then acknowledged to Telegram."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from random import Random
from typing import Any

import structlog
from telegram import Bot
from telegram.error import Conflict, EndPointNotFound, InvalidToken, RetryAfter, TelegramError

from bot.backoff import Backoff, until_stopped
from bot.inbox.store import Arrival
from bot.outbox.circuit_breaker import PROBE_SECONDS
from bot.platforms.adapter import Accept
from bot.platforms.surrogates import replace_lone_surrogates
from bot.platforms.telegram.errors import retry_after_seconds
from bot.platforms.telegram.events import PLATFORM, UPDATE_TYPES, Json, TelegramUpdate
from bot.platforms.telegram.groups import BotIdentity, is_overheard
from storage.errors import database_error_code

log = structlog.get_logger(__name__)

POLL_SECONDS = 30
ANSWER_GRACE_SECONDS = 10.0
"""Seconds that an answer may take beyond the poll itself."""


class NotStored(Exception):
    """Telegram sent updates that could not be stored; the cause says why."""


@dataclass
class Poller:
    """The bot's only source of updates; `accept` commits them."""

    bot: Bot
    accept: Accept
    chance: Random
    sleep: Callable[[float], Coroutine[Any, Any, None]] = asyncio.sleep
    on_polled: Callable[[], None] = lambda: None
    """Called when polling begins, and after each successful poll."""
    _offset: int | None = None
    _answer_tasks: set[asyncio.Task[None]] = field(default_factory=set)

    async def run(self, stop: asyncio.Event) -> None:
        """Poll until `stop` is set, which ends a waiting poll at once but never a commit."""
        backoff = Backoff(self.chance)
        self.on_polled()
        while not stop.is_set():
            try:
                updates = await until_stopped(stop, self._poll())
                if updates:
                    await self._store_updates(updates)
                backoff.reset()
                self.on_polled()
            except Exception as error:
                # After any error, the next fetch brings the same updates again.
                wait = self._retry_seconds(error, backoff)
                _log_failure(error, wait)
                await until_stopped(stop, self.sleep(wait))
        await self._cancel_answers()

    async def _poll(self) -> list[Json]:
        """Fetch updates, first without an offset: ids can start over after a quiet week."""
        parameters: dict[str, Any] = {
            "timeout": POLL_SECONDS,
            "allowed_updates": list(UPDATE_TYPES),
        }
        if self._offset is not None:
            parameters["offset"] = self._offset
        updates: list[Json] = await self.bot.do_api_request(
            "getUpdates", api_kwargs=parameters, read_timeout=POLL_SECONDS + ANSWER_GRACE_SECONDS
        )
        return [replace_lone_surrogates(each) for each in updates]

    async def _store_updates(self, updates: list[Json]) -> None:
        me = BotIdentity.from_bot(self.bot)
        parsed = ((raw, TelegramUpdate.read(raw)) for raw in updates)
        arrivals = [
            self._build_arrival(raw, update)
            for raw, update in parsed
            if update and not is_overheard(update.kind, update.body, me)
        ]
        try:
            await self.accept(arrivals)
        except Exception as error:
            raise NotStored from error
        self._offset = max(raw["update_id"] for raw in updates) + 1
        for raw in updates:
            if press := raw.get("callback_query"):
                self._answer_in_background(press["id"])

    def _build_arrival(self, raw: Json, update: TelegramUpdate) -> Arrival:
        id = f"{PLATFORM}:{self.bot.id}:{raw['update_id']}"
        return Arrival(id, PLATFORM, update.sender, json.dumps(raw).encode())

    def _answer_in_background(self, press: str) -> None:
        """Answer a press, which ends the button's spinner; nothing depends on it."""
        task = asyncio.create_task(self._answer_callback_query(press))
        self._answer_tasks.add(task)
        task.add_done_callback(self._answer_tasks.discard)

    async def _answer_callback_query(self, press: str) -> None:
        try:
            await self.bot.answer_callback_query(press)
        except TelegramError as error:
            log.debug("press_not_answered", error_class=type(error).__name__)

    async def _cancel_answers(self) -> None:
        for task in self._answer_tasks:
            task.cancel()
        await asyncio.gather(*self._answer_tasks, return_exceptions=True)

    def _retry_seconds(self, error: Exception, backoff: Backoff) -> float:
        """Return the seconds to wait. A refused token waits for five minutes, as for sending."""
        match error:
            case RetryAfter():
                return retry_after_seconds(error)
            case InvalidToken() | EndPointNotFound():
                log.error("token_refused")
                return PROBE_SECONDS
            case Conflict():
                log.error("another_bot_polls_with_this_token")
        return backoff.next_wait()


def _log_failure(error: Exception, wait: float) -> None:
    """Log a failure: a failed poll is a warning, but updates that cannot be stored are an alarm."""
    if isinstance(error, NotStored) and (cause := error.__cause__):
        name, code = type(cause).__name__, database_error_code(cause)
        log.error("arrivals_not_kept", error_class=name, reason=code, wait=round(wait, 1))
    else:
        log.warning("poll_failed", error_class=type(error).__name__, wait=round(wait, 1))
