"""Two people who have paired, for tests that begin after that."""

from __future__ import annotations

from uuid import uuid4

from sqlalchemy.ext.asyncio import AsyncSession

from bot.app import App
from chat.messages import Address
from domain import pair, people
from storage.models import Couple, Member, Tie
from storage.sealing import Vault
from tests.people import Person


async def paired(alice: Person, bob: Person, app: App) -> None:
    """Makes a couple of the two."""
    for person in (alice, bob):
        await person.says("/help")
    async with app.database.write() as session:
        vault = Vault(session, app.dispatcher.ring)
        couple = Couple(id=uuid4(), started_at=app.clock.now())
        session.add(couple)
        vault.make_key(couple.id)
        await session.flush()
        for person in (alice, bob):
            member = await member_of(session, person, app)
            member.couple_id = couple.id
            tie = Tie(id=uuid4(), couple_id=couple.id, member_id=member.id)
            await vault.seal(tie, "name", person.name)
            session.add(tie)


async def unlinked(person: Person, app: App) -> None:
    """One of them leaves."""
    async with app.database.write() as session:
        await pair.unlink(session, await member_of(session, person, app), app.clock.now())


async def member_of(session: AsyncSession, person: Person, app: App) -> Member:
    """The row of a person who wrote before."""
    found = await people.find(session, app.house, Address(person.platform.platform, person.id))
    assert found
    return found
