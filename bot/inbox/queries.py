"""The queries for the events that can be handled next, and for the people they concern."""

from __future__ import annotations

from datetime import timedelta
from typing import cast

from sqlalchemy import ColumnElement, Table, bindparam, exists, func, or_, select, text, update
from sqlalchemy.orm import aliased

from bot.inbox.store import FETCH
from storage.columns import Instant
from storage.tables.member import Member
from storage.tables.pair import Couple
from storage.tables.queues import Inbox

INBOX = cast(Table, Inbox.__table__)
EARLIER_EVENT = INBOX.alias("earlier")
FETCHED_EVENT = INBOX.alias("fetched")
FETCH_HOLDS_FOR = timedelta(minutes=1)
"""How long a person's later events wait for a file; after that, they go first."""


def _can_be_handled() -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return INBOX.c.state == "new", INBOX.c.not_before <= bindparam("now", type_=Instant)


NEXT_PER_ORDERING_KEY = (
    select(INBOX.c.seq, INBOX.c.priority)
    .where(
        *_can_be_handled(),
        INBOX.c.platform.in_(bindparam("sources", expanding=True)),
        ~exists().where(
            EARLIER_EVENT.c.ordering_key == INBOX.c.ordering_key,
            EARLIER_EVENT.c.state == "new",
            EARLIER_EVENT.c.seq < INBOX.c.seq,
        ),
        ~exists().where(
            FETCHED_EVENT.c.ordering_key == INBOX.c.ordering_key,
            FETCHED_EVENT.c.state == FETCH,
            FETCHED_EVENT.c.seq < INBOX.c.seq,
            FETCHED_EVENT.c.received_at > bindparam("held_since", type_=Instant),
        ),
    )
    .order_by(INBOX.c.priority, INBOX.c.not_before, INBOX.c.seq)
    .limit(bindparam("most"))
)
"""The first unfinished event per ordering key at `now`, people's before due ones, oldest first.

An event waits for an earlier one's files if that came after `held_since`.

Events of a platform without a token stay queued. It is built once, and its order has an index, in
which events that must wait lie apart.
"""
NEXT_ON_SERVER = NEXT_PER_ORDERING_KEY.where(
    text("""
        hashtext(inbox.ordering_key)::bigint NOT IN (
            SELECT (classid::bigint << 32) | objid::bigint FROM pg_locks
            WHERE locktype = 'advisory' AND objsubid = 1
        )
    """)
)
"""As above, without the keys of which another process handles an event just now."""
CLAIM = (
    select(INBOX)
    .where(INBOX.c.seq.in_(bindparam("seqs", expanding=True)), *_can_be_handled())
    .order_by(INBOX.c.priority, INBOX.c.not_before, INBOX.c.seq)
)
"""Those of the `seqs` that nobody has handled, or tried, since they were found."""
CLAIM_ON_SERVER = CLAIM.add_columns(
    func.pg_try_advisory_xact_lock(func.hashtext(INBOX.c.ordering_key)).label("is_ours")
).with_for_update(skip_locked=True)
"""As `CLAIM`, locked; `is_ours` unless another process handles an event with the same key."""
MARK_DONE = (
    update(INBOX)
    .where(INBOX.c.seq.in_(bindparam("seqs", expanding=True)))
    .values(state="done", body=None, fetched=None)
)
CAN_BE_FETCHED = (
    select(INBOX)
    .where(
        INBOX.c.state == FETCH,
        INBOX.c.not_before <= bindparam("now", type_=Instant),
        INBOX.c.platform.in_(bindparam("sources", expanding=True)),
    )
    .order_by(INBOX.c.seq)
    .limit(bindparam("most"))
)
LEASE = (
    update(INBOX)
    .where(
        INBOX.c.seq == bindparam("row"),
        INBOX.c.state == FETCH,
        INBOX.c.not_before <= bindparam("now", type_=Instant),
    )
    .values(not_before=bindparam("until", type_=Instant), attempts=INBOX.c.attempts + 1)
)
"""Takes one event's files to load; of two processes that ask, one changes the row."""
RETRY_FETCH = (
    update(INBOX)
    .where(INBOX.c.seq == bindparam("row"), INBOX.c.state == FETCH)
    .values(not_before=bindparam("until", type_=Instant))
)
MARK_FETCHED = (
    update(INBOX)
    .where(INBOX.c.seq == bindparam("row"), INBOX.c.state == FETCH)
    .values(
        state="new",
        fetched=bindparam("found"),
        attempts=0,
        not_before=bindparam("now", type_=Instant),
    )
)

SENDER = aliased(Member)
COUPLES_OF_SENDERS = select(SENDER.couple_id).where(
    or_(
        SENDER.lookup.in_(bindparam("lookups", expanding=True)),
        SENDER.id.in_(bindparam("ids", expanding=True)),
    )
)
LOCK_COUPLES = (
    select(Couple.id)
    .where(Couple.id.in_(COUPLES_OF_SENDERS))
    .order_by(Couple.id)
    .with_for_update(key_share=True)
)
"""The couples of the senders. In one order everywhere, so that no two batches lock crosswise."""
PEOPLE = select(Member).where(
    or_(
        Member.lookup.in_(bindparam("lookups", expanding=True)),
        Member.id.in_(bindparam("ids", expanding=True)),
        Member.couple_id.in_(COUPLES_OF_SENDERS),
    )
)
"""The senders, and the partners of those who have one."""
