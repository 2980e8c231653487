"""The queries for the rows of the outbox that can be claimed, and for abandoned ones."""

from __future__ import annotations

from typing import cast

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Table,
    bindparam,
    exists,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.orm import aliased

from storage.columns import Instant
from storage.tables.member import Member
from storage.tables.queues import Outbox

OUTBOX = cast(Table, Outbox.__table__)
EARLIER_ROW = aliased(Outbox)


def is_for_open_platform() -> ColumnElement[bool]:
    """Return the condition for a row whose person or group is on one of the `open` platforms.

    The person is looked up for each row: as a condition, PostgreSQL would read all people first.
    """
    open_platforms: BindParameter[str] = bindparam("open", expanding=True)
    of_member = select(Member.platform).where(Member.id == Outbox.member_id).scalar_subquery()
    return func.coalesce(Outbox.platform, of_member).in_(open_platforms)


NEXT_PER_MEMBER = (
    select(Outbox.seq)
    .where(
        Outbox.state == "new",
        Outbox.not_before <= bindparam("now", type_=Instant),
        is_for_open_platform(),
        ~exists().where(
            EARLIER_ROW.member_id == Outbox.member_id,
            EARLIER_ROW.state.in_(("new", "sending")),
            EARLIER_ROW.seq < Outbox.seq,
        ),
    )
    .order_by(Outbox.priority, Outbox.not_before, Outbox.seq)
    .limit(bindparam("most"))
)
"""The oldest unfinished row of `most` people on the `open` platforms, if it may go out at `now`,
the most urgent first.

It is built once, and its order has an index, in which messages that wait for their reader's
morning lie apart; so it stays fast with any number of rows.
"""
CLAIM = (
    select(Outbox)
    .where(
        Outbox.seq.in_(bindparam("heads", expanding=True)),
        Outbox.state == "new",
        Outbox.not_before <= bindparam("now", type_=Instant),
    )
    .order_by(Outbox.priority, Outbox.not_before, Outbox.seq)
    .with_for_update(skip_locked=True)
)
"""The rows of the `heads` that no other process has taken since they were found."""
HAS_WORK = select(or_(exists().where(Outbox.state == "sending"), NEXT_PER_MEMBER.exists()))
"""In one query, since a row claimed between two would be seen by neither."""
SENDING = select(Outbox.seq, Outbox.owner).where(Outbox.state == "sending")
"""The rows on their way, and the process that sends each."""
READERS = select(Member).where(Member.id.in_(bindparam("ids", expanding=True)))
MARK_SENT = (
    update(OUTBOX)
    .where(OUTBOX.c.seq == bindparam("row"))
    .values(
        state="sent",
        body=None,
        owner=None,
        sent_at=bindparam("at", type_=Instant),
        platform_message_id=func.coalesce(bindparam("message"), OUTBOX.c.platform_message_id),
    )
)
"""Marks a row as sent; an edit may have no new `message`."""
LAST_SENT = (
    select(Outbox.member_id, func.max(Outbox.sent_at))
    .where(
        Outbox.member_id.in_(bindparam("ids", expanding=True)),
        Outbox.sent_at > bindparam("since", type_=Instant),
    )
    .group_by(Outbox.member_id)
)
"""When each of the people was last sent something, by any process."""
ABANDONED = (
    select(Outbox)
    .where(Outbox.seq.in_(bindparam("left", expanding=True)), Outbox.state == "sending")
    .with_for_update(skip_locked=True)
)
"""The rows of the `left` that no other process is settling."""
