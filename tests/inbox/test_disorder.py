"""Test that a week of two people ends the same when events are late, repeated or out of order.

One person's actions in one matter keep their order, as they do on every platform, and nobody
presses what they have not been shown. Everything else may come before or after anything else, hours
later, and again at any time. Longer runs: HYPOTHESIS_PROFILE=thorough.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

import pytest
from hypothesis import given, strategies as st
from sqlalchemy import select
from structlog.testing import capture_logs

from bot.app import App
from bot.inbox.store import Arrival, store_arrivals
from chat.messages import Event
from storage.columns import Base
from storage.sealing import Vault
from storage.tables.challenge import Answer, Reaction, Reveal
from storage.tables.goals import Goal, GoalPart, GoalProposal
from storage.tables.member import Member
from storage.tables.reflect import JournalPart
from storage.tables.remind import Reminder, ReminderRecipient
from storage.tables.thanks import Thanks
from tests.support import examples
from tests.support.couples import linked, settled
from tests.support.people import DirectPlatform, FakeClock, Person, Time
from tests.support.storage import snapshots
from tests.support.thorough import life_settings

pytestmark = pytest.mark.long


@dataclass(frozen=True)
class Matter:
    """One person's actions without a pause, and the matters that must come before."""

    who: str
    steps: Sequence[str]
    after: Sequence[str] = ()


WEEK: Mapping[str, Matter] = {
    "Alice answers": Matter("Alice", ("press Answer", "say The lake.")),
    "Alice edits": Matter("Alice", ("edit The lake at dawn.",), ("Alice answers",)),
    "Alice shares": Matter("Alice", ("twice Share when both",), ("Alice edits",)),
    "Alice reacts": Matter("Alice", ("twice ❤️",), ("Alice shares", "Bob shares")),
    "Alice thanks": Matter("Alice", ("say /thanks For the tea.", "twice Send")),
    "Alice writes": Matter("Alice", ("say /reflect A long day.", "press Done")),
    "Alice proposes": Matter(
        "Alice",
        ("say /goals Learn to dance", "say Find a song", "press Both of us", "twice Propose it"),
    ),
    "Alice reminds": Matter(
        "Alice", ("say /remind us Water the plants on 20 March 2026 9:00", "twice Confirm")
    ),
    "Bob opens": Matter("Bob", ("press Answer",)),
    "Bob answers": Matter("Bob", ("fill Answer: My sister.",), ("Bob opens",)),
    "Bob hesitates": Matter("Bob", ("press Keep private",), ("Bob answers",)),
    "Bob shares": Matter(
        "Bob", ("press Edit", "press Share when both", "twice Yes, share it"), ("Bob hesitates",)
    ),
    "Bob reacts": Matter(
        "Bob", ("press Write one line", "say Yes!", "twice Send"), ("Alice shares", "Bob shares")
    ),
    "Bob agrees": Matter("Bob", ("twice Agree",), ("Alice proposes",)),
    "Bob accepts": Matter("Bob", ("twice Yes, remind me",), ("Alice reminds",)),
    "Bob thanks": Matter("Bob", ("say /thanks For the walk.", "twice Send")),
}
PAGES = ("/history", "/thanks", "/goals", "/reminders")
LATE = st.integers(0, 8)
"""Hours between two matters: all in all less than a week."""


@dataclass(frozen=True)
class Disorder:
    """An order, hours of delay before each matter, and the events repeated after each of them."""

    order: Sequence[str]
    delays: Sequence[int]
    again: Sequence[tuple[int, int]]


ORDERLY = Disorder(list(WEEK), [0] * len(WEEK), [])
disorders = st.builds(
    Disorder,
    st.permutations(list(WEEK)),
    st.lists(LATE, min_size=len(WEEK), max_size=len(WEEK)),
    st.lists(st.tuples(st.integers(0, len(WEEK) - 1), st.integers(0, 99)), max_size=12),
)


def possible(order: Sequence[str]) -> list[str]:
    """Return the nearest order in which everything comes after what it needs."""
    waiting, done = list(order), list[str]()
    while waiting:
        name = next(each for each in waiting if set(WEEK[each].after) <= set(done))
        waiting.remove(name)
        done.append(name)
    return done


