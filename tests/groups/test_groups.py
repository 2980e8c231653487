"""Test that a group is told once that this is for two people, and never anything else."""

from __future__ import annotations

import io
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from domain import groups
from handlers.turn import Content
from playground import Phone
from playground.telegram.group_phones import GroupPhone
from storage.columns import Base
from storage.database import Database
from storage.sealing import SERVER_OWNER_ID
from storage.tables.keys import DataKey
from storage.tables.member import Member
from storage.tables.queues import GroupChat, Inbox, Outbox
from storage.verify import verify_all
from tests.conftest import RING
from tests.support.people import FakeClock, Time
from tests.support.real_clients import ClientHarness, run_client_harness

EXPLAINED = "each in a private chat with me"
ADDRESSED = (
    *("/start", "/start@same_side_bot", "/pair 7QK4M", "/Help", "/help!", "/xyz@same_side_bot"),
    *("hello @same_side_bot", "@Same_Side_Bot, are you there?", "say hi (@same_side_bot)"),
)
CHATTER = (
    *("hello", "what a day", "/start@other_bot", "/weather", "/weather Lisbon", "@other_bot hi"),
    *("@same_side_bottle", "start", "/", "me@example.org"),
)


@dataclass
class Family:
    """A group of Alice's, and the bot's connection to it."""

    line: ClientHarness
    alice: Phone
    phone: GroupPhone
    _seen: int = 0

    async def looks(self) -> list[str]:
        """Return what the bot wrote into the group since the last look, once all is handled."""
        await self.line.wait_until_idle()
        new = [each["text"] for each in self.phone.bot_messages[self._seen :]]
        self._seen += len(new)
        return new

    async def says(self, words: str, topic: int = 0, reply_to: int | None = None) -> list[str]:
        self.phone.says(words, topic=topic, reply_to=reply_to)
        return await self.looks()

    async def sends_a_photo(self, caption: str = "") -> list[str]:
        self.phone.sends_a_photo(caption)
        return await self.looks()

    async def joins(self, *, may_write: bool = True) -> list[str]:
        self.phone.adds_bot(may_write=may_write)
        return await self.looks()

    async def lets_bot_write(self, *, may: bool = True) -> list[str]:
        self.phone.lets_bot_write(may)
        return await self.looks()

    async def kicks_bot(self) -> list[str]:
        self.phone.kicks_bot()
        return await self.looks()

    async def count(self, table: type[Base]) -> int:
        async with self.line.app.database.read() as session:
            return await session.scalar(select(func.count()).select_from(table)) or 0


@pytest.fixture
async def clients(
    database: Database, shelf: Content, fake_clock: FakeClock
) -> AsyncIterator[ClientHarness]:
    async with run_client_harness(database, RING, shelf, fake_clock, "telegram") as line:
        yield line


@pytest.fixture
def alice(clients: ClientHarness) -> Phone:
    return clients.playground.add_person("alice")


@pytest.fixture
def family(clients: ClientHarness, alice: Phone) -> Family:
    return Family(clients, alice, GroupPhone.make(clients.playground.telegram, alice.person))


@pytest.fixture
def forum(clients: ClientHarness, alice: Phone) -> Family:
    phone = GroupPhone.make(clients.playground.telegram, alice.person, "The street", forum=True)
    return Family(clients, alice, phone)


@pytest.fixture
def clock(clients: ClientHarness, fake_clock: FakeClock) -> Time:
    return Time(clients.app, fake_clock)


def alarms(log: io.StringIO) -> list[str]:
    lines = [json.loads(line) for line in log.getvalue().splitlines()]
    return [each["event"] for each in lines if each["level"] in ("warning", "error", "critical")]


async def explained(family: Family) -> None:
    """Let the bot join and explain itself."""
    assert [EXPLAINED in each for each in await family.joins()] == [True]


