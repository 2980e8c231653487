"""A moment at which each share that waits for a second answer may go back to its author.

The previous version does not run beside it: it has no words for an answer that came back.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID, uuid4

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"

KIND = "answer-return"
LOOKS_AFTER = timedelta(weeks=3)
DUE = sa.table(
    "due",
    sa.column("id", sa.Uuid()),
    sa.column("kind", sa.String()),
    sa.column("member_id", sa.Uuid()),
    sa.column("subject", sa.Uuid()),
    sa.column("slot", sa.String()),
    sa.column("at", sa.DateTime(timezone=True)),
)
ROUND = sa.table(
    "round", sa.column("id", sa.Uuid()), sa.column("opened_at", sa.DateTime(timezone=True))
)
ANSWER = sa.table(
    "answer",
    sa.column("id", sa.Uuid()),
    sa.column("member_id", sa.Uuid()),
    sa.column("round_id", sa.Uuid()),
    sa.column("state", sa.String()),
    sa.column("revealed", sa.LargeBinary()),
)


def upgrade() -> None:
    waiting = (
        sa.select(ANSWER.c.id, ANSWER.c.member_id, ROUND.c.opened_at)
        .join(ROUND, ROUND.c.id == ANSWER.c.round_id)
        .where(ANSWER.c.state == "shared", ANSWER.c.revealed.is_(None))
        .where(ANSWER.c.member_id.is_not(None))
    )
    moments = [_moment(*row) for row in op.get_bind().execute(waiting)]
    if moments:
        op.bulk_insert(DUE, moments)


def downgrade() -> None:
    op.execute(sa.delete(DUE).where(DUE.c.kind == KIND))
    op.execute("UPDATE answer SET state = 'private' WHERE state = 'returned'")


def _moment(answer: UUID, member: UUID, opened_at: datetime) -> dict[str, object]:
    at = opened_at + LOOKS_AFTER
    return {
        "id": uuid4(),
        "kind": KIND,
        "member_id": member,
        "subject": answer,
        "slot": f"{KIND}:{member}:{answer}:{at:%Y%m%dT%H%M}",
        "at": at,
    }
