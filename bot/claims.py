"""Which rows of the outbox may be taken to be sent, and which were left behind by a process."""

from __future__ import annotations

from sqlalchemy import BindParameter, ColumnElement, bindparam, exists, or_, select
from sqlalchemy.orm import aliased

from storage.columns import Instant
from storage.models import Member, Outbox

EARLIER = aliased(Outbox)


def of_platforms() -> ColumnElement[bool]:
    """That a row is for somebody, or for a group, on one of the `open` platforms."""
    there: BindParameter[str] = bindparam("open", expanding=True)
    somebody = exists().where(Member.id == Outbox.member_id, Member.platform.in_(there))
    return or_(somebody, Outbox.platform.in_(there))


HEADS = (
    select(Outbox.seq)
    .where(
        Outbox.state == "new",
        Outbox.not_before <= bindparam("now", type_=Instant),
        of_platforms(),
        ~exists().where(
            EARLIER.member_id == Outbox.member_id,
            EARLIER.state.in_(("new", "sending")),
            EARLIER.seq < Outbox.seq,
        ),
    )
    .order_by(Outbox.priority, Outbox.seq)
    .limit(bindparam("most"))
)
"""The oldest unfinished row of `most` people on the `open` platforms, if it may go out at `now`,
the most pressing first.

Made once, and in an order that an index has, so that a look stays short however many wait.
"""
CLAIMED = (
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
BUSY = select(or_(exists().where(Outbox.state == "sending"), HEADS.exists()))
"""In one look, since what is claimed between two looks would be seen by neither."""
SENDING = select(Outbox.seq, Outbox.owner).where(Outbox.state == "sending")
"""What is on its way, and which process says so."""
LEFT = (
    select(Outbox)
    .where(Outbox.seq.in_(bindparam("left", expanding=True)), Outbox.state == "sending")
    .with_for_update(skip_locked=True)
)
"""Those of the `left` that nobody else is settling."""
