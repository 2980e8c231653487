"""Test that the update erases groups that had a row like a person's, and nobody else."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
import sqlalchemy as sa
from sqlalchemy import select, update

from bot.app import App, open_server_keys
from bot.outbox.payload import MessagePayload
from bot.platforms.telegram.former_groups import erase_former_groups
from bot.startup import open_database
from chat.messages import Address
from domain import member as members
from playground import Playground
from scheduler.inactivity import plan_for_inactive
from storage import migrate
from storage.database import Database
from storage.sealing import SERVER_OWNER_ID, KeyRing, Vault
from storage.tables.keys import DataKey
from storage.tables.member import Member
from storage.tables.queues import GroupChat, Outbox
from tests.conftest import RING
from tests.storage.test_migrations import go_back
from tests.support.command_line import KEY, TOKEN, start_forked
from tests.support.contexts import context
from tests.support.couples import member_of, settled
from tests.support.people import START, Person, Time

pytestmark = pytest.mark.long

BEFORE = "0005"
GROUPS = ("-4000000001", "-1001234567890")


async def before_the_update(database: Database, ring: KeyRing) -> None:
    """Insert two groups and somebody who only opened the bot, each with a message on its way."""
    server_keys = await open_server_keys(database, ring)
    async with database.write() as session:
        vault = Vault(session, ring)
        for id in (*GROUPS, "1009"):
            who = Address("telegram", id)
            member = await members.create(
                context(session, vault=vault, now=START), server_keys, who, "Alice"
            )
            letter = Outbox(id=uuid4(), member_id=member.id, dedup_key=f"group:{id}", priority=1)
            letter.not_before = letter.made_at = START
            letter.expires_at = START + timedelta(days=400)
            await vault.seal_bytes(
                letter, "body", MessagePayload("All that is yours is erased.").dump()
            )
            session.add(letter)
    async with database.migration() as connection:
        await connection.run_sync(_back)
    await migrate.upgrade(database)


def _back(connection: sa.Connection) -> None:
    go_back(connection, BEFORE)


def written_to(server: Playground) -> set[int | None]:
    return {call.chat_id for call in server.ledger.calls if call.method == "sendMessage"}


async def addresses(database: Database, ring: KeyRing) -> list[str]:
    async with database.read() as session:
        vault = Vault(session, ring)
        found = (await session.scalars(select(Member))).all()
        return sorted([(await members.address_of(vault, each)).id for each in found])


async def test_rows_of_groups_go_with_their_keys_and_all_that_waits_for_them(
    database: Database, app: App
) -> None:
    await before_the_update(database, RING)
    for _ in range(2):
        await erase_former_groups(database, RING)
        assert await addresses(database, RING) == ["1009"]
    async with database.read() as session:
        (stranger,) = await session.scalars(select(Member.id))
        assert set(await session.scalars(select(DataKey.owner_id))) == {SERVER_OWNER_ID, stranger}
        assert list(await session.scalars(select(Outbox.member_id))) == [stranger]
        assert len((await session.scalars(select(GroupChat))).all()) == len(GROUPS)


async def test_people_are_left_alone(alice: Person, bob: Person, app: App, clock: Time) -> None:
    """Seen to fail with each marked row taken for a group's."""
    await settled(alice, "Berlin")
    await bob.says("/help")
    async with app.database.migration() as connection:
        await connection.run_sync(_back)
    await migrate.upgrade(app.database)
    await erase_former_groups(app.database, RING)
    for person in (alice, bob):
        await person.says("/help")
        person.sees("/challenge")
    async with app.database.read() as session:
        assert await member_of(session, alice, app)
        assert list(await session.scalars(select(GroupChat))) == []


async def test_a_year_after_the_update_nothing_waits_for_a_former_group(
    database: Database, app: App, clock: Time
) -> None:
    await before_the_update(database, RING)
    await erase_former_groups(database, RING)
    async with database.write() as session:
        await session.execute(update(Member).values(active_in=START.date()))
    await clock.jump(days=400)
    await plan_for_inactive(database, clock.now())
    await app.run_until_idle()
    for id in GROUPS:
        assert Person("Family", app, app.adapters["telegram"], id).screen == []  # type: ignore[arg-type]


@pytest.mark.sqlite
async def test_the_start_after_the_update_does_it_before_anything_is_sent(tmp_path: Path) -> None:
    ring, url = KeyRing.parse(KEY), f"sqlite+aiosqlite:///{tmp_path / 'before.db'}"
    database = await open_database(url)
    await before_the_update(database, ring)
    await database.close()
    server = Playground(TOKEN)
    given = {"telegram_token": TOKEN, "secret_keys": KEY, "database_url": url}
    given["telegram_base_url"] = await server.start()
    process = await start_forked(tmp_path, "run", settings=given)
    try:
        await server.until(lambda: bool(written_to(server)), 30)
        await server.until(lambda: server.telegram.updates.polling, 30)
    finally:
        process.terminate()
        await process.wait()
        await server.stop()
    database = await open_database(url)
    assert await addresses(database, ring) == ["1009"]
    assert written_to(server) == {1009}
    await database.close()
