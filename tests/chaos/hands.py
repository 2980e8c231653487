"""A person of the harness: what they do with their phone, and what they remember of it."""

from __future__ import annotations

from base64 import urlsafe_b64decode
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from random import Random
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from playground import Phone, Playground

Story = Iterator[datetime | None]
"""What somebody lives: at each step they wait until the bot has answered, or until a moment."""
TRIES = 4
"""A press that the bot did not get in time is gone, and is made again."""


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that must have its effect once the bot has accepted `update`."""

    kind: str
    update: int
    at: datetime
    what: str = ""
    row: UUID | None = None


@dataclass
class Hand:
    """One person, on their phone."""

    name: str
    phone: Phone
    playground: Playground
    zone: str = "Europe/Berlin"
    deeds: list[Deed] = field(default_factory=list)
    tried: int = 0

    @property
    def screen(self) -> list[dict[str, Any]]:
        return [each for each in self.phone.messages if each["from"] == "bot"]

    @property
    def now(self) -> datetime:
        """By the clock on their wall."""
        return datetime.fromtimestamp(self.playground.telegram.now(), ZoneInfo(self.zone))

    def says(self, words: str, deed: str = "", what: str = "") -> Story:
        self.writes(words, deed, what)
        yield None

    def writes(self, words: str, deed: str = "", what: str = "") -> None:
        """Without waiting for an answer."""
        self._note(deed, what or words)
        self.phone.send(words)

    def presses(self, action: str, choice: str | None = None, deed: str = "") -> Story:
        """The newest button with this action; nothing where there is none."""
        for _ in range(TRIES):
            found = self.button(action, choice)
            if found is None:
                return
            message, wire = found
            update = self.playground.telegram.updates.next_id
            self._note(deed, "", row_of(wire))
            self.phone.press(message, wire)
            yield None
            if self.playground.ledger.updates[update].outcome == "confirmed":
                return

    def sees(self, action: str) -> bool:
        return self.button(action) is not None

    def button(self, action: str, choice: str | None = None) -> tuple[int, str] | None:
        """The message and the meaning of the newest button with this action."""
        for message in reversed(self.screen):
            for button in (each for row in message["keyboard"] or [] for each in row):
                parts = button["callback_data"].split("|")
                if parts[0] == action and choice in (None, parts[2]):
                    return message["message_id"], button["callback_data"]
        return None

    def any_of(self, action: str, chance: Random) -> str | None:
        """The choice behind one of the newest message's buttons with this action."""
        found = self.button(action)
        if found is None:
            return None
        rows = self.phone.message(found[0])["keyboard"] or []
        wires = [each["callback_data"].split("|") for row in rows for each in row]
        return chance.choice([str(parts[2]) for parts in wires if parts[0] == action])

    def link(self) -> str | None:
        """What the newest invitation on the screen carries."""
        for message in reversed(self.screen):
            text = str(message["text"])
            if "start=" in text:
                return text.split("start=")[1].split()[0]
        return None

    def until(self, days: float = 0, at: time | None = None) -> datetime:
        """So many days on, at this time of day by their own clock."""
        then = self.now + timedelta(days=days)
        return then if at is None else datetime.combine(then.date(), at, ZoneInfo(self.zone))

    def next_day(self, weekday: int, at: time) -> datetime:
        """The next moment at which their clock shows this on that day; 0 is Monday."""
        then = self.until((weekday - self.now.weekday()) % 7, at)
        return then if then > self.now else then + timedelta(days=7)

    def done(self, kind: str) -> list[Deed]:
        """The deeds of this kind that the bot has accepted."""
        made = self.playground.ledger.updates
        return [
            each
            for each in self.deeds
            if each.kind == kind and made[each.update].outcome == "confirmed"
        ]

    def _note(self, deed: str, what: str, row: UUID | None = None) -> None:
        update = self.playground.telegram.updates.next_id
        if deed:
            self.deeds.append(Deed(deed, update, self.now, what, row))


def together(*stories: Story) -> Story:
    """Several people at the same instant; each step waits for all of them."""
    going = list(stories)
    while going:
        moments = []
        for story in list(going):
            try:
                moments.append(next(story))
            except StopIteration:
                going.remove(story)
        if going:
            yield max((moment for moment in moments if moment), default=None)


def row_of(wire: str) -> UUID | None:
    """The row that a button speaks of."""
    row = wire.split("|")[1]
    return UUID(bytes=urlsafe_b64decode(row + "==")) if row else None
