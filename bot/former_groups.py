"""Groups that had a row like people's are taken out from among them, before anything is sent."""

from __future__ import annotations

from collections.abc import AsyncIterator
from uuid import UUID

from sqlalchemy import delete, select

from domain import people, privacy_forget
from storage.database import Database
from storage.models import GroupChat, Member
from storage.sealing import CannotOpen, KeyRing, Vault, lane

NEVER_SAID_MORE = (
    Member.zone.is_(None),
    Member.consent.is_(None),
    Member.couple_id.is_(None),
)
"""What groups and people who only opened the bot have in common."""


async def erase_former_groups(database: Database, ring: KeyRing) -> None:
    """Looks once at each row that the migration took for one that may be a group's.

    The address alone tells, and it is sealed, so that a migration, which has no keys, cannot do it.
    A group's row goes with its key and with all that waits for it; of a person only the mark goes.
    """
    async for member_id, mark in _marked(database):
        async with database.write() as session:
            member = await session.get(Member, member_id)
            if member is None:
                continue
            if await _is_group(Vault(session, ring), member):
                await privacy_forget.erase_again(session, member_id)
            else:
                await session.execute(delete(GroupChat).where(GroupChat.id == mark))


async def _marked(database: Database) -> AsyncIterator[tuple[UUID, UUID]]:
    """The rows and their marks; groups that were never people have no row that would fit."""
    async with database.read() as session:
        marks = set(await session.scalars(select(GroupChat.id)))
        if not marks:
            return
        found = (
            await session.execute(select(Member.id, Member.lookup).where(*NEVER_SAID_MORE))
        ).all()
    for member_id, lookup in found:
        if (mark := UUID(lane(lookup))) in marks:
            yield member_id, mark


async def _is_group(vault: Vault, member: Member) -> bool:
    """Telegram numbers groups below zero, and no other platform had any."""
    try:
        return (await people.address_of(vault, member)).id.startswith("-")
    except CannotOpen:
        return False
