"""One interaction: what its person has seen of an answer, and what can still be said to it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any

import discord

from bot import discord_http
from bot.discord_errors import ACKNOWLEDGED, TOO_LATE
from bot.discord_posts import Post
from bot.discord_responses import Responses

SURELY_NOT = (discord_http.NotSent, discord.RateLimited, discord.DiscordServerError)


class Stage(Enum):
    """What the person has seen of an answer."""

    NEW = auto()
    PROMISED = auto()
    ANSWERED = auto()
    """Or cannot be answered any more; what else there is to say goes as a message."""


@dataclass
class Interaction:
    """One that can still be answered; `at` is in seconds of the monotonic clock.

    `direct` is one in the direct messages; to others nobody but the person sees an answer. Where
    one `wants_words`, to have been seen is no answer. All that is said raises what DiscordHttp
    raises.
    """

    at: float
    language: str
    direct: bool
    wants_words: bool
    responses: Responses
    stage: Stage = Stage.NEW
    timer: asyncio.Task[None] | None = None
    _nonce: str = ""
    _remote: str = ""
    """The message that answered, and its id."""
    _told: str = ""
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def show(self, form: dict[str, Any]) -> None:
        """Brings up a form; where that surely failed, it can still be said that the press came."""
        async with self._turn:
            self.stage = Stage.ANSWERED
            try:
                await self.responses.show(form)
            except SURELY_NOT:
                self.stage = Stage.NEW
                raise

    async def see(self) -> None:
        """Says that it has come."""
        async with self._turn:
            if self.stage is Stage.NEW:
                self.stage = Stage.ANSWERED
                await self.responses.see()

    async def promise(self) -> None:
        """Says that words will follow, unless something was said already."""
        async with self._turn:
            if self.stage is Stage.NEW:
                await self._promise()

    async def answer(self, nonce: str, post: Post, *, silent: bool) -> str:
        """The id of the message that answers; "" where the post has to go as one of its own."""
        async with self._turn:
            if self._remote and self._nonce == nonce:
                return self._remote  # what came after it has to be sent once more
            if self.stage is Stage.ANSWERED:
                return ""
            self._remote = await self._answer(post, silent=silent)
            self._nonce = nonce
            return self._remote

    async def tell(self, what: str, post: Post) -> None:
        """Says one thing (`what` is its name) to the person alone, once."""
        async with self._turn:
            if self._told == what:
                return
            if self.stage is Stage.NEW:
                await self._reply(post, hidden=True)
            elif self.stage is Stage.PROMISED:
                await self._fulfil(post)
            else:
                await self.responses.follow(post)
            self._told = what

    async def withdraw(self) -> None:
        """Leaves nothing on the screen, and nobody waiting."""
        async with self._turn:
            if self.stage is Stage.NEW:
                await self._promise()
            if self.stage is Stage.PROMISED:
                self.stage = Stage.ANSWERED
                await self.responses.withdraw()

    async def _answer(self, post: Post, *, silent: bool) -> str:
        if self.stage is Stage.NEW:
            try:
                return await self._reply(post, silent=silent)
            except discord.HTTPException as error:
                if error.code not in TOO_LATE:
                    raise
                if error.code != ACKNOWLEDGED:
                    return ""
        # Also one whose promise got through although nobody told us.
        self.stage = Stage.PROMISED
        return await self._fulfil(post)

    async def _promise(self) -> None:
        try:
            await self.responses.promise(hidden=not self.direct)
        except discord.HTTPException as error:
            # Another bot at the same database was first, and its promise is as good as ours.
            if error.code != ACKNOWLEDGED:
                self.stage = Stage.ANSWERED if error.code in TOO_LATE else self.stage
                raise
        except discord_http.Ambiguous:
            pass  # one that did not arrive cannot be fulfilled, and says so
        self.stage = Stage.PROMISED

    async def _reply(self, post: Post, *, silent: bool = False, hidden: bool = False) -> str:
        """What may have arrived is not said a second time; what surely did not can be."""
        self.stage = Stage.ANSWERED
        try:
            return await self.responses.reply(post, silent=silent, hidden=hidden)
        except SURELY_NOT:
            self.stage = Stage.NEW
            raise

    async def _fulfil(self, post: Post) -> str:
        """The message's id; "" when it is too late. What may have arrived can be said in place."""
        try:
            remote = await self.responses.fulfil(post)
        except discord.HTTPException as error:
            if error.code not in TOO_LATE:
                raise
            remote = ""
        self.stage = Stage.ANSWERED
        return remote
