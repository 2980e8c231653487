"""Test processes that each take a part of the work, and wake one another."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from random import Random

import pytest

from bot.app import App, build_app
from bot.inbox.store import Arrival
from bot.role import Role
from chat.messages import Address, Event, Kind
from storage.database import Database
from tests.storage.test_identity import lost
from tests.support.apps import FAST
from tests.support.people import DirectPlatform
from tests.support.storage import postgres

pytestmark = pytest.mark.postgresql

SOON = 20.0
ALICE = Address("telegram", "1001")


@asynccontextmanager
async def running_roles(app: App, *roles: Role) -> AsyncIterator[list[App]]:
    """Run a process for each role, all on one database."""
    address = postgres.url_text(app.database.engine.url)
    stop = asyncio.Event()
    async with AsyncExitStack() as stack:
        apps = []
        for number, role in enumerate(roles):
            database = Database(address)
            stack.push_async_callback(database.close)
            parts = replace(app.parts, database=database, chance=Random(number))
            apps.append(build_app(parts, FAST, role=role))
        running = [asyncio.create_task(each.run(stop)) for each in apps]
        try:
            yield apps
        finally:
            for each in apps:
                each.stop(stop)
            await asyncio.gather(*running)


async def asks_for_help(app: App, platform: DirectPlatform, number: int) -> None:
    """Let Alice's /help arrive at a process."""
    event = Event(f"telegram:{number}", Kind.COMMAND, app.clock.now(), ALICE, name="help")
    platform.register_event(event)
    await app.accept([Arrival(event.id, "telegram", ALICE, b"-")])


async def sees_messages(platform: DirectPlatform, count: int) -> None:
    async with asyncio.timeout(SOON):
        while len(platform.screens.get(ALICE.id, ())) < count:  # noqa: ASYNC110 a screen has no event
            await asyncio.sleep(0.01)


async def test_an_answer_goes_through_three_processes_without_a_look_at_the_tables(
    app: App, platform: DirectPlatform, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the wake-up by the receiver, or by the one who handles: nothing within a minute."""
    monkeypatch.setattr("bot.wakeable_loop.MAX_IDLE_SECONDS", 60.0)
    async with running_roles(app, Role.RECEIVE, Role.WORK, Role.SEND) as (receiver, *_):
        for number in range(1, 4):
            await asks_for_help(receiver, platform, number)
            await sees_messages(platform, number)


async def test_a_process_hears_again_after_its_connection_was_cut(
    app: App, platform: DirectPlatform, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without listening on the new connection: it is told nothing any more."""
    monkeypatch.setattr("bot.wakeable_loop.MAX_IDLE_SECONDS", 60.0)
    async with running_roles(app, Role.RECEIVE, Role.ALL) as (receiver, worker):
        await asks_for_help(receiver, platform, 1)
        await sees_messages(platform, 1)
        await lost(worker.database)
        await worker.database.identity.acquire()
        await asks_for_help(receiver, platform, 2)
        await sees_messages(platform, 2)


async def test_a_receiver_handles_and_sends_nothing(app: App, platform: DirectPlatform) -> None:
    async with running_roles(app, Role.RECEIVE, Role.SEND) as (receiver, sender):
        await asks_for_help(receiver, platform, 1)
        await receiver.run_heartbeat()
        await sender.run_heartbeat()
        assert await receiver.dispatcher.has_work()
        assert ALICE.id not in platform.screens


async def test_a_word_is_heard_by_every_other_process_and_not_by_its_own(
    empty: Database,
) -> None:
    heard: list[str] = []
    others = [Database(postgres.url_text(empty.engine.url)) for _ in range(2)]
    arrived = asyncio.Event()

    def hear(news: str) -> None:
        heard.append(news)
        if len(heard) == 2:
            arrived.set()

    await empty.identity.listen(lambda news: heard.append(f"own {news}"))
    for each in others:
        await each.identity.listen(hear)
    await empty.identity.notify("inbox")
    await asyncio.wait_for(arrived.wait(), SOON)
    await empty.identity.notify("outbox")
    for each in others:
        await each.close()
    assert not [each for each in heard if each.startswith("own")]
