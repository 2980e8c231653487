"""Simulate a person: what they do with their phone, and what they remember of it."""

from __future__ import annotations

import re
from base64 import urlsafe_b64decode
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from random import Random
from uuid import UUID
from zoneinfo import ZoneInfo

from playground import Playground
from tests.chaos.phones import ACCEPTED, Action, ScreenMessage, SimulatedPhone

Script = Iterator[datetime | None]
"""A person's steps: at each they wait until the bot has answered, or until a moment."""
TRIES = 4
"""A press that the bot did not get in time is lost, and is repeated."""
TYPED, LINK = re.compile(r"/pair [0-9A-Z]+-[0-9A-Z]+"), re.compile(r"start=(\S+)")


@dataclass(frozen=True, slots=True)
class ExpectedEffect:
    """An effect that must exist once the bot has accepted the action."""

    kind: str
    action: Action
    at: datetime
    text: str = ""
    row_id: UUID | None = None


@dataclass
class SimulatedPerson:
    """One person with their phone."""

    name: str
    phone: SimulatedPhone
    playground: Playground
    zone: str = "Europe/Berlin"
    expected_effects: list[ExpectedEffect] = field(default_factory=list)

    @property
    def now(self) -> datetime:
        """The time by the clock on their wall."""
        return datetime.fromtimestamp(self.playground.telegram.now(), ZoneInfo(self.zone))

    def says(self, words: str, deed: str = "", what: str = "") -> Script:
        self.writes(words, deed, what)
        yield None

    def writes(self, words: str, deed: str = "", what: str = "") -> None:
        """Write without waiting for an answer."""
        self._expect_effect(deed, self.phone.writes(words), what or words)

    def presses(self, action: str, choice: str | None = None, deed: str = "") -> Script:
        """Press the newest button with this action; do nothing if there is none."""
        for _ in range(TRIES):
            found = self.button(action, choice)
            if found is None:
                return
            message, wire = found
            did = self.phone.presses(message.id, wire)
            self._expect_effect(deed, did, "", row_id_of(wire))
            yield None
            if did.is_acknowledged:
                return

    def sees(self, action: str) -> bool:
        return self.button(action) is not None

    def button(self, action: str, choice: str | None = None) -> tuple[ScreenMessage, str] | None:
        """Return the message and the meaning of the newest button with this action."""
        for message in reversed(self.phone.screen):
            for wire in message.wires:
                parts = wire.split("|")
                if parts[0] == action and choice in (None, parts[2]):
                    return message, wire
        return None

    def any_of(self, action: str, chance: Random) -> str | None:
        """Return the choice of one of the newest message's buttons with this action."""
        found = self.button(action)
        if found is None:
            return None
        wires = [wire.split("|") for wire in found[0].wires]
        return chance.choice([parts[2] for parts in wires if parts[0] == action])

    def invitation(self, platform: str) -> str | None:
        """Return the words that accept the newest invitation there: its link's, or its code."""
        for message in reversed(self.phone.screen):
            if code := TYPED.search(message.text):
                link = LINK.search(message.text)
                opens = link and {platform, self.phone.address.platform} == {"telegram"}
                return f"/start {link[1]}" if link and opens else code[0]
        return None

    def moment_in(self, days: float = 0, at: time | None = None) -> datetime:
        """Return the moment that many days on, at this time of day by their own clock."""
        then = self.now + timedelta(days=days)
        return then if at is None else datetime.combine(then.date(), at, ZoneInfo(self.zone))

    def next_day(self, weekday: int, at: time) -> datetime:
        """Return the next moment at which their clock shows this on that day; 0 is Monday."""
        then = self.moment_in((weekday - self.now.weekday()) % 7, at)
        return then if then > self.now else then + timedelta(days=7)

    def accepted_effects(self, kind: str) -> list[ExpectedEffect]:
        """Return the expected effects of this kind that the bot has accepted."""
        return [
            each
            for each in self.expected_effects
            if each.kind == kind and each.action.outcome == ACCEPTED
        ]

    def _expect_effect(self, deed: str, did: Action, what: str, row: UUID | None = None) -> None:
        if deed:
            self.expected_effects.append(ExpectedEffect(deed, did, self.now, what, row))


def run_together(*stories: Script) -> Script:
    """Run several people at the same instant; each step waits for all of them."""
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


def row_id_of(wire: str) -> UUID | None:
    """Return the id of the row that a button names."""
    row = wire.split("|")[1]
    return UUID(bytes=urlsafe_b64decode(row + "==")) if row else None
