"""A proposed goal that its reader has put off, and an end for what waits without a yes.

The previous version of the code still runs beside it.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID, uuid4

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"

WAITS = timedelta(days=28)
LAPSE = "goals-lapse"
ID, MOMENT = sa.Uuid(), sa.DateTime(timezone=True)

couple = sa.table("couple", sa.column("id", ID), sa.column("ended_at", MOMENT))
proposal = sa.table(
    "goal_proposal",
    *(sa.column(name, ID) for name in ("id", "member_id", "couple_id")),
    sa.column("state", sa.String()),
    sa.column("at", MOMENT),
)
due = sa.table(
    "due",
    *(sa.column(name, ID) for name in ("id", "member_id", "couple_id", "subject")),
    *(sa.column(name, sa.String()) for name in ("kind", "slot")),
    sa.column("at", MOMENT),
)


def upgrade() -> None:
    with op.batch_alter_table("goal_proposal") as changed:
        no = sa.false()
        changed.add_column(sa.Column("put_off", sa.Boolean(), nullable=False, server_default=no))
    linked = sa.select(couple.c.id).where(couple.c.ended_at.is_(None))
    waiting = sa.select(
        proposal.c.id, proposal.c.member_id, proposal.c.couple_id, proposal.c.at
    ).where(
        proposal.c.state == "open",
        proposal.c.member_id.is_not(None),
        proposal.c.couple_id.in_(linked),
    )
    for each in op.get_bind().execute(waiting).all():
        op.execute(sa.insert(due).values(_end_of(*each)))


def downgrade() -> None:
    op.execute(sa.delete(due).where(due.c.kind == LAPSE))
    with op.batch_alter_table("goal_proposal") as changed:
        changed.drop_column("put_off")


def _end_of(id: UUID, author: UUID, couple: UUID, proposed: datetime) -> dict[str, object]:
    at = proposed + WAITS
    slot = f"{LAPSE}:{author}:{id}:{at:%Y%m%dT%H%M}"
    return {
        "id": uuid4(),
        "kind": LAPSE,
        "member_id": author,
        "couple_id": couple,
        "subject": id,
        "slot": slot,
        "at": at,
    }
