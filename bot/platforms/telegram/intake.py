"""Takes updates from Telegram, by polling or by webhook: commits them, and answers presses."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass, field

import structlog
from telegram import Bot
from telegram.error import TelegramError

from bot.inbox.store import Arrival
from bot.platforms.adapter import Accept
from bot.platforms.surrogates import replace_lone_surrogates
from bot.platforms.telegram.events import PLATFORM, Json, TelegramUpdate
from bot.platforms.telegram.groups import BotIdentity, is_overheard

log = structlog.get_logger(__name__)


class NotStored(Exception):
    """Telegram sent updates that could not be stored; the cause says why."""


@dataclass
class UpdateIntake:
    """Commits updates before anybody is told that they were taken."""

    bot: Bot
    accept: Accept
    may_overtake: bool = False
    """Whether an update may come before one with a lower number."""
    _answer_tasks: set[asyncio.Task[None]] = field(default_factory=set)

    async def take(self, updates: Sequence[Json]) -> None:
        """Commit the updates that concern the bot. Raises NotStored."""
        me = BotIdentity.from_bot(self.bot)
        cleaned = [replace_lone_surrogates(raw) for raw in updates]
        parsed = ((raw, TelegramUpdate.read(raw)) for raw in cleaned)
        arrivals = [
            self._build_arrival(raw, update)
            for raw, update in parsed
            if update and not is_overheard(update.kind, update.body, me)
        ]
        try:
            await self.accept(arrivals)
        except Exception as error:
            raise NotStored from error
        for raw in cleaned:
            if press := raw.get("callback_query"):
                self._answer_in_background(press["id"])

    async def close(self) -> None:
        """Cancel the answers to presses that are on their way."""
        for task in self._answer_tasks:
            task.cancel()
        await asyncio.gather(*self._answer_tasks, return_exceptions=True)

    def _build_arrival(self, raw: Json, update: TelegramUpdate) -> Arrival:
        id = f"{PLATFORM}:{self.bot.id}:{raw['update_id']}"
        body = json.dumps(raw).encode()
        return Arrival(
            id, PLATFORM, update.sender, body, self.may_overtake, has_files=update.has_files
        )

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
