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
from bot.outbox.writer import MESSAGE_LIFETIME, OutboxWriter
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
        self._send = platform.send
        platform.send = self._record  # type: ignore[method-assign]  # the same, and it remembers
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
            vault = Vault(session, self.app.dispatcher.ring)
            member = await self.member(session, who)
            cuts = {"telegram": DirectPlatform("telegram").split_text}
            writer = OutboxWriter(context(session, vault, self.clock.now()), cuts)
            await writer.write_replies(cause, [_reply(words, member, priority, key, edits)])

    async def member(self, session: AsyncSession, who: str) -> Member:
        """Return their row; make one for somebody new."""
        address = Address("telegram", who)
        found = await members.by_address(context(session), self.app.server_keys, address)
        if found:
            return found
        vault = Vault(session, self.app.dispatcher.ring)
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
def line(app: App, platform: DirectPlatform, fake_clock: FakeClock) -> OutboxBench:
    return OutboxBench(app, platform, fake_clock)


async def test_a_sent_message_is_marked_with_its_id_and_blanked(line: OutboxBench) -> None:
    """Seen to fail with the body left in `_finish`."""
    await line.put("words")
    await line.drain()
    row = (await line.rows())[0]
    assert (row.state, row.body, row.platform_message_id) == ("sent", None, line.shown()[0].id)
    await line.drain()
    assert line.tried == ["words"]


async def test_certainly_unsent_messages_are_retried_with_growing_delays(
    line: OutboxBench,
) -> None:
    """Seen to fail with a wait that does not grow."""
    await line.put("words")
    for tries in range(1, 13):
        await line.drain(NotDelivered())
        assert len(line.tried) == tries
        wait = (await line.rows())[0].not_before - line.clock.now()
        assert 0.5 <= wait.total_seconds() / min(2**tries, 300) <= 1.5
        line.clock.move(wait - timedelta(milliseconds=1))
        await line.drain()
        assert len(line.tried) == tries
        line.clock.move(timedelta(milliseconds=1))
    await line.drain()
    assert line.screen() == ["words"]


async def test_a_wait_that_the_platform_asks_for_is_kept_to_the_second(line: OutboxBench) -> None:
    """Seen to fail with our own back-off in its place."""
    await line.put("words")
    await line.drain(NotDelivered(7))
    await line.later(6.999)
    assert len(line.tried) == 1
    await line.later(0.001)
    assert line.screen() == ["words"]


async def test_no_wait_is_longer_than_some_minutes_however_long_it_lasts(line: OutboxBench) -> None:
    """Seen to fail with 2.0**attempts, which overflows after a thousand tries."""
    await line.put("words")
    async with line.app.database.write() as session:
        await session.execute(
            update(Outbox).values(attempts=5000, expires_at=START + timedelta(days=30))
        )
    await line.drain(NotDelivered())
    await line.later(450)
    assert await line.states() == ["sent"]


async def test_a_message_is_tried_until_its_end_and_not_beyond(line: OutboxBench) -> None:
    """Seen to fail without the look at `expires_at`."""
    await line.put("words")
    await line.drain(NotDelivered())
    await line.later(24 * 3600)
    row = (await line.rows())[0]
    assert (row.state, row.body, len(line.tried)) == ("expired", None, 1)


async def test_after_a_long_downtime_what_is_over_does_not_hold_up_what_is_not(
    line: OutboxBench,
) -> None:
    """Seen to fail with a batch of expired rows taken for the end of all work."""
    for who in range(40):
        await line.put("old", str(who))
    line.clock.move(timedelta(days=2))
    await line.put("new", BOB)
    await line.drain()
    assert line.screen(BOB) == ["new"]
    assert (await line.states()).count("expired") == 40


async def test_a_message_that_may_have_arrived_is_sent_once_more_and_says_so(
    line: OutboxBench,
) -> None:
    await line.put("words")
    await line.drain(DeliveryUnknown())
    await line.later(SECONDS_TO_DIE)
    assert line.screen() == [
        "(Sent again after an interruption: you may have seen this already.)\n\nwords"
    ]
    assert await line.states() == ["sent"]


