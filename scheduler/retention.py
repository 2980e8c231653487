"""Deletes rows that are no longer needed: once an hour, in one transaction."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Update, delete, or_, select, update

from domain.pair import again
from storage.database import Database
from storage.tables.pair import Couple, CoupleMember, FailedInviteCode, Invite
from storage.tables.queues import GroupChat, Inbox, Outbox

KEEP_DONE_IDS = timedelta(days=8)
"""A platform repeats an update for at most a day; its id is kept this long to know it again."""
KEEP_PARKED = timedelta(days=30)
"""Time enough to mend what it failed on; then the sealed words in it go, too."""
KEEP_ENDED_MESSAGES = timedelta(days=30)
"""After this a message is not changed in place any more, so its row is useless."""
KEEP_OLD_INVITES = timedelta(days=30)
"""So long an old code is known as one, rather than counted as a wrong one."""
KEEP_FAILED_CODES = timedelta(hours=1)
KEEP_GROUPS = timedelta(days=90)
"""Counted from the day on which one was last heard of."""


async def sweep(database: Database, now: datetime) -> None:
    """Delete ids of handled events, rows of sent messages, and other rows that are too old."""
    ended = Outbox.state.not_in(("new", "sending"))
    async with database.write() as session:
        for statement in (
            delete(Inbox).where(Inbox.state == "done", Inbox.received_at < now - KEEP_DONE_IDS),
            delete(Inbox).where(Inbox.state == "parked", Inbox.received_at < now - KEEP_PARKED),
            delete(Outbox).where(ended, Outbox.made_at < now - KEEP_ENDED_MESSAGES),
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


def _clear_expired_offers(now: datetime) -> Update:
    """Delete the answers of a couple that linked again together with the expired offer."""
    long_linked = select(Couple.id).where(Couple.started_at <= now - again.RESUME_WITHIN)
    said = update(CoupleMember).where(
        CoupleMember.couple_id.in_(long_linked), CoupleMember.again.is_not(None)
    )
    return said.values(again=None)
