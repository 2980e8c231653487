"""The query for the events that can be handled next."""

from __future__ import annotations

from sqlalchemy import bindparam, exists, select
from sqlalchemy.orm import aliased

from storage.columns import Instant
from storage.tables.queues import Inbox

AT_ONCE = 8
"""How many events may go before one that has just come in, however urgent that is."""

EARLIER_EVENT = aliased(Inbox)
NEXT_PER_ORDERING_KEY = (
    select(Inbox.seq)
    .where(
        Inbox.state == "new",
        Inbox.not_before <= bindparam("now", type_=Instant),
        Inbox.platform.in_(bindparam("sources", expanding=True)),
        ~exists().where(
            EARLIER_EVENT.ordering_key == Inbox.ordering_key,
            EARLIER_EVENT.state == "new",
            EARLIER_EVENT.seq < Inbox.seq,
        ),
    )
    .order_by(Inbox.priority, Inbox.seq)
    .limit(AT_ONCE)
)
"""The first unfinished event per ordering key at `now`, people's before due ones, oldest first.

Events of a platform without a token stay queued. It is built once, and its order has an index.
"""
