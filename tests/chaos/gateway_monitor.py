"""Watch the connection to the local Discord's gateway, and disturb it."""

from __future__ import annotations

from playground import Playground
from playground.discord.gateway.server import CONNECT
from playground.discord.gateway.sessions import SocketQueue
from playground.discord.ledger import DiscordCall, EventRecord
from tests.chaos.plan import CUT, CUT_FOR_GOOD, MOVED, REFUSED

INTERACTION_CALLBACK = "create_interaction_response"


class GatewayMonitor:
    """A monitor of the events handed to the bot's present process, which gets no others."""

    def __init__(self, playground: Playground) -> None:
        self._discord = playground.discord
        self._gateway = playground.gateway
        self._asked: list[SocketQueue | None] = []
        self._heard = self._calls = 0
        self._told_before: dict[int, int] = {}
        """The times that each open event was told to processes that have ended."""
        self.sessions_resumed = self.sessions_restarted = 0
        """Starts that went on with the session, and that could have and did not."""
        self._session, self._is_new = "", False
        self._tries: dict[int | None, DiscordCall] = {}
        """The bot's last try to answer, by interaction."""

    def on_start(self) -> None:
        """Note the start of a new process."""
        self._is_new = True
        self._told_before = {each.number: each.times for each in self._discord.ledger.open_events}
        self._tries.clear()

    def has_caught_up(self) -> bool:
        """Return whether the bot listens, has read all events, and has tried to answer them.

        It confirms what it has read with its next heartbeat, which each new connection is asked
        for.
        """
        lines = [session.queue for session in self._discord.sessions.connected]
        events = self._discord.ledger.events
        if lines and (lines != self._asked or len(events) > self._heard):
            self._asked, self._heard = lines, len(events)
            self._gateway.ask_for_heartbeat()
        return bool(lines) and all(map(self._is_handled, self._discord.ledger.open_events))

    def on_settled(self) -> None:
        """Note the session, unless the connection has just been cut."""
        connected = self._discord.sessions.connected
        if not connected:
            return
        now = connected[0].id
        self.sessions_resumed += self._is_new and now == self._session
        self.sessions_restarted += self._is_new and self._session not in ("", now)
        self._session, self._is_new = now, False

    def expire_sessions(self) -> None:
        """Let Discord forget the sessions that nobody resumed for long."""
        self._session = ""
        self._discord.sessions.end_all()

    def inject_fault(self, what: str) -> None:
        """Inject one of the plan's faults, or none."""
        if what == CUT_FOR_GOOD:
            self._session = ""
        if what == REFUSED:
            self._discord.faults.add("502", CONNECT)
        if what in (CUT, CUT_FOR_GOOD, REFUSED):
            self._gateway.cut(resumable=what != CUT_FOR_GOOD)
        if what == MOVED:
            self._gateway.ask_to_reconnect()

    def _is_handled(self, event: EventRecord) -> bool:
        if event.outcome in ("waiting", "handed"):
            return False
        if event.times == self._told_before.get(event.number):
            return True
        calls = self._discord.ledger.calls[self._calls :]
        self._calls += len(calls)
        self._tries |= {
            call.interaction_id: call for call in calls if call.method == INTERACTION_CALLBACK
        }
        tried = self._tries.get(event.interaction_id)
        return tried is not None and tried.outcome != "unanswered"
