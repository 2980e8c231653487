"""Takes updates that Telegram sends to our own address, and keeps that address set."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from hmac import compare_digest
from random import Random

import structlog
from aiohttp import web
from telegram import Bot, WebhookInfo
from telegram.error import InvalidToken, TelegramError
from yarl import URL

from bot.backoff import Backoff, until_stopped
from bot.outbox.circuit_breaker import PROBE_SECONDS
from bot.platforms.telegram.events import UPDATE_TYPES
from bot.platforms.telegram.intake import NotStored, UpdateIntake
from storage.errors import database_error_code

log = structlog.get_logger(__name__)

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 the header's name
CHECK_SECONDS = 60.0
"""How often the address at Telegram is looked at."""


@dataclass(frozen=True, slots=True)
class WebhookSettings:
    """Where Telegram reaches us, and how it shows that it is Telegram."""

    url: str
    secret: str


@dataclass
class WebhookCalls:
    """Takes updates over HTTP; any number of processes may do so at once."""

    settings: WebhookSettings
    intake: UpdateIntake
    on_contact: Callable[[], None]

    @property
    def path(self) -> str:
        return URL(self.settings.url).path

    async def take(self, request: web.Request) -> web.Response:
        """Commit one update before 200; 503 if it cannot be stored, so that it is sent again."""
        if not self._is_from_telegram(request):
            return web.Response(status=401)
        try:
            update = json.loads(await request.read())
        except ValueError:
            return web.Response(status=400)
        if not (isinstance(update, dict) and isinstance(update.get("update_id"), int)):
            return web.Response(status=400)
        return await self._store(update)

    async def close(self) -> None:
        """Cancel the answers to presses that are on their way."""
        await self.intake.close()

    def _is_from_telegram(self, request: web.Request) -> bool:
        secrets = request.headers.getall(SECRET_HEADER, [])
        return len(secrets) == 1 and compare_digest(
            secrets[0].encode("utf-8", "surrogateescape"), self.settings.secret.encode()
        )

    async def _store(self, update: dict[str, object]) -> web.Response:
        try:
            await self.intake.take([update])
        except NotStored as error:
            cause = error.__cause__ or error
            name, code = type(cause).__name__, database_error_code(cause)
            log.error("arrivals_not_kept", error_class=name, reason=code)
            return web.Response(status=503)
        self.on_contact()
        return web.Response()


@dataclass
class WebhookKeeper:
    """Sets our address at Telegram, and sets it again if somebody changes it."""

    settings: WebhookSettings
    bot: Bot
    chance: Random
    on_contact: Callable[[], None]

    async def run(self, stop: asyncio.Event) -> None:
        """Look at the address until `stop` is set. Updates keep waiting at Telegram meanwhile."""
        await self._try_until_done(stop, self._set)
        while not stop.is_set():
            await until_stopped(stop, asyncio.sleep(CHECK_SECONDS))
            if not stop.is_set():
                await self._try_until_done(stop, self._check)

    async def _try_until_done(
        self, stop: asyncio.Event, step: Callable[[], Awaitable[None]]
    ) -> None:
        backoff = Backoff(self.chance)
        while not stop.is_set():
            try:
                await step()
            except TelegramError as error:
                refused = isinstance(error, InvalidToken)
                wait = PROBE_SECONDS if refused else backoff.next_wait()
                log.error("webhook_not_set", error_class=type(error).__name__, wait=round(wait, 1))
                await until_stopped(stop, asyncio.sleep(wait))
            else:
                self.on_contact()
                return

    async def _set(self) -> None:
        await self.bot.set_webhook(
            self.settings.url,
            secret_token=self.settings.secret,
            allowed_updates=list(UPDATE_TYPES),
        )
        log.info("webhook_set")

    async def _check(self) -> None:
        info = await self.bot.get_webhook_info()
        if info.url != self.settings.url:
            log.error("webhook_changed")
            await self._set()
        elif _is_failing(info):
            log.error("webhook_failing", reason=info.last_error_message)


def _is_failing(info: WebhookInfo) -> bool:
    """Return whether updates wait at Telegram and the last try to deliver one failed."""
    return bool(info.last_error_date and info.pending_update_count)
