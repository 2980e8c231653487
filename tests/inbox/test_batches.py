"""Test that events of different couples share a transaction, and that nothing is lost by it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import Connection, event, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from bot.app import App
from bot.inbox.dispatcher import MAX_ATTEMPTS, MAX_BATCH
from bot.inbox.store import Arrival
from bot.platforms.adapter import NotDelivered
from chat.messages import Address, Event, Kind, Replies
from handlers.turn import Turn
from storage.tables.queues import Outbox
from tests.inbox.test_dispatcher import Stage, note, put, states
from tests.support.couples import paired
from tests.support.people import DirectPlatform, Person, Time

BURST = 20
SAVEPOINTS = "SAVEPOINT", "RELEASE", "BEGIN"


@pytest.fixture
def stage(app: App) -> Stage:
    stage = Stage()
    app.parts.features.router.include(stage.features)
    return stage


class Sessions:
    """A command that notes in whose transaction each person's event was handled."""

    def __init__(self, app: App) -> None:
        self.of: dict[str, int] = {}
        app.parts.features.router.command("session")(self.handle)

    async def handle(self, turn: Turn) -> Replies:
        assert turn.event.address
        self.of[turn.event.address.id] = id(turn.ctx.session.sync_session)
        return turn.say("pair-stayed")


@contextmanager
def counting(app: App) -> Iterator[Counter[str]]:
    """Count the statements and the writing transactions during the block."""
    counts: Counter[str] = Counter()
    engine = app.database.engine.sync_engine

    def on_execute(_: Connection, __: object, statement: str, *___: object) -> None:
        counts["statements"] += not statement.startswith(SAVEPOINTS)

    def on_commit(connection: Connection) -> None:
        counts["transactions"] += not connection.get_execution_options().get("reading")

    event.listen(engine, "before_cursor_execute", on_execute)
    event.listen(engine, "commit", on_commit)
    yield counts
    event.remove(engine, "before_cursor_execute", on_execute)
    event.remove(engine, "commit", on_commit)


async def test_a_poisoned_event_among_many_is_set_aside_alone(
    app: App, platform: DirectPlatform, stage: Stage, clock: Time
) -> None:
    """Without handling the events of a failed batch one by one: all 32 are set aside."""
    stage.faults = 100
    healthy = [note(app, f"1:{n}", "words", who=f"{2000 + n}") for n in range(MAX_BATCH - 1)]
    await put(app, platform, *healthy[:9], note(app, "1:x", "", who="1001", name="fails"))
    await put(app, platform, *healthy[9:])
    for _ in range(MAX_ATTEMPTS):
        await app.run_until_idle()
        await clock.advance(minutes=2)
    assert Counter(await states(app)) == {"done": MAX_BATCH - 1, "parked": 1}
    assert {len(platform.screens[each.address.id]) for each in healthy if each.address} == {1}


async def test_two_events_of_one_couple_are_never_in_one_transaction(
    app: App, alice: Person, bob: Person, carol: Person
) -> None:
    """Without the look at couples in `_of_different_couples`: all three share one."""
    await paired(alice, bob)
    platform = alice.platform.primary
    await carol.says("hello")
    sessions = Sessions(app)
    for who, name in ((alice, "telegram"), (bob, "discord"), (carol, "telegram")):
        happened = Event(
            f"{who.id}:s", Kind.COMMAND, app.clock.now(), Address(name, who.id), name="session"
        )
        platform.register_event(happened)
        await app.accept([_arrival(happened)])
    await app.run_until_idle()
    assert sessions.of.keys() == {alice.id, bob.id, carol.id}
    assert sessions.of[alice.id] != sessions.of[bob.id]


def _arrival(happened: Event) -> Arrival:
    assert happened.address
    return Arrival(happened.id, happened.address.platform, happened.address, b"-")


async def test_a_commit_that_fails_sends_nothing_and_is_made_again(
    app: App, platform: DirectPlatform, stage: Stage, clock: Time
) -> None:
    """With the replies sent although the commit failed: each of the two has its own twice."""
    faults = [1]

    def fail_once(session: Session) -> None:
        if stage.handled and faults and not session.in_nested_transaction():
            faults.pop()
            raise OperationalError("COMMIT", {}, Exception("disk I/O error"))

    await app.run_until_idle()
    event.listen(Session, "before_commit", fail_once)
    await put(app, platform, *[note(app, f"1:{who}", "words", who=who) for who in ("7", "8")])
    await app.run_until_idle()
    event.remove(Session, "before_commit", fail_once)
    await clock.advance(minutes=1)
    assert not faults
    assert [len(platform.screens.get(who, [])) for who in ("7", "8")] == [1, 1]


async def test_a_reply_never_overtakes_one_that_waits_to_be_tried_again(
    app: App, platform: DirectPlatform, alice: Person, clock: Time
) -> None:
    """Without the look at what is unsent in `DirectSending.claim`: /help comes first."""
    await alice.says("hello")
    before = len(alice.screen)
    platform.failures.append(NotDelivered(60.0))
    await alice.says("/nonsense")
    await alice.says("/help")
    assert len(alice.screen) == before
    await clock.advance(minutes=2)
    first, second = alice.screen[before : before + 2]
    assert "I don’t know that command" in first.text
    assert "/pair" in second.text


async def test_a_reply_that_is_sent_at_once_is_claimed_where_it_is_written(
    app: App, platform: DirectPlatform, stage: Stage
) -> None:
    """Without `DirectSending`: the row is written as new, and a second transaction claims it."""
    await app.run_until_idle()
    await put(app, platform, note(app, "1:1", "words"))
    await app.dispatcher.drain()
    async with app.database.read() as session:
        [row] = await session.scalars(select(Outbox))
    assert (row.state, row.attempts, row.owner) == ("sending", 1, app.database.identity.id)
    await app.run_until_idle()
    assert len(platform.screens["1001"]) == 1


@pytest.mark.sqlite
async def test_words_for_the_journal_cost_few_statements(
    app: App, platform: DirectPlatform
) -> None:
    """A limit that a new look in the way of each message would break."""
    people = [Person(f"Person {n}", app, platform, f"{3000 + n}") for n in range(BURST)]
    for each in people:
        await each.says("/reflect")
        await each.presses("Yes, keep what I write")
        await each.says("/done")
    with counting(app) as alone:
        await people[0].says("/reflect I was glad")
    assert alone["statements"] <= 23  # seven of them look whether there is anything else to do
    assert alone["transactions"] <= 3
    events = [
        note(app, f"b:{each.id}", "I was glad", who=each.id, name="reflect") for each in people
    ]
    await put(app, platform, *events)
    with counting(app) as burst:
        await app.run_until_idle()
    assert burst["statements"] / BURST <= 2.5
    assert burst["transactions"] / BURST <= 0.4
