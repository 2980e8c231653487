"""Whether what comes from the partner may push, and as which message: one rule for all of it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from domain import people
from storage.models import Member, Outbox

STANDS = ("sending", "sent")
"""In these states a message is on its reader's screen, or about to be."""


class Way(StrEnum):
    """How news reaches its reader: not at all, as a message of its own, or inside the last one."""

    NONE = "none"
    NEW = "new"
    IN_PLACE = "in place"


async def way_to(
    session: AsyncSession, reader: Member, key: str, now: datetime, *, quietly: bool = False
) -> Way:
    """How news under this key may reach its reader now.

    Nothing comes while they pause, have refused or cannot be reached. A message that still waits
    for the end of their quiet hours is taken back, so that only the newest one comes. What
    comes `quietly` changes a message that is there, and is none of its own.
    """
    if not people.can_be_pushed(reader, now):
        return Way.NONE
    if await stands(session, key):
        return Way.IN_PLACE
    waited = await _take_back(session, key)
    return Way.NEW if waited or not quietly else Way.NONE


async def stands(session: AsyncSession, key: str) -> bool:
    """Whether a message of this key has gone out."""
    row = select(Outbox.seq).where(Outbox.key == key, Outbox.state.in_(STANDS))
    return await session.scalar(row) is not None


async def _take_back(session: AsyncSession, key: str) -> bool:
    """Deletes what has not gone out; True if it was still to go."""
    taken = delete(Outbox).where(Outbox.key == key, Outbox.state.not_in(STANDS))
    return "new" in (await session.scalars(taken.returning(Outbox.state))).all()
