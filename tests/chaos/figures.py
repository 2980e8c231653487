"""Count what happened in the rounds of a run."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Figures:
    """The counts of a run.

    On Telegram, `updates` were accepted and `expired` never were; on Discord, `dispatches` were
    stored, some of them `forms`, and `undelivered` never were accepted. The `messages` are on both
    platforms, the `posts` on Discord; `known_posts` are those that Discord knew by their nonce when
    they were sent again. Starts have `sessions_resumed` with Discord's session or
    `sessions_restarted` although it was still known.
    """

    rounds: int = 0
    kills: Counter[str] = field(default_factory=Counter)
    updates: int = 0
    dispatches: int = 0
    lost: int = 0
    expired: int = 0
    undelivered: int = 0
    forms: int = 0
    weeks: int = 0
    reveals: int = 0
    occurrences: int = 0
    messages: int = 0
    posts: int = 0
    copies: int = 0
    copied_posts: int = 0
    known_posts: int = 0
    marked: int = 0
    sessions_resumed: int = 0
    sessions_restarted: int = 0
    seconds: int = 0

    def add(self, other: Figures) -> None:
        """Add the figures of another world."""
        self.kills += other.kills
        for name, value in vars(other).items():
            if isinstance(value, int):
                setattr(self, name, getattr(self, name) + value)