async def test_a_group_that_the_bot_comes_into_is_told_once_what_it_is_for(family: Family) -> None:
    await explained(family)
    assert await family.says("who is that?") == []


async def test_nobody_is_made_of_a_group(family: Family, clock: Time) -> None:
    await explained(family)
    await clock.jump(days=2)
    assert len(await family.says("/start")) == 1
    assert await family.count(Member) == 0
    async with family.line.app.database.read() as session:
        assert set(await session.scalars(select(DataKey.owner_id))) == {SERVER_OWNER_ID}


@pytest.mark.parametrize("words", ADDRESSED)
async def test_people_who_address_the_bot_in_a_group_are_told_on_another_day(
    family: Family, clock: Time, words: str
) -> None:
    await explained(family)
    await clock.jump(days=1)
    (said,) = await family.says(words)
    assert EXPLAINED in said


@pytest.mark.parametrize("words", CHATTER)
async def test_group_conversations_are_neither_answered_nor_stored(
    family: Family, clock: Time, words: str
) -> None:
    await explained(family)
    before = await family.count(Inbox)
    for _ in range(3):
        await clock.jump(days=1)
        assert await family.says(words) == []
    assert await family.count(Inbox) == before or words.startswith("/weather")


async def test_a_reply_counts_only_if_it_is_to_the_bot(family: Family, clock: Time) -> None:
    await explained(family)
    own = family.phone.says("I am home")
    await clock.jump(days=1)
    assert await family.says("fine", reply_to=own) == []
    (said,) = await family.says("who are you?", reply_to=family.phone.bot_messages[0]["message_id"])
    assert EXPLAINED in said


async def test_a_picture_speaks_to_the_bot_only_with_its_words(family: Family, clock: Time) -> None:
    await explained(family)
    await clock.jump(days=1)
    assert await family.sends_a_photo() == []
    assert await family.sends_a_photo("the cat") == []
    assert len(await family.sends_a_photo("@same_side_bot look")) == 1


async def test_fifty_messages_to_the_bot_bring_one_explanation(family: Family) -> None:
    family.phone.group.status = "member"  # since before the bot had heard of groups
    for _ in range(50):
        family.phone.says("/start")
    assert len(await family.looks()) == 1
    assert await family.says("/start@same_side_bot") == []


async def test_a_group_is_told_at_most_once_a_day(family: Family, clock: Time) -> None:
    await explained(family)
    await clock.jump(hours=23)
    assert await family.says("/start") == []
    await clock.jump(hours=1)
    assert len(await family.says("/start")) == 1
    assert await family.says("/start") == []


async def test_a_year_of_silence_brings_nothing_into_a_group(family: Family, clock: Time) -> None:
    await explained(family)
    for _ in range(26):
        await clock.jump(days=16)
        await family.line.app.sweep()
        assert await family.looks() == []


async def test_a_stranger_who_writes_start_in_a_group_is_nobody_yet(family: Family) -> None:
    await explained(family)
    assert await family.says("/start abc") == []
    assert family.alice.messages == []
    assert await family.count(Member) == 0
    family.alice.start()
    await family.line.wait_until_idle()
    assert await family.count(Member) == 1


async def test_it_speaks_the_language_of_the_person_who_added_it(clients: ClientHarness) -> None:
    ana = clients.playground.add_person("ana", language="es")
    family = Family(clients, ana, GroupPhone.make(clients.playground.telegram, ana.person))
    (said,) = await family.joins()
    assert "chat privado" in said


async def test_where_it_may_not_write_nothing_is_an_alarm(
    family: Family, clock: Time, log: io.StringIO
) -> None:
    assert await family.joins(may_write=False) == []
    await clock.jump(days=1)
    assert await family.says("/start") == []
    assert alarms(log) == []
    assert sum(each.method == "sendMessage" for each in family.line.playground.ledger.calls) == 1


