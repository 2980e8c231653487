"""Hears what people do on Discord, and commits it in its order before anybody is answered."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any

import discord
import structlog
from discord.gateway import DiscordWebSocket, ReconnectWebSocket
from discord.http import Route
from yarl import URL

from bot.backoff import Backoff, unless
from bot.bookmark import Bookmark, Place
from bot.characters import whole
from bot.clock import Clock
from bot.discord_errors import WRONG_TOKEN, is_of_the_token, what_to_change
from bot.discord_events import PLATFORM, Dispatch
from bot.discord_http import DiscordHttp
from bot.discord_interactions import Interactions
from bot.discord_line import Ear
from bot.hindrance import Hindrance
from bot.hold import PROBE_SECONDS
from bot.inbox import Arrival
from storage.trouble import code_of

log = structlog.get_logger(__name__)

SILENT_SECONDS = 60.0
"""After so long without a word a connection counts as dead; Discord speaks every 41 seconds."""
OPEN_SECONDS = 60.0
REST_SECONDS = 0.05
"""How long after the last word a line counts as read to its end."""
LAST_SECONDS = 1.0
"""How long a line that never rests is read at most."""
STEADY_SECONDS = 60.0
"""A session that lasted so long is resumed at once; another waits, as it may break again."""
AT_ONCE = 100
"""So many are committed together at most."""


class TooOften(Exception):
    """Discord allows no more new sessions for a while, in seconds; else it resets the token."""

    def __init__(self, wait: float) -> None:
        super().__init__("too many sessions today")
        self.wait = wait


@dataclass
class Gateway:
    """One bot's only door on Discord; `accept` commits what came in.

    It reads discord.py's connection itself: the library's own loop waits for up to 17 minutes
    between two tries, and ends when the first one fails.
    """

    http: DiscordHttp
    accept: Callable[[Sequence[Arrival]], Awaitable[None]]
    interactions: Interactions
    chance: Random
    clock: Clock
    sleep: Callable[[float], Coroutine[Any, Any, None]] = asyncio.sleep
    heard: Callable[[], None] = lambda: None
    """Called when the listening begins, and whenever Discord says that it is there."""
    silent: float = SILENT_SECONDS
    bookmark: Bookmark | None = None
    """Where the next start goes on; without one it begins anew."""
    _place: Place | None = None
    """What was read last; None when a session has to begin."""
    _asked: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when a new session is wanted."""
    _read: asyncio.Queue[Dispatch | Place | None] = field(default_factory=asyncio.Queue)
    """In the order in which they came, each with its place behind it; None is the end."""

    async def run(self, stop: asyncio.Event) -> None:
        """Until `stop` is set, which ends the listening at once but never a commit.

        Raises Hindrance when Discord will not hear of us before something is changed.
        """
        self.heard()
        await self._open_bookmark()
        keeping = asyncio.create_task(self._keep())
        try:
            async with Ear(self.http.token or "", self._hears, self.silent) as ear:
                await unless(stop, self._listen(ear))
                await self._hang_up(ear)
        finally:
            self._read.put_nowait(None)
            await keeping
            if self.bookmark:
                await self.bookmark.close()

    async def _open_bookmark(self) -> None:
        """Whatever is wrong with it, a session can begin anew."""
        try:
            self._place = await self.bookmark.open() if self.bookmark else None
        except Exception as error:
            log.warning("bookmark_not_read", error_class=type(error).__name__)

    async def _listen(self, ear: Ear) -> None:
        backoff = Backoff(self.chance)
        while True:
            began = self.clock.monotonic()
            try:
                await self._session(ear, backoff.failures)
            except Exception as error:
                await ear.hang_up()
                if mend := what_to_change(error):
                    raise Hindrance(mend) from None
                # Whatever else it is, a session that can go on tells what was missed.
                steady = self.clock.monotonic() - began >= STEADY_SECONDS
                await self._pause(error, backoff, steady=steady)

    async def _hang_up(self, ear: Ear) -> None:
        """Reads to the end what has arrived by now, and lets the session live for the next start.

        Without a bookmark Discord forgets it, and with it whatever was not read.
        """
        with suppress(Exception):
            async with asyncio.timeout(LAST_SECONDS):
                while ear.ws:
                    async with asyncio.timeout(REST_SECONDS):
                        await ear.ws.poll_event()
        if ear.ws and self.bookmark and self.bookmark.ours:
            await ear.hang_up()

    async def _session(self, ear: Ear, failures: int) -> None:
        """Begins a session, or goes on with the last one, and reads until it breaks; raises."""
        async with asyncio.timeout(OPEN_SECONDS):
            ear.ws = await self._opened(ear, failures)
        renewing = asyncio.create_task(self._renew_when_asked(ear))
        try:
            while True:
                await ear.hear()
        finally:
            renewing.cancel()
            await asyncio.wait([renewing])

    def renew(self) -> None:
        """Begins a new session soon, beside the one that is heard; returns at once."""
        self._asked.set()

    async def _renew_when_asked(self, ear: Ear) -> None:
        while await self._asked.wait():
            self._asked.clear()
            try:
                async with asyncio.timeout(OPEN_SECONDS):
                    await ear.begin_beside(await self._address(begins=True))
            except Exception as error:
                log.warning("session_not_renewed", error_class=type(error).__name__)
            else:
                if self._place:
                    # What the old line still told has another number.
                    self._place = replace(self._place, sequence=ear.ws.sequence or 0)
                log.info("session_renewed")

    async def _opened(self, ear: Ear, failures: int) -> DiscordWebSocket:
        if (at := self._place) is None:
            return await DiscordWebSocket.from_client(
                ear, initial=True, gateway=await self._address(begins=True)
            )
        return await DiscordWebSocket.from_client(
            ear,
            # Its own address may be gone; the one for everybody knows the session as well.
            gateway=await self._address(begins=False) if failures else URL(at.gateway),
            session=at.session,
            sequence=at.sequence,
            resume=True,
        )

    async def _address(self, *, begins: bool) -> URL:
        """Everybody's. Raises TooOften for a session that begins while Discord allows no more."""
        told = await self.http.request(Route("GET", "/gateway/bot"))
        starts = told["session_start_limit"]
        if begins and starts["remaining"] <= 0:
            raise TooOften(starts["reset_after"] / 1000)
        return URL(told["url"])

    async def _pause(self, error: Exception, backoff: Backoff, *, steady: bool) -> None:
        if steady:
            backoff.reset()
        if isinstance(error, ReconnectWebSocket) and not error.resume:
            self._place = None
        if steady and isinstance(error, ReconnectWebSocket) and error.resume:
            log.info("gateway_resumes")
            return
        wait = self._wait(error, backoff)
        log.warning("gateway_lost", error_class=type(error).__name__, wait=round(wait, 1))
        await self.sleep(wait)

    def _wait(self, error: Exception, backoff: Backoff) -> float:
        """In seconds. A refused token is tried again every five minutes, as for sending."""
        if isinstance(error, TooOften):
            return error.wait
        if isinstance(error, discord.RateLimited):
            return error.retry_after
        if is_of_the_token(error):
            log.error("token_refused", reason=WRONG_TOKEN)
            return PROBE_SECONDS
        return backoff.next()

    def _hears(self, said: str) -> None:
        """One payload of the gateway, at the moment at which it was read."""
        try:
            payload = whole(json.loads(said))
            if payload["op"] == DiscordWebSocket.HEARTBEAT_ACK:
                self.heard()
            if payload["op"] == DiscordWebSocket.DISPATCH:
                self._reads(payload)
        except Exception as error:
            # The session would break, and be told the same again after each resume.
            log.error("dispatch_not_read", error_class=type(error).__name__)

    def _reads(self, payload: dict[str, Any]) -> None:
        # Were it only noted after what may raise, it would be told again.
        self._note(payload)
        dispatch = Dispatch.read(payload, self._place.session if self._place else "")
        if dispatch:
            self._arrival(dispatch)  # what has no sender or number must not stop the rest
            self._read.put_nowait(dispatch)
        if self.bookmark and self._place:
            self._read.put_nowait(self._place)
        if dispatch:
            self.interactions.came(dispatch)

    def _note(self, payload: dict[str, Any]) -> None:
        number = payload["s"]
        if payload["t"] == "READY":
            begun = payload["d"]
            self._place = Place(begun["session_id"], number, begun["resume_gateway_url"])
        elif self._place:
            self._place = replace(self._place, sequence=number)

    async def _keep(self) -> None:
        """Commits what was read until the end is read; then nothing is left."""
        going = True
        while going:
            batch, going = await self._batch()
            dispatches = [each for each in batch if isinstance(each, Dispatch)]
            if dispatches:
                await self._commit([self._arrival(dispatch) for dispatch in dispatches])
            for dispatch in dispatches:
                self.interactions.kept(dispatch)
            await self._mark([each for each in batch if isinstance(each, Place)])

    async def _batch(self) -> tuple[list[Dispatch | Place], bool]:
        """All that waits, but not too much at once; False with the last."""
        batch: list[Dispatch | Place] = []
        while sum(isinstance(each, Dispatch) for each in batch) < AT_ONCE:
            item = await self._read.get()
            if item is None:
                return batch, False
            batch.append(item)
            if self._read.empty():
                break
        return batch, True

    async def _mark(self, places: list[Place]) -> None:
        try:
            if places and self.bookmark:
                await self.bookmark.keep(places[-1])
        except Exception as error:
            # The next one is as good.
            log.warning("bookmark_not_kept", error_class=type(error).__name__)

    async def _commit(self, arrivals: Sequence[Arrival]) -> None:
        """Tried until it is done: Discord tells nothing a second time."""
        backoff = Backoff(self.chance)
        while True:
            try:
                await self.accept(arrivals)
            except Exception as error:
                wait = backoff.next()
                name, code = type(error).__name__, code_of(error)
                log.error("arrivals_not_kept", error_class=name, reason=code, wait=round(wait, 1))
                await self.sleep(wait)
            else:
                return

    def _arrival(self, dispatch: Dispatch) -> Arrival:
        body = json.dumps({"t": dispatch.kind, "d": dispatch.body}).encode()
        return Arrival(dispatch.key, PLATFORM, dispatch.who, body)
