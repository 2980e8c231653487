"""Hears what people do on Discord, and commits it in its order before anybody is answered."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from random import Random
from typing import Any

import aiohttp
import discord
import structlog
from discord.gateway import DiscordWebSocket, ReconnectWebSocket
from discord.http import HTTPClient, Route
from yarl import URL

from bot.adapter import TokenRefused
from bot.backoff import Backoff, unless
from bot.clock import Clock
from bot.discord_errors import failure
from bot.discord_events import PLATFORM, Dispatch
from bot.discord_http import DiscordHttp
from bot.discord_interactions import Interactions
from bot.hold import PROBE_SECONDS
from bot.inbox import Arrival

log = structlog.get_logger(__name__)

INTENTS = discord.Intents(dm_messages=True)
"""What people write to us alone; what they use (commands, buttons, forms) comes without asking."""
SILENT_SECONDS = 60.0
"""After so long without a word a connection counts as dead; Discord speaks every 41 seconds."""
OPEN_SECONDS = 60.0
CLOSE_SECONDS = 1.0
"""How long Discord's goodbye is waited for."""
REST_SECONDS = 0.05
"""How long after the last word a line counts as read to its end."""
STEADY_SECONDS = 60.0
"""A session that lasted so long is resumed at once; another waits, as it may break again."""
HOPELESS = 3
"""After so many failures in a row the session is resumed at the address for everybody."""
AT_ONCE = 100
"""So many are committed together at most."""
TOKEN_REFUSED = 4004

Hears = Callable[[str], None]


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
    _read: asyncio.Queue[Dispatch | None] = field(default_factory=asyncio.Queue)
    """In the order in which they came; None is the end."""

    async def run(self, stop: asyncio.Event) -> None:
        """Until `stop` is set, which ends the listening at once but never a commit."""
        self.heard()
        keeping = asyncio.create_task(self._keep())
        try:
            async with _Ear(self.http.token or "", self._hears, self.silent) as ear:
                await unless(stop, self._listen(ear))
                await self._read_the_rest(ear)
        finally:
            self._read.put_nowait(None)
            await keeping

    async def _listen(self, ear: _Ear) -> None:
        backoff = Backoff(self.chance)
        while True:
            began = self.clock.monotonic()
            try:
                await self._session(ear, backoff.failures)
            except Exception as error:
                # Whatever it is, a session that can go on tells what was missed.
                steady = self.clock.monotonic() - began >= STEADY_SECONDS
                await self._pause(error, backoff, steady=steady)

    async def _read_the_rest(self, ear: _Ear) -> None:
        """What has arrived by now: after our goodbye Discord tells none of it again."""
        with suppress(Exception):
            while ear.ws:
                await asyncio.wait_for(ear.ws.poll_event(), REST_SECONDS)

    async def _session(self, ear: _Ear, failures: int) -> None:
        """Begins a session, or goes on with the last one, and reads until it breaks; raises."""
        ear.ws = await asyncio.wait_for(self._opened(ear, failures), OPEN_SECONDS)
        while True:
            await ear.ws.poll_event()

    async def _opened(self, ear: _Ear, failures: int) -> DiscordWebSocket:
        last: DiscordWebSocket | None = ear.ws
        if last is None or last.session_id is None:
            return await DiscordWebSocket.from_client(
                ear, initial=True, gateway=await self._address()
            )
        return await DiscordWebSocket.from_client(
            ear,
            gateway=last.gateway if failures < HOPELESS else await self._address(),
            session=last.session_id,
            sequence=last.sequence,
            resume=True,
        )

    async def _address(self) -> URL:
        """Where a session begins. Raises TooOften while Discord allows no more of them."""
        told = await self.http.request(Route("GET", "/gateway/bot"))
        starts = told["session_start_limit"]
        if starts["remaining"] <= 0:
            raise TooOften(starts["reset_after"] / 1000)
        return URL(told["url"])

    async def _pause(self, error: Exception, backoff: Backoff, *, steady: bool) -> None:
        if steady:
            backoff.reset()
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
        if _is_of_the_token(error):
            log.error("token_refused")
            return PROBE_SECONDS
        return backoff.next()

    def _hears(self, said: str) -> None:
        """One payload of the gateway, at the moment at which it was read."""
        try:
            payload = json.loads(said)
            if payload["op"] == DiscordWebSocket.HEARTBEAT_ACK:
                self.heard()
            dispatch = Dispatch.read(payload)
            if dispatch:
                self._arrival(dispatch)  # what has no sender or number must not stop the rest
                self._read.put_nowait(dispatch)
                self.interactions.came(dispatch)
        except Exception as error:
            # The session would break, and be told the same again after each resume.
            log.error("dispatch_not_read", error_class=type(error).__name__)

    async def _keep(self) -> None:
        """Commits what was read until the end is read; then nothing is left."""
        while batch := await self._batch():
            await self._commit([self._arrival(dispatch) for dispatch in batch])
            for dispatch in batch:
                self.interactions.kept(dispatch)

    async def _batch(self) -> list[Dispatch]:
        """All that waits, but not too much at once; empty only at the end."""
        batch: list[Dispatch] = []
        while not batch or (len(batch) < AT_ONCE and not self._read.empty()):
            dispatch = await self._read.get()
            if dispatch is None:
                if batch:
                    self._read.put_nowait(None)
                break
            batch.append(dispatch)
        return batch

    async def _commit(self, arrivals: Sequence[Arrival]) -> None:
        """Tried until it is done: Discord tells nothing a second time."""
        backoff = Backoff(self.chance)
        while True:
            try:
                await self.accept(arrivals)
            except Exception as error:
                wait = backoff.next()
                name = type(error).__name__
                log.error("arrivals_not_kept", error_class=name, wait=round(wait, 1))
                await self.sleep(wait)
            else:
                return

    def _arrival(self, dispatch: Dispatch) -> Arrival:
        body = json.dumps({"t": dispatch.kind, "d": dispatch.body}).encode()
        return Arrival(dispatch.key, PLATFORM, dispatch.who, body)