async def test_a_message_that_may_have_arrived_twice_is_given_up_with_an_alarm(
    line: OutboxBench,
) -> None:
    """Seen to fail without the look at `resent`."""
    await line.put("words")
    with capture_logs() as logs:
        await line.drain(DeliveryUnknown(), DeliveryUnknown())
        await line.later(SECONDS_TO_DIE)
        await line.later(3600)
    assert (len(line.tried), await line.states()) == (2, ["dropped"])
    assert [log["event"] for log in logs] == ["message_given_up"]


async def test_a_message_sent_again_still_says_so_after_a_refused_try(line: OutboxBench) -> None:
    await line.put("words")
    await line.drain(DeliveryUnknown(), NotDelivered(1))
    await line.later(SECONDS_TO_DIE)
    await line.later(SECONDS_TO_DIE)
    assert "Sent again" in line.screen()[0]


async def test_a_nudge_that_may_have_arrived_is_dropped(line: OutboxBench) -> None:
    """Seen to fail without the look at the priority."""
    await line.put("words", priority=Priority.NUDGE)
    await line.drain(DeliveryUnknown())
    await line.later(3600)
    assert (len(line.tried), await line.states()) == (1, ["dropped"])


async def test_an_unreachable_person_is_marked_and_their_messages_are_cancelled(
    line: OutboxBench,
) -> None:
    """Seen to fail with only the one row cancelled."""
    for words in ("one", "two", "three"):
        await line.put(words)
    await line.put("hello", BOB)
    await line.drain(Unreachable())
    assert line.tried.count("two") == line.tried.count("three") == 0
    assert await line.states() == ["cancelled", "cancelled", "cancelled", "sent"]
    assert all(row.body is None for row in await line.rows())
    await line.put("later")
    await line.later(3600)
    assert line.screen() == []


async def test_a_permanent_refusal_kills_the_message_with_an_alarm(line: OutboxBench) -> None:
    await line.put("wrong")
    await line.put("right")
    with capture_logs() as logs:
        await line.drain(Rejected())
        await line.later(3600)
    assert await line.states() == ["dead", "sent"]
    assert [log["event"] for log in logs] == ["message_given_up"]
    assert line.screen() == ["right"]


async def test_a_refused_token_holds_everything_and_drops_nothing(
    line: OutboxBench, platform: DirectPlatform
) -> None:
    """Seen to fail with a refused token handled like any other refusal."""
    works = False
    probes: list[float] = []

    async def probe() -> bool:
        probes.append(line.clock.monotonic())
        return works

    platform.probe = probe  # type: ignore[method-assign]  # a platform that can change its mind
    for words in ("one", "two"):
        await line.put(words)
    await line.drain(TokenRefused())
    await line.later(299)
    assert (line.tried, probes) == (["one"], [])
    await line.later(1)
    await line.later(299)
    assert (line.tried, probes) == (["one"], [300])
    works = True
    await line.later(1)
    assert probes == [300, 600]
    assert line.screen() == ["one", "two"]
    assert await line.states() == ["sent", "sent"]


async def test_a_long_hold_makes_nothing_too_old(
    line: OutboxBench, platform: DirectPlatform
) -> None:
    """Seen to fail without the new expiry in `_close`."""
    works = False

    async def probe() -> bool:
        return works

    platform.probe = probe  # type: ignore[method-assign]  # a platform that can change its mind
    await line.put("words")
    await line.drain(TokenRefused())
    await line.later(3 * 24 * 3600)
    works = True
    await line.later(300)
    assert line.screen() == ["words"]


async def test_a_hold_survives_a_restart_and_expires_nothing(
    line: OutboxBench, platform: DirectPlatform
) -> None:
    """Without `Hold.recover`: the first row is sent and both others are too old."""
    for words, who in (("one", ALICE), ("two", ALICE), ("hello", BOB)):
        await line.put(words, who)
    await line.drain(TokenRefused())
    line.clock.move(timedelta(days=3))
    await line.put("new", BOB)
    again = replace(line.app.delivery)
    await again.recover()
    await again.drain()
    assert (line.screen(), line.screen(BOB)) == (["one", "two"], ["hello", "new"])
    new = (await line.rows())[-1]
    assert new.expires_at == line.clock.now() + MESSAGE_LIFETIME


