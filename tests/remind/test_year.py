"""Test a random year of reminders: each occurrence comes at most once, and none is lost."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, Phase, given, settings, strategies as st
from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.app import App
from domain.recurrence import Recurrence
from domain.remind import actions as remind_actions, move, occurrences, reminders, sharing, versions
from domain.remind.timing import timing_of
from storage.columns import Base
from storage.database import Database
from storage.tables.member import Member
from storage.tables.pair import Couple
from storage.tables.queues import Due
from storage.tables.remind import Reminder, ReminderOccurrence, ReminderRecipient
from tests.support.contexts import context
from tests.support.couples import paired
from tests.support.people import Person, Time
from tests.support.reminders import occurrences_of, shares_reminder
from tests.support.thorough import amount

pytestmark = pytest.mark.long

BEGIN = datetime(2026, 1, 5, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)
YEAR = 365 * DAY
ZONES = (
    "Europe/Berlin",
    "America/Los_Angeles",
    "Asia/Tokyo",
    "Australia/Lord_Howe",
    "Pacific/Apia",
)
FIRST = datetime(2026, 1, 5, 8, 0)  # noqa: DTZ001 what a clock on the wall shows
RULES = (
    Recurrence("day", FIRST, 4),
    Recurrence("week", FIRST, 1, (0, 3)),
    Recurrence("week", FIRST.replace(hour=19), 2, (5,)),
    Recurrence("month", FIRST, 1, (4,), (-1,)),
    Recurrence("month", FIRST, 1, monthdays=(31,)),
    Recurrence("elapsed", FIRST, 60 * 100),
)
ACTIONS = ("move", "pause", "down", "done", "snooze", "again", "edit", "block", "mute")
HOURS = st.integers(0, 364 * 24)
Action = tuple[int, str, int, int]


@dataclass
class Year:
    """Two people, one reminder for both, and everything that was pushed to them."""

    session: AsyncSession
    reminder: Reminder
    both: list[Member]
    now: datetime = BEGIN
    first: Counter[tuple[UUID, str]] = field(default_factory=Counter)
    returned: Counter[UUID] = field(default_factory=Counter)
    asked: Counter[UUID] = field(default_factory=Counter)
    eras: dict[UUID, datetime | None] = field(default_factory=dict)
    muted: set[UUID] = field(default_factory=set)
    noted: defaultdict[UUID, set[str]] = field(default_factory=lambda: defaultdict(set))

    async def until(self, then: datetime) -> None:
        """Let everything due on the way happen in its order."""
        while (at := await self._next()) and at <= then:
            self.now = max(self.now, at)
            await self._tick()
        self.now = then

    async def act(self, kind: str, who: int, number: int) -> None:
        """Do one action of the two or of the machine."""
        person = self.both[who]
        if kind == "down":
            self.now += timedelta(hours=number)
            await self._tick()
        elif kind == "move":
            before, person.zone = person.zone, ZONES[number % len(ZONES)]
            await move.follow_zone_change(context(self.session, now=self.now), person, before)
            await self.until(self.now)
        elif kind == "pause":
            person.paused_until = self.now + timedelta(hours=number)
        elif kind == "block":
            person.reachable = not person.reachable
        elif kind == "mute":
            await self._mute(person)
        elif kind == "edit":
            await self._edit(RULES[number % len(RULES)])
        else:
            await self._with_open(kind, person, number)

    async def close_eras(self) -> None:
        """Note every occurrence from the first planned one to the next, with no gap."""
        await self.session.flush()
        for person in self.both:
            noted = self.noted[person.id]
            share = await self._share(person)
            begun = self.eras.get(person.id)
            if begun is None or share.next_at is None:
                continue
            assert share.next_at > self.now
            for slot in _slots(self.reminder, person, begun, share.next_at):
                assert slot in noted, f"{slot} vanished"

    async def open_eras(self) -> None:
        for person in self.both:
            self.eras[person.id] = _wall(self.reminder, person, (await self._share(person)).next_at)

    async def _next(self) -> datetime | None:
        return await self.session.scalar(select(Due.at).order_by(Due.at).limit(1))

    async def _tick(self) -> None:
        """Tick as the real one does: take out everything due, then handle each once."""
        rows = (await self.session.scalars(select(Due).where(Due.at <= self.now))).all()
        moments = [(row.kind, row.member_id, row.subject) for row in rows]
        await self.session.execute(delete(Due).where(Due.id.in_([row.id for row in rows])))
        for kind, member_id, subject in moments:
            person = next(each for each in self.both if each.id == member_id)
            assert subject
            if kind == occurrences.RING_DUE:
                await self._rings_for(person, subject)
            else:
                await self._returns_for(person, subject)
        # Old ones are deleted in the course of the year, so record them at once.
        for occurrence in await self.session.scalars(
            select(ReminderOccurrence).where(ReminderOccurrence.at > self.now - 30 * DAY)
        ):
            self.noted[occurrence.member_id].add(occurrence.slot)

    async def _rings_for(self, person: Member, subject: UUID) -> None:
        rung = await occurrences.fire(context(self.session, now=self.now), person, subject)
        if rung and rung.occurrence:
            assert occurrences.can_push(self.reminder, person, self.now)
            self.first[person.id, rung.occurrence.slot] += 1
            self.asked[rung.occurrence.id] += occurrences.MAX_RETURNS if rung.recipient.again else 0

    async def _returns_for(self, person: Member, subject: UUID) -> None:
        rung = await occurrences.fire_return(context(self.session, now=self.now), person, subject)
        if rung and rung.occurrence:
            self.returned[rung.occurrence.id] += 1

    async def _with_open(self, kind: str, person: Member, number: int) -> None:
        for occurrence in await occurrences.open_occurrences(
            context(self.session), self.reminder, person
        ):
            hand = await remind_actions.lock_occurrence(
                context(self.session), person, occurrence.id
            )
            if kind == "done":
                await remind_actions.mark_done(context(self.session), hand)
            elif kind == "snooze":
                at = self.now + timedelta(hours=number)
                await remind_actions.snooze(context(self.session, now=self.now), hand, person, at)
                self.asked[occurrence.id] += 1
            else:
                share, day = await self._share(person), 1440
                again = 0 if share.again else day
                await sharing.set_return_interval(
                    context(self.session, now=self.now), person, self.reminder.id, again
                )
                self.asked[occurrence.id] += occurrences.MAX_RETURNS if again else 0

    async def _mute(self, person: Member) -> None:
        """Mute or unmute for a person: muted occurrences are missed, later ones count again."""
        await self.close_eras()
        if person.id in self.muted:
            self.muted.remove(person.id)
            await sharing.resume(context(self.session, now=self.now), person, self.reminder.id)
        else:
            self.muted.add(person.id)
            await sharing.mute_or_drop(
                context(self.session, now=self.now), person, self.reminder.id, reminders.MUTED
            )
        await self.open_eras()

    async def _edit(self, rule: Recurrence) -> None:
        await self.close_eras()
        self.reminder.rule = rule.dump()
        alice, bob = self.both
        await versions.plan_all(context(self.session, now=self.now), self.reminder, alice, bob)
        await self.open_eras()

    async def _share(self, person: Member) -> ReminderRecipient:
        share = await reminders.recipient_of(context(self.session), self.reminder, person)
        assert share
        return share


@settings(
    max_examples=amount(5, 40),
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.generate),
)
@given(
    rule=st.sampled_from(RULES),
    clock=st.sampled_from(reminders.CLOCKS),
    zones=st.tuples(st.sampled_from(ZONES), st.sampled_from(ZONES)),
    actions=st.lists(
        st.tuples(HOURS, st.sampled_from(ACTIONS), st.integers(0, 1), st.integers(1, 200)),
        min_size=5,
        max_size=40,
    ),
)
async def test_in_a_year_of_anything_each_occurrence_comes_at_most_once_and_none_vanishes(
    rule: Recurrence, clock: str, zones: tuple[str, str], actions: list[Action]
) -> None:
    async with _year(rule, clock, zones) as year:
        for hours, kind, who, number in sorted(actions):
            then = max(year.now, BEGIN + timedelta(hours=hours))
            await year.until(then)
            await year.act(kind, who, number)
        await year.until(max(year.now, BEGIN + YEAR))
        await year.close_eras()
        assert not [slot for slot, times in year.first.items() if times > 1]
        assert not [each for each in year.returned if year.returned[each] > year.asked[each]]


async def test_a_real_season_with_a_downtime_in_it(
    alice: Person, bob: Person, app: App, clock: Time
) -> None:
    await paired(alice, bob, app)
    await shares_reminder(alice, bob, "stretch every day 8:00")
    await clock.advance(days=20)
    await clock.jump(days=5)
    await clock.advance(days=20)
    for person in (alice, bob):
        noted = await occurrences_of(person, app)
        assert len(noted) == len({occurrence.slot for occurrence in noted}) == 45
        pushed = [text for text in person.platform.pushes[person.id] if "⏰" in text]
        assert len(pushed) == 45 - 4
        assert [occurrence.state for occurrence in noted].count("missed") == 4


@asynccontextmanager
async def _year(rule: Recurrence, clock: str, zones: tuple[str, str]) -> AsyncIterator[Year]:
    database = Database("sqlite+aiosqlite://")
    try:
        async with database.engine.begin() as connection:
            await connection.run_sync(Base.metadata.create_all)
        async with database.write() as session:
            year = await _begun(session, rule, clock, zones)
            await year.open_eras()
            yield year
    finally:
        await database.close()


async def _begun(
    session: AsyncSession, rule: Recurrence, clock: str, zones: tuple[str, str]
) -> Year:
    couple = Couple(id=uuid4(), started_at=BEGIN)
    session.add(couple)
    await session.flush()
    both = [
        Member(
            id=uuid4(),
            platform="telegram",
            lookup=bytes([number]),
            joined_at=BEGIN,
            zone=zone,
            couple_id=couple.id,
            reachable=True,
        )
        for number, zone in enumerate(zones)
    ]
    reminder = Reminder(
        id=uuid4(),
        couple_id=couple.id,
        audience=reminders.US,
        mode=reminders.EACH,
        clock=clock,
        state=reminders.ACTIVE,
        rule=rule.dump(),
        at=BEGIN,
        zone=zones[0],
        made_at=BEGIN,
    )
    session.add_all([*both, reminder])
    await session.flush()
    for person in both:
        session.add(
            ReminderRecipient(
                id=uuid4(), reminder_id=reminder.id, member_id=person.id, state=reminders.ON, asks=0
            )
        )
    await session.flush()
    await versions.plan_all(context(session, now=BEGIN), reminder, both[0], both[1])
    return Year(session, reminder, both)


def _wall(reminder: Reminder, person: Member, at: datetime | None) -> datetime | None:
    """Return where an occurrence stands: the time on its own clock, or else the instant."""
    if at is None or reminder.clock == reminders.SAME or timing_of(reminder, person).is_elapsed:
        return at
    slot = timing_of(reminder, person).moment(at).slot
    return datetime.fromisoformat(f"{slot}:00+00:00")


def _slots(reminder: Reminder, person: Member, begun: datetime, next_at: datetime) -> list[str]:
    """Return the names of all occurrences from `begun` to before the planned one."""
    walls = reminder.clock == reminders.OWN and not timing_of(reminder, person).is_elapsed
    end = _wall(reminder, person, next_at)
    rule, zone = Recurrence.load(reminder.rule or ""), "UTC" if walls else reminder.zone
    found, at = [], begun
    while end and at < end:
        found.append(f"{at:%Y-%m-%dT%H:%M}" if walls else f"{at.astimezone(UTC):%Y-%m-%dT%H:%MZ}")
        at = rule.next_after(at, zone)
    return found