class _Ear(discord.Client):
    """discord.py's client, of which the connection is used: it hands on what it reads."""

    def __init__(self, token: str, hears: Hears, silent: float) -> None:
        super().__init__(
            intents=INTENTS,
            enable_debug_events=True,
            max_messages=None,
            heartbeat_timeout=silent,
        )
        self.http = _Door(token)
        self._hears = hears
        # It would make objects of what it reads, keep them, and end at the first it cannot read.
        self._connection.parsers.clear()

    def dispatch(self, event: str, /, *args: Any, **_: Any) -> None:  # noqa: ANN401 - as above it
        """Only what was read, and at once: a task for each would let the answer wait."""
        if event == "socket_raw_receive":
            self._hears(args[0])

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """How often sessions begin is for the gateway to say."""


class _Door(HTTPClient):
    """The part of discord.py's HTTP that opens the gateway, with a pool of its own."""

    def __init__(self, token: str) -> None:
        super().__init__(discord.utils.MISSING)
        self.token = token
        self._pool: aiohttp.ClientSession | None = None

    async def ws_connect(self, url: str, *, compress: int = 0) -> aiohttp.ClientWebSocketResponse:
        """As discord.py does it, but its goodbye is not waited for as long."""
        self._pool = self._pool or aiohttp.ClientSession(trust_env=True)
        return await self._pool.ws_connect(
            url,
            autoclose=False,
            compress=compress,
            headers={"User-Agent": self.user_agent},
            max_msg_size=0,
            timeout=aiohttp.ClientWSTimeout(ws_close=CLOSE_SECONDS),
        )

    async def close(self) -> None:
        """Hangs up."""
        if self._pool is not None:
            await self._pool.close()
        await super().close()


def _is_of_the_token(error: Exception) -> bool:
    if isinstance(error, discord.ConnectionClosed):
        return error.code == TOKEN_REFUSED
    if isinstance(error, (discord.DiscordException, OSError)):
        return isinstance(failure(error), TokenRefused)
    return False