async def test_a_refused_token_stops_also_those_that_wait_for_their_turn(line: OutboxBench) -> None:
    """Without the look at the hold after the wait for a turn: two tries."""
    refused = asyncio.Event()

    async def refuses(to: Address, message: OutboundMessage) -> str:
        line.tried.append(message.text)
        refused.set()
        raise TokenRefused

    async def turn(_seconds: float) -> None:
        await asyncio.wait_for(refused.wait(), 5)

    line.platform.send = refuses  # type: ignore[method-assign]  # whose token was taken back
    line.app.delivery.rate_limiter.sleep = turn
    line.app.delivery.rate_limiter.rate = 10.0
    for number in range(3):
        await line.put("words", str(number))
    await line.drain()
    assert len(line.tried) == 1
    assert await line.states() == ["new"] * 3


async def test_two_chats_that_are_told_to_wait_hold_up_everybody_to_the_second(
    line: OutboxBench,
) -> None:
    """Without `RateLimiter.throttle`: all five are tried within the seven seconds."""
    line.app.delivery.rate_limiter.sleep = _next_turn
    line.app.delivery.rate_limiter.rate = 10.0
    for number in range(5):
        await line.put("words", str(number))
    with capture_logs() as logs:
        await line.drain(NotDelivered(7), NotDelivered(7))
        await line.later(6.9)
    assert len(line.tried) == 2
    assert [log["event"] for log in logs] == ["platform_asks_to_wait"]
    await line.later(0.1)
    assert await line.states() == ["sent"] * 5


async def _next_turn(seconds: float) -> None:
    """Give a turn at once, after everything else that is going on."""
    for _ in range(50):
        await asyncio.sleep(0)


async def test_settling_does_not_wait_for_a_refused_token(app: App, line: OutboxBench) -> None:
    await line.put("words")
    await line.drain(TokenRefused())
    await asyncio.wait_for(app.run_until_idle(), 5)
    assert line.screen() == []


async def test_one_persons_messages_keep_their_order_while_the_first_is_tried_again(
    line: OutboxBench,
) -> None:
    """Seen to fail with every waiting row taken for the first of its line."""
    for words in ("one", "two", "three"):
        await line.put(words)
    await line.put("hello", BOB)
    await line.drain(NotDelivered(30))
    assert line.screen() == []
    assert line.screen(BOB) == ["hello"]
    await line.later(30)
    assert line.screen() == ["one", "two", "three"]


async def test_settling_does_not_wait_for_messages_behind_a_retry(
    app: App, line: OutboxBench
) -> None:
    """Seen to fail with every waiting row counted as work that can be done now."""
    for words in ("one", "two"):
        await line.put(words)
    await line.drain(NotDelivered(30))
    await asyncio.wait_for(app.run_until_idle(), 5)
    assert line.screen() == []


async def test_the_pressing_goes_first_among_people(line: OutboxBench) -> None:
    """Seen to fail with rows ordered by their numbers alone."""
    for number, priority in enumerate(reversed(Priority)):
        await line.put(priority.name, str(number), priority=priority)
    await line.drain()
    assert line.tried == ["ANSWER", "REVEAL", "PROMPT", "NUDGE"]


async def test_an_answer_behind_a_prompt_takes_its_whole_line_along(line: OutboxBench) -> None:
    """Without `_promote_earlier`: the answer never comes, as each prompt waits for it."""
    answered = asyncio.Event()

    async def slow(to: Address, message: OutboundMessage) -> str:
        sent = await line._record(to, message)
        if message.text == "own answer":
            answered.set()
        if message.text == "prompt":
            await answered.wait()
        return sent

    line.platform.send = slow  # type: ignore[method-assign]  # for whom the prompts take long
    for number in range(2 * MAX_IN_FLIGHT):
        await line.put("prompt", f"2{number:03}", priority=Priority.PROMPT)
    await line.put("own prompt", priority=Priority.PROMPT)
    await line.put("own answer")
    await asyncio.wait_for(line.drain(), 20)
    assert line.tried[0] == "own prompt"
    assert line.tried.index("own answer") <= MAX_IN_FLIGHT


async def test_a_message_is_changed_in_place(line: OutboxBench) -> None:
    await line.put("card", key="card:1")
    await line.drain()
    await line.put("other card", edits="card:1")
    await line.drain()
    assert line.screen() == ["other card"]
    assert line.shown()[0].edited


