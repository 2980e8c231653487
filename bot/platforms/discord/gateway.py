"""Receives people's events on Discord, and commits them in order before any answer."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Coroutine, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any

import discord
import structlog
from discord.gateway import DiscordWebSocket, ReconnectWebSocket
from discord.http import Route
from yarl import URL

from bot.backoff import Backoff, until_stopped
from bot.clock import Clock
from bot.errors import OperatorError
from bot.inbox.store import Arrival
from bot.outbox.circuit_breaker import PROBE_SECONDS
from bot.platforms.adapter import Accept
from bot.platforms.discord.errors import WRONG_TOKEN, fatal_close_advice, is_token_refused
from bot.platforms.discord.events import PLATFORM, Dispatch
from bot.platforms.discord.gateway_client import GatewayClient
from bot.platforms.discord.http import DiscordHttp
from bot.platforms.discord.interactions import OpenInteractions
from bot.platforms.discord.session_store import SessionPosition, SessionStore
from bot.platforms.surrogates import replace_lone_surrogates
from storage.errors import database_error_code

log = structlog.get_logger(__name__)

DEAD_CONNECTION_SECONDS = 60.0
"""A connection silent for this long counts as dead; Discord sends something every 41 seconds."""
CONNECT_TIMEOUT_SECONDS = 60.0
IDLE_SECONDS = 0.05
"""How long a connection must be silent to count as read to its end."""
DRAIN_SECONDS = 1.0
"""How long to read a connection that is never silent."""
STEADY_SECONDS = 60.0
"""A session that lasted this long is resumed at once; another waits, as it may break again."""
MAX_BATCH_SIZE = 100
"""The most arrivals committed together."""


class SessionLimitReached(Exception):
    """Discord allows no new session for some seconds, and would reset the token for more tries."""

    def __init__(self, wait: float) -> None:
        super().__init__("too many sessions today")
        self.retry_after = wait


@dataclass
class Gateway:
    """The bot's only source of events on Discord; `accept` commits them.

    It reads discord.py's connection directly: the library's own loop waits for up to 17 minutes
    between two tries, and ends when the first one fails.
    """

    http: DiscordHttp
    accept: Accept
    interactions: OpenInteractions
    chance: Random
    clock: Clock
    sleep: Callable[[float], Coroutine[Any, Any, None]] = asyncio.sleep
    on_contact: Callable[[], None] = lambda: None
    """Called when listening begins, and at each sign of life from Discord."""
    silent_seconds: float = DEAD_CONNECTION_SECONDS
    session_store: SessionStore | None = None
    """Stores where the next start resumes; without it, the next start begins a new session."""
    renewal_asked: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when a new session is wanted; it begins beside the present one."""
    _position: SessionPosition | None = None
    """The position last read; None if a new session has to begin."""
    _read_queue: asyncio.Queue[Dispatch | SessionPosition | None] = field(
        default_factory=asyncio.Queue
    )
    """In order of arrival, each followed by its position; None is the end."""

    async def run(self, stop: asyncio.Event) -> None:
        """Listen until `stop` is set, which ends the listening at once but never a commit.

        Raises OperatorError if Discord refuses us until something is changed.
        """
        self.on_contact()
        await self._load_position()
        committing = asyncio.create_task(self._commit_loop())
        try:
            async with GatewayClient(
                self.http.token or "", self._on_payload, self.silent_seconds
            ) as client:
                await until_stopped(stop, self._listen(client))
                await self._drain_and_close(client)
        finally:
            self._read_queue.put_nowait(None)
            await committing

    async def _load_position(self) -> None:
        """Load the last position; on any error, a new session can begin instead."""
        try:
            self._position = await self.session_store.open() if self.session_store else None
        except Exception as error:
            log.warning("bookmark_not_read", error_class=type(error).__name__)

    async def _listen(self, client: GatewayClient) -> None:
        backoff = Backoff(self.chance)
        while True:
            began = self.clock.monotonic()
            try:
                await self._run_session(client, backoff.failures)
            except Exception as error:
                await client.close_websocket()
                if advice := fatal_close_advice(error):
                    raise OperatorError(advice) from None
                # After any other error, a resumed session sends what was missed.
                steady = self.clock.monotonic() - began >= STEADY_SECONDS
                await self._wait_to_reconnect(error, backoff, steady=steady)

    async def _drain_and_close(self, client: GatewayClient) -> None:
        """Read all that has arrived, and keep the session for the next start.

        Without a stored position Discord ends the session, and all unread events are lost.
        """
        with suppress(Exception):
            async with asyncio.timeout(DRAIN_SECONDS):
                while client.ws:
                    async with asyncio.timeout(IDLE_SECONDS):
                        await client.ws.poll_event()
        if client.ws and self.session_store:
            await client.close_websocket()

    async def _run_session(self, client: GatewayClient, failures: int) -> None:
        """Begin a session or resume the last one, and read until it breaks, which raises."""
        async with asyncio.timeout(CONNECT_TIMEOUT_SECONDS):
            client.use(await self._connect(client, failures))
        renewing = asyncio.create_task(self._renew_when_asked(client))
        try:
            while True:
                await client.read_once()
        finally:
            renewing.cancel()
            await asyncio.wait([renewing])

    async def _renew_when_asked(self, client: GatewayClient) -> None:
        while await self.renewal_asked.wait():
            self.renewal_asked.clear()
            try:
                async with asyncio.timeout(CONNECT_TIMEOUT_SECONDS):
                    await client.replace_session(await self._fetch_gateway_url(begins=True))
            except Exception as error:
                log.warning("session_not_renewed", error_class=type(error).__name__)
            else:
                if self._position:
                    # The old connection's last dispatches have numbers of the old session.
                    self._position = replace(self._position, sequence=client.ws.sequence or 0)
                log.info("session_renewed")

    async def _connect(self, client: GatewayClient, failures: int) -> DiscordWebSocket:
        if (position := self._position) is None:
            return await DiscordWebSocket.from_client(
                client, initial=True, gateway=await self._fetch_gateway_url(begins=True)
            )
        return await DiscordWebSocket.from_client(
            client,
            # Its own address may be gone; the general one knows the session as well.
            gateway=await self._fetch_gateway_url(begins=False)
            if failures
            else URL(position.gateway),
            session=position.session,
            sequence=position.sequence,
            resume=True,
        )

    async def _fetch_gateway_url(self, *, begins: bool) -> URL:
        """Return the gateway's URL. Raises SessionLimitReached if no new session is allowed."""
        answer = await self.http.request(Route("GET", "/gateway/bot"))
        starts = answer["session_start_limit"]
        if begins and starts["remaining"] <= 0:
            raise SessionLimitReached(starts["reset_after"] / 1000)
        return URL(answer["url"])

    async def _wait_to_reconnect(self, error: Exception, backoff: Backoff, *, steady: bool) -> None:
        if steady:
            backoff.reset()
        if isinstance(error, ReconnectWebSocket) and not error.resume:
            self._position = None
        if steady and isinstance(error, ReconnectWebSocket) and error.resume:
            log.info("gateway_resumes")
            return
        wait = self._retry_seconds(error, backoff)
        log.warning("gateway_lost", error_class=type(error).__name__, wait=round(wait, 1))
        await self.sleep(wait)

    def _retry_seconds(self, error: Exception, backoff: Backoff) -> float:
        """Return the seconds to wait. A refused token waits for five minutes, as for sending."""
        if isinstance(error, SessionLimitReached):
            return error.retry_after
        if isinstance(error, discord.RateLimited):
            return error.retry_after
        if is_token_refused(error):
            log.error("token_refused", reason=WRONG_TOKEN)
            return PROBE_SECONDS
        return backoff.next_wait()

    def _on_payload(self, raw: str) -> None:
        """Handle one payload of the gateway, at the moment of reading it."""
        try:
            payload = replace_lone_surrogates(json.loads(raw))
            if payload["op"] == DiscordWebSocket.HEARTBEAT_ACK:
                self.on_contact()
            if payload["op"] == DiscordWebSocket.DISPATCH:
                self._on_dispatch(payload)
        except Exception as error:
            # Otherwise the session would break, and receive the same again after each resume.
            log.error("dispatch_not_read", error_class=type(error).__name__)

    def _on_dispatch(self, payload: dict[str, Any]) -> None:
        # Noted first: after an error further down, the payload must not be sent again.
        self._update_position(payload)
        dispatch = Dispatch.read(payload, self._position.session if self._position else "")
        if dispatch:
            self._build_arrival(dispatch)  # one without sender or number must not stop the rest
            self._read_queue.put_nowait(dispatch)
        if self.session_store and self._position:
            self._read_queue.put_nowait(self._position)
        if dispatch:
            self.interactions.on_received(dispatch)

    def _update_position(self, payload: dict[str, Any]) -> None:
        number = payload["s"]
        if payload["t"] == "READY":
            ready = payload["d"]
            self._position = SessionPosition(
                ready["session_id"], number, ready["resume_gateway_url"]
            )
        elif self._position:
            self._position = replace(self._position, sequence=number)

    async def _commit_loop(self) -> None:
        """Commit all that is read, until the end of the queue."""
        has_more = True
        while has_more:
            batch, has_more = await self._next_batch()
            dispatches = [each for each in batch if isinstance(each, Dispatch)]
            if dispatches:
                await self._commit_arrivals(
                    [self._build_arrival(dispatch) for dispatch in dispatches]
                )
            for dispatch in dispatches:
                self.interactions.on_stored(dispatch)
            await self._save_position([each for each in batch if isinstance(each, SessionPosition)])

    async def _next_batch(self) -> tuple[list[Dispatch | SessionPosition], bool]:
        """Return all that waits, up to a limit, and False with the last batch."""
        batch: list[Dispatch | SessionPosition] = []
        while sum(isinstance(each, Dispatch) for each in batch) < MAX_BATCH_SIZE:
            item = await self._read_queue.get()
            if item is None:
                return batch, False
            batch.append(item)
            if self._read_queue.empty():
                break
        return batch, True

    async def _save_position(self, positions: list[SessionPosition]) -> None:
        try:
            if positions and self.session_store:
                await self.session_store.save(positions[-1])
        except Exception as error:
            # The next position will do as well.
            log.warning("bookmark_not_kept", error_class=type(error).__name__)

    async def _commit_arrivals(self, arrivals: Sequence[Arrival]) -> None:
        """Try until it is done: Discord sends nothing a second time."""
        backoff = Backoff(self.chance)
        while True:
            try:
                await self.accept(arrivals)
            except Exception as error:
                wait = backoff.next_wait()
                name, code = type(error).__name__, database_error_code(error)
                log.error("arrivals_not_kept", error_class=name, reason=code, wait=round(wait, 1))
                await self.sleep(wait)
            else:
                return

    def _build_arrival(self, dispatch: Dispatch) -> Arrival:
        body = json.dumps({"t": dispatch.kind, "d": dispatch.body}).encode()
        return Arrival(
            dispatch.event_id, PLATFORM, dispatch.sender, body, has_files=dispatch.has_files
        )
