"""Test that an event is handled in one transaction; a failure is retried, set aside, and told."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select, update
from structlog.testing import capture_logs

from bot.app import App
from bot.inbox.dispatcher import MAX_ATTEMPTS
from bot.inbox.store import Arrival, store_arrivals
from chat.messages import Address, Event, Kind, Replies
from chat.targets import EditEarlier
from domain import due, member as members
from domain.errors import RuleBroken
from handlers.turn import FeatureRouter, Turn
from storage.database import inside_transaction
from storage.sealing import Vault
from storage.tables.member import Member
from storage.tables.queues import Inbox
from storage.tables.reflect import JournalEntry
from tests.support.contexts import context
from tests.support.couples import member_of, paired
from tests.support.people import DirectPlatform, FakeClock, Person, Time


class Fault(Exception):
    """The error of a faulty handler."""


class Stage:
    """Commands and moments that the tests need and the bot lacks."""

    def __init__(self) -> None:
        self.handled: list[str] = []
        self.faults = 0
        self.features = FeatureRouter()
        self.features.command("jot")(self.note)
        self.features.command("fails")(self.fails)
        self.features.command("forbidden")(self.forbidden)
        self.features.command("questions")(self.question)
        self.features.command("hush")(self.hush)
        self.features.command("change")(self.change)
        self.features.due("bell")(self.bell)
        self.features.due("hush")(self.hush)
        self.features.due("broken-bell")(self.fails)

    async def note(self, turn: Turn) -> Replies:
        assert inside_transaction.get()
        self.handled.append(turn.event.text)
        return turn.say("pair-stayed")

    async def bell(self, turn: Turn) -> Replies:
        self.handled.append("bell")
        return turn.say("pair-stayed")

    async def hush(self, _: Turn) -> Replies:
        return []

    async def change(self, turn: Turn) -> Replies:
        return turn.send(turn.text("pair-stayed"), target=EditEarlier("card:1"))

    async def question(self, turn: Turn) -> Replies:
        turn.ask("pair:code")
        return turn.say("pair-ask-code")

    async def fails(self, turn: Turn) -> Replies:
        turn.ctx.session.add(JournalEntry(id=uuid4(), member_id=turn.member.id, begun_at=turn.now))
        await turn.ctx.session.flush()
        self.handled.append("fails")
        if self.faults:
            self.faults -= 1
            raise Fault("zanzibar")
        return turn.say("pair-stayed")

    async def forbidden(self, turn: Turn) -> Replies:
        turn.ctx.session.add(JournalEntry(id=uuid4(), member_id=turn.member.id, begun_at=turn.now))
        turn.stop_asking()
        await turn.ctx.session.flush()
        raise RuleBroken("pair-own-code")


@pytest.fixture
def stage(app: App) -> Stage:
    stage = Stage()
    app.parts.features.router.include(stage.features)
    return stage


async def put(app: App, platform: DirectPlatform, *events: Event) -> None:
    """Store events without handling them."""
    for event in events:
        platform.register_event(event)
    arrivals = [Arrival(each.id, "telegram", _who(each), b"-") for each in events]
    await store_arrivals(app.database, app.server_keys, app.clock, arrivals)


def _who(event: Event) -> Address:
    assert event.address
    return event.address


def note(app: App, id: str, text: str, who: str = "1001", name: str = "jot") -> Event:
    address = Address("telegram", who)
    return Event(id, Kind.COMMAND, app.clock.now(), address, name=name, text=text)


async def rings(app: App, person: Person, kind: str = "bell", subject: UUID | None = None) -> None:
    """Plan a moment for a person, due at once."""
    async with app.database.write() as session:
        member = await member_of(session, person, app)
        await due.schedule(context(session), kind, member, app.clock.now(), subject or uuid4())


async def states(app: App) -> list[str]:
    async with app.database.read() as session:
        return list(await session.scalars(select(Inbox.state).order_by(Inbox.seq)))


async def entries(app: App) -> int:
    async with app.database.read() as session:
        return await session.scalar(select(func.count()).select_from(JournalEntry)) or 0


async def asking(app: App, person: Person) -> str | None:
    async with app.database.read() as session:
        return (await member_of(session, person, app)).asking


async def test_one_persons_events_are_handled_in_order(
    app: App, platform: DirectPlatform, stage: Stage
) -> None:
    events = [note(app, f"1:{n}", str(n), who=str(n % 3)) for n in range(9)]
    await put(app, platform, *events)
    await app.run_until_idle()
    for who in range(3):
        own = [text for text in stage.handled if int(text) % 3 == who]
        assert own == sorted(own)
    assert len(stage.handled) == 9


async def test_nobody_overtakes_their_own_failed_message(
    app: App, platform: DirectPlatform, stage: Stage, clock: Time
) -> None:
    """Seen to fail with every waiting event taken for a head of its line."""
    stage.faults = 1
    await put(app, platform, note(app, "1", "", name="fails"), note(app, "2", "after"))
    await app.run_until_idle()
    assert stage.handled == ["fails"]
    await clock.jump(hours=1)
    assert stage.handled == ["fails", "fails", "after"]


async def test_people_go_before_moments_that_came_due(
    app: App, platform: DirectPlatform, alice: Person, stage: Stage
) -> None:
    """Seen to fail with the lines ordered by their numbers alone."""
    await alice.says("/jot first")
    await rings(app, alice)
    await app.run_heartbeat()
    await put(app, platform, note(app, "1:1", "bob", who="1002"))
    await app.run_until_idle()
    assert stage.handled == ["first", "bob", "bell"]


async def test_a_broken_rule_takes_back_its_rows_and_leaves_the_question_open(
    app: App, alice: Person, stage: Stage
) -> None:
    """Seen to fail without the savepoint in `_answer`."""
    await alice.says("/questions")
    await alice.says("/forbidden")
    alice.sees("your own code")
    assert await entries(app) == 0
    assert await asking(app, alice) == "pair:code"
    assert await states(app) == ["done", "done"]


async def test_a_newcomer_who_breaks_a_rule_is_known_from_then_on(
    app: App, alice: Person, stage: Stage
) -> None:
    await alice.says("/forbidden")
    alice.sees("your own code")
    async with app.database.read() as session:
        assert (await member_of(session, alice, app)).reachable


async def test_a_fault_is_tried_again_later_each_time_and_leaves_nothing_behind(
    app: App, alice: Person, stage: Stage, fake_clock: FakeClock
) -> None:
    """Seen to fail without the wait in `_retry_later`."""
    stage.faults = 2
    await alice.says("/fails")
    await app.run_until_idle()
    assert (len(stage.handled), await entries(app)) == (1, 0)
    for wait, tries in ((1, 1), (1, 2), (3, 2), (1, 3)):
        fake_clock.move(timedelta(seconds=wait))
        await app.run_until_idle()
        assert len(stage.handled) == tries
    alice.sees("Nothing has changed")
    assert await entries(app) == 1
    assert await states(app) == ["done"]


async def test_an_event_that_fails_five_times_is_set_aside_and_the_person_is_told(
    app: App, alice: Person, stage: Stage, clock: Time
) -> None:
    """Seen to fail without the end of tries in `_retry_later`."""
    stage.faults = 99
    await alice.says("/fails")
    await clock.advance(hours=1)
    assert len(stage.handled) == MAX_ATTEMPTS == 5
    alice.sees("went wrong on our side")
    assert len(alice.screen) == 1
    assert await states(app) == ["parked"]
    assert await entries(app) == 0
    await alice.says("/jot on with it")
    alice.sees("Nothing has changed")


async def test_an_event_set_aside_keeps_its_body_for_the_fix(
    app: App, alice: Person, stage: Stage, clock: Time
) -> None:
    stage.faults = 99
    await alice.says("/fails")
    await clock.advance(hours=1)
    async with app.database.read() as session:
        row = (await session.scalars(select(Inbox))).one()
        assert app.server_keys.open(row.body or b"", row.id)


async def test_a_log_names_the_kind_of_fault_and_no_words(
    app: App, alice: Person, stage: Stage, clock: Time
) -> None:
    """Seen to fail with the error itself logged."""
    stage.faults = 99
    with capture_logs() as logs:
        await alice.says("/fails zanzibar")
        await clock.advance(hours=1)
    assert {log["error_class"] for log in logs} == {"Fault"}
    assert [log["event"] for log in logs] == ["event_failed"] * 4 + ["event_parked"]
    assert "zanzibar" not in str(logs)


async def test_the_fault_of_one_holds_up_nobody_else(
    app: App, alice: Person, bob: Person, stage: Stage
) -> None:
    stage.faults = 99
    await alice.says("/fails")
    await bob.says("/jot hello")
    bob.sees("Nothing has changed")


async def test_a_moment_that_fails_is_set_aside_without_a_word(
    app: App, alice: Person, stage: Stage, clock: Time
) -> None:
    await alice.says("/jot first")
    stage.faults = 99
    await rings(app, alice, "broken-bell")
    alice.looks()
    await clock.advance(hours=1)
    alice.sees_nothing_new()
    assert await states(app) == ["done", "parked"]


async def test_a_body_that_does_not_open_is_set_aside_and_holds_up_nobody(
    app: App, platform: DirectPlatform, bob: Person, stage: Stage, clock: Time
) -> None:
    """Seen to fail with the apology in the transaction that sets the event aside."""
    await put(app, platform, note(app, "1:1", "lost"), note(app, "1:2", "next"))
    async with app.database.write() as session:
        await session.execute(update(Inbox).where(Inbox.id == "1:1").values(body=b"x" * 80))
    await bob.says("/jot hello")
    bob.sees("Nothing has changed")
    await clock.advance(hours=1)
    assert await states(app) == ["parked", "done", "done"]
    assert stage.handled == ["hello", "next"]


async def test_an_event_of_a_platform_that_is_gone_is_set_aside(
    app: App, alice: Person, stage: Stage, clock: Time
) -> None:
    who = Address("discord", "1")
    await store_arrivals(
        app.database, app.server_keys, app.clock, [Arrival("1:1", "discord", who, b"-")]
    )
    await alice.says("/jot hello")
    alice.sees("Nothing has changed")
    await clock.advance(hours=1)
    assert await states(app) == ["parked", "done"]


async def test_any_action_brings_an_unreachable_person_back_to_the_card(
    app: App, alice: Person, bob: Person
) -> None:
    """Seen to fail with only an unblocking taken for a return."""
    await paired(alice, bob)
    await alice.presses("Start now")
    await bob.blocks()
    await alice.says("/challenge")
    bob.looks()
    await bob.says("/help")
    bob.sees("You can just write", "One question, each on your own")
    async with app.database.read() as session:
        assert (await member_of(session, bob, app)).reachable


async def test_a_return_with_a_broken_rule_is_answered_and_reads_the_card(
    app: App, alice: Person, bob: Person, stage: Stage
) -> None:
    await paired(alice, bob)
    await alice.presses("Start now")
    await bob.blocks()
    await bob.says("/forbidden")
    bob.sees("your own code", "This week")


async def test_a_block_from_somebody_unknown_makes_nobody(app: App, alice: Person) -> None:
    await alice.blocks()
    async with app.database.read() as session:
        assert await session.scalar(select(func.count()).select_from(Member)) == 0
    assert await states(app) == ["done"]


async def test_a_person_who_blocks_the_bot_gets_no_more_messages(
    app: App, alice: Person, bob: Person
) -> None:
    await paired(alice, bob)
    await bob.blocks()
    before = len(bob.screen)
    await alice.presses("Start now")
    assert len(bob.screen) == before


async def test_a_moment_for_somebody_who_is_gone_does_nothing(
    app: App, alice: Person, stage: Stage
) -> None:
    """Seen to fail with `get_one` for the member of a moment."""
    await alice.says("/jot first")
    await rings(app, alice)
    await app.run_heartbeat()
    async with app.database.write() as session:
        await session.delete(await member_of(session, alice, app))
    await app.run_until_idle()
    assert await states(app) == ["done", "done"]
    assert stage.handled == ["first"]


async def test_a_moment_of_a_kind_that_nobody_knows_any_more_does_nothing(
    app: App, alice: Person, stage: Stage
) -> None:
    await alice.says("/jot first")
    await rings(app, alice, "gone-kind")
    alice.looks()
    await app.run_until_idle()
    alice.sees_nothing_new()
    assert await states(app) == ["done", "done"]


async def test_delivery_hears_of_what_was_written_only_after_the_commit(
    app: App, platform: DirectPlatform, stage: Stage
) -> None:
    heard: list[bool] = []
    dispatcher = replace(
        app.dispatcher, wake_delivery=lambda: heard.append(inside_transaction.get())
    )
    await put(app, platform, note(app, "1:1", "hello"))
    await dispatcher.drain()
    assert heard == [False]


async def test_a_name_too_long_is_cut_and_no_name_does_not_hurt(
    app: App, alice: Person, bob: Person
) -> None:
    alice.name, bob.name = "A" * 4000, ""
    await alice.says("/help")
    await bob.says("/help")
    async with app.database.read() as session:
        vault = Vault(session, app.parts.ring)
        names = [
            await vault.open(await member_of(session, each, app), "name") for each in (alice, bob)
        ]
    assert names == ["A" * members.NAME_LENGTH, ""]


async def test_the_platform_is_told_of_an_event_without_a_reply(
    app: App, alice: Person, platform: DirectPlatform, stage: Stage
) -> None:
    """Seen to fail without the word, and with one for what was answered or what time did."""
    await alice.says("/start")
    events = [note(app, f"1:{name}", "", name=name) for name in ("jot", "hush", "change")]
    await put(app, platform, *events, note(app, "1:nobody", "", who="1099", name="hush"))
    await rings(app, alice, "hush")
    await app.run_until_idle()
    assert sorted(platform.without_reply) == ["1:change", "1:hush", "1:nobody"]


async def test_a_retried_event_is_not_reported_as_without_a_reply(
    app: App, alice: Person, platform: DirectPlatform, stage: Stage
) -> None:
    await alice.says("/start")
    stage.faults = 1
    await put(app, platform, note(app, "1:fails", "", name="fails"))
    await app.run_until_idle()
    assert platform.without_reply == []