async def test_a_change_of_a_message_that_never_went_out_is_not_sent(line: OutboxBench) -> None:
    """Seen to fail with a change that becomes a new message."""
    await line.put("card", key="card:1")
    await line.put("other card", edits="card:1")
    await line.drain(Rejected())
    assert await line.states() == ["dead", "cancelled"]
    await line.put("third card", edits="card:unknown")
    await line.drain()
    assert (await line.states())[2] == "cancelled"
    assert line.screen() == []


async def test_a_change_waits_for_the_message_that_it_changes(line: OutboxBench) -> None:
    await line.put("card", key="card:1")
    await line.put("other card", edits="card:1")
    await line.drain(NotDelivered(5))
    await line.later(5)
    assert line.screen() == ["other card"]


async def test_a_change_that_may_have_arrived_is_made_again_without_a_mark(
    line: OutboxBench,
) -> None:
    """It is the same whether once or twice; seen to fail with the mark on every second try."""
    await line.put("card", key="card:1")
    await line.drain()
    await line.put("other card", edits="card:1")
    await line.drain(DeliveryUnknown())
    await line.later(SECONDS_TO_DIE)
    assert line.screen() == ["other card"]


async def test_a_bot_that_died_while_sending_sends_once_more_and_says_so(line: OutboxBench) -> None:
    """Seen to fail without `recover`."""
    await line.put("words")
    await line.put("a nudge", BOB, priority=Priority.NUDGE)
    await line.dies_while_sending()
    await line.drain()
    assert line.tried == []
    await line.app.delivery.recover()
    await line.later(SECONDS_TO_DIE)
    assert "Sent again" in line.screen()[0]
    assert await line.states() == ["sent", "dropped"]


async def test_a_bot_that_died_twice_while_sending_gives_up(line: OutboxBench) -> None:
    await line.put("words")
    for _ in range(2):
        await line.dies_while_sending()
        await line.app.delivery.recover()
    await line.later(3600)
    assert (line.tried, await line.states()) == ([], ["dropped"])


async def test_a_row_that_does_not_open_is_dead_and_holds_up_nobody(line: OutboxBench) -> None:
    """Seen to fail without the guard in `_open`."""
    await line.put("changed")
    async with line.app.database.write() as session:
        await session.execute(update(Outbox).values(body=b"x" * 80))
    await line.put("right")
    await line.put("hello", BOB)
    with capture_logs() as logs:
        await line.drain()
    assert await line.states() == ["dead", "sent", "sent"]
    assert [log["error_class"] for log in logs] == ["CannotOpen"]


async def test_a_row_whose_key_is_gone_is_dead_and_holds_up_nobody(
    line: OutboxBench, alice: Person
) -> None:
    await line.put("words")
    await line.put("hello", BOB)
    async with line.app.database.write() as session:
        member = await member_of(session, alice, line.app)
        await session.delete(await session.get_one(DataKey, member.id))
    await line.drain()
    assert await line.states() == ["dead", "sent"]


async def test_a_fault_of_ours_while_sending_holds_up_nobody(line: OutboxBench) -> None:
    """Seen to fail without the guard in `_deliver`."""

    async def broken(to: Address, message: OutboundMessage) -> str:
        if message.text.endswith("wrong"):
            raise ZeroDivisionError
        return await line._record(to, message)

    line.platform.send = broken  # type: ignore[method-assign]  # an adapter with a fault
    await line.put("wrong")
    await line.put("right")
    await line.put("hello", BOB)
    await line.drain()
    await line.later(SECONDS_TO_DIE)
    assert await line.states() == ["dropped", "sent", "sent"]


async def test_a_person_deleted_during_a_send_is_skipped(
    line: OutboxBench, alice: Person, platform: DirectPlatform
) -> None:
    """Seen to fail with `get_one` for the row that was sent."""

    async def forgets(to: Address, message: OutboundMessage) -> str:
        async with line.app.database.write() as session:
            await session.delete(await member_of(session, alice, line.app))
        return "1"

    platform.send = forgets  # type: ignore[method-assign]  # a person who is quicker than we are
    await line.put("words")
    await line.drain()
    assert await line.rows() == []


