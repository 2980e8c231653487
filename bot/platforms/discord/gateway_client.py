"""One connection to Discord's gateway: discord.py keeps it alive and hands on what it reads."""

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
"""What people write to us alone, and their reactions there.

What they use (commands, buttons, forms) comes without asking.
"""
CLOSE_TIMEOUT_SECONDS = 1.0
"""How long Discord's goodbye is waited for."""


RESUMABLE_CLOSE_CODE, FINAL_CLOSE_CODE = 4000, 1000
"""The second ends the session, as 1001 does; with any other code it can go on."""
LATE_HEARTBEAT_TEXT = "Can't keep up"
MAX_LATENCY_SECONDS = 40.0
"""A heartbeat's answer cannot be later than this: the next one is due after 41 seconds."""


def _is_late_heartbeat(record: logging.LogRecord) -> bool:
    """False when discord.py took a heartbeat's answer for one to the heartbeat before.

    It notes that it has sent one only when its thread wakes up, and a fast answer is there first.
    """
    if not str(record.msg).startswith(LATE_HEARTBEAT_TEXT) or not isinstance(record.args, tuple):
        return True
    return not any(isinstance(each, float) and each > MAX_LATENCY_SECONDS for each in record.args)


# Only added once, however often a line is opened.
logging.getLogger("discord.gateway").addFilter(_is_late_heartbeat)


class GatewayClient(discord.Client):
    """discord.py's client, of which only the connection is used.

    After `silent_seconds` seconds without a word the connection counts as dead.
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
        # It would make objects of what it reads, keep them, and end at the first it cannot read.
        self._connection.parsers.clear()

    def dispatch(self, event: str, /, *args: Any, **_: Any) -> None:  # noqa: ANN401 - as above it
        """Only what was read, and at once: a task for each would let the answer wait."""
        if event == "socket_raw_receive":
            self._on_payload(args[0])

    def use(self, websocket: DiscordWebSocket) -> None:
        """Read from this connection from now on."""
        self.ws = websocket

    async def read_once(self) -> None:
        """Reads once; the end of a line is no error where another has taken its place."""
        websocket = self.ws
        try:
            await websocket.poll_event()
        except Exception:
            if self.ws is websocket:
                raise

    async def close_websocket(self, code: int = RESUMABLE_CLOSE_CODE) -> None:
        """Closes the last line, however far it was opened; the session may go on with another."""
        if self.ws:
            with suppress(Exception):
                await self.ws.close(code)
        await self._gateway_http.close_websocket(code)

    async def replace_session(self, gateway: URL) -> None:
        """Begins a session beside the one that is heard, and ends that once the new one is there.

        Both tell what happens meanwhile, so that nothing is missed. Raises what opening one raises,
        and then the old one goes on.
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
        """How often sessions begin is for the gateway to say."""


class GatewayHttp(HTTPClient):
    """The part of discord.py's HTTP that opens the gateway, with a pool of its own."""

    def __init__(self, token: str) -> None:
        super().__init__(discord.utils.MISSING)
        self.token = token
        self._pool: aiohttp.ClientSession | None = None
        self.websocket: aiohttp.ClientWebSocketResponse | None = None

    async def ws_connect(self, url: str, *, compress: int = 0) -> aiohttp.ClientWebSocketResponse:
        """As discord.py does it, but its goodbye is not waited for as long."""
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
        """Also on one that was opened, but not greeted."""
        if self.websocket is not None:
            await self.websocket.close(code=code)

    async def close(self) -> None:
        """Hangs up."""
        if self._pool is not None:
            await self._pool.close()
        await super().close()
