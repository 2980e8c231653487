"""Run the gateway's WebSocket, with heartbeats and resumes; it can be cut on purpose."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any

from aiohttp import WSMsgType, web

from playground.discord.api.errors import refusal_of
from playground.discord.gateway.sessions import GOING_AWAY, GUILDS, PRIVILEGED, Session, SocketQueue
from playground.discord.state import Discord
from playground.shared.faults import DELAY
from playground.shared.responses import drop_connection, json_answer

HEARTBEAT, IDENTIFY, RESUME, RECONNECT = 1, 2, 6, 7
INVALID_SESSION, HELLO, HEARTBEAT_ACK = 9, 10, 11
UNKNOWN_OPCODE, BAD_JSON, NOT_AUTHENTICATED = 4001, 4002, 4003
BAD_TOKEN, ALREADY_AUTHENTICATED = 4004, 4005
NOT_ALLOWED = 4014
CONNECT = "connect_gateway"
"""The name that a fault gives to the opening of a line."""


class GatewayServer:
    """The gateway of one bot; it asks for a heartbeat every `heartbeat_seconds`.

    `ignores_heartbeats` leaves heartbeats unanswered, as a half-dead connection does;
    `hides_heartbeat_interval` greets without saying how often to beat.
    """

    def __init__(self, discord: Discord, token: Callable[[], str]) -> None:
        self.heartbeat_seconds = 41.25
        self.ignores_heartbeats = self.hides_heartbeat_interval = False
        self.identify_close_code = 0
        """The code with which a bot that identifies is sent away; 0 lets it in."""
        self._discord = discord
        self._token = token
        self._connections: dict[SocketQueue, GatewayConnection] = {}

    def routes(self) -> list[web.RouteDef]:
        """Return the gateway's route."""
        return [
            web.get("/gateway", self.accept_connection),
            web.get("/gateway/", self.accept_connection),
        ]

    def cut(self, *, resumable: bool = True) -> None:
        """Break every connection without a goodbye; forget the sessions unless `resumable`."""
        if not resumable:
            self._discord.sessions.end_all()
        for line in self._connections:
            line.close(0)

    def ask_to_reconnect(self) -> None:
        """Send op 7, as Discord does before it takes a server down."""
        for line in self._connections:
            line.put({"op": RECONNECT, "d": None})

    def ask_for_heartbeat(self) -> None:
        """Send op 1; the heartbeat that it brings confirms all events handed over before."""
        for line in self._connections:
            line.put({"op": HEARTBEAT, "d": None})

    def invalidate(self, *, resumable: bool = False) -> None:
        """Send op 9."""
        if not resumable:
            self._discord.sessions.end_all()
        for line in self._connections:
            line.put({"op": INVALID_SESSION, "d": resumable})

    def send_raw(self, text: str = "{") -> None:
        """Send a frame that is not a payload."""
        for line in self._connections:
            line.put_text(text)

    def close(self, code: int = GOING_AWAY) -> None:
        """Close all connections with a goodbye."""
        for line in self._connections:
            line.close(code)

    @property
    def connection_count(self) -> int:
        """The number of connections, with a session or without."""
        return len(self._connections)

    async def accept_connection(self, request: web.Request) -> web.StreamResponse:
        """Serve one connection from greeting to goodbye."""
        fault = self._discord.faults.consume(CONNECT, None)
        if fault and fault.kind == DELAY:
            await asyncio.sleep(fault.seconds)
        elif fault:
            refused = refusal_of(fault)
            return (
                json_answer(refused.response_body(), refused.status)
                if refused
                else drop_connection(request)
            )
        socket = web.WebSocketResponse()
        try:
            await socket.prepare(request)
        except ConnectionResetError:
            return socket  # the caller has hung up already
        connection = GatewayConnection(self, self._discord, self._token())
        self._connections[connection.queue] = connection
        try:
            code = await connection.run(socket, self.heartbeat_seconds)
            if code:
                await socket.close(code=code)
            else:
                drop_connection(request, abruptly=True)
        finally:
            del self._connections[connection.queue]
            self._discord.changes.wake()
        return socket


class GatewayConnection:
    """One connection and, once the bot has identified itself, its session."""

    def __init__(self, gateway: GatewayServer, discord: Discord, token: str) -> None:
        self.queue = SocketQueue()
        self._gateway = gateway
        self._discord = discord
        self._token = token
        self._session: Session | None = None

    async def run(self, socket: web.WebSocketResponse, heartbeat_seconds: float) -> int:
        """Listen and write until one side hangs up; return the code with which to close."""
        beat = {"heartbeat_interval": round(heartbeat_seconds * 1000)}
        self.queue.put(
            {
                "op": HELLO,
                "s": None,
                "t": None,
                "d": None if self._gateway.hides_heartbeat_interval else beat,
            }
        )
        writing = asyncio.create_task(self.queue.write_to(socket))
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
            self._detach_session(socket.close_code)
        return code

    def _detach_session(self, code: int | None) -> None:
        """Detach the session; it ends if the bot said goodbye with 1000 or 1001."""
        if self._session is not None:
            said_goodbye = code in (1000, GOING_AWAY)
            self._discord.sessions.disconnect(self._session, self.queue, for_good=said_goodbye)

    async def _listen(self, socket: web.WebSocketResponse) -> int:
        async for frame in socket:
            if frame.type is not WSMsgType.TEXT:
                break
            code = self._handle_text(frame.data)
            if code:
                return code
        return 1000

    def _handle_text(self, text: str) -> int:
        try:
            return self._handle_payload(json.loads(text))
        except (AttributeError, KeyError, TypeError, ValueError):
            return BAD_JSON

    def _handle_payload(self, payload: dict[str, Any]) -> int:
        """Handle one payload; return a code when the connection must be closed."""
        taken = {
            HEARTBEAT: self._acknowledge_heartbeat,
            IDENTIFY: self._identify,
            RESUME: self._resume,
        }
        operation, body = payload.get("op"), payload.get("d")
        if operation in taken:
            code = taken[operation](body)
            self._discord.changes.wake()
            return code
        if self._session is None:
            return NOT_AUTHENTICATED
        return 0 if operation in (3, 4, 8) else UNKNOWN_OPCODE

    def _acknowledge_heartbeat(self, number: Any) -> int:  # noqa: ANN401 - any JSON
        if self._session is not None and isinstance(number, int):
            self._session.confirm(number)
        if not self._gateway.ignores_heartbeats:
            self.queue.put({"op": HEARTBEAT_ACK})
        return 0

    def _identify(self, body: Any) -> int:  # noqa: ANN401 - any JSON
        if self._session is not None:
            return ALREADY_AUTHENTICATED
        if body.get("token") != self._token:
            return BAD_TOKEN
        if self._gateway.identify_close_code:
            return self._gateway.identify_close_code
        if body["intents"] & PRIVILEGED:
            return NOT_ALLOWED
        session = self._discord.sessions.begin(body["intents"], self.queue)
        self._session = session
        session.dispatch("READY", self._discord.ready(session.id))
        if session.wants(GUILDS):
            session.dispatch("GUILD_CREATE", self._discord.whole_guild())
        return 0

    def _resume(self, body: Any) -> int:  # noqa: ANN401 - any JSON
        if body.get("token") != self._token:
            return BAD_TOKEN
        number = body.get("seq") or 0
        self._session = self._discord.sessions.resume(
            str(body.get("session_id")), number, self.queue
        )
        if self._session is None:
            self.queue.put({"op": INVALID_SESSION, "d": False})
        else:
            self._session.replay()
            self._session.dispatch("RESUMED", {})
        return 0
