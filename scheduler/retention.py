"""What is no longer of use is deleted: once an hour, in one transaction."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Update, delete, or_, select, update

from domain import pair_again
from storage.database import Database
from storage.models import Couple, GroupChat, Guess, Inbox, Invite, Outbox, Tie

DONE_IDS = timedelta(days=8)
"""A platform repeats an update for at most a day; its id is kept this long to know it again."""
PARKED = timedelta(days=30)
"""Time enough to mend what it failed on; then the sealed words in it go, too."""
ENDED_MESSAGES = timedelta(days=30)
"""After this a message is not changed in place any more, so its row is of no use."""
USED_INVITATIONS = timedelta(days=30)
"""So long an old code is known as one, rather than counted as a wrong one."""
GUESSES = timedelta(hours=1)
GROUPS = timedelta(days=90)
"""Counted from the day on which one was last heard of."""


async def sweep(database: Database, now: datetime) -> None:
    """Deletes ids of what was handled, rows of what was sent, and what is old of the rest."""
    ended = Outbox.state.not_in(("new", "sending"))
    async with database.write() as session:
        for old in (
            delete(Inbox).where(Inbox.state == "done", Inbox.received_at < now - DONE_IDS),
            delete(Inbox).where(Inbox.state == "parked", Inbox.received_at < now - PARKED),
            delete(Outbox).where(ended, Outbox.made_at < now - ENDED_MESSAGES),
            delete(Invite).where(
                or_(
                    Invite.used_at < now - USED_INVITATIONS,
                    Invite.expires_at < now - USED_INVITATIONS,
                )
            ),
            delete(Guess).where(Guess.at < now - GUESSES),
            delete(GroupChat).where(GroupChat.heard_on < now.date() - GROUPS),
            _offers_over(now),
        ):
            await session.execute(old)


def _offers_over(now: datetime) -> Update:
    """What two who linked again said to taking up what they had goes with the offer."""
    long_linked = select(Couple.id).where(Couple.started_at <= now - pair_again.WITHIN)
    said = update(Tie).where(Tie.couple_id.in_(long_linked), Tie.again.is_not(None))
    return said.values(again=None)
