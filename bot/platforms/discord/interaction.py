"""Tracks one interaction: what its person has seen of an answer, and what can still be sent."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any

import discord

from bot.platforms.discord import http
from bot.platforms.discord.errors import ALREADY_ACKNOWLEDGED, TOO_LATE_TO_RESPOND
from bot.platforms.discord.messages import DiscordMessage
from bot.platforms.discord.responses import Responses

NOT_SENT_ERRORS = (http.DiscordRequestNotSent, discord.RateLimited, discord.DiscordServerError)


class Stage(Enum):
    """The part of an answer that the person has seen."""

    PENDING = auto()
    DEFERRED = auto()
    RESPONDED = auto()
    """Or it cannot be answered any more; anything else goes as a message."""


@dataclass
class Interaction:
    """An interaction that can still be answered; `received_at` is in monotonic seconds.

    Unless it is `in_direct_messages`, only the person sees the answer. If it `wants_reply`, an
    acknowledgement is not enough. Every method that answers raises what DiscordHttp raises.
    """

    received_at: float
    language: str
    in_direct_messages: bool
    wants_reply: bool
    responses: Responses
    stage: Stage = Stage.PENDING
    _nonce: str = ""
    _platform_message_id: str = ""
    """The id of the message that answered."""
    _last_follow_up: str = ""
    _lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def show_modal(self, form: dict[str, Any]) -> None:
        """Show a form; if that certainly failed, the press can still be acknowledged."""
        async with self._lock:
            self.stage = Stage.RESPONDED
            try:
                await self.responses.show_modal(form)
            except NOT_SENT_ERRORS:
                self.stage = Stage.PENDING
                raise

    async def acknowledge(self) -> None:
        """Tell Discord that the press has arrived."""
        async with self._lock:
            if self.stage is Stage.PENDING:
                self.stage = Stage.RESPONDED
                await self.responses.acknowledge()

    async def defer(self) -> None:
        """Promise an answer, unless the person has seen something already."""
        async with self._lock:
            if self.stage is Stage.PENDING:
                await self._defer()

    async def answer(self, nonce: str, message: DiscordMessage, *, silent: bool) -> str:
        """Answer; return the id of the message, or "" if the post must go as a separate one."""
        async with self._lock:
            if self._platform_message_id and self._nonce == nonce:
                return self._platform_message_id  # the posts after it have to be sent again
            if self.stage is Stage.RESPONDED:
                return ""
            self._platform_message_id = await self._answer(message, silent=silent)
            self._nonce = nonce
            return self._platform_message_id

    async def follow_up(self, text_key: str, message: DiscordMessage) -> None:
        """Send one text, named by `text_key`, to the person alone, and only once."""
        async with self._lock:
            if self._last_follow_up == text_key:
                return
            if self.stage is Stage.PENDING:
                await self._reply(message, ephemeral=True)
            elif self.stage is Stage.DEFERRED:
                await self._edit_original(message)
            else:
                await self.responses.follow_up(message)
            self._last_follow_up = text_key

    async def delete_original(self) -> None:
        """Leave nothing on the screen and nobody waiting."""
        async with self._lock:
            if self.stage is Stage.PENDING:
                await self._defer()
            if self.stage is Stage.DEFERRED:
                self.stage = Stage.RESPONDED
                await self.responses.delete_original()

    async def _answer(self, message: DiscordMessage, *, silent: bool) -> str:
        if self.stage is Stage.PENDING:
            try:
                return await self._reply(message, silent=silent)
            except discord.HTTPException as error:
                if error.code not in TOO_LATE_TO_RESPOND:
                    raise
                if error.code != ALREADY_ACKNOWLEDGED:
                    return ""
        # This includes a promise that arrived although its request failed.
        self.stage = Stage.DEFERRED
        return await self._edit_original(message)

    async def _defer(self) -> None:
        try:
            await self.responses.defer(ephemeral=not self.in_direct_messages)
        except discord.HTTPException as error:
            # Another bot on the same database was first, and its promise is as good as ours.
            if error.code != ALREADY_ACKNOWLEDGED:
                self.stage = Stage.RESPONDED if error.code in TOO_LATE_TO_RESPOND else self.stage
                raise
        except http.DiscordRequestInterrupted:
            pass  # if it did not arrive, the edit will fail and say so
        self.stage = Stage.DEFERRED

    async def _reply(
        self, message: DiscordMessage, *, silent: bool = False, ephemeral: bool = False
    ) -> str:
        """Reply. One that may have arrived is not repeated; one that certainly failed can be."""
        self.stage = Stage.RESPONDED
        try:
            return await self.responses.reply(message, silent=silent, ephemeral=ephemeral)
        except NOT_SENT_ERRORS:
            self.stage = Stage.PENDING
            raise

    async def _edit_original(self, message: DiscordMessage) -> str:
        """Edit the promise, which may be repeated; return the message's id, or "" if too late."""
        try:
            platform_message_id = await self.responses.edit_original(message)
        except discord.HTTPException as error:
            if error.code not in TOO_LATE_TO_RESPOND:
                raise
            platform_message_id = ""
        self.stage = Stage.RESPONDED
        return platform_message_id
