"""Which cards have come to whom, so that a round is there for each person from their own hour on.

Rounds of before count as come to both where their cards have, and the moment is planned at which
each couple's next date is decided. The previous version does not run beside it: it reads the
columns that go.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone
from uuid import uuid4

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"

SAME_CARD = timedelta(days=2)
"""Two calendars are at most so far apart, and two cards further."""
FIRST = timezone(timedelta(hours=14))
COUPLE = sa.table(
    "couple",
    sa.column("id", sa.Uuid),
    sa.column("every_weeks", sa.Integer),
    sa.column("ended_at"),
    sa.column("stopped", sa.Boolean),
    sa.column("stopped_on", sa.Date),
)
MEMBER = sa.table(
    "member",
    sa.column("id", sa.Uuid),
    sa.column("couple_id", sa.Uuid),
    sa.column("prompted_on", sa.Date),
)
TIE = sa.table(
    "tie",
    sa.column("id", sa.Uuid),
    sa.column("couple_id", sa.Uuid),
    sa.column("member_id", sa.Uuid),
    sa.column("prompted_on", sa.Date),
)
ROUND = sa.table("round", sa.column("couple_id", sa.Uuid), sa.column("day", sa.Date))
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
NEWEST = sa.select(sa.func.max(ROUND.c.day)).where(ROUND.c.couple_id == TIE.c.couple_id)


def upgrade() -> None:
    with op.batch_alter_table("tie") as tie:
        tie.add_column(sa.Column("prompted_on", sa.Date(), nullable=True))
    with op.batch_alter_table("couple") as couple:
        couple.add_column(sa.Column("stopped_on", sa.Date(), nullable=True))
    op.execute(sa.update(TIE).values(prompted_on=NEWEST.scalar_subquery()))
    _keep_what_is_still_to_come()
    _keep_what_has_stopped()
    _plan_openings()
    with op.batch_alter_table("couple") as couple:
        couple.drop_column("stopped")
    with op.batch_alter_table("member") as member:
        member.drop_column("prompted_on")


def downgrade() -> None:
    with op.batch_alter_table("member") as member:
        member.add_column(sa.Column("prompted_on", sa.Date(), nullable=True))
    with op.batch_alter_table("couple") as couple:
        column: sa.Column[bool] = sa.Column(
            "stopped", sa.Boolean(), nullable=False, server_default=sa.false()
        )
        couple.add_column(column)
    stopped = sa.update(COUPLE).where(COUPLE.c.stopped_on.is_not(None))
    op.execute(stopped.values(stopped=sa.true()))
    same = TIE.c.couple_id == MEMBER.c.couple_id, TIE.c.member_id == MEMBER.c.id
    reached = sa.select(sa.func.max(TIE.c.prompted_on)).where(*same)
    op.execute(sa.update(MEMBER).values(prompted_on=reached.scalar_subquery()))
    op.execute(sa.delete(DUE).where(DUE.c.kind == "opening"))
    with op.batch_alter_table("couple") as couple:
        couple.drop_column("stopped_on")
    with op.batch_alter_table("tie") as tie:
        tie.drop_column("prompted_on")


def _keep_what_is_still_to_come() -> None:
    """Plan the newest card, at their own hour, for members who have yet to get it."""
    linked = sa.select(TIE.c.id, TIE.c.prompted_on, MEMBER.c.prompted_on).where(
        TIE.c.member_id == MEMBER.c.id, TIE.c.couple_id == MEMBER.c.couple_id
    )
    for id, newest, last in op.get_bind().execute(linked).all():
        if newest and (last is None or last < newest - SAME_CARD):
            op.execute(sa.update(TIE).where(TIE.c.id == id).values(prompted_on=last))


def _keep_what_has_stopped() -> None:
    newest = sa.select(sa.func.max(ROUND.c.day)).where(ROUND.c.couple_id == COUPLE.c.id)
    stopped = sa.update(COUPLE).where(COUPLE.c.stopped)
    op.execute(stopped.values(stopped_on=newest.scalar_subquery()))


def _plan_openings() -> None:
    """Plan each opening for the moment when the earliest planned date begins anywhere on earth."""
    columns = DUE.c.couple_id, COUPLE.c.every_weeks, DUE.c.day, DUE.c.member_id
    prompts = sa.select(*columns).where(
        DUE.c.kind == "prompt", DUE.c.couple_id == COUPLE.c.id, DUE.c.day.is_not(None)
    )
    found = op.get_bind().execute(prompts.order_by(DUE.c.day.desc(), DUE.c.slot)).all()
    for couple, (weeks, day, member) in {row[0]: row[1:] for row in found}.items():
        op.execute(sa.insert(DUE).values(**_opening(couple, weeks, day, member)))


def _opening(couple: object, weeks: int, day: date, member: object) -> dict[str, object]:
    return {
        "id": uuid4(),
        "kind": "opening",
        "member_id": member,
        "couple_id": couple,
        "slot": f"opening:{member}:{day}",
        "at": datetime.combine(day, time(), FIRST).astimezone(UTC),
        "day": day,
        "minute": 0,
        "zone": "Etc/GMT-14",
        "step_days": 7 * weeks,
    }


def _switch(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false())
