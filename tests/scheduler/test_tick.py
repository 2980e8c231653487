"""Test the tick: each moment comes once, late if it must, and its next one lies ahead."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from bot.app import App
from chat.messages import Address, Replies
from domain import due, member as members
from domain.challenge import week
from domain.due import DueEvent
from handlers.turn import FeatureRouter, Turn
from scheduler.tick import BATCH, tick
from storage.database import insert_new
from storage.sealing import Vault
from storage.tables.member import Member
from storage.tables.pair import Couple
from storage.tables.queues import Due, Inbox
from tests.support.contexts import context
from tests.support.people import START, FakeClock

BERLIN = "Europe/Berlin"
SUNDAY = date(2026, 3, 8)


@pytest.fixture
async def alice(app: App) -> Member:
    """Make Alice, at 19:00 in Berlin."""
    return await newcomer(app, BERLIN)


async def newcomer(app: App, zone: str, minute: int = 19 * 60) -> Member:
    async with app.database.write() as session:
        vault = Vault(session, app.parts.ring)
        who = Address("telegram", str(uuid4()))
        member = await members.create(
            context(session, vault=vault, now=START), app.server_keys, who, "Alice"
        )
        member.zone, member.minute = zone, minute
        return member


async def weekly(app: App, member: Member, day: date = SUNDAY, step_days: int = 7) -> None:
    async with app.database.write() as session:
        await due.schedule_recurring(context(session), "bell", member, day, step_days)


async def once(app: App, member: Member, at: datetime, subject: UUID | None = None) -> None:
    async with app.database.write() as session:
        await due.schedule(context(session), "bell", member, at, subject or uuid4())


async def moments(app: App) -> list[DueEvent]:
    async with app.database.read() as session:
        rows = await session.scalars(select(Inbox).order_by(Inbox.seq))
        return [DueEvent.load(app.server_keys.open(row.body or b"", row.id)) for row in rows]


async def planned(app: App) -> Sequence[Due]:
    async with app.database.read() as session:
        return (await session.scalars(select(Due).order_by(Due.at))).all()


def berlin(day: date, hour: int) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=ZoneInfo(BERLIN)).astimezone(UTC)


async def tick_at(app: App, now: datetime) -> int:
    return await tick(app.database, app.server_keys, now, app.parts.features.router.due_ranks)


async def test_nothing_comes_before_its_time(app: App, alice: Member) -> None:
    """Seen to fail without the look at `at`."""
    await weekly(app, alice)
    assert await tick_at(app, berlin(SUNDAY, 19) - timedelta(microseconds=1)) == 0
    assert await moments(app) == []


async def test_a_moment_comes_at_its_time_and_its_next_one_is_a_week_on(
    app: App, alice: Member
) -> None:
    """Seen to fail with the next slot at or after now."""
    await weekly(app, alice)
    assert await tick_at(app, berlin(SUNDAY, 19)) == 1
    assert await moments(app) == [DueEvent("bell", alice.id, None, None, SUNDAY)]
    row = (await planned(app))[0]
    assert (row.day, row.at) == (SUNDAY + timedelta(7), berlin(SUNDAY + timedelta(7), 19))


async def test_the_same_slot_never_comes_twice(app: App, alice: Member) -> None:
    """Not even when it is planned again after it came; seen to fail with a random slot."""
    await weekly(app, alice)
    for _ in range(3):
        await tick_at(app, berlin(SUNDAY, 19))
    await weekly(app, alice)
    await tick_at(app, berlin(SUNDAY, 20))
    assert len(await moments(app)) == 1


@pytest.mark.parametrize(("weeks", "step_days"), [(1, 7), (3, 7), (10, 14)])
async def test_a_long_downtime_ends_in_one_catch_up_for_the_latest_day(
    app: App, alice: Member, weeks: int, step_days: int
) -> None:
    """Seen to fail with the next slot one step on from the last."""
    await weekly(app, alice, step_days=step_days)
    back = berlin(SUNDAY, 20) + timedelta(weeks=weeks)
    assert await tick_at(app, back) == 1
    assert await tick_at(app, back) == 0
    found = await moments(app)
    assert [moment.day for moment in found] == [SUNDAY + timedelta(weeks=weeks)]
    assert all(row.at > back for row in await planned(app))


async def test_three_days_down_make_one_catch_up_of_a_daily_moment(app: App, alice: Member) -> None:
    await weekly(app, alice, step_days=1)
    await tick_at(app, berlin(SUNDAY + timedelta(3), 12))
    assert [moment.day for moment in await moments(app)] == [SUNDAY + timedelta(2)]
    assert (await planned(app))[0].at == berlin(SUNDAY + timedelta(3), 19)


async def test_the_hour_stays_the_same_when_the_clocks_change(app: App, alice: Member) -> None:
    """Seen to fail with the next slot a number of hours on."""
    await weekly(app, alice, date(2026, 3, 22))
    await tick_at(app, berlin(date(2026, 3, 22), 19))
    row = (await planned(app))[0]
    assert row.at.astimezone(ZoneInfo(BERLIN)).hour == 19
    assert row.at - berlin(date(2026, 3, 22), 19) == timedelta(days=7) - timedelta(hours=1)


async def test_an_hour_that_is_skipped_comes_at_the_first_instant_after_it(app: App) -> None:
    early = await newcomer(app, BERLIN, minute=2 * 60 + 30)
    await weekly(app, early, date(2026, 3, 22))
    await tick_at(app, datetime(2026, 3, 22, 1, 30, tzinfo=UTC))
    assert (await planned(app))[0].at == datetime(2026, 3, 29, 1, 0, tzinfo=UTC)


async def test_an_hour_that_comes_twice_rings_once(app: App) -> None:
    early = await newcomer(app, BERLIN, minute=2 * 60 + 30)
    await weekly(app, early, date(2026, 10, 25))
    assert await tick_at(app, datetime(2026, 10, 25, 0, 30, tzinfo=UTC)) == 1
    assert await tick_at(app, datetime(2026, 10, 25, 1, 30, tzinfo=UTC)) == 0


async def test_a_one_time_moment_is_gone_after_it_came(app: App, alice: Member) -> None:
    """Seen to fail without the deletion."""
    subject = uuid4()
    await once(app, alice, START, subject)
    await once(app, alice, START + timedelta(hours=1))
    assert await tick_at(app, START) == 1
    assert await moments(app) == [DueEvent("bell", alice.id, None, subject, None)]
    assert len(await planned(app)) == 1


async def test_a_new_plan_for_the_same_row_replaces_the_old_one(app: App, alice: Member) -> None:
    subject = uuid4()
    await once(app, alice, START, subject)
    await once(app, alice, START + timedelta(hours=1), subject)
    assert [row.at for row in await planned(app)] == [START + timedelta(hours=1)]


async def test_a_tick_moves_500_at_most_and_a_heartbeat_moves_all(
    app: App, alice: Member, fake_clock: FakeClock
) -> None:
    """Seen to fail without the limit."""
    assert BATCH == 500
    rows = [_due(alice, number) for number in range(1100)]
    async with app.database.write() as session:
        await insert_new(session, Due, rows)
    assert await tick_at(app, START + timedelta(seconds=1100)) == 500
    assert [moment.subject_id for moment in await moments(app)] == [
        row["subject"] for row in rows[:500]
    ]
    fake_clock.move(timedelta(seconds=1100))
    await app.run_heartbeat()
    assert len(await moments(app)) == 1100
    assert await planned(app) == []


def _due(member: Member, number: int) -> dict[str, object]:
    at = START + timedelta(seconds=number)
    subject = uuid4()
    return {
        "id": uuid4(),
        "kind": "bell",
        "member_id": member.id,
        "subject": subject,
        "slot": f"bell:{subject}",
        "at": at,
    }


async def test_a_tick_that_fails_in_the_middle_moves_nothing(app: App, alice: Member) -> None:
    """Seen to fail with a commit between the two halves of a tick."""
    await weekly(app, alice)
    taken = f"bell:{alice.id}:{SUNDAY + timedelta(7)}"
    async with app.database.write() as session:
        far = START + timedelta(days=99)
        session.add(Due(kind="bell", member_id=alice.id, slot=taken, at=far))
    with pytest.raises(IntegrityError):
        await tick_at(app, berlin(SUNDAY, 19))
    assert await moments(app) == []
    assert len(await planned(app)) == 2


async def test_moments_of_a_person_who_left_do_not_come(app: App, alice: Member) -> None:
    await once(app, alice, START)
    async with app.database.write() as session:
        await session.delete(await session.get_one(Member, alice.id))
    assert await tick_at(app, START) == 0


async def test_a_person_deleted_between_tick_and_handling_disturbs_nobody(
    app: App, alice: Member
) -> None:
    rung: list[UUID] = []

    async def ring(turn: Turn) -> Replies:
        rung.append(turn.member.id)
        return []

    bell = FeatureRouter()
    bell.due("bell")(ring)
    app.parts.features.router.include(bell)
    bob = await newcomer(app, BERLIN)
    await once(app, alice, START)
    await once(app, bob, START)
    await tick_at(app, START)
    async with app.database.write() as session:
        await session.delete(await session.get_one(Member, alice.id))
    await app.run_until_idle()
    assert rung == [bob.id]


async def test_both_halves_of_a_couple_ring_one_after_the_other(app: App, alice: Member) -> None:
    """A couple is one line; seen to fail with a line for each person."""
    bob = await newcomer(app, BERLIN)
    for member in (alice, bob):
        await once(app, member, START)
    async with app.database.write() as session:
        pair = Couple(id=uuid4(), started_at=START)
        session.add(pair)
        await session.flush()
        for row in await session.scalars(select(Due)):
            row.couple_id = pair.id
    await tick_at(app, START)
    async with app.database.read() as session:
        lanes = (await session.scalars(select(Inbox.ordering_key))).all()
    assert len(lanes) == 2
    assert len(set(lanes)) == 1


@pytest.mark.parametrize("turned", [False, True])
async def test_moments_due_at_one_instant_always_come_in_the_same_order(
    app: App, alice: Member, turned: bool
) -> None:
    """In whichever order it was planned; without the kinds in the order: as it was planned."""
    planned_so = ["check-in", "later", "nudge", week.PROMPT_DUE, week.OPENING_DUE]
    async with app.database.write() as session:
        for kind in reversed(planned_so) if turned else planned_so:
            await due.schedule(context(session), kind, alice, START, uuid4())
    await tick_at(app, START)
    came = [moment.kind for moment in await moments(app)]
    assert came == [week.OPENING_DUE, week.PROMPT_DUE, "check-in", "later", "nudge"]
