"""Test that a claim belongs to a process: others respect it, and end it when that dies."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from bot.app import App
from bot.outbox.open_rows import OpenRows
from bot.outbox.writer import OutboxWriter
from bot.platforms.adapter import NotDelivered, OutboundMessage, SendFailed
from chat.messages import Address, Event, Kind, Reply
from playground import Playground
from storage.database import Database
from storage.sealing import Vault
from storage.tables.queues import Outbox
from tests.cli.test_run import answered, heard, running
from tests.outbox.test_delivery import SECONDS_TO_DIE, OutboxBench
from tests.storage.test_identity import lost
from tests.support.command_line import TOKEN
from tests.support.contexts import context
from tests.support.people import DirectPlatform, FakeClock, Person
from tests.support.storage import postgres
from tests.support.storage.replicas import open_replicas

pytestmark = pytest.mark.long

SOON = 20.0
"""The seconds within which an unhindered message comes; a start takes a few of them."""
CUTS = {"telegram": DirectPlatform("telegram").split_text}
AGAIN = "(Sent again after an interruption: you may have seen this already.)\n\n"


@pytest.fixture
async def server() -> AsyncIterator[Playground]:
    playground = Playground(TOKEN)
    await playground.start()
    yield playground
    await playground.stop()


async def test_a_killed_bots_sends_come_again_soon_after_the_next_start(
    empty: Database, tmp_path: Path, server: Playground
) -> None:
    """With a claim that is a lease in time: on PostgreSQL it comes after two minutes."""
    alice = server.add_person("alice", id=1001)
    own = {"database_url": postgres.url_text(empty.engine.url)}
    server.faults.add("delay", "sendMessage", seconds=600)
    alice.send("/help")
    async with running(tmp_path, server.url, own) as bot:
        await answered(server, alice, 1)
        bot.kill()
        await bot.wait()
    async with running(tmp_path, server.url, own):
        await server.until(lambda: len(heard(alice)) == 2, SOON)
    first, second = heard(alice)
    assert second.replace("\n\n", "\n") == f"{AGAIN}{first}".replace("\n\n", "\n")


@pytest.fixture
def bench(app: App, platform: DirectPlatform, fake_clock: FakeClock) -> OutboxBench:
    return OutboxBench(app, platform, fake_clock)


class Slow:
    """A platform on which each send lasts until it is told to end."""

    def __init__(self, platform: DirectPlatform) -> None:
        self._whole = platform.send_instead(self._send)
        self.tried: list[str] = []
        self.fails: list[SendFailed] = []
        """The endings of the first sends."""
        self.end = asyncio.Event()
        self._more = asyncio.Event()

    async def _send(self, to: Address, message: OutboundMessage) -> str:
        self.tried.append(message.text)
        self._more.set()
        await self.end.wait()
        if self.fails:
            raise self.fails.pop(0)
        return await self._whole(to, message)

    async def has_begun(self, count: int) -> None:
        async with asyncio.timeout(SOON):
            while len(self.tried) < count:
                self._more.clear()
                await self._more.wait()


async def test_a_second_bot_that_starts_leaves_alone_what_the_first_is_sending(
    bench: OutboxBench, platform: DirectPlatform
) -> None:
    """Without the look at who lives: on SQLite all twelve are sent again."""
    slow = Slow(platform)
    for number in range(12):
        await bench.put("words", str(number))
    async with open_replicas(bench.app, 2) as (first, second):
        sending = asyncio.create_task(first.delivery.drain())
        await slow.has_begun(12)
        await second.delivery.recover()
        await second.run_heartbeat()
        assert await bench.states() == ["sending"] * 12
        slow.end.set()
        await sending
        await second.run_until_idle()
    assert await bench.states() == ["sent"] * 12
    assert slow.tried == ["words"] * 12


async def test_a_live_bot_sends_a_dead_bots_messages(
    bench: OutboxBench, platform: DirectPlatform
) -> None:
    """With a lease: on PostgreSQL it waits for two minutes; on SQLite until the next start."""
    slow = Slow(platform)
    await bench.put("words")
    async with open_replicas(bench.app, 2) as (living, dead):
        sending = asyncio.create_task(dead.delivery.drain())
        await slow.has_begun(1)
        await living.run_heartbeat()
        assert await bench.states() == ["sending"]
        await dies(dead, sending)
        await living.run_heartbeat()
        assert await bench.states() == ["new"]
        slow.end.set()
        await bench.later(SECONDS_TO_DIE)
    assert bench.screen() == [f"{AGAIN}words"]


async def dies(bot: App, sending: asyncio.Task[None]) -> None:
    """Let the process die: nothing more is heard of it or its name."""
    sending.cancel()
    with pytest.raises(asyncio.CancelledError):
        await sending
    await bot.database.identity.close()


class Turn:
    """A pace that lets a bot's next messages wait until their turn is given."""

    def __init__(self, bot: App, clock: FakeClock) -> None:
        self._clock = clock
        self._comes = asyncio.Event()
        self.is_awaited = asyncio.Event()
        rate_limiter = bot.delivery.rate_limiter
        rate_limiter.slots["telegram"].rate, rate_limiter.sleep = 1.0, self._sleep

    async def _sleep(self, seconds: float) -> None:
        self.is_awaited.set()
        await self._comes.wait()
        self._clock.move(timedelta(seconds=seconds))

    def comes(self) -> None:
        self._comes.set()


