"""Fetches updates, which are committed first and only then acknowledged to Telegram."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import suppress
from dataclasses import dataclass, field
from random import Random
from typing import Any

import structlog
from telegram import Bot
from telegram.error import Conflict, EndPointNotFound, InvalidToken, RetryAfter, TelegramError

from bot.backoff import Backoff, until_stopped
from bot.outbox.circuit_breaker import PROBE_SECONDS
from bot.platforms.adapter import Accept
from bot.platforms.telegram.errors import retry_after_seconds
from bot.platforms.telegram.events import UPDATE_TYPES, Json
from bot.platforms.telegram.intake import NotStored, UpdateIntake
from storage.errors import database_error_code

log = structlog.get_logger(__name__)

POLL_SECONDS = 30
ANSWER_GRACE_SECONDS = 10.0
"""Seconds that an answer may take beyond the poll itself."""


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
    _intake: UpdateIntake = field(init=False)

    def __post_init__(self) -> None:
        self._intake = UpdateIntake(self.bot, self.accept)

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
                if isinstance(error, Conflict) and "webhook" in str(error):
                    await self._end_webhook()
                wait = self._retry_seconds(error, backoff)
                _log_failure(error, wait)
                await until_stopped(stop, self.sleep(wait))
        await self._intake.close()

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
        return updates

    async def _store_updates(self, updates: list[Json]) -> None:
        await self._intake.take(updates)
        self._offset = max(raw["update_id"] for raw in updates) + 1

    async def _end_webhook(self) -> None:
        """End a webhook that was set before, since Telegram lets nobody poll beside it."""
        log.warning("webhook_ended")
        with suppress(TelegramError):
            await self.bot.delete_webhook()

    def _retry_seconds(self, error: Exception, backoff: Backoff) -> float:
        """Return the seconds to wait. A refused token waits for five minutes, as for sending."""
        match error:
            case RetryAfter():
                return retry_after_seconds(error)
            case InvalidToken() | EndPointNotFound():
                log.error("token_refused")
                return PROBE_SECONDS
            case Conflict() if "webhook" not in str(error):
                log.error("another_bot_polls_with_this_token")
        return backoff.next_wait()


def _log_failure(error: Exception, wait: float) -> None:
    """Log a failure: a failed poll is a warning, but updates that cannot be stored are an alarm."""
    if isinstance(error, NotStored) and (cause := error.__cause__):
        name, code = type(cause).__name__, database_error_code(cause)
        log.error("arrivals_not_kept", error_class=name, reason=code, wait=round(wait, 1))
    else:
        log.warning("poll_failed", error_class=type(error).__name__, wait=round(wait, 1))
