"""Deletes rows that are no longer needed, once an hour; many at once go in batches."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TypeVar
from uuid import UUID

from sqlalchemy import Select, Update, delete, or_, select, update

from chat.messages import Priority
from domain.media import kept
from domain.pair import again
from storage.database import Database
from storage.tables.media import KeptFile
from storage.tables.pair import Couple, CoupleMember, FailedInviteCode, Invite
from storage.tables.queues import GroupChat, Inbox, Outbox

Id = TypeVar("Id", int, UUID)

KEEP_DONE_IDS = timedelta(days=8)
"""A platform repeats an update for at most a day; its id is kept this long to know it again."""
KEEP_PARKED = timedelta(days=30)
"""Time enough to mend what it failed on; then the sealed words in it go, too."""
KEEP_ENDED_MESSAGES = timedelta(days=30)
"""After this a message is not changed in place any more, so its row is useless."""
KEEP_OLD_INVITES = timedelta(days=30)
"""So long an old code is known as one, rather than counted as a wrong one."""
ENDED_STATES = "sent", "expired", "cancelled", "dropped", "dead"
"""The states in which a message stays as it is."""
BATCH = 500
FILES_IN_BATCH = 4
"""Of up to 10 MB each: SQLite writes over what it deletes, and nobody else writes meanwhile."""
KEEP_FAILED_CODES = timedelta(hours=1)
KEEP_GROUPS = timedelta(days=90)
"""Counted from the day on which one was last heard of."""


async def sweep(database: Database, now: datetime) -> None:
    """Delete ids of handled events, rows of sent messages, and other rows that are too old."""
    await _delete_ended(database, Inbox, "done", now - KEEP_DONE_IDS)
    await _delete_ended(database, Inbox, "parked", now - KEEP_PARKED)
    for state in ENDED_STATES:
        await _delete_ended(database, Outbox, state, now - KEEP_ENDED_MESSAGES)
    async with database.write() as session:
        for statement in (
            delete(Invite).where(
                or_(
                    Invite.used_at < now - KEEP_OLD_INVITES,
                    Invite.expires_at < now - KEEP_OLD_INVITES,
                )
            ),
            delete(FailedInviteCode).where(FailedInviteCode.at < now - KEEP_FAILED_CODES),
            delete(GroupChat).where(GroupChat.heard_on < now.date() - KEEP_GROUPS),
            _clear_expired_offers(now),
        ):
            await session.execute(statement)
    await _delete_never_held(database, now)


async def _delete_never_held(database: Database, now: datetime) -> None:
    """Delete files whose event never came, a few in each transaction: nobody else can write."""
    while ids := await _find(database, kept.never_held(now).limit(FILES_IN_BATCH)):
        async with database.write() as session:
            await session.execute(delete(KeptFile).where(KeptFile.id.in_(ids)))


async def _delete_ended(
    database: Database, table: type[Inbox | Outbox], state: str, before: datetime
) -> None:
    """Delete a queue's rows in this state whose last try was before; each batch is a transaction.

    They lie together in the queue's index, so that a look reads no other rows.
    """
    for priority in Priority:
        found = (
            select(table.seq)
            .where(table.state == state, table.priority == priority, table.not_before < before)
            .order_by(table.not_before, table.seq)
            .limit(BATCH)
        )
        while seqs := await _find(database, found):
            async with database.write() as session:
                await session.execute(delete(table).where(table.seq.in_(seqs)))


async def _find(database: Database, rows: Select[Id]) -> Sequence[Id]:
    async with database.read() as session:
        return (await session.scalars(rows)).all()


def _clear_expired_offers(now: datetime) -> Update:
    """Delete the answers of a couple that linked again together with the expired offer."""
    long_linked = select(Couple.id).where(Couple.started_at <= now - again.RESUME_WITHIN)
    said = update(CoupleMember).where(
        CoupleMember.couple_id.in_(long_linked), CoupleMember.again.is_not(None)
    )
    return said.values(again=None)