async def test_a_bot_taken_for_dead_begins_no_send_and_others_take_over(bench: OutboxBench) -> None:
    """Without the look before each send: both send the second one."""
    for number in range(2):
        await bench.put("words", str(number))
    async with open_replicas(bench.app, 2) as (living, cut):
        turn = Turn(cut, bench.clock)
        sending = asyncio.create_task(cut.delivery.drain())
        await turn.is_awaited.wait()
        await lost(cut.database)
        await living.delivery.settle_abandoned()
        turn.comes()
        await sending
        assert bench.tried == ["words"]
        await bench.later(SECONDS_TO_DIE)
    assert bench.screen("0") + bench.screen("1") == ["words", f"{AGAIN}words"]
    assert await bench.states() == ["sent", "sent"]


async def test_a_bot_taken_for_dead_goes_on_under_another_name(bench: OutboxBench) -> None:
    """Without a new name: it sends nothing any more, or counts as dead for ever."""
    await bench.put("one")
    await bench.drain()
    await lost(bench.app.database)
    await bench.put("two")
    await bench.drain()
    assert bench.screen() == ["one", "two"]


async def test_a_send_completed_by_a_bot_taken_for_dead_is_recorded(
    bench: OutboxBench, platform: DirectPlatform
) -> None:
    """Without the look at what was sent: it comes a second time, as nobody heard of the first."""
    slow = Slow(platform)
    await bench.put("words")
    async with open_replicas(bench.app, 2) as (living, cut):
        sending = asyncio.create_task(cut.delivery.drain())
        await slow.has_begun(1)
        await lost(cut.database)
        await living.delivery.settle_abandoned()
        assert await bench.states() == ["new"]
        slow.end.set()
        await sending
        await bench.later(SECONDS_TO_DIE)
    assert bench.screen() == ["words"]
    assert await bench.states() == ["sent"]


async def test_a_bot_taken_for_dead_does_not_reclaim_another_bots_send(
    bench: OutboxBench, platform: DirectPlatform
) -> None:
    """Without the look at the owner: it waits once more while it is sent, and goes out twice."""
    slow = Slow(platform)
    await bench.put("words")
    async with open_replicas(bench.app, 2) as (living, cut):
        first = asyncio.create_task(cut.delivery.drain())
        await slow.has_begun(1)
        await lost(cut.database)
        await living.delivery.settle_abandoned()
        bench.clock.move(timedelta(seconds=SECONDS_TO_DIE))
        second = asyncio.create_task(living.delivery.drain())
        await slow.has_begun(2)
        slow.fails.append(NotDelivered())
        slow.end.set()
        await first
        await second
        await bench.later(SECONDS_TO_DIE)
    assert (len(slow.tried), bench.screen()) == (2, [f"{AGAIN}words"])
    assert await bench.states() == ["sent"]


