"""Record every call with its outcome, and every update with its end."""

from __future__ import annotations

import time
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(slots=True)
class Call:
    """One call of the bot.

    `outcome` is `answered`, `refused` (nothing happened), `reset` (cut before anything happened),
    `dropped` (accepted, then cut) or `unanswered` (accepted; the bot has no answer yet). `at` is in
    seconds of `time.monotonic`.
    """

    method: str
    chat_id: int | None
    text: str | None
    message_id: int | None = None
    at: float = field(default_factory=time.monotonic)
    status: int = 0
    outcome: str = "unanswered"

    @property
    def accepted(self) -> bool:
        """Whether Telegram did what it was asked, even if the bot did not hear of it."""
        return self.outcome in ("answered", "dropped", "unanswered")


@dataclass(slots=True)
class UpdateRecord:
    """One update; `outcome` is `waiting`, `confirmed`, `expired` or `forgotten` (dropped unread).

    `at` and `ended` are in seconds of `time.monotonic`.
    """

    update_id: int
    kind: str
    chat_id: int
    at: float = field(default_factory=time.monotonic)
    ended: float | None = None
    outcome: str = "waiting"


class Ledger:
    """Everything that passed between the bot and its people, in order."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.updates: dict[int, UpdateRecord] = {}

    @property
    def delivered(self) -> list[Call]:
        """Return the messages that reached a chat, whether or not the bot heard of it."""
        return [call for call in self.calls if call.method.startswith("send") and call.message_id]

    def record_outcome(self, update_id: int, outcome: str) -> None:
        """Record the outcome of an update."""
        made = self.updates.get(update_id)
        if made is not None:
            made.ended = time.monotonic()
            made.outcome = outcome

    def since(self, first_call: int = 0, first_update: int = 0) -> dict[str, Any]:
        """Return the ledger as JSON, from that call (counted from 0) and that update id on."""
        return {
            "calls": [asdict(call) for call in self.calls[first_call:]],
            "updates": [asdict(u) for u in self.updates.values() if u.update_id >= first_update],
        }
