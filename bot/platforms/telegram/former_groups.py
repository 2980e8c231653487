"""Erases groups that were stored as people, before anything is sent."""

from __future__ import annotations

from collections.abc import AsyncIterator
from uuid import UUID

from sqlalchemy import delete, select

from domain import member as members
from domain.privacy import forget
from storage.database import Database
from storage.sealing import CannotOpen, KeyRing, Vault, ordering_key
from storage.tables.member import Member
from storage.tables.queues import GroupChat

NEVER_SET_UP = (
    Member.zone.is_(None),
    Member.consent.is_(None),
    Member.couple_id.is_(None),
)
"""The condition that holds for groups and for people who only opened the bot."""


async def erase_former_groups(database: Database, key_ring: KeyRing) -> None:
    """Check, once, each row that the migration marked as possibly a group's.

    Only the address tells, and it is sealed, so a migration, which has no keys, cannot check it. A
    group's row is erased with its key and all that waits for it; a person loses only the mark.
    """
    async for member_id, mark in _marked_members(database):
        async with database.write() as session:
            member = await session.get(Member, member_id)
            if member is None:
                continue
            if await _is_group(Vault(session, key_ring), member):
                await forget.reapply_erasure(session, key_ring, member_id)
            else:
                await session.execute(delete(GroupChat).where(GroupChat.id == mark))


async def _marked_members(database: Database) -> AsyncIterator[tuple[UUID, UUID]]:
    """Yield the marked rows and their marks; groups that were never people have no such row."""
    async with database.read() as session:
        group_ids = set(await session.scalars(select(GroupChat.id)))
        if not group_ids:
            return
        found = (await session.execute(select(Member.id, Member.lookup).where(*NEVER_SET_UP))).all()
    for member_id, lookup in found:
        if (mark := UUID(ordering_key(lookup))) in group_ids:
            yield member_id, mark


async def _is_group(vault: Vault, member: Member) -> bool:
    """Return whether it is a group; only Telegram has any, and numbers them below zero."""
    try:
        return (await members.address_of(vault, member)).id.startswith("-")
    except CannotOpen:
        return False
