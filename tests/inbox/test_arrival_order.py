"""Test that one person's updates are handled in Telegram's order, however they arrive."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from random import Random

import pytest
from sqlalchemy import select

from bot.app import App
from bot.inbox.arrival_order import HOLD_SECONDS
from bot.inbox.dispatcher import Dispatcher
from bot.inbox.store import Arrival, store_arrivals
from chat.messages import Address, Event, Kind
from storage.database import Database
from storage.tables.queues import Inbox
from tests.support.people import DirectPlatform, FakeClock
from tests.support.storage import postgres

ALICE, BOB = Address("telegram", "1001"), Address("telegram", "1002")


def update(number: int, who: Address = ALICE, bot: int = 7) -> Arrival:
    return Arrival(f"telegram:{bot}:{number}", "telegram", who, b"-", may_overtake=True)


async def arrives(app: App, *numbers: int, who: Address = ALICE) -> None:
    """Store updates, each by a call of its own."""
    for number in numbers:
        await store_arrivals(app.database, app.server_keys, app.clock, [update(number, who)])


async def numbers(database: Database) -> list[int]:
    """Return the numbers of all updates, in the order in which they are handled."""
    async with database.read() as session:
        ids = await session.scalars(select(Inbox.id).order_by(Inbox.seq))
        return [int(id.rpartition(":")[2]) for id in ids]


async def waiting(app: App) -> list[int]:
    """Return the numbers of the updates that wait for the one before them."""
    async with app.database.read() as session:
        held = select(Inbox.id).where(Inbox.not_before > app.clock.now()).order_by(Inbox.seq)
        return [int(id.rpartition(":")[2]) for id in await session.scalars(held)]


async def test_an_update_waits_for_the_one_before_it_and_goes_behind_it(app: App) -> None:
    """Without the move: they are handled as they arrived. Without the wait: at once."""
    await arrives(app, 1, 3)
    assert await waiting(app) == [1, 3]
    await arrives(app, 2)
    assert await numbers(app.database) == [1, 2, 3]


async def test_the_wait_ends_when_the_one_before_it_arrives(
    app: App, fake_clock: FakeClock
) -> None:
    """Without the release: each waits for its time. Without the chain: the last one does."""
    await arrives(app, 1)
    fake_clock.move(timedelta(seconds=HOLD_SECONDS))
    await arrives(app, 4, 3)
    assert await waiting(app) == [3, 4]
    await arrives(app, 2)
    assert await waiting(app) == []


async def test_the_wait_is_short_if_nothing_comes(app: App, fake_clock: FakeClock) -> None:
    await arrives(app, 5)
    assert not await app.dispatcher.has_work()
    fake_clock.move(timedelta(seconds=HOLD_SECONDS))
    assert await app.dispatcher.has_work()


async def test_what_was_handled_stays_and_what_comes_too_late_is_handled_then(
    app: App, platform: DirectPlatform, fake_clock: FakeClock
) -> None:
    for number, name in ((5, "help"), (4, "goals")):
        event = Event(update(number).id, Kind.COMMAND, app.clock.now(), ALICE, name=name)
        platform.register_event(event)
        await arrives(app, number)
        fake_clock.move(timedelta(seconds=HOLD_SECONDS))
        await app.run_until_idle()
    assert await numbers(app.database) == [5, 4]
    assert len(platform.screens[ALICE.id]) == 2


async def test_updates_of_others_and_of_another_bot_stay_where_they_are(app: App) -> None:
    """Without the look at the sender, or at the bot: they are moved, too."""
    await arrives(app, 9, who=BOB)
    other = update(8, bot=6)
    await store_arrivals(app.database, app.server_keys, app.clock, [other])
    await arrives(app, 7)
    assert await numbers(app.database) == [9, 8, 7]


async def test_an_update_that_comes_twice_moves_nothing(app: App) -> None:
    await arrives(app, 1, 2, 3, 1, 2)
    assert await numbers(app.database) == [1, 2, 3]


async def test_an_event_that_was_moved_while_it_failed_is_tried_under_its_new_number(
    app: App,
) -> None:
    """With a row that must be there: handling stops with an error."""
    dispatcher: Dispatcher = app.dispatcher
    await arrives(app, 2)
    await dispatcher._record_failure(999, ValueError())
    await dispatcher._record_failure(999, OSError())
    assert await numbers(app.database) == [2]


@pytest.mark.postgresql
async def test_updates_that_arrive_at_two_processes_at_once_are_in_order(
    app: App, fake_clock: FakeClock
) -> None:
    """Without the lock: neither sees the other, and they stay as they came."""
    address, chance = postgres.url_text(app.database.engine.url), Random(5)
    processes = [Database(address) for _ in range(2)]
    await arrives(app, 0)
    fake_clock.move(timedelta(seconds=HOLD_SECONDS))
    for first in range(1, 40, 4):
        calls = list(range(first, first + 4))
        chance.shuffle(calls)
        await asyncio.gather(
            *(
                store_arrivals(processes[number % 2], app.server_keys, app.clock, [update(number)])
                for number in calls
            )
        )
    assert await numbers(app.database) == list(range(41))
    assert await waiting(app) == []
    for each in processes:
        await each.close()
