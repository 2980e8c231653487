"""The gateway: a WebSocket that greets, identifies, resumes, beats and can be cut on purpose."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any

from aiohttp import WSMsgType, web

from playground.answers import cut, json_answer
from playground.discord import Discord
from playground.discord_refusals import refusal_of
from playground.discord_sessions import GOING_AWAY, GUILDS, PRIVILEGED, Line, Session
from playground.faults import DELAY

HEARTBEAT, IDENTIFY, RESUME, RECONNECT, INVALID, HELLO, BEAT = 1, 2, 6, 7, 9, 10, 11
UNKNOWN_OPCODE, NOT_AUTHENTICATED, BAD_TOKEN, BAD_JSON, TWICE = 4001, 4003, 4004, 4002, 4005
NOT_ALLOWED = 4014
CONNECT = "connect_gateway"
"""The name that a fault gives to the opening of a line."""


class Gateway:
    """Serves the lines of one bot; `heartbeat_seconds` is what each new line is told.

    `deaf` leaves heartbeats unanswered, as a half-dead connection does; `mute` greets without
    saying how often to beat.
    """

    def __init__(self, discord: Discord, token: Callable[[], str]) -> None:
        self.heartbeat_seconds = 41.25
        self.deaf = self.mute = False
        self.refuses = 0
        """The code with which whoever identifies is sent away; 0 lets them in."""
        self._discord = discord
        self._token = token
        self._lines: dict[Line, Connection] = {}

    def routes(self) -> list[web.RouteDef]:
        """Where the gateway is."""
        return [web.get("/gateway", self.open), web.get("/gateway/", self.open)]

    def cut(self, *, resumable: bool = True) -> None:
        """Breaks every line without a goodbye; otherwise the sessions are forgotten as well."""
        if not resumable:
            self._discord.sessions.end_all()
        for line in self._lines:
            line.hang_up(0)

    def ask_to_reconnect(self) -> None:
        """Sends op 7, as Discord does before it takes a server down."""
        for line in self._lines:
            line.put({"op": RECONNECT, "d": None})

    def ask_for_heartbeat(self) -> None:
        """Sends op 1; the heartbeat that comes back confirms all that was handed over before."""
        for line in self._lines:
            line.put({"op": HEARTBEAT, "d": None})

    def invalidate(self, *, resumable: bool = False) -> None:
        """Sends op 9."""
        if not resumable:
            self._discord.sessions.end_all()
        for line in self._lines:
            line.put({"op": INVALID, "d": resumable})

    def garble(self, text: str = "{") -> None:
        """Sends what is no payload."""
        for line in self._lines:
            line.put_text(text)

    def close(self, code: int = GOING_AWAY) -> None:
        """Says goodbye to everybody."""
        for line in self._lines:
            line.hang_up(code)

    @property
    def open_lines(self) -> int:
        """How many connections there are, with a session or without."""
        return len(self._lines)

    async def open(self, request: web.Request) -> web.StreamResponse:
        """One line from greeting to goodbye."""
        fault = self._discord.faults.take(CONNECT, None)
        if fault and fault.kind == DELAY:
            await asyncio.sleep(fault.seconds)
        elif fault:
            refused = refusal_of(fault)
            return json_answer(refused.answer(), refused.status) if refused else cut(request)
        socket = web.WebSocketResponse()
        try:
            await socket.prepare(request)
        except ConnectionResetError:
            return socket  # whoever called is gone by now
        connection = Connection(self, self._discord, self._token())
        self._lines[connection.line] = connection
        try:
            code = await connection.run(socket, self.heartbeat_seconds)
            if code:
                await socket.close(code=code)
            else:
                cut(request, abruptly=True)
        finally:
            del self._lines[connection.line]
            self._discord.changes.wake()
        return socket


class Connection:
    """One line and, once the bot has said who it is, its session."""

    def __init__(self, gateway: Gateway, discord: Discord, token: str) -> None:
        self.line = Line()
        self._gateway = gateway
        self._discord = discord
        self._token = token
        self._session: Session | None = None

    async def run(self, socket: web.WebSocketResponse, heartbeat_seconds: float) -> int:
        """Listens and writes until one side hangs up; the code with which to close."""
        beat = {"heartbeat_interval": round(heartbeat_seconds * 1000)}
        self.line.put(
            {"op": HELLO, "s": None, "t": None, "d": None if self._gateway.mute else beat}
        )
        writing = asyncio.create_task(self.line.write_to(socket))
        listening = asyncio.create_task(self._listen(socket))
        try:
            done, _ = await asyncio.wait((writing, listening), return_when=asyncio.FIRST_COMPLETED)
            code = writing.result() if writing in done else listening.result()
        except ConnectionError:
            code = 0
        finally:
            for task in (writing, listening):
                task.cancel()
            await asyncio.gather(writing, listening, return_exceptions=True)
            self._part(socket.close_code)
        return code

    def _part(self, code: int | None) -> None:
        """A bot that says goodbye with 1000 or 1001 ends its session."""
        if self._session is not None:
            said_goodbye = code in (1000, GOING_AWAY)
            self._discord.sessions.part(self._session, self.line, for_good=said_goodbye)

    async def _listen(self, socket: web.WebSocketResponse) -> int:
        async for frame in socket:
            if frame.type is not WSMsgType.TEXT:
                break
            code = self._understand(frame.data)
            if code:
                return code
        return 1000

    def _understand(self, text: str) -> int:
        try:
            return self._take(json.loads(text))
        except (AttributeError, KeyError, TypeError, ValueError):
            return BAD_JSON

    def _take(self, payload: dict[str, Any]) -> int:
        """Carries out one payload; a code when the line must be closed."""
        taken = {HEARTBEAT: self._beat, IDENTIFY: self._identify, RESUME: self._resume}
        operation, body = payload.get("op"), payload.get("d")
        if operation in taken:
            code = taken[operation](body)
            self._discord.changes.wake()
            return code
        if self._session is None:
            return NOT_AUTHENTICATED
        return 0 if operation in (3, 4, 8) else UNKNOWN_OPCODE

    def _beat(self, number: Any) -> int:  # noqa: ANN401 - whatever the JSON says
        if self._session is not None and isinstance(number, int):
            self._session.confirm(number)
        if not self._gateway.deaf:
            self.line.put({"op": BEAT})
        return 0

    def _identify(self, body: Any) -> int:  # noqa: ANN401 - whatever the JSON says
        if self._session is not None:
            return TWICE
        if body.get("token") != self._token:
            return BAD_TOKEN
        if self._gateway.refuses:
            return self._gateway.refuses
        if body["intents"] & PRIVILEGED:
            return NOT_ALLOWED
        session = self._discord.sessions.begin(body["intents"], self.line)
        self._session = session
        session.tell("READY", self._discord.ready(session.id))
        if session.wants(GUILDS):
            session.tell("GUILD_CREATE", self._discord.whole_guild())
        return 0

    def _resume(self, body: Any) -> int:  # noqa: ANN401 - whatever the JSON says
        if body.get("token") != self._token:
            return BAD_TOKEN
        number = body.get("seq") or 0
        self._session = self._discord.sessions.resume(
            str(body.get("session_id")), number, self.line
        )
        if self._session is None:
            self.line.put({"op": INVALID, "d": False})
        else:
            self._session.replay()
            self._session.tell("RESUMED", {})
        return 0
