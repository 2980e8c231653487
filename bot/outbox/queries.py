"""Which rows of the outbox may be taken to be sent, and which were left behind by a process."""

from __future__ import annotations

from sqlalchemy import BindParameter, ColumnElement, bindparam, exists, or_, select
from sqlalchemy.orm import aliased

from storage.columns import Instant
from storage.tables.member import Member
from storage.tables.queues import Outbox

EARLIER_ROW = aliased(Outbox)


def is_for_open_platform() -> ColumnElement[bool]:
    """That a row is for somebody, or for a group, on one of the `open` platforms."""
    open_platforms: BindParameter[str] = bindparam("open", expanding=True)
    for_member = exists().where(Member.id == Outbox.member_id, Member.platform.in_(open_platforms))
    return or_(for_member, Outbox.platform.in_(open_platforms))


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
    .order_by(Outbox.priority, Outbox.seq)
    .limit(bindparam("most"))
)
"""The oldest unfinished row of `most` people on the `open` platforms, if it may go out at `now`,
the most pressing first.

Made once, and in an order that an index has, so that a look stays short however many wait.
"""
CLAIM = (
    select(Outbox)
    .where(
        Outbox.seq.in_(bindparam("heads", expanding=True)),
        Outbox.state == "new",
        Outbox.not_before <= bindparam("now", type_=Instant),
    )
    .order_by(Outbox.priority, Outbox.seq)
    .with_for_update(skip_locked=True)
)
"""Those of the `heads` that nobody else has taken since the look."""
HAS_WORK = select(or_(exists().where(Outbox.state == "sending"), NEXT_PER_MEMBER.exists()))
"""In one look, since what is claimed between two looks would be seen by neither."""
SENDING = select(Outbox.seq, Outbox.owner).where(Outbox.state == "sending")
"""What is on its way, and which process says so."""
ABANDONED = (
    select(Outbox)
    .where(Outbox.seq.in_(bindparam("left", expanding=True)), Outbox.state == "sending")
    .with_for_update(skip_locked=True)
)
"""Those of the `left` that nobody else is settling."""
