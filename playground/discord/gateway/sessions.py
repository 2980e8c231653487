"""Keep the gateway's sessions: numbered events, so that a session can be resumed after a cut."""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass, field
from typing import Any, Protocol

from playground.discord.ledger import DiscordLedger, EventRecord
from playground.shared.responses import json_text

GUILDS, GUILD_MESSAGES, DIRECT_MESSAGES, MESSAGE_CONTENT = 1, 1 << 9, 1 << 12, 1 << 15
GUILD_REACTIONS, DIRECT_REACTIONS = 1 << 10, 1 << 13
PRIVILEGED = 1 << 1 | 1 << 8 | MESSAGE_CONTENT
"""Members, presences and the words in guilds: Discord gives these intents on request only."""
DISPATCH = 0
GOING_AWAY = 1001


class Socket(Protocol):
    """The part of a WebSocket that a connection needs."""

    async def send_str(self, data: str) -> None:
        """Write one frame of text."""


class SocketQueue:
    """One connection; payloads leave in the order in which they were put."""

    def __init__(self) -> None:
        self._queue: asyncio.Queue[tuple[str, EventRecord | None] | int] = asyncio.Queue()

    def put(self, payload: dict[str, Any], record: EventRecord | None = None) -> None:
        """Write a payload as soon as those before it are out."""
        self._queue.put_nowait((json_text(payload), record))

    def put_text(self, text: str) -> None:
        """Write a frame as it is."""
        self._queue.put_nowait((text, None))

    def close(self, code: int) -> None:
        """Close the connection after the frames already put; 0 cuts it without a goodbye."""
        self._queue.put_nowait(code)

    async def write_to(self, socket: Socket) -> int:
        """Write until somebody hangs up; return the code with which to close."""
        while not isinstance(thing := await self._queue.get(), int):
            text, record = thing
            await socket.send_str(text)
            if record is not None:
                record.times += 1
                if record.outcome == "waiting":
                    record.outcome = "handed"
        return thing


@dataclass(slots=True)
class Session:
    """One session; it keeps what the bot has not confirmed yet, and outlives its connection."""

    id: str
    intents: int
    sequence: int = 0
    queue: SocketQueue | None = None
    unconfirmed: deque[tuple[dict[str, Any], EventRecord | None]] = field(default_factory=deque)

    def wants(self, intent: int) -> bool:
        """Return whether the bot asked for this kind of event; 0 means that every bot gets it."""
        return not intent or bool(self.intents & intent)

    def dispatch(self, name: str, body: object, record: EventRecord | None = None) -> None:
        """Give an event the next number and hand it over, now or after a resume."""
        self.sequence += 1
        payload = {"op": DISPATCH, "s": self.sequence, "t": name, "d": body}
        self.unconfirmed.append((payload, record))
        if self.queue is not None:
            self.queue.put(payload, record)

    def confirm(self, number: int) -> None:
        """Confirm that the bot has seen everything up to that number."""
        while self.unconfirmed and self.unconfirmed[0][0]["s"] <= number:
            record = self.unconfirmed.popleft()[1]
            if record is not None and record.outcome in ("waiting", "handed"):
                record.record_outcome("confirmed")

    def replay(self) -> None:
        """Hand over again what the bot has not confirmed."""
        if self.queue is not None:
            for payload, record in self.unconfirmed:
                self.queue.put(payload, record)


class Sessions:
    """All sessions of one bot; each gets every event that it asked for."""

    def __init__(self, ledger: DiscordLedger) -> None:
        self._ledger = ledger
        self._by_id: dict[str, Session] = {}
        self._next = 1

    @property
    def connected(self) -> list[Session]:
        """The sessions that have a connection."""
        return [session for session in self._by_id.values() if session.queue is not None]

    def begin(self, intents: int, line: SocketQueue) -> Session:
        """Begin a session; end those without a connection, as nobody is left to resume them."""
        for orphan in [old for old in self._by_id.values() if old.queue is None]:
            self.end(orphan)
        session = Session(f"session-{self._next}", intents, queue=line)
        self._next += 1
        self._by_id[session.id] = session
        return session

    def resume(self, session_id: str, number: int, line: SocketQueue) -> Session | None:
        """Resume an old session from that number; return None if there is no such session."""
        session = self._by_id.get(session_id)
        if session is None or number > session.sequence:
            return None
        if session.queue is not None:
            session.queue.close(4000)
        session.queue = line
        session.confirm(number)
        return session

    def disconnect(self, session: Session, line: SocketQueue, *, for_good: bool) -> None:
        """Take the connection off its session; `for_good` ends the session, too."""
        if session.queue is line:
            session.queue = None
            if for_good:
                self.end(session)

    def end(self, session: Session) -> None:
        """Forget a session and its unconfirmed events."""
        self._by_id.pop(session.id, None)
        for _, record in session.unconfirmed:
            if record is not None and record.outcome in ("waiting", "handed"):
                record.record_outcome("lost")
        session.unconfirmed.clear()

    def end_all(self) -> None:
        """Forget every session."""
        for session in list(self._by_id.values()):
            self.end(session)

    def dispatch(
        self,
        name: str,
        body: object,
        intent: int = 0,
        *,
        channel_id: int = 0,
        interaction_id: int | None = None,
        own: bool = False,
    ) -> None:
        """Hand an event to every session that wants it, and note when there is none.

        The ledger does not record the bot's `own` doing.
        """
        record = None if own else self._ledger.record_event(name, channel_id, interaction_id)
        takers = [session for session in self._by_id.values() if session.wants(intent)]
        for session in takers:
            session.dispatch(name, body, record)
        if record is not None and not takers:
            record.record_outcome("lost")
