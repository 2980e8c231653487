"""Test that rows nobody needs any longer are deleted, and others stay."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from scheduler import retention
from scheduler.retention import sweep
from storage.columns import Base
from storage.tables.pair import FailedInviteCode, Invite
from storage.tables.queues import Inbox, Outbox
from tests.support.people import Person, Time


async def count(person: Person, table: type[Base]) -> int:
    async with person.app.database.read() as session:
        return await session.scalar(select(func.count()).select_from(table)) or 0


async def test_old_ids_messages_and_codes_are_swept(alice: Person, clock: Time) -> None:
    await alice.says("/pair")
    await alice.says("/pair 00000-00000")
    database = alice.app.database
    await sweep(database, clock.now() + timedelta(minutes=59))
    tables = (Inbox, Outbox, Invite, FailedInviteCode)
    assert all([await count(alice, table) for table in tables])
    await sweep(database, clock.now() + timedelta(days=9))
    assert [bool(await count(alice, table)) for table in tables] == [False, True, True, False]
    await sweep(database, clock.now() + timedelta(days=33))
    assert not any([await count(alice, table) for table in tables])


async def test_many_rows_leave_in_batches(
    alice: Person, clock: Time, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With one look: a batch leaves, and the others an hour later."""
    for _ in range(3):
        await alice.says("/help")
    monkeypatch.setattr(retention, "BATCH", 1)
    await sweep(alice.app.database, clock.now() + timedelta(days=33))
    assert not await count(alice, Inbox)
    assert not await count(alice, Outbox)


@pytest.mark.parametrize("outgoing", ["new", "sending"])
async def test_waiting_events_and_messages_are_never_deleted(
    alice: Person, clock: Time, outgoing: str
) -> None:
    await alice.says("/help")
    async with alice.app.database.write() as session:
        for row in await session.scalars(select(Inbox)):
            row.state = "new"
        for message in await session.scalars(select(Outbox)):
            message.state = outgoing
    await sweep(alice.app.database, clock.now() + timedelta(days=400))
    assert await count(alice, Inbox)
    assert await count(alice, Outbox)


async def test_events_set_aside_are_kept_for_a_month(alice: Person, clock: Time) -> None:
    await alice.says("/help")
    async with alice.app.database.write() as session:
        for row in await session.scalars(select(Inbox)):
            row.state = "parked"
    await sweep(alice.app.database, clock.now() + timedelta(days=29))
    assert await count(alice, Inbox)
    await sweep(alice.app.database, clock.now() + timedelta(days=31))
    assert not await count(alice, Inbox)
