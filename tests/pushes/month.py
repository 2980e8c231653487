"""Watch a couple for a month, and judge each message that came without anybody asking for it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select

from bot.platforms.adapter import OutboundMessage
from chat.buttons import Button
from chat.messages import Address, Event, Kind
from chat.targets import NewMessage
from domain import pushes
from storage.tables.letter import Letter
from storage.tables.queues import Outbox
from storage.tables.remind import Reminder, ReminderOccurrence
from tests.support.couples import member_of
from tests.support.people import DirectPlatform, FakeClock, Person

ZONE = ZoneInfo("Europe/Berlin")
BUDGET = {"card": "prompt", "consent": "prompt", "stopped": "prompt", "waits": "prompt"}
BUDGET |= {"waits": "prompt", "nudge": "nudge", "reveal": "reveal"}
"""By the beginning of a message's key: the part of the week's budget that it takes.

The week of a reveal is its card's, since the two may have shared an answer on its last evening.
"""
ASKED_FOR = {
    "cards-over": {"cards:both", "cards:join"},
    "check-in": {"goals:weekly"},
    "dates-notice": {"dates:tell"},
    "evenings-none": {"evenings:done"},
    "evenings-open": {"evenings:done"},
    "later": {"challenge:later", "challenge:remind", "challenge:time"},
    "repair-calm": {"repair:cool"},
    "repair-look": {"repair:trial", "repair:look"},
    "wish": {"wishes:when", "remind:accept"},
}
"""By the beginning of a key: the buttons with which its reader asked to hear of it."""
BOTH_IN = {"cards:put", "repair:ready"}
"""Buttons after which both read the words of both; the one who waited had pressed it, too."""
FROM_PARTNER = {topic.value for topic in pushes.Topic if topic not in pushes.EXTRAS}
"""Topics of the partner that come at once unless their reader chose otherwise, five a day."""
OF_ONES_OWN = {"ring", "letter"}


@dataclass(frozen=True, slots=True)
class Arrival:
    """A new message on a screen, with the person and the action that the bot was answering."""

    at: datetime
    reader: str
    id: str
    text: str
    during: str
    action: str


@dataclass
class Watch(DirectPlatform):
    """A platform that notes what each person asked for, and whose action brought each message."""

    clock: FakeClock = field(default_factory=FakeClock)
    acting: str = ""
    """The person whose action is being answered; "" while time passes."""
    action: str = ""
    arrivals: list[Arrival] = field(default_factory=list)
    pressed: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    """By person: how often they pressed each button, or typed what stands on it."""
    accepted: dict[str, set[UUID | None]] = field(default_factory=lambda: defaultdict(set))
    """By person: the partner's reminders that they said yes to."""

    def register_event(self, event: Event) -> None:
        super().register_event(event)
        if event.address is None:
            return
        self.acting, button = event.address.id, self._button_of(event)
        self.action = button.action
        self.pressed[self.acting][button.action] += 1
        if button.action == "remind:accept":
            self.accepted[self.acting].add(button.id)

    def _button_of(self, event: Event) -> Button:
        """Return the button that was pressed, or one whose label was typed."""
        if event.kind is Kind.PRESS:
            return Button("", event.name, event.subject)
        shown = [] if event.address is None else self.screens.get(event.address.id, [])
        every = [button for each in reversed(shown) for button in each.buttons]
        return next((each for each in every if each.label == event.text), Button("", "none"))

    async def send(self, to: Address, message: OutboundMessage) -> str:
        sent = await super().send(to, message)
        if isinstance(message.target, NewMessage) and message.text:
            during = self.acting, self.action
            self.arrivals.append(Arrival(self.clock.now(), to.id, sent, message.text, *during))
        return sent


@dataclass
class Judge:
    """Judges the messages that came while their reader did nothing."""

    platform: Watch
    people: Mapping[str, Person]
    counts: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    """By person, kind, and week, card or day: the number of messages."""
    kinds: set[str] = field(default_factory=set)
    """The kinds that came."""

    async def look(self) -> None:
        """Judge what came since the last look; from now on time passes."""
        for each in self.platform.arrivals:
            if each.during != each.reader:
                await self._judge(each)
        self.platform.arrivals.clear()
        self.platform.acting = ""

    async def _judge(self, came: Arrival) -> None:
        key = await self._key_of(came)
        kind = next(self._possible_kinds(key, came), "")
        assert kind, f"{came.reader} did not ask for {key}: {came.text}"
        self.kinds.add(kind)
        local = came.at.astimezone(ZONE)
        if kind == "reveal":
            self._count(came, kind, key.split(":")[1], most=1)
        elif kind in BUDGET.values():
            self._count(came, kind, f"{local:%G-W%V}", most=1)
        elif kind in FROM_PARTNER:
            self._count(came, "from the partner", f"{local:%F}", most=pushes.MAX_PER_DAY)
        elif kind in OF_ONES_OWN:
            assert await self._is_own(came, key), f"{came.reader} agreed to none: {came.text}"

    def _possible_kinds(self, key: str, came: Arrival) -> Iterator[str]:
        name, pressed = key.partition(":")[0], self.platform.pressed[came.reader]
        if name in BUDGET:
            yield BUDGET[name]
        if name in FROM_PARTNER | OF_ONES_OWN:
            yield name
        if any(pressed[each] for each in ASKED_FOR.get(name, ())):
            yield name
        if came.during and came.action in BOTH_IN and pressed[came.action]:
            yield came.action

    def _count(self, came: Arrival, kind: str, when: str, most: int) -> None:
        self.counts[came.reader, kind, when] += 1
        count = self.counts[came.reader, kind, when]
        assert count <= most, f"{count} of {kind} for {came.reader} in {when}: {came.text}"

    async def _key_of(self, came: Arrival) -> str:
        """Return the key of the message, which says what it is about."""
        person = self.people[came.reader]
        async with person.app.database.read() as session:
            member = await member_of(session, person, person.app)
            rows = select(Outbox.dedup_key).where(
                Outbox.member_id == member.id, Outbox.platform_message_id == came.id
            )
            return (await session.scalars(rows)).first() or ""

    async def _is_own(self, came: Arrival, key: str) -> bool:
        """Return whether a letter is the reader's own, or a reminder theirs or agreed to."""
        person = self.people[came.reader]
        name, id = key.split(":")[:2]
        async with person.app.database.read() as session:
            member = await member_of(session, person, person.app)
            if name == "letter":
                return (await session.get_one(Letter, UUID(id))).member_id == member.id
            occurrence = await session.get_one(ReminderOccurrence, UUID(id))
            reminder = await session.get_one(Reminder, occurrence.reminder_id)
            agreed = reminder.id in self.platform.accepted[came.reader]
            return agreed or reminder.author_id == member.id