class World:
    """A couple at the beginning of a week; neither keeps quiet hours."""

    def __init__(self, app: App, clock: FakeClock, platform: DirectPlatform) -> None:
        self.app, self.clock = app, Time(app, clock)
        self.alice = Person("Alice", app, platform, "1001")
        self.bob = Person("Bob", app, platform, "1002")
        self.platform = platform

    async def begin(self) -> None:
        async def play() -> None:
            for person in (self.alice, self.bob):
                await settled(person, "Berlin")
            await linked(self.alice, self.bob)
            await self.alice.presses("Start now")
            async with self.app.database.write() as session:
                for member in await session.scalars(select(Member)):
                    member.quiet_from = member.quiet_until = 0

        await snapshots.play_once("a week", [self.alice, self.bob], play)

    async def live(self, disorder: Disorder) -> None:
        again = dict[int, list[int]]()
        for at, which in disorder.again:
            again.setdefault(at, []).append(which)
        for at, name in enumerate(possible(disorder.order)):
            await self.clock.advance(hours=disorder.delays[at])
            person = self.alice if WEEK[name].who == "Alice" else self.bob
            for step in WEEK[name].steps:
                await self.does(person, *step.split(" ", 1))
            for which in again.get(at, []):
                await self.comes_again(which)

    async def does(self, person: Person, how: str, what: str) -> None:
        if how == "say":
            await person.says(what, message=f"said {what}")
        elif how == "edit":
            await person.edits("said The lake.", what)
        elif how == "fill":
            label, _, words = what.partition(": ")
            await person.submits(person.button(label), words)
        else:
            button = person.button(what)
            await person.presses(what)
            if how == "twice":
                await person.presses_button(button)

    async def comes_again(self, which: int) -> None:
        """Deliver again an event that the platform delivered before."""
        events = list(self.platform._events.values())
        event: Event = events[which % len(events)]
        assert event.address
        arrival = Arrival(event.id, event.address.platform, event.address, b"-")
        await store_arrivals(self.app.database, self.app.server_keys, self.app.clock, [arrival])
        await self.app.run_until_idle()

    async def pages(self) -> list[str]:
        """Return what each reads at the end, when everything has arrived."""
        read = []
        for person in (self.alice, self.bob):
            for page in PAGES:
                await person.says(page)
                read.append(person.last.text)
        return read

    async def kept(self) -> list[str]:
        """Return the contents of the database, opened, without ids and moments."""
        lines = list[str]()
        async with self.app.database.read() as session:
            vault = Vault(session, self.app.parts.ring)
            who = {m.id: await vault.open(m, "name") for m in await session.scalars(select(Member))}
            for table in KEPT:
                for row in await session.scalars(select(table)):
                    lines.append(f"{table.__tablename__} {await _opened(vault, row, who)}")
            for member in await session.scalars(select(Member)):
                lines.append(f"{who[member.id]} is asked {member.asking}")
        return sorted(lines)


KEPT: Sequence[type[Base]] = (
    Answer,
    Reveal,
    Reaction,
    JournalPart,
    Thanks,
    Goal,
    GoalPart,
    GoalProposal,
    Reminder,
    ReminderRecipient,
)
PLAIN = ("state", "kind", "challenge", "audience", "rule", "next_at", "left")
SEALED = ("text", "revealed", "line", "plan", "draft", "words", "shared")
OWNERS = ("member_id", "author_id", "receiver_id")


async def _opened(vault: Vault, row: Base, who: Mapping[UUID, str]) -> str:
    columns = set(row.__table__.columns.keys())
    found = {name: str(getattr(row, name)) for name in PLAIN if name in columns}
    found |= {name: await vault.open(row, name) for name in SEALED if name in columns}
    found |= {name: who.get(getattr(row, name), "") for name in OWNERS if name in columns}
    return str(found)


async def end_of(disorder: Disorder) -> tuple[list[str], list[str]]:
    with TemporaryDirectory() as folder:
        clock, platform = FakeClock(), DirectPlatform("telegram")
        app = await examples.open_app(Path(folder) / "same-side.db", clock, platform)
        world = World(app, clock, platform)
        await world.begin()
        with capture_logs() as logs:
            await world.live(disorder)
            ends = await world.kept(), await world.pages()
        await app.database.close()
        assert logs == []
        return ends


@cache
def orderly() -> tuple[list[str], list[str]]:
    return asyncio.run(end_of(ORDERLY))


@given(disorders)
@life_settings(3, 300)
def test_a_week_in_disorder_ends_as_the_orderly_one_does(disorder: Disorder) -> None:
    """Without an order in `reactions`: the pages tell who was first.

    Without the inbox's unique ids: a repeated event is handled again.
    """
    examples.empty_database()
    kept, pages = asyncio.run(end_of(disorder))
    assert (kept, pages) == orderly()