async def test_it_is_told_once_the_bot_may_write(family: Family, clock: Time) -> None:
    assert await family.joins(may_write=False) == []
    (said,) = await family.lets_bot_write()
    assert EXPLAINED in said
    for may in (False, True, False, True):
        await clock.jump(days=2)
        assert await family.lets_bot_write(may=may) == []


async def test_removing_the_bot_is_silent_and_adding_it_again_explains(
    family: Family, clock: Time, log: io.StringIO
) -> None:
    await explained(family)
    for _ in range(5):
        assert await family.kicks_bot() == []
        assert await family.joins() == []
    await family.kicks_bot()
    await clock.jump(days=30)
    assert len(await family.joins()) == 1
    assert alarms(log) == []


async def test_removing_the_bot_at_once_cancels_the_explanation(family: Family) -> None:
    family.phone.adds_bot()
    family.phone.kicks_bot()
    assert await family.looks() == []
    assert all(each.method != "sendMessage" for each in family.line.playground.ledger.calls)
    assert len(await family.joins()) == 1


async def test_an_unnoticed_removal_from_a_group_raises_no_alarm(
    family: Family, clock: Time, log: io.StringIO
) -> None:
    await explained(family)
    await clock.jump(days=1)
    family.phone.says("/start")
    family.phone.group.status = "kicked"
    assert await family.looks() == []
    assert alarms(log) == []


async def test_a_group_that_became_a_supergroup_is_not_told_again(
    family: Family, clock: Time, log: io.StringIO
) -> None:
    await explained(family)
    await clock.jump(days=5)
    grown = Family(family.line, family.alice, family.phone.upgrades())
    assert await family.looks() == await grown.looks() == []
    assert len(await grown.says("/start")) == 1
    assert alarms(log) == []


async def test_a_message_from_before_the_supergroup_raises_no_alarm(
    family: Family, clock: Time, log: io.StringIO
) -> None:
    await explained(family)
    await clock.jump(days=1)
    family.phone.says("/start")
    grown = Family(family.line, family.alice, family.phone.upgrades())
    assert await family.looks() == []
    await grown.looks()
    assert alarms(log) == []


async def test_in_a_forum_the_answer_goes_into_the_topic(forum: Family, clock: Time) -> None:
    await explained(forum)
    assert "message_thread_id" not in forum.phone.bot_messages[-1]
    topic = forum.phone.opens_topic("Summer")
    await clock.jump(days=1)
    assert len(await forum.says("/start", topic=topic)) == 1
    assert forum.phone.bot_messages[-1]["message_thread_id"] == topic


async def test_a_closed_topic_raises_no_alarm(forum: Family, clock: Time, log: io.StringIO) -> None:
    await explained(forum)
    topic = forum.phone.opens_topic("Summer")
    forum.phone.closes_topic(topic)
    await clock.jump(days=1)
    assert await forum.says("/start", topic=topic) == []
    assert alarms(log) == []


async def test_nothing_that_is_logged_names_a_group(
    family: Family, forum: Family, clock: Time, log: io.StringIO
) -> None:
    for group in (family, forum):
        await group.joins(may_write=False)
        await group.lets_bot_write()
        await clock.jump(days=1)
        await group.says("/start")
        await group.kicks_bot()
    written = log.getvalue()
    for group in (family, forum):
        assert str(abs(group.phone.group.id)) not in written
        assert group.phone.group.title not in written


async def test_ninety_days_after_a_group_was_heard_of_nothing_is_kept_of_it(
    family: Family, clock: Time
) -> None:
    await explained(family)
    await clock.jump(days=60)
    assert len(await family.says("/start")) == 1
    for days, left in ((90, 1), (1, 0)):
        await clock.jump(days=days)
        await family.line.app.sweep()
        assert await family.count(GroupChat) == left
    assert await family.count(Outbox) == 0


