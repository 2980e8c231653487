"""Connects to Discord's gateway: discord.py keeps the connection alive and passes on payloads."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import aiohttp
import discord
from discord.gateway import DiscordWebSocket
from discord.http import HTTPClient
from yarl import URL

INTENTS = discord.Intents(dm_messages=True, dm_reactions=True)
"""People's direct messages to us, and their reactions there.

Interactions (commands, buttons, forms) come without an intent.
"""
CLOSE_TIMEOUT_SECONDS = 1.0
"""How long to wait for Discord's closing handshake."""


RESUMABLE_CLOSE_CODE, FINAL_CLOSE_CODE = 4000, 1000
"""The second ends the session, as 1001 does; after any other code it can be resumed."""
LATE_HEARTBEAT_TEXT = "Can't keep up"
MAX_LATENCY_SECONDS = 40.0
"""A heartbeat's answer cannot be later than this: the next one is due after 41 seconds."""


def _is_late_heartbeat(record: logging.LogRecord) -> bool:
    """Return False for a false warning: discord.py took an answer for one to the heartbeat before.

    It notes a heartbeat as sent only when its thread wakes up, and a fast answer comes earlier.
    """
    if not str(record.msg).startswith(LATE_HEARTBEAT_TEXT) or not isinstance(record.args, tuple):
        return True
    return not any(isinstance(each, float) and each > MAX_LATENCY_SECONDS for each in record.args)


# Added here, so that it is added only once.
logging.getLogger("discord.gateway").addFilter(_is_late_heartbeat)


class GatewayClient(discord.Client):
    """discord.py's client, used only for its connection.

    After `silent_seconds` seconds without a payload the connection counts as dead.
    """

    def __init__(
        self, token: str, on_payload: Callable[[str], None], silent_seconds: float
    ) -> None:
        super().__init__(
            intents=INTENTS,
            enable_debug_events=True,
            max_messages=None,
            heartbeat_timeout=silent_seconds,
        )
        self.http = self._gateway_http = GatewayHttp(token)
        self._on_payload = on_payload
        # They would build and keep objects, and fail at the first payload they cannot read.
        self._connection.parsers.clear()

    def dispatch(self, event: str, /, *args: Any, **_: Any) -> None:  # noqa: ANN401 - as above it
        """Pass on only what was read, and at once: a task for each would delay the answer."""
        if event == "socket_raw_receive":
            self._on_payload(args[0])

    def use(self, websocket: DiscordWebSocket) -> None:
        """Read from this connection from now on."""
        self.ws = websocket

    async def read_once(self) -> None:
        """Read once; an ended connection is no error if another has replaced it."""
        websocket = self.ws
        try:
            await websocket.poll_event()
        except Exception:
            if self.ws is websocket:
                raise

    async def close_websocket(self, code: int = RESUMABLE_CLOSE_CODE) -> None:
        """Close the last connection, even one not fully opened; the session can be resumed."""
        if self.ws:
            with suppress(Exception):
                await self.ws.close(code)
        await self._gateway_http.close_websocket(code)

    async def replace_session(self, gateway: URL) -> None:
        """Begin a session beside the present one, and end the old one once the new one is there.

        Both receive events in between, so that none is missed. If opening the new one raises, the
        old one goes on.
        """
        old, before = self.ws, self._gateway_http.websocket
        try:
            new = await DiscordWebSocket.from_client(self, initial=True, gateway=gateway)
            while new.session_id is None:
                await new.poll_event()
        except BaseException:
            if self._gateway_http.websocket is not before:
                await self._gateway_http.close_websocket(RESUMABLE_CLOSE_CODE)
            raise
        self.ws = new
        if old:
            await old.close(FINAL_CLOSE_CODE)

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Do not wait: the gateway says how often sessions may begin."""


class GatewayHttp(HTTPClient):
    """The part of discord.py's HTTP that opens the gateway, with a pool of its own."""

    def __init__(self, token: str) -> None:
        super().__init__(discord.utils.MISSING)
        self.token = token
        self._pool: aiohttp.ClientSession | None = None
        self.websocket: aiohttp.ClientWebSocketResponse | None = None

    async def ws_connect(self, url: str, *, compress: int = 0) -> aiohttp.ClientWebSocketResponse:
        """Connect as discord.py does, but wait less long for the closing handshake."""
        self._pool = self._pool or aiohttp.ClientSession(trust_env=True)
        self.websocket = await self._pool.ws_connect(
            url,
            autoclose=False,
            compress=compress,
            headers={"User-Agent": self.user_agent},
            max_msg_size=0,
            timeout=aiohttp.ClientWSTimeout(ws_close=CLOSE_TIMEOUT_SECONDS),
        )
        return self.websocket

    async def close_websocket(self, code: int) -> None:
        """Close the connection, even one that was opened but not greeted."""
        if self.websocket is not None:
            await self.websocket.close(code=code)

    async def close(self) -> None:
        """Close the pool."""
        if self._pool is not None:
            await self._pool.close()
        await super().close()
