"""Test that a person's address is stored with their identity, and is no part of it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from random import Random

from bot.app import App
from bot.inbox.store import Arrival
from chat.messages import Address, Event, Kind
from domain import member as members
from domain.privacy import forget
from storage.sealing import ServerKeys, Vault
from storage.tables.member import Member
from tests.support.contexts import context
from tests.support.couples import member_of, settled
from tests.support.people import START, DirectPlatform, Person

BARE = Address("discord", "2001")
WHOLE = Address("discord", "2001", "990077")


@asynccontextmanager
async def kept(app: App, who: Address) -> AsyncIterator[tuple[Member, Vault]]:
    """Store somebody with this address, in a transaction."""
    async with app.database.write() as session:
        vault = Vault(session, app.parts.ring)
        yield (
            await members.create(
                context(session, vault=vault, now=START), app.server_keys, who, "Bob"
            ),
            vault,
        )


def test_a_channel_says_nothing_about_who_somebody_is() -> None:
    """Seen to fail with the channel in the signature: no button outlived a new channel."""
    server_keys = ServerKeys(Random(7).randbytes(32))
    assert server_keys.lookup(BARE) == server_keys.lookup(WHOLE)
    assert server_keys.ordering_key(BARE) == server_keys.ordering_key(WHOLE)
    assert server_keys.signer(BARE)(b"a:b||") == server_keys.signer(WHOLE)(b"a:b||")
    assert len({BARE, WHOLE}) == 1


async def test_the_channel_comes_back_with_the_address(app: App) -> None:
    async with kept(app, WHOLE) as (member, vault):
        found = await members.address_of(vault, member)
    assert (found.id, found.channel) == ("2001", "990077")


async def test_an_address_from_before_channels_were_kept_opens(app: App) -> None:
    async with kept(app, BARE) as (member, vault):
        await vault.seal(member, "address", "2001")
        found = await members.address_of(vault, member)
    assert (found.id, found.channel) == ("2001", "")


async def test_a_channel_is_written_only_when_it_changes(app: App) -> None:
    """Seen to fail without the comparison: each tap rewrote the person's row."""
    async with kept(app, BARE) as (member, vault):
        for who in (WHOLE, replace(WHOLE, channel="990088")):
            before = member.address
            await members.update_channel(context(vault._session, vault=vault), member, who)
            assert member.address != before
            after = member.address
            for again in (who, BARE):
                await members.update_channel(context(vault._session, vault=vault), member, again)
            assert member.address == after
        assert (await members.address_of(vault, member)).channel == "990088"


async def test_a_person_who_uses_the_bot_in_their_own_chat_is_found_there(
    app: App, alice: Person, platform: DirectPlatform
) -> None:
    """Seen to fail without noting it: after a restart the channel had to be opened again."""
    await alice.says("/start")
    event = Event(
        "telegram:1", Kind.COMMAND, START, Address("telegram", alice.id, "990077"), name="help"
    )
    platform.register_event(event)
    await app.accept([Arrival(event.id, "telegram", Address("telegram", alice.id), b"-")])
    await app.run_until_idle()
    async with app.database.read() as session:
        vault = Vault(session, app.parts.ring)
        found = await members.address_of(vault, await member_of(session, alice, app))
    assert found.channel == "990077"


async def test_the_way_to_say_goodbye_is_not_forgotten_first(app: App) -> None:
    async with kept(app, WHOLE) as (member, vault):
        session = vault._session
        leaving = await forget.forget(
            context(session, vault=vault, now=START), app.server_keys, member
        )
        found = await members.address_of(vault, leaving)
    assert found.channel == "990077"


async def test_an_export_shows_no_channel(app: App, alice: Person) -> None:
    await settled(alice, "Berlin")
    async with app.database.write() as session:
        member = await member_of(session, alice, app)
        vault = Vault(session, app.parts.ring)
        await members.update_channel(
            context(vault._session, vault=vault), member, Address("telegram", alice.id, "990077")
        )
    await alice.says("/export")
    files = [shown.content for shown in alice.screen if shown.content]
    assert files
    assert all(b"990077" not in content for content in files)