async def test_a_claim_that_nobody_knows_of_is_settled_by_its_own_process(
    bench: OutboxBench,
) -> None:
    """Without our own name among those that are asked about: it waits for our end."""
    await bench.put("words")
    async with bench.app.database.write() as session:
        name = await bench.app.database.identity.acquire()
        await session.execute(update(Outbox).values(state="sending", owner=name, attempts=1))
    await bench.app.run_heartbeat()
    await bench.later(SECONDS_TO_DIE)
    assert bench.screen() == [f"{AGAIN}words"]


async def test_dead_bots_are_found_while_the_clock_is_not_believed(
    bench: OutboxBench, app: App, fake_clock: FakeClock
) -> None:
    """With the look behind the clock's: what it was sending waits for ten minutes."""
    await bench.put("words")
    await bench.dies_while_sending()
    fake_clock._now += timedelta(hours=1)
    await app.run_heartbeat()
    assert await bench.states() == ["new"]


@pytest.mark.postgresql
async def test_a_chat_waits_for_what_another_bot_has_just_sent_there(bench: OutboxBench) -> None:
    """Without the look at when the person was last sent something: both within an instant."""
    await bench.put("one")
    await bench.drain()
    await bench.put("two")
    bench.clock.move(timedelta(seconds=0.25))
    async with open_replicas(bench.app, 2) as (_, other):
        other.delivery.rate_limiter.chat_rate = 1.0
        turn = Turn(other, bench.clock)
        sending = asyncio.create_task(other.delivery.drain())
        await asyncio.wait_for(turn.is_awaited.wait(), 5)
        assert bench.screen() == ["one"]
        turn.comes()
        await sending
    assert bench.screen() == ["one", "two"]


@pytest.mark.postgresql
async def test_an_answer_waits_for_what_another_bot_has_just_sent_there(
    bench: OutboxBench, platform: DirectPlatform
) -> None:
    """Without the look in the transaction that writes it: both within an instant."""
    await bench.put("one", "1001")
    await bench.drain()
    async with open_replicas(bench.app, 2) as (_, other):
        other.delivery.rate_limiter.chat_rate = 1.0
        await other.delivery.drain()
        turn = Turn(other, bench.clock)
        alice = Person("Alice", other, platform, "1001")
        asking = asyncio.create_task(alice.says("/help"))
        await asyncio.wait_for(turn.is_awaited.wait(), 5)
        assert bench.tried == ["one"]
        turn.comes()
        await asking
    assert len(bench.tried) == 2


async def test_one_persons_messages_of_a_transaction_go_out_one_after_the_other(
    bench: OutboxBench, platform: DirectPlatform
) -> None:
    """With a chain for each run of messages to one person: "two" is sent beside "one"."""
    for who in ("1001", "1002"):
        await bench.put("before", who)
    await bench.drain()
    slow = Slow(platform)
    direct = await bench.app.delivery.offer_direct_sending()
    async with bench.app.database.write() as session:
        alice, bob = [await bench.member(session, who) for who in ("1001", "1002")]
        ctx = context(session, Vault(session, bench.app.parts.ring), bench.clock.now())
        writer = OutboxWriter(ctx, OpenRows(session, ctx.now), CUTS, direct=direct)
        cause = Event("test:chain", Kind.DUE, bench.clock.now())
        to = (("one", alice), ("hello", bob), ("two", alice))
        replies = [Reply(words, to=member.id) for words, member in to]
        await writer.write_replies(cause, replies)
        await session.flush()
        direct.take()
    direct.start()
    await slow.has_begun(2)
    assert slow.tried == ["one", "hello"]
    slow.end.set()
    await bench.drain()
    assert bench.screen("1001") == ["before", "one", "two"]
