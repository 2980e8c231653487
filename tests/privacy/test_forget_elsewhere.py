"""Test that no process uses a person's key once another process has forgotten the person."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from uuid import UUID, uuid4

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from bot.app import App
from bot.inbox.store import Arrival
from chat.messages import Address, Event, Kind
from domain import reflect
from storage.sealing import NONCE_BYTES, KeyGone, Vault
from storage.tables import sealed_columns
from storage.tables.keys import DataKey
from storage.tables.member import Member
from storage.tables.reflect import JournalPart
from tests.support.contexts import context
from tests.support.couples import consented, member_of
from tests.support.people import Person
from tests.support.storage import replicas

pytestmark = pytest.mark.long


async def test_nothing_is_sealed_or_opened_with_the_key_of_somebody_forgotten_elsewhere(
    app: App, alice: Person
) -> None:
    """With keys that outlive a transaction: her words are sealed after she is gone.

    Without the foreign key of `entry.member_id`, on PostgreSQL: they are kept.
    """
    await consented(alice)
    await alice.says("/reflect mine")
    await asks_to_forget(app, alice)
    async with app.database.read() as session:
        member, key = await key_of(session, app, alice)
        assert await count_opened(session, key, member.id) > 0
    with suppress(IntegrityError):
        # PostgreSQL forgets her in the midst of this, and SQLite after it.
        async with app.database.write() as session:
            vault = Vault(session, app.parts.ring)
            await vault.load_keys([member.id])
            forgetting = asyncio.create_task(replicas.race_processes(app, 1))
            if not app.database.is_sqlite:
                await forgetting
            ctx = context(session, vault=vault, now=app.clock.now())
            await reflect.write_entry(ctx, member, "written meanwhile", day=ctx.now.date())
    await forgetting
    async with app.database.read() as session:
        assert await session.get(DataKey, member.id) is None
        assert await count_opened(session, key, member.id) == 0
    await refuses_the_key(app, member.id)


async def asks_to_forget(app: App, person: Person) -> None:
    """Leave the last word of a /forget to another process."""
    await person.says("/forget")
    await person.presses("Go on")
    who, now = Address("telegram", person.id), app.clock.now()
    word = Event("forget:1", Kind.TEXT, now, who, text="forget me")
    await app.accept([Arrival(word.id, who.platform, who, replicas.encode_event(word))])


async def key_of(session: AsyncSession, app: App, person: Person) -> tuple[Member, bytes]:
    member = await member_of(session, person, app)
    return member, app.parts.ring.unwrap(await session.get_one(DataKey, member.id))


async def count_opened(session: AsyncSession, key: bytes, owner: UUID) -> int:
    """Return how many sealed values of all tables a key opens that is, or was, the owner's."""
    opened = 0
    for column in sealed_columns():
        id = column.table.c.id
        rows = await session.execute(select(id, column).where(column.is_not(None)))
        for row_id, sealed in rows:
            place = f"{column.table.name}|{column.name}|{row_id}|{owner}".encode()
            with suppress(InvalidTag):
                AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], place)
                opened += 1
    return opened


async def refuses_the_key(app: App, owner: UUID) -> None:
    part = JournalPart(id=uuid4(), member_id=owner)
    async with app.database.read() as session:
        with pytest.raises(KeyGone):
            await Vault(session, app.parts.ring).seal(part, "text", "written later")
        part.text = b"sealed before"
        with pytest.raises(KeyGone):
            await Vault(session, app.parts.ring).open(part, "text")