@pytest.mark.sqlite
async def test_an_outcome_that_cannot_be_stored_is_kept_in_mind(
    line: OutboxBench, thief: sqlite3.Connection
) -> None:
    """Seen to fail with the outcome forgotten: the row is "sending" until the next start."""

    async def sends(to: Address, message: OutboundMessage) -> str:
        sent = await line._record(to, message)
        if not thief.in_transaction and sent == "1":
            thief.execute("BEGIN IMMEDIATE")
        return sent

    line.platform.send = sends  # type: ignore[method-assign]  # a thief in the middle of a send
    await line.put("one")
    await line.put("two")
    with capture_logs() as logs, pytest.raises(OperationalError, match="locked"):
        await line.drain()
    assert [log["event"] for log in logs] == ["outcome_not_kept"]
    assert await line.states() == ["sending", "new"]
    thief.rollback()
    await line.drain()
    assert await line.states() == ["sent", "sent"]
    assert line.screen() == ["one", "two"]


@pytest.fixture
def thief(line: OutboxBench) -> Iterator[sqlite3.Connection]:
    """Yield another connection that can lock the database, for which the bot waits only briefly."""

    def hurry(connection: DBAPIConnection, *_: object) -> None:
        connection.cursor().execute("PRAGMA busy_timeout=20")

    engine = line.app.database.engine
    event.listen(engine.sync_engine, "checkout", hurry)
    file = engine.url.database or ""
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        yield connection
    event.remove(engine.sync_engine, "checkout", hurry)


async def test_the_network_is_refused_inside_a_transaction(line: OutboxBench) -> None:
    """Seen to fail without the look in `_send`."""
    await line.put("words")
    envelopes = await line.app.delivery._claim()
    async with line.app.database.write():
        with pytest.raises(RuntimeError, match="inside a transaction"):
            await line.app.delivery._send(envelopes[0])
    assert line.tried == []


async def test_no_new_send_starts_after_stop(line: OutboxBench) -> None:
    await line.put("words")
    line.app.delivery.stopping = True
    await line.drain()
    assert await line.states() == ["new"]


async def test_one_persons_many_messages_hold_up_nobody_else(line: OutboxBench) -> None:
    """Seen to fail with batches that end when their slowest member does."""
    rate_limiter = line.app.delivery.rate_limiter
    waits, turn = asyncio.Event(), asyncio.Event()

    async def sleep(seconds: float) -> None:
        if seconds > 0.5:
            waits.set()
            await turn.wait()

    rate_limiter.chat_rate, rate_limiter.sleep = 1.0, sleep
    for words in ("one", "two"):
        await line.put(words)
    going = asyncio.create_task(line.app.delivery.drain())
    await line.news()
    await waits.wait()
    await line.put("hello", BOB)
    await line.news()
    assert (line.screen(), line.screen(BOB)) == (["one"], ["hello"])
    turn.set()
    await going
    assert line.screen() == ["one", "two"]


async def test_an_immediate_stop_leaves_running_sends_to_the_next_start(
    line: OutboxBench,
) -> None:
    """Seen to fail without cancelling the running send."""
    begun = asyncio.Event()

    async def forever(to: Address, message: OutboundMessage) -> str:
        begun.set()
        await asyncio.Event().wait()
        return ""

    line.platform.send = forever  # type: ignore[method-assign]  # a platform that never answers
    await line.put("words")
    going = asyncio.create_task(line.app.delivery.drain())
    await begun.wait()
    going.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asyncio.wait_for(going, 5)
    line.platform.send = line._record  # type: ignore[method-assign]  # the next start
    await line.app.delivery.recover()
    await line.later(SECONDS_TO_DIE)
    assert "Sent again" in line.screen()[0]


@pytest.mark.sqlite
async def test_a_row_claimed_between_two_polls_counts_as_work(line: OutboxBench) -> None:
    """Seen to fail with a look for each state of a row: then neither look sees it."""
    await line.put("words")
    engine = line.app.database.engine.sync_engine

    def claim(*_: object) -> None:
        with closing(sqlite3.connect(str(engine.url.database))) as other, other:
            other.execute("UPDATE outbox SET state = 'sending'")

    event.listen(engine, "after_cursor_execute", claim, once=True)
    assert await line.app.delivery.has_work()
