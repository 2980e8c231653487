"""Keep the date of a check-in that is decided and has yet to reach one of the two.

Questions asked before stay, and the moment is planned at which each couple's next date is
decided. The previous version does not run beside it: it would ask about what is not there yet.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone
from uuid import uuid4

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"

FIRST = timezone(timedelta(hours=14))
DUE = sa.table(
    "due",
    sa.column("id", sa.Uuid),
    sa.column("kind", sa.String),
    sa.column("member_id", sa.Uuid),
    sa.column("couple_id", sa.Uuid),
    sa.column("slot", sa.String),
    sa.column("at", sa.DateTime(timezone=True)),
    sa.column("day", sa.Date),
    sa.column("minute", sa.Integer),
    sa.column("zone", sa.String),
    sa.column("step_days", sa.Integer),
)
MEMBER = sa.table("member", sa.column("id", sa.Uuid), sa.column("couple_id", sa.Uuid))
CHECK_IN = sa.table("goal_check_in", sa.column("asked", sa.Boolean))


def upgrade() -> None:
    op.add_column("goal_part", _switch("stops"))
    op.add_column("goal_check_in", _switch("asked"))
    op.execute(sa.update(CHECK_IN).values(asked=sa.true()))
    _plan_decisions()


def downgrade() -> None:
    unasked = sa.delete(CHECK_IN).where(CHECK_IN.c.asked.is_(sa.false()))
    op.execute(unasked)
    op.execute(sa.delete(DUE).where(DUE.c.kind.in_(("check-in-decide", "check-in-clear"))))
    op.drop_column("goal_check_in", "asked")
    op.drop_column("goal_part", "stops")


def _plan_decisions() -> None:
    """Plan the decision for the earliest planned date of a check-in, on the first of the two."""
    halves = sa.select(MEMBER.c.couple_id, MEMBER.c.id).order_by(MEMBER.c.id.desc())
    first = {row[0]: row[1] for row in op.get_bind().execute(halves)}
    planned = (
        sa.select(DUE.c.couple_id, sa.func.min(DUE.c.day))
        .where(DUE.c.kind == "check-in", DUE.c.couple_id.is_not(None), DUE.c.day.is_not(None))
        .group_by(DUE.c.couple_id)
    )
    for couple, day in op.get_bind().execute(planned).all():
        if couple in first:
            op.execute(sa.insert(DUE).values(**_decision(couple, first[couple], day)))


def _decision(couple: object, member: object, day: date) -> dict[str, object]:
    return {
        "id": uuid4(),
        "kind": "check-in-decide",
        "member_id": member,
        "couple_id": couple,
        "slot": f"check-in-decide:{member}:{day}",
        "at": datetime.combine(day, time(), FIRST).astimezone(UTC),
        "day": day,
        "minute": 0,
        "zone": "Etc/GMT-14",
        "step_days": 7,
    }


def _switch(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false())
