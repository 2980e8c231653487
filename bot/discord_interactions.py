"""Tells Discord that what somebody used has arrived, so that nothing spins in vain."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

import discord
import structlog
from discord.http import Route

from bot.discord_events import Did, Dispatch
from bot.discord_forms import Forms
from bot.discord_http import DiscordHttp

log = structlog.get_logger(__name__)

LATER, UNCHANGED = 5, 6
"""Types of answer: something follows, or nothing changes where it was used."""
FOR_THEM_ALONE = 1 << 6


class Interactions:
    """Each is answered once what it asks for is committed; nothing depends on the answer."""

    def __init__(self, http: DiscordHttp) -> None:
        self._http = http
        self.forms: Forms | None = None
        """Where nobody says which buttons ask for words, no form is shown."""
        self._shown: set[str] = set()
        self._answers: set[asyncio.Task[None]] = set()

    def came(self, dispatch: Dispatch) -> None:
        """It was read just now, and nothing is committed yet; a form can no longer wait."""
        if self.forms and (form := self.forms.of(dispatch)):
            self._shown.add(dispatch.key)
            self._begin(self._respond(dispatch, form))

    def kept(self, dispatch: Dispatch) -> None:
        """It is committed, so whoever did it may be told."""
        if dispatch.kind != "INTERACTION_CREATE":
            return
        if dispatch.key in self._shown:
            self._shown.discard(dispatch.key)
            return
        is_command = dispatch.body.get("type") == Did.COMMAND
        self._begin(self._accept(dispatch) if is_command else self._answer(dispatch, UNCHANGED))

    async def close(self) -> None:
        """Ends the answers that are under way."""
        for task in self._answers:
            task.cancel()
        await asyncio.gather(*self._answers, return_exceptions=True)

    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(self._try(work))
        self._answers.add(task)
        task.add_done_callback(self._answers.discard)

    async def _try(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except (discord.DiscordException, OSError) as error:
            log.debug("interaction_not_answered", error_class=type(error).__name__)

    async def _accept(self, dispatch: Dispatch) -> None:
        """The replies come as messages, so that the one which Discord promises is taken back."""
        await self._answer(dispatch, LATER)
        token, application = dispatch.body["token"], dispatch.body["application_id"]
        path = "/webhooks/{application}/{token}/messages/@original"
        await self._http.request(Route("DELETE", path, application=application, token=token))

    async def _answer(self, dispatch: Dispatch, how: int) -> None:
        said: dict[str, Any] = {"type": how}
        if how == LATER:
            said["data"] = {"flags": FOR_THEM_ALONE}
        await self._respond(dispatch, said)

    async def _respond(self, dispatch: Dispatch, said: dict[str, Any]) -> None:
        path = "/interactions/{id}/{token}/callback"
        route = Route("POST", path, id=dispatch.body["id"], token=dispatch.body["token"])
        await self._http.request(route, json=said)
