"""The line to the local Discord's gateway: what the bot has heard over it, and what it suffers."""

from __future__ import annotations

from playground import Playground
from playground.discord_gateway import CONNECT
from playground.discord_ledger import DiscordCall, Handed
from playground.discord_sessions import Line
from tests.chaos.plan import CUT, CUT_FOR_GOOD, MOVED, REFUSED

ANSWER = "create_interaction_response"


class DiscordLine:
    """Looks at what was handed to the bot's present process; what came before died with its own."""

    def __init__(self, playground: Playground) -> None:
        self._discord = playground.discord
        self._gateway = playground.gateway
        self._asked: list[Line | None] = []
        self._first_event = self._heard = self._calls = 0
        self._tries: dict[int | None, DiscordCall] = {}
        """The bot's last try to answer, by interaction."""

    def begins(self) -> None:
        """A new process starts; nothing of what was handed to the last one is answered any more."""
        self._first_event = self._heard = len(self._discord.ledger.events)
        self._tries.clear()

    def is_heard(self) -> bool:
        """Whether the bot listens, has read all that was done, and has tried to answer it.

        What it has read it says with its next heartbeat, for which it is asked on each line anew.
        """
        lines = [session.line for session in self._discord.sessions.connected]
        events = self._discord.ledger.events
        if lines and (lines != self._asked or len(events) > self._heard):
            self._asked, self._heard = lines, len(events)
            self._gateway.ask_for_heartbeat()
        return bool(lines) and all(map(self._is_over, self._open()))

    def suffers(self, what: str) -> None:
        """One of the plan's mishaps, or nothing."""
        if what == REFUSED:
            self._discord.faults.add("502", CONNECT)
        if what in (CUT, CUT_FOR_GOOD, REFUSED):
            self._gateway.cut(resumable=what != CUT_FOR_GOOD)
        if what == MOVED:
            self._gateway.ask_to_reconnect()

    def _open(self) -> list[Handed]:
        return [each for each in self._discord.ledger.open if each.number >= self._first_event]

    def _is_over(self, event: Handed) -> bool:
        if event.outcome in ("waiting", "handed"):
            return False
        calls = self._discord.ledger.calls[self._calls :]
        self._calls += len(calls)
        self._tries |= {call.interaction_id: call for call in calls if call.method == ANSWER}
        tried = self._tries.get(event.interaction_id)
        return tried is not None and tried.outcome != "unanswered"
