"""Record each event for the bot with its acknowledgement, and each call of the bot."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import Any

from playground.shared.ledger import Call

SENDS = frozenset({"create_message", "create_interaction_response", "execute_webhook"})


@dataclass(slots=True)
class DiscordCall(Call):
    """One call of the bot; `method` is the operation's name in Discord's own OpenAPI.

    `chat_id` is the channel. `again` says that the nonce was known and nothing new was sent.
    """

    nonce: str | None = None
    interaction_id: int | None = None
    again: bool = False


@dataclass(slots=True)
class EventRecord:
    """One event for the bot.

    `outcome` is `waiting` (no connection yet), `handed` (written to a connection), `confirmed`
    (counted by a heartbeat or a resume), `answered` (an interaction within its three seconds),
    `failed` (an interaction that was not) or `lost` (nobody was connected, or the session ended).
    `times` counts the connections that it went over; `at` and `ended` are in seconds of
    `time.monotonic`.
    """

    number: int
    kind: str
    channel_id: int
    interaction_id: int | None = None
    at: float = field(default_factory=time.monotonic)
    ended: float | None = None
    times: int = 0
    outcome: str = "waiting"

    @property
    def is_settled(self) -> bool:
        """Whether nothing more is to come; to confirm an interaction is not to answer it."""
        if self.outcome == "confirmed":
            return self.interaction_id is None
        return self.outcome in ("answered", "failed", "lost")

    def record_outcome(self, outcome: str) -> None:
        """Record the event's outcome; an answer is final."""
        if self.outcome not in ("answered", outcome):
            self.ended = time.monotonic()
            self.outcome = outcome


class DiscordLedger:
    """Everything that passed between the bot and its people, in order."""

    def __init__(self) -> None:
        self.calls: list[DiscordCall] = []
        self.events: list[EventRecord] = []
        self._open: list[EventRecord] = []

    def record_event(
        self, kind: str, channel_id: int, interaction_id: int | None = None
    ) -> EventRecord:
        """Begin the record of one event."""
        event = EventRecord(len(self.events), kind, channel_id, interaction_id)
        self.events.append(event)
        self._open.append(event)
        return event

    @property
    def open_events(self) -> list[EventRecord]:
        """Return the events that the bot has not confirmed or, if interactions, not answered."""
        self._open = [event for event in self._open if not event.is_settled]
        return self._open

    def event_of_interaction(self, interaction_id: int) -> EventRecord | None:
        """Return the record of an interaction."""
        for event in reversed(self.events):
            if event.interaction_id == interaction_id:
                return event
        return None

    @property
    def delivered(self) -> list[DiscordCall]:
        """Return the messages that reached a channel, whether or not the bot heard of it."""
        return [c for c in self.calls if c.method in SENDS and c.message_id and not c.again]

    @property
    def duplicates(self) -> list[tuple[int | None, str]]:
        """Return channel and text of the messages that reached the same channel more than once."""
        told = Counter((call.chat_id, call.text or "") for call in self.delivered)
        return [key for key, count in told.items() if count > 1]

    def since(self, first_call: int = 0, first_event: int = 0) -> dict[str, Any]:
        """Return the ledger as JSON, from that call and that event on, both counted from 0."""
        return {
            "calls": [asdict(call) for call in self.calls[first_call:]],
            "events": [asdict(event) for event in self.events[first_event:]],
        }
