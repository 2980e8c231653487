"""Test the table of outcomes in docs/architecture.md, row by row."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import event, select, update
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncSession
from structlog.testing import capture_logs

from bot.app import App
from bot.outbox.delivery import MAX_IN_FLIGHT
from bot.outbox.open_rows import OpenRows
from bot.outbox.payload import MESSAGE_LIFETIME
from bot.outbox.writer import OutboxWriter
from bot.platforms.adapter import (
    DeliveryUnknown,
    NotDelivered,
    OutboundMessage,
    Rejected,
    SendFailed,
    TokenRefused,
    Unreachable,
)
from chat.buttons import Button
from chat.messages import Address, Event, Kind, Priority, Reply
from chat.targets import NEW_MESSAGE, EditEarlier
from domain import member as members
from storage.identity import new_identity_id
from storage.sealing import Vault
from storage.tables.keys import DataKey
from storage.tables.member import Member
from storage.tables.queues import Outbox
from tests.support.contexts import context
from tests.support.couples import member_of
from tests.support.people import START, DirectPlatform, FakeClock, Message, Person

ALICE, BOB = "1001", "1002"
SECONDS_TO_DIE = 60


class OutboxBench:
    """A test bench that puts messages into the outbox and checks what became of them."""

    def __init__(self, app: App, platform: DirectPlatform, clock: FakeClock) -> None:
        self.app = app
        self.platform = platform
        self.clock = clock
        self.tried: list[str] = []
        """The text of every send that was tried, in order."""
        self._send = platform.send_instead(self._record)
        self._number = 0
        self._news = asyncio.Event()

    async def _record(self, to: Address, message: OutboundMessage) -> str:
        self.tried.append(message.text)
        sent = await self._send(to, message)
        self._news.set()
        return sent

    async def news(self) -> None:
        """Return when one more message has gone out."""
        await asyncio.wait_for(self._news.wait(), 5)
        self._news.clear()

    async def put(
        self,
        words: str,
        who: str = ALICE,
        *,
        priority: Priority = Priority.ANSWER,
        key: str = "",
        edits: str = "",
    ) -> None:
        self._number += 1
        cause = Event(f"test:{self._number}", Kind.DUE, self.clock.now())
        async with self.app.database.write() as session:
            vault = Vault(session, self.app.parts.ring)
            member = await self.member(session, who)
            cuts = {"telegram": DirectPlatform("telegram").split_text}
            ctx = context(session, vault, self.clock.now())
            writer = OutboxWriter(ctx, OpenRows(session, ctx.now), cuts)
            await writer.write_replies(cause, [_reply(words, member, priority, key, edits)])

    async def member(self, session: AsyncSession, who: str) -> Member:
        """Return their row; make one for somebody new."""
        address = Address("telegram", who)
        found = await members.by_address(context(session), self.app.server_keys, address)
        if found:
            return found
        vault = Vault(session, self.app.parts.ring)
        return await members.create(
            context(session, vault=vault, now=self.clock.now()), self.app.server_keys, address, who
        )

    async def drain(self, *failures: SendFailed) -> None:
        """Send everything that can be sent; the first sends fail like this."""
        self.platform.failures.extend(failures)
        await self.app.delivery.drain()

    async def later(self, seconds: float, *failures: SendFailed) -> None:
        self.clock.move(timedelta(seconds=seconds))
        await self.drain(*failures)

    async def rows(self) -> list[Outbox]:
        async with self.app.database.read() as session:
            return list(await session.scalars(select(Outbox).order_by(Outbox.seq)))

    async def states(self) -> list[str]:
        return [row.state for row in await self.rows()]

    async def dies_while_sending(self) -> None:
        """Let the process end after its claim and before it knew the outcome."""
        async with self.app.database.write() as session:
            claimed = update(Outbox).values(state="sending", owner=new_identity_id(), attempts=1)
            await session.execute(claimed)

    def screen(self, who: str = ALICE) -> list[str]:
        return [shown.text for shown in self.shown(who)]

    def shown(self, who: str = ALICE) -> list[Message]:
        return self.platform.screens.get(who, [])


def _reply(words: str, member: Member, priority: Priority, key: str, edits: str) -> Reply:
    # A different row each time, so that none replaces another.
    rows = ((Button("Yes", "pair:accept", uuid4()),),)
    target = EditEarlier(edits) if edits else NEW_MESSAGE
    return Reply(words, rows, member.id, target, priority=priority, key=key)


@pytest.fixture
def bench(app: App, platform: DirectPlatform, fake_clock: FakeClock) -> OutboxBench:
    return OutboxBench(app, platform, fake_clock)


async def test_a_sent_message_is_marked_with_its_id_and_blanked(bench: OutboxBench) -> None:
    """Seen to fail with the body left in `_finish`."""
    await bench.put("words")
    await bench.drain()
    row = (await bench.rows())[0]
    assert (row.state, row.body, row.platform_message_id) == ("sent", None, bench.shown()[0].id)
    await bench.drain()
    assert bench.tried == ["words"]


async def test_certainly_unsent_messages_are_retried_with_growing_delays(
    bench: OutboxBench,
) -> None:
    """Seen to fail with a wait that does not grow."""
    await bench.put("words")
    for tries in range(1, 13):
        await bench.drain(NotDelivered())
        assert len(bench.tried) == tries
        wait = (await bench.rows())[0].not_before - bench.clock.now()
        assert 0.5 <= wait.total_seconds() / min(2**tries, 300) <= 1.5
        bench.clock.move(wait - timedelta(milliseconds=1))
        await bench.drain()
        assert len(bench.tried) == tries
        bench.clock.move(timedelta(milliseconds=1))
    await bench.drain()
    assert bench.screen() == ["words"]


async def test_a_wait_that_the_platform_asks_for_is_kept_to_the_second(bench: OutboxBench) -> None:
    """Seen to fail with our own back-off in its place."""
    await bench.put("words")
    await bench.drain(NotDelivered(7))
    await bench.later(6.999)
    assert len(bench.tried) == 1
    await bench.later(0.001)
    assert bench.screen() == ["words"]


async def test_no_wait_is_longer_than_some_minutes_however_long_it_lasts(
    bench: OutboxBench,
) -> None:
    """Seen to fail with 2.0**attempts, which overflows after a thousand tries."""
    await bench.put("words")
    async with bench.app.database.write() as session:
        await session.execute(
            update(Outbox).values(attempts=5000, expires_at=START + timedelta(days=30))
        )
    await bench.drain(NotDelivered())
    await bench.later(450)
    assert await bench.states() == ["sent"]


async def test_a_message_is_tried_until_its_end_and_not_beyond(bench: OutboxBench) -> None:
    """Seen to fail without the look at `expires_at`."""
    await bench.put("words")
    await bench.drain(NotDelivered())
    await bench.later(24 * 3600)
    row = (await bench.rows())[0]
    assert (row.state, row.body, len(bench.tried)) == ("expired", None, 1)


async def test_after_a_long_downtime_what_is_over_does_not_hold_up_what_is_not(
    bench: OutboxBench,
) -> None:
    """Seen to fail with a batch of expired rows taken for the end of all work."""
    for who in range(40):
        await bench.put("old", str(who))
    bench.clock.move(timedelta(days=2))
    await bench.put("new", BOB)
    await bench.drain()
    assert bench.screen(BOB) == ["new"]
    assert (await bench.states()).count("expired") == 40


async def test_a_message_that_may_have_arrived_is_sent_once_more_and_says_so(
    bench: OutboxBench,
) -> None:
    await bench.put("words")
    await bench.drain(DeliveryUnknown())
    await bench.later(SECONDS_TO_DIE)
    assert bench.screen() == [
        "(Sent again after an interruption: you may have seen this already.)\n\nwords"
    ]
    assert await bench.states() == ["sent"]


async def test_a_message_that_may_have_arrived_twice_is_given_up_with_an_alarm(
    bench: OutboxBench,
) -> None:
    """Seen to fail without the look at `resent`."""
    await bench.put("words")
    with capture_logs() as logs:
        await bench.drain(DeliveryUnknown(), DeliveryUnknown())
        await bench.later(SECONDS_TO_DIE)
        await bench.later(3600)
    assert (len(bench.tried), await bench.states()) == (2, ["dropped"])
    assert [log["event"] for log in logs] == ["message_given_up"]


async def test_a_message_sent_again_still_says_so_after_a_refused_try(bench: OutboxBench) -> None:
    await bench.put("words")
    await bench.drain(DeliveryUnknown(), NotDelivered(1))
    await bench.later(SECONDS_TO_DIE)
    await bench.later(SECONDS_TO_DIE)
    assert "Sent again" in bench.screen()[0]


async def test_a_nudge_that_may_have_arrived_is_dropped(bench: OutboxBench) -> None:
    """Seen to fail without the look at the priority."""
    await bench.put("words", priority=Priority.NUDGE)
    await bench.drain(DeliveryUnknown())
    await bench.later(3600)
    assert (len(bench.tried), await bench.states()) == (1, ["dropped"])


async def test_an_unreachable_person_is_marked_and_their_messages_are_cancelled(
    bench: OutboxBench,
) -> None:
    """Seen to fail with only the one row cancelled."""
    for words in ("one", "two", "three"):
        await bench.put(words)
    await bench.put("hello", BOB)
    await bench.drain(Unreachable())
    assert bench.tried.count("two") == bench.tried.count("three") == 0
    assert await bench.states() == ["cancelled", "cancelled", "cancelled", "sent"]
    assert all(row.body is None for row in await bench.rows())
    await bench.put("later")
    await bench.later(3600)
    assert bench.screen() == []


async def test_a_permanent_refusal_kills_the_message_with_an_alarm(bench: OutboxBench) -> None:
    await bench.put("wrong")
    await bench.put("right")
    with capture_logs() as logs:
        await bench.drain(Rejected())
        await bench.later(3600)
    assert await bench.states() == ["dead", "sent"]
    assert [log["event"] for log in logs] == ["message_given_up"]
    assert bench.screen() == ["right"]


async def test_a_refused_token_holds_everything_and_drops_nothing(
    bench: OutboxBench, platform: DirectPlatform
) -> None:
    """Seen to fail with a refused token handled like any other refusal."""
    works = False
    probes: list[float] = []

    async def probe() -> bool:
        probes.append(bench.clock.monotonic())
        return works

    platform.probe_instead(probe)
    for words in ("one", "two"):
        await bench.put(words)
    await bench.drain(TokenRefused())
    await bench.later(299)
    assert (bench.tried, probes) == (["one"], [])
    await bench.later(1)
    await bench.later(299)
    assert (bench.tried, probes) == (["one"], [300])
    works = True
    await bench.later(1)
    assert probes == [300, 600]
    assert bench.screen() == ["one", "two"]
    assert await bench.states() == ["sent", "sent"]


async def test_a_long_hold_makes_nothing_too_old(
    bench: OutboxBench, platform: DirectPlatform
) -> None:
    """Seen to fail without the new expiry in `_close`."""
    works = False

    async def probe() -> bool:
        return works

    platform.probe_instead(probe)
    await bench.put("words")
    await bench.drain(TokenRefused())
    await bench.later(3 * 24 * 3600)
    works = True
    await bench.later(300)
    assert bench.screen() == ["words"]


async def test_a_hold_survives_a_restart_and_expires_nothing(
    bench: OutboxBench, platform: DirectPlatform
) -> None:
    """Without `CircuitBreaker.recover`: the first row is sent and both others are too old."""
    for words, who in (("one", ALICE), ("two", ALICE), ("hello", BOB)):
        await bench.put(words, who)
    await bench.drain(TokenRefused())
    bench.clock.move(timedelta(days=3))
    await bench.put("new", BOB)
    again = replace(bench.app.delivery)
    await again.recover()
    await again.drain()
    assert (bench.screen(), bench.screen(BOB)) == (["one", "two"], ["hello", "new"])
    new = (await bench.rows())[-1]
    assert new.expires_at == bench.clock.now() + MESSAGE_LIFETIME


async def test_a_refused_token_stops_also_those_that_wait_for_their_turn(
    bench: OutboxBench,
) -> None:
    """Without the look at the hold after the wait for a turn: two tries."""
    refused = asyncio.Event()

    async def refuses(to: Address, message: OutboundMessage) -> str:
        bench.tried.append(message.text)
        refused.set()
        raise TokenRefused

    async def turn(_seconds: float) -> None:
        await asyncio.wait_for(refused.wait(), 5)

    bench.platform.send_instead(refuses)
    bench.app.delivery.rate_limiter.sleep = turn
    bench.app.delivery.rate_limiter.slots["telegram"].rate = 10.0
    for number in range(3):
        await bench.put("words", str(number))
    await bench.drain()
    assert len(bench.tried) == 1
    assert await bench.states() == ["new"] * 3


async def test_two_chats_that_are_told_to_wait_hold_up_everybody_to_the_second(
    bench: OutboxBench,
) -> None:
    """Without `RateLimiter.throttle`: all five are tried within the seven seconds."""
    bench.app.delivery.rate_limiter.sleep = _next_turn
    bench.app.delivery.rate_limiter.slots["telegram"].rate = 10.0
    for number in range(5):
        await bench.put("words", str(number))
    with capture_logs() as logs:
        await bench.drain(NotDelivered(7), NotDelivered(7))
        await bench.later(6.9)
    assert len(bench.tried) == 2
    assert [log["event"] for log in logs] == ["platform_asks_to_wait"]
    await bench.later(0.1)
    assert await bench.states() == ["sent"] * 5


async def _next_turn(seconds: float) -> None:
    """Give a turn at once, after everything else that is going on."""
    for _ in range(50):
        await asyncio.sleep(0)


async def test_settling_does_not_wait_for_a_refused_token(app: App, bench: OutboxBench) -> None:
    await bench.put("words")
    await bench.drain(TokenRefused())
    await asyncio.wait_for(app.run_until_idle(), 5)
    assert bench.screen() == []


async def test_one_persons_messages_keep_their_order_while_the_first_is_tried_again(
    bench: OutboxBench,
) -> None:
    """Seen to fail with every waiting row taken for the first of its line."""
    for words in ("one", "two", "three"):
        await bench.put(words)
    await bench.put("hello", BOB)
    await bench.drain(NotDelivered(30))
    assert bench.screen() == []
    assert bench.screen(BOB) == ["hello"]
    await bench.later(30)
    assert bench.screen() == ["one", "two", "three"]


async def test_settling_does_not_wait_for_messages_behind_a_retry(
    app: App, bench: OutboxBench
) -> None:
    """Seen to fail with every waiting row counted as work that can be done now."""
    for words in ("one", "two"):
        await bench.put(words)
    await bench.drain(NotDelivered(30))
    await asyncio.wait_for(app.run_until_idle(), 5)
    assert bench.screen() == []


async def test_the_pressing_goes_first_among_people(bench: OutboxBench) -> None:
    """Seen to fail with rows ordered by their numbers alone."""
    for number, priority in enumerate(reversed(Priority)):
        await bench.put(priority.name, str(number), priority=priority)
    await bench.drain()
    assert bench.tried == ["ANSWER", "REVEAL", "PROMPT", "NUDGE"]


async def test_an_answer_behind_a_prompt_takes_its_whole_line_along(bench: OutboxBench) -> None:
    """Without `_promote_earlier`: the answer never comes, as each prompt waits for it."""
    answered = asyncio.Event()

    async def slow(to: Address, message: OutboundMessage) -> str:
        sent = await bench._record(to, message)
        if message.text == "own answer":
            answered.set()
        if message.text == "prompt":
            await answered.wait()
        return sent

    bench.platform.send_instead(slow)
    for number in range(2 * MAX_IN_FLIGHT):
        await bench.put("prompt", f"2{number:03}", priority=Priority.PROMPT)
    await bench.put("own prompt", priority=Priority.PROMPT)
    await bench.put("own answer")
    await asyncio.wait_for(bench.drain(), 20)
    assert bench.tried[0] == "own prompt"
    assert bench.tried.index("own answer") <= MAX_IN_FLIGHT


async def test_a_message_is_changed_in_place(bench: OutboxBench) -> None:
    await bench.put("card", key="card:1")
    await bench.drain()
    await bench.put("other card", edits="card:1")
    await bench.drain()
    assert bench.screen() == ["other card"]
    assert bench.shown()[0].edited


async def test_a_change_of_a_message_that_never_went_out_is_not_sent(bench: OutboxBench) -> None:
    """Seen to fail with a change that becomes a new message."""
    await bench.put("card", key="card:1")
    await bench.put("other card", edits="card:1")
    await bench.drain(Rejected())
    assert await bench.states() == ["dead", "cancelled"]
    await bench.put("third card", edits="card:unknown")
    await bench.drain()
    assert (await bench.states())[2] == "cancelled"
    assert bench.screen() == []


async def test_a_change_waits_for_the_message_that_it_changes(bench: OutboxBench) -> None:
    await bench.put("card", key="card:1")
    await bench.put("other card", edits="card:1")
    await bench.drain(NotDelivered(5))
    await bench.later(5)
    assert bench.screen() == ["other card"]


async def test_a_change_that_may_have_arrived_is_made_again_without_a_mark(
    bench: OutboxBench,
) -> None:
    """It is the same whether once or twice; seen to fail with the mark on every second try."""
    await bench.put("card", key="card:1")
    await bench.drain()
    await bench.put("other card", edits="card:1")
    await bench.drain(DeliveryUnknown())
    await bench.later(SECONDS_TO_DIE)
    assert bench.screen() == ["other card"]


async def test_a_bot_that_died_while_sending_sends_once_more_and_says_so(
    bench: OutboxBench,
) -> None:
    """Seen to fail without `recover`."""
    await bench.put("words")
    await bench.put("a nudge", BOB, priority=Priority.NUDGE)
    await bench.dies_while_sending()
    await bench.drain()
    assert bench.tried == []
    await bench.app.delivery.recover()
    await bench.later(SECONDS_TO_DIE)
    assert "Sent again" in bench.screen()[0]
    assert await bench.states() == ["sent", "dropped"]


async def test_a_bot_that_died_twice_while_sending_gives_up(bench: OutboxBench) -> None:
    await bench.put("words")
    for _ in range(2):
        await bench.dies_while_sending()
        await bench.app.delivery.recover()
    await bench.later(3600)
    assert (bench.tried, await bench.states()) == ([], ["dropped"])


async def test_a_row_that_does_not_open_is_dead_and_holds_up_nobody(bench: OutboxBench) -> None:
    """Seen to fail without the guard in `_open`."""
    await bench.put("changed")
    async with bench.app.database.write() as session:
        await session.execute(update(Outbox).values(body=b"x" * 80))
    await bench.put("right")
    await bench.put("hello", BOB)
    with capture_logs() as logs:
        await bench.drain()
    assert await bench.states() == ["dead", "sent", "sent"]
    assert [log["error_class"] for log in logs] == ["CannotOpen"]


async def test_a_row_whose_key_is_gone_is_dead_and_holds_up_nobody(
    bench: OutboxBench, alice: Person
) -> None:
    await bench.put("words")
    await bench.put("hello", BOB)
    async with bench.app.database.write() as session:
        member = await member_of(session, alice, bench.app)
        await session.delete(await session.get_one(DataKey, member.id))
    await bench.drain()
    assert await bench.states() == ["dead", "sent"]


async def test_a_fault_of_ours_while_sending_holds_up_nobody(bench: OutboxBench) -> None:
    """Seen to fail without the guard in `_deliver`."""

    async def broken(to: Address, message: OutboundMessage) -> str:
        if message.text.endswith("wrong"):
            raise ZeroDivisionError
        return await bench._record(to, message)

    bench.platform.send_instead(broken)
    await bench.put("wrong")
    await bench.put("right")
    await bench.put("hello", BOB)
    await bench.drain()
    await bench.later(SECONDS_TO_DIE)
    assert await bench.states() == ["dropped", "sent", "sent"]


async def test_a_person_deleted_during_a_send_is_skipped(
    bench: OutboxBench, alice: Person, platform: DirectPlatform
) -> None:
    """Seen to fail with `get_one` for the row that was sent."""

    async def forgets(to: Address, message: OutboundMessage) -> str:
        async with bench.app.database.write() as session:
            await session.delete(await member_of(session, alice, bench.app))
        return "1"

    platform.send_instead(forgets)
    await bench.put("words")
    await bench.drain()
    assert await bench.rows() == []


@pytest.mark.sqlite
async def test_an_outcome_that_cannot_be_stored_is_kept_in_mind(
    bench: OutboxBench, thief: sqlite3.Connection
) -> None:
    """Seen to fail with the outcome forgotten: the row is "sending" until the next start."""

    async def sends(to: Address, message: OutboundMessage) -> str:
        sent = await bench._record(to, message)
        if not thief.in_transaction and sent == "1":
            thief.execute("BEGIN IMMEDIATE")
        return sent

    bench.platform.send_instead(sends)
    await bench.put("one")
    await bench.put("two")
    with capture_logs() as logs, pytest.raises(OperationalError, match="locked"):
        await bench.drain()
    assert [log["event"] for log in logs] == ["outcomes_not_kept"]
    assert await bench.states() == ["sending", "new"]
    thief.rollback()
    await bench.drain()
    assert await bench.states() == ["sent", "sent"]
    assert bench.screen() == ["one", "two"]


@pytest.fixture
def thief(bench: OutboxBench) -> Iterator[sqlite3.Connection]:
    """Yield another connection that can lock the database, for which the bot waits only briefly."""

    def hurry(connection: DBAPIConnection, *_: object) -> None:
        connection.cursor().execute("PRAGMA busy_timeout=20")

    engine = bench.app.database.engine
    event.listen(engine.sync_engine, "checkout", hurry)
    file = engine.url.database or ""
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        yield connection
    event.remove(engine.sync_engine, "checkout", hurry)


async def test_the_network_is_refused_inside_a_transaction(bench: OutboxBench) -> None:
    """Seen to fail without the look in `_send`."""
    await bench.put("words")
    envelopes = await bench.app.delivery._claim()
    async with bench.app.database.write():
        with pytest.raises(RuntimeError, match="inside a transaction"):
            await bench.app.delivery.sender.send(envelopes[0])
    assert bench.tried == []


async def test_no_new_send_starts_after_stop(bench: OutboxBench) -> None:
    await bench.put("words")
    bench.app.delivery.stopping = True
    await bench.drain()
    assert await bench.states() == ["new"]


async def test_one_persons_many_messages_hold_up_nobody_else(bench: OutboxBench) -> None:
    """Seen to fail with batches that end when their slowest member does."""
    rate_limiter = bench.app.delivery.rate_limiter
    waits, turn = asyncio.Event(), asyncio.Event()

    async def sleep(seconds: float) -> None:
        if seconds > 0.5:
            waits.set()
            await turn.wait()

    rate_limiter.chat_rate, rate_limiter.sleep = 1.0, sleep
    for words in ("one", "two"):
        await bench.put(words)
    going = asyncio.create_task(bench.app.delivery.drain())
    await bench.news()
    await waits.wait()
    await bench.put("hello", BOB)
    await bench.news()
    assert (bench.screen(), bench.screen(BOB)) == (["one"], ["hello"])
    turn.set()
    await going
    assert bench.screen() == ["one", "two"]


async def test_an_immediate_stop_leaves_running_sends_to_the_next_start(
    bench: OutboxBench,
) -> None:
    """Seen to fail without cancelling the running send."""
    begun = asyncio.Event()

    async def forever(to: Address, message: OutboundMessage) -> str:
        begun.set()
        await asyncio.Event().wait()
        return ""

    bench.platform.send_instead(forever)
    await bench.put("words")
    going = asyncio.create_task(bench.app.delivery.drain())
    await begun.wait()
    going.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asyncio.wait_for(going, 5)
    bench.platform.send_instead(bench._record)
    await bench.app.delivery.recover()
    await bench.later(SECONDS_TO_DIE)
    assert "Sent again" in bench.screen()[0]


@pytest.mark.sqlite
async def test_a_row_claimed_between_two_polls_counts_as_work(bench: OutboxBench) -> None:
    """Seen to fail with a look for each state of a row: then neither look sees it."""
    await bench.put("words")
    engine = bench.app.database.engine.sync_engine

    def claim(*_: object) -> None:
        with closing(sqlite3.connect(str(engine.url.database))) as other, other:
            other.execute("UPDATE outbox SET state = 'sending'")

    event.listen(engine, "after_cursor_execute", claim, once=True)
    assert await bench.app.delivery.has_work()
