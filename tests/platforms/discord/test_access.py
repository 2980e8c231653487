"""Test that a person whom Discord blocks is retried for a day, and then counts as unreachable."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.app import App
from bot.outbox.open_rows import OpenRows
from bot.outbox.writer import OutboxWriter
from bot.platforms.adapter import NotDelivered, OutboundMessage, Unreachable
from bot.platforms.discord.adapter import DiscordAdapter
from chat.messages import Address, Event, Kind, Reply
from domain import member
from handlers.turn import Content
from playground import DiscordPhone, Limits, Playground
from storage.database import Database
from storage.sealing import ServerKeys, Vault
from storage.tables.member import Member
from tests.conftest import RING
from tests.support.apps import open_scenario_app
from tests.support.contexts import context
from tests.support.discord_adapter import build_discord_adapter
from tests.support.people import START, FakeClock, Time

REFUSED = 50001
SERVER_KEYS = ServerKeys(b"a key for the tests alone")


@pytest.fixture
async def server(fake_clock: FakeClock) -> AsyncIterator[Playground]:
    playground = Playground(now=lambda: fake_clock.now().timestamp(), limits=Limits(on=False))
    await playground.start()
    yield playground
    await playground.stop()


@pytest.fixture
def renewals() -> list[str]:
    """One for each new session that the adapter asked for."""
    return []


@pytest.fixture
async def discord(
    server: Playground, fake_clock: FakeClock, renewals: list[str]
) -> AsyncIterator[DiscordAdapter]:
    adapter = build_discord_adapter(
        server.discord_token, server.url, SERVER_KEYS, fake_clock, lambda: renewals.append("asked")
    )
    await adapter.open()
    yield adapter
    await adapter.close()


@pytest.fixture
def alice(server: Playground) -> DiscordPhone:
    return server.add_discord_person("alice")


def address(phone: DiscordPhone) -> Address:
    return Address("discord", str(phone.person.id), str(phone.dm.id))


async def test_a_passing_lack_of_access_does_not_make_a_person_unreachable(
    server: Playground, discord: DiscordAdapter, alice: DiscordPhone, fake_clock: FakeClock
) -> None:
    """Without restarting the count after a message: rare refusals made somebody unreachable."""
    for _ in range(3):
        server.discord.faults.add("403", "create_message", code=REFUSED)
        with pytest.raises(NotDelivered):
            await discord.send(address(alice), OutboundMessage("hello"))
        fake_clock.move(timedelta(hours=20))
        await discord.send(address(alice), OutboundMessage("hello"))
    assert len(alice.messages) == 3


async def test_each_person_has_a_day_of_their_own(
    server: Playground, discord: DiscordAdapter, alice: DiscordPhone, fake_clock: FakeClock
) -> None:
    server.discord.faults.add("403", "create_message", code=REFUSED, times=None)
    bob = server.add_discord_person("bob")
    for phone in (alice, bob):
        with pytest.raises(NotDelivered):
            await discord.send(address(phone), OutboundMessage("hello"))
        fake_clock.move(timedelta(hours=23))
    fake_clock.move(timedelta(minutes=-1))
    with pytest.raises(NotDelivered):
        await discord.send(address(bob), OutboundMessage("hello"))
    with pytest.raises(Unreachable):
        await discord.send(address(alice), OutboundMessage("hello"))


async def test_after_three_refusals_in_a_row_one_new_session_is_tried(
    server: Playground,
    discord: DiscordAdapter,
    alice: DiscordPhone,
    fake_clock: FakeClock,
    renewals: list[str],
) -> None:
    """Without the count: never. Without the hour between: one for each who lacks access."""
    server.discord.faults.add("403", "create_message", code=REFUSED, times=None)

    async def refused(phone: DiscordPhone, times: int) -> None:
        for _ in range(times):
            with pytest.raises(NotDelivered):
                await discord.send(address(phone), OutboundMessage("hello"))

    await refused(alice, 2)
    assert renewals == []
    await refused(alice, 7)
    fake_clock.move(timedelta(minutes=30))
    bob = server.add_discord_person("bob")
    await refused(bob, 9)
    assert len(renewals) == 1
    fake_clock.move(timedelta(minutes=30))
    await refused(alice, 9)
    assert len(renewals) == 1
    await refused(bob, 1)
    assert len(renewals) == 2
    server.discord.faults.clear()
    await discord.send(address(alice), OutboundMessage("hello"))
    server.discord.faults.add("403", "create_message", code=REFUSED, times=None)
    fake_clock.move(timedelta(hours=1))
    await refused(alice, 3)
    assert len(renewals) == 3


@pytest.fixture
async def bot(
    database: Database, shelf: Content, discord: DiscordAdapter, fake_clock: FakeClock
) -> App:
    return await open_scenario_app(database, RING, shelf, {"discord": discord}, fake_clock)


async def test_messages_are_tried_for_a_day_before_their_reader_is_unreachable(
    bot: App,
    discord: DiscordAdapter,
    server: Playground,
    alice: DiscordPhone,
    fake_clock: FakeClock,
) -> None:
    """Without counting the day: the message expired, and nobody was any the wiser."""
    server.discord.faults.add("403", "create_message", code=REFUSED, times=None)
    async with bot.database.write() as session:
        vault = Vault(session, bot.parts.ring)
        alices = await member.create(
            context(session, vault=vault, now=START), bot.server_keys, address(alice), "Alice"
        )
        rows, cuts = OpenRows(session, START), {"discord": discord.split_text}
        writer = OutboxWriter(context(session, vault), rows, cuts)
        due = Event("due:1", Kind.DUE, START, member=alices.id)
        await writer.write_replies(due, [Reply("hello", to=alices.id)])
    clock = Time(bot, fake_clock)
    await bot.run_until_idle()
    for hours, is_reachable in ((23, True), (0.6, False)):
        await clock.jump(hours=hours)
        async with bot.database.read() as session:
            assert (await session.get_one(Member, alices.id)).reachable is is_reachable
    assert alice.messages == []