async def test_stored_rows_do_not_name_a_group(family: Family) -> None:
    await explained(family)
    async with family.line.app.database.read() as session:
        (group,) = await session.scalars(select(GroupChat))
        (letter,) = await session.scalars(select(Outbox))
    kept = {column.name for column in GroupChat.__table__.columns}
    assert kept == {"id", "explained_at", "unreachable", "heard_on"}
    assert letter.body is None
    assert letter.member_id is None
    number = abs(family.phone.group.id)
    assert number not in (group.id.int, abs(group.id.int - 2**128))
    assert str(number) not in f"{group.id} {letter.dedup_key} {letter.group_id} {letter.subject_id}"


@pytest.mark.parametrize(("fault", "marked"), [("502", False), ("429", False), ("drop", True)])
async def test_an_explanation_that_did_not_arrive_is_sent_again(
    family: Family, clock: Time, fault: str, marked: bool
) -> None:
    family.line.playground.faults.add(fault, "sendMessage", seconds=5)
    first = await family.joins()
    await clock.jump(hours=1)
    again = await family.looks()
    assert [EXPLAINED in each for each in [*first, *again]] == [True] * (2 if marked else 1)
    assert [("again" in each.partition("\n")[0]) for each in again] == [marked]


async def test_an_explanation_survives_the_end_of_the_process(family: Family, clock: Time) -> None:
    """Simulate a kill during the send: the next process says that it may come twice."""
    family.line.playground.faults.add("502", "sendMessage")
    assert await family.joins() == []
    async with family.line.app.database.write() as session:
        claimed = clock.now() - timedelta(hours=1)
        await session.execute(update(Outbox).values(state="sending", not_before=claimed))
    await family.line.app.delivery.recover()
    await clock.jump(hours=1)
    (said,) = await family.looks()
    assert EXPLAINED in said


async def test_a_refused_token_holds_an_explanation_and_drops_none(
    family: Family, clock: Time
) -> None:
    family.line.playground.faults.add("401", "sendMessage")
    family.line.playground.faults.add("401", "getMe")
    assert await family.joins() == []
    await clock.jump(hours=30)
    await clock.jump(hours=1)
    assert len(await family.looks()) == 1


async def test_an_event_in_a_group_that_cannot_be_handled_makes_nobody_of_it(
    family: Family, clock: Time, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fails(*_: object, **__: object) -> bool:
        raise ZeroDivisionError

    monkeypatch.setattr(groups, "record_event", fails)
    family.phone.adds_bot()
    for _ in range(8):
        assert await family.looks() == []
        await clock.jump(hours=1)
    async with family.line.app.database.read() as session:
        assert list(await session.scalars(select(Inbox.state))) == ["parked"]
    assert await family.count(Member) == 0


async def test_a_press_in_a_group_is_not_answered(family: Family) -> None:
    await explained(family)
    (shown,) = family.line.playground.telegram.messages.of_chat(family.phone.group.id)
    family.line.playground.telegram.press_as_person(
        family.alice.person, shown, "privacy:here|||AAAA"
    )
    assert await family.looks() == []
    assert await family.count(Member) == 0


async def test_a_message_forwarded_into_a_group_is_not_for_the_bot(
    family: Family, clock: Time
) -> None:
    await explained(family)
    await clock.jump(days=1)
    family.alice.send("/start", family.phone.group, forwarded="Somebody")
    assert await family.looks() == []


async def test_the_keys_are_seen_to_open_what_waits_for_a_group(family: Family) -> None:
    """Seen to fail with the letter counted among people's: it has no owner whose key is there."""
    family.line.playground.faults.add("502", "sendMessage")
    assert await family.joins() == []
    database = family.line.app.database
    found = await verify_all(database, RING, lambda *_: None)
    assert not found.faults
    async with database.write() as session:
        await session.execute(update(Outbox).values(body=b"x" * 80))
    found = await verify_all(database, RING, lambda *_: None)
    assert [fault.column_name for fault in found.faults] == ["outbox.body"]
